/* reasons.c - the words of the mapping: why a metric is in its state. */
#include "core/reasons.h"

#include "core/links.h"

enum { NEAREST = 3, MOST_PARTS = 12 };

static struct str sym_str(const struct facts *f, sym s)
{
	return intern_str(f->model->names, s);
}

struct str reason_linked(const struct facts *f, struct arena *a, const struct kpi *k)
{
	const struct goal *own = link_own_goal(f, k), *goal = link_goal(f, k);

	if (own == goal)
		return str_fmt(a, "measured by %.*s, which serves %.*s", STR_ARG(sym_str(f, k->id)),
		               STR_ARG(sym_str(f, goal->id)));
	return str_fmt(a, "measured by %.*s of the social goal %.*s, which counts under %.*s",
	               STR_ARG(sym_str(f, k->id)), STR_ARG(sym_str(f, own->id)),
	               STR_ARG(sym_str(f, goal->id)));
}

static void add_item(struct strbuf *b, struct str s)
{
	if (b->n > 0)
		strbuf_addz(b, ", ");
	strbuf_add(b, s);
}

/* The ids of KPIs the company uses that are `is` to the metric. */
static struct str list_kpis(const struct facts *f, struct arena *a, sym metric,
                            bool (*is)(const struct facts *, const struct kpi *, sym))
{
	struct strbuf b;

	strbuf_init(&b, a, 0);
	for (size_t i = 0; i < f->model->n_kpis; i++) {
		const struct kpi *k = &f->model->kpis[i];

		if ((!k->is_library || link_own_goal(f, k) != NULL) && is(f, k, metric))
			add_item(&b, sym_str(f, k->id));
	}
	return strbuf_str(&b);
}

static bool is_base(const struct facts *f, const struct kpi *k, sym metric)
{
	return link_is_base(f->model, k, metric);
}

static bool is_diagnostic_of(const struct facts *f, const struct kpi *k, sym metric)
{
	return k->role == ROLE_DIAGNOSTIC && link_measures(f->model, k, metric);
}

static bool is_astray(const struct facts *f, const struct kpi *k, sym metric)
{
	return k->role != ROLE_DIAGNOSTIC && link_measures(f->model, k, metric) && link_goal(f, k) == NULL;
}

struct str reason_base_of(const struct facts *f, struct arena *a, sym metric)
{
	return list_kpis(f, a, metric, is_base);
}

/* Catalogue names that an unknown one is a slip of, as canonical names: "impressions, views". An alias makes one metric
 * of two, so names that are merely alike are not offered. */
static struct str nearest_names(const struct facts *f, struct arena *a, sym metric)
{
	const struct model *m = f->model;
	struct str typed = sym_str(f, metric);
	struct str *names = ARENA_ARRAY(a, m->n_aliases + m->n_metrics, struct str), near[NEAREST];
	struct strbuf b;
	size_t n_near, n = 0;

	for (size_t i = 0; i < m->n_aliases; i++)
		if (str_is_slip(typed, m->aliases[i].spelling))
			names[n++] = m->aliases[i].spelling;
	for (size_t i = 0; i < m->n_metrics; i++)
		if (str_is_slip(typed, sym_str(f, m->metrics[i].id)))
			names[n++] = sym_str(f, m->metrics[i].id);
	n_near = str_nearest(typed, names, n, near, NEAREST);
	strbuf_init(&b, a, 0);
	for (size_t i = 0; i < n_near; i++) {
		struct str name = near[i];

		for (size_t k = 0; k < m->n_aliases; k++) {
			if (str_eq(m->aliases[k].spelling, near[i]))
				name = sym_str(f, m->aliases[k].name);
		}
		if (b.n == 0 || str_find(strbuf_str(&b), name) == SIZE_MAX)
			add_item(&b, name);
	}
	return strbuf_str(&b);
}

/* The KPI of the library that would link the metric if its objective were ours; NULL: there is none. */
static const struct kpi *idle_kpi(const struct facts *f, sym metric)
{
	for (size_t i = 0; i < f->model->n_kpis; i++) {
		const struct kpi *k = &f->model->kpis[i];

		if (k->is_library && k->role != ROLE_DIAGNOSTIC && link_own_goal(f, k) == NULL
		    && link_measures(f->model, k, metric))
			return k;
	}
	return NULL;
}

/* "KPI lead_rate measures it, but its objective pipeline_revenue is none of our goals (`objectives:` may say ..)" */
static struct str why_idle(const struct facts *f, struct arena *a, const struct kpi *k)
{
	const struct objective *o = NULL;
	struct str id = sym_str(f, k->id), objective = sym_str(f, k->objective);

	for (size_t i = 0; i < f->model->n_objectives; i++)
		if (f->model->objectives[i].id == k->objective)
			o = &f->model->objectives[i];
	if (o != NULL && o->is_off)
		return str_fmt(
		    a,
		    "KPI %.*s measures it, but its objective %.*s is switched off (`%.*s: null` under "
		    "`objectives:`)",
		    STR_ARG(id), STR_ARG(objective), STR_ARG(objective));
	return str_fmt(
	    a,
	    "KPI %.*s measures it, but its objective %.*s is none of our goals; write `%.*s: GOAL` under "
	    "`objectives:`",
	    STR_ARG(id), STR_ARG(objective), STR_ARG(objective));
}

static struct str why_unlinked(const struct facts *f, struct arena *a, const struct metric_state *m)
{
	const struct kpi *idle;
	struct str kpis;

	if (m->def->no_goal_because.n > 0)
		return m->def->no_goal_because;
	kpis = list_kpis(f, a, m->metric, is_astray);
	if (kpis.n > 0)
		return str_fmt(a, "measured by %.*s, which serves no business goal", STR_ARG(kpis));
	kpis = list_kpis(f, a, m->metric, is_diagnostic_of);
	if (kpis.n > 0)
		return str_fmt(a, "only a diagnostic KPI measures it: %.*s", STR_ARG(kpis));
	idle = idle_kpi(f, m->metric);
	return idle != NULL ? why_idle(f, a, idle) : STR("no KPI measures it");
}

struct str reason_not_linked(const struct facts *f, struct arena *a, const struct metric_state *m)
{
	const struct kpi *idle;
	struct str near;

	if (m->is_partial)
		return STR("only some of its channels, accounts or campaigns serve a goal");
	switch (m->state) {
	case STATE_BANNED:
		return m->def->banned_because.n > 0 ? m->def->banned_because : STR("the model bans it");
	case STATE_UNKNOWN:
		near = nearest_names(f, a, m->metric);
		return near.n == 0 ? STR("not in the model")
		                   : str_fmt(a, "not in the model; nearest: %.*s", STR_ARG(near));
	case STATE_CONTEXT:
		return m->def->level == LEVEL_INPUT ? STR("an input: what the work takes, not what it brings")
		                                    : STR("the model calls it context");
	case STATE_UNUSED:
		idle = idle_kpi(f, m->metric);
		return idle != NULL ? why_idle(f, a, idle) : STR("a business figure that no KPI uses");
	default:
		return why_unlinked(f, a, m);
	}
}

/* Some channels, or accounts or campaigns of one, that serve the same KPI (NULL: none). */
struct share {
	const struct kpi *kpi;
	struct str label;
};

/* Do series i and j agree in the first `depth` of channel, account and campaign? */
static bool agree(const struct facts *f, const struct series_state *s, size_t i, size_t j, int depth)
{
	const struct series *one = store_series(f->store, s[i].series),
			    *two = store_series(f->store, s[j].series);

	return one->channel == two->channel && (depth < 2 || one->account == two->account)
	       && (depth < 3 || one->campaign == two->campaign);
}

/* How many from i on agree: series come sorted by channel, account and campaign. */
static size_t run_length(const struct facts *f, const struct series_state *s, size_t n, size_t i, int depth)
{
	size_t end = i + 1;

	while (end < n && agree(f, s, i, end, depth))
		end++;
	return end - i;
}

static bool is_one(const struct series_state *s, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		if (s[i].kpi != s[0].kpi)
			return false;
	}
	return true;
}

/* "linkedin", "linkedin/acme", "linkedin/acme/spring" */
static struct str share_label(const struct facts *f, struct arena *a, const struct series *s, int depth)
{
	struct strbuf b;

	strbuf_init(&b, a, 0);
	strbuf_add(&b, s->channel != 0 ? sym_str(f, s->channel) : STR("no channel"));
	if (depth > 1 && s->account != 0)
		strbuf_fmt(&b, "/%.*s", STR_ARG(sym_str(f, s->account)));
	if (depth > 2 && s->campaign != 0)
		strbuf_fmt(&b, "/%.*s", STR_ARG(sym_str(f, s->campaign)));
	return strbuf_str(&b);
}

/* The coarsest pieces that serve one thing each: channels, where split accounts, where split campaigns. */
static size_t list_shares(const struct facts *f, struct arena *a, const struct series_state *s, size_t n,
                          struct share *out)
{
	size_t n_out = 0;

	for (size_t i = 0, run; i < n; i += run) {
		int depth = 1;

		/* the one before agrees: it was cut off because this channel or account is split */
		while (i > 0 && depth < 3 && agree(f, s, i - 1, i, depth))
			depth++;
		run = run_length(f, s, n, i, depth);
		while (!is_one(s + i, run) && depth < 3)
			run = run_length(f, s, n, i, ++depth);
		out[n_out].kpi = s[i].kpi;
		out[n_out++].label = share_label(f, a, store_series(f->store, s[i].series), depth);
	}
	return n_out;
}

/* The parts of one KPI (NULL: of none) as "linkedin, x: leads_social". */
static void add_group(const struct facts *f, struct strbuf *b, const struct share *parts, size_t n,
                      const struct kpi *k)
{
	size_t shown = 0, more = 0;

	if (b->n > 0)
		strbuf_addz(b, "; ");
	for (size_t i = 0; i < n; i++) {
		if (parts[i].kpi != k)
			continue;
		if (shown == MOST_PARTS) {
			more++;
			continue;
		}
		strbuf_addz(b, shown++ > 0 ? ", " : "");
		strbuf_add(b, parts[i].label);
	}
	if (more > 0)
		strbuf_fmt(b, " and %zu more", more);
	strbuf_addz(b, ": ");
	strbuf_add(b, k != NULL ? sym_str(f, k->id) : STR("nothing"));
}

struct str reason_parts(const struct facts *f, struct arena *a, const struct series_state *s, size_t n)
{
	struct share *shares = ARENA_ARRAY(a, n, struct share);
	size_t n_shares = list_shares(f, a, s, n, shares);
	struct strbuf b;

	strbuf_init(&b, a, 0);
	for (size_t i = 0; i < f->model->n_kpis; i++) {
		const struct kpi *k = &f->model->kpis[i];

		for (size_t p = 0; p < n_shares; p++) {
			if (shares[p].kpi == k) {
				add_group(f, &b, shares, n_shares, k);
				break;
			}
		}
	}
	add_group(f, &b, shares, n_shares, NULL);
	return strbuf_str(&b);
}

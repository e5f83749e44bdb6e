/* objective_marks.c - what an objective has or has not: the indicators that are counted one objective at a time, so
 * that those which fall short can be named. */
#include "core/links.h"
#include "core/listing.h"
#include "core/objective_marks.h"

enum { MOST_NAMED = 3 };

static bool serves_with(const struct outcome *o, size_t i, enum role most)
{
	const struct goal *g = o->goals[i].goal;

	for (size_t k = 0; k < o->n_kpis; k++)
		if (o->kpis[k].goal == g && o->kpis[k].part != PART_AVAILABLE && o->kpis[k].kpi->role <= most)
			return true;
	return false;
}

static bool has_kpi(const struct outcome *o, size_t i)
{
	return serves_with(o, i, ROLE_DIAGNOSTIC);
}

static bool has_evidence(const struct outcome *o, size_t i)
{
	return serves_with(o, i, ROLE_EVIDENCE);
}

static bool is_measured(const struct outcome *o, size_t i)
{
	return o->goals[i].status != STATUS_GREY;
}

static bool is_green(const struct outcome *o, size_t i)
{
	return o->goals[i].status == STATUS_GREEN;
}

static bool is_red(const struct outcome *o, size_t i)
{
	return o->goals[i].status == STATUS_RED;
}

static bool has_target(const struct outcome *o, size_t i)
{
	return o->strategy.lamps[i].strategy;
}

static bool has_owner(const struct outcome *o, size_t i)
{
	return o->goals[i].goal->owner.n > 0;
}

static bool has_sponsor(const struct outcome *o, size_t i)
{
	return o->goals[i].goal->sponsor.n > 0;
}

static bool has_budget(const struct outcome *o, size_t i)
{
	return o->strategy.lamps[i].funding;
}

/* What is said of one objective, or of several, that stands in the way. */
static const struct mark {
	const char *name;
	bool (*has)(const struct outcome *o, size_t i);
	bool is_bad; /* those that have it are named, not those that lack it */
	const char *one, *many;
} marks[] = {
	{ "objectives_with_kpi", has_kpi, false, "has no KPI", "have no KPI" },
	{ "objectives_with_evidence", has_evidence, false, "has no evidence KPI", "have no evidence KPI" },
	{ "objectives_measured", is_measured, false, "has no measured outcome", "have no measured outcome" },
	{ "objectives_with_target", has_target, false, "has no target on an evidence KPI",
	  "have no target on an evidence KPI" },
	{ "objectives_with_owner", has_owner, false, "has no owner", "have no owner" },
	{ "objectives_with_sponsor", has_sponsor, false, "has no sponsor", "have no sponsor" },
	{ "objectives_with_budget", has_budget, false, "has no budget", "have no budget" },
	{ "objectives_green", is_green, false, "is not met", "are not met" },
	{ "objectives_red", is_red, true, "is missed", "are missed" },
};

static const struct mark *find(struct str name)
{
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (str_is(name, marks[i].name))
			return &marks[i];
	return NULL;
}

bool objective_mark(struct str name)
{
	return find(name) != NULL;
}

double objective_mark_count(const struct outcome *o, struct str name)
{
	const struct mark *m = find(name);
	double n = 0;

	for (size_t i = 0; i < o->n_goals; i++)
		n += o->goals[i].is_objective && m->has(o, i);
	return n;
}

/* What has no colour yet has not failed: named apart. */
static bool is_named(const struct mark *m, const struct outcome *o, size_t i, bool is_unjudged)
{
	return o->goals[i].is_objective && m->has(o, i) == m->is_bad
	       && (m->has == is_green && o->goals[i].status == STATUS_GREY) == is_unjudged;
}

/* "a, b, c and 2 more have no owner" */
static struct str name_all(const struct facts *f, const struct outcome *o, struct arena *a,
                           const struct mark *m, bool is_unjudged)
{
	size_t n = 0, shown = 0, items;
	struct strbuf b;

	for (size_t i = 0; i < o->n_goals; i++)
		n += is_named(m, o, i, is_unjudged);
	if (n == 0)
		return STR_NONE;
	items = n > MOST_NAMED + 1 ? MOST_NAMED + 1 : n;
	strbuf_init(&b, a, 0);
	for (size_t i = 0; i < o->n_goals && shown < items; i++) {
		if (!is_named(m, o, i, is_unjudged))
			continue;
		if (shown == MOST_NAMED && n > items)
			listing_add(&b, str_fmt(a, "%zu more", n - MOST_NAMED), shown, items);
		else
			listing_add(&b, link_goal_name(f, o->goals[i].goal), shown, items);
		shown++;
	}
	if (is_unjudged)
		strbuf_addz(&b, n == 1 ? " is not judged" : " are not judged");
	else
		strbuf_fmt(&b, " %s", n == 1 ? m->one : m->many);
	return strbuf_str(&b);
}

struct str objective_mark_words(const struct facts *f, const struct outcome *o, struct arena *a,
                                struct str name)
{
	const struct mark *m = find(name);
	struct str judged = name_all(f, o, a, m, false), unjudged = name_all(f, o, a, m, true);

	return str_fmt(a, "%.*s%s%.*s", STR_ARG(judged), judged.n > 0 && unjudged.n > 0 ? "; " : "",
	               STR_ARG(unjudged));
}

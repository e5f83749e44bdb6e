/* news.c - what went wrong, what went well and what to decide: the lists of KPIs on Summary. */
#include "core/noise.h"
#include "plan/summary.h"

enum { OWNER_SPAN = 2 };

/* The heading of a list: a line of its own above those of the columns, or where there is no room with the last of them
 * in it. */
static void put_head(struct plan *p, const char *title, const char *first, const char *middle, bool has_heads)
{
	if (!has_heads) {
		pen_span(&p->pen, STATUS_COL, CHANGE_COL, LOOK_SECTION, str_of(title));
		pen_span(&p->pen, CHANGE_COL, OWNER_SPAN, LOOK_HEADING, STR("Owner"));
		p->pen.row++;
		return;
	}
	pen_prose(&p->pen, LOOK_SECTION, str_of(title));
	pen_text(&p->pen, STATUS_COL, LOOK_HEADING, str_of(first));
	pen_span(&p->pen, NAME_COL, CHANGE_COL - NAME_COL, LOOK_HEADING, str_of(middle));
	pen_span(&p->pen, CHANGE_COL, OWNER_SPAN, LOOK_HEADING, STR("Owner"));
	p->pen.row++;
}

/* The heading of a list with nothing in it, and why that is so. */
static void put_nothing(struct plan *p, const char *title, struct str why)
{
	pen_prose(&p->pen, LOOK_SECTION, str_of(title));
	pen_prose(&p->pen, LOOK_PLAIN, why);
}

static void put_happened(struct plan *p, const struct kpi_outcome *k, struct str sentence)
{
	struct str owner = k->kpi->owner;

	if (owner.n == 0 && k->goal != NULL)
		owner = k->goal->owner;
	plan_status(p, STATUS_COL, k->status, k->grey, k->is_pace);
	pen_span(&p->pen, NAME_COL, CHANGE_COL - NAME_COL, LOOK_CELL, sentence);
	pen_span(&p->pen, CHANGE_COL, OWNER_SPAN, LOOK_CELL, owner.n > 0 ? owner : STR("no owner named"));
	p->pen.row++;
}

const struct kpi_outcome **news_problems(const struct plan *p, size_t *n)
{
	size_t cap = p->n_kpis > 0 ? p->n_kpis : 1;
	const struct kpi_outcome **list = ARENA_ARRAY(p->pen.a, cap, const struct kpi_outcome *);

	*n = 0;
	for (size_t i = 0; i < p->n_kpis; i++) {
		const struct kpi_outcome *k = p->kpis[i];
		enum problem class = kpi_problem(k);
		size_t at = *n;

		if (class == PROBLEM_NONE)
			continue;
		for (; at > 0; at--) {
			const struct kpi_outcome *o = list[at - 1];

			if (kpi_problem(o) < class
			    || (kpi_problem(o) == class && o->kpi->weight >= k->kpi->weight))
				break;
			list[at] = o;
		}
		list[at] = k;
		++*n;
	}
	return list;
}

/* "2 more on Scorecard: Unaided awareness (short), ..": by name, as far as a line goes. */
static void put_more(struct plan *p, const struct kpi_outcome *const *list, size_t n)
{
	enum { MOST_NAMES = 4 };
	struct arena *a = p->pen.a;
	struct strbuf b;

	if (n == 0)
		return;
	strbuf_init(&b, a, 0);
	strbuf_fmt(&b, "%zu more on Scorecard: ", n);
	for (size_t i = 0; i < n && i < MOST_NAMES; i++)
		strbuf_fmt(&b, "%s%.*s (%.*s)", i > 0 ? ", " : "",
		           STR_ARG(kpi_label(p->f->model, list[i]->kpi)),
		           STR_ARG(status_lower(a, list[i]->status, list[i]->grey, list[i]->is_pace)));
	strbuf_addz(&b, n > MOST_NAMES ? " and others." : ".");
	pen_prose(&p->pen, LOOK_SMALL, strbuf_str(&b));
}

/* A single one left over takes its own row, which is no higher than the words that there is one more. */
static size_t room_for(size_t n, size_t room)
{
	return room < MOST_ITEMS && n == room + 1 ? n : room;
}

void news_put_problems(struct plan *p, const struct kpi_outcome **list, size_t n, size_t room, bool has_heads)
{
	room = room_for(n, room);
	if (n == 0) {
		put_nothing(p, "Problems",
		            plan_headline(p)->measured == 0
		                ? STR("No objective is judged yet.")
		                : STR("No problems: no evidence KPI is short or past its red line."));
		return;
	}
	put_head(p, "Problems", "Status", "What happened", has_heads);
	for (size_t i = 0; i < n && i < room; i++)
		put_happened(p, list[i], say_problem(p, list[i]));
	if (n > room)
		put_more(p, list + room, n - room);
}

/* Met evidence, and what keeps it from being a win. */
struct met {
	size_t n, newly, before, marked, beyond;
};

static struct met count_met(const struct plan *p)
{
	struct met m = { 0 };

	for (size_t i = 0; i < p->n_kpis; i++) {
		const struct kpi_outcome *k = p->kpis[i];

		if (k->part != PART_TAKES_PART || k->kpi->role != ROLE_EVIDENCE || k->status != STATUS_GREEN
		    || k->goal == NULL)
			continue;
		m.n++;
		m.before += k->has_prior_status && k->prior_status == STATUS_GREEN;
		m.newly += kpi_is_newly_met(k);
		m.marked += k->noise.has;
		m.beyond += noise_is_good(k);
	}
	return m;
}

/* "3 evidence KPIs are met; none newly, as there is no earlier status to compare with." */
static struct str no_win(struct plan *p)
{
	struct arena *a = p->pen.a;
	struct str word = status_lower(a, STATUS_GREEN, GREY_NOT, p->o->as_of < p->o->period.last);
	struct met m = count_met(p);
	struct str head, why;

	if (m.n == 0)
		return str_fmt(a, "No evidence KPI is %.*s.", STR_ARG(word));
	head = str_fmt(a, "%zu evidence KPI%s %.*s", m.n, m.n == 1 ? " is" : "s are", STR_ARG(word));
	if (m.newly + m.beyond > 0) /* kpi_is_win: an objective of business figures alone */
		return str_fmt(
		    a,
		    "%.*s, %s; but their objectives rest on business figures alone: social\u2019s part "
		    "is not measured.",
		    STR_ARG(head), m.newly > 0 ? "some newly" : "some better than their usual range");
	why = m.before == m.n ? m.n == 1 ? STR("it was so before") : STR("each was so before")
	      : m.before == 0 ? STR("there is no earlier status to compare with")
	                      : str_fmt(a, "%zu %s so before, and of the rest there is no earlier status",
	                                m.before, m.before == 1 ? "was" : "were");
	return str_fmt(a, "%.*s; %s newly, as %.*s%s.", STR_ARG(head), m.n == 1 ? "not" : "none",
	               STR_ARG(why), m.marked > 0 ? ", and no month is better than its usual range" : "");
}

static const struct kpi_outcome **find_wins(const struct plan *p, size_t *n)
{
	const struct kpi_outcome **list =
	    ARENA_ARRAY(p->pen.a, p->n_kpis > 0 ? p->n_kpis : 1, const struct kpi_outcome *);

	*n = 0;
	for (size_t i = 0; i < p->n_kpis; i++) {
		const struct kpi_outcome *k = p->kpis[i];
		size_t at = *n;

		if (!kpi_is_win(p, k))
			continue;
		for (; at > 0 && list[at - 1]->kpi->weight < k->kpi->weight; at--)
			list[at] = list[at - 1];
		list[at] = k;
		++*n;
	}
	return list;
}

void news_put_wins(struct plan *p, size_t room, bool has_heads)
{
	size_t n;
	const struct kpi_outcome **list = find_wins(p, &n);

	room = room_for(n, room);
	if (n == 0) {
		put_nothing(p, "Wins", no_win(p));
		return;
	}
	put_head(p, "Wins", "Status", "What happened", has_heads);
	for (size_t i = 0; i < n && i < room; i++)
		put_happened(p, list[i], say_win(p, list[i]));
	if (n > room)
		put_more(p, list + room, n - room);
}

static void put_decision(struct plan *p, struct str gap, struct str decision, struct str owner)
{
	pen_text(&p->pen, STATUS_COL, LOOK_CELL, gap);
	pen_span(&p->pen, NAME_COL, CHANGE_COL - NAME_COL, LOOK_CELL, decision);
	pen_span(&p->pen, CHANGE_COL, OWNER_SPAN, LOOK_CELL, owner.n > 0 ? owner : STR("no owner named"));
	p->pen.row++;
}

/* The KPI without a target that keeps an objective grey, or NULL. */
static const struct kpi_outcome *lacks_target(const struct plan *p, const struct goal_outcome *g)
{
	if (!goal_is_listed(p, g) || g->status != STATUS_GREY)
		return NULL;
	for (size_t i = 0; i < p->n_kpis; i++)
		if (p->kpis[i]->goal == g->goal && p->kpis[i]->kpi->role == ROLE_EVIDENCE
		    && p->kpis[i]->grey == GREY_NO_TARGET)
			return p->kpis[i];
	return NULL;
}

/* Something is missed or falling, so that something should be decided. */
static bool wants_decision(const struct kpi_outcome *const *list, size_t n)
{
	return n > 0 && kpi_problem(list[0]) < PROBLEM_GREY; /* the worst class comes first */
}

void news_put_decisions(struct plan *p, const struct kpi_outcome **list, size_t n_list, bool has_heads)
{
	struct arena *a = p->pen.a;
	size_t n = 0;

	for (size_t i = 0; i < n_list && n < MOST_ITEMS; i++) {
		const struct kpi *k = list[i]->kpi;

		if (k->decision.n == 0 || kpi_problem(list[i]) >= PROBLEM_GREY)
			continue;
		if (n++ == 0)
			put_head(p, "Decisions asked", "Gap", "Decision", has_heads);
		put_decision(p, say_gap(p, list[i]), k->decision,
		             k->owner.n > 0 ? k->owner : list[i]->goal->owner);
	}
	for (size_t i = 0; i < p->o->n_goals && n < MOST_ITEMS; i++) {
		const struct goal *g = p->o->goals[i].goal;
		const struct kpi_outcome *k = lacks_target(p, &p->o->goals[i]);

		if (k == NULL)
			continue;
		if (n++ == 0)
			put_head(p, "Decisions asked", "Gap", "Decision", has_heads);
		put_decision(p, STR("no target"),
		             str_fmt(a, "Set a target for %.*s, so that %.*s can be judged.",
		                     STR_ARG(kpi_label(p->f->model, k->kpi)),
		                     STR_ARG(goal_label(p->f->model, g))),
		             k->kpi->owner.n > 0 ? k->kpi->owner : g->owner);
	}
	if (n == 0)
		put_nothing(p, "Decisions asked",
		            wants_decision(list, n_list)
		                ? STR("None: for what is missed or falling no decision is written down.")
		                : STR("No decision is asked."));
}

/* diff_told.c - rows of governance.csv, campaigns.csv and notes.csv that appear, go or say something else. */
#include "app/diff.h"

static struct str or_none(struct str s)
{
	return s.n ? s : STR("none");
}

/* "owner A -> B", where they differ. */
static void compare_text(struct diff *x, enum diff_part part, struct str what, const char *key,
                         struct str before, struct str after)
{
	if (!str_eq(before, after))
		diff_head(x, part, what, "%s %.*s -> %.*s", key, STR_ARG(or_none(before)),
		          STR_ARG(or_none(after)));
}

/* --- governance.csv */

static void compare_answer(struct diff *x, struct str id, const struct answer *p, const struct answer *q)
{
	if (p->said != q->said)
		diff_head(x, DIFF_GOVERNANCE, id, "%s -> %s", said_names[p->said], said_names[q->said]);
	compare_text(x, DIFF_GOVERNANCE, id, "owner", p->owner, q->owner);
	if (!str_eq(p->since, q->since) || !str_eq(p->note, q->note))
		diff_head(x, DIFF_GOVERNANCE, id, "another date or note");
}

void diff_governance(struct diff *x)
{
	const struct told *before = x->before->told, *after = x->after->told;

	for (size_t i = 0; i < after->n_answers; i++) {
		const struct answer *q = &after->answers[i], *p = told_answer(before, q->practice);
		struct str id = intern_str(x->after->names, q->practice);

		if (p != NULL)
			compare_answer(x, id, p, q);
		else
			diff_head(x, DIFF_GOVERNANCE, id, "new, %s", said_names[q->said]);
	}
	for (size_t i = 0; i < before->n_answers; i++)
		if (told_answer(after, before->answers[i].practice) == NULL)
			diff_head(x, DIFF_GOVERNANCE,
			          intern_str(x->after->names, before->answers[i].practice), "goes: was %s",
			          said_names[before->answers[i].said]);
}

/* --- campaigns.csv */

static struct str list_text(const struct diff *x, struct str_list l)
{
	struct strbuf b;

	strbuf_init(&b, x->a, 0);
	for (size_t i = 0; i < l.n; i++)
		strbuf_fmt(&b, "%s%.*s", i ? "; " : "", STR_ARG(l.all[i]));
	return strbuf_str(&b);
}

static struct str day_or_none(const struct diff *x, int32_t day)
{
	return day != DAY_NONE ? day_text(x->a, day) : STR_NONE;
}

static struct str money(const struct diff *x, const struct campaign *c)
{
	return c->budget.has ? str_fmt(x->a, "%.*s%s%.*s", STR_ARG(num_text(x->a, c->budget.micro)),
	                               c->currency.n ? " " : "", STR_ARG(c->currency))
	                     : STR_NONE;
}

static void compare_campaign(struct diff *x, const struct campaign *p, const struct campaign *q)
{
	const struct {
		const char *key;
		struct str before, after;
	} all[] = {
		{ "objective", intern_str(x->after->names, p->objective),
		  intern_str(x->after->names, q->objective) },
		{ "start", day_or_none(x, p->start), day_or_none(x, q->start) },
		{ "end", day_or_none(x, p->end), day_or_none(x, q->end) },
		{ "budget", money(x, p), money(x, q) },
		{ "department", p->department, q->department },
		{ "aliases", list_text(x, p->aliases), list_text(x, q->aliases) },
		{ "pilot units", list_text(x, p->pilot_units), list_text(x, q->pilot_units) },
		{ "comparison units", list_text(x, p->comparison_units), list_text(x, q->comparison_units) },
	};

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		compare_text(x, DIFF_CAMPAIGNS, q->name, all[i].key, all[i].before, all[i].after);
}

void diff_campaigns(struct diff *x)
{
	const struct told *before = x->before->told, *after = x->after->told;

	for (size_t i = 0; i < after->n_campaigns; i++) {
		const struct campaign *q = &after->campaigns[i], *p = told_campaign(before, x->a, q->name);

		if (p != NULL)
			compare_campaign(x, p, q);
		else
			diff_head(x, DIFF_CAMPAIGNS, q->name, "new, for %.*s",
			          STR_ARG(q->objective ? intern_str(x->after->names, q->objective)
			                               : STR("no objective")));
	}
	for (size_t i = 0; i < before->n_campaigns; i++)
		if (told_campaign(after, x->a, before->campaigns[i].name) == NULL)
			diff_head(x, DIFF_CAMPAIGNS, before->campaigns[i].name, "goes");
}

/* --- notes.csv: a note has no name of its own, so an edited one goes and comes */

static bool has_note(const struct told *t, const struct note *like)
{
	for (size_t i = 0; i < t->n_notes; i++) {
		const struct note *n = &t->notes[i];

		if (n->about == like->about && period_eq(n->period, like->period)
		    && str_eq(n->text, like->text) && str_eq(n->by, like->by))
			return true;
	}
	return false;
}

static void list_notes(struct diff *x, const struct told *of, const struct told *not_of, const char *what)
{
	for (size_t i = 0; i < of->n_notes; i++) {
		const struct note *n = &of->notes[i];

		if (!has_note(not_of, n))
			diff_head(x, DIFF_NOTES, intern_str(x->after->names, n->about), "%s %.*s: %.*s", what,
			          STR_ARG(period_text(x->a, n->period)), STR_ARG(n->text));
	}
}

void diff_notes(struct diff *x)
{
	list_notes(x, x->after->told, x->before->told, "new,");
	list_notes(x, x->before->told, x->after->told, "goes,");
}

/* maturity_sheet.c - Maturity: the stages and what each needs, and the practices as said and as seen. */
#include "plan/sheets.h"
#include "plan/strategy_words.h"

enum { FIRST_COL, WHAT_COL, STATE_COL, BASIS_COL, BECAUSE_COL, N_COLS };

static const char *const truth_words[TRUTH__N] = {
	[TRUTH_UNKNOWN] = "not known",
	[TRUTH_NO] = "no",
	[TRUTH_YES] = "yes",
};

static void put_need(struct plan *p, const struct stage_part *s, const struct need_part *n)
{
	pen_text(&p->pen, FIRST_COL, s->is_reached ? LOOK_STRONG : LOOK_CELL, s->stage->name);
	pen_text(&p->pen, WHAT_COL, LOOK_CELL, n->words);
	pen_text(&p->pen, STATE_COL, n->holds == TRUTH_YES ? LOOK_STRONG : LOOK_CELL,
	         str_of(truth_words[n->holds]));
	pen_text(&p->pen, BASIS_COL, LOOK_CELL, n->is_said ? STR("said") : STR("seen in the data"));
	pen_text(&p->pen, BECAUSE_COL, n->because.n > 0 ? LOOK_CELL : LOOK_MUTED, n->because);
	p->pen.row++;
}

static void put_stages(struct plan *p, const struct maturity *m)
{
	const struct column columns[N_COLS] = {
		[FIRST_COL] = { STR("Stage"), false },     [WHAT_COL] = { STR("Needs"), false },
		[STATE_COL] = { STR("Holds"), false },     [BASIS_COL] = { STR("How it is known"), false },
		[BECAUSE_COL] = { STR("Because"), false },
	};

	pen_prose(&p->pen, LOOK_SECTION, STR("Stages, lowest first, and what each needs"));
	pen_table(&p->pen, STR("maturity_stages"), columns, N_COLS, false);
	for (size_t i = 0; i < m->n; i++)
		for (size_t k = 0; k < m->stages[i].stage->n_needs; k++)
			put_need(p, &m->stages[i], &m->stages[i].needs[k]);
	pen_table_end(&p->pen);
}

/* "Legal, since 2025-01: a remark" */
static struct str answer_words(struct plan *p, const struct answer *x)
{
	struct strbuf b;

	strbuf_init(&b, p->pen.a, 0);
	if (x == NULL)
		return STR_NONE;
	strbuf_add(&b, x->owner);
	if (x->since.n > 0)
		strbuf_fmt(&b, "%ssince %.*s", b.n > 0 ? ", " : "", STR_ARG(x->since));
	if (x->note.n > 0)
		strbuf_fmt(&b, "%s%.*s", b.n > 0 ? ": " : "", STR_ARG(x->note));
	return strbuf_str(&b);
}

static struct str seen_words(struct plan *p, const struct practice_part *x)
{
	struct arena *a = p->pen.a;

	if (x->practice->seen == NULL)
		return STR_NONE;
	return str_fmt(a, "%s%s", truth_words[x->seen], x->is_contradicted ? ", though said" : "");
}

static void put_practice(struct plan *p, const struct practice_part *x)
{
	struct str answer = answer_words(p, x->answer), seen = seen_words(p, x);

	pen_text(&p->pen, FIRST_COL, LOOK_CELL, str_of(practice_kind_names[x->practice->kind]));
	pen_text(&p->pen, WHAT_COL, x->said == SAID_IN_PLACE ? LOOK_STRONG : LOOK_CELL, x->practice->name);
	pen_text(&p->pen, STATE_COL, x->said == SAID_NOTHING ? LOOK_MUTED : LOOK_CELL,
	         x->said == SAID_IN_PLACE ? STR("in place") : str_of(said_names[x->said]));
	pen_text(&p->pen, BASIS_COL, seen.n > 0 ? LOOK_CELL : LOOK_MUTED, seen);
	pen_text(&p->pen, BECAUSE_COL, answer.n > 0 ? LOOK_CELL : LOOK_MUTED, answer);
	p->pen.row++;
}

static void put_practices(struct plan *p, const struct maturity *m)
{
	const struct column columns[N_COLS] = {
		[FIRST_COL] = { STR("Kind"), false },
		[WHAT_COL] = { STR("Practice"), false },
		[STATE_COL] = { STR("Said"), false },
		[BASIS_COL] = { STR("Seen"), false },
		[BECAUSE_COL] = { STR("Owner, since when, remark"), false },
	};

	pen_prose(&p->pen, LOOK_SECTION, STR("Practices, as the company says and as the data show"));
	pen_table(&p->pen, STR("maturity_practices"), columns, N_COLS, false);
	for (size_t i = 0; i < m->n_practices; i++)
		put_practice(p, &m->practices[i]);
	pen_table_end(&p->pen);
	pen_prose(
	    &p->pen, LOOK_SMALL,
	    STR("Said: self-reported in governance.csv. Seen: what the data show, where they can; a practice "
	        "that is said to be in place and that the data contradict does not count. For a cause of "
	        "failure, in place means that the cause is there."));
}

void plan_maturity(struct plan *p)
{
	const uint32_t pixels[N_COLS] = { 100, 300, 90, 126, 360 };
	const struct maturity *m = &p->o->strategy.maturity;
	struct arena *a = p->pen.a;
	struct str title = STR("Maturity: not known");

	if (m->reached > 0)
		title = str_fmt(a, "Maturity: %s%.*s, stage %zu of %zu", m->is_certain ? "" : "at least ",
		                STR_ARG(m->stages[m->reached - 1].stage->name), m->reached, m->n);
	else if (m->is_certain)
		title = STR("Maturity: no stage is reached");
	pen_sheet(&p->pen, STR("Maturity"), pixels, N_COLS);
	p->pen.s->is_landscape = true;
	plan_top(p, title,
	         m->reached < m->n ? str_fmt(a, "%.*s lacks: %.*s",
	                                     STR_ARG(m->stages[m->reached].stage->name), STR_ARG(m->lacks))
	                           : STR("Every need of every stage holds."));
	put_stages(p, m);
	put_practices(p, m);
}

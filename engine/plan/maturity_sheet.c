/* maturity_sheet.c - Maturity: the stages and what each needs, and the practices as said and as seen. */
#include "plan/sheets.h"
#include "plan/strategy_words.h"

enum { FIRST_COL, WHAT_COL, STATE_COL, SHOWN_COL, BASIS_COL, ANSWER_COL, N_COLS, N_STAGE_COLS = ANSWER_COL };

static const char *const truth_words[TRUTH__N] = {
	[TRUTH_UNKNOWN] = "not known",
	[TRUTH_NO] = "no",
	[TRUTH_YES] = "yes",
};

static struct str basis_words(const struct need_part *n)
{
	if (!n->is_said)
		return STR("seen in the data");
	return n->is_contradicted ? STR("said; the data show otherwise") : STR("said");
}

static void put_need(struct plan *p, const struct stage_part *s, const struct need_part *n)
{
	pen_text(&p->pen, FIRST_COL, s->is_reached ? LOOK_STRONG : LOOK_CELL, s->stage->name);
	pen_text(&p->pen, WHAT_COL, LOOK_CELL, n->words);
	pen_text(&p->pen, STATE_COL, n->holds == TRUTH_YES ? LOOK_STRONG : LOOK_CELL,
	         str_of(truth_words[n->holds]));
	pen_text(&p->pen, SHOWN_COL, n->because.n > 0 ? LOOK_CELL : LOOK_MUTED, n->because);
	pen_text(&p->pen, BASIS_COL, LOOK_CELL, basis_words(n));
	p->pen.row++;
}

static void put_stages(struct plan *p, const struct maturity *m)
{
	const struct column columns[N_STAGE_COLS] = {
		[FIRST_COL] = { STR("Stage"), false },           [WHAT_COL] = { STR("Needs"), false },
		[STATE_COL] = { STR("Holds"), false },           [SHOWN_COL] = { STR("Because"), false },
		[BASIS_COL] = { STR("How it is known"), false },
	};

	pen_prose(&p->pen, LOOK_SECTION, STR("Stages, lowest first, and what each needs"));
	pen_table(&p->pen, STR("maturity_stages"), columns, N_STAGE_COLS, false);
	for (size_t i = 0; i < m->n; i++)
		for (size_t k = 0; k < m->stages[i].stage->n_needs; k++)
			put_need(p, &m->stages[i], &m->stages[i].needs[k]);
	pen_table_end(&p->pen);
}

/* --- practices */

/* "Legal, since 2025-01: a remark" */
static struct str answer_words(struct plan *p, const struct answer *x)
{
	struct strbuf b;

	strbuf_init(&b, p->pen.a, 0);
	if (x == NULL)
		return STR_NONE;
	strbuf_add(&b, x->owner);
	if (x->since.n > 0)
		strbuf_fmt(&b, "%s%s %.*s", b.n > 0 ? ", " : "",
		           x->said == SAID_PLANNED ? "planned for" : "since", STR_ARG(x->since));
	if (x->note.n > 0)
		strbuf_fmt(&b, "%s%.*s", b.n > 0 ? ": " : "", STR_ARG(x->note));
	return strbuf_str(&b);
}

/* A step or task is in place or not; a cause of failure is there or not. */
static const char *const there_words[2][TRUTH__N] = {
	{ [TRUTH_UNKNOWN] = "not known", [TRUTH_NO] = "not in place", [TRUTH_YES] = "in place" },
	{ [TRUTH_UNKNOWN] = "not known", [TRUTH_NO] = "not there", [TRUTH_YES] = "there" },
};

static struct str said_words(const struct practice_part *x)
{
	bool is_cause = x->practice->kind == PRACTICE_CAUSE;

	if (x->said == SAID_IN_PLACE || x->said == SAID_NONE)
		return str_of(there_words[is_cause][x->said == SAID_IN_PLACE ? TRUTH_YES : TRUTH_NO]);
	return x->said == SAID_PLANNED && is_cause ? STR("work on it planned") : str_of(said_names[x->said]);
}

/* "not in place, though said: Solve customer problems has no sponsor" */
static struct str seen_words(struct plan *p, const struct practice_part *x)
{
	bool is_cause = x->practice->kind == PRACTICE_CAUSE;

	if (x->practice->seen == NULL)
		return STR_NONE;
	return str_fmt(p->pen.a, "%s%s%s%.*s", there_words[is_cause][x->seen],
	               !x->is_contradicted ? ""
	               : is_cause          ? ", though said not to be"
	                                   : ", though said to be",
	               x->shows.n > 0 ? ": " : "", STR_ARG(x->shows));
}

static void put_practice(struct plan *p, const struct practice_part *x)
{
	struct str answer = answer_words(p, x->answer), seen = seen_words(p, x);
	struct str say = x->practice->say.n > 0 ? x->practice->say : x->practice->seen_text;

	pen_text(&p->pen, FIRST_COL, LOOK_CELL, str_of(practice_kind_names[x->practice->kind]));
	pen_text(&p->pen, WHAT_COL, x->said == SAID_IN_PLACE ? LOOK_STRONG : LOOK_CELL, x->practice->name);
	pen_text(&p->pen, STATE_COL, x->said == SAID_NOTHING ? LOOK_MUTED : LOOK_CELL, said_words(x));
	pen_text(&p->pen, SHOWN_COL,
	         seen.n == 0          ? LOOK_MUTED
	         : x->is_contradicted ? LOOK_STRONG
	                              : LOOK_CELL,
	         seen);
	pen_text(&p->pen, BASIS_COL, say.n > 0 ? LOOK_CELL : LOOK_MUTED, say);
	pen_text(&p->pen, ANSWER_COL, answer.n > 0 ? LOOK_CELL : LOOK_MUTED, answer);
	p->pen.row++;
}

static void put_practices(struct plan *p, const struct maturity *m)
{
	const struct column columns[N_COLS] = {
		[FIRST_COL] = { STR("Kind"), false },
		[WHAT_COL] = { STR("Practice"), false },
		[STATE_COL] = { STR("Said"), false },
		[SHOWN_COL] = { STR("Seen"), false },
		[BASIS_COL] = { STR("Looked for in the data"), false },
		[ANSWER_COL] = { STR("Owner, since when, remark"), false },
	};

	pen_prose(&p->pen, LOOK_SECTION, STR("Practices, as the company says and as the data show"));
	pen_table(&p->pen, STR("maturity_practices"), columns, N_COLS, false);
	for (size_t i = 0; i < m->n_practices; i++)
		put_practice(p, &m->practices[i]);
	pen_table_end(&p->pen);
	pen_prose(
	    &p->pen, LOOK_SMALL,
	    STR("Said: self-reported in governance.csv. Seen: what the data show, where they can show it. A "
	        "practice that is said to be in place counts for no stage where the data show otherwise. A "
	        "cause is one of failure: it should not be there."));
}

/* --- the next stage */

static void put_next(struct plan *p, const struct maturity *m)
{
	const struct stage_part *s = &m->stages[m->reached];

	pen_prose(&p->pen, LOOK_SECTION,
	          str_fmt(p->pen.a, "What is missing for the next stage, %.*s", STR_ARG(s->stage->name)));
	if (s->stage->definition.n > 0)
		pen_prose(&p->pen, LOOK_SMALL, s->stage->definition);
	pen_prose(&p->pen, LOOK_PLAIN, m->lacks);
}

static struct str title_words(struct arena *a, const struct maturity *m)
{
	if (m->reached > 0)
		return str_fmt(a, "Maturity: %s%.*s, stage %zu of %zu", m->is_certain ? "" : "at least ",
		               STR_ARG(m->stages[m->reached - 1].stage->name), m->reached, m->n);
	return m->is_certain ? STR("Maturity: no stage is reached") : STR("Maturity: not known");
}

void plan_maturity(struct plan *p)
{
	const uint32_t pixels[N_COLS] = { 98, 220, 90, 270, 210, 220 };
	const struct maturity *m = &p->o->strategy.maturity;

	pen_sheet(&p->pen, STR("Maturity"), pixels, N_COLS);
	p->pen.s->is_landscape = true;
	plan_top(p, title_words(p->pen.a, m),
	         m->reached == m->n ? STR("Every need of every stage holds.")
	         : m->reached > 0
	             ? m->stages[m->reached - 1].stage->definition
	             : STR("A stage is reached when its needs, and those of all before it, hold."));
	if (m->reached < m->n)
		put_next(p, m);
	put_stages(p, m);
	put_practices(p, m);
}

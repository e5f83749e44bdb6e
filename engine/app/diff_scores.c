/* diff_scores.c - values, scores and statuses on the current data, and what turns grey. */
#include "app/diff.h"
#include "app/fail_on.h"

#include <math.h>

/* What is compared of a KPI or a goal. */
struct mark {
	bool takes_part; /* else `word` stands for it: watched, no KPI */
	enum status status;
	const char *word;
	bool has_score;
	double score;
	const char *grey; /* "": it has a colour */
	struct str reason, lift;
	bool lift_is_whole;
};

static struct str reason_of(enum status s, enum grey g, struct str reason)
{
	return s != STATUS_GREY || reason.n ? reason : str_of(grey_names[g]);
}

static struct mark mark_of_kpi(const struct kpi_outcome *k)
{
	bool takes_part = k->part == PART_TAKES_PART;

	return (struct mark){ .takes_part = takes_part,
		              .status = takes_part ? k->status : STATUS_GREY,
		              .word = takes_part ? status_names[k->status] : part_names[k->part],
		              .has_score = k->has_score,
		              .score = k->score,
		              .grey = takes_part ? grey_names[k->grey] : "",
		              .reason = takes_part ? reason_of(k->status, k->grey, k->reason)
		                                   : STR("it has no target for the period"),
		              .lift = k->lift,
		              .lift_is_whole = k->lift_is_whole };
}

static struct mark mark_of_goal(const struct goal_outcome *g)
{
	return (struct mark){ .takes_part = true,
		              .status = g->status,
		              .word = status_names[g->status],
		              .has_score = g->has_score,
		              .score = g->score,
		              .grey = grey_names[g->grey],
		              .reason = reason_of(g->status, g->grey, g->reason),
		              .lift = g->lift,
		              .lift_is_whole = true };
}

static bool differ(bool has_p, double p, bool has_q, double q)
{
	return has_p != has_q || (has_p && fabs(p - q) > 1e-9 * fmax(1, fmax(fabs(p), fabs(q))));
}

/* "green -> red, score 84.7 -> 20"; empty where nothing differs. */
static struct str mark_words(struct arena *a, const struct mark *p, const struct mark *q)
{
	struct strbuf b;

	strbuf_init(&b, a, 0);
	if (p->word != q->word)
		strbuf_fmt(&b, "%s -> %s", p->word, q->word);
	else if (p->grey != q->grey)
		strbuf_fmt(&b, "%s, %s -> %s", p->word, p->grey, q->grey);
	if (differ(p->has_score, p->score, q->has_score, q->score))
		strbuf_fmt(&b, "%s%sscore %.*s", b.n ? "" : p->word, b.n || p->word[0] ? ", " : "",
		           STR_ARG(diff_numbers(a, p->has_score, p->score, q->has_score, q->score)));
	return strbuf_str(&b);
}

static bool turns_grey(const struct mark *p, const struct mark *q)
{
	return p->takes_part && p->status != STATUS_GREY && q->status == STATUS_GREY;
}

static void say_grey(struct diff *x, struct str what, const struct mark *q)
{
	diff_head(x, DIFF_GREY, what, "%.*s", STR_ARG(q->reason));
	if (q->lift.n)
		diff_detail(x, DIFF_GREY, "colour when: %s%.*s", q->lift_is_whole ? "" : "it ",
		            STR_ARG(q->lift));
}

static void add(struct strbuf *b, const char *what, struct str pair)
{
	strbuf_fmt(b, "%s%s %.*s", b->n ? "; " : "", what, STR_ARG(pair));
}

/* What made a KPI's score differ: its value, its target. */
static struct str causes(struct diff *x, const struct kpi_outcome *p, const struct kpi_outcome *q)
{
	const struct resolved_target *s = &p->target, *t = &q->target;
	bool p_line = s->has && !s->is_band, q_line = t->has && !t->is_band;
	struct strbuf b;

	strbuf_init(&b, x->a, 0);
	if (differ(p->figure.has, p->figure.value, q->figure.has, q->figure.value))
		add(&b, "value",
		    diff_numbers(x->a, p->figure.has, p->figure.value, q->figure.has, q->figure.value));
	if (differ(p_line, s->target, q_line, t->target))
		add(&b, "target", diff_numbers(x->a, p_line, s->target, q_line, t->target));
	if (differ(p_line, s->red_line, q_line, t->red_line))
		add(&b, "red line", diff_numbers(x->a, p_line, s->red_line, q_line, t->red_line));
	if (differ(s->is_band, s->low, t->is_band, t->low))
		add(&b, "low", diff_numbers(x->a, s->is_band, s->low, t->is_band, t->low));
	if (differ(s->is_band, s->high, t->is_band, t->high))
		add(&b, "high", diff_numbers(x->a, s->is_band, s->high, t->is_band, t->high));
	return strbuf_str(&b);
}

static void compare_kpi(struct diff *x, const struct kpi_outcome *p, const struct kpi_outcome *q)
{
	struct mark before = mark_of_kpi(p), after = mark_of_kpi(q);
	struct str what = str_fmt(x->a, "KPI %.*s", STR_ARG(intern_str(x->after->names, q->kpi->id)));
	struct str words = mark_words(x->a, &before, &after), why = causes(x, p, q);

	if (p->part == PART_AVAILABLE && q->part == PART_AVAILABLE)
		return;
	if (words.n || why.n)
		diff_head(x, DIFF_SCORES, what, "%.*s%s%.*s", STR_ARG(words), words.n && why.n ? "; " : "",
		          STR_ARG(why));
	if (p->part == PART_TAKES_PART && fail_on_got_worse(before.status, after.status))
		x->worse_kpis++;
	if (turns_grey(&before, &after))
		say_grey(x, what, &after);
}

static void compare_goal(struct diff *x, const struct goal_outcome *p, const struct goal_outcome *q)
{
	struct mark before = mark_of_goal(p), after = mark_of_goal(q);
	struct str what = str_fmt(x->a, "goal %.*s", STR_ARG(intern_str(x->after->names, q->goal->id)));
	struct strbuf b;

	strbuf_init(&b, x->a, 0);
	strbuf_add(&b, mark_words(x->a, &before, &after));
	if (differ(p->has_leading, p->leading, q->has_leading, q->leading))
		add(&b, "leading",
		    diff_numbers(x->a, p->has_leading, p->leading, q->has_leading, q->leading));
	if (differ(p->has_coverage, p->coverage, q->has_coverage, q->coverage))
		add(&b, "% of its evidence scored",
		    diff_numbers(x->a, p->has_coverage, 100 * p->coverage, q->has_coverage,
		                 100 * q->coverage));
	if (b.n)
		diff_head(x, DIFF_SCORES, what, "%.*s", STR_ARG(strbuf_str(&b)));
	if (fail_on_got_worse(before.status, after.status))
		x->worse_goals++;
	if (turns_grey(&before, &after))
		say_grey(x, what, &after);
}

/* A KPI or goal that is new: its first colour. */
static void say_new(struct diff *x, const char *kind, sym id, const struct mark *q)
{
	struct str what = str_fmt(x->a, "%s %.*s", kind, STR_ARG(intern_str(x->after->names, id)));

	if (q->has_score)
		diff_head(x, DIFF_SCORES, what, "new, %s, score %.*s", q->word,
		          STR_ARG(num_text_double(x->a, q->score, 4)));
	else
		diff_head(x, DIFF_SCORES, what, "new, %s: %.*s", q->word, STR_ARG(q->reason));
}

void diff_scores(struct diff *x)
{
	const struct outcome *o = &x->after->outcome;

	for (size_t i = 0; i < o->n_goals; i++) {
		const struct goal_outcome *p = outcome_goal(&x->before->outcome, o->goals[i].goal->id);
		struct mark mark = mark_of_goal(&o->goals[i]);

		if (p != NULL)
			compare_goal(x, p, &o->goals[i]);
		else
			say_new(x, "goal", o->goals[i].goal->id, &mark);
	}
	for (size_t i = 0; i < o->n_kpis; i++) {
		const struct kpi_outcome *p = outcome_kpi(&x->before->outcome, o->kpis[i].kpi->id);
		struct mark mark = mark_of_kpi(&o->kpis[i]);

		if (p != NULL)
			compare_kpi(x, p, &o->kpis[i]);
		else if (o->kpis[i].part == PART_TAKES_PART)
			say_new(x, "KPI", o->kpis[i].kpi->id, &mark);
	}
}

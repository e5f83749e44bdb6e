/* summary_alignment.c - Summary on social metrics: how many serve a goal, and which serve none. */
#include "plan/summary.h"

enum { MOST_LEFT = 8 /* metrics named that serve no goal */ };

static void put_share(struct plan *p, struct str label, uint32_t serve, uint32_t seen, bool is_now,
                      struct str more)
{
	struct arena *a = p->pen.a;
	double share = seen > 0 ? 100.0 * serve / seen : 0;

	pen_text(&p->pen, STATUS_COL, is_now ? LOOK_STRONG : LOOK_CELL, label);
	pen_bar(&p->pen, NAME_COL, is_now, (double)serve, (double)seen, str_fmt(a, "#,##0\" of %u\"", seen),
	        str_fmt(a, "%u of %u", serve, seen));
	if (is_now)
		pen_name(&p->pen, NAME_COL, "", STR("social_metrics_that_serve"));
	pen_span(&p->pen, EVIDENCE_COL, N_COLS - EVIDENCE_COL, LOOK_CELL,
	         seen > 0 ? str_fmt(a, "%.*s%% of the social metrics seen%.*s",
	                            STR_ARG(number_words(a, share, 0)), STR_ARG(more))
	                  : STR("no social metric was seen"));
	p->pen.row++;
}

/* "Impressions (779.8 k), Saves (831, partly linked) and 9 more on Alignment" */
static struct str name_left(struct plan *p)
{
	size_t n;
	const struct metric_state **list = plan_left_over(p, &n);
	struct arena *a = p->pen.a;
	struct strbuf b;

	strbuf_init(&b, a, 0);
	for (size_t i = 0; i < n && i < MOST_LEFT; i++) {
		struct str size = plan_size_words(p, list[i]);
		const char *more = list[i]->is_partial               ? "partly linked"
		                   : list[i]->state == STATE_UNKNOWN ? "unknown"
		                                                     : "";

		strbuf_fmt(&b, "%s%.*s", i > 0 ? ", " : "", STR_ARG(metric_label(p, list[i])));
		if (size.n > 0 || more[0] != '\0')
			strbuf_fmt(&b, " (%.*s%s%s)", STR_ARG(size),
			           size.n > 0 && more[0] != '\0' ? ", " : "", more);
	}
	if (n > MOST_LEFT)
		strbuf_fmt(&b, " and %zu more%s", n - MOST_LEFT,
		           plan_has(p, APPENDIX_ALIGNMENT) ? " on Alignment" : "");
	return strbuf_str(&b);
}

/* What of the company's metrics serves the part that the book is about. */
static void put_part(struct plan *p)
{
	const struct headline *h = plan_headline(p);

	pen_prose(&p->pen, LOOK_SECTION, STR("Social metrics that serve one of these goals"));
	put_share(p, p->now, h->serve, h->social_seen, true, STR(" in the whole company"));
}

/* "; each of the 14 serves a goal with scored evidence", "; 9 of the 14 serve .."; such a goal may still be grey */
static struct str measured_words(struct arena *a, const struct headline *h)
{
	static const char goals[] = "a goal with scored evidence";

	if (h->serve == 0)
		return STR_NONE;
	if (h->serve_measured == 0)
		return str_fmt(a, "; %s %s", h->serve == 1 ? "it does not serve" : "none of them serves",
		               goals);
	if (h->serve_measured < h->serve)
		return str_fmt(a, "; %u of the %u serve%s %s", h->serve_measured, h->serve,
		               h->serve_measured == 1 ? "s" : "", goals);
	return h->serve == 1 ? str_fmt(a, "; it serves %s", goals)
	                     : str_fmt(a, "; each of the %u serves %s", h->serve, goals);
}

void summary_alignment(struct plan *p)
{
	struct arena *a = p->pen.a;
	const struct headline *h = &p->o->headline;
	struct str left = name_left(p);

	if (p->b->scope != NULL) {
		put_part(p);
		return;
	}
	pen_prose(&p->pen, LOOK_SECTION, STR("Social metrics that serve a goal"));
	put_share(p, p->now, h->serve, h->social_seen, true, measured_words(a, h));
	if (h->has_prior)
		put_share(p, p->prior, h->prior_serve, h->prior_seen, false, STR_NONE);
	pen_prose(&p->pen, LOOK_SMALL, say_states(p));
	if (left.n > 0)
		pen_prose(&p->pen, LOOK_PLAIN,
		          str_fmt(a, "Counted, and serving no goal: %.*s.", STR_ARG(left)));
}

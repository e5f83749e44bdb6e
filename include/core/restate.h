/* restate.h - reported periods computed again, and what is not as it was reported. */
#ifndef KPI_CORE_RESTATE_H
#define KPI_CORE_RESTATE_H
#include "core/input_news.h"
#include "core/totals.h"

/* Computes every report of f->reports again from the store, as of its own day, and adds to o->changes and n_reports what
 * is not as it was reported; o is judged. Findings K401 to K405, none of them an error. A figure that was exact is
 * compared exactly, others to 1e-9 of their size. */
void restate_reports(const struct facts *f, const struct inputs *inputs, struct outcome *o, struct arena *a,
                     struct diag *d);
/* since.c: adds to o->changes what is not as it was in the period before: statuses, metrics, KPIs, the model. */
void since_prior(const struct facts *f, struct outcome *o, struct arena *a);

/* --- what the files of restate share */

/* A report that is computed again. */
struct review {
	struct facts f; /* as of then */
	const struct past_run *then;
	const struct input_news *news;
	size_t n_news;
	const struct total_move *moves;
	size_t n_moves;
	struct arena *a; /* of this review alone */
};

/* restate_why.c: why a figure of the KPI is not as reported. True: the growth of posts is all there is to it. *why gets
 * the words, *file the first file that changed, or "". */
bool restate_is_growth(const struct review *r, const struct kpi *k);
struct str restate_why(const struct review *r, const struct kpi *k, struct str *file);
/* "likes 1200 -> 1260, comments 31 -> 40 and 2 more" */
struct str restate_growth_words(const struct review *r, struct str source);

/* restate_words.c: a figure then and now, told apart; how a definition differs: "measure leads, now won_deals". */
void restate_pair(struct arena *a, double was, double is, struct str *was_words, struct str *is_words);
struct str restate_definition(struct arena *a, struct str was, struct str is);

/* One more at the end of o's changes; its words are copied. */
void change_add(struct outcome *o, struct arena *a, const struct change *c);
#endif

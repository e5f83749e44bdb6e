/* posts_fold.c - records of posts and events into the days of their series. */
#include "data/posts.h"
#include "data/store.h"

/* Cells on their way to one of the three stores that a fold fills. */
struct lane {
	struct store *st;
	struct batch b;
	enum fold fold;
	bool ok;
};

static void lane_open(struct lane *l, struct store *st, struct arena *scratch, enum fold fold)
{
	*l = (struct lane){ .st = st, .fold = fold, .ok = true };
	batch_init_days(&l->b, scratch);
	store_begin_file(st);
}

static void lane_flush(struct lane *l, const struct post *of)
{
	struct put_rules rules = { .source = of->source,
		                   .every = EVERY_DAY,
		                   .grain = (enum grain)of->grain,
		                   .is_sparse = of->grain != GRAIN_WINDOW,
		                   .same_cell = SAME_CELL_SUM,
		                   .fold = l->fold };
	struct put_report report = { 0 };

	store_put(l->st, &l->b, &rules, &report);
	batch_clear(&l->b);
	l->ok = !report.overflow; /* of all so far: what follows may make a sum fit again */
}

static void lane_add(struct lane *l, const struct post *q, sym metric, int64_t value)
{
	struct batch_keys keys = {
		.channel = q->channel, .account = q->account, .campaign = q->campaign, .day = q->day
	};

	batch_add(&l->b, &keys, NULL, (struct batch_cell){ value, metric, q->line });
	if (l->b.n == BATCH_ROWS)
		lane_flush(l, q);
}

bool posts_add_up(const struct model *m, sym metric)
{
	const struct metric *def = m ? model_metric(m, metric) : NULL;

	return !def || def->over_time == TIME_SUM
	       || (def->over_time != TIME_NONE && def->over_parts == PARTS_SUM);
}

enum { LANE_SUM, LANE_MAX, LANE_FAR_SUM, LANE_FAR_MIN, LANES };

static void fold_post(const struct posts *p, const struct post *q, const struct model *m,
                      struct lane lanes[LANES])
{
	struct record rec = post_record(p, q);

	for (size_t k = 0; k < rec.n; k++) {
		sym metric = rec.metrics[k];
		int64_t value = rec.values[k];

		if (posts_add_up(m, metric)) {
			lane_add(&lanes[LANE_SUM], q, metric, value);
		} else {
			lane_add(&lanes[LANE_MAX], q, metric, value);
			lane_add(&lanes[LANE_FAR_SUM], q, metric, value);
			lane_add(&lanes[LANE_FAR_MIN], q, metric, value);
		}
	}
}

/* All folding is one "file" with same_cell: sum, so the values of one day add up whatever order they come in. */
bool posts_fold(struct posts *p, struct store *st, const struct model *m)
{
	struct arena *scratch = arena_new(0);
	struct lane lanes[LANES];
	bool ok = true;

	if (!st->far_sum) {
		st->far_sum = store_new();
		st->far_min = store_new();
	}
	lane_open(&lanes[LANE_SUM], st, scratch, FOLD_NOT);
	lane_open(&lanes[LANE_MAX], st, scratch, FOLD_MAX);
	lane_open(&lanes[LANE_FAR_SUM], st->far_sum, scratch, FOLD_NOT);
	lane_open(&lanes[LANE_FAR_MIN], st->far_min, scratch, FOLD_MIN);
	for (size_t i = 0; i < p->n; i++) {
		const struct post *q = &p->list[i], *next = i + 1 < p->n ? q + 1 : NULL;

		fold_post(p, q, m, lanes);
		for (int l = 0; l < LANES && (!next || next->source != q->source || next->grain != q->grain);
		     l++)
			lane_flush(&lanes[l], q);
	}
	for (int l = 0; l < LANES; l++)
		ok = ok && lanes[l].ok;
	arena_free(scratch);
	return ok;
}

/* posts.h - inside of struct posts, for posts.c and posts_fold.c; everyone else uses series.h. */
#ifndef KPI_DATA_POSTS_H
#define KPI_DATA_POSTS_H
#include "data/series.h"
#include "data/shapes.h"

struct post {
	uint64_t id_hi, id_lo;
	uint64_t first; /* its values, one for each metric of the shape */
	sym channel, account, campaign;
	int32_t day;
	uint32_t shape, epoch; /* epoch: the file that wrote it */
	uint32_t line;
	uint16_t source;
	uint8_t grain;
};

struct posts {
	struct post *list;
	size_t n, cap;
	uint32_t *slots;
	size_t n_slots;
	struct shapes shapes;
	int64_t *values;
	size_t n_values, cap_values;
	uint32_t epoch;
	sym *metrics; /* of the record at hand, and its values */
	int64_t *given;
	size_t cap_metrics, cap_given;
	struct posts *before; /* records the current file replaced, where it may do so again; or NULL */
};

/* What a record holds, wherever it stands. */
struct record {
	int32_t day;
	const sym *metrics;
	const int64_t *values;
	size_t n;
};

/* Valid until a record is added. */
static inline struct record post_record(const struct posts *p, const struct post *q)
{
	struct shape s = p->shapes.list[q->shape];

	return (struct record){ q->day, p->shapes.metrics + s.first, p->values + q->first, s.n };
}
#endif

/* shapes.h - the lists of metrics that records have a value for; records of one export mostly share one. */
#ifndef KPI_DATA_SHAPES_H
#define KPI_DATA_SHAPES_H
#include "base/intern.h"

struct shape {
	uint32_t first, n; /* in metrics */
};

struct shapes {
	struct shape *list;
	size_t n, cap;
	sym *metrics; /* of all shapes, one after the other */
	size_t n_metrics, cap_metrics;
	uint32_t *slots; /* open addressing: shape + 1 */
	size_t n_slots;
	uint32_t last; /* the one asked for last */
};

/* A struct of zeros has no shapes. */
void shapes_clear(struct shapes *s);
/* The number of the shape with these metrics in this order; added when it is new. */
uint32_t shapes_of(struct shapes *s, const sym *metrics, size_t n);
#endif

/* pairs.h - the two sums of a ratio, over the channels, accounts and months where both of its parts exist. */
#ifndef KPI_CORE_PAIRS_H
#define KPI_CORE_PAIRS_H
#include "core/slice.h"

struct quotient {
	bool has_num, has_den;
	int64_t num, den;            /* millionths */
	double num_value, den_value; /* the same, unrounded where a mean is in it */
	int64_t num_left,
	    den_left; /* |cells| outside the pairs; the whole value of a part for what is not summed */
	bool overflow;
	bool cannot_add, cannot_add_num; /* a part has no single value; num: it is the upper one */
};

/* A side of a ratio, a measure or per: what rollup made of each of its series, in their order. */
struct side_series {
	struct rolled {
		uint32_t series;
		uint32_t n_cells, months; /* as slice.h says */
		bool is_plain;
		struct value value;
	} * all;
	size_t n, cap;
};

/* Its parts share no channel, so that they are divided as totals. */
bool pairs_are_totals(const struct facts *f, const struct kpi *k);
/* over, under: the measures added, and per, rolled up over the period. */
struct quotient pairs_totals(const struct figure *over, const struct figure *under);
/* sides: one a measure, in their order, then per. */
struct quotient pairs_quotient(const struct facts *f, const struct kpi *k, struct period p,
                               const struct side_series *sides);

/* apart.c: "no account has both parts: clicks is of linkedin acme, impressions of linkedin acme_uk": why a ratio of two
 * metrics that share a channel has no value in p; empty where that is not why. */
struct str pairs_apart(const struct facts *f, struct arena *a, const struct kpi *k, struct period p);
#endif

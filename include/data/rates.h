/* rates.h - what one unit of another currency is worth in the workspace's, month by month. */
#ifndef KPI_DATA_RATES_H
#define KPI_DATA_RATES_H
#include "base/day.h"
#include "base/diag.h"
#include "base/num.h"

struct rate {
	struct str currency; /* three capital letters */
	int month;           /* day_month */
	int64_t micro;       /* > 0: units of the workspace's currency for `per` of this one, millionths */
	int64_t per;         /* > 0, millionths: 1 mostly; 100 or 1000 where a unit is worth little */
	struct place at;
};

struct rates {
	const struct rate *all; /* by currency and month, each once */
	size_t n;
};

/* The rate of a currency (case aside) in a month, or NULL. r may be NULL: there are none. */
const struct rate *rates_find(const struct rates *r, struct str currency, int month);
/* amount x rate / per, worked in 128 bits and rounded once, half-even, to millionths. False: it does not fit. */
bool rate_convert(const struct rate *r, int64_t amount, int64_t *own);
#endif

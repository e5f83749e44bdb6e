/* money.h - what an amount of a row is in, and what it is in the workspace's currency. */
#ifndef KPI_READ_MONEY_H
#define KPI_READ_MONEY_H
#include "data/rates.h"
#include "read/export.h"

enum money_state {
	MONEY_OWN,       /* no money, or in the workspace's currency: as it is */
	MONEY_CONVERTED, /* by rate */
	MONEY_NO_RATE,   /* of its currency and month */
	MONEY_NO_NAME,   /* a sign like $, which several currencies have and nothing else tells apart */
	MONEY_TWO_NAMES, /* the sign in the cell cannot be that of the currency that the row or source names */
	MONEY_TOO_BIG    /* once converted */
};

struct money {
	enum money_state state;
	struct str code, sign; /* the currency it is in, and the sign in the cell; "": none */
	bool is_by_row;        /* a column of the row says the currency */
	bool is_unsettled;     /* it has a currency, and the workspace none to tell it in: as it is */
	const struct rate *rate;
	int64_t amount; /* MONEY_OWN, MONEY_CONVERTED: in the workspace's currency, millionths */
};

/* The amount in field `at` of a row, for a metric. The currency is that of the row's column, else of the source,
 * else of the format, else of the sign in the cell, else the workspace's. Money is what the model counts in
 * currency, and of metrics that it does not know what a long table's column or the cell itself gives a currency.
 * The rate is that of the month in which the row's days end. */
struct money money_read(const struct exports *x, const struct export_job *job, const struct row *row,
                        struct num_style style, size_t at, sym metric, int64_t amount);
#endif

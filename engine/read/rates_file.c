/* rates_file.c - rates.csv: what money in other currencies is worth, month by month. */
#include "read/rates_file.h"

#include <stdlib.h>
#include "read/rows.h"
#include "read/workspace_file.h"

enum { MOST_DECIMALS = 6 };

struct rate_row {
	struct str currency;
	struct period month;
	struct amount rate, per;
};

static const struct csv_column rate_columns[] = {
	COLUMN_OF(struct rate_row, currency, COLUMN_TEXT, true, "three capital letters, such as USD"),
	COLUMN_OF(struct rate_row, month, COLUMN_PERIOD, true, "a calendar month: 2026-09"),
	COLUMN_OF(struct rate_row, rate, COLUMN_AMOUNT, true,
	          "what one unit of it is worth in the workspace's currency: 0.92"),
	COLUMN_OF(struct rate_row, per, COLUMN_AMOUNT, false,
	          "1 where empty; 100 or 1000 where the rate is of that many units"),
};

struct rate_list {
	struct rows *rs;
	struct str own; /* the workspace's currency */
	struct rate *all;
	size_t n;
};

static void refuse(const struct rate_list *l, const char *column, const char *code, struct str remedy,
                   const char *what)
{
	diag_error(l->rs->r.d, code, rows_place(l->rs, l->rs->row, column), remedy, "%s", what);
}

/* A seventh decimal would be rounded off, and every amount of the month with it. */
static bool has_too_many_decimals(const struct rate_list *l, const char *column)
{
	struct str text = rows_text(l->rs, column);
	size_t mark = str_find(text, STR(".")), n = text.n;

	while (mark != SIZE_MAX && n > mark && text.p[n - 1] == '0')
		n--;
	return mark != SIZE_MAX && n > mark + 1 + MOST_DECIMALS;
}

static bool check_currency(const struct rate_list *l, struct str currency)
{
	bool is_code = currency_is_code(currency);

	if (!is_code)
		diag_error(l->rs->r.d, "K602", rows_place(l->rs, l->rs->row, "currency"),
		           STR("write three capital letters, such as USD"), "'%.*s' is no currency",
		           STR_ARG(currency));
	else if (str_eq(currency, l->own))
		refuse(l, "currency", "K602", STR("remove the row"), "it is the workspace's own currency");
	return is_code && !str_eq(currency, l->own);
}

static bool check_rate(const struct rate_list *l, const struct rate_row *row)
{
	bool is_good = row->rate.has && row->rate.micro > 0 && (!row->per.has || row->per.micro > 0);

	if (row->rate.has && row->rate.micro <= 0)
		refuse(l, "rate", "K602", STR("write what one unit is worth: 0.92"), "a rate is above 0");
	if (row->per.has && row->per.micro <= 0)
		refuse(l, "per", "K602", STR("write 1, 100 or 1000"), "per is above 0");
	if (!has_too_many_decimals(l, "rate"))
		return is_good;
	refuse(l, "rate", "K102",
	       STR("write at most six decimals: the rate of 1000 units, with 1000 in a column `per`"),
	       "the rate has more than six decimals");
	return false;
}

static bool check_month(const struct rate_list *l, const struct rate_row *row)
{
	if (row->month.year == 0) /* reported */
		return false;
	if (row->month.span != SPAN_MONTH)
		refuse(l, "month", "K101", STR("write a calendar month: 2026-09"),
		       "a rate is that of a month");
	return row->month.span == SPAN_MONTH;
}

static void add_rate(struct rate_list *l, const struct rate_row *row)
{
	struct arena *a = l->rs->r.a;
	struct rate rate = { .currency = row->currency,
		             .micro = row->rate.micro,
		             .per = row->per.has ? row->per.micro : MICRO,
		             .at = rows_place(l->rs, l->rs->row, "currency") };
	bool is_good = row->currency.n == 0 || check_currency(l, row->currency);

	is_good = check_month(l, row) && is_good;
	if (!check_rate(l, row) || !is_good || row->currency.n == 0)
		return;
	rate.month = day_month(row->month.first);
	for (size_t i = 0; i < l->n; i++) {
		if (l->all[i].month != rate.month || !str_eq(l->all[i].currency, rate.currency))
			continue;
		diag_put(l->rs->r.d, SEV_ERROR, "K111", rate.currency, rate.at,
		         STR("keep one of the two rows"), "%.*s has a rate for %.*s here and in line %u",
		         STR_ARG(rate.currency), STR_ARG(period_text(a, row->month)),
		         (unsigned)l->all[i].at.line);
		return;
	}
	l->all[l->n++] = rate;
}

static int by_currency_and_month(const void *a, const void *b)
{
	const struct rate *x = a, *y = b;
	int by_name = str_cmp(x->currency, y->currency);

	return by_name != 0 ? by_name : (x->month > y->month) - (x->month < y->month);
}

const struct rates *rates_read(struct arena *a, struct intern *names, const struct workspace *w,
                               const struct library *lib, struct input_list *files, struct diag *d)
{
	struct rows rs = { .r = { a, names, d },
		           .columns = rate_columns,
		           .n_columns = sizeof rate_columns / sizeof *rate_columns,
		           .fiscal = w->fiscal };
	struct rate_list l = { .rs = &rs, .own = w->currency };
	struct rates *rates = ARENA_NEW(a, struct rates);
	struct str path = workspace_path(a, w, w->rates);
	size_t errors = diag_count(d, SEV_ERROR);
	struct rate_row row = { .currency = STR_NONE };

	if (w->rates.n == 0)
		return rates;
	if (!rows_open(&rs, path, path_shown(a, lib, path), INPUT_RATES, files))
		return NULL;
	if (w->currency.n == 0)
		diag_error(d, "K602", w->at, STR("add `currency: EUR` (the one that goals and KPIs are in)"),
		           "there are rates, and the workspace names no currency to convert to");
	l.all = ARENA_ARRAY(a, rs.table.n, struct rate);
	for (; rows_next(&rs, &row); row = (struct rate_row){ .currency = STR_NONE })
		add_rate(&l, &row);
	qsort(l.all, l.n, sizeof *l.all, by_currency_and_month);
	*rates = (struct rates){ l.all, l.n };
	return diag_count(d, SEV_ERROR) == errors ? rates : NULL;
}

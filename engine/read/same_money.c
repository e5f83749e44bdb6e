/* same_money.c - a cell given twice with two amounts that are the same once converted (K111). */
#include <stdlib.h>
#include "base/mem.h"
#include "data/rates.h"
#include "read/export.h"
#include "read/money.h"

struct told { /* one amount that was converted */
	sym metric, channel, account, campaign;
	int32_t day;
	int64_t original, own;
	const struct rate *rate;
	uint32_t line, col;
};

struct all_told {
	struct arena *scratch;
	struct told *all;
	size_t n, cap;
};

static void keep(void *ctx, const struct row *row, sym metric, int64_t original, const struct money *money)
{
	struct all_told *t = ctx;
	struct place at;

	if (money->state != MONEY_CONVERTED)
		return;
	at = csv_place(row->csv, t->scratch, row->whole, row->offset + columns_of(row->columns, metric));
	arena_reset(t->scratch);
	mem_reserve(&t->all, &t->cap, t->n + 1, sizeof *t->all);
	t->all[t->n++] = (struct told){ metric,   row->channel,  row->account, row->campaign,  row->day,
		                        original, money->amount, money->rate,  row->rec->line, at.col };
}

static int cmp_number(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

/* Cells that are one stand next to each other, those of a rate together and as the file has them. */
static int cmp_told(const void *a, const void *b)
{
	const struct told *x = a, *y = b;
	int c = cmp_number(x->metric, y->metric);

	c = c != 0 ? c : cmp_number(x->channel, y->channel);
	c = c != 0 ? c : cmp_number(x->account, y->account);
	c = c != 0 ? c : cmp_number(x->campaign, y->campaign);
	c = c != 0 ? c : cmp_number(x->day, y->day);
	c = c != 0 ? c : (x->rate > y->rate) - (x->rate < y->rate); /* of one list */
	return c != 0 ? c : cmp_number(x->line, y->line);
}

static bool is_hidden(const struct told *x, const struct told *y)
{
	return x->metric == y->metric && x->channel == y->channel && x->account == y->account
	       && x->campaign == y->campaign && x->day == y->day && x->rate == y->rate && x->own == y->own
	       && x->original != y->original;
}

static void refuse(struct exports *x, const struct export_job *job, const struct told *first,
                   const struct told *here)
{
	struct arena *a = arena_new(0);
	struct str code = here->rate->currency;

	diag_put(x->d, SEV_ERROR, "K111", intern_str(x->names, here->metric),
	         (struct place){ job->shown, here->line, here->col, STR_NONE },
	         STR("keep one of the rows, or write same_cell: sum (or last) in the source"),
	         "%.*s on %.*s is given twice: %.*s %.*s on line %u, %.*s %.*s here, which are the same only "
	         "once they are converted",
	         STR_ARG(intern_str(x->names, here->metric)), STR_ARG(day_text(a, here->day)),
	         STR_ARG(num_text(a, first->original)), STR_ARG(code), first->line,
	         STR_ARG(num_text(a, here->original)), STR_ARG(code));
	arena_free(a);
}

bool same_money_check(struct exports *x, const struct export_job *job)
{
	struct all_told t = { .scratch = arena_new(0) };
	size_t n_hidden = 0;

	export_walk_cells(x, job, keep, &t);
	if (t.n > 0)
		qsort(t.all, t.n, sizeof *t.all, cmp_told);
	for (size_t i = 1; i < t.n; i++)
		if (is_hidden(&t.all[i - 1], &t.all[i])) {
			refuse(x, job, &t.all[i - 1], &t.all[i]);
			n_hidden++;
		}
	mem_free(t.all);
	arena_free(t.scratch);
	return n_hidden == 0;
}

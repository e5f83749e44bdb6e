/* same_cell.c - a cell given twice with two values: what tells its rows apart (K111). */
#include "read/export.h"

#include <string.h>

enum { MAX_CONFLICTS = sizeof((struct put_report *)0)->conflicts / sizeof(struct put_conflict) };

struct kept_row {
	struct str *fields; /* NULL: not met yet */
	struct str *names;  /* of the columns */
	enum column_use *uses;
	size_t n;
	struct str text; /* the value as the file has it, which money is not any more */
	uint32_t line;
	uint64_t id_hi, id_lo;
};

struct look {
	struct arena *a;
	const struct put_report *report;
	bool is_post, is_first_pass;
	struct kept_row here[MAX_CONFLICTS], before[MAX_CONFLICTS];
	struct place at[MAX_CONFLICTS];
	size_t n_open;
};

static void keep_row(struct look *l, struct kept_row *k, const struct row *row, sym metric)
{
	size_t n = row->columns->n, at = columns_of(row->columns, metric);

	k->fields = ARENA_ARRAY(l->a, n + 1, struct str);
	k->names = ARENA_ARRAY(l->a, n + 1, struct str);
	k->uses = ARENA_ARRAY(l->a, n + 1, enum column_use);
	for (size_t i = 0; i < n; i++) {
		k->fields[i] = str_copy(l->a, str_trim(row->rec->fields[i]));
		k->names[i] = str_copy(l->a, row->columns->all[i].name);
		k->uses[i] = row->columns->all[i].use;
	}
	k->n = n;
	if (row->columns->value != NO_COLUMN || k->uses[at] == USE_METRIC)
		k->text = k->fields[at];
	k->line = row->rec->line;
	k->id_hi = row->id_hi;
	k->id_lo = row->id_lo;
	l->n_open--;
}

/* First pass: the rows on which the second values stand. */
static bool find_here(void *ctx, const struct row *row)
{
	struct look *l = ctx;

	for (size_t i = 0; i < l->report->n_conflicts; i++) {
		const struct put_conflict *c = &l->report->conflicts[i];

		if (c->line != row->rec->line || l->here[i].fields != NULL)
			continue;
		keep_row(l, &l->here[i], row, c->metric);
		l->at[i] =
		    csv_place(row->csv, l->a, row->whole, row->offset + columns_of(row->columns, c->metric));
	}
	return l->n_open > 0;
}

static bool gives_cell(const struct look *l, size_t i, const struct row *row)
{
	const struct put_conflict *c = &l->report->conflicts[i];
	const struct kept_row *here = &l->here[i];
	struct str cell = row->rec->fields[columns_of(row->columns, c->metric)];

	if (row->rec->line >= c->line || row->channel != c->channel)
		return false;
	if (l->is_post)
		return row->id_hi == here->id_hi && row->id_lo == here->id_lo;
	return row->day == c->day && row->account == c->account && row->campaign == c->campaign
	       && (row->metric == 0 || row->metric == c->metric) && str_trim(cell).n > 0;
}

/* Second pass: the first rows that gave these cells. */
static bool find_before(void *ctx, const struct row *row)
{
	struct look *l = ctx;

	for (size_t i = 0; i < l->report->n_conflicts; i++)
		if (l->before[i].fields == NULL && l->here[i].fields != NULL && gives_cell(l, i, row))
			keep_row(l, &l->before[i], row, l->report->conflicts[i].metric);
	return l->n_open > 0;
}

/* "; the rows differ in 'Region', 'Device', which are not read" */
static struct str say_difference(struct look *l, size_t i)
{
	const struct kept_row *x = &l->here[i], *y = &l->before[i];
	struct strbuf b;
	size_t n = 0;

	if (x->fields == NULL || y->fields == NULL)
		return STR_NONE;
	strbuf_init(&b, l->a, 600);
	for (size_t k = 0; k < x->n && k < y->n; k++) {
		bool is_unread =
		    x->uses[k] == USE_IGNORED || x->uses[k] == USE_TEXT || x->uses[k] == USE_REPEATED;

		if (!is_unread || str_eq(x->fields[k], y->fields[k]))
			continue;
		strbuf_fmt(&b, "%s'%.*s'", n == 0 ? "; the rows differ in " : ", ", STR_ARG(x->names[k]));
		n++;
	}
	if (n == 0 && l->report->conflicts[i].first_day != l->report->conflicts[i].day)
		return STR_NONE; /* their days do */
	strbuf_addz(&b, n == 0   ? "; no other column tells the rows apart"
	                : n == 1 ? ", which is not read"
	                         : ", which are not read");
	return strbuf_str(&b);
}

/* " of x, acme on 2026-07-01" */
static struct str say_cell(struct look *l, const struct intern *names, const struct put_conflict *c)
{
	struct strbuf b;
	sym parts[] = { c->channel, c->account, c->campaign };
	size_t n = 0;

	strbuf_init(&b, l->a, 400);
	strbuf_add(&b, intern_str(names, c->metric));
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (parts[i] != 0)
			strbuf_fmt(&b, "%s%.*s", n++ == 0 ? " of " : ", ",
			           STR_ARG(intern_str(names, parts[i])));
	strbuf_fmt(&b, " on %.*s", STR_ARG(day_text(l->a, c->day)));
	return strbuf_str(&b);
}

/* 9.45 (written 10.50): money in another currency is not what its row says. */
static struct str say_value(struct look *l, const struct kept_row *k, bool has, int64_t micro)
{
	struct str number = has ? num_text(l->a, micro) : STR("no value");

	if (!has || k->fields == NULL || k->text.n == 0 || str_eq(k->text, number))
		return number;
	return str_fmt(l->a, "%.*s (written %.*s)", STR_ARG(number), STR_ARG(utf8_head(k->text, 40)));
}

static void report_conflict(struct exports *x, const struct export_job *job, struct look *l, size_t i)
{
	const struct put_conflict *c = &l->report->conflicts[i];
	uint32_t line = l->before[i].fields != NULL ? l->before[i].line : c->first_line;
	struct str before = line > 0 ? str_fmt(l->a, " on line %u", line) : STR(" above");
	struct place at =
	    l->here[i].fields != NULL ? l->at[i] : (struct place){ job->shown, c->line, 0, STR_NONE };

	if (c->first_day != c->day)
		before =
		    str_fmt(l->a, "%.*s, dated %.*s", STR_ARG(before), STR_ARG(day_text(l->a, c->first_day)));
	diag_put(x->d, SEV_ERROR, "K111", intern_str(x->names, c->metric), at,
	         l->is_post ? STR("keep one row of each id, or write same_cell: last in the source")
	                    : STR("keep one of the rows, or write same_cell: sum (or last) in the source"),
	         "%.*s is given twice: %.*s%.*s, %.*s here%.*s", STR_ARG(say_cell(l, x->names, c)),
	         STR_ARG(say_value(l, &l->before[i], c->has_kept, c->kept)), STR_ARG(before),
	         STR_ARG(say_value(l, &l->here[i], c->has_other, c->other)), STR_ARG(say_difference(l, i)));
}

void same_cell_explain(struct exports *x, const struct export_job *job, const struct put_report *report)
{
	struct look l = { .a = arena_new(0), .report = report, .is_post = job->format->grain != GRAIN_DAY };

	l.n_open = report->n_conflicts;
	export_walk(x, job, find_here, &l);
	l.n_open = report->n_conflicts;
	export_walk(x, job, find_before, &l);
	for (size_t i = 0; i < report->n_conflicts; i++)
		report_conflict(x, job, &l, i);
	if (report->cells_conflict > report->n_conflicts)
		diag_put(
		    x->d, SEV_ERROR, "K111", job->shown, (struct place){ job->shown, 0, 0, STR_NONE },
		    STR_NONE,
		    "%llu cells of this file are given twice with another value; the first %zu are named",
		    (unsigned long long)report->cells_conflict, report->n_conflicts);
	arena_free(l.a);
}

/* same_cell.c - a cell given twice with two values: what tells its rows apart (K111). */
#include "read/export.h"

#include <string.h>
#include "read/yaml_quote.h"

enum { MOST_LOOKED_AT = 20 }; /* conflicts whose rows are looked for in the file */

struct kept_row {
	struct str *fields;       /* NULL: not met yet */
	struct str *names, *keys; /* of the columns */
	enum column_use *uses;
	size_t n;
	struct str text; /* the value as the file has it, which money is not any more */
	uint32_t line;
	uint64_t id_hi, id_lo;
};

struct look {
	struct arena *a;
	const struct put_report *report;
	bool is_post;
	size_t n; /* conflicts that are looked at: the first ones */
	struct kept_row here[MOST_LOOKED_AT], before[MOST_LOOKED_AT];
	struct place at[MOST_LOOKED_AT];
	size_t n_open;
};

static void keep_row(struct look *l, struct kept_row *k, const struct row *row, sym metric)
{
	size_t n = row->columns->n, at = columns_of(row->columns, metric);

	k->fields = ARENA_ARRAY(l->a, n + 1, struct str);
	k->names = ARENA_ARRAY(l->a, n + 1, struct str);
	k->keys = ARENA_ARRAY(l->a, n + 1, struct str);
	k->uses = ARENA_ARRAY(l->a, n + 1, enum column_use);
	for (size_t i = 0; i < n; i++) {
		k->fields[i] = str_copy(l->a, str_trim(row->rec->fields[i]));
		k->names[i] = str_copy(l->a, row->columns->all[i].name);
		k->keys[i] = str_copy(l->a, row->columns->all[i].key);
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

	for (size_t i = 0; i < l->n; i++) {
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

	for (size_t i = 0; i < l->n; i++)
		if (l->before[i].fields == NULL && l->here[i].fields != NULL && gives_cell(l, i, row))
			keep_row(l, &l->before[i], row, l->report->conflicts[i].metric);
	return l->n_open > 0;
}

static bool is_met(const struct look *l, size_t i)
{
	return i < l->n && l->here[i].fields != NULL && l->before[i].fields != NULL;
}

/* Column k is not read, and tells the rows of the conflict apart. */
static bool differs(const struct look *l, size_t i, size_t k)
{
	const struct kept_row *x = &l->here[i], *y = &l->before[i];
	bool is_unread = x->uses[k] == USE_IGNORED || x->uses[k] == USE_TEXT || x->uses[k] == USE_REPEATED;

	return is_unread && !str_eq(x->fields[k], y->fields[k]);
}

/* "; the rows differ in 'Region', 'Device', which are not read" */
static struct str say_difference(struct look *l, size_t i)
{
	const struct kept_row *x, *y;
	struct strbuf b;
	size_t n = 0;

	if (!is_met(l, i))
		return STR_NONE;
	x = &l->here[i];
	y = &l->before[i];
	strbuf_init(&b, l->a, 600);
	for (size_t k = 0; k < x->n && k < y->n; k++) {
		if (!differs(l, i, k))
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

/* --- what to do about it */

/* Column k tells the rows of every conflict looked at apart, and is read as no metric. */
static bool tells_all(const struct look *l, size_t k)
{
	bool tells = l->here[0].uses[k] != USE_REPEATED;

	for (size_t i = 0; i < l->n && tells; i++)
		tells = !is_met(l, i) || (k < l->here[i].n && k < l->before[i].n && differs(l, i, k));
	return tells;
}

/* The rows have a column that the rule reads. */
static bool is_given(const struct kept_row *row, const struct name_rule *rule)
{
	for (size_t i = 0; i < row->n; i++)
		for (size_t k = 0; k < rule->columns.n; k++)
			if (row->uses[i] == USE_KEY && str_eq(row->keys[i], rule->columns.all[k]))
				return true;
	return false;
}

/* The key of a format that a column of this name is, where the rows have no other for it; NULL: none, since the values
 * of a column of another name are no accounts, campaigns or channels. */
static const char *key_for(struct arena *a, const struct kept_row *row, const struct format *f,
                           struct str column)
{
	const struct {
		const char *key;
		const struct name_rule *rule;
		const char *words[4]; /* globs; a landing page is no account */
	} keys[] = {
		{ "account", &f->account, { "*_account_*", "*_profile_*", "_page_", "_page_name_" } },
		{ "campaign", &f->campaign, { "*_campaign_*" } },
		{ "channel", &f->channel, { "*_channel_*", "*_network_*", "*_platform_*" } },
	};
	struct str name = str_fmt(a, "_%.*s_", STR_ARG(str_snake(a, column)));

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		for (size_t k = 0; k < 4 && keys[i].words[k] != NULL; k++)
			if (str_glob(str_of(keys[i].words[k]), name) && !is_given(row, keys[i].rule))
				return keys[i].key;
	return NULL;
}

/* "them", or as many as were looked at. */
static struct str say_apart(const struct look *l)
{
	return l->report->cells_conflict > l->n ? str_fmt(l->a, "the first %zu", l->n) : STR("them");
}

static struct str remedy_for(struct look *l, const struct format *f)
{
	const struct kept_row *row = &l->here[0];

	if (l->is_post)
		return STR("keep one row of each id, or write same_cell: last in the source");
	for (size_t k = 0; is_met(l, 0) && k < row->n && k < l->before[0].n; k++) {
		const char *key = tells_all(l, k) ? key_for(l->a, row, f, row->names[k]) : NULL;

		if (key != NULL)
			return str_fmt(
			    l->a,
			    "to keep %.*s apart write `%s: {column: %.*s}` in the format "
			    "'%.*s'%s%s; to add them up write same_cell: sum (or last) in the "
			    "source",
			    STR_ARG(say_apart(l)), key, STR_ARG(yaml_quoted(l->a, row->names[k])),
			    STR_ARG(f->name), format_copy_words(f),
			    row->uses[k] == USE_IGNORED ? ", and take the column out of its `ignore`" : "");
	}
	return STR("keep one of the rows, or write same_cell: sum (or last) in the source");
}

/* "; 61 more cells of this file are given twice so (-v names them)" */
static struct str say_others(struct look *l)
{
	uint64_t more = l->report->cells_conflict - 1;

	if (more == 0)
		return STR_NONE;
	return str_fmt(l->a, "; %.*s of this file %s given twice with another value (-v names %s)",
	               STR_ARG(str_count(l->a, more, l->is_post ? "more record" : "more cell")),
	               more == 1 ? "is" : "are",
	               more == 1                                            ? "it"
	               : l->report->cells_conflict > l->report->n_conflicts ? "the first of them"
	                                                                    : "them");
}

static void report_conflict(struct exports *x, const struct export_job *job, struct look *l, size_t i)
{
	const struct put_conflict *c = &l->report->conflicts[i];
	uint32_t line = is_met(l, i) ? l->before[i].line : c->first_line;
	struct str before = line > 0 ? str_fmt(l->a, " on line %u", line) : STR(" above");
	struct place at = i < l->n && l->here[i].fields != NULL
	                      ? l->at[i]
	                      : (struct place){ job->shown, c->line, 0, STR_NONE };
	static const struct kept_row none;

	if (c->first_day != c->day)
		before =
		    str_fmt(l->a, "%.*s, dated %.*s", STR_ARG(before), STR_ARG(day_text(l->a, c->first_day)));
	diag_put(x->d, i == 0 ? SEV_ERROR : SEV_NOTE, "K111", intern_str(x->names, c->metric), at,
	         i == 0 ? remedy_for(l, job->format) : STR_NONE,
	         "%.*s is given twice: %.*s%.*s, %.*s here%.*s%.*s", STR_ARG(say_cell(l, x->names, c)),
	         STR_ARG(say_value(l, i < l->n ? &l->before[i] : &none, c->has_kept, c->kept)),
	         STR_ARG(before),
	         STR_ARG(say_value(l, i < l->n ? &l->here[i] : &none, c->has_other, c->other)),
	         STR_ARG(say_difference(l, i)), STR_ARG(i == 0 ? say_others(l) : STR_NONE));
}

void same_cell_explain(struct exports *x, const struct export_job *job, const struct put_report *report)
{
	struct look l = { .a = arena_new(0), .report = report, .is_post = job->format->grain != GRAIN_DAY };

	l.n = report->n_conflicts < MOST_LOOKED_AT ? report->n_conflicts : MOST_LOOKED_AT;
	l.n_open = l.n;
	export_walk(x, job, find_here, &l);
	l.n_open = l.n;
	export_walk(x, job, find_before, &l);
	for (size_t i = 0; i < report->n_conflicts; i++)
		report_conflict(x, job, &l, i);
	arena_free(l.a);
}

/* format_file.c - a file of formats/ made into a struct format. */
#include <string.h>
#include "read/format_node.h"

/* The language, key by key. Header names are compared without case and with blanks folded; in `metrics`
 * and `ignore` they may hold * and ?, and an exact name goes before a pattern.
 *
 *   format         its name, lower snake case
 *   title          what people call the export
 *   recognise      columns: all of these headers; any_of: at least one; not: none of them;
 *                  first_line, preamble, title_line: a glob over the first line of the file, over a line of
 *                  the preamble, over the title above the table
 *   skip           a reason: the report is no series, and its rows are left out
 *   encoding       as iconv names it; a BOM goes before it
 *   delimiter      one or a list of "," ";" "|" tab (default "," ";" tab)
 *   preamble       lines that begin so come before the header
 *   header         the header is this line after them (default 1)
 *   second_header  none | skip | join (its text is added to the names above: "Views: Total")
 *   tables         one | stacked: a title line, a header and rows, and again after a blank line
 *   grain          day | post (event and window are refused for now)
 *   every          day | week | month | quarter: how long a row stands for
 *   dated          start | end | next: which day of it a row is dated
 *   date           {column, forms: [..]}, date_form.h has the forms
 *   id             {column}, of posts
 *   channel, account, campaign
 *                  {column} | {title: true} | {constant}; where a row or title says nothing, the source
 *                  does, and then the constant
 *   metric, value  long tables: {column} | {title: true}, and {column}
 *   currency       {column}, of long tables
 *   numbers        {decimal, thousands, duration}
 *   missing        a list of cells that hold nothing, instead of - -- N/A NaN undefined; an empty one always does
 *   totals         [{column, equals}]: rows that are left out as totals
 *   titles         {channels: {word: channel}, metrics: {words: metric}}: what a title line says
 *   metrics        header: metric, or header: {metric, times}; of several columns for one metric the first
 *                  line here is read
 *   ignore         header: the reason
 *   sparse         true: a covered day without a row is 0
 */

static const char *const default_missing[] = { "-", "--", "N/A", "NaN", "undefined" };

static bool read_header_row(struct loader *l, const struct node *n, const struct key *k, void *out)
{
	return node_int(n, k->name, 1, 50, out, l->d);
}

static bool read_tables(struct loader *l, const struct node *n, const struct key *k, void *out)
{
	static const char *const words[] = { "one", "stacked" };
	int v;

	if (!node_enum(n, k->name, words, 2, &v, l->d))
		return false;
	*(bool *)out = v == 1;
	return true;
}

static bool read_delimiters(struct loader *l, const struct node *n, const struct key *k, void *out)
{
	struct names v;
	char *all;

	if (!node_texts(n, k->name, l->a, &v.all, &v.n, l->d))
		return false;
	all = ARENA_ARRAY(l->a, v.n + 1, char);
	for (size_t i = 0; i < v.n; i++) {
		all[i] = str_is(v.all[i], "tab") ? '\t' : v.all[i].n == 1 ? v.all[i].p[0] : '\0';
		if (all[i] == '\0' || strchr(",;|\t", all[i]) == NULL) {
			diag_error(l->d, "K602", n->at, STR("write one or more of \",\" \";\" \"|\" tab"),
			           "'%.*s' is no delimiter", STR_ARG(v.all[i]));
			return false;
		}
	}
	if (v.n > 0)
		*(struct str *)out = (struct str){ all, v.n };
	return true;
}

static bool read_mark(struct loader *l, const struct node *n, const struct key *k, void *out)
{
	struct str s;

	if (!node_str(n, k->name, &s, l->d))
		return false;
	if (str_is(s, "none"))
		s = STR_NONE;
	if (s.n > 1 || (s.n == 1 && strchr(".,' ", s.p[0]) == NULL)) {
		diag_error(l->d, "K602", n->at, STR("write one of \".\" \",\" \"'\" \" \" none"),
		           "'%.*s' is no such mark", STR_ARG(s));
		return false;
	}
	*(char *)out = s.n > 0 ? s.p[0] : '\0';
	return true;
}

static bool read_numbers(struct loader *l, const struct node *n, const struct key *k, void *out)
{
	static const struct key keys[] = {
		{ .name = "decimal", .read = read_mark, .offset = offsetof(struct num_style, decimal) },
		{ .name = "thousands", .read = read_mark, .offset = offsetof(struct num_style, thousands) },
		{ .name = "duration", .read = key_bool, .offset = offsetof(struct num_style, is_duration) },
	};
	const struct num_style *v = out;

	if (!keys_read(l, n, k->name, keys, sizeof keys / sizeof *keys, out))
		return false;
	if (v->decimal == '.' || (v->decimal == ',' && v->thousands != ','))
		return true;
	if (v->decimal == ',' && node_get(n, "thousands") == NULL) {
		((struct num_style *)out)->thousands = '.';
		return true;
	}
	diag_error(l->d, "K602", n->at,
	           STR("write decimal: \".\" or decimal: \",\" and another mark for thousands"),
	           "these two marks cannot tell numbers apart");
	return false;
}

static bool read_forms(struct loader *l, const struct node *n, const struct key *k, void *out)
{
	struct format *f = out;
	const struct str *forms;
	bool ok = true;

	if (!node_texts(n, k->name, l->a, &forms, &f->n_date_forms, l->d))
		return false;
	f->date_forms = ARENA_ARRAY(l->a, f->n_date_forms, const struct date_form *);
	for (size_t i = 0; i < f->n_date_forms; i++) {
		struct str wrong = STR_NONE;

		f->date_forms[i] = date_form_new(l->a, forms[i], &wrong);
		if (f->date_forms[i] != NULL)
			continue;
		diag_error(l->d, "K602", n->kind == NODE_LIST ? n->items[i]->at : n->at,
		           STR("write it like YYYY-MM-DD, MM/DD/YYYY hh:mm or 'Www, Mon D, YYYY'"),
		           "'%.*s' is not how dates are described: %.*s", STR_ARG(forms[i]), STR_ARG(wrong));
		ok = false;
	}
	return ok;
}

static bool read_date(struct loader *l, const struct node *n, const struct key *k, void *out)
{
	static const struct key keys[] = {
		{ .name = "column",
		  .read = key_headers,
		  .offset = offsetof(struct format, date) + offsetof(struct name_rule, columns) },
		{ .name = "forms", .read = read_forms },
	};

	return keys_read(l, n, k->name, keys, sizeof keys / sizeof *keys, out);
}

static bool read_total(struct loader *l, const struct node *n, struct total_rule *out)
{
	static const struct key keys[] = {
		{ .name = "column", .read = key_text, .offset = offsetof(struct total_rule, column) },
		{ .name = "equals", .read = key_text, .offset = offsetof(struct total_rule, equals) },
	};

	if (!keys_read(l, n, "totals", keys, sizeof keys / sizeof *keys, out))
		return false;
	if (node_get(n, "column") == NULL || node_get(n, "equals") == NULL) {
		diag_error(l->d, "K602", n->at, STR("write {column: Content, equals: Total}"),
		           "a total row needs column and equals");
		return false;
	}
	out->column = header_key(l->a, out->column);
	return true;
}

static bool read_totals(struct loader *l, const struct node *n, const struct key *k, void *out)
{
	struct format *f = out;
	struct total_rule *all;
	bool ok = true;

	if (n->kind != NODE_LIST) {
		diag_error(l->d, "K602", n->at, STR("write [{column: Content, equals: Total}]"),
		           "%s must be a list", k->name);
		return false;
	}
	all = ARENA_ARRAY(l->a, n->n, struct total_rule);
	for (size_t i = 0; i < n->n; i++)
		ok = read_total(l, n->items[i], &all[i]) && ok;
	f->totals = all;
	f->n_totals = n->n;
	return ok;
}

static bool read_title_channels(struct loader *l, const struct node *n, const struct key *k, void *out)
{
	struct format *f = out;

	return pairs_read(l, n, k->name, &f->title_channels, &f->n_title_channels);
}

static bool read_title_metrics(struct loader *l, const struct node *n, const struct key *k, void *out)
{
	struct format *f = out;

	return pairs_read(l, n, k->name, &f->title_metrics, &f->n_title_metrics);
}

static bool read_titles(struct loader *l, const struct node *n, const struct key *k, void *out)
{
	static const struct key keys[] = {
		{ .name = "channels", .read = read_title_channels },
		{ .name = "metrics", .read = read_title_metrics },
	};

	return keys_read(l, n, k->name, keys, sizeof keys / sizeof *keys, out);
}

static bool read_recognise(struct loader *l, const struct node *n, const struct key *k, void *out)
{
	static const struct key keys[] = {
		{ .name = "columns", .read = key_headers, .offset = offsetof(struct format, columns) },
		{ .name = "any_of", .read = key_headers, .offset = offsetof(struct format, any_of) },
		{ .name = "not", .read = key_headers, .offset = offsetof(struct format, none_of) },
		{ .name = "first_line", .read = key_text, .offset = offsetof(struct format, first_line) },
		{ .name = "preamble", .read = key_text, .offset = offsetof(struct format, preamble_line) },
		{ .name = "title_line", .read = key_text, .offset = offsetof(struct format, title_line) },
	};

	return keys_read(l, n, k->name, keys, sizeof keys / sizeof *keys, out);
}

static bool read_times(struct loader *l, const struct node *n, const struct key *k, void *out)
{
	struct str s;

	if (!node_str(n, k->name, &s, l->d))
		return false;
	if (num_parse(s, NUM_PLAIN, out) == NUM_OK && *(int64_t *)out != 0)
		return true;
	diag_error(l->d, "K602", n->at, STR("write the number that a cell is multiplied by, like 3600"),
	           "'%.*s' is no factor", STR_ARG(s));
	return false;
}

/* `Impressions: impressions` or `Watch time (hours): {metric: watch_seconds, times: 3600}`. */
static bool read_metric_rule(struct loader *l, const struct node *n, struct column_rule *out)
{
	static const struct key keys[] = {
		{ .name = "metric", .read = key_text, .offset = offsetof(struct column_rule, metric) },
		{ .name = "times", .read = read_times, .offset = offsetof(struct column_rule, times) },
	};

	out->times = MICRO;
	if (n->kind == NODE_MAP && !keys_read(l, n, "metrics", keys, sizeof keys / sizeof *keys, out))
		return false;
	if (n->kind != NODE_MAP && !node_str(n, "a metric", &out->metric, l->d))
		return false;
	out->metric = str_snake(l->a, out->metric);
	if (out->metric.n > 0)
		return true;
	diag_error(l->d, "K602", n->at, STR("write the metric's name, like impressions"),
	           "no metric is named");
	return false;
}

/* The lines of metrics or ignore, behind those that are there. */
static bool read_rules(struct loader *l, const struct node *n, const struct key *k, void *out)
{
	struct format *f = out;
	struct column_rule *all;
	bool is_ignore = k->name[0] == 'i', ok = true;

	if (n->kind != NODE_MAP) {
		diag_error(l->d, "K602", n->at, STR("write one line a column, like Impressions: impressions"),
		           "%s must be keys and values", k->name);
		return false;
	}
	all = ARENA_ARRAY(l->a, f->n_rules + n->n, struct column_rule);
	if (f->n_rules > 0)
		memcpy(all, f->rules, f->n_rules * sizeof *all);
	for (size_t i = 0; i < n->n; i++) {
		struct column_rule *r = &all[f->n_rules + i];

		r->key = header_key(l->a, n->pairs[i].key);
		r->at = n->pairs[i].key_at;
		if (is_ignore)
			ok = node_str(n->pairs[i].value, "the reason", &r->reason, l->d) && ok;
		else
			ok = read_metric_rule(l, n->pairs[i].value, r) && ok;
	}
	f->rules = all;
	f->n_rules += n->n;
	return ok;
}

static const char *const second_words[SECOND__N] = {
	[SECOND_NONE] = "none", [SECOND_SKIP] = "skip", [SECOND_JOIN] = "join"
};
static const char *const grain_words[GRAIN__N] = {
	[GRAIN_DAY] = "day", [GRAIN_POST] = "post", [GRAIN_EVENT] = "event", [GRAIN_WINDOW] = "window"
};

#define AT(field)   offsetof(struct format, field)
#define WORDS(list) .words = (list), .n_words = sizeof(list) / sizeof *(list)

/* `metrics` stands before `ignore`: its lines come first in rules. */
static const struct key format_keys[] = {
	{ .name = "format", .read = key_text, .offset = AT(name) },
	{ .name = "title", .read = key_text, .offset = AT(title) },
	{ .name = "recognise", .read = read_recognise },
	{ .name = "skip", .read = key_text, .offset = AT(skip) },
	{ .name = "encoding", .read = key_text, .offset = AT(encoding) },
	{ .name = "delimiter", .read = read_delimiters, .offset = AT(delimiters) },
	{ .name = "preamble", .read = key_text, .offset = AT(preamble) },
	{ .name = "header", .read = read_header_row, .offset = AT(header) },
	{ .name = "second_header", .read = key_word, .offset = AT(second_header), WORDS(second_words) },
	{ .name = "tables", .read = read_tables, .offset = AT(is_stacked) },
	{ .name = "grain", .read = key_word, .offset = AT(grain), WORDS(grain_words) },
	{ .name = "every", .read = key_word, .offset = AT(every), .words = every_names, .n_words = EVERY__N },
	{ .name = "dated", .read = key_word, .offset = AT(dated), .words = dated_names, .n_words = DATED__N },
	{ .name = "date", .read = read_date },
	{ .name = "id", .read = key_name_rule, .offset = AT(id) },
	{ .name = "channel", .read = key_name_rule, .offset = AT(channel) },
	{ .name = "account", .read = key_name_rule, .offset = AT(account) },
	{ .name = "campaign", .read = key_name_rule, .offset = AT(campaign) },
	{ .name = "metric", .read = key_name_rule, .offset = AT(metric) },
	{ .name = "value", .read = key_name_rule, .offset = AT(value) },
	{ .name = "currency", .read = key_name_rule, .offset = AT(currency) },
	{ .name = "numbers", .read = read_numbers, .offset = AT(numbers) },
	{ .name = "missing", .read = key_texts, .offset = AT(missing) },
	{ .name = "totals", .read = read_totals },
	{ .name = "titles", .read = read_titles },
	{ .name = "metrics", .read = read_rules },
	{ .name = "ignore", .read = read_rules },
	{ .name = "sparse", .read = key_bool, .offset = AT(is_sparse) },
};

static bool need(struct loader *l, const struct node *n, bool is_there, const char *what, struct str remedy)
{
	if (!is_there)
		diag_error(l->d, "K602", n->at, remedy, "the format needs %s", what);
	return is_there;
}

/* What the keys must say together. */
static bool check_format(struct loader *l, const struct node *n)
{
	const struct format *f = l->f;
	const struct node *grain = node_get(n, "grain");
	bool is_long = f->metric.columns.n > 0 || f->metric.from_title;
	bool ok = need(l, n, f->name.n > 0 && str_eq(str_snake(l->a, f->name), f->name),
	               "a name in lower snake case", STR("write format: my_platform_daily"));

	ok = need(l, n, f->columns.n > 0, "columns to be recognised by",
	          STR("write recognise: {columns: [Date, Views]}"))
	     && ok;
	if (f->skip.n > 0)
		return ok;
	ok = need(l, n, f->date.columns.n > 0 && f->n_date_forms > 0, "a date",
	          STR("write date: {column: Date, forms: [YYYY-MM-DD]}"))
	     && ok;
	ok = need(l, n, is_long == (f->value.columns.n > 0), "both metric and value, or neither",
	          STR("write metric: {column: metric} and value: {column: value}"))
	     && ok;
	ok = need(l, n, f->grain != GRAIN_POST || f->id.columns.n > 0, "the id of a post",
	          STR("write id: {column: Post ID}"))
	     && ok;
	ok = need(l, n, f->grain != GRAIN_POST || !is_long, "a column for each metric of a post",
	          STR("leave out metric and value, and list metrics"))
	     && ok;
	if (f->grain == GRAIN_EVENT || f->grain == GRAIN_WINDOW) {
		diag_error(l->d, "K602", grain->at, STR("write grain: day or grain: post"),
		           "grain %s is not yet supported", grain_words[f->grain]);
		ok = false;
	}
	return ok;
}

static void set_defaults(struct loader *l)
{
	struct str *marks = ARENA_ARRAY(l->a, sizeof default_missing / sizeof *default_missing, struct str);

	for (size_t i = 0; i < sizeof default_missing / sizeof *default_missing; i++)
		marks[i] = str_of(default_missing[i]);
	l->f->missing = (struct names){ marks, sizeof default_missing / sizeof *default_missing };
	l->f->delimiters = STR(",;\t");
	l->f->header = 1;
	l->f->numbers = NUM_PLAIN;
}

const struct format *format_parse(struct arena *a, struct str shown, struct str text, struct diag *d)
{
	struct loader l = { .a = a, .d = d, .f = ARENA_NEW(a, struct format) };
	const struct node *root = yaml_parse(a, shown, text, d);

	if (root == NULL)
		return NULL;
	set_defaults(&l);
	l.f->at = root->at;
	if (!keys_read(&l, root, "a format", format_keys, sizeof format_keys / sizeof *format_keys, l.f))
		return NULL;
	if (l.f->title.n == 0)
		l.f->title = l.f->name;
	return check_format(&l, root) ? l.f : NULL;
}

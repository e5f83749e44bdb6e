/* format_file.c - a file of formats/ made into a struct format. */
#include <string.h>
#include "read/format_node.h"

/* Header names are compared without case and with blanks folded; in `metrics` and `ignore` they may hold * and
 * ?, and an exact name goes before a pattern. The language stands in the tables below, key by key. */

#define AT(field)   .at = offsetof(struct format, field)
#define WORDS(list) .words = (list), .n_words = (int)(sizeof(list) / sizeof *(list))

static const char *const default_missing[] = { "-", "--", "N/A", "NaN", "undefined" };

enum { HEADER_MAX = 50 };
static const char *const tables_words[] = { "one", "stacked", "beside" };

static bool read_header_row(struct loader *l, const struct node *n, const struct map_key *k, void *out)
{
	return node_int(n, k->name, k->min, k->max, out, l->d);
}

static bool read_tables(struct loader *l, const struct node *n, const struct map_key *k, void *out)
{
	int v;

	if (!node_enum(n, k->name, k->words, (size_t)k->n_words, &v, l->d))
		return false;
	((struct format *)out)->is_stacked = v == 1;
	((struct format *)out)->is_beside = v == 2;
	return true;
}

static bool read_delimiters(struct loader *l, const struct node *n, const struct map_key *k, void *out)
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

static const struct map_key total_keys[] = {
	{ "column", KEY_TEXT, .read = key_text, .at = offsetof(struct total_rule, column),
	  .is_required = true, .help = "The column that tells a total row" },
	{ "equals", KEY_TEXT, .read = key_text, .at = offsetof(struct total_rule, equals),
	  .is_required = true, .help = "What it says there" },
};
static const struct key_table total_table = KEY_TABLE("totals", total_keys);

static bool read_total(struct loader *l, const struct node *n, struct total_rule *out)
{
	if (!keys_read(l, n, &total_table, out))
		return false;
	if (node_get(n, "column") == NULL || node_get(n, "equals") == NULL) {
		diag_error(l->d, "K602", n->at, STR("write {column: Content, equals: Total}"),
		           "a total row needs column and equals");
		return false;
	}
	out->column = header_key(l->a, out->column);
	return true;
}

static bool read_totals(struct loader *l, const struct node *n, const struct map_key *k, void *out)
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

static bool read_title_channels(struct loader *l, const struct node *n, const struct map_key *k, void *out)
{
	struct format *f = out;

	return pairs_read(l, n, k->name, &f->title_channels, &f->n_title_channels);
}

static bool read_title_metrics(struct loader *l, const struct node *n, const struct map_key *k, void *out)
{
	struct format *f = out;

	return pairs_read(l, n, k->name, &f->title_metrics, &f->n_title_metrics);
}

static bool read_definitions(struct loader *l, const struct node *n, const struct map_key *k, void *out)
{
	struct format *f = out;

	return pairs_read(l, n, k->name, &f->definitions, &f->n_definitions);
}

static const struct map_key titles_keys[] = {
	{ "channels", KEY_NAMED, .entry = KEY_TEXT, .read = read_title_channels,
	  .help = "A word in the title, and the channel it means" },
	{ "metrics", KEY_NAMED, .entry = KEY_TEXT, .read = read_title_metrics,
	  .help = "Words of the title, and the metric they mean" },
};
static const struct key_table titles_table = KEY_TABLE("titles", titles_keys);

static bool read_titles(struct loader *l, const struct node *n, const struct map_key *k, void *out)
{
	(void)k;

	return keys_read(l, n, &titles_table, out);
}

static const struct map_key recognise_keys[] = {
	{ "columns", KEY_TEXTS, .read = key_headers, AT(columns), .is_required = true,
	  .help = "All of these headers must be there" },
	{ "any_of", KEY_TEXTS, .read = key_headers, AT(any_of), .help = "At least one of these must" },
	{ "not", KEY_TEXTS, .read = key_headers, AT(none_of), .help = "None of these may" },
	{ "first_line", KEY_TEXT, .read = key_text, AT(first_line),
	  .help = "What the first line of the file is like; * is any text" },
	{ "preamble", KEY_TEXT, .read = key_text, AT(preamble_line),
	  .help = "What a line above the header is like" },
	{ "title_line", KEY_TEXT, .read = key_text, AT(title_line),
	  .help = "What the title above the table is like" },
};
static const struct key_table recognise_table = KEY_TABLE("recognise", recognise_keys);

static bool read_recognise(struct loader *l, const struct node *n, const struct map_key *k, void *out)
{
	(void)k;

	return keys_read(l, n, &recognise_table, out);
}

static bool read_times(struct loader *l, const struct node *n, const struct map_key *k, void *out)
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

static const struct map_key metric_rule_keys[] = {
	{ "metric", KEY_TEXT, .read = key_text, .at = offsetof(struct column_rule, metric),
	  .is_required = true,
	  .help = "The metric; in it * is what the first * of the column's pattern stands for" },
	{ "times", KEY_TEXT, .read = read_times, .at = offsetof(struct column_rule, times), .absent = "1",
	  .help = "What each cell is multiplied by, such as 3600" },
};
static const struct key_table metric_rule_table = KEY_TABLE("metrics", metric_rule_keys);

/* `Impressions: impressions` or `Watch time (hours): {metric: watch_seconds, times: 3600}`. */
static bool read_metric_rule(struct loader *l, const struct node *n, struct column_rule *out)
{
	out->times = MICRO;
	if (n->kind == NODE_MAP && !keys_read(l, n, &metric_rule_table, out))
		return false;
	if (n->kind != NODE_MAP && !node_str(n, "a metric", &out->metric, l->d))
		return false;
	if (str_find(out->metric, STR("*")) == SIZE_MAX) /* where it stands, the column's text follows */
		out->metric = str_snake(l->a, out->metric);
	if (out->metric.n > 0)
		return true;
	diag_error(l->d, "K602", n->at, STR("write the metric's name, like impressions"),
	           "no metric is named");
	return false;
}

/* The lines of metrics or ignore, behind those that are there. */
static bool read_rules(struct loader *l, const struct node *n, const struct map_key *k, void *out)
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
	[SECOND_NONE] = "none", [SECOND_SKIP] = "skip", [SECOND_JOIN] = "join", [SECOND_APART] = "apart"
};
static const char *const grain_words[GRAIN__N] = {
	[GRAIN_DAY] = "day", [GRAIN_POST] = "post", [GRAIN_EVENT] = "event", [GRAIN_WINDOW] = "window"
};

/* `metrics` stands before `ignore`: its lines come first in rules. */
/* clang-format off */
static const struct map_key format_keys[] = {
	{ "format", KEY_ID, .read = key_text, AT(name), .is_required = true, .help = "Its name" },
	{ "title", KEY_TEXT, .read = key_text, AT(title), .absent = "its name",
	  .help = "What people call the export" },
	{ "recognise", KEY_MAP, .read = read_recognise, .below = &recognise_table, .is_required = true,
	  .help = "How a file of this format is told from others" },
	{ "skip", KEY_TEXT, .read = key_text, AT(skip),
	  .help = "The reason why this report is no series, and its rows are left out" },
	{ "encoding", KEY_TEXT, .read = key_text, AT(encoding), .absent = "UTF-8, or as its first bytes say",
	  .help = "The encoding, as iconv names it" },
	{ "delimiter", KEY_TEXTS, .read = read_delimiters, AT(delimiters), .absent = "comma, semicolon or tab",
	  .help = "One or a list of \",\" \";\" \"|\" tab" },
	{ "preamble", KEY_TEXT, .read = key_text, AT(preamble), .help = "Lines that begin so come before the header" },
	{ "header", KEY_INT, .read = read_header_row, AT(header), .min = 1, .max = HEADER_MAX, .absent = "1",
	  .help = "The header is this line after them" },
	{ "second_header", KEY_WORD, .read = key_word, AT(second_header), WORDS(second_words), .absent = "none",
	  .help = "A second header line: skip it, join its text to the names above, or (apart) to those only that stand twice" },
	{ "tables", KEY_WORD, .read = read_tables, WORDS(tables_words), .absent = "one",
	  .help = "stacked: a title line, a header and rows, and again after a blank line; beside: parted by empty columns" },
	{ "grain", KEY_WORD, .read = key_word, AT(grain), WORDS(grain_words), .absent = "day",
	  .help = "What a row is: a day, a post or an event with an id, or a part of the source's window" },
	{ "every", KEY_WORD, .read = key_word, AT(every), .words = every_names, .n_words = EVERY__N, .absent = "day",
	  .help = "How long a row stands for" },
	{ "dated", KEY_WORD, .read = key_word, AT(dated), .words = dated_names, .n_words = DATED__N, .absent = "start",
	  .help = "Which day of it a row is dated" },
	{ "date", KEY_MAP, .read = key_date, .below = &language_date, .help = "The date column, and how dates are written" },
	{ "id", KEY_MAP, .read = key_name_rule, .below = &language_name_rule, AT(id), .help = "The id of a post" },
	{ "channel", KEY_MAP, .read = key_name_rule, .below = &language_name_rule, AT(channel),
	  .help = "Where the channel comes from" },
	{ "account", KEY_MAP, .read = key_name_rule, .below = &language_name_rule, AT(account),
	  .help = "Where the account comes from" },
	{ "campaign", KEY_MAP, .read = key_name_rule, .below = &language_name_rule, AT(campaign),
	  .help = "Where the campaign comes from" },
	{ "metric", KEY_MAP, .read = key_name_rule, .below = &language_name_rule, AT(metric),
	  .help = "Long tables: where the metric's name comes from" },
	{ "value", KEY_MAP, .read = key_name_rule, .below = &language_name_rule, AT(value),
	  .help = "Long tables: the column with the value" },
	{ "currency", KEY_MAP, .read = key_name_rule, .below = &language_name_rule, AT(currency),
	  .help = "The column with the currency" },
	{ "numbers", KEY_MAP, .read = key_numbers, .below = &language_numbers,
	  .help = "How numbers are written" },
	{ "events", KEY_MAPS, .read = key_events, .below = &language_event,
	  .help = "What a row counts for, where one row tells of several days" },
	{ "from_file", KEY_MAP, .read = key_from_file, .below = &language_from_file,
	  .help = "What the file's name says; {} is the part that is taken" },
	{ "file_days", KEY_MAP, .read = key_file_days, .below = &language_file_days,
	  .help = "The preamble lines that name the file's first and last day" },
	{ "footers", KEY_TEXTS, .read = key_texts, AT(footers),
	  .help = "A row whose first text is like this ends the table; * is any text" },
	{ "definitions", KEY_NAMED, .entry = KEY_TEXT, .read = read_definitions,
	  .help = "Metric: what the platform counts as it, such as engagements: with clicks" },
	{ "missing", KEY_TEXTS, .read = key_texts, AT(missing), .absent = "- -- N/A NaN undefined",
	  .help = "Cells that hold nothing; an empty one always does" },
	{ "totals", KEY_MAPS, .read = read_totals, .below = &total_table, .help = "Rows that are left out as totals" },
	{ "titles", KEY_MAP, .read = read_titles, .below = &titles_table, .help = "What a title line says" },
	{ "metrics", KEY_NAMED, .entry = KEY_TEXT, .read = read_rules, .below = &metric_rule_table,
	  .help = "Column: metric; of several columns for one metric the first line here is read" },
	{ "ignore", KEY_NAMED, .entry = KEY_TEXT, .read = read_rules,
	  .help = "Column: the reason why it is not read" },
	{ "sparse", KEY_FLAG, .read = key_bool, AT(is_sparse), .absent = "false",
	  .help = "A covered day without a row is 0" },
};
/* clang-format on */
const struct key_table language_format = KEY_TABLE("a format", format_keys);

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
	bool is_long = f->metric.columns.n > 0 || f->metric.from_title;
	bool ok = need(l, n, f->name.n > 0 && str_eq(str_snake(l->a, f->name), f->name),
	               "a name in lower snake case", STR("write format: my_platform_daily"));

	ok = need(l, n, f->columns.n > 0, "columns to be recognised by",
	          STR("write recognise: {columns: [Date, Views]}"))
	     && ok;
	if (f->skip.n > 0)
		return ok;
	if (f->grain != GRAIN_WINDOW)
		ok = need(l, n, f->date.columns.n > 0 && f->n_date_forms > 0, "a date",
		          STR("write date: {column: Date, forms: [YYYY-MM-DD]}"))
		     && ok;
	ok = need(l, n, is_long == (f->value.columns.n > 0), "both metric and value, or neither",
	          STR("write metric: {column: metric} and value: {column: value}"))
	     && ok;
	ok = need(l, n, f->grain != GRAIN_POST || f->id.columns.n > 0, "the id of a post",
	          STR("write id: {column: Post ID}"))
	     && ok;
	ok = need(l, n, f->grain == GRAIN_DAY || !is_long,
	          "a column for each metric of a post, event or window",
	          STR("leave out metric and value, and list metrics"))
	     && ok;
	return need(l, n, f->n_events == 0 || f->grain == GRAIN_EVENT, "grain: event for its events",
	            STR("write grain: event"))
	       && ok;
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
	if (!keys_read(&l, root, &language_format, l.f))
		return NULL;
	if (l.f->title.n == 0)
		l.f->title = l.f->name;
	return check_format(&l, root) ? l.f : NULL;
}

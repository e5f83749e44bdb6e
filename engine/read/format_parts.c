/* format_parts.c - the parts of a format that only some exports need: events, and what file names and lines say. */
#include "read/format_node.h"

static bool read_event_date(struct loader *l, const struct node *n, const struct map_key *k, void *out)
{
	struct event_rule *e = out;
	struct name_rule rule = { .from_title = false };

	if (!key_name_rule(l, n, k, &rule))
		return false;
	e->date = rule.columns;
	return true;
}

/* `value: count`, or {column: Amount} */
static bool read_event_value(struct loader *l, const struct node *n, const struct map_key *k, void *out)
{
	struct event_rule *e = out;
	struct name_rule rule = { .from_title = false };
	struct str word;

	if (n->kind == NODE_MAP) {
		if (!key_name_rule(l, n, k, &rule))
			return false;
		e->value = rule.columns;
		return true;
	}
	if (!node_str(n, k->name, &word, l->d))
		return false;
	if (str_is(word, "count"))
		return true;
	diag_error(l->d, "K602", n->at, STR("write count, or {column: Amount}"),
	           "'%.*s' is no value of an event", STR_ARG(word));
	return false;
}

static bool read_when(struct loader *l, const struct node *n, const struct map_key *k, void *out)
{
	struct event_rule *e = out;
	struct condition *all;
	bool ok = true;

	if (n->kind != NODE_MAP) {
		diag_error(l->d, "K602", n->at, STR("write {Stage: Won} or {Stage: [Won, Closed Won]}"),
		           "%s must be keys and values", k->name);
		return false;
	}
	all = ARENA_ARRAY(l->a, n->n, struct condition);
	for (size_t i = 0; i < n->n; i++) {
		all[i].column = header_key(l->a, n->pairs[i].key);
		ok = node_texts(n->pairs[i].value, k->name, l->a, &all[i].any.all, &all[i].any.n, l->d) && ok;
	}
	e->when = all;
	e->n_when = n->n;
	return ok;
}

static bool read_event_metric(struct loader *l, const struct node *n, const struct map_key *k, void *out)
{
	struct event_rule *e = out;

	if (!key_text(l, n, k, &e->metric))
		return false;
	e->metric = str_snake(l->a, e->metric);
	return true;
}

static const struct map_key event_keys[] = {
	{ "metric", KEY_TEXT, .read = read_event_metric, .is_required = true,
	  .help = "The metric it counts for" },
	{ "when", KEY_NAMED, .entry = KEY_TEXTS, .read = read_when, .absent = "each row",
	  .help = "Column: value or values that its cell must hold" },
	{ "date", KEY_MAP, .read = read_event_date, .below = &language_name_rule,
	  .absent = "the date of the row",
	  .help = "The column with its day; an empty cell: it did not happen" },
	{ "value", KEY_TEXT, .read = read_event_value, .below = &language_name_rule, .absent = "count",
	  .help = "count, or {column: Amount} to add up a column" },
};
const struct key_table language_event = KEY_TABLE("an event", event_keys);

static bool same_texts(const struct names *a, const struct names *b)
{
	size_t i = 0;

	while (i < a->n && i < b->n && str_eq(a->all[i], b->all[i]))
		i++;
	return i == a->n && i == b->n;
}

static bool share_a_text(const struct names *a, const struct names *b)
{
	for (size_t i = 0; i < a->n; i++)
		for (size_t k = 0; k < b->n; k++)
			if (str_eq_fold(str_trim(a->all[i]), str_trim(b->all[k])))
				return true;
	return false;
}

/* One row can fulfil both: no column must hold one thing for the first and another for the second. */
static bool can_both_hold(const struct event_rule *a, const struct event_rule *b)
{
	for (size_t i = 0; i < a->n_when; i++)
		for (size_t k = 0; k < b->n_when; k++)
			if (str_eq(a->when[i].column, b->when[k].column)
			    && !share_a_text(&a->when[i].any, &b->when[k].any))
				return false;
	return true;
}

/* A row that fulfils two rules for one metric, day and value would count twice. */
static bool count_apart(struct loader *l, const struct event_rule *all, size_t n)
{
	bool ok = true;

	for (size_t k = 1; k < n; k++) {
		size_t i = 0;

		while (i < k
		       && (!str_eq(all[i].metric, all[k].metric) || !same_texts(&all[i].date, &all[k].date)
		           || !same_texts(&all[i].value, &all[k].value) || !can_both_hold(&all[i], &all[k])))
			i++;
		if (i == k || all[k].metric.n == 0)
			continue;
		diag_error(
		    l->d, "K602", all[k].at,
		    STR("list all that counts in one rule, like when: {Stage: [Won, Closed Won]}, or give "
		        "the two conditions that exclude each other"),
		    "a row that fulfils this rule and that of line %u counts twice for %.*s",
		    (unsigned)all[i].at.line, STR_ARG(all[k].metric));
		ok = false;
	}
	return ok;
}

bool key_events(struct loader *l, const struct node *n, const struct map_key *k, void *out)
{
	struct format *f = out;
	struct event_rule *all;
	bool ok = true;

	if (n->kind != NODE_LIST) {
		diag_error(l->d, "K602", n->at, STR("write - {metric: deals_won, when: {Stage: Won}}"),
		           "%s must be a list", k->name);
		return false;
	}
	all = ARENA_ARRAY(l->a, n->n, struct event_rule);
	for (size_t i = 0; i < n->n; i++) {
		all[i].at = n->items[i]->at;
		if (!keys_read(l, n->items[i], &language_event, &all[i])) {
			ok = false;
		} else if (all[i].metric.n == 0) {
			diag_error(l->d, "K602", all[i].at, STR("write metric: deals_won"),
			           "an event names no metric");
			ok = false;
		}
	}
	f->events = all;
	f->n_events = n->n;
	return ok && count_apart(l, all, n->n);
}

static bool read_pattern(struct loader *l, const struct node *n, const struct map_key *k, void *out)
{
	struct str *pattern = out;

	if (!key_text(l, n, k, pattern))
		return false;
	if (str_find(*pattern, STR("{}")) != SIZE_MAX)
		return true;
	diag_error(l->d, "K602", n->at, STR("write {} for the part that is taken, like report_{}_*.csv"),
	           "'%.*s' takes nothing from the file's name", STR_ARG(*pattern));
	return false;
}

#define FROM(what) .at = (what) * sizeof(struct str)
static const struct map_key from_file_keys[] = {
	{ "channel", KEY_TEXT, .read = read_pattern, FROM(FILE_CHANNEL),
	  .help = "A pattern: {} is the channel" },
	{ "account", KEY_TEXT, .read = read_pattern, FROM(FILE_ACCOUNT),
	  .help = "A pattern: {} is the account" },
	{ "campaign", KEY_TEXT, .read = read_pattern, FROM(FILE_CAMPAIGN),
	  .help = "A pattern: {} is the campaign" },
	{ "start", KEY_TEXT, .read = read_pattern, FROM(FILE_START),
	  .help = "A pattern: {} is the first day, 20260701 or 2026-07-01" },
	{ "end", KEY_TEXT, .read = read_pattern, FROM(FILE_END), .help = "A pattern: {} is the last day" },
};
const struct key_table language_from_file = KEY_TABLE("from_file", from_file_keys);

bool key_from_file(struct loader *l, const struct node *n, const struct map_key *k, void *out)
{
	struct format *f = out;

	(void)k;
	return keys_read(l, n, &language_from_file, f->from_file);
}

static const struct map_key file_days_keys[] = {
	{ "start", KEY_TEXT, .read = key_text, .at = offsetof(struct format, start_line),
	  .help = "What the preamble line begins with that names the first day: '# Start date:'" },
	{ "end", KEY_TEXT, .read = key_text, .at = offsetof(struct format, end_line),
	  .help = "The same for the last day" },
};
const struct key_table language_file_days = KEY_TABLE("file_days", file_days_keys);

bool key_file_days(struct loader *l, const struct node *n, const struct map_key *k, void *out)
{
	(void)k;
	return keys_read(l, n, &language_file_days, out);
}

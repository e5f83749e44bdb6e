/* format_says.c - what a format says about a column, a title, a file's name and the lines above a header. */
#include "read/format_def.h"

static size_t letters_of(struct str pattern)
{
	size_t n = 0;

	for (size_t i = 0; i < pattern.n; i++)
		n += pattern.p[i] != '*' && pattern.p[i] != '?';
	return n;
}

const struct column_rule *format_rule(const struct format *f, struct str key, size_t *rank)
{
	const struct column_rule *best = NULL;

	for (size_t i = 0; i < f->n_rules; i++)
		if (str_eq(f->rules[i].key, key)) {
			*rank = i;
			return &f->rules[i];
		}
	for (size_t i = 0; i < f->n_rules; i++) {
		const struct column_rule *r = &f->rules[i];

		if (!str_glob(r->key, key) || (best != NULL && letters_of(r->key) <= letters_of(best->key)))
			continue;
		best = r;
		*rank = i;
	}
	return best;
}

/* The shortest text that can stand between before and after, both globs; the leftmost of those. */
static struct str between(struct str before, struct str after, struct str s)
{
	struct str best = STR_NONE;

	for (size_t i = 0; i < s.n; i++) {
		if (!str_glob(before, str_sub(s, 0, i)))
			continue;
		for (size_t k = i + 1; k <= s.n && (best.n == 0 || k - i < best.n); k++) {
			if (!str_glob(after, str_sub(s, k, s.n)))
				continue;
			best = str_sub(s, i, k - i);
			break;
		}
	}
	return best;
}

struct str format_rule_metric(struct arena *a, const struct column_rule *rule, struct str key)
{
	size_t in_metric = str_find(rule->metric, STR("*")), in_key = str_find(rule->key, STR("*"));
	struct str taken;

	if (in_metric == SIZE_MAX || in_key == SIZE_MAX)
		return rule->metric;
	taken = between(str_sub(rule->key, 0, in_key), str_sub(rule->key, in_key + 1, rule->key.n), key);
	return str_fmt(a, "%.*s%.*s%.*s", STR_ARG(str_sub(rule->metric, 0, in_metric)), STR_ARG(taken),
	               STR_ARG(str_sub(rule->metric, in_metric + 1, rule->metric.n)));
}

static bool find_pair(const struct text_pair *all, size_t n, struct str key, struct str *to)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(all[i].key, key)) {
			*to = all[i].to;
			return true;
		}
	return false;
}

/* The title without the channel's word in front; *channel is that channel. */
static struct str cut_channel(const struct format *f, struct str key, struct str *channel)
{
	for (size_t i = 0; i < f->n_title_channels; i++) {
		struct str word = f->title_channels[i].key;

		if (key.n > word.n && str_starts(key, word) && key.p[word.n] == ' ') {
			*channel = f->title_channels[i].to;
			return str_sub(key, word.n + 1, key.n);
		}
	}
	return key;
}

void format_read_title(const struct format *f, struct arena *a, struct str title, struct str *channel,
                       struct str *metric)
{
	struct str key = header_key(a, title), rest;

	*channel = STR_NONE;
	rest = cut_channel(f, key, channel);
	*metric = rest;
	if (!find_pair(f->title_metrics, f->n_title_metrics, key, metric))
		find_pair(f->title_metrics, f->n_title_metrics, rest, metric);
}

static struct str file_of(struct str path)
{
	size_t n = path.n;

	while (n > 0 && path.p[n - 1] != '/')
		n--;
	return str_sub(path, n, path.n);
}

struct str format_read_name(const struct format *f, enum from_file what, struct str path)
{
	struct str pattern = f->from_file[what];
	size_t at = str_find(pattern, STR("{}"));

	if (pattern.n == 0 || at == SIZE_MAX)
		return STR_NONE;
	return str_trim(between(str_sub(pattern, 0, at), str_sub(pattern, at + 2, pattern.n), file_of(path)));
}

/* 20260701 or 2026-07-01 */
static bool read_day(struct str s, int32_t *day)
{
	int v = 0;

	if (day_parse_iso(s, day))
		return true;
	if (s.n != 8)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
		v = v * 10 + (s.p[i] - '0');
	}
	return day_from(v / 10000, v / 100 % 100, v % 100, day);
}

static void read_line(struct str start, const struct names *lines, int32_t *day)
{
	for (size_t i = 0; start.n > 0 && i < lines->n; i++)
		if (str_starts_fold(lines->all[i], start)
		    && read_day(str_trim(str_sub(lines->all[i], start.n, lines->all[i].n)), day))
			return;
}

void format_read_days(const struct format *f, struct str path, const struct names *lines, int32_t *first,
                      int32_t *last)
{
	read_day(format_read_name(f, FILE_START, path), first);
	read_day(format_read_name(f, FILE_END, path), last);
	read_line(f->start_line, lines, first);
	read_line(f->end_line, lines, last);
}

struct str format_definition(const struct format *f, struct str metric)
{
	for (size_t i = 0; i < f->n_definitions; i++)
		if (str_eq(f->definitions[i].key, metric))
			return f->definitions[i].to;
	return STR_NONE;
}

/* head_fit.c - whether a head is what a format describes, and in words what it lacks. */
#include "read/head.h"

static bool has_column(const struct names *keys, struct str key)
{
	for (size_t i = 0; i < keys->n; i++)
		if (str_eq(keys->all[i], key))
			return true;
	return false;
}

static size_t count_columns(const struct names *keys, const struct names *wanted)
{
	size_t n = 0;

	for (size_t i = 0; i < wanted->n; i++)
		n += has_column(keys, wanted->all[i]);
	return n;
}

/* Adds "; <what> a, b" for those of names that keys has (or lacks). */
static void add_list(struct strbuf *b, const char *what, const struct names *names, const struct names *keys,
                     bool has)
{
	size_t n = 0;

	for (size_t i = 0; i < names->n; i++) {
		if (has_column(keys, names->all[i]) != has)
			continue;
		strbuf_addz(b, n > 0 ? ", " : b->n > 0 ? "; " : "");
		if (n == 0)
			strbuf_addz(b, what);
		strbuf_fmt(b, "'%.*s'", STR_ARG(names->all[i]));
		n++;
	}
}

static void add_line(struct strbuf *b, const char *what, struct str glob)
{
	strbuf_addz(b, b->n > 0 ? "; " : "");
	strbuf_fmt(b, "no %s like '%.*s'", what, STR_ARG(glob));
}

static bool any_like(const struct names *lines, struct str glob)
{
	for (size_t i = 0; i < lines->n; i++)
		if (str_glob(glob, lines->all[i]))
			return true;
	return false;
}

static bool is_key_column(const struct format *f, struct str key)
{
	const struct name_rule *rules[] = { &f->date,     &f->id,     &f->channel, &f->account,
		                            &f->campaign, &f->metric, &f->value,   &f->currency };

	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
		if (has_column(&rules[i]->columns, key))
			return true;
	return has_column(&f->columns, key) || has_column(&f->any_of, key) || has_column(&f->none_of, key);
}

/* "it has 'konto', which nothing uses: rename it to 'account'": the header nearest to one that is missing, or
 * the only one that is left for the only one missing. */
static void add_rename(struct strbuf *b, struct arena *a, const struct format *f, const struct names *keys)
{
	struct str *unused = ARENA_ARRAY(a, keys->n + 1, struct str), near, lacking = STR_NONE;
	size_t n_unused = 0, n_lacking = 0, rank;

	for (size_t i = 0; i < keys->n; i++)
		if (keys->all[i].n > 0 && !is_key_column(f, keys->all[i])
		    && format_rule(f, keys->all[i], &rank) == NULL)
			unused[n_unused++] = keys->all[i];
	for (size_t i = 0; i < f->columns.n; i++) {
		if (has_column(keys, f->columns.all[i]))
			continue;
		n_lacking++;
		lacking = f->columns.all[i];
		if (str_nearest(lacking, unused, n_unused, &near, 1) == 0)
			continue;
		strbuf_fmt(b, "; it has '%.*s', which nothing uses: rename it to '%.*s'", STR_ARG(near),
		           STR_ARG(lacking));
		return;
	}
	if (n_lacking == 1 && n_unused == 1)
		strbuf_fmt(b, "; it has '%.*s', which nothing uses: rename it to '%.*s'", STR_ARG(unused[0]),
		           STR_ARG(lacking));
}

/* What a format asks of a head beside its columns, and this one has not. */
struct lines_lacking {
	bool first, preamble, title;
};

static struct lines_lacking lines_lacking(const struct format *f, const struct head *h)
{
	return (struct lines_lacking){
		.first = f->first_line.n > 0 && !str_glob(f->first_line, h->first_line),
		.preamble = f->preamble_line.n > 0 && !any_like(&h->preamble, f->preamble_line),
		.title = f->title_line.n > 0 && (h->title.n == 0 || !str_glob(f->title_line, h->title)),
	};
}

bool head_lacks_lines(const struct format *f, const struct head *h)
{
	struct lines_lacking lacking = lines_lacking(f, h);

	return lacking.first || lacking.preamble;
}

struct misfit head_judge(const struct format *f, const struct head *h)
{
	struct lines_lacking lacking = lines_lacking(f, h);
	struct misfit m = { count_columns(&h->keys, &f->columns), f->columns.n, false };

	if (f->any_of.n > 0) {
		m.wanted++;
		m.found += count_columns(&h->keys, &f->any_of) > 0;
	}
	m.wanted += count_columns(&h->keys, &f->none_of);
	m.wanted += (size_t)lacking.first + lacking.preamble + lacking.title;
	m.fits = m.found == m.wanted;
	return m;
}

bool head_needs_two(const struct format *f)
{
	for (size_t i = 1; i < f->columns.n; i++)
		if (!str_eq(f->columns.all[i], f->columns.all[0]))
			return true;
	return f->columns.n > 0 && f->any_of.n > 0 && !has_column(&f->any_of, f->columns.all[0]);
}

struct str head_differs(struct arena *a, const struct format *f, const struct head *h)
{
	struct lines_lacking lacking = lines_lacking(f, h);
	struct strbuf b;

	strbuf_init(&b, a, 2000);
	if (count_columns(&h->keys, &f->columns) < f->columns.n) {
		add_list(&b, "it lacks the column ", &f->columns, &h->keys, false);
		add_rename(&b, a, f, &h->keys);
	}
	if (f->any_of.n > 0 && count_columns(&h->keys, &f->any_of) == 0)
		add_list(&b, "it has none of ", &f->any_of, &h->keys, false);
	add_list(&b, "it has the column ", &f->none_of, &h->keys, true);
	if (lacking.first)
		add_line(&b, "first line", f->first_line);
	if (lacking.preamble)
		add_line(&b, "line before the header", f->preamble_line);
	if (lacking.title)
		add_line(&b, "title line", f->title_line);
	return strbuf_str(&b);
}

/* head.c - from the start of an export to its header, and whether that is what a format describes. */
#include "read/head.h"

#include <string.h>

bool record_is_blank(const struct csv_record *rec)
{
	for (size_t i = 0; i < rec->n; i++)
		if (str_trim(rec->fields[i]).n > 0)
			return false;
	return true;
}

char sep_line(struct str line, bool *is_sep)
{
	line = str_trim(line);
	if (line.n > 0 && line.p[0] == '"')
		line = str_sub(line, 1, line.n);
	*is_sep = str_starts_fold(line, STR("sep="));
	if (!*is_sep)
		return '\0';
	/* Excel may save the line again with empty cells behind it; str_trim took those away where they are tabs. */
	if (line.n == 4)
		return '\t';
	return strchr(",;|", line.p[4]) != NULL ? line.p[4] : '\0';
}

static bool starts_preamble(const struct format *f, const struct csv_record *rec)
{
	return f->preamble.n > 0 && rec->n > 0 && str_starts(str_trim(rec->fields[0]), f->preamble);
}

struct lines { /* of the preamble, as many as are worth looking at */
	struct str all[64];
	size_t n;
};

/* The next record that is neither blank nor preamble. */
static bool skip_preamble(struct arena *a, const struct format *f, struct records in, struct csv_record *rec,
                          struct head *h, struct lines *lines)
{
	bool is_first = true, is_sep = false;

	while (in.next(in.ctx, rec)) {
		if (is_first) {
			h->first_line = str_copy(a, str_trim(rec->raw));
			sep_line(h->first_line, &is_sep);
		}
		if (is_first && is_sep) {
			is_first = false;
			continue;
		}
		is_first = false;
		if (record_is_blank(rec))
			continue;
		if (!starts_preamble(f, rec))
			return true;
		if (lines->n < sizeof lines->all / sizeof *lines->all)
			lines->all[lines->n++] = str_copy(a, str_trim(rec->fields[0]));
	}
	return false;
}

/* Only the first field holds something: the title of a table. */
static bool is_title(const struct csv_record *rec)
{
	if (rec->n == 0 || str_trim(rec->fields[0]).n == 0)
		return false;
	for (size_t i = 1; i < rec->n; i++)
		if (str_trim(rec->fields[i]).n > 0)
			return false;
	return true;
}

static struct names copy_names(struct arena *a, const struct csv_record *rec)
{
	struct str *all = ARENA_ARRAY(a, rec->n + 1, struct str);

	for (size_t i = 0; i < rec->n; i++)
		all[i] = str_copy(a, str_trim(rec->fields[i]));
	return (struct names){ all, rec->n };
}

/* The description row below the header: skipped, or its text added to the names above. */
static void read_second_header(struct arena *a, const struct format *f, struct records in, struct head *h)
{
	struct csv_record rec;
	struct str *all = ARENA_ARRAY(a, h->columns.n + 1, struct str);

	if (!in.next(in.ctx, &rec) || f->second_header == SECOND_SKIP)
		return;
	for (size_t i = 0; i < h->columns.n; i++) {
		struct str above = h->columns.all[i];
		struct str below = i < rec.n ? str_trim(rec.fields[i]) : STR_NONE;

		all[i] = below.n == 0 ? above : str_fmt(a, "%.*s: %.*s", STR_ARG(above), STR_ARG(below));
	}
	h->columns.all = all;
}

void head_read_table(struct arena *a, const struct format *f, struct records in, struct csv_record *rec,
                     struct head *h)
{
	int row = 1;

	h->title = STR_NONE;
	h->columns = (struct names){ NULL, 0 };
	h->line = 0;
	if (f->is_stacked && is_title(rec)) {
		h->title = str_copy(a, str_trim(rec->fields[0]));
		if (!in.next(in.ctx, rec))
			return;
	}
	for (; row < f->header; row++)
		if (!in.next(in.ctx, rec))
			return;
	h->columns = copy_names(a, rec);
	h->line = rec->line;
	h->is_wrapped = rec->n == 1 && str_find(rec->fields[0], STR(",\"")) != SIZE_MAX;
	if (f->second_header != SECOND_NONE)
		read_second_header(a, f, in, h);
}

void head_read(struct arena *a, const struct format *f, struct records in, struct head *h)
{
	struct csv_record rec;
	struct lines lines = { .n = 0 };
	struct str *all;
	bool has_more;

	memset(h, 0, sizeof *h);
	has_more = skip_preamble(a, f, in, &rec, h, &lines);
	all = ARENA_ARRAY(a, lines.n + 1, struct str);
	memcpy(all, lines.all, lines.n * sizeof *all);
	h->preamble = (struct names){ all, lines.n };
	if (has_more)
		head_read_table(a, f, in, &rec, h);
}

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
static size_t add_list(struct strbuf *b, const char *what, const struct names *names,
                       const struct names *keys, bool has)
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
	return n;
}

static size_t add_line(struct strbuf *b, const char *what, struct str glob)
{
	strbuf_addz(b, b->n > 0 ? "; " : "");
	strbuf_fmt(b, "no %s like '%.*s'", what, STR_ARG(glob));
	return 1;
}

static bool any_like(const struct names *lines, struct str glob)
{
	for (size_t i = 0; i < lines->n; i++)
		if (str_glob(glob, lines->all[i]))
			return true;
	return false;
}

void head_judge(struct arena *a, const struct format *f, const struct head *h, struct misfit *out)
{
	struct str *all = ARENA_ARRAY(a, h->columns.n + 1, struct str);
	struct names keys = { all, h->columns.n };
	struct strbuf b;

	strbuf_init(&b, a, 2000);
	for (size_t i = 0; i < h->columns.n; i++)
		all[i] = header_key(a, h->columns.all[i]);
	out->wanted = f->columns.n;
	out->found = count_columns(&keys, &f->columns);
	add_list(&b, "it lacks the column ", &f->columns, &keys, false);
	if (f->any_of.n > 0 && count_columns(&keys, &f->any_of) == 0)
		out->wanted += add_list(&b, "it has none of ", &f->any_of, &keys, false) > 0;
	out->wanted += add_list(&b, "it has the column ", &f->none_of, &keys, true);
	if (f->first_line.n > 0 && !str_glob(f->first_line, h->first_line))
		out->wanted += add_line(&b, "first line", f->first_line);
	if (f->preamble_line.n > 0 && !any_like(&h->preamble, f->preamble_line))
		out->wanted += add_line(&b, "line before the header", f->preamble_line);
	if (f->title_line.n > 0 && (h->title.n == 0 || !str_glob(f->title_line, h->title)))
		out->wanted += add_line(&b, "title line", f->title_line);
	out->differs = strbuf_str(&b);
}

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

bool record_is_preamble(const struct format *f, const struct csv_record *rec)
{
	return f->preamble.n > 0 && rec->n > 0 && str_starts(str_trim(rec->fields[0]), f->preamble);
}

struct lines { /* of the preamble, as many as are worth looking at */
	struct str all[64];
	size_t n;
};

static void keep_line(struct arena *a, struct lines *lines, const struct csv_record *rec)
{
	if (lines->n < sizeof lines->all / sizeof *lines->all)
		lines->all[lines->n++] = str_copy(a, str_trim(rec->fields[0]));
}

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
		if (!record_is_preamble(f, rec))
			return true;
		keep_line(a, lines, rec);
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

static struct names keys_of(struct arena *a, const struct names *columns)
{
	struct str *all = ARENA_ARRAY(a, columns->n + 1, struct str);

	for (size_t i = 0; i < columns->n; i++)
		all[i] = header_key(a, columns->all[i]);
	return (struct names){ all, columns->n };
}

static size_t count_of(const struct names *names, struct str name)
{
	size_t n = 0;

	for (size_t i = 0; i < names->n; i++)
		n += str_eq_fold(names->all[i], name);
	return n;
}

/* Is this a row of the table: does a date stand where its header names the date? */
static bool is_row(struct arena *a, const struct format *f, const struct names *header,
                   const struct csv_record *rec)
{
	struct date_given any = { 2000, 0, DAY_NONE };
	int32_t day;

	for (size_t i = 0; i < header->n && i < rec->n; i++) {
		bool is_date = false;

		for (size_t k = 0; k < f->date.columns.n; k++)
			is_date = is_date || str_eq(f->date.columns.all[k], header_key(a, header->all[i]));
		for (size_t k = 0; is_date && k < f->n_date_forms; k++)
			if (date_form_read(f->date_forms[k], rec->fields[i], &any, &day) != DATE_OTHER_FORM)
				return true; /* 13/08/2026 is a date, if only by the other order */
	}
	return false;
}

static bool any_begun(const struct names *keys, struct str by)
{
	for (size_t i = 0; i < keys->n; i++)
		if (str_starts(by, keys->all[i]))
			return true;
	return false;
}

/* Whatever is added to the names: can each column that the format wants be among them? */
static bool may_fit(struct arena *a, const struct format *f, const struct names *columns)
{
	struct names keys = keys_of(a, columns);
	bool any = f->any_of.n == 0;

	for (size_t i = 0; i < f->columns.n; i++)
		if (!any_begun(&keys, f->columns.all[i]))
			return false;
	for (size_t i = 0; i < f->any_of.n && !any; i++)
		any = any_begun(&keys, f->any_of.all[i]);
	return any;
}

/* The description row below the header: skipped, or its text added to the names above. */
static void read_second_header(struct arena *a, const struct format *f, struct records in, struct head *h)
{
	struct csv_record rec;
	struct str *all = ARENA_ARRAY(a, h->columns.n + 1, struct str);

	if (!in.next(in.ctx, &rec))
		return;
	if (is_row(a, f, &h->columns, &rec)) {
		h->has_row = true;
		h->row = rec;
		return;
	}
	if (f->second_header == SECOND_SKIP)
		return;
	for (size_t i = 0; i < h->columns.n; i++) {
		struct str above = h->columns.all[i];
		struct str below = i < rec.n ? str_trim(rec.fields[i]) : STR_NONE;
		bool is_told =
		    below.n > 0 && (f->second_header == SECOND_JOIN || count_of(&h->columns, above) > 1);

		all[i] = is_told ? str_fmt(a, "%.*s: %.*s", STR_ARG(above), STR_ARG(below)) : above;
	}
	h->columns.all = all;
}

static void keep_lines(struct arena *a, const struct lines *lines, struct head *h)
{
	struct str *all = ARENA_ARRAY(a, lines->n + 1, struct str);

	memcpy(all, lines->all, lines->n * sizeof *all);
	h->preamble = (struct names){ all, lines->n };
}

/* From the title or the header on. */
static void read_header(struct arena *a, const struct format *f, struct records in, struct csv_record *rec,
                        bool is_glance, struct head *h)
{
	int row = 1;

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
	if (f->second_header != SECOND_NONE && (!is_glance || may_fit(a, f, &h->columns)))
		read_second_header(a, f, in, h);
	h->keys = keys_of(a, &h->columns);
}

void head_read_table(struct arena *a, const struct format *f, struct records in, struct csv_record *rec,
                     struct head *h)
{
	struct lines lines = { .n = 0 };
	bool has_more = true;

	h->title = STR_NONE;
	h->columns = h->keys = (struct names){ NULL, 0 };
	h->line = 0;
	h->has_row = false;
	while (has_more && (record_is_blank(rec) || record_is_preamble(f, rec))) {
		if (record_is_preamble(f, rec))
			keep_line(a, &lines, rec);
		has_more = in.next(in.ctx, rec);
	}
	keep_lines(a, &lines, h);
	if (has_more)
		read_header(a, f, in, rec, false, h);
}

static void read_head(struct arena *a, const struct format *f, struct records in, bool is_glance,
                      struct head *h)
{
	struct csv_record rec;
	struct lines lines = { .n = 0 };
	bool has_more;

	memset(h, 0, sizeof *h);
	has_more = skip_preamble(a, f, in, &rec, h, &lines);
	keep_lines(a, &lines, h);
	if (has_more && !(is_glance && head_lacks_lines(f, h)))
		read_header(a, f, in, &rec, is_glance, h);
}

void head_read(struct arena *a, const struct format *f, struct records in, struct head *h)
{
	read_head(a, f, in, false, h);
}

void head_glance(struct arena *a, const struct format *f, struct records in, struct head *h)
{
	read_head(a, f, in, true, h);
}

/* A second header is told from a row by the dates of the format. */
bool head_is_alike(const struct format *f, const struct format *g)
{
	return f == g
	       || (f->header == g->header && f->is_stacked == g->is_stacked && f->second_header == SECOND_NONE
	           && g->second_header == SECOND_NONE && str_eq(f->preamble, g->preamble)
	           && str_eq(f->preamble_line, g->preamble_line) && str_eq(f->first_line, g->first_line));
}

/* draft.c - a first format file, guessed from the first rows of an export. */
#include "read/draft.h"

#include <string.h>
#include "read/draft_parts.h"

enum { PEEK = 120 };

static struct csv_record copy_record(struct arena *a, const struct csv_record *rec)
{
	struct csv_record copy = *rec;

	copy.fields = ARENA_ARRAY(a, rec->n + 1, struct str);
	for (size_t i = 0; i < rec->n; i++)
		copy.fields[i] = str_copy(a, str_trim(rec->fields[i]));
	copy.raw = str_copy(a, rec->raw);
	return copy;
}

/* The first records with a delimiter. False: the encoding is another one. */
static bool peek(struct arena *a, const char *path, struct str shown, struct str encoding, char delimiter,
                 struct sample *s, struct diag *d)
{
	struct decoder *c = decode_open(path, shown, encoding, d);
	struct csv *r = c == NULL ? NULL : csv_open(c, shown, delimiter, PARSER_FAST);
	struct csv_record rec;
	bool ok;

	*s = (struct sample){ .delimiter = delimiter, .encoding = encoding };
	s->all = ARENA_ARRAY(a, PEEK, struct csv_record);
	while (r != NULL && s->n < PEEK && csv_next(r, &rec, d))
		s->all[s->n++] = copy_record(a, &rec);
	ok = c != NULL && !decode_failed(c) && !csv_failed(r);
	csv_close(r);
	decode_close(c);
	return ok;
}

static size_t filled(const struct csv_record *rec)
{
	size_t n = 0;

	for (size_t i = 0; i < rec->n; i++)
		n += rec->fields[i].n > 0;
	return n;
}

/* The last record that holds anything, however far from the first ones it is. */
static void peek_last(struct arena *a, const char *path, struct str shown, struct sample *s)
{
	struct arena *two[2] = { arena_new(0), arena_new(0) };
	struct diag *quiet = diag_new();
	struct decoder *c = decode_open(path, shown, s->encoding, quiet);
	struct csv *r = c == NULL ? NULL : csv_open(c, shown, s->delimiter, PARSER_FAST);
	struct csv_record rec, last = { 0 };
	size_t n = 0, at = 0;

	while (r != NULL && csv_next(r, &rec, quiet)) {
		if (n++ < PEEK || filled(&rec) == 0)
			continue;
		at = !at;
		arena_reset(two[at]);
		last = copy_record(two[at], &rec);
	}
	if (last.n > 0)
		s->last = copy_record(a, &last);
	csv_close(r);
	decode_close(c);
	diag_free(quiet);
	arena_free(two[0]);
	arena_free(two[1]);
}

static bool is_hash(const struct csv_record *rec)
{
	return rec->n > 0 && str_starts(rec->fields[0], STR("#"));
}

/* The header is the first record with several texts and as many fields as the row below it. */
static void find_header(struct sample *s)
{
	bool is_sep = false;

	s->header = SIZE_MAX;
	if (s->n > 0)
		sep_line(s->all[0].raw, &is_sep);
	for (size_t i = is_sep; i < s->n; i++) {
		const struct csv_record *rec = &s->all[i];

		if (s->header_row == 0 && is_hash(rec)) {
			s->has_hash = true;
			continue;
		}
		if (s->header_row == 0 && filled(rec) == 0)
			continue;
		s->header_row++;
		if (filled(rec) < 2 || filled(rec) * 2 < rec->n
		    || (i + 1 < s->n && s->all[i + 1].n != rec->n))
			continue;
		s->header = i;
		return;
	}
}

static size_t width(const struct sample *s)
{
	return s->header == SIZE_MAX ? 0 : s->all[s->header].n;
}

/* The delimiter that parts the header into the most columns. */
static bool find_table(struct arena *a, const char *path, struct str shown, struct str encoding,
                       struct sample *best)
{
	static const char marks[] = { ',', ';', '\t', '|' };
	struct diag *quiet = diag_new();
	bool ok = false;

	best->header = SIZE_MAX;
	for (size_t i = 0; i < sizeof marks; i++) {
		struct sample s;

		if (!peek(a, path, shown, encoding, marks[i], &s, quiet))
			continue;
		find_header(&s);
		if (width(&s) > width(best))
			*best = s;
		ok = true;
	}
	diag_free(quiet);
	return ok;
}

bool format_draft(struct arena *a, const char *path, struct str shown, struct str *yaml, struct diag *d)
{
	struct sample s = { .header = SIZE_MAX }, spare;

	if (!find_table(a, path, shown, STR_NONE, &s) && !find_table(a, path, shown, STR("cp1252"), &s)) {
		peek(a, path, shown, STR_NONE, ',', &spare, d); /* says what is wrong */
		return false;
	}
	if (width(&s) < 2) {
		diag_error(d, "K106", ((struct place){ .file = shown }),
		           STR("export it again as CSV with a header"),
		           "no table is found in the first %d lines", PEEK);
		return false;
	}
	peek_last(a, path, shown, &s);
	*yaml = draft_write(a, shown, &s);
	return true;
}

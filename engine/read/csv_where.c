/* csv_where.c - where a cell stands, found by reading its record again. */
#include "read/csv_where.h"

#include "base/mem.h"

enum { GROW_BY = 16 << 10 };

/* Nothing is trimmed: spaces are part of a cell until its reader says otherwise. */
static int is_space(unsigned char c)
{
	(void)c;
	return 0;
}

static void *grow(void *p, size_t n)
{
	return mem_resize(p, n, 1);
}

/* csv_init fails only for options that do not exist. */
void csv_start_parser(struct csv_parser *p, char delimiter)
{
	csv_init(p, 0);
	csv_set_delim(p, (unsigned char)delimiter);
	csv_set_space_func(p, is_space);
	csv_set_realloc_func(p, grow);
	csv_set_free_func(p, mem_free);
	csv_set_blk_size(p, GROW_BY);
}

static void count_field(void *p, size_t n, void *ctx)
{
	(void)p;
	(void)n;
	++*(size_t *)ctx;
}

/* The record is fed again byte by byte; field i starts behind the byte that ended field i - 1. */
static size_t field_offset(struct str record, size_t i, char delimiter)
{
	struct csv_parser p;
	size_t n = 0, at = 0;

	csv_start_parser(&p, delimiter);
	while (n < i && at < record.n) {
		csv_parse(&p, record.p + at, 1, count_field, NULL, &n);
		at++;
	}
	csv_free(&p);
	return at;
}

static struct str without_line_end(struct str s)
{
	s.n -= s.n > 0 && s.p[s.n - 1] == '\n';
	s.n -= s.n > 0 && s.p[s.n - 1] == '\r';
	return s;
}

/* The place of byte `at` of raw, whose first byte starts line `line`. */
static struct place place_at(struct str file, struct str raw, uint32_t line, size_t at, char line_end)
{
	size_t start = 0, end;

	for (size_t i = 0; i < at; i++) {
		if (raw.p[i] != line_end)
			continue;
		start = i + 1;
		start += line_end == '\r' && start < at && raw.p[start] == '\n';
		line++;
	}
	end = str_find(str_sub(raw, start, raw.n), (struct str){ &line_end, 1 });
	end = end == SIZE_MAX ? raw.n : start + end;
	return (struct place){
		.file = file,
		.line = line,
		.col = (uint32_t)utf8_count(str_sub(raw, start, at - start)) + 1,
		.source = without_line_end(str_sub(raw, start, end - start)),
	};
}

struct place csv_where(struct str file, const struct csv_record *rec, size_t i, char delimiter, char line_end)
{
	size_t at = without_line_end(rec->raw).n;

	at = at > rec->from ? at : rec->from;
	if (i < rec->n)
		at = rec->from + field_offset(str_sub(rec->raw, rec->from, rec->raw.n), i, delimiter);
	return place_at(file, rec->raw, rec->line, at, line_end);
}

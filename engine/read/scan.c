/* scan.c - plain records out of a block, from one structural byte to the next.
 *
 *   2026-07-01,x,"Acme, Inc",leads,12\n
 *             ^ ^^    ^     ^^    ^  ^       the index: every , " CR LF
 *             | ||          ||    |  ends the record
 *             | ||          |closes: what follows is a delimiter or a line end
 *             | |opens: it stands where the cell starts
 *             ends a cell
 *
 * Anything else (a quote in the middle of a cell, two in a row, a CR alone, a cell that is open where the block
 * ends) is not decided here: libcsv is what says what it is. */
#include "read/scan.h"

#include "base/mem.h"
#include "read/csv_where.h"
#include "read/index.h"

void scan_init(struct scan *s, size_t piece)
{
	*s = (struct scan){ .piece = piece };
}

void scan_clear(struct scan *s)
{
	mem_free(s->index);
	mem_free(s->fields);
}

/* The index starts anew at `at`. */
static void forget(struct scan *s)
{
	s->n = s->next = 0;
	s->indexed = s->at;
}

void scan_begin(struct scan *s, struct str block)
{
	size_t most = block.n < s->piece ? block.n : s->piece;

	mem_reserve(&s->index, &s->cap_index, most + INDEX_SPARE,
	            sizeof *s->index); /* most files are small */
	mem_reserve(&s->fields, &s->cap, most > 0, sizeof *s->fields);
	s->block = block;
	s->at = s->lines = 0;
	forget(s);
}

void scan_set_delimiter(struct scan *s, char delimiter)
{
	if (s->delimiter != delimiter)
		forget(s);
	s->delimiter = delimiter;
}

/* The index of the next piece that has structural bytes. False: there is none up to the end of the block, and the last
 * index stays. */
static bool index_more(struct scan *s)
{
	size_t n = 0;

	for (; n == 0 && s->indexed < s->block.n; s->indexed += s->piece) {
		size_t to = s->indexed + s->piece < s->block.n ? s->indexed + s->piece : s->block.n;

		n = index_text(s->block, s->indexed, to, s->delimiter, s->index);
	}
	if (n > 0) {
		s->n = n;
		s->next = 0;
	}
	return n > 0;
}

static bool next_mark(struct scan *s, size_t *at)
{
	if (s->next == s->n && !index_more(s))
		return false;
	*at = s->index[s->next++];
	return true;
}

static void add_field(struct scan *s, struct csv_record *rec, size_t from, size_t to)
{
	if (rec->n == s->cap)
		mem_reserve(&s->fields, &s->cap, rec->n + 1, sizeof *s->fields);
	s->fields[rec->n++] = (struct str){ s->block.p + from, to - from };
}

/* From an opening quote to the mark behind the closing one, *end. Line feeds on the way are added to *lines. */
static bool close_quote(struct scan *s, size_t *end, uint32_t *lines)
{
	const char *p = s->block.p;
	size_t at;

	do {
		if (!next_mark(s, &at))
			return false;
		*lines += p[at] == '\n';
	} while (p[at] != '"');
	/* An LF ends the block, so something stands behind the quote; if it is none of ours, the next mark is
	 * farther off. */
	return next_mark(s, end) && *end == at + 1 && p[*end] != '"';
}

/* Behind the LF that ends the record, `mark` being that or a CR. */
static bool end_line(struct scan *s, size_t mark, size_t *end)
{
	const char *p = s->block.p;
	size_t cr = mark;

	if (p[cr] == '\r' && (!next_mark(s, &mark) || mark != cr + 1 || p[mark] != '\n'))
		return false;
	*end = mark + 1;
	return true;
}

/* Cells without quotes, up to another mark than the delimiter or the end of the index. */
static size_t take_run(struct scan *s, struct csv_record *rec, size_t from)
{
	const char *p = s->block.p;
	const uint32_t *mark = s->index + s->next, *stop = s->index + s->n;
	struct str *out = s->fields + rec->n, *full = s->fields + s->cap;

	for (; mark != stop && out != full && p[*mark] == s->delimiter; from = *mark++ + (size_t)1)
		*out++ = (struct str){ p + from, *mark - from };
	rec->n = (size_t)(out - s->fields);
	s->next = (size_t)(mark - s->index);
	return from;
}

/* The cells of the record, each up to a mark; *end is behind it. */
static bool take_cells(struct scan *s, struct csv_record *rec, size_t *end, uint32_t *lines)
{
	const char *p = s->block.p;

	for (size_t from = s->at, mark, to;; from = mark + 1) {
		bool is_quoted;

		from = take_run(s, rec, from);
		if (!next_mark(s, &mark))
			return false;
		to = mark;
		is_quoted = p[mark] == '"';
		if (is_quoted) {
			if (mark != from || !close_quote(s, &mark, lines))
				return false;
			from++;
			to = mark - 1;
		}
		if (p[mark] == s->delimiter) {
			add_field(s, rec, from, to);
			continue;
		}
		if (rec->n > 0 || is_quoted || to > from) /* else a line of nothing, which has no cell */
			add_field(s, rec, from, to);
		return end_line(s, mark, end);
	}
}

bool scan_record(struct scan *s, struct csv_record *rec)
{
	uint32_t lines = 1;
	size_t end;

	rec->n = 0;
	if (s->next == s->n)
		index_more(s);
	s->next_before = s->next;
	s->indexed_before = s->indexed;
	if (s->at == s->block.n || !take_cells(s, rec, &end, &lines))
		return false;
	if (end - s->at > RECORD_MAX_BYTES || rec->n > FIELDS_MAX)
		return false;
	rec->fields = s->fields;
	rec->raw = str_sub(s->block, s->at, end - s->at);
	rec->from = 0;
	rec->is_plain = true;
	s->at = end;
	s->lines += lines;
	return true;
}

bool scan_unquoted(struct scan *s, size_t n, struct csv_record *rec)
{
	const uint32_t *ends = s->index + s->next;
	const char *p = s->block.p;
	size_t from = s->at, end, k;

	s->next_before = s->next;
	s->indexed_before = s->indexed;
	if (s->n - s->next <= n) /* with one to spare for the LF of a CR */
		return false;
	if (n > s->cap)
		mem_reserve(&s->fields, &s->cap, n, sizeof *s->fields);
	for (k = 0; k + 1 < n; from = ends[k++] + (size_t)1) {
		if (p[ends[k]] != s->delimiter)
			return false;
		s->fields[k] = (struct str){ p + from, ends[k] - from };
	}
	end = ends[k];
	s->fields[k++] = (struct str){ p + from, end - from };
	if (p[end] == '\r' && ends[k] == end + 1)
		end = ends[k++];
	if (p[end] != '\n')
		return false;
	*rec = (struct csv_record){
		.fields = s->fields, .n = n, .raw = { p + s->at, end + 1 - s->at }, .is_plain = true
	};
	s->next += k;
	s->at = end + 1;
	s->lines++;
	return true;
}

size_t scan_marks(const struct scan *s, size_t to)
{
	size_t k = s->next_before;

	if (s->indexed != s->indexed_before)
		return 0;
	while (k < s->n && s->index[k] < to)
		k++;
	return k - s->next_before;
}

void scan_skip(struct scan *s, size_t to, uint32_t lines)
{
	s->at = to;
	s->lines += lines;
	if (s->at >= s->indexed)
		forget(s);
	while (s->next < s->n && s->index[s->next] < s->at)
		s->next++;
}

/* Marks that a record used up before it was given up all stand before the end of that record, since only a mark
 * ends one; so those of the lines behind it are still to come. */
bool scan_line(struct scan *s, struct str *line)
{
	struct str rest = str_sub(s->block, s->at, s->block.n);

	if (rest.n == 0)
		return false;
	*line = str_sub(rest, 0, str_find(rest, STR("\n")) + 1);
	scan_skip(s, s->at + line->n, 1);
	return true;
}

/* The lines behind have their marks again, which the record may have used up in looking for its end. */
bool scan_guess(struct scan *s)
{
	struct str line;

	if (s->indexed == s->indexed_before)
		s->next = s->next_before;
	else
		forget(s);
	return scan_line(s, &line);
}

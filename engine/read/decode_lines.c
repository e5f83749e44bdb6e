/* decode_lines.c - valid text as physical lines, one at a time or all that are at hand. */
#include "read/decoding.h"

#include <string.h>
#include "base/mem.h"

enum { HEAD = 64 << 10 };

/* CR ends the lines where the first 64 KB have no LF (a CR as their last byte may belong to one). */
static bool settle_line_end(struct decoder *c, struct diag *d)
{
	while (!c->is_end && c->n - c->at < HEAD && memchr(c->text + c->at, '\n', c->n - c->at) == NULL)
		if (!decode_fill(c, c->step, d))
			return false;
	struct str head = str_sub((struct str){ c->text + c->at, c->n - c->at }, 0, HEAD);
	const char *cr = head.n > 0 ? memchr(head.p, '\r', head.n) : NULL;
	bool has_lf = head.n > 0 && memchr(head.p, '\n', head.n) != NULL;
	bool is_last = cr != NULL && cr + 1 == head.p + head.n && !(c->is_end && head.n == c->n - c->at);

	c->line_end = cr != NULL && !has_lf && !is_last ? '\r' : '\n';
	return true;
}

/* Behind the next line end, or NOWHERE: not there yet. */
static size_t find_end(struct decoder *c)
{
	const char *from = c->text + c->scanned;
	const char *p = c->n > c->scanned ? memchr(from, c->line_end, c->n - c->scanned) : NULL;
	size_t end = p != NULL ? (size_t)(p - c->text) + 1 : NOWHERE;

	if (p == NULL) {
		c->scanned = c->n;
	} else if (c->line_end == '\r' && end == c->n && !c->is_end) {
		c->scanned = end - 1; /* an LF may follow */
		end = NOWHERE;
	} else if (c->line_end == '\r' && end < c->n && c->text[end] == '\n') {
		end++;
	}
	return p == NULL && c->is_end ? c->n : end;
}

static void fail_long(struct decoder *c, struct diag *d)
{
	c->is_failed = true;
	diag_error(d, "K109", ((struct place){ .file = c->shown, .line = c->line }),
	           STR("check that this is the file you mean"), "this line is longer than %u MB",
	           LINE_MAX_BYTES >> 20);
}

/* What is wrong with the byte at c->bad, in the file's own terms. */
static void put_bad(struct decoder *c, struct place at, struct diag *d)
{
	unsigned byte = (unsigned char)c->text[c->bad];
	unsigned long long in_line = c->bad - c->at + 1, in_file = c->bad_raw_at + 1;

	if (c->is_refused && c->bad + 1 == c->n && c->bad_raw < 0)
		diag_error(d, "K105", at, STR("the file was cut off: fetch it again"),
		           "the file ends in the middle of a %s character", c->encoding);
	else if (c->is_refused && c->bad + 1 == c->n)
		diag_error(d, "K105", at, STR("declare the encoding it is in, or save the file as UTF-8"),
		           "byte 0x%02X (byte %llu of the file) is no %s", (unsigned)c->bad_raw, in_file,
		           c->encoding);
	else if (byte == 0)
		diag_error(
		    d, "K105", at,
		    STR("it may be UTF-16 without its mark (write `encoding: UTF-16LE` in the format), "
		        "damaged, or no text at all"),
		    "byte 0x00 (byte %llu of the line) is not text", in_line);
	else
		diag_error(d, "K105", at,
		           STR("write `encoding: cp1252`, or whatever it is in, in the format, or save the "
		               "file as UTF-8"),
		           "byte 0x%02X (byte %llu of the line) is not UTF-8", byte, in_line);
}

/* The line up to end holds a byte that is none. */
static void fail_bad(struct decoder *c, size_t end, struct diag *d)
{
	struct str source = { c->text + c->at, end - c->at };
	size_t col = utf8_count((struct str){ c->text + c->at, c->bad - c->at }) + 1;

	while (source.n > 0 && (source.p[source.n - 1] == '\n' || source.p[source.n - 1] == '\r'))
		source.n--;
	c->is_failed = true;
	put_bad(c, (struct place){ c->shown, c->line, (uint32_t)col, source }, d);
}

bool decode_line(struct decoder *c, struct str *line, struct diag *d)
{
	size_t end;

	if (c->is_failed || (c->line_end == 0 && !settle_line_end(c, d)))
		return false;
	while ((end = find_end(c)) == NOWHERE || (end > c->checked && c->bad == NOWHERE)) {
		if (c->n - c->at > LINE_MAX_BYTES && end == NOWHERE)
			break;
		if (!decode_fill(c, c->step, d))
			return false;
	}
	if (end != NOWHERE && end == c->at)
		return false;
	c->line++;
	if (c->bad < end && end != NOWHERE) {
		fail_bad(c, end, d);
	} else if (end == NOWHERE || end - c->at > LINE_MAX_BYTES) {
		fail_long(c, d);
	} else {
		*line = (struct str){ c->text + c->at, end - c->at };
		c->at = c->scanned = end;
	}
	return !c->is_failed;
}

/* Up to the last LF of what is valid, or where that is far more than `most`, to the first one behind; 0: there is none. */
static size_t whole_lines(struct decoder *c, size_t most)
{
	size_t end = c->checked, first = find_end(c);

	if (first == NOWHERE || first > c->checked || first == c->at)
		return 0;
	if (end - c->at > 2 * most) {
		const char *lf = memchr(c->text + c->at + most, '\n', end - c->at - most);

		end = lf != NULL ? (size_t)(lf - c->text) + 1 : end;
	}
	while (end > c->at && c->text[end - 1] != '\n')
		end--;
	return end > c->at ? end : 0;
}

/* Whole lines up to *end, `least` bytes of them where there are as many. *end 0: there are none. */
static bool gather_lines(struct decoder *c, size_t least, size_t most, size_t *end, struct diag *d)
{
	*end = 0;
	if (c->is_failed)
		return false;
	while (c->line_end == '\n') {
		bool is_last = c->is_end || c->bad != NOWHERE;
		size_t checked = c->checked - c->at;

		if (is_last || checked >= least)
			*end = whole_lines(c, most);
		if (*end > 0 || is_last || c->n - c->at > LINE_MAX_BYTES)
			return true;
		if (!decode_fill(c, least > checked ? least - checked : c->step, d))
			return false;
	}
	return true;
}

static void give_lines(struct decoder *c, size_t end, struct str *lines)
{
	*lines = STR_NONE;
	if (end == 0)
		return;
	*lines = (struct str){ c->text + c->at, end - c->at };
	c->at = c->scanned = end;
}

bool decode_lines(struct decoder *c, struct str *lines, struct diag *d)
{
	size_t end;
	bool ok = gather_lines(c, 0, c->most, &end, d);

	give_lines(c, end, lines);
	return ok;
}

void decode_limit(struct decoder *c, size_t most)
{
	c->most = most;
}

void text_buffer_free(struct text_buffer *b)
{
	mem_free(b->p);
}

/* What stands behind the lines moves to *own, and the buffers change places. */
bool decode_block(struct decoder *c, struct text_buffer *own, size_t size, struct str *lines, struct diag *d)
{
	struct text_buffer given;
	size_t end;
	bool ok = gather_lines(c, size, size, &end, d);

	give_lines(c, end, lines);
	if (end == 0)
		return ok;
	given = (struct text_buffer){ c->text, c->cap };
	mem_reserve(&own->p, &own->cap, c->n - end + size + KEPT_BACK, 1);
	if (c->n > end)
		memcpy(own->p, c->text + end, c->n - end);
	c->text = own->p;
	c->cap = own->cap;
	c->n -= end;
	c->checked -= end;
	c->bad -= c->bad == NOWHERE ? 0 : end;
	c->at = c->scanned = 0;
	*own = given;
	return ok;
}

void decode_count_lines(struct decoder *c, uint32_t n)
{
	c->line += n;
}

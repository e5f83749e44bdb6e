/* decode.c - the bytes of a file as valid UTF-8; decode_lines.c cuts it into lines. */
#include "read/decoding.h"

#include <errno.h>
#include <string.h>
#include "base/mem.h"

enum { RAW = 64 << 10, NAME_MAX_BYTES = 64 };

/* --- opening */

static const struct bom {
	const char *bytes;
	size_t n;
	const char *shown, *iconv; /* iconv NULL: as it is */
} boms[] = {
	{ "\xEF\xBB\xBF", 3, "UTF-8 with BOM", NULL },
	{ "\xFF\xFE", 2, "UTF-16LE", "UTF-16LE" },
	{ "\xFE\xFF", 2, "UTF-16BE", "UTF-16BE" },
};

static bool is_utf8_name(struct str s)
{
	return s.n == 0 || str_eq_fold(s, STR("utf-8")) || str_eq_fold(s, STR("utf8"));
}

/* iconv takes orders behind a slash, such as //IGNORE, which drops what it cannot read. */
static bool is_name(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		bool is_word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');

		if (!is_word && (c == '\0' || strchr("-_.:+()", c) == NULL))
			return false;
	}
	return s.n <= NAME_MAX_BYTES;
}

static bool start_iconv(struct decoder *c, const char *name)
{
	c->cd = iconv_open("UTF-8", name);
	c->has_cd = c->cd != (iconv_t)-1;
	return c->has_cd;
}

/* What the file starts with, or else what was declared, settles the encoding. */
static bool choose_encoding(struct decoder *c, struct str declared, struct diag *d)
{
	for (size_t i = 0; i < sizeof boms / sizeof *boms; i++) {
		const struct bom *b = &boms[i];

		if (!str_starts((struct str){ c->text, c->n }, (struct str){ b->bytes, b->n }))
			continue;
		c->encoding = b->shown;
		c->at = c->checked = c->scanned = b->n;
		c->has_bom = true;
		if (b->iconv == NULL || start_iconv(c, b->iconv))
			return true;
		declared = str_of(b->iconv);
	}
	if (!c->has_bom && is_utf8_name(declared)) {
		c->encoding = "UTF-8";
		return true;
	}
	c->encoding = str_z(c->a, declared);
	if (!c->has_bom && is_name(declared) && start_iconv(c, c->encoding))
		return true;
	diag_error(d, "K105", ((struct place){ .file = c->shown }),
	           STR("write a name such as cp1252, or leave `encoding` out for UTF-8"),
	           "'%.*s' is no encoding known here", STR_ARG(declared));
	return false;
}

/* Workbooks that go by the name of an export: a zip file, or the older compound one. */
static bool is_workbook(const struct decoder *c, struct diag *d)
{
	struct str head = { c->text, c->n };
	bool is_zip = str_starts(head, STR("PK\003\004")), is_old = str_starts(head, STR("\xD0\xCF\x11\xE0"));

	if (is_zip || is_old)
		diag_error(d, "K105", ((struct place){ .file = c->shown }),
		           STR("open it and save it as CSV (UTF-8)"), "this is %s, not a CSV file",
		           is_old ? "an old Excel file" : "an Excel or zip file");
	return is_zip || is_old;
}

static void make_room(struct decoder *c, size_t room)
{
	size_t shift = c->at, left = bytes_left(c->bytes);

	if (shift > 0) {
		memmove(c->text, c->text + shift, c->n - shift);
		c->at = 0;
		c->n -= shift;
		c->checked -= shift;
		c->scanned -= shift;
		c->bad -= c->bad == NOWHERE ? 0 : shift;
	}
	if (!c->has_cd && left < room) /* small files are many */
		room = left + KEPT_BACK;
	c->room = room;
	mem_reserve(&c->text, &c->cap, c->n + room + KEPT_BACK, 1);
}

static bool take_text(struct decoder *c, struct diag *d)
{
	size_t got;

	if (!bytes_take(c->bytes, c->text + c->n, c->room, &got, d))
		return false;
	c->n += got;
	c->is_end = got == 0;
	return true;
}

static struct decoder *start(struct decoder *c, struct str encoding, struct diag *d)
{
	bool ok = true;

	c->bad = NOWHERE;
	make_room(c, c->step);
	while (ok && !c->is_end && c->n < 4)
		ok = take_text(c, d);
	if (!ok || is_workbook(c, d) || !choose_encoding(c, encoding, d)) {
		decode_close(c);
		return NULL;
	}
	if (c->has_cd) { /* the bytes taken so far are input */
		c->raw = mem_resize(NULL, c->n > RAW ? c->n : RAW, 1);
		c->raw_n = c->n - c->at;
		memcpy(c->raw, c->text + c->at, c->raw_n);
		c->at = c->checked = c->scanned = c->n = 0;
		c->is_end = false;
	}
	return c;
}

static struct decoder *new_decoder(struct str shown, size_t step)
{
	struct decoder *c = mem_new(1, sizeof *c);

	c->a = arena_new(0);
	c->shown = str_copy(c->a, shown);
	c->most = LINE_MAX_BYTES;
	c->step = step;
	return c;
}

static struct decoder *open_file(const char *path, struct str shown, struct str encoding, size_t step,
                                 struct diag *d)
{
	struct decoder *c = new_decoder(shown, step);

	c->bytes = bytes_open(path, c->shown, d);
	if (c->bytes == NULL) {
		decode_close(c);
		return NULL;
	}
	return start(c, encoding, d);
}

static struct decoder *open_memory(struct str bytes, size_t chunk, struct str shown, struct str encoding,
                                   size_t step, struct diag *d)
{
	struct decoder *c = new_decoder(shown, step);

	c->bytes = bytes_of(bytes, chunk);
	return start(c, encoding, d);
}

struct decoder *decode_open(const char *path, struct str shown, struct str encoding, struct diag *d)
{
	return open_file(path, shown, encoding, ROOM, d);
}

struct decoder *decode_memory(struct str bytes, size_t chunk, struct str shown, struct str encoding,
                              struct diag *d)
{
	return open_memory(bytes, chunk, shown, encoding, ROOM, d);
}

struct decoder *decode_held(const struct str *held, const char *path, struct str shown, struct str encoding,
                            struct diag *d)
{
	return held != NULL ? open_memory(*held, 0, shown, encoding, ROOM, d)
	                    : open_file(path, shown, encoding, ROOM, d);
}

struct decoder *decode_head(const struct str *held, const char *path, struct str shown, struct str encoding,
                            struct diag *d)
{
	return held != NULL ? open_memory(*held, 0, shown, encoding, HEAD_STEP, d)
	                    : open_file(path, shown, encoding, HEAD_STEP, d);
}

void decode_close(struct decoder *c)
{
	if (c == NULL)
		return;
	if (c->has_cd)
		iconv_close(c->cd);
	bytes_close(c->bytes);
	mem_free(c->raw);
	mem_free(c->text);
	arena_free(c->a);
	mem_free(c);
}

/* --- filling */

/* Text goes up to what cd refused, and a stand-in takes that one's place. */
static void refuse_raw(struct decoder *c, bool is_cut_off)
{
	c->is_refused = true;
	c->bad_raw = is_cut_off ? -1 : (unsigned char)c->raw[c->raw_at];
	c->bad_raw_at = bytes_taken(c->bytes) - (c->raw_n - c->raw_at);
	c->is_end = true;
}

static bool refill_raw(struct decoder *c, bool *is_raw_end, struct diag *d)
{
	size_t got;

	memmove(c->raw, c->raw + c->raw_at, c->raw_n - c->raw_at);
	c->raw_n -= c->raw_at;
	c->raw_at = 0;
	if (!bytes_take(c->bytes, c->raw + c->raw_n, RAW - c->raw_n, &got, d))
		return false;
	c->raw_n += got;
	*is_raw_end = got == 0;
	return true;
}

/* One step of cd: as much as there is input or room for, one byte of which stays for the stand-in. */
static bool convert(struct decoder *c, struct diag *d)
{
	char *in = c->raw + c->raw_at, *out = c->text + c->n;
	size_t n_in = c->raw_n - c->raw_at, n_out = c->room + KEPT_BACK - 1;
	size_t r = iconv(c->cd, &in, &n_in, &out, &n_out);
	int err = r == (size_t)-1 ? errno : 0;
	bool is_raw_end = false;

	c->raw_at = c->raw_n - n_in;
	c->n = (size_t)(out - c->text);
	if (err == EILSEQ) {
		refuse_raw(c, false);
		return true;
	}
	if (err == E2BIG || n_out < KEPT_BACK)
		return true;
	if (!refill_raw(c, &is_raw_end, d))
		return false;
	if (is_raw_end && c->raw_n > 0) {
		refuse_raw(c, true);
	} else if (is_raw_end) { /* some encodings keep a letter back for the accent that may follow */
		iconv(c->cd, NULL, NULL, &out, &n_out);
		c->n = (size_t)(out - c->text);
		c->is_end = true;
	}
	return true;
}

/* Up to three bytes at the end may be the start of a character, so they wait for more. */
static void check(struct decoder *c)
{
	if (c->bad != NOWHERE)
		return;
	struct str fresh = { c->text + c->checked, c->n - c->checked };
	const char *nul = fresh.n > 0 ? memchr(fresh.p, '\0', fresh.n) : NULL;
	size_t bad = utf8_bad(nul != NULL ? str_sub(fresh, 0, (size_t)(nul - fresh.p)) : fresh);

	if (bad == SIZE_MAX && nul != NULL)
		bad = (size_t)(nul - fresh.p);
	if (bad == SIZE_MAX) {
		c->checked = c->n;
		return;
	}
	c->checked += bad;
	if (c->is_end || fresh.n - bad > 3 || c->text[c->checked] == '\0')
		c->bad = c->checked;
}

bool decode_fill(struct decoder *c, size_t room, struct diag *d)
{
	make_room(c, room);
	if (!(c->has_cd ? convert(c, d) : take_text(c, d))) {
		c->is_failed = true;
		return false;
	}
	check(c);
	if (c->is_refused) {
		c->bad = c->bad == NOWHERE ? c->n : c->bad;
		c->text[c->n++] = '?';
	}
	return true;
}

/* --- what is known of it */

bool decode_failed(const struct decoder *c)
{
	return c->is_failed;
}

uint32_t decode_line_number(const struct decoder *c)
{
	return c->line;
}

char decode_line_end(const struct decoder *c)
{
	return c->line_end == '\r' ? '\r' : '\n';
}

const char *decode_encoding(const struct decoder *c)
{
	return c->encoding;
}

uint64_t decode_bytes(const struct decoder *c)
{
	return bytes_taken(c->bytes);
}

void decode_digest(const struct decoder *c, uint64_t *hi, uint64_t *lo, uint64_t *bytes)
{
	bytes_digest(c->bytes, hi, lo);
	*bytes = bytes_taken(c->bytes);
}

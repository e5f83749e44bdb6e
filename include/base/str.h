/* str.h - text as a view: bytes and a length, never owned, not NUL-terminated. */
#ifndef KPI_BASE_STR_H
#define KPI_BASE_STR_H
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include "base/arena.h"

struct str {
	const char *p; /* may be NULL when n is 0 */
	size_t n;
};

#define STR(lit) ((struct str){ "" lit, sizeof(lit) - 1 })
#define STR_NONE ((struct str){ NULL, 0 })
/* For printf: printf("%.*s", STR_ARG(s)). Cuts at INT_MAX. */
#define STR_ARG(s) ((int)(s).n), ((s).p ? (s).p : "")

struct str str_of(const char *z);                        /* view of a C string; NULL gives STR_NONE */
struct str str_sub(struct str s, size_t from, size_t n); /* clamped to s */
struct str str_trim(struct str s); /* without ASCII white space and U+00A0 at both ends */
static inline bool str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}
bool str_eq_fold(struct str a, struct str b); /* equal but for ASCII case */
bool str_is(struct str a, const char *z);
int str_cmp(struct str a, struct str b);         /* bytewise total order */
int str_cmp_natural(struct str a, struct str b); /* digit runs by value: f2 before f10; total */
/* Natural order with the ending last: "table.csv" before "table (1).csv", a browser's name of a second download. */
int str_cmp_path(struct str a, struct str b);
bool str_starts(struct str s, struct str prefix);
bool str_starts_fold(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);
size_t str_find(struct str s, struct str what);  /* offset of the first, or SIZE_MAX */
bool str_glob(struct str pattern, struct str s); /* `*` any run, `?` one byte; the rest literal */
/* Cut *rest at the first `mark`: returns what stands before it, *rest is what stands after
 * (STR_NONE and *rest.p == NULL once used up). */
struct str str_cut(struct str *rest, char mark);

/* Copies live in the arena. str_z is NUL-terminated (embedded NULs are kept). */
struct str str_copy(struct arena *a, struct str s);
const char *str_z(struct arena *a, struct str s);
struct str str_fmt(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
struct str str_vfmt(struct arena *a, const char *fmt, va_list ap) __attribute__((format(printf, 2, 0)));
struct str str_count(struct arena *a, uint64_t n, const char *one); /* "1 cell", "3 cells" */
struct str str_lower(struct arena *a, struct str s);                /* ASCII */
/* Lower snake case: "Post Link-Clicks " gives post_link_clicks; runs of other ASCII and of U+00A0 are
 * one `_`, or nothing at the ends; other bytes beyond ASCII are kept. */
struct str str_snake(struct arena *a, struct str s);

/* Text that grows in an arena up to max bytes (0: 16 MB); beyond it the rest is dropped and `cut` set. */
struct strbuf {
	struct arena *a;
	char *p;
	size_t n, cap, max;
	bool cut;
};
void strbuf_init(struct strbuf *b, struct arena *a, size_t max);
void strbuf_add(struct strbuf *b, struct str s);
void strbuf_addz(struct strbuf *b, const char *z);
void strbuf_addc(struct strbuf *b, char c);
void strbuf_fmt(struct strbuf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
struct str strbuf_str(const struct strbuf *b); /* view until the next add */

/* Offset of the first byte that is not part of valid UTF-8 (no surrogates, no overlong), or SIZE_MAX. */
size_t utf8_bad(struct str s);
size_t utf8_step(struct str s);  /* bytes of the valid sequence that s starts with, or 0 */
size_t utf8_count(struct str s); /* code points of valid UTF-8 */
/* Longest prefix of at most n code points. */
struct str utf8_head(struct str s, size_t n);

/* The candidates nearest to what was typed (Damerau-Levenshtein at most 1 + n/4, ties by str_cmp,
 * folded case, '-', ' ' and '_' alike). Returns how many of `out` (room for max, of which at most 16 are
 * used) were filled. Names over 120 bytes are never near. */
size_t str_nearest(struct str typed, const struct str *names, size_t n_names, struct str *out, size_t max);
/* Do the two differ by slips of the hand only? Word by word at most 1 letter too many, missing or swapped with the next,
 * 2 from 8 letters on, none under 4: a wrong letter in the middle makes another word (sales, saves). */
bool str_is_slip(struct str typed, struct str name);
#endif

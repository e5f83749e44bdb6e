/* strbuf.c - text that grows in an arena up to a stated maximum. */
#include <string.h>
#include "base/str.h"

enum { DEFAULT_MAX = 16 << 20, FIRST_CAP = 128 };

void strbuf_init(struct strbuf *b, struct arena *a, size_t max)
{
	*b = (struct strbuf){ .a = a, .max = max != 0 ? max : DEFAULT_MAX };
}

static void reserve(struct strbuf *b, size_t need)
{
	size_t cap = b->cap > 0 ? b->cap : FIRST_CAP;
	char *p;

	if (need <= b->cap)
		return;
	while (cap < need)
		cap = cap > SIZE_MAX / 2 ? need : cap * 2;
	p = ARENA_ARRAY(b->a, cap, char);
	if (b->n > 0)
		memcpy(p, b->p, b->n);
	b->p = p;
	b->cap = cap;
}

void strbuf_add(struct strbuf *b, struct str s)
{
	if (s.n > b->max - b->n) {
		s.n = b->max - b->n;
		b->cut = true;
	}
	if (s.n == 0)
		return;
	reserve(b, b->n + s.n);
	memcpy(b->p + b->n, s.p, s.n);
	b->n += s.n;
}

void strbuf_addz(struct strbuf *b, const char *z)
{
	strbuf_add(b, str_of(z));
}

void strbuf_addc(struct strbuf *b, char c)
{
	strbuf_add(b, (struct str){ &c, 1 });
}

void strbuf_fmt(struct strbuf *b, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	strbuf_add(b, str_vfmt(b->a, fmt, ap));
	va_end(ap);
}

struct str strbuf_str(const struct strbuf *b)
{
	return (struct str){ b->p, b->n };
}

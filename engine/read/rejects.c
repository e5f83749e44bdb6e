/* rejects.c - the list behind rejected.csv. */
#include "read/rejects.h"

#include <string.h>
#include "base/mem.h"

#define HEADING "file,line,column,text,code,reason\n"

enum { KEEP = 1000000, TEXT_MAX = 1000 };

struct rejects {
	struct arena *texts;
	struct reject *all;
	size_t n, cap, more;
};

struct rejects *rejects_new(void)
{
	struct rejects *r = mem_new(1, sizeof *r);

	r->texts = arena_new(0);
	return r;
}

void rejects_free(struct rejects *r)
{
	if (r == NULL)
		return;
	arena_free(r->texts);
	mem_free(r->all);
	mem_free(r);
}

static struct str copy(struct rejects *r, struct str s)
{
	struct str head = utf8_head(s, TEXT_MAX);

	return head.n == s.n ? str_copy(r->texts, s)
	                     : str_fmt(r->texts, "%.*s... (%zu bytes)", STR_ARG(head), s.n);
}

void rejects_add(struct rejects *r, const struct reject *one)
{
	struct reject *out;

	if (r == NULL)
		return;
	if (r->n == KEEP) {
		r->more++;
		return;
	}
	mem_reserve(&r->all, &r->cap, r->n + 1, sizeof *r->all);
	out = &r->all[r->n];
	*out = *one;
	/* files come one after the other, so most share the name of the one before */
	out->file =
	    r->n > 0 && str_eq(r->all[r->n - 1].file, one->file) ? r->all[r->n - 1].file : copy(r, one->file);
	out->column = copy(r, one->column);
	out->text = copy(r, one->text);
	out->reason = copy(r, one->reason);
	r->n++;
}

size_t rejects_count(const struct rejects *r)
{
	return r == NULL ? 0 : r->n + r->more;
}

static void add_text(struct strbuf *b, struct str s)
{
	bool is_formula = s.n > 0 && memchr("=+-@\t\r", s.p[0], 6) != NULL, is_quoted = is_formula;

	for (size_t i = 0; i < s.n && !is_quoted; i++)
		is_quoted = memchr(",\"\r\n", s.p[i], 4) != NULL;
	if (!is_quoted) {
		strbuf_add(b, s);
		return;
	}
	strbuf_addz(b, is_formula ? "\"'" : "\"");
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"')
			strbuf_addc(b, '"');
		strbuf_addc(b, s.p[i]);
	}
	strbuf_addc(b, '"');
}

struct str rejects_csv(struct arena *a, const struct rejects *r)
{
	struct strbuf b;

	strbuf_init(&b, a, (size_t)2 << 30);
	strbuf_addz(&b, HEADING);
	for (size_t i = 0; i < r->n; i++) {
		const struct reject *x = &r->all[i];

		add_text(&b, x->file);
		strbuf_fmt(&b, ",%u,", x->line);
		add_text(&b, x->column);
		strbuf_addc(&b, ',');
		add_text(&b, x->text);
		strbuf_fmt(&b, ",%s,", x->code);
		add_text(&b, x->reason);
		strbuf_addc(&b, '\n');
	}
	if (r->more > 0)
		strbuf_fmt(&b, ",,,,,%zu more were rejected\n", r->more);
	return strbuf_str(&b);
}

bool rejects_is_list(struct str head)
{
	return str_starts(head, STR(HEADING));
}

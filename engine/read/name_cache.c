/* name_cache.c - spellings to names, the last one at hand, each worked out once. */
#include "read/name_cache.h"

#include <string.h>
#include "base/mem.h"

struct name_cache {
	name_fn resolve;
	void *ctx;
	struct intern *spellings;
	sym *names; /* by number of the spelling */
	size_t n, cap;
	char last[64]; /* rows repeat the last spelling more often than not */
	size_t n_last;
	sym last_name;
};

struct name_cache *name_cache_new(name_fn resolve, void *ctx)
{
	struct name_cache *c = mem_new(1, sizeof *c);

	c->resolve = resolve;
	c->ctx = ctx;
	c->spellings = intern_new();
	c->n_last = SIZE_MAX;
	return c;
}

void name_cache_free(struct name_cache *c)
{
	if (c == NULL)
		return;
	intern_free(c->spellings);
	mem_free(c->names);
	mem_free(c);
}

static sym look_up(struct name_cache *c, struct str spelling)
{
	sym i = intern_text(c->spellings, spelling);

	while (c->n <= i) { /* a new spelling has the next number */
		sym name = c->resolve(c->ctx, intern_str(c->spellings, (sym)c->n));

		mem_reserve(&c->names, &c->cap, c->n + 1, sizeof *c->names);
		c->names[c->n++] = name;
	}
	return c->names[i];
}

sym name_cache_get(struct name_cache *c, struct str spelling)
{
	if (spelling.n == c->n_last && (spelling.n == 0 || memcmp(spelling.p, c->last, spelling.n) == 0))
		return c->last_name;
	c->last_name = look_up(c, spelling);
	c->n_last = SIZE_MAX;
	if (spelling.n <= sizeof c->last) {
		if (spelling.n > 0)
			memcpy(c->last, spelling.p, spelling.n);
		c->n_last = spelling.n;
	}
	return c->last_name;
}

size_t name_cache_n(const struct name_cache *c)
{
	return c->n;
}

sym name_cache_at(const struct name_cache *c, size_t i, struct str *spelling)
{
	*spelling = intern_str(c->spellings, (sym)i);
	return c->names[i];
}

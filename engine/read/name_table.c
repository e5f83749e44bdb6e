/* name_table.c - frozen spellings, by open addressing. */
#include "read/name_table.h"

#include "base/mem.h"

static void add(struct name_table *t, struct str spelling, sym name)
{
	struct word_pair w = words_of(spelling, NULL);
	size_t at = words_hash(w, spelling.n) & t->mask;

	while (t->entries[at].spelling.n > 0)
		at = (at + 1) & t->mask;
	t->entries[at] = (struct name_entry){ w, spelling, name };
}

struct name_table *name_table_new(const struct name_cache *c)
{
	struct name_table *t = mem_new(1, sizeof *t);
	size_t slots = 16;

	t->n = name_cache_n(c);
	while (slots < t->n * 2)
		slots *= 2;
	t->mask = slots - 1;
	t->entries = mem_new(slots, sizeof *t->entries);
	for (size_t i = 1; i < t->n; i++) { /* 0 is the empty text */
		struct str spelling;
		sym name = name_cache_at(c, i, &spelling);

		add(t, spelling, name);
	}
	return t;
}

void name_table_free(struct name_table *t)
{
	if (t == NULL)
		return;
	mem_free(t->entries);
	mem_free(t);
}

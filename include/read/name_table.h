/* name_table.h - the spellings that a name cache knows, frozen: quick to find, and any number of threads may look. */
#ifndef KPI_READ_NAME_TABLE_H
#define KPI_READ_NAME_TABLE_H
#include <string.h>
#include "read/name_cache.h"

/* A text of up to 16 bytes is two words and a length, compared at once; of a longer one they are its ends. */
struct word_pair {
	uint64_t head, tail;
};

static inline struct word_pair words_of(struct str s)
{
	struct word_pair w = { 0, 0 };

	if (s.n >= 8) {
		memcpy(&w.head, s.p, 8);
		memcpy(&w.tail, s.p + s.n - 8, 8);
	} else if (s.n >= 4) {
		memcpy(&w.head, s.p, 4);
		memcpy(&w.tail, s.p + s.n - 4, 4);
	} else if (s.n > 0) {
		w.head = (uint64_t)(unsigned char)s.p[0] << 16 | (uint64_t)(unsigned char)s.p[s.n / 2] << 8
		         | (unsigned char)s.p[s.n - 1];
	}
	return w;
}

static inline uint64_t words_hash(struct word_pair w, size_t n)
{
	uint64_t h = (w.head ^ (w.tail << 29 | w.tail >> 35) ^ n) * UINT64_C(0x9E3779B97F4A7C15);

	return h ^ h >> 32;
}

struct name_table;
/* Of all spellings that c has met; those must outlive the table, as they do while c is there. */
struct name_table *name_table_new(const struct name_cache *c);
void name_table_free(struct name_table *t);      /* accepts NULL */
size_t name_table_n(const struct name_table *t); /* spellings */
/* False: not met when the table was made. */
bool name_table_find(const struct name_table *t, struct str spelling, sym *out);
#endif

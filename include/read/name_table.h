/* name_table.h - the spellings that a name cache knows, frozen: quick to find, and any number of threads may look. */
#ifndef KPI_READ_NAME_TABLE_H
#define KPI_READ_NAME_TABLE_H
#include <string.h>
#include "read/name_cache.h"

/* A text of up to 16 bytes is two words, compared at once; of a longer one they are its ends. */
enum { WORDS_BYTES = 16 };
struct word_pair {
	uint64_t head, tail;
};

/* end: of the memory that s is in; NULL: not known. */
static inline struct word_pair words_of(struct str s, const char *end)
{
	static const unsigned char shown[2 * WORDS_BYTES] = { 255, 255, 255, 255, 255, 255, 255, 255,
		                                              255, 255, 255, 255, 255, 255, 255, 255 };
	struct word_pair w = { 0, 0 }, keep;

	if (s.n > WORDS_BYTES) {
		memcpy(&w.head, s.p, sizeof w.head);
		memcpy(&w.tail, s.p + s.n - sizeof w.tail, sizeof w.tail);
	} else if (end != NULL && end - s.p >= WORDS_BYTES) {
		memcpy(&w, s.p, sizeof w);
		memcpy(&keep, shown + WORDS_BYTES - s.n, sizeof keep);
		w.head &= keep.head;
		w.tail &= keep.tail;
	} else if (s.n > 0) {
		memcpy(&w, s.p, s.n);
	}
	return w;
}

static inline uint64_t words_hash(struct word_pair w, size_t n)
{
	uint64_t h = w.head ^ (w.tail << 29 | w.tail >> 35) ^ n;

	h = (h ^ h >> 32) * UINT64_C(0x9E3779B97F4A7C15);
	return h ^ h >> 32;
}

/* By open addressing; at most half of mask + 1 entries are used. */
struct name_table {
	struct name_entry {
		struct word_pair words;
		struct str spelling; /* n 0: free */
		sym name;
	} * entries;
	size_t n, mask;
};
/* Of all spellings that c has met; those must outlive the table, as they do while c is there. */
struct name_table *name_table_new(const struct name_cache *c);
void name_table_free(struct name_table *t); /* accepts NULL */

/* False: not met when the table was made. end: as with words_of. */
static inline bool name_table_find(const struct name_table *t, struct str spelling, const char *end, sym *out)
{
	struct word_pair w = words_of(spelling, end);
	size_t at = words_hash(w, spelling.n) & t->mask;
	const struct name_entry *e = &t->entries[at];

	for (; e->spelling.n > 0; at = (at + 1) & t->mask, e = &t->entries[at])
		if (e->words.head == w.head && e->words.tail == w.tail && e->spelling.n == spelling.n
		    && (spelling.n <= WORDS_BYTES || memcmp(e->spelling.p, spelling.p, spelling.n) == 0)) {
			*out = e->name;
			return true;
		}
	return false;
}
#endif

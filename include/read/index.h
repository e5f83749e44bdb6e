/* index.h - where in a text the bytes stand that make records of it. */
#ifndef KPI_READ_INDEX_H
#define KPI_READ_INDEX_H
#include "base/str.h"

/* The offsets in text of every delimiter, ", CR and LF in text[from..to), in order, into at, which has room for
 * to - from + INDEX_SPARE of them. Gives their number. text.n < 4 GB. */
enum { INDEX_SPARE = 8 };
size_t index_text(struct str text, size_t from, size_t to, char delimiter, uint32_t *at);
/* The same by what all processors of a kind have, and without any instruction that not every processor has: what
 * index_text is where there is no more. */
size_t index_text_narrow(struct str text, size_t from, size_t to, char delimiter, uint32_t *at);
size_t index_text_plain(struct str text, size_t from, size_t to, char delimiter, uint32_t *at);
#endif

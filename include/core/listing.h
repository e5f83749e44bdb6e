/* listing.h - several things in words: "a", "a and b", "a, b and c". */
#ifndef KPI_CORE_LISTING_H
#define KPI_CORE_LISTING_H
#include "base/str.h"

/* The (i + 1)th item of n, in order. */
void listing_add(struct strbuf *b, struct str item, size_t i, size_t n);
#endif

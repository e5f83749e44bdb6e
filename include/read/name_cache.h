/* name_cache.h - spellings in an export to the names they stand for, worked out once each. */
#ifndef KPI_READ_NAME_CACHE_H
#define KPI_READ_NAME_CACHE_H
#include "base/intern.h"

typedef sym (*name_fn)(void *ctx, struct str spelling);

struct name_cache;
struct name_cache *name_cache_new(name_fn resolve, void *ctx);
void name_cache_free(struct name_cache *c); /* accepts NULL */
sym name_cache_get(struct name_cache *c, struct str spelling);
/* The spellings met so far are 0 .. n-1 (0: the empty text), and the name of each. */
size_t name_cache_n(const struct name_cache *c);
sym name_cache_at(const struct name_cache *c, size_t i, struct str *spelling);
#endif

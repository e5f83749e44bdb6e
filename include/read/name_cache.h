/* name_cache.h - spellings in an export to the names they stand for, worked out once each. */
#ifndef KPI_READ_NAME_CACHE_H
#define KPI_READ_NAME_CACHE_H
#include "base/intern.h"

typedef sym (*name_fn)(void *ctx, struct str spelling);

struct name_cache;
struct name_cache *name_cache_new(name_fn resolve, void *ctx);
void name_cache_free(struct name_cache *c); /* accepts NULL */
sym name_cache_get(struct name_cache *c, struct str spelling);
#endif

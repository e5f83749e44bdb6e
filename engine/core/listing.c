/* listing.c - several things in words. */
#include "core/listing.h"

void listing_add(struct strbuf *b, struct str item, size_t i, size_t n)
{
	if (i > 0)
		strbuf_addz(b, i + 1 == n ? " and " : ", ");
	strbuf_add(b, item);
}

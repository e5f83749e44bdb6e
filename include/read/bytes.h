/* bytes.h - the raw bytes of a file or of memory, in order, digested as they pass. */
#ifndef KPI_READ_BYTES_H
#define KPI_READ_BYTES_H
#include "base/diag.h"

struct bytes;

/* NULL: K901 is reported. shown is borrowed. */
struct bytes *bytes_open(const char *path, struct str shown, struct diag *d);
/* At most chunk bytes are given at a time (0: no limit); p is borrowed. */
struct bytes *bytes_of(struct str p, size_t chunk);
void bytes_close(struct bytes *b); /* accepts NULL */

/* Up to room bytes (at least 1) into p; *got is 0 at the end. False: K901 is reported. */
bool bytes_take(struct bytes *b, char *p, size_t room, size_t *got, struct diag *d);
uint64_t bytes_taken(const struct bytes *b);
size_t bytes_left(const struct bytes *b); /* how many are still to come; SIZE_MAX: not known */
void bytes_digest(const struct bytes *b, uint64_t *hi, uint64_t *lo); /* XXH3-128 of those taken */
#endif

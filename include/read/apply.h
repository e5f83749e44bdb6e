/* apply.h - full batches into the store, by a thread of their own while the next ones are read. */
#ifndef KPI_READ_APPLY_H
#define KPI_READ_APPLY_H
#include "data/series.h"

struct apply;
/* For one store (borrowed), which is nobody else's from the first apply_put to apply_wait. */
struct apply *apply_new(struct store *st);
void apply_free(struct apply *a); /* accepts NULL */
/* store_put, but perhaps later, after all batches before it. *b becomes another, empty batch; rules and *report
 * must last until apply_wait. */
void apply_put(struct apply *a, struct batch *b, const struct put_rules *rules, struct put_report *report);
/* All is put; the store and the reports can be looked at. */
void apply_wait(struct apply *a);
#endif

/* pipeline.h - reading, looking ahead and putting at the same time, in the order of one thread. */
#ifndef KPI_READ_PIPELINE_H
#define KPI_READ_PIPELINE_H
#include "data/series.h"
#include "read/decode.h"

struct lane_plan;
struct lane_known;
struct piece;
struct pipeline;

/* For one store (borrowed), which is nobody else's from the first put to pipeline_wait. n_threads: with the caller's; the
 * others start when there is something for them. block: bytes looked at by one of them at a time; 0: what is best. */
struct pipeline *pipeline_new(struct store *st, size_t n_threads, size_t block);
void pipeline_free(struct pipeline *p); /* accepts NULL */
size_t pipeline_block(const struct pipeline *p);

/* store_put, but perhaps later, after all cells given before. *b becomes another, empty batch; rules and *report must
 * last until pipeline_wait. */
void pipeline_put(struct pipeline *p, struct batch *b, const struct put_rules *rules,
                  struct put_report *report);
/* All is put; the store and the reports can be looked at. */
void pipeline_wait(struct pipeline *p);

/* What is left of a file, in blocks that are looked through ahead by the plan (all borrowed until pipeline_close; c is
 * nobody else's while blocks are asked for). */
void pipeline_open(struct pipeline *p, struct decoder *c, const struct lane_plan *plan, char delimiter);
void pipeline_close(struct pipeline *p);
/* The plan knows more. Nobody looks by what was known before when this returns. */
void pipeline_learn(struct pipeline *p, const struct lane_known *known);
/* A csv_block_fn: the next block, which lasts until the next call. */
bool pipeline_next(void *p, struct str *block, struct diag *d);
/* The piece of that block which starts at `at`, or NULL; valid until the next block. `at` never goes back. */
const struct piece *pipeline_piece(struct pipeline *p, size_t at);
/* Puts the cells of a piece of that block, as pipeline_put does, from where they are. */
void pipeline_put_piece(struct pipeline *p, const struct batch *cells, const struct put_rules *rules,
                        struct put_report *report);
#endif

/* source.h - every source of a workspace into the store. */
#ifndef KPI_READ_SOURCE_H
#define KPI_READ_SOURCE_H
#include "core/meanings.h"
#include "data/series.h"
#include "read/format.h"
#include "read/parser.h"
#include "read/rejects.h"

/* Told now and then how far reading is: bytes done of bytes in all, the file at hand. */
typedef void (*progress_fn)(void *ctx, uint64_t done, uint64_t total, struct str file);

struct read_options {
	enum parser parser;
	size_t n_threads;     /* that may read; 0 and 1: the caller's alone */
	size_t block;         /* bytes of a file gone through at a time, for tests; 0: what is best */
	double max_rejected;  /* share of a run's rows that may be rejected before it fails (65) */
	progress_fn progress; /* may be NULL */
	void *progress_ctx;
	struct rejects *rejects;   /* every rejected cell is added; may be NULL */
	const struct rates *rates; /* of other currencies; NULL: none */
	int32_t as_of;             /* as the user said it: rows up to it are meant as dated; DAY_NONE */
};

struct read_result {
	int32_t newest_social;   /* as far as social sources reach and are whole, see newest.h; DAY_NONE */
	int32_t newest_reach;    /* the same whether whole or not */
	enum every newest_every; /* by what they reach so far */
	uint64_t rows, rows_rejected, posts;
	const struct meaning *meanings; /* by source and metric */
	size_t n_meanings;
};

/* Read all sources in the workspace's order, files of a source in the order of their last covered day
 * (ties: str_cmp_path), fold posts, settle ownership. Findings K101-K120, K202 for nothing
 * (map.c does that). The ledger of every file goes to files. False: diag holds an error. */
bool sources_read(struct arena *a, struct intern *names, const struct workspace *w, const struct model *m,
                  const struct formats *fs, const struct library *lib, const struct read_options *o,
                  struct store *st, struct input_list *files, struct read_result *out, struct diag *d);
#endif

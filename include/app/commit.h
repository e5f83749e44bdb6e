/* commit.h - scorecard and history change together or not at all (DESIGN 9, the commit order). */
#ifndef KPI_APP_COMMIT_H
#define KPI_APP_COMMIT_H
#include "plan/sheet.h"
#include "store/history.h"

struct commit;
/* Take the lock <db>.lock (waiting up to wait seconds; K905, exit 75) and heal what a killed run left in the
 * folder of output. NULL: diag says why. db, output: paths as the process sees them. */
struct commit *commit_begin(struct arena *a, const char *db, const char *output, int wait, struct diag *d);
/* Write there instead of where commit_begin was told; its folder is healed too. False: diag says why. */
bool commit_aim(struct commit *c, const char *output, struct diag *d);
/* What was refused goes to path, beside the book or elsewhere, in the same commit. Not called: nothing was. */
void commit_rejects(struct commit *c, const char *path, struct str csv);
/* The same at once and alone, for a run that fails: nothing else changes. False: diag says why. */
bool commit_rejects_only(struct commit *c, const char *path, struct str csv, struct diag *d);
/* Heal the folder of path too, where that is another. False: diag says why. */
bool commit_heal(const struct commit *c, const char *path, struct diag *d);
/* A second copy of the book at path, whose folder is healed; it gets its name last of all. */
void commit_latest(struct commit *c, const char *path);
/* The book is a look at a run, no run of its own: history stays as it is. */
void commit_view(struct commit *c);
/* Write the book to a temporary beside output, save the run, rename. On false nothing has changed but
 * perhaps a temporary that the next commit_begin removes or completes. record->output_digest is filled in
 * here. */
bool commit_write(struct commit *c, const struct book *b, struct run_record *record, struct diag *d);
void commit_end(struct commit *c); /* drops the lock; accepts NULL */
#endif

/* progress.h - a bar on a terminal for work that takes over a second. */
#ifndef KPI_OUT_PROGRESS_H
#define KPI_OUT_PROGRESS_H
#include "base/str.h"

struct progress;
/* Nothing is drawn when stderr is no terminal, NO bar in the first second, or is_quiet. */
struct progress *progress_start(bool is_quiet);
/* ctx is the struct progress: done of total bytes, the file at hand (read/source.h's progress_fn). */
void progress_tell(void *ctx, uint64_t done, uint64_t total, struct str file);
void progress_end(struct progress *p); /* wipes the bar and frees */
#endif

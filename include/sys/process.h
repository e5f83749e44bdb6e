/* process.h - another program, run to its end, and what it said. */
#ifndef KPI_SYS_PROCESS_H
#define KPI_SYS_PROCESS_H
#include "base/diag.h"

struct process {
	int code;            /* its exit code; 128 + the signal that ended it */
	struct str out, err; /* what it wrote; err is cut at 4096 bytes */
};

/* Run argv[0] (looked up on PATH) with these arguments (the last is NULL), nothing on its standard input, no
 * shell in between. False: it cannot be started, or wrote more than max bytes (K901). */
bool process_run(struct arena *a, const char *const *argv, size_t max, struct process *out, struct diag *d);
#endif

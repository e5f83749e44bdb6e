/* codes.h - every finding code: what it is, why it matters, what to do. docs/findings.md says the same. */
#ifndef KPI_APP_CODES_H
#define KPI_APP_CODES_H
#include "base/str.h"

/* Whether `check` tells it, `run`, or both: in the other commands it comes up as in `run`. */
enum told_by { TOLD_BY_CHECK, TOLD_BY_RUN, TOLD_BY_BOTH, TOLD_BY__N };
extern const char *const told_by_words[TOLD_BY__N];

struct code_row {
	const char *code;
	enum told_by told_by;
	const char *what, *matters, *todo;
};
extern const struct code_row code_rows[];
extern const size_t n_code_rows;
const struct code_row *code_find(struct str code); /* or NULL */
#endif

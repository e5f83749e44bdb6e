/* codes.h - every finding code: what it is, why it matters, what to do. docs/findings.md says the same. */
#ifndef KPI_APP_CODES_H
#define KPI_APP_CODES_H
#include "base/str.h"

struct code_row {
	const char *code, *what, *matters, *todo;
};
extern const struct code_row code_rows[];
extern const size_t n_code_rows;
const struct code_row *code_find(struct str code); /* or NULL */
#endif

/* inputs.h - the ledger of files read: what became of every row. */
#ifndef KPI_DATA_INPUTS_H
#define KPI_DATA_INPUTS_H
#include "base/diag.h"
#include "data/batch.h"

enum input_role {
	INPUT_WORKSPACE,
	INPUT_MODEL,
	INPUT_FORMAT,
	INPUT_GOALS,
	INPUT_TARGETS,
	INPUT_GOVERNANCE,
	INPUT_CAMPAIGNS,
	INPUT_NOTES,
	INPUT_RATES,
	INPUT_METRICS,
	INPUT_OTHER,
	INPUT_ROLE__N
};
extern const char *const input_role_names[INPUT_ROLE__N]; /* "workspace", "model", "format", "goals", ... */

enum left_out {                     /* reasons for which whole rows are left out on purpose */
	        LEFT_TOTAL_ROW,     /* K114 */
	        LEFT_SAME_FILE,     /* K113: byte-identical to a file already read */
	        LEFT_NOT_WANTED,    /* `metrics:` of the source leaves none of its cells */
	        LEFT_NO_VALUE,      /* every mapped cell of the row is missing */
	        LEFT_OTHER_SECTION, /* a table in the file that the format skips, with its reason */
	        LEFT_EMPTY,         /* blank row */
	        LEFT__N
};
extern const char *const left_out_names[LEFT__N];

struct input {
	enum input_role role;
	struct str path; /* relative to the workspace where it lies inside; as named by the user otherwise */
	uint64_t bytes;
	uint64_t digest_hi, digest_lo; /* XXH3-128 of the bytes */
	/* metrics only */
	uint16_t source;
	struct str format, format_why; /* name, and what it was recognised by */
	bool is_copy;                  /* K113 */
	uint64_t rows;                 /* data rows read = rows_used + rows_rejected + all of left */
	uint64_t rows_used, rows_rejected /* at least one cell of it refused */;
	uint64_t left[LEFT__N];
	uint64_t cells_used, cells_missing, cells_rejected, cells_ignored;
	int32_t first_day, last_day; /* DAY_NONE where it has none */
};

struct inputs {
	struct input *all; /* in the order read */
	size_t n;
};
#endif

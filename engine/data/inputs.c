/* inputs.c - the words of the ledger of files read. */
#include "data/inputs.h"

const char *const input_role_names[INPUT_ROLE__N] = {
	[INPUT_WORKSPACE] = "workspace",   [INPUT_MODEL] = "model",         [INPUT_FORMAT] = "format",
	[INPUT_GOALS] = "goals",           [INPUT_TARGETS] = "targets",     [INPUT_METRICS] = "metrics",
	[INPUT_GOVERNANCE] = "governance", [INPUT_CAMPAIGNS] = "campaigns", [INPUT_NOTES] = "notes",
	[INPUT_RATES] = "rates",           [INPUT_OTHER] = "other",
};

const char *const left_out_names[LEFT__N] = {
	[LEFT_TOTAL_ROW] = "total row",         [LEFT_SAME_FILE] = "same file twice",
	[LEFT_NOT_WANTED] = "not wanted",       [LEFT_NO_VALUE] = "no value",
	[LEFT_OTHER_SECTION] = "other section", [LEFT_EMPTY] = "empty",
};

/* draft.h - a first format file for an export that none fits. */
#ifndef KPI_READ_DRAFT_H
#define KPI_READ_DRAFT_H
#include "base/diag.h"

/* YAML for the file, made from its first rows; what could be otherwise is marked "# guess". False: the file cannot be
 * read, or has no table (K105, K106, K901 reported). */
bool format_draft(struct arena *a, const char *path, struct str shown, struct str *yaml, struct diag *d);
#endif

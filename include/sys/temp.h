/* temp.h - a folder for the time of one command. */
#ifndef KPI_SYS_TEMP_H
#define KPI_SYS_TEMP_H
#include "base/diag.h"

/* A new folder under TMPDIR (else /tmp) that only this user may look into. NULL: K901, exit code 73. */
const char *temp_folder(struct arena *a, struct diag *d);
/* Remove a folder and all below it; links are removed, not followed. False: something is left. */
bool temp_remove(const char *folder);
#endif

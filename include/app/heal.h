/* heal.h - the temporaries of a commit: their names, and what becomes of those that a killed run left. */
#ifndef KPI_APP_HEAL_H
#define KPI_APP_HEAL_H
#include "base/diag.h"

/* "scorecards/a.xlsx" gives "scorecards/.a.xlsx.<run id>.tmp". */
const char *heal_temp_path(struct arena *a, const char *output, struct str run_id);
const char *heal_folder_of(struct arena *a, const char *path); /* "scorecards", or "." */
/* False: something that is no regular file stands at path (or it cannot be looked at): K901, exit 73. */
bool heal_target_is_free(const char *path, struct diag *d);

/* Complete or remove every temporary in the folder of output: the whole scorecard of a run that history
 * knows takes its name, all others go. One that a living run holds, under another lock, is left. The caller
 * holds the lock. */
bool heal_folder(struct arena *a, const char *db, const char *output, int wait, struct diag *d);
#endif

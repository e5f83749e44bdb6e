/* file_role.h - what a file is in a workspace. */
#ifndef KPI_APP_FILE_ROLE_H
#define KPI_APP_FILE_ROLE_H
#include "base/arena.h"
#include "base/str.h"

enum file_role {
	FILE_NONE,
	FILE_WORKSPACE,
	FILE_MODEL,
	FILE_GOALS,
	FILE_TARGETS,
	FILE_GOVERNANCE,
	FILE_CAMPAIGNS,
	FILE_NOTES,
	FILE__N
};
extern const char *const file_role_names[FILE__N]; /* of tables "targets", "goals" ..; NULL: no table */

/* Which table of a workspace a file is, by its header; FILE_NONE: none. Reports nothing. */
enum file_role file_role_of_table(struct arena *a, const char *path, struct str shown);
#endif

/* file_role.c - which table of a workspace a file is, told by its header. */
#include "app/file_role.h"

#include "base/diag.h"
#include "read/csv.h"

const char *const file_role_names[FILE__N] = {
	[FILE_GOALS] = "goals",         [FILE_TARGETS] = "targets", [FILE_GOVERNANCE] = "governance",
	[FILE_CAMPAIGNS] = "campaigns", [FILE_NOTES] = "notes",
};

/* The columns that only this table has together; the first row that fits counts. */
static const struct {
	const char *one, *two;
	enum file_role role;
} heads[] = {
	{ "kpi", "period", FILE_TARGETS },           { "goal", "name", FILE_GOALS },
	{ "practice", "status", FILE_GOVERNANCE },   { "about", "note", FILE_NOTES },
	{ "campaign", "objective", FILE_CAMPAIGNS },
};

static bool has_column(const struct csv_record *r, const char *name)
{
	for (size_t i = 0; i < r->n; i++)
		if (str_eq_fold(str_trim(r->fields[i]), str_of(name)))
			return true;
	return false;
}

enum file_role file_role_of_table(struct arena *a, const char *path, struct str shown)
{
	struct diag *quiet = diag_new();
	enum file_role role = FILE_NONE;
	struct csv_table t;

	if (csv_read_table(a, path, shown, &t, quiet) && t.n > 0)
		for (size_t i = sizeof heads / sizeof *heads; i-- > 0;)
			if (has_column(&t.rows[0], heads[i].one) && has_column(&t.rows[0], heads[i].two))
				role = heads[i].role;
	diag_free(quiet);
	return role;
}

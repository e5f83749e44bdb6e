/* db.h - inside of struct db, for the files of store/ that share it; everyone else uses history.h. */
#ifndef KPI_STORE_DB_H
#define KPI_STORE_DB_H
#include <sqlite3.h>
#include "store/history.h"

struct db {
	sqlite3 *h;
	struct str path;  /* as the user named it */
	bool is_writable; /* the file may be changed; migrations of a copy in memory do not count */
	bool is_bare;     /* without the present layout, which the next transaction that writes begins with */
};

/* What SQLite last said about db, as a finding: K905 (exit 75) where another process holds it, else K902;
 * `what` could not be done. Out of memory ends the program. Always false, for `return db_fail(..)`. */
bool db_fail(struct db *db, const char *what, struct diag *d);
bool db_exec(struct db *db, const char *sql, struct diag *d);
bool db_begin(struct db *db, bool is_write, struct diag *d); /* a write is BEGIN IMMEDIATE */
/* COMMIT where ok, else ROLLBACK; false: nothing of the transaction stays. */
bool db_end(struct db *db, bool ok, struct diag *d);
#endif

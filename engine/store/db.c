/* db.c - the SQLite file: opened, known to be ours, brought to the present layout. */
#include "store/db.h"

#include <string.h>
#include "base/mem.h"
#include "store/query.h"
#include "store/schema.h"
#include "sys/file.h"

enum { EXIT_CANNOT_CREATE = 73, EXIT_LOCKED = 75 };

static struct place place_db(const struct db *db)
{
	return (struct place){ .file = db->path };
}

bool db_fail(struct db *db, const char *what, struct diag *d)
{
	int rc = sqlite3_errcode(db->h) & 0xff;

	if (rc == SQLITE_NOMEM)
		mem_exhausted(0);
	if (rc == SQLITE_BUSY || rc == SQLITE_LOCKED) {
		diag_error(d, "K905", place_db(db),
		           STR("try again when it is done, or wait for it with --wait SECONDS"),
		           "%s: another process holds it", what);
		diag_set_exit(d, EXIT_LOCKED);
		return false;
	}
	diag_error(d, "K902", place_db(db),
	           rc == SQLITE_NOTADB ? STR("say in `database:` or --db where the history is") : STR_NONE,
	           "%s: %s", what, sqlite3_errmsg(db->h));
	if (db->is_writable && (rc == SQLITE_CANTOPEN || rc == SQLITE_READONLY || rc == SQLITE_PERM))
		diag_set_exit(d, EXIT_CANNOT_CREATE);
	return false;
}

bool db_exec(struct db *db, const char *sql, struct diag *d)
{
	return sqlite3_exec(db->h, sql, NULL, NULL, NULL) == SQLITE_OK
	       || db_fail(db, "cannot use the history", d);
}

/* The one number that a statement gives. */
static bool ask_number(struct db *db, const char *sql, int64_t *out, struct diag *d)
{
	struct query q;

	query_open(&q, db, sql, d);
	*out = query_next(&q) ? query_int(&q) : 0;
	return query_close(&q);
}

/* Whose file it is, and of which layout. Read before anything is set, so that a file that is not ours stays
 * as it is. */
static bool recognise(struct db *db, int64_t *version, struct diag *d)
{
	int64_t application, objects;

	if (!ask_number(db, "PRAGMA application_id", &application, d)
	    || !ask_number(db, "PRAGMA user_version", version, d)
	    || !ask_number(db, "SELECT count(*) FROM sqlite_schema", &objects, d))
		return false;
	if (application == 0 && *version == 0 && objects == 0)
		return true; /* new, or killed before its first step */
	if (application != SCHEMA_APPLICATION_ID || *version < 1) {
		diag_error(d, "K902", place_db(db), STR("say in `database:` or --db where the history is"),
		           "this is the database of another program");
		return false;
	}
	if (*version > (int64_t)schema_n_steps) {
		diag_error(
		    d, "K902", place_db(db), STR("use that program, or another history with --db"),
		    "a newer kpialign wrote this history: its layout is %lld, this program knows up to %zu",
		    (long long)*version, schema_n_steps);
		return false;
	}
	return true;
}

/* Another process may have migrated it meanwhile, so the version is read again under the lock. */
static bool take_steps(struct db *db, struct diag *d)
{
	char mark[80];
	int64_t version;

	if (!ask_number(db, "PRAGMA user_version", &version, d))
		return false;
	for (size_t v = (size_t)version; v < schema_n_steps; v++) {
		for (size_t i = 0; i < schema_steps[v].n; i++) {
			if (!db_exec(db, schema_steps[v].sql[i], d))
				return false;
		}
	}
	sqlite3_snprintf((int)sizeof mark, mark, "PRAGMA application_id=%d; PRAGMA user_version=%d",
	                 SCHEMA_APPLICATION_ID, (int)schema_n_steps);
	return db_exec(db, mark, d);
}

bool db_begin(struct db *db, bool is_write, struct diag *d)
{
	if (!db_exec(db, is_write ? "BEGIN IMMEDIATE" : "BEGIN", d))
		return false;
	return !is_write || !db->is_bare || take_steps(db, d) || db_end(db, false, d);
}

bool db_end(struct db *db, bool ok, struct diag *d)
{
	ok = ok && db_exec(db, "COMMIT", d);
	if (!ok && !sqlite3_get_autocommit(db->h))
		sqlite3_exec(db->h, "ROLLBACK", NULL, NULL, NULL); /* what went wrong has been said */
	db->is_bare = db->is_bare && !ok;
	return ok;
}

static bool migrate(struct db *db, struct diag *d)
{
	db->is_bare = true;
	return db_begin(db, true, d) && db_end(db, true, d);
}

/* Who may only read cannot migrate the file: a copy of it in memory is migrated and read instead. */
static bool migrate_copy(struct db *db, struct diag *d)
{
	sqlite3 *copy = NULL;
	sqlite3_backup *b;

	if (sqlite3_open(":memory:", &copy) != SQLITE_OK)
		mem_exhausted(0);
	b = sqlite3_backup_init(copy, "main", db->h, "main");
	if (b != NULL)
		sqlite3_backup_step(b, -1);
	sqlite3_backup_finish(b);
	if (sqlite3_errcode(copy) != SQLITE_OK) {
		sqlite3_close(db->h);
		db->h = copy;
		return db_fail(db, "cannot read the history", d);
	}
	sqlite3_close(db->h);
	db->h = copy;
	return migrate(db, d);
}

static bool open_file(struct db *db, int wait, struct diag *d)
{
	struct arena *scratch = arena_new(0);
	/* with a slash in it, no path can be mistaken for ":memory:" or a URI */
	const char *path =
	    str_z(scratch,
	          str_starts(db->path, STR("/")) ? db->path : str_fmt(scratch, "./%.*s", STR_ARG(db->path)));
	int flags = db->is_writable ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
	int rc = sqlite3_open_v2(path, &db->h, flags, NULL);

	arena_free(scratch);
	if (db->h == NULL)
		mem_exhausted(0);
	if (rc != SQLITE_OK)
		return db_fail(
		    db, db->is_writable ? "cannot open or make the history" : "cannot open the history", d);
	sqlite3_busy_timeout(db->h, wait < INT32_MAX / 1000 ? wait * 1000 : INT32_MAX);
	/* a file from elsewhere may hold triggers and functions in its schema: none of them is to be trusted
	 * */
	sqlite3_db_config(db->h, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(db->h, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	return true;
}

/* A killed run can leave a journal that has to be rolled back, which a read-only connection may not do. */
static bool roll_back_killed(struct db *db, int wait, struct diag *d)
{
	struct db writer = { .path = db->path, .is_writable = true };
	int64_t ignored;
	bool ok;

	if (sqlite3_exec(db->h, "SELECT 1 FROM sqlite_schema", NULL, NULL, NULL) == SQLITE_OK
	    || sqlite3_extended_errcode(db->h) != SQLITE_READONLY_ROLLBACK)
		return true; /* any other trouble is met, and said, by what comes next */
	ok = open_file(&writer, wait, d)
	     && ask_number(&writer, "SELECT count(*) FROM sqlite_schema", &ignored, d);
	sqlite3_close(writer.h);
	return ok;
}

static bool open_to_read(struct db *db, int wait, struct diag *d)
{
	int64_t version;

	return open_file(db, wait, d) && roll_back_killed(db, wait, d) && recognise(db, &version, d)
	       && (version == (int64_t)schema_n_steps || migrate_copy(db, d));
}

static bool open_to_write(struct db *db, int wait, struct diag *d)
{
	int64_t version;

	if (!open_file(db, wait, d) || !recognise(db, &version, d)
	    || !db_exec(db,
	                "PRAGMA foreign_keys=ON; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY;"
	                "PRAGMA journal_mode=DELETE",
	                d))
		return false;
	db->is_bare = version == 0;
	return version == 0 || version == (int64_t)schema_n_steps || migrate(db, d);
}

static bool make_folder(struct db *db, struct diag *d)
{
	struct arena *scratch = arena_new(0);
	const char *path = str_z(scratch, db->path), *slash = strrchr(path, '/');
	bool ok = slash == NULL || slash == path
	          || folder_make(str_z(scratch, str_sub(db->path, 0, (size_t)(slash - path))));

	arena_free(scratch);
	if (!ok) {
		diag_error(d, "K901", place_db(db), STR_NONE, "cannot make the folder of the history");
		diag_set_exit(d, EXIT_CANNOT_CREATE);
	}
	return ok;
}

static struct db *new_db(struct arena *a, struct str path, bool is_writable)
{
	struct db *db = ARENA_NEW(a, struct db);

	db->path = str_copy(a, path);
	db->is_writable = is_writable;
	return db;
}

struct db *db_open_to_save(struct arena *a, struct str path, int wait, struct diag *d)
{
	struct db *db = new_db(a, path, true);

	if (make_folder(db, d) && open_to_write(db, wait, d))
		return db;
	db_close(db);
	return NULL;
}

struct db *db_open(struct arena *a, struct str path, bool read_only, int wait, struct diag *d)
{
	struct db *db = read_only ? new_db(a, path, false) : db_open_to_save(a, path, wait, d);

	if (db != NULL && (read_only ? open_to_read(db, wait, d) : !db->is_bare || migrate(db, d)))
		return db;
	db_close(db);
	return NULL;
}

void db_close(struct db *db)
{
	if (db == NULL)
		return;
	sqlite3_close(db->h);
	db->h = NULL;
}

/* query.c - statements of SQLite with their values by order. */
#include "store/query.h"

void query_open(struct query *q, struct db *db, const char *sql, struct diag *d)
{
	*q = (struct query){ .db = db, .d = d };
	q->failed = sqlite3_prepare_v2(db->h, sql, -1, &q->s, NULL) != SQLITE_OK
	            && !db_fail(db, "cannot understand the history", d);
}

bool query_close(struct query *q)
{
	sqlite3_finalize(q->s);
	q->s = NULL;
	return !q->failed;
}

static void check(struct query *q, int rc)
{
	if (rc == SQLITE_OK || q->failed)
		return;
	db_fail(q->db, "cannot put a value into the history", q->d);
	q->failed = true;
}

void query_put_text(struct query *q, struct str s)
{
	if (!q->failed)
		check(q,
		      sqlite3_bind_text64(q->s, ++q->col, s.n ? s.p : "", s.n, SQLITE_STATIC, SQLITE_UTF8));
}

void query_put_text_or_null(struct query *q, struct str s)
{
	if (s.n > 0)
		query_put_text(q, s);
	else
		q->col++;
}

void query_put_int(struct query *q, int64_t v)
{
	if (!q->failed)
		check(q, sqlite3_bind_int64(q->s, ++q->col, v));
}

void query_put_int_or_null(struct query *q, bool has, int64_t v)
{
	if (has)
		query_put_int(q, v);
	else
		q->col++;
}

void query_put_real(struct query *q, bool has, double v)
{
	if (!has)
		q->col++;
	else if (!q->failed)
		check(q, sqlite3_bind_double(q->s, ++q->col, v));
}

void query_run(struct query *q)
{
	if (!q->failed && sqlite3_step(q->s) != SQLITE_DONE) {
		db_fail(q->db, "cannot write the history", q->d);
		q->failed = true;
	}
	q->col = 0;
	if (q->s != NULL) {
		sqlite3_reset(q->s); /* step has said already what it would say */
		sqlite3_clear_bindings(q->s);
	}
}

bool query_next(struct query *q)
{
	int rc = q->failed ? SQLITE_DONE : sqlite3_step(q->s);

	q->col = 0;
	if (rc != SQLITE_ROW && rc != SQLITE_DONE) {
		db_fail(q->db, "cannot read the history", q->d);
		q->failed = true;
	}
	return rc == SQLITE_ROW;
}

struct str query_text(struct query *q, struct arena *a)
{
	const unsigned char *p = sqlite3_column_text(q->s, q->col);
	int n = sqlite3_column_bytes(q->s, q->col++);

	return p == NULL ? STR_NONE : str_copy(a, (struct str){ (const char *)p, (size_t)n });
}

int64_t query_int(struct query *q)
{
	return sqlite3_column_int64(q->s, q->col++);
}

bool query_int_or_null(struct query *q, int64_t *v)
{
	bool has = sqlite3_column_type(q->s, q->col) != SQLITE_NULL;

	*v = query_int(q);
	return has;
}

bool query_real(struct query *q, double *v)
{
	bool has = sqlite3_column_type(q->s, q->col) != SQLITE_NULL;

	*v = sqlite3_column_double(q->s, q->col++);
	return has;
}

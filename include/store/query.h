/* query.h - one SQL statement: parameters and columns in their order, missing values as NULL. */
#ifndef KPI_STORE_QUERY_H
#define KPI_STORE_QUERY_H
#include "store/db.h"

struct query {
	struct db *db;
	struct diag *d;
	sqlite3_stmt *s;
	int col;     /* of the parameter or column that comes next */
	bool failed; /* reported; whatever follows does nothing */
};

/* Always followed by query_close, which gives false when anything failed since. */
void query_open(struct query *q, struct db *db, const char *sql, struct diag *d);
bool query_close(struct query *q);

/* The next parameter; text must stay until the statement has run. */
void query_put_text(struct query *q, struct str s);         /* an empty text is '' */
void query_put_text_or_null(struct query *q, struct str s); /* an empty text is NULL */
void query_put_int(struct query *q, int64_t v);
void query_put_int_or_null(struct query *q, bool has, int64_t v);
void query_put_real(struct query *q, bool has, double v);
/* Run a statement that gives no rows; its parameters can then be put anew. */
void query_run(struct query *q);

/* The next row; false: there is none, or it failed. */
bool query_next(struct query *q);
/* The next column; NULL is STR_NONE, 0 or false. Text is copied. */
struct str query_text(struct query *q, struct arena *a);
int64_t query_int(struct query *q);
bool query_int_or_null(struct query *q, int64_t *v);
bool query_real(struct query *q, double *v);
#endif

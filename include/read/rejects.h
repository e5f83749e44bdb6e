/* rejects.h - every cell and row that was refused, for rejected.csv. */
#ifndef KPI_READ_REJECTS_H
#define KPI_READ_REJECTS_H
#include "base/str.h"

struct reject {
	struct str file;
	uint32_t line;
	struct str column, text; /* "": the whole row */
	const char *code;
	struct str reason;
};

struct rejects;
struct rejects *rejects_new(void);
void rejects_free(struct rejects *r); /* accepts NULL */
/* All text is copied; r may be NULL. Of over a million only the number is kept. */
void rejects_add(struct rejects *r, const struct reject *one);
size_t rejects_count(const struct rejects *r); /* 0 for NULL */
/* file,line,column,text,code,reason as CSV, a line each in the order met. Text that a spreadsheet would take for a
 * formula gets an apostrophe in front. */
struct str rejects_csv(struct arena *a, const struct rejects *r);
/* Is the file that starts with head (REJECTS_HEAD bytes are enough) such a list? It may lie among exports, where no
 * export is meant. */
enum { REJECTS_HEAD = 64 };
bool rejects_is_list(struct str head);
#endif

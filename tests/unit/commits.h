/* commits.h - commits of a book that is its title, so that their order alone is tested. Only for tests of the commit: what
 * is here takes the place of out/xlsx.c. */
#ifndef KPI_TEST_COMMITS_H
#define KPI_TEST_COMMITS_H
#include <stdio.h>
#include <string.h>
#include "app/commit.h"
#include "out/xlsx.h"
#include "record.h"
#include "sys/file.h"

/* In place of out/xlsx.c. A book without a title cannot be written; half of it is on the disk already. */
bool xlsx_write(const struct book *b, const char *path, const char *tmp, struct diag *d)
{
	FILE *f = fopen(path, "wb");

	assert_true(file_is_folder(tmp));
	assert_non_null(f);
	fprintf(f, "%.*s", STR_ARG(b->title.n > 0 ? b->title : STR("half")));
	assert_int_equal(fclose(f), 0);
	if (b->title.n == 0)
		diag_error(d, "K901", PLACE_NONE, STR_NONE, "no space left");
	return b->title.n > 0;
}

static struct commit *begin(struct record *t, const char *output)
{
	return commit_begin(t->a, record_path(t, "h.db"), record_path(t, output), 0, t->d);
}

/* Write the book to output, all in one. */
static bool commit(struct record *t, const char *output, const char *title)
{
	struct commit *c = begin(t, output);
	struct book b = { .title = str_of(title) };
	bool ok;

	if (c != NULL && strstr(title, "rejects") != NULL)
		commit_rejects(c, record_path(t, "rejected.csv"), STR("file,line\n"));
	ok = c != NULL && commit_write(c, &b, &t->r, t->d);
	commit_end(c);
	return ok;
}
#endif

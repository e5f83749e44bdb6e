/* draft_parts.h - the first rows of an export, and what is guessed of its columns; for draft*.c alone. */
#ifndef KPI_READ_DRAFT_PARTS_H
#define KPI_READ_DRAFT_PARTS_H
#include "read/head.h"

struct sample {
	struct csv_record *all;
	size_t n;
	size_t header;          /* index of the header, or SIZE_MAX */
	int header_row;         /* counted as `header:` of a format does */
	bool has_hash;          /* lines with # stand above it */
	struct csv_record last; /* of the whole file, that is not blank; n is 0 where it is among all */
	char delimiter;
	struct str encoding; /* "": as the file says */
};

enum guess { GUESS_EMPTY, GUESS_DATE, GUESS_NUMBER, GUESS_TEXT };

struct guesses {
	enum guess *of;     /* each column */
	const char **form;  /* GUESS_DATE: the first form that reads all its cells */
	const char **other; /* another that does, too; or NULL */
	size_t n;
	struct num_style numbers;
	int date, id, channel, account, campaign, metric, value; /* columns, or -1 */
};

/* draft_guess.c */
struct guesses draft_guess(struct arena *a, const struct sample *s);
/* draft_totals.c: a row without a date that says Total or the like (read/total_words.h). */
struct draft_total {
	int column; /* whose cell says it; -1: it is none */
	struct str equals;
};
struct draft_total draft_total(struct arena *a, const struct sample *s, const struct guesses *g,
                               const struct csv_record *rec);
/* draft_write.c */
struct str draft_write(struct arena *a, struct str shown, const struct sample *s);
#endif

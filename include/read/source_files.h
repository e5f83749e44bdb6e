/* source_files.h - the files of a run's sources on their way into the store; shared by the source*.c files only.
 *
 *   source_find.c   which files there are, and of which format
 *   source_team.c   several files at a time, where one does not matter to the other
 *   source_order.c  the first reading: which of them replaces which
 *   source_fit.c    may they stand in one source?
 *   source_read.c   a file into the store, and what is said of it
 *   source_warn.c   what a file alone does not tell
 *   source.c        all of it, source by source */
#ifndef KPI_READ_SOURCE_FILES_H
#define KPI_READ_SOURCE_FILES_H
#include "read/detect.h"
#include "read/export.h"
#include "read/source.h"

/* A file of at most HELD_MOST bytes is opened once: all that looks at it looks at the bytes that were read then, as long
 * as those of all files are no more than HELD_IN_ALL. */
enum { HELD_MOST = 64 << 10, HELD_IN_ALL = 16 << 20 };

struct planned { /* one file of a source */
	const char *path;
	struct str shown;
	uint64_t bytes;
	struct str held; /* all of them, where the file is small */
	bool is_held;
	struct fit fit;
	bool is_known;                     /* one format fits */
	struct export_span span;           /* of the first reading, where there is one */
	int32_t first, last;               /* the days of its rows; DAY_NONE: it was not read, or has none */
	const struct planned *same_as;     /* K113 */
	uint32_t comma_line, unclear_line; /* see export.h */
	struct date_order order;
};

struct sources {
	struct arena *a;
	struct exports x;
	const struct workspace *w;
	const struct formats *fs;
	const struct library *lib;
	const struct read_options *o;
	struct input_list *files;
	struct diag *d;
	struct planned **plans; /* of each source */
	size_t *n_plans;
	struct arena *held;   /* of planned.held */
	char *head;           /* where files are read before it is known what they are: HELD_MOST + 1 bytes */
	uint64_t done, total; /* bytes, for progress */
	struct str at_hand;
	uint64_t rows, rows_rejected;
	struct meaning *meanings;
	size_t n_meanings, cap_meanings;
};

/* A place that is the file as a whole. */
struct place source_place(struct str shown);
/* The file at hand has been read up to so many bytes: progress is told. */
void source_tick(void *s, uint64_t bytes);
struct export_job source_job(const struct sources *s, size_t i, const struct planned *p);

/* The files of source i in natural order. False: K901 or K903 is reported. */
bool source_find(struct sources *s, size_t i);
/* The format of each. False: K105, K106, K107, K603 or K901 is reported. */
bool source_detect(struct sources *s, size_t i);
/* source_team.c: how many files of source i may be looked at at a time. */
size_t source_places(const struct sources *s, size_t i);
/* The format of each file, where one fits that is easily told; nothing is reported. */
void source_detect_all(struct sources *s, size_t i, const struct formats *fs, size_t n_places);
/* The span of each file, and all days together. */
void source_scan_all(struct sources *s, size_t i, struct day_set *days, size_t n_places);
/* Sorts the files of source i: what comes later replaces what came before. Copies are marked. */
void source_order(struct sources *s, size_t i);
/* May the files, in their order, stand in one source? False: K107 or K120 is reported. */
bool source_fits(struct sources *s, size_t i);
/* A file that is a copy goes to the ledger only. */
void source_skip_copy(struct sources *s, size_t i, const struct planned *p);
/* A file into the store. False: diag holds an error about it. */
bool source_read_file(struct sources *s, size_t i, struct planned *p);
/* K101 and K102: what the files of source i say of each other. */
void source_warn(struct sources *s, size_t i);
#endif

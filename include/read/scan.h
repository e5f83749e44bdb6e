/* scan.h - the plain records of a block of whole lines, as slices of it; for the csv files only. */
#ifndef KPI_READ_SCAN_H
#define KPI_READ_SCAN_H
#include "read/csv.h"

/*  block: | taken | records to come ... | a record that goes on behind the block ... \n
 *                 at                                                                 n
 * index: the structural bytes (index.h) of one piece of the block; `next` is the first not looked at. */
struct scan {
	struct str block; /* ends behind an LF, or is empty */
	size_t at;
	uint32_t lines; /* that start before `at` */
	char delimiter; /* that the index is for */
	uint32_t *index;
	size_t n, cap_index, next, indexed, piece;
	size_t next_before, indexed_before; /* when the record looked at last began */
	struct str *fields;
	size_t cap;
};
/* piece: how many bytes are indexed at a time. */
void scan_init(struct scan *s, size_t piece);
void scan_clear(struct scan *s);
/* A new block, borrowed while it lasts. */
void scan_begin(struct scan *s, struct str block);
/* Another delimiter from `at` on. */
void scan_set_delimiter(struct scan *s, char delimiter);

/* The record at `at`, if it is plain: cells without a quote, or quoted as a whole with none inside. Its fields
 * and raw are slices of the block; line is left alone. False: nothing was taken, libcsv shall look at it. */
bool scan_record(struct scan *s, struct csv_record *rec);
/* scan_record for the most common of records: n cells (2 or more), none of them quoted. False: it may be a record all the
 * same. */
bool scan_unquoted(struct scan *s, size_t n, struct csv_record *rec);
/* The structural bytes from the start of the record looked at last up to `to`; 0: they are not at hand any more. */
size_t scan_marks(const struct scan *s, size_t to);
/* The physical line at `at`, for libcsv. False: the block is used up. */
bool scan_line(struct scan *s, struct str *line);
/* Behind the line at `at`, on the guess that what scan_record did not take ends there. False: the block is used up. */
bool scan_guess(struct scan *s);
/* Goes on at `to`, `lines` lines farther on. */
void scan_skip(struct scan *s, size_t to, uint32_t lines);
#endif

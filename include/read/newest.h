/* newest.h - how far the social data reach, which a date in a far year does not say. */
#ifndef KPI_READ_NEWEST_H
#define KPI_READ_NEWEST_H
#include "read/export.h"

struct newest {
	/* The newest day of what social sources give by `every`; DAY_NONE. */
	int32_t day;
	/* The first of the few days after it that are taken for mistyped; DAY_NONE: there are none. */
	int32_t lone;
	/* As far as it is whole: of days the newest one; of weeks the end of the last that another of its source follows, or that
	 * is within its `covers:`; of months and quarters DAY_NONE. */
	int32_t whole;
	/* The shortest they have; a post has its day. */
	enum every every;
};

/* Up to three days, and a tenth of those before them, that come after more than 92 days without any cell are taken
 * for mistyped; but not where two of them are at most 31 days from each other, after no more than three years, nor
 * where the days before them have two gaps half as long. Where rows stand for longer than a day, two rows to one that
 * comes after three years are enough. */
struct newest newest_of(const struct store *st, const struct workspace *w);

/* The days of rows, met in any order: of a file, or of all files of a source, whose order goes by their last day. */
struct day_set {
	bool *has; /* from day zero to day end, all years that dates may have */
	int32_t zero, end, first, last;
};
struct day_set *day_set_new(struct arena *a);
void day_set_add(struct day_set *s, int32_t day);
void day_set_clear(struct day_set *s);
void day_set_join(struct day_set *all, const struct day_set *one);
/* The first of the few last days that are taken for mistyped; DAY_NONE: there are none. */
int32_t day_set_lone(const struct day_set *s);
/* Its last days, latest first; how many there are of LATE_DAYS. */
size_t day_set_late(const struct day_set *s, int32_t late[LATE_DAYS]);
/* Could the rows of the file move newest? By `every`, or by post for days, of a social source. */
bool newest_counts(const struct export_job *job, enum every every);

/* K118 at the first row of a file that is dated from `lone` on. The file is read again; the last day of its other rows,
 * DAY_NONE: it has none. */
int32_t newest_explain(struct exports *x, const struct export_job *job, const struct newest *n);
#endif

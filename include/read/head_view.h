/* head_view.h - the first records of a file, by encoding and delimiter, each read when it is asked for. */
#ifndef KPI_READ_HEAD_VIEW_H
#define KPI_READ_HEAD_VIEW_H
#include "read/csv.h"

struct views;
/* All of it lives in a. path, held (all bytes of the file, or NULL: they are read from it) and shown are borrowed. */
struct views *views_open(struct arena *a, const char *path, const struct str *held, struct str shown);
void views_close(struct views *v);

struct view;
struct view *views_get(struct views *v, struct str encoding, char delimiter);
/* Record `at`, counted from 0, which lives as long as the views. False: the head of the file ends before it. */
bool view_record(struct view *v, size_t at, struct csv_record *rec);

/* From here on it is counted what is looked at. */
void views_begin(struct views *v);
/* How many bytes of the file those were: any other file that begins with them gives the same records. SIZE_MAX: what
 * stands behind them may matter, too. */
size_t views_looked(const struct views *v);
/* As if so many bytes had been looked at again. */
void views_add(struct views *v, size_t looked);
#endif

/* csv_where.h - where in the file a cell of a record stands; for the csv files only. */
#ifndef KPI_READ_CSV_WHERE_H
#define KPI_READ_CSV_WHERE_H
#include <csv.h>
#include "read/csv.h"

enum { RECORD_MAX_BYTES = LINE_MAX_BYTES, FIELDS_MAX = 100000 };

/* A libcsv parser set up as every one here is: lenient, nothing trimmed, memory from mem.h. csv_free it. */
void csv_start_parser(struct csv_parser *p, char delimiter);

/* Cell i of rec; i >= rec->n: behind its last character. line_end: '\n' or '\r', what counts as a line. The
 * source of the place is a view into rec->raw. */
struct place csv_where(struct str file, const struct csv_record *rec, size_t i, char delimiter,
                       char line_end);
#endif

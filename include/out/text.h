/* text.h - findings and tables as text on a stream; the only layer that prints. */
#ifndef KPI_OUT_TEXT_H
#define KPI_OUT_TEXT_H
#include <stdio.h>
#include "base/diag.h"

/* Print the findings of at least this severity as diag_format gives them. */
void text_findings(FILE *to, struct diag *d, enum severity least);

/* One cell of a CSV row, quoted where it must be. is_text: a cell that begins with = + - @ TAB or CR gets an apostrophe in
 * front, so that a spreadsheet does not run it. */
void csv_cell(FILE *to, struct str s, bool is_text, bool is_last);
/* False: the stream has failed (disk full, closed pipe): K901 in diag. */
bool text_flush(FILE *to, const char *name, struct diag *d);
#endif

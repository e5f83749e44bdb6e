/* xlsx.h - a planned book through libxlsxwriter; decides nothing. */
#ifndef KPI_OUT_XLSX_H
#define KPI_OUT_XLSX_H
#include "plan/sheet.h"
/* Write to path (a temporary name in the target folder; tmp: folder for the library's own parts). Same book, same bytes. */
bool xlsx_write(const struct book *b, const char *path, const char *tmp, struct diag *d);
#endif

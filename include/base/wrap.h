/* wrap.h - text broken between words, so that it reads on a page of 80 columns. */
#ifndef KPI_BASE_WRAP_H
#define KPI_BASE_WRAP_H
#include "base/str.h"

enum { PAGE_COLUMNS = 80 };

/* Add `first` and then text, broken between words so that no line is longer than PAGE_COLUMNS; the first word
 * stands at column `indent` (or a blank after `first`, where that is longer), later lines start at `indent`. A
 * word that is longer than a line stands alone, whole. Line feeds in text are kept; other control characters become
 * `?`. Ends with a line feed. */
void wrap_text(struct strbuf *out, struct str first, unsigned indent, struct str text);
#endif

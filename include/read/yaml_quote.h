/* yaml_quote.h - text of a file as a scalar of the YAML that the program writes, or says to write. */
#ifndef KPI_READ_YAML_QUOTE_H
#define KPI_READ_YAML_QUOTE_H
#include "base/str.h"

/* In double quotes, as one line: control characters become blanks, so a text that holds any is not the same when read. */
void yaml_quote(struct strbuf *b, struct str s);
struct str yaml_quoted(struct arena *a, struct str s); /* a copy in the arena */
#endif

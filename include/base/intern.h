/* intern.h - text <-> small number: equal text is an equal number. */
#ifndef KPI_BASE_INTERN_H
#define KPI_BASE_INTERN_H
#include "base/str.h"

typedef uint32_t sym; /* 0 is the empty text */

struct intern;
struct intern *intern_new(void);
void intern_free(struct intern *t);
sym intern_text(struct intern *t, struct str s);                 /* adds; copies s */
bool intern_has(const struct intern *t, struct str s, sym *out); /* does not add */
struct str intern_str(const struct intern *t, sym i);            /* NUL-terminated view, lives as long as t */
uint32_t intern_count(const struct intern *t);                   /* syms are 0 .. count-1 */
#endif

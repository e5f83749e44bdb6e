/* currencies.h - the currencies that amounts are in, where the workspace does not say which one it counts in. */
#ifndef KPI_READ_CURRENCIES_H
#define KPI_READ_CURRENCIES_H
#include "base/diag.h"

enum { CURRENCIES_TOLD = 8 }; /* two already stop the run */

struct currencies {
	struct arena *a;                     /* of names and places */
	struct str names[CURRENCIES_TOLD];   /* a code or a sign, each once */
	struct place first[CURRENCIES_TOLD]; /* the first amount in it */
	size_t n;
};

/* The codes that a sign may stand for, with blanks between them; a code stands for itself. */
struct str currency_codes(struct str name);
bool currency_may_be(struct str name, struct str code);

/* Must an amount in `name` still be told? */
bool currencies_lack(const struct currencies *c, struct str name);
/* Name and place are copied. */
void currencies_add(struct currencies *c, struct str name, struct place at);
/* K312. One currency that all of them may be is taken for that of every amount, with a warning; else each is an
 * error at its first place, and false. Neither depends on the order of rows and files. */
bool currencies_judge(const struct currencies *c, struct diag *d);
#endif

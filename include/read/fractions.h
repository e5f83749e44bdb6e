/* fractions.h - a count like 1.054, and whether its source shows what the marks of its numbers mean. */
#ifndef KPI_READ_FRACTIONS_H
#define KPI_READ_FRACTIONS_H
#include "base/diag.h"
#include "base/intern.h"

/* Of the source at hand. */
struct fractions {
	struct arena *a; /* of text and place */
	bool shows_stop; /* a number like 1.5: the mark is a decimal one */
	/* where the decimal mark is a comma: counts like 1,054, and other numbers with a comma */
	uint64_t n_comma_unclear, n_comma_clear;
	bool is_met;   /* a count like 1.054, the first: */
	bool is_money; /* or an amount */
	char decimal;  /* its mark */
	sym metric;
	int64_t micro; /* as it was read */
	struct str text;
	struct place at;
};

void fractions_begin(struct fractions *f);
void fractions_meet(struct fractions *f, sym metric, bool is_money, char decimal, struct str text,
                    int64_t micro, struct place at);
/* K102, a warning, when all files of the source are read: 1.054 of a count or of money is more likely 1054, unless the source's other
 * numbers show that it is not: one like 1.5 does. 1,054 by a decimal comma is told unless as many numbers have another
 * number of decimals: the comma was declared, perhaps for one mistyped cell. */
void fractions_note(const struct fractions *f, const struct intern *names, struct diag *d);
#endif

/* gain.h - a stock beside its opening in a formula: what it gained, where a series has both. */
#ifndef KPI_CORE_GAIN_H
#define KPI_CORE_GAIN_H
#include "data/outcome.h"

/* A stock and its opening among the names of a formula; 0 and 0: names[i] is neither. */
struct gain {
	sym stock, opening;
};
struct gain gain_of(const struct facts *f, const sym *names, size_t n, size_t i);

/* Cuts *fig, the figure of g.opening or of g.stock, to the series that have both: an account that is new has not gained
 * all that it has. What it leaves out so is in num_left, and for the stock the series are in the note. */
void gain_cut(const struct facts *f, struct arena *a, struct gain g, bool of_opening, const struct where *w,
              struct period p, struct figure *fig);

/* Tells *fig, the formula's, what the figures of its names leave out. */
void gain_tell(const struct facts *f, struct arena *a, const sym *names, const struct figure *all, size_t n,
               struct figure *fig);

/* "where nothing is known from before the period" */
const char *gain_why(const struct gain_left *left);
#endif

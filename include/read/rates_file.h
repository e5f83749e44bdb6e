/* rates_file.h - rates.csv. */
#ifndef KPI_READ_RATES_FILE_H
#define KPI_READ_RATES_FILE_H
#include "data/rates.h"
#include "data/workspace.h"
#include "read/sources.h"

/* rates.csv of the workspace: currency, month, rate and perhaps per; none where it names none. A rate is what one
 * unit of the currency (or `per` of them) is worth in units of the workspace's. Unknown months (K101), more than six
 * decimals, which would be rounded (K102), two rates of one month (K111), a rate of the workspace's own currency or
 * without one (K602) are errors. NULL: diag holds them. */
const struct rates *rates_read(struct arena *a, struct intern *names, const struct workspace *w,
                               const struct library *lib, struct input_list *files, struct diag *d);
#endif

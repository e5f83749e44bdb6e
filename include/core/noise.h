/* noise.h - whether a figure is more than the noise of its months. */
#ifndef KPI_CORE_NOISE_H
#define KPI_CORE_NOISE_H
#include "data/outcome.h"

enum { NOISE_LEAST = 12, NOISE_MOST = 24 };

/* An XmR chart (Wheeler, Understanding Variation): the months before the period give their mean and the mean of the
 * differences between neighbours, mR; the limits are mean -+ 2.66 mR, 2.66 being 3 / 1.128, three standard deviations
 * as mR estimates one. A month of the period outside them is a signal, unless another is out on the other side.
 * The months are recomputed from the store, whole ones only, the newest NOISE_MOST before the period, none across a
 * series break; fewer than NOISE_LEAST with all their neighbours give no limits. first: no day has data before it. */
struct noise noise_of(const struct facts *f, struct arena *scratch, const struct kpi *k, int32_t first);
/* The signal is on the side that is better; a band has none. */
bool noise_is_good(const struct kpi_outcome *k);
#endif

/* modelled.h - a desk's own model, models/acme.yaml, and what stands in it. */
#ifndef KPI_TEST_MODELLED_H
#define KPI_TEST_MODELLED_H
#include "desk.h"
#include "read/model_file.h"

/* Written and read; NULL: refused. goals may be NULL. */
const struct model *model_of(struct desk *k, const char *text, const struct goals *goals);
sym name_of(struct desk *k, const char *name);

/* They fail on the line of the test: where the model is refused, or is read, and where there is no such thing. */
#define read_good(k, text, goals) must_read(k, text, goals, __FILE__, __LINE__)
#define read_bad(k, text)         assert_null(model_of(k, text, NULL))
#define kpi_of(k, m, id)          must_have_kpi(k, m, id, __FILE__, __LINE__)
#define metric_of(k, m, id)       must_have_metric(k, m, id, __FILE__, __LINE__)

const struct model *must_read(struct desk *k, const char *text, const struct goals *goals, const char *file,
                              int line);
const struct kpi *must_have_kpi(struct desk *k, const struct model *m, const char *id, const char *file,
                                int line);
const struct metric *must_have_metric(struct desk *k, const struct model *m, const char *id, const char *file,
                                      int line);
#endif

/* input_news.h - which files are not as a report read them. */
#ifndef KPI_CORE_INPUT_NEWS_H
#define KPI_CORE_INPUT_NEWS_H
#include "data/outcome.h"

enum input_fate { INPUT_CHANGED, INPUT_ADDED, INPUT_LOST, INPUT_FATE__N };
extern const char *const input_fate_names[INPUT_FATE__N]; /* "changed", "is new", "is gone" */

struct input_news {
	enum input_fate fate;
	struct str path, role;
	struct str source;           /* `files:` of its source; "": none, or not kept */
	int32_t first_day, last_day; /* of its cells; DAY_NONE */
};

/* The report's files against those read now, those read now first. A file with another name and the same bytes is
 * the same file. */
struct input_news *input_news_of(const struct facts *f, struct arena *a, const struct past_run *then,
                                 const struct inputs *now, size_t *n);
#endif

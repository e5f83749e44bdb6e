/* store.h - inside of struct store, for the files of data/ that share it; everyone else uses series.h. */
#ifndef KPI_DATA_STORE_H
#define KPI_DATA_STORE_H
#include "data/pages.h"
#include "data/series.h"

struct month_dir { /* of one month: page number + 1 by series, 0: none */
	uint32_t *page;
	size_t n, cap;
};

struct day_span {
	int32_t first, last;
};
struct cover {
	struct day_span *spans;
	size_t n, cap;
}; /* sorted, apart from each other */

struct store {
	struct series *list;
	size_t n, cap;
	uint32_t *slots;
	size_t n_slots; /* open addressing: series + 1 */
	struct month_dir *months;
	size_t n_months, cap_months; /* month-major */
	struct pages pages;
	uint32_t epoch; /* the current file */
	struct cover *covers;
	size_t n_covers, cap_covers;     /* by source */
	struct store *far_sum, *far_min; /* store_far: series by the same keys; NULL until there is one */
	uint32_t *sorted;
	size_t n_sorted; /* store_sorted's answer; stale when n_sorted != n */
};

/* The page of series i in a month, or NULL. */
/* The series of `st` with the key of `like`; false: none. */
bool store_find(const struct store *st, const struct series *like, size_t *i);
const struct page *store_page(const struct store *st, size_t i, int month);
#endif

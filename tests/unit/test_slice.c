/* test_slice.c - the short way to a slice gives what the long one does. */
#include "company.h"
#include "core/hands.h"
#include "core/slice.h"

enum { SERIES = 24, FIRST = 20089 /* 2025-01-01 */, DAYS = 3 * 365, PLAIN = 0, LONG = SERIES };

/* Series i and LONG + i have the same cells; those of posts that are not sparse go the long way. Some are dense, some
 * begin late or end early, some have no cell for months, and of some the sums do not fit. */
static void put_series(struct company *c, enum grain grain, uint32_t seed)
{
	struct put_rules rules = { .every = EVERY_DAY, .grain = grain };
	struct put_report report = { 0 };

	for (uint32_t i = 0; i < SERIES; i++) {
		uint32_t begin = i % 3 == 0 ? lcg(&seed) % DAYS : 0, gap = 1 + i * i / 4;
		uint32_t end = i % 5 == 0 ? begin + lcg(&seed) % 400 : DAYS;
		struct batch b;

		batch_init(&b, c->a);
		store_begin_file(c->f.store);
		for (uint32_t day = begin; day < DAYS && day < end; day += 1 + lcg(&seed) % gap) {
			bool is_big = i == 7 && lcg(&seed) % 8 == 0;
			struct batch_keys keys = { .account = (sym)i + 1,
				                   .campaign = i % 4 == 1,
				                   .day = FIRST + (int32_t)day };
			int64_t micro = is_big ? INT64_MAX / 3 : (int64_t)(lcg(&seed) % 1000) * MICRO - 200;

			batch_add(&b, &keys, NULL, (struct batch_cell){ micro, company_sym(c, "leads"), 0 });
		}
		store_put(c->f.store, &b, &rules, &report);
	}
}

static struct company *with_series(void)
{
	struct company *c = company_new();

	company_metric(c, "leads", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	put_series(c, GRAIN_DAY, 5);
	put_series(c, GRAIN_POST, 5);
	store_settle(c->f.store, NULL);
	return c;
}

static void assert_same_days(const struct cut *cut, uint32_t i)
{
	struct span_days months = store_span_days(cut->f->store, i, &cut->span),
			 days = store_days(cut->f->store, i, cut->p.first, cut->to);

	assert_int_equal(months.n, days.n);
	assert_int_equal(months.first, days.first);
	assert_int_equal(months.last, days.last);
}

static void assert_alike(const struct cut *cut, uint32_t i)
{
	struct slice plain = slice_roll(cut, PLAIN + i), full = slice_roll(cut, LONG + i);

	assert_same_days(cut, i);

	assert_true(plain.is_plain);
	assert_false(full.is_plain);
	assert_int_equal(plain.n_cells, full.n_cells);
	assert_int_equal(plain.value.has, full.value.has);
	assert_int_equal(plain.value.overflow, full.value.overflow);
	assert_int_equal(plain.value.is_exact, full.value.is_exact);
	assert_true(plain.value.micro == full.value.micro);
	assert_int_equal(plain.expected, full.expected);
	assert_int_equal(plain.present, full.present);
	assert_int_equal(plain.newest, full.newest);
	assert_int_equal(plain.is_stale, full.is_stale);
	assert_true(slice_value(cut, i).micro == slice_value(cut, LONG + i).micro);
}

static void compare_all(struct company *c)
{
	static const char *const periods[] = {
		"2025-01", "2026-02", "2026-Q3", "2025-H2", "2026", "2027-12"
	};
	static const char *const as_of[] = { "2025-01-31", "2026-02-11", "2026-09-30", "2028-03-01" };
	const struct metric *leads = model_metric(&c->model, company_sym(c, "leads"));

	for (size_t k = 0; k < LEN(as_of); k++) {
		c->f.as_of = company_day(as_of[k]);
		for (size_t p = 0; p < LEN(periods); p++) {
			struct cut cut = cut_of(&c->f, leads, company_span(periods[p]));

			for (uint32_t i = 0; cut.to >= cut.p.first && i < SERIES; i++)
				assert_alike(&cut, i);
		}
	}
}

static void test_plain_series_give_what_the_long_way_gives(void **state)
{
	struct company *c = with_series();

	(void)state;
	assert_int_equal(store_count(c->f.store), 2 * SERIES);
	compare_all(c);
	company_free(c);
}

/* Also where only some months are kept, and where one of them does not fit. */
static void test_kept_months_change_nothing(void **state)
{
	struct company *c = with_series();
	uint32_t all[SERIES];

	(void)state;
	for (uint32_t i = 0; i < SERIES; i++)
		all[i] = i;
	hands_keep(&c->f, all, SERIES / 2, company_day("2025-11-01"), company_day("2026-09-30"));
	compare_all(c);
	hands_keep(&c->f, all, SERIES, company_day("2024-01-01"), company_day("2027-12-31"));
	compare_all(c);
	store_forget(c->f.store);
	compare_all(c);
	company_free(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_plain_series_give_what_the_long_way_gives),
		cmocka_unit_test(test_kept_months_change_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_figures.c - a figure that is kept is the one that would be rolled up again. */
#include "company.h"
#include "core/figures.h"
#include "core/rollup.h"

static struct company *with_leads(void)
{
	struct company *c = company_new();

	company_metric(c, "leads", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_put_same(c, (struct cells_of_series){ .metric = "leads", .channel = "x" }, "2026-07-01", 92,
	                 1);
	company_put_same(c, (struct cells_of_series){ .metric = "leads", .channel = "y" }, "2026-07-01", 31,
	                 10);
	c->f.figures = figures_new();
	return c;
}

static void free_all(struct company *c)
{
	figures_free(c->f.figures);
	company_free(c);
}

static int64_t leads(struct company *c, const struct facts *f, const struct where *w, const char *period)
{
	return rollup_metric(f, c->a, company_sym(c, "leads"), w, company_span(period)).micro / MICRO;
}

static void test_figures_are_of_their_facts_series_and_days(void **state)
{
	struct company *c = with_leads();
	const struct str x = STR("x");
	struct where none = { 0 }, only_x = { .channels = &x, .n_channels = 1 };
	struct facts then = c->f;

	(void)state;
	then.as_of = company_day("2026-08-10");
	for (int twice = 0; twice < 2; twice++) {
		assert_int_equal(leads(c, &c->f, NULL, "2026-Q3"), 92 + 310);
		assert_int_equal(leads(c, &c->f, &none, "2026-Q3"), 92 + 310);
		assert_int_equal(leads(c, &c->f, &only_x, "2026-Q3"), 92);
		assert_int_equal(leads(c, &c->f, NULL, "2026-08"), 31);
		assert_int_equal(leads(c, &then, NULL, "2026-08"), 10);
		assert_int_equal(leads(c, &then, NULL, "2026-Q3"), 41 + 310);
	}
	then.as_of_moved = 30; /* is as fresh as that */
	assert_null(figures_find(&then, company_sym(c, "leads"), NULL, company_span("2026-08")));
	free_all(c);
}

/* Each note is of the arena it was asked for: y carried July and has nothing in August. */
static void test_figures_keep_their_notes(void **state)
{
	struct company *c = with_leads();
	struct arena *scratch = arena_new(0);
	struct figure first, again;
	sym metric = company_sym(c, "leads");

	(void)state;
	first = rollup_metric(&c->f, scratch, metric, NULL, company_span("2026-08"));
	assert_true(first.lost_series);
	arena_free(scratch);
	again = rollup_metric(&c->f, c->a, metric, NULL, company_span("2026-08"));
	assert_true(again.lost_series);
	assert_true(str_starts(again.note, STR("y has no value now")));
	assert_non_null(figures_find(&c->f, metric, NULL, company_span("2026-08")));
	figures_free(c->f.figures);
	assert_true(str_starts(again.note, STR("y has no value now")));
	company_free(c);
}

/* A ratio needs the series of a figure that is known as well. */
static void test_figures_serve_ratios(void **state)
{
	struct company *c = with_leads();
	struct kpi k = { .measure = company_sym(c, "deals"), .per = company_sym(c, "leads") };
	struct figures *kept = c->f.figures;
	struct figure fig, plain;

	(void)state;
	company_metric(c, "deals", UNIT_COUNT, TIME_SUM, PARTS_SUM);
	company_put_same(c, (struct cells_of_series){ .metric = "deals", .channel = "y" }, "2026-07-05", 3,
	                 31);
	assert_int_equal(leads(c, &c->f, NULL, "2026-Q3"), 92 + 310);
	fig = rollup_kpi(&c->f, c->a, &k, c->f.period);
	assert_int_equal(fig.num, 93 * MICRO);
	assert_int_equal(fig.den, 310 * MICRO);
	assert_int_equal(fig.den_left, 92 * MICRO);
	c->f.figures = NULL;
	plain = rollup_kpi(&c->f, c->a, &k, c->f.period);
	assert_int_equal(fig.expected, plain.expected);
	assert_int_equal(fig.present, plain.present);
	assert_true(str_eq(fig.note, plain.note));
	c->f.figures = kept;
	free_all(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_figures_are_of_their_facts_series_and_days),
		cmocka_unit_test(test_figures_keep_their_notes),
		cmocka_unit_test(test_figures_serve_ratios),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

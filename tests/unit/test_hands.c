/* test_hands.c - what several threads find is what one finds. */
#include <stdio.h>
#include "company.h"
#include "core/earlier.h"
#include "core/figures.h"
#include "core/hands.h"
#include "sys/team.h"

enum { KPIS = 12, ACCOUNTS = 400, CELLS = 60, PLACES = 4 }; /* enough for threads to be worth it */

static const char *const names[] = { "leads", "visits", "sales", "clicks" };
enum { NAMES = LEN(names) };

/* Each account has some days of the two years of each metric; some have none for months. */
static void put_series(struct company *c)
{
	struct put_rules rules = { .every = EVERY_DAY };
	struct put_report report = { 0 };
	uint32_t seed = 11;

	for (uint32_t i = 0; i < ACCOUNTS * NAMES; i++) {
		int32_t day = company_day("2024-10-01");
		char account[20];
		struct batch b;

		snprintf(account, sizeof account, "a%u", (unsigned)(i / NAMES));
		batch_init(&b, c->a);
		while (b.n < CELLS && day <= c->f.as_of) {
			struct batch_keys keys = { .account = company_sym(c, account), .day = day };

			seed = seed * 1664525 + 1013904223;
			batch_add(&b, &keys, NULL,
			          (struct batch_cell){ (int64_t)(seed >> 12) * MICRO / 100,
			                               company_sym(c, names[i % NAMES]), 0 });
			day += 1 + (int32_t)(seed >> 8) % (i % 9 == 0 ? 70 : 17);
		}
		store_put(c->f.store, &b, &rules, &report);
	}
	store_settle(c->f.store, NULL);
}

static struct company *with_kpis(struct kpi *kpis)
{
	struct company *c = company_new();

	for (int i = 0; i < NAMES; i++)
		company_metric(c, names[i], UNIT_COUNT, TIME_SUM, PARTS_SUM);
	for (size_t i = 0; i < KPIS; i++) {
		sym *reads = ARENA_ARRAY(c->a, 2, sym);

		kpis[i] = (struct kpi){ .id = company_sym(c, "k"), .better = BETTER_HIGHER };
		reads[0] = kpis[i].measure = company_sym(c, names[i % NAMES]);
		kpis[i].reads = reads;
		kpis[i].n_reads = 1;
		if (i < NAMES)
			continue;
		reads[1] = kpis[i].per = company_sym(c, names[(i + i / NAMES) % NAMES]);
		kpis[i].n_reads = 2;
	}
	c->model.rules.completeness_floor = 0.01;
	put_series(c);
	return c;
}

static struct kpi_outcome *look_back(struct company *c, const struct kpi *kpis, struct figures *figures)
{
	struct outcome o = { .n_kpis = KPIS };

	o.kpis = ARENA_ARRAY(c->a, KPIS, struct kpi_outcome);
	for (size_t i = 0; i < KPIS; i++) {
		o.kpis[i].kpi = &kpis[i];
		o.kpis[i].part = i == 1 ? PART_AVAILABLE : PART_WATCHED;
	}
	c->f.figures = figures;
	earlier_kpis(&c->f, &o);
	figures_free(figures);
	c->f.figures = NULL;
	return o.kpis;
}

/* The same bits: both add in one order. */
static void assert_same_number(bool has_x, double x, bool has_y, double y)
{
	assert_int_equal(has_x, has_y);
	assert_true(!has_x || !(x < y || x > y));
}

static void assert_same(const struct kpi_outcome *x, const struct kpi_outcome *y)
{
	assert_same_number(x->has_prior, x->prior, y->has_prior, y->prior);
	assert_same_number(x->has_last_year, x->last_year, y->has_last_year, y->last_year);
	assert_int_equal(x->n_trend, y->n_trend);
	for (size_t i = 0; i < x->n_trend; i++)
		assert_same_number(x->trend[i].has, x->trend[i].value, y->trend[i].has, y->trend[i].value);
	assert_int_equal(x->noise.n_months, y->noise.n_months);
	assert_same_number(x->noise.has, x->noise.mean, y->noise.has, y->noise.mean);
}

static void test_kpis_look_back_alike_by_any_threads(void **state)
{
	struct kpi kpis[KPIS];
	struct company *c = with_kpis(kpis);
	struct kpi_outcome *alone = look_back(c, kpis, NULL), *with_figures, *by_team, *by_team_with;

	(void)state;
	with_figures = look_back(c, kpis, figures_new());
	c->f.hands = (struct hands){ PLACES, team_run };
	assert_int_equal(hands_places(&c->f, KPIS, (uint64_t)KPIS * ACCOUNTS * NAMES), 1);
	assert_int_equal(hands_places(&c->f, KPIS, (uint64_t)KPIS * ACCOUNTS * NAMES * 40), PLACES);
	by_team = look_back(c, kpis, NULL);
	by_team_with = look_back(c, kpis, figures_new());
	for (size_t i = 0; i < KPIS; i++) {
		assert_int_equal(alone[i].has_prior, i != 1);
		assert_same(&alone[i], &with_figures[i]);
		assert_same(&alone[i], &by_team[i]);
		assert_same(&alone[i], &by_team_with[i]);
	}
	company_free(c);
}

/* What is kept is of all series, and is the store's own word. */
static void test_months_are_kept_alike_by_any_threads(void **state)
{
	struct kpi kpis[KPIS];
	struct company *c = with_kpis(kpis);
	struct month_span span = store_span(company_day("2025-11-10"), c->f.as_of);
	struct month_sums sums[ACCOUNTS * NAMES];

	(void)state;
	assert_int_equal(store_count(c->f.store), ACCOUNTS * NAMES);
	for (size_t i = 0; i < ACCOUNTS * NAMES; i++)
		sums[i] = store_months(c->f.store, i, &span);
	for (size_t places = 1; places <= PLACES; places++) {
		uint32_t all[ACCOUNTS * NAMES];

		for (uint32_t i = 0; i < ACCOUNTS * NAMES; i++)
			all[i] = i * 7 % (ACCOUNTS * NAMES);
		c->f.hands = (struct hands){ places, team_run };
		hands_keep(&c->f, all, ACCOUNTS * NAMES, company_day("2020-01-01"), c->f.as_of);
		for (size_t i = 0; i < ACCOUNTS * NAMES; i++) {
			struct month_sums now = store_months(c->f.store, i, &span);

			assert_int_equal(now.n, sums[i].n);
			assert_int_equal(now.months, sums[i].months);
			assert_int_equal(now.last_day, sums[i].last_day);
			assert_true(now.sum == sums[i].sum);
		}
		store_forget(c->f.store);
	}
	company_free(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_kpis_look_back_alike_by_any_threads),
		cmocka_unit_test(test_months_are_kept_alike_by_any_threads),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

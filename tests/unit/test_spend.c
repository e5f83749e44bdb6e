/* test_spend.c - what spend serves, by its campaigns, totals, periods and dates. */
#include "world.h"
#include "core/strategy.h"

#define EUR(n) (INT64_C(n) * MICRO)

static const struct strategy *judge(struct world *w)
{
	world_judge(w);
	return &w->o.strategy;
}

static const struct spend_part *part(const struct spend *s, const char *name)
{
	for (size_t i = 0; i < s->n; i++)
		if (str_is(s->parts[i].name, name))
			return &s->parts[i];
	return NULL;
}

/* By hand: dealers 10 x 100 + 5 x 20 (under its alias) = 1100 for a business goal, trail 300 for a social goal under
 * one, hashtag 50 for a social goal of its own, film 400 without an objective, wm26 70 in no file, 80 without a
 * campaign: 1400 aligned, 50 social only, 470 unaligned, 80 unassigned, 2000 in all. */
static void test_spend_is_what_its_campaigns_serve(void **state)
{
	WORLD;
	static const struct str alias[] = { { "AD-26", 5 } };
	const struct spend *s;

	world_goal(w, "grow", NULL);
	world_goal(w, "community", "grow")->kind = KIND_SOCIAL;
	world_goal(w, "fame", NULL)->kind = KIND_SOCIAL;
	world_money(w, "spend");
	world_campaign(w, "Autumn Dealers", "grow")->aliases = (struct str_list){ alias, 1 };
	world_campaign(w, "Trail", "community");
	world_campaign(w, "Hashtag", "fame");
	world_campaign(w, "Film", NULL);
	world_put_for(w, "spend", "linkedin", "autumn dealers", "2026-07-01", 10, 100);
	world_put_for(w, "spend", "x", "ad_26", "2026-08-01", 5, 20);
	world_put_for(w, "spend", "x", "trail", "2026-08-01", 3, 100);
	world_put_for(w, "spend", "x", "hashtag", "2026-08-01", 1, 50);
	world_put_for(w, "spend", "x", "film", "2026-08-01", 4, 100);
	world_put_for(w, "spend", "x", "wm26", "2026-08-01", 7, 10);
	world_put_for(w, "spend", "x", "", "2026-08-01", 8, 10);
	world_put_for(w, "spend", "x", "film", "2026-06-01", 1, 9999); /* the quarter before */
	s = &judge(w)->spend;
	assert_true(s->has && s->is_judged && !s->overflow);
	assert_int_equal(s->all, EUR(2000));
	assert_int_equal(s->by[SERVES_GOAL], EUR(1400));
	assert_int_equal(s->by[SERVES_SOCIAL_ONLY], EUR(50));
	assert_int_equal(s->by[SERVES_NOTHING], EUR(470));
	assert_int_equal(s->by[SERVES_UNASSIGNED], EUR(80));
	assert_int_equal(s->n, 6);
	assert_int_equal(part(s, "Autumn Dealers")->micro, EUR(1100));
	assert_true(part(s, "Trail")->goal == &w->all_goals[0]);
	assert_str(part(s, "Trail")->because, "for community, under this goal");
	assert_str(part(s, "Film")->because, "campaigns.csv names no objective");
	assert_str(part(s, "wm26")->because, "it is not in campaigns.csv");
	assert_null(world_finding(w, "K209", "Autumn Dealers"));
	assert_str(world_finding(w, "K209", "Film")->message,
	           "400 EUR of spend for 'Film' serves no business goal: campaigns.csv names no objective");
	assert_int_equal(world_finding(w, "K209", "Film")->at.line, 5);
	assert_non_null(world_finding(w, "K209", "Hashtag"));
	assert_non_null(world_finding(w, "K209", "wm26"));
	assert_str(world_finding(w, "K209", "")->message,
	           "80 EUR of spend serve no business goal: its rows name no campaign");
	{
		int64_t x = 0;

		assert_true(spend_of_channel(s, world_sym(w, "linkedin"), &x));
		assert_int_equal(x, EUR(1000));
		assert_false(spend_of_channel(s, world_sym(w, "mastodon"), &x));
	}
}

/* An alias makes one campaign of two, so it is offered for a slip of the hand and not for the next year's. */
static void test_spend_of_an_unknown_campaign_is_offered_an_alias_for_a_slip_only(void **state)
{
	WORLD;

	world_goal(w, "grow", NULL);
	world_money(w, "spend");
	world_campaign(w, "Spring 26", "grow");
	world_put_for(w, "spend", "x", "Sprnig 26", "2026-07-01", 1, 10);
	world_put_for(w, "spend", "x", "Spring 25", "2026-07-01", 1, 10);
	judge(w);
	assert_str(world_finding(w, "K209", "Sprnig 26")->remedy,
	           "if it is 'Spring 26', add it to the aliases of that row; else give it a row of its own");
	assert_str(world_finding(w, "K209", "Spring 25")->remedy,
	           "add a row for it to campaigns.csv, with its objective");
}

/* The law: whatever the campaigns and amounts, the classes and the parts add up to all spend, to the millionth. */
static void test_spend_is_conserved(void **state)
{
	WORLD;
	static const char *const names[] = { "a", "b", "c", "d", "e", "" };
	static const char *const channels[] = { "x", "linkedin", "instagram" };
	uint32_t dice = 7;
	int64_t all = 0, parts = 0, classes = 0, by_channel = 0;
	const struct spend *s;

	world_goal(w, "grow", NULL);
	world_goal(w, "fame", NULL)->kind = KIND_SOCIAL;
	world_money(w, "spend");
	world_campaign(w, "a", "grow");
	world_campaign(w, "b", "fame");
	world_campaign(w, "c", NULL);
	for (size_t i = 0; i < 18; i++) {
		dice = dice * 1664525u + 1013904223u;
		int64_t micro = (int64_t)(dice >> 8) - 2000000; /* refunds too */

		world_put_for(w, "spend", channels[i / 6], names[i % 6], "2026-07-01", 3,
		              (double)micro / 1e6);
		all += 3 * micro;
	}
	s = &judge(w)->spend;
	for (size_t i = 0; i < s->n; i++)
		parts += s->parts[i].micro;
	for (int i = 0; i < SERVES__N; i++)
		classes += s->by[i];
	for (size_t i = 0; i < 3; i++) {
		int64_t x = 0;

		assert_true(spend_of_channel(s, world_sym(w, channels[i]), &x));
		by_channel += x;
	}
	assert_int_equal(s->all, all);
	assert_int_equal(parts, all);
	assert_int_equal(classes, all);
	assert_int_equal(by_channel, all);
}

/* Without a campaigns.csv nothing is known of what money serves, which is not that it serves nothing. */
static void test_spend_without_campaigns_file_is_not_judged(void **state)
{
	WORLD;
	const struct spend *s;

	world_goal(w, "grow", NULL);
	world_money(w, "spend");
	world_put_for(w, "spend", "x", "film", "2026-08-01", 4, 100);
	s = &judge(w)->spend;
	assert_true(s->has && !s->is_judged);
	assert_int_equal(s->all, EUR(400));
	assert_int_equal(world_finding(w, "K209", "")->severity, SEV_NOTE);
	assert_str(world_finding(w, "K209", "")->message, "nobody says what 400 EUR of spend serves");
}

/* Full cost holds the 400 of spend: it is not added to it. Alone it is the spend. A business metric never is. */
static void test_spend_counts_what_a_total_includes_once(void **state)
{
	WORLD;
	sym part_of[] = { world_sym(w, "spend") };
	struct metric *whole;

	world_money(w, "spend");
	whole = world_money(w, "full_cost");
	whole->includes = part_of;
	whole->n_includes = 1;
	world_metric(w, "sm_cost", KIND_BUSINESS, LEVEL_INPUT)->unit = UNIT_CURRENCY;
	world_put(w, "full_cost", "x", "2026-08-01", 1, 900);
	world_put(w, "sm_cost", "", "2026-08-01", 1, 5000);
	world_put(w, "spend", "x", "2026-05-01", 1, 77); /* not in this quarter */
	world_map(w);
	strategy_spend(&w->facts, &w->o, w->a, w->d);
	assert_int_equal(w->o.strategy.spend.all, EUR(900));
	world_put(w, "spend", "x", "2026-08-01", 4, 100);
	strategy_spend(&w->facts, &w->o, w->a, w->d);
	assert_int_equal(w->o.strategy.spend.all, EUR(400));
}

/* The parts are of x: its full cost of 900 holds the 100 of spend there. That of 5000 on y, where nobody tells spend
 * apart, is spend; of 40 that name no channel nobody knows whether the 100 are in it. 100 + 5000 = 5100. */
static void test_spend_leaves_a_total_out_only_beside_its_parts(void **state)
{
	WORLD;
	sym part_of[] = { world_sym(w, "spend") };
	struct metric *whole;

	world_money(w, "spend");
	whole = world_money(w, "full_cost");
	whole->includes = part_of;
	whole->n_includes = 1;
	world_put_for(w, "spend", "x", "a", "2026-08-01", 1, 100);
	world_put_for(w, "full_cost", "x", "b", "2026-08-05", 1, 700);
	world_put_for(w, "full_cost", "x", "a", "2026-08-05", 1, 200);
	world_put_for(w, "full_cost", "y", "a", "2026-08-05", 1, 5000);
	world_map(w);
	strategy_spend(&w->facts, &w->o, w->a, w->d);
	assert_int_equal(w->o.strategy.spend.all, EUR(5100));
	assert_str(world_finding(w, "K217", "full_cost")->message,
	           "900 EUR of full_cost on x are not added to spend: spend there is part of it");
	world_put_for(w, "full_cost", "", "a", "2026-08-05", 1, 40);
	strategy_spend(&w->facts, &w->o, w->a, w->d);
	assert_int_equal(w->o.strategy.spend.all, EUR(5100));
}

/* One cell of a cadence, kept on its last day. */
static void put_one(struct world *w, enum every every, const char *campaign, const char *day, int64_t eur)
{
	struct put_rules rules = { .every = every };
	struct put_report report = { 0 };
	struct batch b;
	struct batch_keys keys = { .channel = world_sym(w, "x"),
		                   .campaign = world_sym(w, campaign),
		                   .day = world_day(day) };

	batch_init(&b, w->a);
	batch_add(&b, &keys, NULL, (struct batch_cell){ eur * MICRO, world_sym(w, "spend"), 2 });
	store_put(w->facts.store, &b, &rules, &report);
}

static int64_t spend_in(struct world *w, const char *period)
{
	w->facts.period = world_period(period);
	w->o = (struct outcome){ 0 };
	diag_free(w->d);
	w->d = diag_new();
	world_map(w);
	strategy_spend(&w->facts, &w->o, w->a, w->d);
	return w->o.strategy.spend.has ? w->o.strategy.spend.all : -1;
}

/* 900 from July to September: all of it in the quarter and the year, in none of its months, and said there. */
static void test_spend_of_a_quarter_is_not_that_of_a_month(void **state)
{
	WORLD;

	world_money(w, "spend");
	put_one(w, EVERY_QUARTER, "film", "2026-09-30", 900);
	assert_int_equal(spend_in(w, "2026-Q3"), EUR(900));
	assert_null(world_finding(w, "K217", "spend"));
	assert_int_equal(spend_in(w, "2026"), EUR(900));
	assert_int_equal(spend_in(w, "2026-09"), -1);
	assert_non_null(world_finding(w, "K217", "spend"));
	assert_int_equal(spend_in(w, "2026-07"), -1);
	assert_str(
	    world_finding(w, "K217", "spend")->message,
	    "900 EUR of spend on x are not counted as spend: they stand for days outside 2026-07 as well");
	assert_int_equal(spend_in(w, "2026-06"), -1);
	assert_null(world_finding(w, "K217", "spend"));
}

/* A window of nine months is not the quarter it ends in. */
static void test_spend_of_a_window_is_that_of_its_period(void **state)
{
	WORLD;

	world_money(w, "spend");
	w->sources[0].has_window = true;
	w->sources[0].window_first = world_day("2026-01-01");
	w->sources[0].window_last = world_day("2026-09-30");
	put_one(w, EVERY_DAY, "film", "2026-09-30", 900);
	assert_int_equal(spend_in(w, "2026-Q3"), -1);
	assert_non_null(world_finding(w, "K217", "spend"));
	assert_false(spend_of_channel(&w->o.strategy.spend, world_sym(w, "x"), &(int64_t){ 0 }));
	w->sources[0].window_first = world_day("2026-07-01");
	assert_int_equal(spend_in(w, "2026-Q3"), EUR(900));
	assert_null(world_finding(w, "K217", "spend"));
	/* a campaign that ended in August is spoken of by the window, not only by its last day */
	world_campaign(w, "Film", NULL)->end = world_day("2026-08-20");
	assert_int_equal(spend_in(w, "2026-Q3"), EUR(900));
	assert_int_equal(part(&w->o.strategy.spend, "Film")->outside, 0);
}

/* *** is a name, if an odd one: each such name is a campaign, and none is without one. */
static void test_spend_under_a_name_of_signs_is_not_without_campaign(void **state)
{
	WORLD;
	const struct spend *s;

	world_money(w, "spend");
	world_campaign(w, "Film", NULL);
	world_put_for(w, "spend", "x", "***", "2026-08-01", 1, 1000);
	world_put_for(w, "spend", "x", "+++", "2026-08-01", 1, 2000);
	world_put_for(w, "spend", "x", "", "2026-08-01", 1, 5);
	s = &judge(w)->spend;
	assert_int_equal(s->n, 3);
	assert_int_equal(part(s, "***")->micro, EUR(1000));
	assert_int_equal(part(s, "+++")->serves, SERVES_NOTHING);
	assert_int_equal(s->by[SERVES_UNASSIGNED], EUR(5));
}

/* Runs 10 to 20 August: of twelve days from the 1st on, 9 are before it and 3 within; 90 of 120 lie outside. */
static void test_spend_outside_the_dates_of_its_campaign_is_told(void **state)
{
	WORLD;
	struct campaign *c;

	world_goal(w, "grow", NULL);
	world_money(w, "spend");
	c = world_campaign(w, "Short", "grow");
	c->start = world_day("2026-08-10");
	c->end = world_day("2026-08-20");
	world_put_for(w, "spend", "x", "short", "2026-08-01", 12, 10);
	assert_int_equal(part(&judge(w)->spend, "Short")->outside, EUR(90));
	assert_str(world_finding(w, "K209", "Short")->message,
	           "90 EUR of spend for 'Short' lies outside its dates, 2026-08-10 to 2026-08-20");
	assert_int_equal(world_finding(w, "K209", "Short")->severity, SEV_NOTE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		WORLD_TEST(test_spend_is_what_its_campaigns_serve),
		WORLD_TEST(test_spend_of_an_unknown_campaign_is_offered_an_alias_for_a_slip_only),
		WORLD_TEST(test_spend_is_conserved),
		WORLD_TEST(test_spend_without_campaigns_file_is_not_judged),
		WORLD_TEST(test_spend_counts_what_a_total_includes_once),
		WORLD_TEST(test_spend_leaves_a_total_out_only_beside_its_parts),
		WORLD_TEST(test_spend_of_a_quarter_is_not_that_of_a_month),
		WORLD_TEST(test_spend_of_a_window_is_that_of_its_period),
		WORLD_TEST(test_spend_under_a_name_of_signs_is_not_without_campaign),
		WORLD_TEST(test_spend_outside_the_dates_of_its_campaign_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_nearest.c - claims about nearest.c. */
#include "claim.h"
#include "base/str.h"

static void test_str_nearest_prefers_fewer_edits_then_order(void **state)
{
	static const char *const z[] = { "impressions", "reach",       "leads", "lead",
		                         "loads",       "link_clicks", "beach" };
	struct str names[LEN(z)], out[3];

	(void)state;
	for (size_t i = 0; i < LEN(z); i++)
		names[i] = str_of(z[i]);
	/* impresions: one letter left out; at most 1 + 10/4 = 3 edits */
	assert_int_equal(str_nearest(STR("impresions"), names, LEN(z), out, 3), 1);
	assert_str(out[0], "impressions");
	/* laeds: a swap gives leads (1); lead and loads take 2; at most 1 + 5/4 = 2 */
	assert_int_equal(str_nearest(STR("laeds"), names, LEN(z), out, 3), 3);
	assert_str(out[0], "leads");
	assert_str(out[1], "lead");
	assert_str(out[2], "loads");
	/* the same with room for one */
	assert_int_equal(str_nearest(STR("laeds"), names, LEN(z), out, 1), 1);
	assert_str(out[0], "leads");
	/* leach: reach and beach, both 1, in order; leads (ch -> ds) 2 */
	assert_int_equal(str_nearest(STR("leach"), names, LEN(z), out, 3), 3);
	assert_str(out[0], "beach");
	assert_str(out[1], "reach");
	assert_str(out[2], "lead"); /* leac(h) -> lead: 2, before leads and after none */
}

/* An alias makes one metric of two, so only slips count: a letter more, fewer or swapped, none in words under 4 letters,
 * 2 from 8 letters on. A wrong letter is one too many and one missing. */
static void test_str_slip_is_no_other_word(void **state)
{
	static const struct {
		const char *typed, *name;
		bool is;
	} cases[] = {
		{ "impresions", "impressions", true },
		{ "imprsions", "impressions", true },
		{ "imprsion", "impressions", false }, /* 3 missing */
		{ "comment", "comments", true },
		{ "folowers gained", "followers_gained", true },
		{ "Likers", "likes", true },
		{ "sahres", "shares", true },
		{ "sales", "saves", false },
		{ "cost", "posts", false },
		{ "tag", "tags", false },
		{ "ad_cost", "sm_cost", false },
		{ "paid_reach", "reach", false },
		{ "reach", "reach", true },
		{ "", "reach", false },
	};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		print_message("%s, %s\n", cases[i].typed, cases[i].name);
		assert_int_equal(str_is_slip(str_of(cases[i].typed), str_of(cases[i].name)), cases[i].is);
		assert_int_equal(str_is_slip(str_of(cases[i].name), str_of(cases[i].typed)), cases[i].is);
	}
}

static void test_str_nearest_overlooks_case_and_word_marks(void **state)
{
	struct str names[] = { STR("link_clicks"), STR("Link Clicks"), STR("link_clicks"), STR("xyz") },
		   out[4];

	(void)state;
	assert_int_equal(str_nearest(STR("LINK-CLICKS"), names, 4, out, 4), 2); /* the twin once */
	assert_str(out[0], "Link Clicks");
	assert_str(out[1], "link_clicks");
	assert_int_equal(str_nearest(STR("spend"), names, 4, out, 4), 0);
	assert_int_equal(str_nearest(STR("xyz"), names, 4, out, 0), 0);
	/* at most 1 + 3/4 = 1 edit */
	assert_int_equal(str_nearest(STR("xya"), names, 4, out, 4), 1);
	assert_int_equal(str_nearest(STR("xab"), names, 4, out, 4), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_str_nearest_prefers_fewer_edits_then_order),
		cmocka_unit_test(test_str_slip_is_no_other_word),
		cmocka_unit_test(test_str_nearest_overlooks_case_and_word_marks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

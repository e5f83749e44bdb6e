/* test_networks.c - one network under two names is told, unless it is said to be two. */
#include "intake.h"

#define BOTH TIDY "2026-07-01,instagram,acme,leads,5\n2026-07-02,IG,acme,leads,6\n"

static void list(struct intake *k, size_t i, const char *spelling, const char *channel)
{
	static struct name_pair pairs[2];

	pairs[i] = (struct name_pair){ str_of(spelling), intern_text(k->names, str_of(channel)) };
	k->ws.channels = pairs;
	k->ws.n_channels = i + 1;
}

static size_t told_of(struct intake *k, const char *text)
{
	size_t n = 0;

	intake_file(k, "a.csv", text);
	intake_source(k, "a.csv");
	assert_true(intake_read(k));
	while (intake_finding(k, "K117", n) != NULL)
		n++;
	return n;
}

static void test_two_names_of_a_network_are_told(void **state)
{
	struct intake *k = *state;

	assert_int_equal(told_of(k, BOTH), 1);
	assert_true(intake_says(k, "K117", "the channels 'instagram' and 'ig'"));
	assert_true(str_find(intake_finding(k, "K117", 0)->remedy, STR("channels: {instagram: [\"ig\"]}"))
	            != SIZE_MAX);
}

static void test_the_first_name_need_not_be_there(void **state)
{
	struct intake *k = *state;

	assert_int_equal(told_of(k, TIDY "2026-07-01,Twitter,a,leads,5\n2026-07-01,X (Twitter),a,leads,5\n"),
	                 1);
	assert_true(str_find(intake_finding(k, "K117", 0)->remedy, STR("{x: [\"twitter\", \"x (twitter)\"]}"))
	            != SIZE_MAX);
}

static void test_one_name_is_not_told(void **state)
{
	assert_int_equal(
	    told_of(*state, TIDY "2026-07-01,ig,acme,leads,5\n2026-07-01,facebook,acme,leads,5\n"), 0);
}

static void test_a_spelling_of_the_other_is_one_channel(void **state)
{
	struct intake *k = *state;

	list(k, 0, "ig", "instagram");
	list(k, 1, "instagram", "instagram");
	assert_int_equal(told_of(k, BOTH), 0);
	assert_int_equal(intake_total(k, "leads", "instagram", NULL), 11000);
}

static void test_two_channels_of_the_workspace_are_two(void **state)
{
	struct intake *k = *state;

	list(k, 0, "ig", "ig");
	list(k, 1, "instagram", "instagram");
	assert_int_equal(told_of(k, BOTH), 0);
	assert_int_equal(intake_total(k, "leads", "ig", NULL), 6000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		INTAKE_TEST(test_two_names_of_a_network_are_told),
		INTAKE_TEST(test_the_first_name_need_not_be_there),
		INTAKE_TEST(test_one_name_is_not_told),
		INTAKE_TEST(test_a_spelling_of_the_other_is_one_channel),
		INTAKE_TEST(test_two_channels_of_the_workspace_are_two),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_team.c - claims about team.c. */
#include "claim.h"
#include "sys/team.h"

enum { JOBS = 1000, PLACES = 4 };

struct seen {
	int times[JOBS];
	size_t last[PLACES]; /* job of each place, + 1 */
	int is_rising;
};

static void see(void *ctx, size_t place, size_t job)
{
	struct seen *s = ctx;

	s->times[job]++;
	if (s->last[place] > job)
		s->is_rising = 0;
	s->last[place] = job + 1;
}

static void test_team_does_each_job_once(void **state)
{
	static const size_t places[] = { 1, 2, PLACES };

	(void)state;
	for (size_t k = 0; k < LEN(places); k++) {
		struct seen s = { .is_rising = 1 };

		team_run(places[k], JOBS, see, &s);
		for (size_t i = 0; i < JOBS; i++)
			assert_int_equal(s.times[i], 1);
		assert_true(s.is_rising);
	}
}

static void test_team_without_jobs_does_nothing(void **state)
{
	struct seen s = { .is_rising = 1 };

	(void)state;
	team_run(2, 0, see, &s);
	assert_int_equal(s.last[0] + s.last[1], 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_team_does_each_job_once),
		cmocka_unit_test(test_team_without_jobs_does_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* reported.h - 2026-Q2 (91 days) as a report said it, and what is found when it is computed again. */
#ifndef KPI_TEST_REPORTED_H
#define KPI_TEST_REPORTED_H
#include "world.h"

/* leads: 3 a day, so 273 in Q2 and 276 in Q3; likes per view: 91 / 910; a report of Q2 as it then was. */
struct report {
	struct world *w;
	struct past past;
	struct past_run run;
	struct past_kpi kpis[3];
	struct past_input files[4];
	struct past_total totals[8];
	struct input input[4];
	struct inputs inputs;
};

/* For cmocka: *state is a report, which has yet to be made. */
int reported_setup(void **state);
int reported_teardown(void **state);
#define REPORTED_TEST(f) cmocka_unit_test_setup_teardown(f, reported_setup, reported_teardown)

/* Like world_put, for cells of a grain: one a day, of `n` days. */
void put_grain(struct world *w, enum grain grain, const char *metric, const char *from, int n, double value);
/* What Q2's report said, before anything is changed: 273 of 300 (red line 240), a rate of 91 / 910. */
void report_q2(struct report *r);
/* What has changed since, after judging the world and, where there is none, making the report; of what stands. */
void restate(struct report *r);
void restate_as_is(struct report *r);
/* The change of this kind about a subject; the test fails where there is none. */
const struct change *only(const struct report *r, enum change_kind kind, const char *subject);
#endif

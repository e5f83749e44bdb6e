/* when.c - the day that counts as today, and the period to judge, where the user did not say. */
#include "core/judge.h"

enum { NEARLY_DAYS = 7 }; /* data that ends this near to a quarter's end is taken for the whole of it */

bool when_as_of(bool given, int32_t as_of, int32_t day_newest, enum every every, int32_t *out,
                struct str *how)
{
	if (!given && day_newest == DAY_NONE)
		return false;
	*out = given ? as_of : day_newest;
	*how = given                 ? STR("--as-of")
	       : every == EVERY_WEEK ? STR("end of the newest whole week of social data")
	                             : STR("newest day of social data");
	return true;
}

int32_t when_close(struct arena *a, struct period p, int32_t *as_of, struct str *how)
{
	int32_t reached = *as_of;

	if (reached >= p.last || reached <= p.last - NEARLY_DAYS)
		return 0;
	*as_of = p.last;
	*how = str_fmt(a, "the %s's last day; social data reach %.*s", span_names[p.span],
	               STR_ARG(day_words(a, reached)));
	return p.last - reached;
}

struct period when_period(struct fiscal f, int32_t as_of, bool as_of_given, struct str *how)
{
	struct period q = period_of(SPAN_QUARTER, as_of, f);

	if (as_of == q.last) {
		*how = STR("newest complete quarter");
	} else if (!as_of_given && as_of > q.last - NEARLY_DAYS) {
		*how = STR("newest quarter, whose last 7 days the data has reached");
	} else {
		*how = STR("newest complete quarter");
		q = period_step(q, -1, f);
	}
	return q;
}

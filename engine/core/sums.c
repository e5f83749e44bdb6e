/* sums.c - values of several series, on their way to one figure. */
#include "core/sums.h"

void sums_add(struct sums *s, const struct value *v)
{
	int64_t low = v->has_bounds ? v->low : v->micro, high = v->has_bounds ? v->high : v->micro;

	s->overflow = s->overflow || v->overflow;
	if (!v->has && !v->has_bounds)
		return;
	s->is_exact = v->is_exact && (s->n == 0 || s->is_exact);
	s->has_bounds = s->has_bounds || v->has_bounds;
	s->low_max = s->n == 0 || low > s->low_max ? low : s->low_max;
	s->low_min = s->n == 0 || low < s->low_min ? low : s->low_min;
	s->high_max = s->n == 0 || high > s->high_max ? high : s->high_max;
	s->number += v->number;
	if (!num_add(s->low, low, &s->low) || !num_add(s->high, high, &s->high)
	    || (v->has && !num_add(s->micro, v->micro, &s->micro)))
		s->overflow = true;
	s->n++;
}

static void set_bounds(struct figure *fig, int64_t low, int64_t high)
{
	fig->has_bounds = true;
	fig->low = num_double(low);
	fig->high = num_double(high);
}

void sums_merge(const struct metric *m, const struct sums *s, struct figure *fig)
{
	bool adds = m == NULL || m->over_parts == PARTS_SUM;
	bool is_people = m != NULL && m->unit == UNIT_PEOPLE;

	fig->n_series = s->n;
	if (s->overflow) {
		fig->overflow = true;
	} else if (s->n == 0) {
		return;
	} else if (!s->has_bounds && (adds || s->n == 1)) {
		fig->has = true;
		fig->is_exact = s->is_exact;
		fig->micro = s->is_exact ? s->micro : 0;
		fig->value = s->is_exact ? num_double(s->micro) : s->number;
	} else if (adds || s->n == 1) {
		set_bounds(fig, s->low, s->high);
	} else if (is_people) {
		set_bounds(fig, s->low_max, s->high);
	} else {
		set_bounds(fig, s->low_min, s->high_max);
	}
}

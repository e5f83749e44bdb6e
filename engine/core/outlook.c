/* outlook.c - where a figure of an unfinished period ends if the rest of it goes on as it went so far. */
#include "core/outlook.h"

#include "core/split.h"

int outlook_days(const struct facts *f, const struct figure *fig)
{
	return (int)(fig->newest - f->period.first + 1);
}

static bool is_whole(const struct figure *fig)
{
	return fig->has && !fig->is_incomplete && !fig->lost_series && !fig->is_stale && !fig->has_break;
}

bool outlook_of(const struct facts *f, const struct kpi *k, const struct figure *fig, double *out)
{
	bool is_under_way = f->as_of >= f->period.first && f->as_of < f->period.last;

	if (!is_under_way || !is_whole(fig) || fig->newest == DAY_NONE || fig->newest < f->period.first
	    || split_behaviour(f, k) != BEHAVES_FLOW)
		return false;
	*out = fig->value * period_days(f->period) / outlook_days(f, fig);
	return true;
}

/* outlook.c - where a figure of an unfinished period ends if the rest of it goes on as it went so far. */
#include "core/outlook.h"

#include "core/parts.h"
#include "core/rollup.h"
#include "core/split.h"

int outlook_days(const struct facts *f, const struct figure *fig)
{
	return (int)(fig->newest - f->period.first + 1);
}

static bool is_sound(const struct figure *fig)
{
	return fig->has && !fig->is_incomplete && !fig->lost_series && !fig->is_stale && !fig->has_break;
}

/* The first week may begin before the period: its cell stands for more days than have gone. */
static bool reads_weeks(const struct facts *f, const struct kpi *k)
{
	for (size_t i = 0; i < k->n_reads; i++) {
		struct parts p = parts_of(f, k->reads[i], &k->where);
		size_t at = 0;
		uint32_t series;

		while (parts_next(&p, &at, &series))
			if (store_series(f->store, series)->every == EVERY_WEEK)
				return true;
	}
	return false;
}

/* No cell is missing up to the figure's own last day: a floor would take a missing day for a 0. */
static bool is_whole(const struct facts *f, struct arena *a, const struct kpi *k, int32_t newest)
{
	struct facts then = *f;
	struct figure fig;

	then.as_of = newest;
	then.as_of_moved = 0;
	fig = rollup_kpi(&then, a, k, f->period);
	return fig.has && fig.present == fig.expected;
}

bool outlook_of(const struct facts *f, struct arena *a, const struct kpi *k, const struct figure *fig,
                double *out)
{
	bool is_under_way = f->as_of >= f->period.first && f->as_of < f->period.last;

	if (!is_under_way || !is_sound(fig) || fig->newest == DAY_NONE || fig->newest < f->period.first
	    || split_behaviour(f, k) != BEHAVES_FLOW || reads_weeks(f, k) || !is_whole(f, a, k, fig->newest))
		return false;
	*out = fig->value * period_days(f->period) / outlook_days(f, fig);
	return true;
}

/* outlook.c - where a figure of an unfinished period ends if the rest of it goes on as it went so far. */
#include "core/outlook.h"

#include "core/gone.h"
#include "core/rollup.h"
#include "core/split.h"

struct str outlook_words(const struct facts *f, struct arena *a, const struct kpi_outcome *k)
{
	struct gone g = gone_of(f, k->kpi, f->period, k->figure.newest);

	return str_fmt(a, "%d of %d %s", g.so_far, g.all, g.what);
}

static bool is_sound(const struct figure *fig)
{
	return fig->has && !fig->is_incomplete && !fig->lost_series && !fig->is_stale && !fig->has_break;
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
	struct gone g;

	if (!is_under_way || !is_sound(fig) || fig->newest == DAY_NONE || fig->newest < f->period.first
	    || split_behaviour(f, k) != BEHAVES_FLOW)
		return false;
	g = gone_of(f, k, f->period, fig->newest);
	if (g.unknown != GONE_KNOWN || !is_whole(f, a, k, fig->newest))
		return false;
	*out = fig->value * g.all / g.so_far;
	return true;
}

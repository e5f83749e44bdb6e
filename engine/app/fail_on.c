/* fail_on.c - what --fail-on was asked to find, and a line that says what it found. */
#include "app/fail_on.h"

bool fail_on_got_worse(enum status before, enum status now)
{
	return before != STATUS_GREY && now > before; /* green, amber, red, grey: losing a colour is worse */
}

static size_t goals_worse(const struct outcome *o)
{
	size_t n = 0;

	for (size_t i = 0; i < o->n_goals; i++)
		n += o->goals[i].has_prior && fail_on_got_worse(o->goals[i].prior_status, o->goals[i].status);
	return n;
}

/* KPIs without a colour because their figures are old or gone. */
static size_t kpis_stale(const struct outcome *o)
{
	size_t n = 0;

	for (size_t i = 0; i < o->n_kpis; i++)
		n += o->kpis[i].part == PART_TAKES_PART && !o->kpis[i].has_score
		     && (o->kpis[i].grey == GREY_STALE || o->kpis[i].grey == GREY_NO_DATA);
	return n;
}

static bool tell(FILE *to, bool is_asked, size_t n, const char *word, const char *what)
{
	if (!is_asked || n == 0)
		return false;
	if (to)
		fprintf(to, "--fail-on %s: %zu %s%s\n", word, n, what, n == 1 ? "" : "s");
	return true;
}

bool fail_on_matches(const struct session *s, FILE *to)
{
	const struct headline *h = &s->outcome.headline;
	unsigned f = s->o->fail_on;
	bool any = tell(to, f & FAIL_RED, h->red, "red", "objective");

	any = tell(to, f & FAIL_UNLINKED, h->n_state[STATE_UNLINKED], "unlinked", "metric") || any;
	any = tell(to, f & FAIL_UNKNOWN, h->n_state[STATE_UNKNOWN], "unknown", "metric") || any;
	any = tell(to, f & FAIL_STALE, kpis_stale(&s->outcome), "stale", "KPI") || any;
	any =
	    tell(to, f & FAIL_REJECTED, diag_count(s->diag, SEV_REJECTED), "rejected", "cell or row") || any;
	return tell(to, f & FAIL_WORSE, goals_worse(&s->outcome), "worse", "goal") || any;
}

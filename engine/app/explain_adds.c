/* explain_adds.c - how figures are added over time and parts, and why they are. */
#include "app/explain.h"

#include "plan/words.h"

static const char *const time_whys[TIME__N] = {
	[TIME_SUM] = "added: each cell counts what happened in it, and nothing twice",
	[TIME_MEAN] = "the mean of its cells: a level or a price, which adding would make no sense of",
	[TIME_MEDIAN] = "the middle one of its cells: a few extreme ones do not move it",
	[TIME_FIRST] = "the first cell of the period: what there was to begin with",
	[TIME_LAST] =
	    "the last cell of the period: it is a stock, and every cell counts the same things again",
	[TIME_OPENING] = "the last cell before the period: what there was to begin with",
	[TIME_MAX] = "the largest cell of the period",
	[TIME_MIN] = "the smallest cell of the period",
	[TIME_NONE] =
	    "not rolled up: several cells cannot be made one; only a figure for just these days counts",
};

static const char *time_why(const struct metric *m)
{
	if (m->over_time == TIME_NONE && m->unit == UNIT_PEOPLE)
		return "not rolled up: whoever comes back would count twice; only a figure for just these days counts";
	return time_whys[m->over_time] ? time_whys[m->over_time] : "";
}

static struct str parts_why(const struct metric *m)
{
	if (m->over_parts == PARTS_SUM)
		return STR("added: nothing stands in two of them");
	if (m->unit == UNIT_PEOPLE)
		return STR(
		    "not added: one person may be in several; the true number lies between the largest part and "
		    "the sum of all");
	return STR(
	    "not added: it has a value for one part only, else it lies between the smallest and the largest");
}

void explain_adds(const struct session *s, const struct metric *m)
{
	explain_say("over time", "%s: %s", over_time_names[m->over_time], time_why(m));
	if (m->opening_of)
		explain_say("", "it is made of %.*s", STR_ARG(intern_str(s->names, m->opening_of)));
	explain_say("over parts", "%s: channels, accounts and campaigns are %.*s",
	            over_parts_names[m->over_parts], STR_ARG(parts_why(m)));
}

static void say_globs(struct strbuf *b, const char *what, const struct str *all, size_t n)
{
	for (size_t i = 0; i < n; i++)
		strbuf_fmt(b, "%s%.*s", i ? ", " : what, STR_ARG(all[i]));
}

static void explain_where(const struct session *s, const struct where *w)
{
	struct strbuf b;

	strbuf_init(&b, s->arena, 0);
	say_globs(&b, " channel ", w->channels, w->n_channels);
	say_globs(&b, " account ", w->accounts, w->n_accounts);
	say_globs(&b, " campaign ", w->campaigns, w->n_campaigns);
	if (b.n)
		explain_line("only", str_sub(strbuf_str(&b), 1, b.n));
}

/* What became of each metric that it reads. */
static void explain_reads(const struct session *s, const struct kpi *k)
{
	for (size_t i = 0; i < k->n_reads; i++) {
		const struct metric *m = model_metric(s->model, k->reads[i]);
		const char *over_time = m ? over_time_names[m->over_time] : "sum";

		explain_say(i ? "" : "reads", "%.*s (%s, level %s; over time: %s)",
		            STR_ARG(intern_str(s->names, k->reads[i])), m ? kind_names[m->kind] : "unknown",
		            m ? level_names[m->level] : "none", over_time);
	}
}

void explain_rule(const struct session *s, const struct kpi_outcome *o)
{
	const struct kpi *k = o->kpi;
	const struct metric *m = k->measure ? model_metric(s->model, k->measure) : NULL;

	if (k->formula)
		explain_line("formula", k->formula_text);
	else if (k->per)
		explain_say("measure", "%.*s per %.*s (sum over sum)",
		            STR_ARG(model_measure_text(s->arena, s->model, k)),
		            STR_ARG(intern_str(s->names, k->per)));
	else
		explain_line("measure", intern_str(s->names, k->measure));
	explain_place("written at", k->measure_at);
	explain_where(s, &k->where);
	explain_reads(s, k);
	if (k->formula)
		explain_line(
		    "rolls up",
		    STR("each metric by its own rule over the period, then the formula: never a mean "
		        "of its days; where one has no value it has none"));
	else if (k->per)
		explain_line(
		    "rolls up",
		    STR("both sums over the channels, accounts and months where both are there, then "
		        "one over the other: a mean of rates would weigh a quiet day like a busy "
		        "one"));
	else if (m)
		explain_say("rolls up", "as %.*s does: %s", STR_ARG(intern_str(s->names, k->measure)),
		            time_why(m));
}

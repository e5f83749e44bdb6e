/* init_sample.c - one invented quarter on two channels, so that a new workspace runs at once. */
#include "app/init.h"

#include <math.h>

static const struct base_metric { /* what every platform counts; per day and channel */
	const char *metric;
	int value;
} base_metrics[] = {
	{ "impressions", 2400 }, { "reactions", 60 },   { "posts", 2 },
	{ "comments", 9 },       { "link_clicks", 31 },
};

static const char *const channels[] = { "linkedin", "instagram" };
enum { N_BASE = sizeof base_metrics / sizeof *base_metrics, N_CHANNELS = 2 };

/* A figure a day that rises a little and breathes with the week; the same wherever it is computed. */
static int wave(int value, int day, int channel)
{
	static const int week[7] = { 4, 2, 0, 1, 3, -4, -6 };
	int v = value * (100 + 2 * week[day % 7] + day / 6 - 15 * channel) / 100;

	return v > 0 ? v : 1;
}

static bool is_business(const struct init_plan *p, sym metric)
{
	const struct metric *m = model_metric(p->library, metric);

	return m != NULL && m->kind == KIND_BUSINESS;
}

/* A measure, or a ratio of sums of the same kind, that goes up or down: what a sample can feed honestly. */
static bool is_simple(const struct init_plan *p, const struct kpi *k)
{
	const struct metric *m = k->measure ? model_metric(p->library, k->measure) : NULL;
	const struct metric *per = k->per ? model_metric(p->library, k->per) : NULL;

	if ((m && m->opening_of) || (per && per->opening_of))
		return false;
	return k->role == ROLE_EVIDENCE && !k->formula && m && k->n_reads == (k->per ? 2u : 1u)
	       && (k->better == BETTER_HIGHER || k->better == BETTER_LOWER) && m->over_time == TIME_SUM
	       && m->over_parts == PARTS_SUM && m->level != LEVEL_INPUT
	       && (!per
	           || (per->kind == m->kind && (per->over_time == TIME_SUM || per->over_time == TIME_MEAN)));
}

/* The heaviest simple one, a plain count before a ratio, social before business. */
static void choose_kpi(struct init_plan *p, struct init_goal *g)
{
	double best = -1;

	for (size_t i = 0; g->objective && i < p->library->n_kpis; i++) {
		const struct kpi *k = &p->library->kpis[i];
		double rank;

		if (k->objective != g->objective->id || !is_simple(p, k))
			continue;
		rank = k->weight + (k->per ? 0 : 100) + (is_business(p, k->measure) ? 0 : 10)
		       + (model_metric(p->library, k->measure)->unit == UNIT_COUNT ? 20 : 0);
		if (rank > best) {
			best = rank;
			g->kpi = k;
		}
	}
}

/* How much of a metric there is a day (social) or a month (business): a ratio comes out near two fifths, and
 * no two KPIs alike. i: which of the sample's targets it is for. */
static int amount_of(const struct kpi *k, sym metric, size_t i)
{
	return metric == k->per ? 50 : k->per ? 20 + (int)(i % 5) : 6 - (int)(i % 5);
}

static double sum_of(const struct init_plan *p, int value, bool business)
{
	double sum = 0;
	int days = business ? 3 : period_days(p->quarter);

	for (int day = 0; day < days; day++)
		for (int c = 0; c < (business ? 1 : N_CHANNELS); c++)
			sum += business ? 30 * wave(value, day, 0) : wave(value, day, c);
	return sum;
}

/* The first goal just meets its target, the next just misses it, and so on. */
static double target_near(double value, bool is_lower, size_t i)
{
	double share = i % 2 == 0 ? 0.95 : 1.06;
	double t = is_lower ? value * (2 - share) : value * share;
	double step = pow(10, floor(log10(t)) - 1);

	return round(t / step) * step;
}

void init_sample_plan(struct init_plan *p)
{
	p->targets = ARENA_ARRAY(p->a, p->n_goals + 1, struct init_target);
	for (size_t i = 0; i < p->n_goals; i++) {
		const struct kpi *k;
		bool business;
		double value;

		choose_kpi(p, &p->goals[i]);
		k = p->goals[i].kpi;
		if (!k)
			continue;
		business = is_business(p, k->measure);
		value = sum_of(p, amount_of(k, k->measure, i), business);
		if (k->per)
			value /= sum_of(p, amount_of(k, k->per, i), business);
		p->targets[p->n_targets] =
		    (struct init_target){ k, target_near(value, k->better == BETTER_LOWER, p->n_targets) };
		p->n_targets++;
	}
}

/* The names that the chosen KPIs read, each once, without those every platform counts. */
static size_t extra_metrics(const struct init_plan *p, bool business, sym *out, int *amounts)
{
	size_t n = 0;

	for (size_t i = 0; i < p->n_targets; i++) {
		const struct kpi *k = p->targets[i].kpi;
		sym both[2] = { k->measure, k->per };

		for (int b = 0; b < 2; b++) {
			bool known = both[b] == 0 || is_business(p, both[b]) != business;

			for (size_t m = 0; m < N_BASE; m++)
				known =
				    known || str_is(intern_str(p->names, both[b]), base_metrics[m].metric);
			for (size_t m = 0; m < n; m++)
				known = known || out[m] == both[b];
			if (known)
				continue;
			out[n] = both[b];
			amounts[n++] = amount_of(k, both[b], i);
		}
	}
	return n;
}

struct str init_sample_social(const struct init_plan *p)
{
	sym *extra = ARENA_ARRAY(p->a, 2 * p->n_targets + 1, sym);
	int *amounts = ARENA_ARRAY(p->a, 2 * p->n_targets + 1, int);
	size_t n = extra_metrics(p, false, extra, amounts);
	struct strbuf b;

	strbuf_init(&b, p->a, 0);
	strbuf_addz(&b, "date,channel,account,metric,value\n");
	for (int day = 0; day < period_days(p->quarter); day++)
		for (int c = 0; c < N_CHANNELS; c++) {
			struct str date = day_text(p->a, p->quarter.first + day);

			for (size_t m = 0; m < N_BASE; m++)
				strbuf_fmt(&b, "%.*s,%s,%.*s,%s,%d\n", STR_ARG(date), channels[c],
				           STR_ARG(p->id), base_metrics[m].metric,
				           wave(base_metrics[m].value, day, c));
			for (size_t m = 0; m < n; m++)
				strbuf_fmt(&b, "%.*s,%s,%.*s,%.*s,%d\n", STR_ARG(date), channels[c],
				           STR_ARG(p->id), STR_ARG(intern_str(p->names, extra[m])),
				           wave(amounts[m], day, c));
		}
	return strbuf_str(&b);
}

struct str init_sample_business(const struct init_plan *p)
{
	sym *extra = ARENA_ARRAY(p->a, 2 * p->n_targets + 1, sym);
	int *amounts = ARENA_ARRAY(p->a, 2 * p->n_targets + 1, int);
	size_t n = extra_metrics(p, true, extra, amounts);
	struct strbuf b;

	if (!n)
		return STR_NONE;
	strbuf_init(&b, p->a, 0);
	strbuf_addz(&b, "date,metric,value\n");
	for (int month = 0; month < 3; month++)
		for (size_t m = 0; m < n; m++)
			strbuf_fmt(&b, "%.*s,%.*s,%d\n",
			           STR_ARG(day_text(p->a, month_first(day_month(p->quarter.first) + month))),
			           STR_ARG(intern_str(p->names, extra[m])), 30 * wave(amounts[m], month, 0));
	return strbuf_str(&b);
}

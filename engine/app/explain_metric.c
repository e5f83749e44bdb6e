/* explain_metric.c - a metric: what it means, the state of each of its series, and where its figures come from. */
#include <stdio.h>

#include "app/explain.h"
#include "base/num.h"

static void print_catalogue(const struct session *s, sym id)
{
	const struct metric *m = model_metric(s->model, id);

	if (!m) {
		printf("  not in the catalogue: its meaning and how it adds up are not known\n");
		return;
	}
	explain_line("definition", m->definition);
	printf("  %-14s %s, %s, level %s; over time: %s; over channels and accounts: %s\n", "kind",
	       kind_names[m->kind], unit_names[m->unit], level_names[m->level], over_time_names[m->over_time],
	       over_parts_names[m->over_parts]);
	explain_place("defined at", m->at);
	for (size_t i = 0; i < m->n_breaks; i++)
		printf("  %-14s %.*s %.*s: %.*s\n", "series break",
		       STR_ARG(day_text(s->arena, m->breaks[i].on)),
		       STR_ARG(intern_str(s->names, m->breaks[i].channel)), STR_ARG(m->breaks[i].note));
}

static const struct metric_state *state_of(const struct session *s, sym id)
{
	for (size_t i = 0; i < s->outcome.n_metrics; i++)
		if (s->outcome.metrics[i].metric == id)
			return &s->outcome.metrics[i];
	return NULL;
}

/* "linkedin acme_outdoor spring", whatever of it there is. */
static void print_name(const struct session *s, const struct series *one)
{
	sym names[3] = { one->channel, one->account, one->campaign };
	const char *sep = "    ";

	for (int i = 0; i < 3; i++) {
		if (!names[i])
			continue;
		printf("%s%.*s", sep, STR_ARG(intern_str(s->names, names[i])));
		sep = " ";
	}
	if (sep[1])
		printf("    the whole company");
}

static void print_series(const struct session *s, const struct series_state *e)
{
	const struct series *one = store_series(s->store, e->series);
	int32_t to = s->outcome.as_of < s->outcome.period.last ? s->outcome.as_of : s->outcome.period.last;
	const struct metric *def = model_metric(s->model, one->metric);
	bool adds = !def || def->over_time == TIME_SUM || def->over_time == TIME_MEAN;
	struct span_total t = store_total(s->store, e->series, s->outcome.period.first, to);

	print_name(s, one);
	printf(": %u cells", e->cells);
	if (t.n && adds && !t.overflow)
		printf(", sum %.*s", STR_ARG(num_text(s->arena, t.sum)));
	if (t.n)
		printf(", largest %.*s, last %.*s", STR_ARG(num_text(s->arena, t.max)),
		       STR_ARG(num_text(s->arena, t.last)));
	printf("; %s", state_names[e->state]);
	if (e->kpi)
		printf(" by %.*s", STR_ARG(intern_str(s->names, e->kpi->id)));
	printf("\n      source %.*s; %.*s\n", STR_ARG(s->ws->sources[one->source].files),
	       STR_ARG(e->because));
}

static void print_others(const struct session *s, sym id)
{
	for (size_t i = 0; i < store_count(s->store); i++) {
		const struct series *one = store_series(s->store, i);

		if (one->metric == id && !one->is_owner)
			printf("    %.*s %.*s: given again by source %.*s, not used\n",
			       STR_ARG(intern_str(s->names, one->channel)),
			       STR_ARG(intern_str(s->names, one->account)),
			       STR_ARG(s->ws->sources[one->source].files));
	}
}

/* The files of the sources that give this metric, so that totals can be held against the platform's own screen. */
static void print_files(const struct session *s, sym id)
{
	for (size_t f = 0; f < s->files.n; f++) {
		const struct input *in = &s->files.all[f];
		bool gives = false;

		for (size_t i = 0; in->role == INPUT_METRICS && !gives && i < store_count(s->store); i++)
			gives = store_series(s->store, i)->metric == id
			        && store_series(s->store, i)->source == in->source;
		if (gives)
			printf("    %.*s (%.*s), %llu rows\n", STR_ARG(in->path), STR_ARG(in->format),
			       (unsigned long long)in->rows);
	}
}

int explain_metric(const struct session *s, sym id)
{
	const struct metric_state *m = state_of(s, id);

	if (!m && !model_metric(s->model, id))
		return 0;
	printf("metric %.*s: %.*s\n", STR_ARG(intern_str(s->names, id)),
	       STR_ARG(model_metric_label(s->model, id)));
	print_catalogue(s, id);
	if (!m) {
		printf("  no source gives it\n");
		return 1;
	}
	printf("  %-14s %s%s\n", "state", m->cells ? state_names[m->state] : "not seen this period",
	       m->is_partial ? " (linked on some channels only)" : "");
	explain_line("because", m->because);
	explain_line("ask instead", m->ask_instead);
	explain_line("also base of", m->base_of);
	explain_line("channels", m->parts);
	explain_place("decided at", m->at);
	if (m->figure.has)
		explain_line("value", num_text_double(s->arena, m->figure.value, 15));
	else if (m->figure.has_bounds)
		printf("  %-14s between %.*s and %.*s (people do not add)\n", "value",
		       STR_ARG(num_text_double(s->arena, m->figure.low, 15)),
		       STR_ARG(num_text_double(s->arena, m->figure.high, 15)));
	printf("  series in %.*s:\n", STR_ARG(period_text(s->arena, s->outcome.period)));
	for (size_t i = m->first_series; i < m->first_series + m->n_series; i++)
		print_series(s, &s->outcome.series[i]);
	print_others(s, id);
	printf("  files:\n");
	print_files(s, id);
	return 1;
}

/* fuzz_model.c - any bytes as a model of its own: a model whose parts agree, or an error with a place. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/advice.h"
#include "core/canonical.h"
#include "core/formula.h"
#include "read/model_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(int is_so)
{
	if (!is_so)
		abort();
}

static void check_metric(const struct model *m, const struct metric *metric)
{
	require(model_metric(m, metric->id) == metric);
	require(metric->unit < UNIT__N && metric->level > LEVEL_NONE && metric->level < LEVEL__N);
	if (metric->opening_of != 0) {
		const struct metric *of = model_metric(m, metric->opening_of);

		require(of != NULL && of->opening_of == 0 && metric->over_time == TIME_OPENING);
	}
}

static void check_kpi(const struct model *m, const struct kpi *k)
{
	require(k->objective != 0 && k->weight > 0 && k->n_reads > 0);
	require((k->formula != NULL) != (k->measure != 0));
	require(k->per == 0 || k->measure != 0);
	require(k->n_measures <= MEASURES_MAX);
	for (size_t i = 0; i < k->n_reads; i++)
		require(model_metric(m, k->reads[i]) != NULL);
	require(k->role != ROLE_EVIDENCE || k->level >= LEVEL_OUTCOME);
}

static void check_model(struct arena *a, const struct model *m, struct diag *d)
{
	struct advised w = { m, NULL, NULL, true, PLACE_NONE };

	for (size_t i = 0; i < m->n_metrics; i++)
		check_metric(m, &m->metrics[i]);
	for (size_t i = 0; i < m->n_kpis; i++) {
		check_kpi(m, &m->kpis[i]);
		require(canonical_measure(a, m, &m->kpis[i]).n > 0);
	}
	for (size_t i = 0; i < m->n_stages; i++)
		for (size_t k = 0; k < m->stages[i].n_needs; k++)
			require((m->stages[i].needs[k].practice != 0)
			        != (m->stages[i].needs[k].test != NULL));
	advice_give(&w, a, d);
}

static const char *temp_path(struct arena *a)
{
	return str_fmt(a, "/tmp/kpialign-fuzz-%ld.yaml", (long)getpid()).p;
}

static int put(const char *path, const uint8_t *data, size_t size)
{
	FILE *f = fopen(path, "wb");
	int ok = f != NULL && fwrite(data, 1, size, f) == size;

	return f != NULL && fclose(f) == 0 && ok;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new(0);
	struct diag *d = diag_new();
	struct intern *names = intern_new();
	struct library lib = { .root = STR(".") };
	struct input_list files = { .a = a };
	const char *path = str_z(a, str_of(temp_path(a)));
	const struct model *m;
	size_t n;

	require(put(path, data, size));
	m = model_read(a, names, &lib, str_of(path), NULL, &files, d);
	require((m == NULL) == (diag_count(d, SEV_ERROR) > 0));
	if (m != NULL)
		check_model(a, m, d);
	diag_list(d, &n);
	require(m != NULL || n > 0);
	unlink(path);
	intern_free(names);
	diag_free(d);
	arena_free(a);
	return 0;
}

/* modelled.c - a desk's own model, and what stands in it. */
#include "modelled.h"

const struct model *model_of(struct desk *k, const char *text, const struct goals *goals)
{
	desk_write(k, "models/acme.yaml", text);
	return model_read(k->a, k->names, &k->lib, desk_path(k, "models/acme.yaml"), goals, &k->files, k->d);
}

sym name_of(struct desk *k, const char *name)
{
	return intern_text(k->names, str_of(name));
}

const struct model *must_read(struct desk *k, const char *text, const struct goals *goals, const char *file,
                              int line)
{
	const struct model *m = model_of(k, text, goals);

	if (m == NULL) {
		print_error("%s", desk_findings(k));
		_fail(file, line);
	}
	return m;
}

const struct kpi *must_have_kpi(struct desk *k, const struct model *m, const char *id, const char *file,
                                int line)
{
	const struct kpi *kpi = model_kpi(m, name_of(k, id));

	if (kpi == NULL) {
		print_error("no KPI %s\n", id);
		_fail(file, line);
	}
	return kpi;
}

const struct metric *must_have_metric(struct desk *k, const struct model *m, const char *id, const char *file,
                                      int line)
{
	const struct metric *metric = model_metric(m, name_of(k, id));

	if (metric == NULL) {
		print_error("no metric %s\n", id);
		_fail(file, line);
	}
	return metric;
}

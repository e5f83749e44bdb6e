/* explain.c - where a metric, KPI, goal or code comes from, in words and lines of files. */
#include "app/run.h"

#include "app/codes.h"
#include "app/explain.h"
#include "base/num.h"

static int explain_code(const struct code_row *c)
{
	printf("%s  %s\n\n  why it matters: %s\n  what to do:     %s\n", c->code, c->what, c->matters,
	       c->todo);
	return EXIT_DONE;
}

void explain_place(const char *label, struct place at)
{
	if (at.file.n)
		printf("  %-14s %.*s:%u:%u\n", label, STR_ARG(at.file), at.line, at.col);
}

void explain_line(const char *label, struct str text)
{
	if (text.n)
		printf("  %-14s %.*s\n", label, STR_ARG(text));
}

static int unknown_name(const struct session *s, struct diag *d)
{
	size_t n = s->model->n_metrics + s->model->n_kpis + s->goals->n, k = 0;
	struct str *names = ARENA_ARRAY(s->arena, n + 1, struct str), near[3];
	struct strbuf b;

	for (size_t i = 0; i < s->model->n_metrics; i++)
		names[k++] = intern_str(s->names, s->model->metrics[i].id);
	for (size_t i = 0; i < s->model->n_kpis; i++)
		names[k++] = intern_str(s->names, s->model->kpis[i].id);
	for (size_t i = 0; i < s->goals->n; i++)
		names[k++] = intern_str(s->names, s->goals->all[i].id);
	n = str_nearest(s->o->name, names, k, near, 3);
	strbuf_init(&b, s->arena, 1024);
	for (size_t i = 0; i < n; i++)
		strbuf_fmt(&b, "%s%.*s", i ? ", " : "nearest: ", STR_ARG(near[i]));
	diag_put(d, SEV_ERROR, "K603", STR_NONE, PLACE_NONE,
	         n ? strbuf_str(&b) : STR("write the id of a metric, KPI or goal, or a code such as K201"),
	         "there is no metric, KPI, goal or code '%.*s'", STR_ARG(s->o->name));
	diag_set_exit(d, EXIT_USAGE);
	return EXIT_USAGE;
}

int explain_command(const struct options *o, struct arena *a, struct diag *d)
{
	const struct code_row *code = code_find(o->name);
	struct session s;
	sym name;
	bool found = false, ok;

	if (code)
		return explain_code(code);
	ok = session_open(&s, o, a, d) && session_read(&s) && session_judge(&s);
	if (ok) {
		if (intern_has(s.names, o->name, &name))
			found = explain_goal(&s, name) + explain_kpi(&s, name) + explain_metric(&s, name) > 0;
		if (!found)
			unknown_name(&s, d);
	}
	session_close(&s);
	return ok && found ? EXIT_DONE : diag_exit_code(d);
}

/* explain.c - where a metric, KPI, goal, objective, key or code comes from, in words and lines of files. */
#include "app/explain.h"

#include "app/codes.h"
#include "app/run.h"
#include "base/wrap.h"
#include "sys/file.h"

enum { LABEL_WIDTH = 14, TEXT_COLUMN = 17, PLACE_WIDTH = 30 };

static void print_wrapped(struct arena *a, struct str first, unsigned indent, struct str text)
{
	struct strbuf b;

	strbuf_init(&b, a, 0);
	wrap_text(&b, first, indent, text);
	fwrite(b.p, 1, b.n, stdout);
}

void explain_line(const char *label, struct str text)
{
	struct arena *a = arena_new(0);

	if (text.n)
		print_wrapped(a, str_fmt(a, "  %-*s", LABEL_WIDTH, label), TEXT_COLUMN, text);
	arena_free(a);
}

void explain_say(const char *label, const char *fmt, ...)
{
	struct arena *a = arena_new(0);
	va_list ap;

	va_start(ap, fmt);
	explain_line(label, str_vfmt(a, fmt, ap));
	va_end(ap);
	arena_free(a);
}

void explain_item(unsigned indent, const char *fmt, ...)
{
	struct arena *a = arena_new(0);
	struct str rest, word;
	va_list ap;

	va_start(ap, fmt);
	rest = str_vfmt(a, fmt, ap);
	va_end(ap);
	word = str_cut(&rest, ' '); /* stands further out than the lines below it */
	print_wrapped(a, str_fmt(a, "%*s%.*s", (int)indent, "", STR_ARG(word)), indent + 2, rest);
	arena_free(a);
}

void explain_place(const char *label, struct place at)
{
	if (at.file.n)
		explain_say(label, "%.*s:%u:%u", STR_ARG(at.file), at.line, at.col);
}

void explain_source(const struct session *s, struct place at)
{
	struct str where = str_fmt(s->arena, "    %.*s:%u:%u", STR_ARG(at.file), at.line, at.col);
	struct str line = str_trim(at.source);
	int pad = where.n + 1 < PLACE_WIDTH ? PLACE_WIDTH : (int)where.n + 1;
	size_t room = pad + 20 < PAGE_COLUMNS ? (size_t)(PAGE_COLUMNS - pad) : 20;

	if (!at.file.n)
		return;
	if (utf8_count(line) > room)
		line = str_fmt(s->arena, "%.*s...", STR_ARG(utf8_head(line, room - 3)));
	printf("%-*.*s%s%.*s\n", line.n ? pad : 0, STR_ARG(where), "", STR_ARG(line));
}

struct str explain_figure(struct arena *a, const struct figure *f)
{
	if (f->has && f->is_exact)
		return num_text(a, f->micro);
	if (f->has)
		return num_text_double(a, f->value, 15);
	if (f->has_bounds)
		return str_fmt(a, "between %.*s and %.*s", STR_ARG(num_text_double(a, f->low, 15)),
		               STR_ARG(num_text_double(a, f->high, 15)));
	return STR("none");
}

static int explain_code(const struct code_row *c, struct arena *a)
{
	printf("%s  %s\n\n", c->code, c->what);
	print_wrapped(a, STR("  why it matters:"), TEXT_COLUMN + 1, str_of(c->matters));
	print_wrapped(a, STR("  what to do:"), TEXT_COLUMN + 1, str_of(c->todo));
	print_wrapped(a, STR("  told by:"), TEXT_COLUMN + 1, str_of(told_by_words[c->told_by]));
	return EXIT_DONE;
}

/* K and digits: ids are lower case, so it can be nothing else. */
static bool looks_like_code(struct str name)
{
	bool ok = name.n > 1 && name.n <= 6 && name.p[0] == 'K';

	for (size_t i = 1; i < name.n; i++)
		ok = ok && name.p[i] >= '0' && name.p[i] <= '9';
	return ok;
}

static int unknown_code(struct str name, struct arena *a, struct diag *d)
{
	struct str *codes = ARENA_ARRAY(a, n_code_rows, struct str), near[3];
	struct strbuf b;
	size_t n;

	for (size_t i = 0; i < n_code_rows; i++)
		codes[i] = str_of(code_rows[i].code);
	n = str_nearest(name, codes, n_code_rows, near, 3);
	strbuf_init(&b, a, 0);
	for (size_t i = 0; i < n; i++)
		strbuf_fmt(&b, "%s%.*s", i ? ", " : "nearest: ", STR_ARG(near[i]));
	diag_put(d, SEV_ERROR, "K603", STR_NONE, PLACE_NONE,
	         n ? strbuf_str(&b) : STR("docs/findings.md has them all"), "there is no finding code '%.*s'",
	         STR_ARG(name));
	diag_set_exit(d, EXIT_USAGE);
	return EXIT_USAGE;
}

static int unknown_name(const struct session *s, struct diag *d)
{
	const struct model *m = s->model;
	size_t n = m->n_metrics + m->n_kpis + m->n_objectives + s->goals->n, k = 0;
	struct str *names = ARENA_ARRAY(s->arena, n + 1, struct str), near[3];
	struct strbuf b;

	for (size_t i = 0; i < m->n_metrics; i++)
		names[k++] = intern_str(s->names, m->metrics[i].id);
	for (size_t i = 0; i < m->n_kpis; i++)
		names[k++] = intern_str(s->names, m->kpis[i].id);
	for (size_t i = 0; i < m->n_objectives; i++)
		names[k++] = intern_str(s->names, m->objectives[i].id);
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

/* What is typed may be an alias of a metric, as an export spells it. */
static int explain_alias(const struct session *s)
{
	struct arena *scratch = arena_new(0);
	sym id = model_metric_name(s->model, scratch, s->o->name);
	int found = 0;

	if (model_metric(s->model, id)) {
		printf("%.*s is a spelling of %.*s\n", STR_ARG(s->o->name),
		       STR_ARG(intern_str(s->names, id)));
		found = explain_metric(s, id);
	}
	arena_free(scratch);
	return found;
}

static bool explain_name(const struct session *s)
{
	sym id;
	int found = 0;

	if (intern_has(s->names, s->o->name, &id)) {
		found = explain_goal(s, id);
		found += explain_objective(s, id);
		found += explain_kpi(s, id);
		found += explain_metric(s, id);
	}
	if (!found)
		found = explain_key(s->arena, s->o->name);
	return found > 0 || explain_alias(s) > 0;
}

/* Codes and keys mean the same everywhere: they are explained without a workspace as well. */
static bool has_workspace(const struct options *o, struct arena *a)
{
	return file_exists(str_z(a, str_fmt(a, "%s/kpialign.yaml", o->workspace)));
}

int explain_command(const struct options *o, struct arena *a, struct diag *d)
{
	const struct code_row *code = code_find(o->name);
	struct session s;
	bool found = false, ok;

	if (code)
		return explain_code(code, a);
	if (looks_like_code(o->name))
		return unknown_code(o->name, a, d);
	if (!has_workspace(o, a) && explain_key(a, o->name) > 0)
		return EXIT_DONE;
	ok = session_open(&s, o, a, d) && session_read(&s) && session_judge(&s);
	if (ok) {
		found = explain_name(&s);
		if (!found)
			unknown_name(&s, d);
	}
	session_close(&s);
	return ok && found ? EXIT_DONE : diag_exit_code(d);
}

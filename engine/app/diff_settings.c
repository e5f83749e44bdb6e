/* diff_settings.c - what kpialign.yaml and the head of the model say otherwise. */
#include "app/diff.h"

static void say(struct diff *x, const char *what, struct str before, struct str after)
{
	struct str none = STR("none");

	if (!str_eq(before, after))
		diff_head(x, DIFF_SETTINGS, str_of(what), "%.*s -> %.*s", STR_ARG(before.n ? before : none),
		          STR_ARG(after.n ? after : none));
}

static void say_number(struct diff *x, const char *what, double before, double after)
{
	say(x, what, num_text_double(x->a, before, 15), num_text_double(x->a, after, 15));
}

static struct str fiscal_words(struct arena *a, struct fiscal f)
{
	return str_fmt(a, "starts in month %d, named for its %s", f.first_month,
	               f.named_by_start ? "start" : "end");
}

/* All that a source says, beside the files it takes. */
static struct str source_words(const struct session *s, const struct source *x)
{
	struct strbuf b;

	strbuf_init(&b, s->arena, 0);
	strbuf_fmt(&b, "%s, every %s", kind_names[x->kind], every_names[x->every]);
	strbuf_fmt(&b, " %.*s %.*s %.*s %.*s", STR_ARG(x->format), STR_ARG(intern_str(s->names, x->channel)),
	           STR_ARG(intern_str(s->names, x->account)), STR_ARG(intern_str(s->names, x->campaign)));
	strbuf_fmt(&b, " %d %d %d %d %d %d %d", x->has_dated, x->dated, x->year, x->has_window,
	           x->window_first, x->window_last, x->has_covers);
	strbuf_fmt(&b, " %d %d %d %d %d", x->covers_first, x->covers_last, x->is_optional, x->is_sparse,
	           x->same_cell);
	if (x->has_day_first)
		strbuf_fmt(&b, " day_first %d", x->is_day_first);
	strbuf_fmt(&b, " currency %.*s", STR_ARG(x->currency));
	if (x->has_numbers)
		strbuf_fmt(&b, " numbers %d %d %d", x->numbers.decimal, x->numbers.thousands,
		           x->numbers.is_duration);
	for (size_t i = 0; i < x->n_metrics; i++)
		strbuf_fmt(&b, " %.*s", STR_ARG(x->metrics[i]));
	return strbuf_str(&b);
}

static const struct source *find_source(const struct workspace *w, struct str files)
{
	for (size_t i = 0; i < w->n_sources; i++)
		if (str_eq(w->sources[i].files, files))
			return &w->sources[i];
	return NULL;
}

static void diff_sources(struct diff *x)
{
	const struct workspace *before = x->before->ws, *after = x->after->ws;

	for (size_t i = 0; i < after->n_sources; i++) {
		const struct source *q = &after->sources[i], *p = find_source(before, q->files);
		struct str what = str_fmt(x->a, "source %.*s", STR_ARG(q->files));

		if (p == NULL)
			diff_head(x, DIFF_SETTINGS, what, "new");
		else if (!str_eq(source_words(x->before, p), source_words(x->after, q)))
			diff_head(x, DIFF_SETTINGS, what, "is read otherwise");
	}
	for (size_t i = 0; i < before->n_sources; i++)
		if (find_source(after, before->sources[i].files) == NULL)
			diff_head(x, DIFF_SETTINGS,
			          str_fmt(x->a, "source %.*s", STR_ARG(before->sources[i].files)), "goes");
}

static struct str spellings(const struct session *s, const struct name_pair *all, size_t n)
{
	struct strbuf b;

	strbuf_init(&b, s->arena, 0);
	for (size_t i = 0; i < n; i++)
		strbuf_fmt(&b, "%.*s=%u\n", STR_ARG(all[i].spelling), all[i].name);
	return strbuf_str(&b);
}

static void diff_names(struct diff *x)
{
	const struct workspace *p = x->before->ws, *q = x->after->ws;
	bool closed = p->n_accounts != q->n_accounts;

	if (!str_eq(spellings(x->before, p->channels, p->n_channels),
	            spellings(x->after, q->channels, q->n_channels)))
		diff_head(x, DIFF_SETTINGS, STR("channels"), "other names or spellings");
	for (size_t i = 0; !closed && i < q->n_accounts; i++)
		closed = p->accounts[i].name != q->accounts[i].name
		         || p->accounts[i].closed != q->accounts[i].closed;
	if (closed
	    || !str_eq(spellings(x->before, p->account_names, p->n_account_names),
	               spellings(x->after, q->account_names, q->n_account_names)))
		diff_head(x, DIFF_SETTINGS, STR("accounts"), "other names, spellings or closing days");
}

/* "grow_b2b", "not ours", "the goal of the same name" */
static struct str mapping(const struct session *s, const struct objective *o)
{
	if (o == NULL)
		return STR("no such objective");
	if (o->is_off)
		return STR("not ours (null)");
	return o->is_mapped ? intern_str(s->names, o->goal) : STR("the goal of the same name");
}

static const struct objective *find_objective(const struct model *m, sym id)
{
	for (size_t i = 0; i < m->n_objectives; i++)
		if (m->objectives[i].id == id)
			return &m->objectives[i];
	return NULL;
}

static void diff_objectives(struct diff *x)
{
	const struct model *before = x->before->model, *after = x->after->model;

	for (size_t i = 0; i < after->n_objectives; i++) {
		const struct objective *q = &after->objectives[i], *p = find_objective(before, q->id);
		struct str what = str_fmt(x->a, "objective %.*s", STR_ARG(intern_str(after->names, q->id)));

		say(x, str_z(x->a, what), mapping(x->before, p), mapping(x->after, q));
		if (p != NULL && (!str_eq(p->name, q->name) || !str_eq(p->statement, q->statement)))
			diff_head(x, DIFF_SETTINGS, what, "is named or stated otherwise");
	}
	for (size_t i = 0; i < before->n_objectives; i++)
		if (find_objective(after, before->objectives[i].id) == NULL)
			diff_head(x, DIFF_SETTINGS,
			          str_fmt(x->a, "objective %.*s",
			                  STR_ARG(intern_str(after->names, before->objectives[i].id))),
			          "goes");
}

static void diff_rules(struct diff *x)
{
	const struct score_rules *p = &x->before->model->rules, *q = &x->after->model->rules;

	say_number(x, "red_at", p->red_at, q->red_at);
	say_number(x, "coverage_floor", p->coverage_floor, q->coverage_floor);
	say_number(x, "completeness_floor", p->completeness_floor, q->completeness_floor);
	say_number(x, "min_base", p->min_base, q->min_base);
	say_number(x, "own_weight", p->own_weight, q->own_weight);
	say(x, "rollup", str_of(rollup_names[p->rollup]), str_of(rollup_names[q->rollup]));
}

static struct str appendix_words(struct arena *a, const struct card *c)
{
	struct strbuf b;

	strbuf_init(&b, a, 0);
	for (int i = 0; i < APPENDIX__N; i++)
		if ((c->appendix >> i & 1) != 0)
			strbuf_fmt(&b, "%s%s", b.n > 0 ? ", " : "", appendix_names[i]);
	return strbuf_str(&b);
}

static void diff_card(struct diff *x, const struct card *p, const struct card *q)
{
	say(x, "logo", p->logo_path, q->logo_path);
	say(x, "accent", str_fmt(x->a, "#%06X", p->accent), str_fmt(x->a, "#%06X", q->accent));
	say(x, "paper", str_of(paper_names[p->paper]), str_of(paper_names[q->paper]));
	say(x, "language of dates", str_of(language_names[p->language]), str_of(language_names[q->language]));
	say(x, "appendix", appendix_words(x->a, p), appendix_words(x->a, q));
	say(x, "latest", p->latest, q->latest);
}

void diff_settings(struct diff *x)
{
	const struct workspace *p = x->before->ws, *q = x->after->ws;

	say(x, "company", p->company, q->company);
	say(x, "currency", p->currency, q->currency);
	say(x, "fiscal year", fiscal_words(x->a, p->fiscal), fiscal_words(x->a, q->fiscal));
	say(x, "departments", diff_texts(x, p->departments, p->n_departments),
	    diff_texts(x, q->departments, q->n_departments));
	say(x, "model file", p->model, q->model);
	say(x, "model id", x->before->model->id, x->after->model->id);
	say(x, "model version", x->before->model->version, x->after->model->version);
	say(x, "output", p->output, q->output);
	say(x, "database", p->database, q->database);
	diff_card(x, &p->card, &q->card);
	diff_sources(x);
	diff_names(x);
	diff_objectives(x);
	diff_rules(x);
}

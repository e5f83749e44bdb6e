/* diff.c - what an edit changes, before it goes live. */
#include "app/diff.h"

#include "app/run.h"
#include "base/wrap.h"
#include "plan/strategy_words.h"
#include "sys/temp.h"
#include "app/fail_on.h"

const char *const diff_titles[DIFF__N] = {
	[DIFF_METRICS] = "Metrics",       [DIFF_KPIS] = "KPIs",
	[DIFF_GOALS] = "Goals",           [DIFF_TARGETS] = "Targets",
	[DIFF_GOVERNANCE] = "Governance", [DIFF_CAMPAIGNS] = "Campaigns",
	[DIFF_NOTES] = "Notes",           [DIFF_MATURITY] = "Maturity",
	[DIFF_SETTINGS] = "Settings",     [DIFF_SCORES] = "Scores and statuses",
	[DIFF_GREY] = "Turns grey",
};

static void print_wrapped(struct arena *a, const char *first, unsigned indent, struct str text)
{
	struct strbuf b;

	strbuf_init(&b, a, 0);
	wrap_text(&b, str_of(first), indent, text);
	fwrite(b.p, 1, b.n, stdout);
}

static struct str headline_words(const struct session *s)
{
	const struct headline *h = &s->outcome.headline;

	return str_fmt(s->arena,
	               "%.*s: %u green, %u amber, %u red\n"
	               "%.*s, %u a goal with scored evidence",
	               STR_ARG(say_measured(s->arena, h)), h->green, h->amber, h->red,
	               STR_ARG(say_serve(s->arena, h)), h->serve_measured);
}

static void print_headline(const struct diff *x)
{
	struct str before = headline_words(x->before), after = headline_words(x->after);

	printf("\nHeadline\n");
	if (str_eq(before, after)) {
		print_wrapped(x->a, "  both", 10, after);
		return;
	}
	print_wrapped(x->a, "  before", 10, before);
	print_wrapped(x->a, "  after", 10, after);
}

static struct str period_line(const struct session *s)
{
	return str_fmt(s->arena, "%.*s, as of %.*s", STR_ARG(period_words(s->arena, s->outcome.period)),
	               STR_ARG(day_text(s->arena, s->outcome.as_of)));
}

static void print_top(const struct diff *x, const struct diff_sides *sides)
{
	struct str before = period_line(x->before), after = period_line(x->after);

	if (str_eq(before, after)) {
		printf("%.*s, %.*s\n", STR_ARG(x->after->ws->company), STR_ARG(after));
	} else {
		printf("%.*s; the two are not of the same days:\n", STR_ARG(x->after->ws->company));
		print_wrapped(x->a, "  before", 10, before);
		print_wrapped(x->a, "  after", 10, after);
	}
	print_wrapped(x->a, "Before:", 9, sides->before_words);
	print_wrapped(x->a, "After:", 9, sides->after_words);
}

static struct str count_words(struct arena *a, unsigned n, const char *one, const char *many)
{
	return n ? str_fmt(a, "%u %s, ", n, n == 1 ? one : many) : STR_NONE;
}

static bool is_worse(const struct diff *x)
{
	return x->lost_goal + x->worse_kpis + x->worse_goals + x->gone_kpis > 0;
}

static void print_worse(const struct diff *x)
{
	struct strbuf b;

	strbuf_init(&b, x->a, 0);
	strbuf_add(&b, count_words(x->a, x->lost_goal, "metric loses its goal", "metrics lose their goal"));
	strbuf_add(&b, count_words(x->a, x->gone_kpis, "KPI goes", "KPIs go"));
	strbuf_add(&b,
	           count_words(x->a, x->worse_kpis, "KPI has a worse status", "KPIs have a worse status"));
	strbuf_add(&b,
	           count_words(x->a, x->worse_goals, "goal has a worse status", "goals have a worse status"));
	printf("\n");
	if (b.n)
		print_wrapped(x->a, "Worse:", 2, str_sub(strbuf_str(&b), 0, b.n - 2));
	else
		printf("Nothing gets worse.\n");
}

static void print_diff(const struct diff *x, const struct diff_sides *sides)
{
	print_top(x, sides);
	if (diff_is_empty(x)) {
		printf("\nNothing changed: no metric, KPI, goal, target, score or status differs.\n");
		return;
	}
	print_headline(x);
	for (int p = 0; p < DIFF__N; p++)
		if (x->parts[p].n)
			printf("\n%s\n%.*s", diff_titles[p], STR_ARG(strbuf_str(&x->parts[p])));
	print_worse(x);
}

/* What one side found, on to the user's list; of the two, errors stop the work. */
static void pass_on(struct diag *from, struct str prefix, enum severity least, struct diag *to)
{
	struct arena *a = arena_new(0);
	size_t n;
	const struct finding *all = diag_list(from, &n);

	for (size_t i = 0; i < n; i++) {
		const struct finding *f = &all[i];
		struct place at = f->at;

		if (f->severity < least)
			continue;
		if (prefix.n && at.file.n && !str_starts(at.file, STR("library:")))
			at.file = str_fmt(a, "%.*s%.*s", STR_ARG(prefix), STR_ARG(at.file));
		diag_put(to, f->severity, f->code, f->subject, at, f->remedy, "%.*s", STR_ARG(f->message));
		arena_reset(a);
	}
	if (diag_exit_code(from) && diag_count(from, SEV_ERROR))
		diag_set_exit(to, diag_exit_code(from));
	arena_free(a);
}

/* Open, read and judge one side; what it has to say goes to d. */
static bool judge_side(struct session *s, const struct session *beside, const struct settings *as,
                       struct str prefix, const struct session *now, struct diag *d)
{
	struct diag *own = diag_new();
	bool ok = session_open_as(s, as, now->names, now->o, now->arena, own)
	          && (beside ? session_read_beside(s, beside) : session_read(s)) && session_judge(s);

	pass_on(own, prefix, ok && !beside ? SEV_ERROR : SEV_NOTE, d);
	s->diag = d;
	diag_free(own);
	return ok;
}

static int finish(const struct diff *x, const struct diff_sides *sides)
{
	unsigned others = x->after->o->fail_on & ~(unsigned)FAIL_WORSE;
	struct options o = *x->after->o;
	struct session after = *x->after;

	print_diff(x, sides);
	o.fail_on = others;
	after.o = &o;
	if ((x->after->o->fail_on & FAIL_WORSE) && is_worse(x))
		return EXIT_MATCHED;
	return fail_on_matches(&after, NULL) ? EXIT_MATCHED : EXIT_DONE;
}

static int compare(const struct session *now, const struct diff_sides *sides, struct diag *d)
{
	struct session before = { 0 }, after = { 0 };
	struct diff x;
	int code = EXIT_DONE;
	bool ok = judge_side(&before, NULL, &sides->before, sides->before_prefix, now, d)
	          && judge_side(&after, &before, &sides->after, sides->after_prefix, now, d);

	if (ok) {
		diff_fill(&x, &before, &after, sides);
		code = finish(&x, sides);
	}
	session_close(&after);
	session_close(&before);
	return ok ? code : diag_exit_code(d);
}

int diff_command(const struct options *o, struct arena *a, struct diag *d)
{
	struct session now;
	struct diff_sides sides = { 0 };
	struct settings none = { 0 };
	struct diag *quiet = diag_new();
	int code;

	/* The workspace as it stands is opened for its names and files; what is wrong with it is said by the side
	 * that reads it. */
	session_open_as(&now, &none, NULL, o, a, quiet);
	if (!now.ws)
		pass_on(quiet, STR_NONE, SEV_ERROR, d);
	now.diag = d;
	code = now.ws && diff_sides(&now, &sides) ? compare(&now, &sides, d) : diag_exit_code(d);
	if (sides.temp)
		temp_remove(sides.temp);
	session_close(&now);
	diag_free(quiet);
	return code;
}

/* init.c - a workspace that runs at once, from a few answers; nothing is overwritten. */
#include "app/init.h"

#include "app/run.h"
#include "sys/file.h"

enum { N_FILES = 7 };

struct new_file {
	struct str path; /* relative to the folder */
	struct str text;
	const char *what;
};

static const char *path_of(const struct init_plan *p, struct str path)
{
	return str_z(p->a, str_fmt(p->a, "%.*s/%.*s", STR_ARG(p->folder), STR_ARG(path)));
}

static void plan_files(const struct init_plan *p, struct new_file files[N_FILES])
{
	files[0] = (struct new_file){ STR("kpialign.yaml"), init_workspace_text(p),
		                      "the company, its year, and where exports lie" };
	files[1] = (struct new_file){ STR("goals.csv"), init_goals_text(p), "the tree of business goals" };
	files[2] = (struct new_file){ STR("targets.csv"), init_targets_text(p), "what KPIs are to reach" };
	files[3] = (struct new_file){ str_fmt(p->a, "models/%.*s.yaml", STR_ARG(p->id)), init_model_text(p),
		                      "which objective of the library is which goal" };
	files[4] = (struct new_file){ STR("exports/sample-social.csv"), init_sample_social(p),
		                      "invented; delete it when yours are there" };
	files[5] = (struct new_file){ STR("exports/sample-business.csv"), init_sample_business(p),
		                      "invented as well" };
	files[6] = (struct new_file){ STR(".gitignore"), init_ignore_text(p),
		                      "what a run makes: the history and the scorecards" };
	if (file_exists(path_of(p, files[6].path))) /* a folder under git has one already, which stays */
		files[6].text = STR_NONE;
}

static bool refuse(const struct init_plan *p, const char *path, const char *why)
{
	diag_error(p->d, "K901", ((struct place){ .file = str_of(path) }),
	           STR("name a new folder; init overwrites nothing"), "%s", why);
	diag_set_exit(p->d, EXIT_NO_CREATE);
	return false;
}

/* Nothing is made before all of it may be made. */
static bool is_free(const struct init_plan *p, const struct new_file *files)
{
	bool ok = true;

	if (file_exists(str_z(p->a, p->folder)) && !file_is_folder(str_z(p->a, p->folder)))
		return refuse(p, str_z(p->a, p->folder), "is there already, and is no folder");
	if (file_exists(path_of(p, STR("kpialign.yaml"))))
		return refuse(p, path_of(p, STR("kpialign.yaml")),
		              "is there already: the folder is a workspace");
	for (size_t i = 0; i < N_FILES; i++)
		if (files[i].text.n && file_exists(path_of(p, files[i].path)))
			ok = refuse(p, path_of(p, files[i].path), "is there already");
	return ok;
}

static bool write_files(const struct init_plan *p, const struct new_file *files)
{
	static const char *const folders[] = { "models", "exports" };

	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
		if (!folder_make(path_of(p, str_of(folders[i]))))
			return refuse(p, path_of(p, str_of(folders[i])), "the folder cannot be made");
	for (size_t i = 0; i < N_FILES; i++) {
		const char *path = path_of(p, files[i].path);

		if (files[i].text.n && !file_put_new(path, str_of(path), files[i].text, p->d))
			return false;
	}
	return true;
}

static void print_goals(const struct init_plan *p)
{
	for (size_t i = 0; i < p->n_goals; i++) {
		const struct init_goal *g = &p->goals[i];

		if (g->objective)
			printf("  %-24.*s %.*s%s\n", STR_ARG(g->id),
			       STR_ARG(intern_str(p->names, g->objective->id)),
			       g->is_guess ? " (a guess)" : "");
		else
			printf("  %-24.*s none has its words: choose one, or give it KPIs\n", STR_ARG(g->id));
	}
}

static bool has_guess(const struct init_plan *p)
{
	for (size_t i = 0; i < p->n_goals; i++)
		if (p->goals[i].objective && p->goals[i].is_guess)
			return true;
	return false;
}

/* Answers in a pipe are not read: a pipe that nobody writes to would hold it up for ever. */
static void print_unasked(const struct init_plan *p)
{
	const struct init_answers *n = &p->o->init;
	bool is_told = n->company && n->currency && n->fiscal_year_starts && n->n_goals;

	if (!p->is_unasked || is_told)
		return;
	printf(
	    "\nNothing was asked: this is no terminal, and answers in a pipe are not read.\nBy default:\n");
	if (!n->company)
		printf("  --company %.*s\n", STR_ARG(p->company));
	if (!n->fiscal_year_starts)
		printf("  --fiscal-year-starts 1\n");
	if (!n->currency)
		printf("  --currency %.*s\n", STR_ARG(p->currency));
	for (size_t i = 0; i < p->n_goals && !n->n_goals; i++)
		printf("  --goal %.*s=\"%.*s\"\n", STR_ARG(p->goals[i].id), STR_ARG(p->goals[i].name));
}

static void print_what_next(const struct init_plan *p, const struct new_file *files)
{
	int n = (int)p->folder.n;
	const char *dir = p->folder.p;

	printf("A workspace for %.*s is in %.*s:\n", STR_ARG(p->company), n, dir);
	for (size_t i = 0; i < N_FILES; i++)
		if (files[i].text.n)
			printf("  %-28.*s %s\n", STR_ARG(files[i].path), files[i].what);
	print_unasked(p);
	printf("\nYour goals and the objectives of the library they were taken for%s:\n",
	       p->is_example ? " (examples)" : "");
	print_goals(p);
	if (has_guess(p))
		printf("A guess goes by words that both have: see that it is what the goal means.\n");
	printf("\nTry it on the sample:\n"
	       "  kpialign run %.*s --summary\n"
	       "Edit first:\n"
	       "  1. goals.csv: %s, with owners, sponsors and budgets\n"
	       "  2. %.*s: the objectives that are yours\n"
	       "  3. exports/ and `sources:` in kpialign.yaml: your own exports\n"
	       "  4. targets.csv: what you want to reach\n"
	       "After each edit:\n"
	       "  kpialign check %.*s\n"
	       "See what an edit does before it counts: change a copy, then\n"
	       "  kpialign diff COPY %.*s\n",
	       n, dir, p->is_example ? "your goals for the examples" : "what each goal says",
	       STR_ARG(files[3].path), n, dir, n, dir);
}

/* The library alone, so that its objectives and KPIs can be offered. */
static bool read_library(struct init_plan *p)
{
	struct library lib = { .root = STR("."), .folder = session_library() };
	struct input_list files = { .a = p->a };
	struct str path = str_fmt(p->a, "%.*s/social-business.yaml", STR_ARG(lib.folder));

	p->library = model_read(p->a, p->names, &lib, path, NULL, &files, p->d);
	return p->library != NULL;
}

static struct period sample_quarter(struct fiscal f)
{
	int32_t day = 0;

	day_from(2026, 9, 30, &day);
	return period_of(SPAN_QUARTER, day, f);
}

int init_command(const struct options *o, struct arena *a, struct diag *d)
{
	struct init_plan p = { .a = a, .d = d, .o = o, .names = intern_new(), .folder = o->name };
	struct new_file files[N_FILES];
	bool ok;

	while (p.folder.n > 1 && str_ends(p.folder, STR("/")))
		p.folder.n--;
	ok = read_library(&p) && init_ask(&p);
	if (ok) {
		p.quarter = sample_quarter(p.fiscal);
		init_match(&p);
		init_sample_plan(&p);
		plan_files(&p, files);
		ok = is_free(&p, files) && write_files(&p, files);
	}
	if (ok && !o->is_quiet)
		print_what_next(&p, files);
	intern_free(p.names);
	return ok ? EXIT_DONE : diag_exit_code(d);
}

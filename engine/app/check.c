/* check.c - what is wrong with a workspace, a model or a format, before anything is run or written. */
#include "app/check_data.h"
#include "app/file_role.h"
#include "app/run.h"
#include "app/session.h"
#include "core/advice.h"
#include "read/format_def.h"
#include "read/yaml.h"
#include "sys/file.h"

enum { FILE_MAX_BYTES = 1 << 20 };

enum subject { SUBJECT_WORKSPACE, SUBJECT_MODEL, SUBJECT_FORMAT };

/* A file on its own. */
struct alone {
	const struct options *o;
	struct arena *a;
	struct diag *d;
	struct str path, shown;
	struct library lib;
};

static void print_closing(const struct alone *f, struct str what)
{
	if (!f->o->is_quiet)
		printf("%.*s: %.*s: no errors, %.*s\n", STR_ARG(f->shown), STR_ARG(what),
		       STR_ARG(str_count(f->a, diag_count(f->d, SEV_WARNING), "warning")));
}

/* KPIs and objectives that name no goal: a run goes on without them, a check has found what it looked for. */
static int exit_of(const struct options *o, struct diag *d)
{
	size_t n, lost = 0;
	const struct finding *all = diag_list(d, &n);

	for (size_t i = 0; i < n; i++)
		lost += str_is(str_of(all[i].code), "K203");
	if (lost > 0 && !o->is_quiet)
		printf("%zu name%s no goal and link%s nothing (K203)\n", lost, lost == 1 ? "s" : "",
		       lost == 1 ? "s" : "");
	return lost > 0 ? EXIT_MATCHED : EXIT_DONE;
}

/* --- a workspace */

static int check_workspace(const struct options *o, struct arena *a, struct diag *d)
{
	struct session s;
	bool ok = session_open(&s, o, a, d);

	if (ok) {
		struct advised w = { s.model, s.goals, s.targets, true, s.ws->model_at };

		advice_give(&w, a, d);
		ok = check_data(&s, &w);
	}
	if (ok && !o->is_quiet)
		printf("%.*s: model %.*s%s%.*s, %.*s, %.*s, %.*s, %.*s: no errors, %.*s; "
		       "what the figures show comes with `kpialign run`\n",
		       STR_ARG(s.ws->company), STR_ARG(s.model->id), s.model->version.n > 0 ? " " : "",
		       STR_ARG(s.model->version), STR_ARG(str_count(a, s.model->n_metrics, "metric")),
		       STR_ARG(str_count(a, s.model->n_kpis, "KPI")),
		       STR_ARG(str_count(a, s.goals->n, "goal")),
		       STR_ARG(str_count(a, s.targets->n, "target")),
		       STR_ARG(str_count(a, diag_count(d, SEV_WARNING), "warning")));
	session_close(&s);
	return ok ? exit_of(o, d) : diag_exit_code(d);
}

/* --- a model */

static bool is_of_library(const struct alone *f)
{
	return str_starts(f->shown, STR("library:"));
}

/* The library as the path leads to it, where the file lies in it: so its files are known as the library's. */
static struct str library_on(const struct alone *f)
{
	struct str folder = session_library();

	for (size_t n = f->path.n; n > 0; n--) {
		struct str above = str_sub(f->path, 0, n - 1);

		if (f->path.p[n - 1] != '/')
			continue;
		if (folder.n > 0 && above.n > 0 && file_is_same(str_z(f->a, above), str_z(f->a, folder)))
			return above;
	}
	return folder;
}

static int check_model(const struct alone *f)
{
	struct intern *names = intern_new();
	struct input_list files = { .a = f->a };
	const struct model *m = model_read(f->a, names, &f->lib, f->path, NULL, &files, f->d);

	if (m != NULL) {
		struct advised w = { m, NULL, NULL, !is_of_library(f), PLACE_NONE };

		advice_give(&w, f->a, f->d);
		print_closing(f, str_fmt(f->a, "model %.*s%s%.*s, %.*s, %.*s, %.*s", STR_ARG(m->id),
		                         m->version.n > 0 ? " " : "", STR_ARG(m->version),
		                         STR_ARG(str_count(f->a, m->n_metrics, "metric")),
		                         STR_ARG(str_count(f->a, m->n_kpis, "KPI")),
		                         STR_ARG(str_count(f->a, m->n_objectives, "objective"))));
	}
	intern_free(names);
	if (m != NULL && !is_of_library(f) && !f->o->is_quiet)
		printf("goals.csv was not looked at: `kpialign check` of the workspace does\n");
	return m != NULL ? exit_of(f->o, f->d) : diag_exit_code(f->d);
}

/* --- a format */

static int check_format(const struct alone *f)
{
	const struct format *format;
	struct str text;

	if (!file_slurp(f->a, str_z(f->a, f->path), f->shown, FILE_MAX_BYTES + 1, &text, f->d))
		return diag_exit_code(f->d);
	format = format_parse(f->a, f->shown, text, f->d);
	if (format == NULL)
		return diag_exit_code(f->d);
	print_closing(f, str_fmt(f->a, "format %.*s, %.*s named", STR_ARG(format->name),
	                         STR_ARG(str_count(f->a, format->columns.n + format->n_rules, "column"))));
	return EXIT_DONE;
}

/* --- a table: what its rows name stands in other files, so it is checked with them */

static int refuse_table(const struct alone *f, enum file_role role)
{
	diag_put(f->d, SEV_ERROR, "K904", STR_NONE, PLACE_NONE,
	         STR("check the workspace that it belongs to: `kpialign check FOLDER`"),
	         "%.*s is a table of %s, no model", STR_ARG(f->shown), file_role_names[role]);
	diag_set_exit(f->d, EXIT_USAGE);
	return EXIT_USAGE;
}

/* --- which of them it is */

static struct str base_name(struct str path)
{
	size_t n = path.n;

	while (n > 0 && path.p[n - 1] != '/')
		n--;
	return str_sub(path, n, path.n);
}

/* By the keys it has; by its folder where it cannot be read that far. */
static enum subject subject_of(const struct alone *f)
{
	struct diag *silent = diag_new();
	const struct node *root = NULL;
	enum subject subject = SUBJECT_MODEL;
	struct str text;

	if (file_slurp(f->a, str_z(f->a, f->path), f->shown, FILE_MAX_BYTES + 1, &text, silent))
		root = yaml_parse(f->a, f->shown, text, silent);
	if (str_is(base_name(f->path), "kpialign.yaml"))
		subject = SUBJECT_WORKSPACE;
	else if (node_get(root, "format") != NULL || node_get(root, "recognise") != NULL)
		subject = SUBJECT_FORMAT;
	else if ((root == NULL || root->n == 0) && str_find(f->path, STR("formats/")) != SIZE_MAX)
		subject = SUBJECT_FORMAT;
	diag_free(silent);
	return subject;
}

static int check_file(struct alone *f)
{
	struct options o = *f->o;
	struct str folder = str_sub(f->path, 0, f->path.n - base_name(f->path).n);

	f->lib = (struct library){ .root = STR("."), .folder = library_on(f) };
	f->shown = path_shown(f->a, &f->lib, f->path);
	if (!str_ends(f->path, STR(".yaml")) && !str_ends(f->path, STR(".yml"))) {
		enum file_role role = file_role_of_table(f->a, str_z(f->a, f->path), f->shown);

		if (role != FILE_NONE)
			return refuse_table(f, role);
	}
	switch (subject_of(f)) {
	case SUBJECT_FORMAT:
		return check_format(f);
	case SUBJECT_WORKSPACE:
		o.workspace = folder.n > 0 ? str_z(f->a, folder) : ".";
		return check_workspace(&o, f->a, f->d);
	default:
		return check_model(f);
	}
}

int check_command(const struct options *o, struct arena *a, struct diag *d)
{
	struct alone f = { .o = o, .a = a, .d = d, .path = str_of(o->workspace) };

	if (file_exists(o->workspace) && !file_is_folder(o->workspace))
		return check_file(&f);
	return check_workspace(o, a, d);
}

/* workspace_file.c - kpialign.yaml: the company, its files and its names for things. */
#include "read/workspace_file.h"

#include "read/workspace_parts.h"
#include "sys/file.h"

enum { FILE_MAX_BYTES = 1 << 20, EXIT_NO_INPUT = 66 };

static struct str in_folder(struct arena *a, struct str dir, struct str path)
{
	if (dir.n == 0 || str_is(dir, ".") || str_starts(path, STR("/")))
		return path;
	return str_fmt(a, "%.*s%s%.*s", STR_ARG(dir), str_ends(dir, STR("/")) ? "" : "/", STR_ARG(path));
}

struct str workspace_path(struct arena *a, const struct workspace *w, struct str path)
{
	return in_folder(a, w->dir, path);
}

static struct place place_of(const struct node *root, const char *key)
{
	const struct node *n = node_get(root, key);

	return n != NULL ? n->at : root->at;
}

static void check_present(const struct tools *r, const struct node *root, struct str path, const char *key)
{
	const struct node *n = node_get(root, key);

	if (path.n == 0 && (n == NULL || n->kind == NODE_NULL || n->kind == NODE_SCALAR))
		diag_error(r->d, "K602", place_of(root, key),
		           str_fmt(r->a, "add `%s: ` and the path of a file", key),
		           "the workspace names no %s", key);
}

/* A file that is named and not there is found out here, where the line that names it can be shown. */
static void check_files(const struct tools *r, const struct node *root, const struct workspace *w)
{
	const struct {
		const char *key;
		struct str path;
	} files[] = {
		{ "model", w->model },           { "goals", w->goals },         { "targets", w->targets },
		{ "governance", w->governance }, { "campaigns", w->campaigns }, { "notes", w->notes },
		{ "rates", w->rates },
	};

	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		if (files[i].path.n == 0 || file_exists(str_z(r->a, workspace_path(r->a, w, files[i].path))))
			continue;
		diag_error(r->d, "K901", place_of(root, files[i].key),
		           STR("write its path as seen from the workspace's folder"),
		           "there is no file '%.*s'", STR_ARG(files[i].path));
		diag_set_exit(r->d, EXIT_NO_INPUT);
	}
}

static void check_currency(const struct tools *r, const struct node *root, struct str currency)
{
	if (currency.n > 0 && !currency_is_code(currency))
		diag_error(r->d, "K602", place_of(root, "currency"),
		           STR("write three capital letters, such as EUR"), "'%.*s' is no currency",
		           STR_ARG(currency));
}

/* Only the two words in braces that are known are ever filled in. */
static void check_output(const struct tools *r, const struct node *root, struct str output)
{
	while (output.n > 0) {
		size_t open = str_find(output, STR("{"));
		struct str rest = open == SIZE_MAX ? STR_NONE : str_sub(output, open, output.n);

		if (open == SIZE_MAX)
			return;
		if (!str_starts(rest, STR("{company}")) && !str_starts(rest, STR("{period}"))) {
			diag_error(r->d, "K602", place_of(root, "output"), STR("use {company} and {period}"),
			           "output has braces around another word");
			return;
		}
		output = str_sub(rest, 1, rest.n);
	}
}

static void trim_departments(const struct tools *r, struct workspace *w)
{
	struct str *all = ARENA_ARRAY(r->a, w->n_departments + 1, struct str);

	for (size_t i = 0; i < w->n_departments; i++)
		all[i] = str_trim(w->departments[i]);
	w->departments = all;
}

static struct node *read_root(const struct tools *r, struct str dir, struct str path,
                              struct input_list *files)
{
	struct library no_library = { .root = dir };
	struct str shown = path_shown(r->a, &no_library, path), text;
	struct input *in;

	if (!file_exists(str_z(r->a, path))) {
		diag_error(r->d, "K901", ((struct place){ .file = shown }),
		           STR("name the folder of a workspace, or make one with `kpialign init`"),
		           "there is no kpialign.yaml in '%.*s'", STR_ARG(dir.n > 0 ? dir : STR(".")));
		diag_set_exit(r->d, EXIT_NO_INPUT);
		return NULL;
	}
	if (!file_slurp(r->a, str_z(r->a, path), shown, FILE_MAX_BYTES + 1, &text, r->d))
		return NULL;
	in = input_add(files, INPUT_WORKSPACE, shown);
	in->bytes = text.n;
	digest_bytes(text.p, text.n, &in->digest_hi, &in->digest_lo);
	return yaml_parse(r->a, shown, text, r->d);
}

const struct workspace *workspace_read(struct arena *a, struct intern *names, struct str dir,
                                       struct input_list *files, struct diag *d)
{
	return workspace_read_as(a, names, dir, in_folder(a, dir, STR("kpialign.yaml")), files, d);
}

const struct workspace *workspace_read_as(struct arena *a, struct intern *names, struct str dir,
                                          struct str file, struct input_list *files, struct diag *d)
{
	struct tools r = { a, names, d };
	size_t errors = diag_count(d, SEV_ERROR);
	struct node *root = read_root(&r, dir, file, files);
	struct workspace_text *t = ARENA_NEW(a, struct workspace_text);
	struct workspace *w = &t->w;

	if (root == NULL || (!language_check(&r, &language_workspace, root) && root->kind != NODE_MAP))
		return NULL;
	*w = (struct workspace){ .dir = dir,
		                 .fiscal = { .first_month = 1 },
		                 .company = STR("company"),
		                 .database = STR("kpialign.db"),
		                 .output = STR("scorecards/{company}-{period}.xlsx"),
		                 .at = root->at };
	language_read(&r, &language_workspace, root, t);
	w->fiscal.named_by_start = t->named_by == 1;
	trim_departments(&r, w);
	w->model_at = place_of(root, "model");
	w->goals_at = place_of(root, "goals");
	w->targets_at = place_of(root, "targets");
	check_present(&r, root, w->model, "model");
	check_present(&r, root, w->goals, "goals");
	check_files(&r, root, w);
	check_currency(&r, root, w->currency);
	check_output(&r, root, w->output);
	workspace_card_read(&r, node_get(root, "scorecard"), w, files);
	workspace_channels_read(&r, node_get(root, "channels"), w);
	workspace_accounts_read(&r, node_get(root, "accounts"), w);
	workspace_sources_read(&r, node_get(root, "sources"), w);
	return diag_count(d, SEV_ERROR) == errors ? w : NULL;
}

/* workspace_file.c - kpialign.yaml: the company, its files and its names for things. */
#include "read/workspace_file.h"

#include "read/workspace_parts.h"
#include "sys/file.h"

enum { FILE_MAX_BYTES = 1 << 20, EXIT_NO_INPUT = 66 };

/* A workspace with what must be looked at again before it is one. */
struct workspace_text {
	struct workspace w;
	int named_by;
};

static const char *const named_by_names[] = { "end", "start" };

#define TEXT(name, field, help)                                                                     \
	{                                                                                           \
		name, KEY_TEXT, offsetof(struct workspace_text, w.field), 0, NULL, 0, 0, 0, 0, help \
	}
#define OTHER(name, help)                                     \
	{                                                     \
		name, KEY_OTHER, 0, 0, NULL, 0, 0, 0, 0, help \
	}
static const struct map_key workspace_keys[] = {
	TEXT("company", company, "its name, as the scorecard prints it"),
	{ "fiscal_year_starts", KEY_INT, offsetof(struct workspace_text, w.fiscal.first_month), 0, NULL, 0, 0,
	  1, 12, "month a fiscal year starts; 1 where absent" },
	{ "fiscal_year_named", KEY_WORD, offsetof(struct workspace_text, named_by), 0, named_by_names, 0, 2,
	  0, 0, "for the calendar year it ends in (end, default) or starts in (start)" },
	TEXT("currency", currency, "three capital letters: EUR"),
	{ "departments", KEY_TEXTS, offsetof(struct workspace_text, w.departments),
	  offsetof(struct workspace_text, w.n_departments), NULL, 0, 0, 0, 0,
	  "departments that goals may belong to" },
	TEXT("model", model, "the model, which may extend one of the library"),
	TEXT("goals", goals, "goals.csv"),
	TEXT("targets", targets, "targets.csv"),
	TEXT("governance", governance, "governance.csv"),
	TEXT("campaigns", campaigns, "campaigns.csv"),
	TEXT("notes", notes, "notes.csv"),
	TEXT("rates", rates, "rates.csv"),
	OTHER("channels", "one name a channel, and its spellings"),
	OTHER("accounts", "one name an account, and its spellings, or the day it was closed"),
	OTHER("sources", "where metrics come from"),
	TEXT("database", database, "memory between runs; kpialign.db where absent"),
	TEXT("output", output, "the scorecard; may hold {company} and {period}"),
};
static const struct key_table workspace_table = { "the workspace", workspace_keys,
	                                          sizeof workspace_keys / sizeof *workspace_keys };

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

/* Their language is settled, their readers are to come: until then nothing that they say counts. */
static void note_unread(const struct tools *r, const struct node *root)
{
	static const char *const keys[] = { "governance", "campaigns", "notes", "rates" };

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		const struct node_pair *pair = node_pair(root, keys[i]);

		if (pair != NULL && pair->value->kind == NODE_SCALAR && pair->value->text.n > 0)
			diag_put(r->d, SEV_NOTE, "K104", pair->value->text, pair->key_at, STR_NONE,
			         "%.*s is not read yet", STR_ARG(pair->value->text));
	}
}

static void check_currency(const struct tools *r, const struct node *root, struct str currency)
{
	bool is_good = currency.n == 3;

	for (size_t i = 0; i < currency.n; i++)
		is_good = is_good && currency.p[i] >= 'A' && currency.p[i] <= 'Z';
	if (currency.n > 0 && !is_good)
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

static struct node *read_root(const struct tools *r, struct str dir, struct input_list *files)
{
	struct library no_library = { .root = dir };
	struct str path = in_folder(r->a, dir, STR("kpialign.yaml"));
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
	struct tools r = { a, names, d };
	size_t errors = diag_count(d, SEV_ERROR);
	struct node *root = read_root(&r, dir, files);
	struct workspace_text *t = ARENA_NEW(a, struct workspace_text);
	struct workspace *w = &t->w;

	if (root == NULL || (!language_check(&r, &workspace_table, root) && root->kind != NODE_MAP))
		return NULL;
	*w = (struct workspace){ .dir = dir,
		                 .fiscal = { .first_month = 1 },
		                 .company = STR("company"),
		                 .database = STR("kpialign.db"),
		                 .output = STR("scorecards/{company}-{period}.xlsx"),
		                 .at = root->at };
	language_read(&r, &workspace_table, root, t);
	w->fiscal.named_by_start = t->named_by == 1;
	w->model_at = place_of(root, "model");
	w->goals_at = place_of(root, "goals");
	w->targets_at = place_of(root, "targets");
	check_present(&r, root, w->model, "model");
	check_present(&r, root, w->goals, "goals");
	check_files(&r, root, w);
	note_unread(&r, root);
	check_currency(&r, root, w->currency);
	check_output(&r, root, w->output);
	workspace_channels_read(&r, node_get(root, "channels"), w);
	workspace_accounts_read(&r, node_get(root, "accounts"), w);
	workspace_sources_read(&r, node_get(root, "sources"), w);
	return diag_count(d, SEV_ERROR) == errors ? w : NULL;
}

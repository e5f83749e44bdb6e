/* diff_role.c - what the word after `diff` names, and what each side then reads. */
#include "app/diff.h"

#include "app/file_role.h"
#include "read/yaml.h"
#include "sys/file.h"

enum { LOOKED_AT = 1 << 20 };

static bool usage(const struct session *now, const char *remedy, const char *fmt, struct str what)
{
	diag_put(now->diag, SEV_ERROR, "K904", what, PLACE_NONE, str_of(remedy), "'%.*s' %s", STR_ARG(what),
	         fmt);
	diag_set_exit(now->diag, EXIT_USAGE);
	return false;
}

static struct str base_name(struct str path)
{
	size_t from = path.n;

	while (from > 0 && path.p[from - 1] != '/')
		from--;
	return str_sub(path, from, path.n);
}

/* YAML by its keys; a file that cannot be read is taken for a model, whose reader says what is wrong. */
static enum file_role role_of_yaml(const struct session *now, const char *path, struct str shown)
{
	struct diag *quiet = diag_new();
	struct str text;
	const struct node *root = NULL;
	enum file_role role = FILE_MODEL;

	if (str_is(base_name(shown), "kpialign.yaml"))
		role = FILE_WORKSPACE;
	else if (file_slurp(now->arena, path, shown, LOOKED_AT + 1, &text, quiet))
		root = yaml_parse(now->arena, shown, text, quiet);
	if (node_get(root, "company") || node_get(root, "sources") || node_get(root, "goals"))
		role = FILE_WORKSPACE;
	else if (node_get(root, "format") || node_get(root, "header") || node_get(root, "columns"))
		role = FILE_NONE;
	diag_free(quiet);
	return role;
}

static enum file_role role_of(const struct session *now, const char *path, struct str shown)
{
	struct str name = str_lower(now->arena, base_name(shown));

	if (str_ends(name, STR(".yaml")) || str_ends(name, STR(".yml")))
		return role_of_yaml(now, path, shown);
	return file_role_of_table(now->arena, path, shown);
}

/* The file of the chain with the same name, else the model itself. */
static struct str model_for(const struct session *now, struct str file)
{
	struct str top = STR_NONE;

	for (size_t i = 0; i < now->files.n; i++) {
		struct str path = now->files.all[i].path;

		if (now->files.all[i].role != INPUT_MODEL)
			continue;
		top = top.n ? top : path; /* the model is read before what it extends */
		if (str_eq(base_name(str_sub(path, str_starts(path, STR("library:")) ? 8 : 0, path.n)),
		           base_name(file)))
			return path;
	}
	return top.n ? top : now->ws->model;
}

/* Someone who names the file that is in use has edited it already. */
static bool is_in_use(const struct session *now, const char *path, struct str in_use)
{
	return in_use.n && file_is_same(path, session_path(now, in_use));
}

static struct str instead(const struct session *now, struct str file, struct str of)
{
	return str_fmt(now->arena, "with %.*s in place of %.*s", STR_ARG(file), STR_ARG(of));
}

static struct str own_or(const struct session *now, struct str own, const char *name)
{
	return own.n ? own : str_fmt(now->arena, "%s, which the workspace has not", name);
}

static bool take_file(const struct session *now, const char *path, struct diff_sides *out)
{
	struct str file = str_of(path), of;

	switch (role_of(now, path, file)) {
	case FILE_WORKSPACE:
		of = STR("kpialign.yaml");
		out->after.workspace = file;
		break;
	case FILE_MODEL:
		of = model_for(now, file);
		out->after.model = file;
		out->after.model_for = of;
		break;
	case FILE_GOALS:
		of = now->ws->goals;
		out->after.goals = file;
		break;
	case FILE_TARGETS:
		of = own_or(now, now->ws->targets, "targets.csv");
		out->after.targets = file;
		break;
	case FILE_GOVERNANCE:
		of = own_or(now, now->ws->governance, "governance.csv");
		out->after.governance = file;
		break;
	case FILE_CAMPAIGNS:
		of = own_or(now, now->ws->campaigns, "campaigns.csv");
		out->after.campaigns = file;
		break;
	case FILE_NOTES:
		of = own_or(now, now->ws->notes, "notes.csv");
		out->after.notes = file;
		break;
	default:
		return usage(now,
		             "name a model, kpialign.yaml, or goals.csv or another table of the workspace",
		             "is none of the files that a workspace consists of", file);
	}
	if (is_in_use(now, path, of))
		return usage(now,
		             "name a draft of it, or the git revision from before the edit, such as HEAD",
		             "is the file that is in use", file);
	out->after_words = instead(now, file, of);
	return true;
}

static bool take_folder(const struct session *now, const char *path, struct diff_sides *out)
{
	if (file_is_same(path, now->o->workspace))
		return usage(now, "name another folder, or a git revision such as HEAD",
		             "is the workspace itself", str_of(path));
	out->after.folder = str_of(path);
	out->after_prefix = str_fmt(now->arena, "%s%s", path, str_ends(str_of(path), STR("/")) ? "" : "/");
	out->after_words = str_fmt(now->arena, "the settings of %s over the same exports", path);
	return true;
}

bool diff_sides(const struct session *now, struct diff_sides *out)
{
	const char *what = str_z(now->arena, now->o->name);
	struct str name = STR_NONE;

	*out = (struct diff_sides){ .before_words = STR("the workspace as it stands") };
	if (file_is_folder(what))
		return take_folder(now, what, out);
	if (file_exists(what))
		return take_file(now, what, out);
	if (!diff_checkout(now, what, &out->temp, &out->before.folder, &name))
		return false;
	out->before_words = str_fmt(now->arena, "the settings of %.*s", STR_ARG(name));
	out->before_prefix = str_fmt(now->arena, "%s:", what);
	out->after_words = STR("the workspace as it stands");
	return true;
}

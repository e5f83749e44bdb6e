/* diff_git.c - the settings of a workspace as they were at a git revision. */
#include "app/diff.h"

#include <stddef.h>
#include "read/yaml.h"
#include "sys/file.h"
#include "sys/process.h"
#include "sys/temp.h"

enum { LARGEST = 16 << 20, DEEPEST = 16, SHORT_DIGEST = 10 };

struct checkout {
	const struct session *now;
	struct arena *a;
	const char *rev; /* the full name of a commit */
	struct str into; /* stands for the workspace's folder */
};

static bool git(const struct checkout *c, const char *const *words, struct process *p)
{
	const char *argv[12] = { "git", "-C", c->now->o->workspace };
	size_t n = 3;

	while (*words && n < 11)
		argv[n++] = *words++;
	return process_run(c->a, argv, LARGEST, p, c->now->diag);
}

/* What git says of itself on its first line, without "fatal: ". */
static struct str first_words(struct str err)
{
	struct str line = str_trim(str_cut(&err, '\n'));

	line = str_starts(line, STR("fatal: ")) ? str_sub(line, 7, line.n) : line;
	return str_trim(str_cut(&line, '(')); /* what follows depends on where the folder is mounted */
}

/* The commit that the user's word names. */
static bool find_commit(struct checkout *c, const char *rev)
{
	const char *spec = str_z(c->a, str_fmt(c->a, "%s^{commit}", rev));
	const char *const words[] = { "rev-parse", "--verify", "--quiet", spec, NULL };
	struct process p = { 0 };
	struct str why;

	if (rev[0] != '-' && rev[0] && !git(c, words, &p))
		return false;
	if (rev[0] != '-' && rev[0] && p.code == 0) {
		c->rev = str_z(c->a, str_trim(p.out));
		return true;
	}
	why = first_words(p.err);
	diag_put(c->now->diag, SEV_ERROR, "K904", str_of(rev), PLACE_NONE,
	         STR("write the path of a file or folder, or a git revision such as HEAD~1"),
	         "'%s' is no file, no folder and no git revision%s%.*s", rev, why.n ? ": " : "",
	         STR_ARG(why));
	diag_set_exit(c->now->diag, EXIT_USAGE);
	return false;
}

/* Bring a file (path relative to the workspace) to the same place; *text is what is in it. False: the
 * revision has none, or it cannot be written. */
static bool bring(const struct checkout *c, struct str path, struct str *text)
{
	const char *spec = str_z(c->a, str_fmt(c->a, "%s:./%.*s", c->rev, STR_ARG(path)));
	const char *const words[] = { "cat-file", "blob", spec, NULL };
	const char *to = str_z(c->a, str_fmt(c->a, "%.*s/%.*s", STR_ARG(c->into), STR_ARG(path)));
	struct str folder = path_beside(c->a, str_of(to), STR("."));
	struct process p;

	if (!path.n || path.p[0] == '/' || !git(c, words, &p) || p.code != 0)
		return false;
	*text = p.out;
	return file_exists(to)
	       || (folder_make(str_z(c->a, folder)) && file_put_new(to, path, p.out, c->now->diag));
}

static const struct node *parse(const struct checkout *c, struct str path, struct str text)
{
	struct diag *quiet = diag_new();
	const struct node *root = yaml_parse(c->a, path, text, quiet);

	diag_free(quiet);
	return root;
}

/* A model file and all that it extends; files of the library are not in the revision. */
static void bring_model(const struct checkout *c, struct str path, int depth)
{
	struct str text;
	const struct node *extends;

	if (depth > DEEPEST || !bring(c, path, &text))
		return;
	extends = node_get(parse(c, path, text), "extends");
	if (extends && extends->kind == NODE_SCALAR)
		bring_model(c, path_beside(c->a, path, extends->text), depth + 1);
	for (size_t i = 0; extends && extends->kind == NODE_LIST && i < extends->n; i++)
		if (extends->items[i]->kind == NODE_SCALAR)
			bring_model(c, path_beside(c->a, path, extends->items[i]->text), depth + 1);
}

/* formats/ beside the model. */
static void bring_formats(const struct checkout *c, struct str model)
{
	const char *folder = str_z(c->a, path_beside(c->a, model, STR("formats/")));
	const char *const words[] = { "ls-tree", "-z", "--name-only", c->rev, folder, NULL };
	struct process p;
	struct str rest, text;

	if (!git(c, words, &p) || p.code != 0)
		return;
	for (rest = p.out; rest.p && rest.n;) {
		struct str path = str_cut(&rest, '\0');

		if (str_ends(path, STR(".yaml")))
			bring(c, path, &text);
	}
}

static bool bring_all(const struct checkout *c, const char *rev)
{
	static const char *const named[] = {
		"goals", "targets", "governance", "campaigns", "notes", "rates"
	};
	struct str text;
	const struct node *root, *model;

	if (!bring(c, STR("kpialign.yaml"), &text)) {
		diag_put(c->now->diag, SEV_ERROR, "K901", STR_NONE, PLACE_NONE,
		         STR("name a revision in which the workspace is there"),
		         "%s has no kpialign.yaml in '%s'", rev, c->now->o->workspace);
		diag_set_exit(c->now->diag, EXIT_NO_INPUT);
		return false;
	}
	root = parse(c, STR("kpialign.yaml"), text);
	for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
		const struct node *n = node_get(root, named[i]);

		if (n && n->kind == NODE_SCALAR)
			bring(c, n->text, &text);
	}
	model = node_get(root, "model");
	if (model && model->kind == NODE_SCALAR) {
		bring_model(c, model->text, 0);
		bring_formats(c, model->text);
	}
	return true;
}

/* How deep the workspace lies in the repository: as deep it lies below the temporary folder, so that `../`
 * in its paths stays inside. */
static struct str prefix_of(const struct checkout *c)
{
	const char *const words[] = { "rev-parse", "--show-prefix", NULL };
	struct process p = { 0 };
	struct str prefix = STR_NONE;

	if (git(c, words, &p) && p.code == 0)
		prefix = str_trim(p.out);
	return str_ends(prefix, STR("/")) ? str_sub(prefix, 0, prefix.n - 1) : prefix;
}

bool diff_checkout(const struct session *now, const char *rev, const char **temp, struct str *folder,
                   struct str *name)
{
	struct checkout c = { .now = now, .a = now->arena };
	struct str prefix;

	if (!find_commit(&c, rev))
		return false;
	*temp = temp_folder(c.a, now->diag);
	if (!*temp)
		return false;
	prefix = prefix_of(&c);
	c.into = str_fmt(c.a, "%s%s%.*s", *temp, prefix.n ? "/" : "", STR_ARG(prefix));
	*folder = c.into;
	*name = str_starts(str_of(c.rev), str_of(rev))
	            ? str_of(rev)
	            : str_fmt(c.a, "%s (%.*s)", rev, STR_ARG(str_sub(str_of(c.rev), 0, SHORT_DIGEST)));
	return bring_all(&c, rev);
}

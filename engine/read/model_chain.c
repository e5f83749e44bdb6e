/* model_chain.c - a model file and the files it extends, lowest first. */
#include "read/model_parts.h"
#include "sys/file.h"

enum { FILE_MAX_BYTES = 1 << 20, CHAIN_MAX = 16, NAMES_MAX = 200 };

/* The files that are being read, from the model down to the one at hand. */
struct trail {
	const struct trail *up;
	struct str path, shown;
	bool is_library;
	int depth;
};

bool model_place_is_library(const struct model_build *b, struct place at)
{
	for (size_t i = 0; i < b->n_layers; i++)
		if (str_eq(b->layers[i].shown, at.file))
			return b->layers[i].is_library;
	return false;
}

static struct node *read_root(struct model_build *b, const struct trail *t, struct str path)
{
	struct tools *r = &b->r;
	struct str text;
	struct input *in;
	struct node *root;

	/* one byte more than the parser takes, so that it is the parser who says so, at its place */
	if (!file_slurp(r->a, str_z(r->a, path), t->shown, FILE_MAX_BYTES + 1, &text, r->d))
		return NULL;
	in = input_add(b->files, INPUT_MODEL, t->shown);
	in->bytes = text.n;
	digest_bytes(text.p, text.n, &in->digest_hi, &in->digest_lo);
	root = yaml_parse(r->a, t->shown, text, r->d);
	if (root != NULL && root->kind != NODE_MAP) {
		diag_error(r->d, "K602", root->at, STR("start it with `model: a_name`"),
		           "a model must be a map of keys and values");
		return NULL;
	}
	if (root != NULL && root->n == 0)
		diag_error(r->d, "K602", root->at,
		           STR("write `model: a_name`, and below it `extends: social-business.yaml`"),
		           "the model is empty");
	return root;
}

static void add_layer(struct model_build *b, const struct trail *t, struct node *root)
{
	if (b->n_layers == b->cap_layers) {
		size_t cap = b->cap_layers * 2 + 8;
		struct model_layer *more = ARENA_ARRAY(b->r.a, cap, struct model_layer);

		for (size_t i = 0; i < b->n_layers; i++)
			more[i] = b->layers[i];
		b->layers = more;
		b->cap_layers = cap;
	}
	b->layers[b->n_layers++] = (struct model_layer){ root, t->path, t->shown, t->is_library };
}

static bool is_read(const struct model_build *b, struct str path)
{
	for (size_t i = 0; i < b->n_layers; i++)
		if (str_eq(b->layers[i].path, path))
			return true;
	return false;
}

/* "a.yaml -> b.yaml -> a.yaml" */
static void add_trail(struct strbuf *out, const struct trail *t, struct str from)
{
	if (!str_eq(t->path, from) && t->up != NULL)
		add_trail(out, t->up, from);
	strbuf_fmt(out, "%.*s -> ", STR_ARG(t->shown));
}

static bool is_circle(struct model_build *b, const struct trail *t, struct str path, const struct node *n)
{
	const struct trail *up = t;
	struct strbuf b_text;

	while (up != NULL && !str_eq(up->path, path))
		up = up->up;
	if (up == NULL && t->depth < CHAIN_MAX)
		return false;
	strbuf_init(&b_text, b->r.a, 0);
	add_trail(&b_text, t, path);
	strbuf_add(&b_text, up == NULL ? n->text : up->shown);
	diag_error(b->r.d, "K606", n->at, STR("take one of these extends out"), "extends %s: %.*s",
	           up == NULL ? "goes too deep" : "goes in a circle", STR_ARG(strbuf_str(&b_text)));
	return true;
}

/* The same path without `.` folders, so that a file has one name and a circle is seen to be one. */
static struct str plain_path(struct arena *a, struct str path)
{
	struct strbuf b;
	struct str rest = path;

	strbuf_init(&b, a, 0);
	while (rest.p != NULL) {
		bool is_first = rest.p == path.p;
		struct str part = str_cut(&rest, '/');

		if (!is_first && (part.n == 0 || str_is(part, ".")))
			continue;
		strbuf_addz(&b, is_first ? "" : "/");
		strbuf_add(&b, part);
	}
	return strbuf_str(&b);
}

static bool is_file(struct arena *a, struct str path)
{
	return file_exists(str_z(a, path)) && !file_is_folder(str_z(a, path));
}

/* The models of a folder, as `extends` names them. */
static void add_models(struct model_build *b, struct str folder, struct str *names, size_t *n)
{
	static const char *const patterns[] = { "*.yaml", "*/*.yaml" };

	for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
		struct diag *silent = diag_new(); /* a folder that cannot be read suggests nothing */
		struct str *paths;
		size_t n_paths = 0;

		if (!file_glob(b->r.a, folder, str_of(patterns[i]), &paths, &n_paths, silent))
			n_paths = 0;
		for (size_t k = 0; k < n_paths && *n < NAMES_MAX; k++)
			names[(*n)++] =
			    str_is(folder, ".") ? paths[k] : str_sub(paths[k], folder.n + 1, paths[k].n);
		diag_free(silent);
	}
}

static struct str near_models(struct model_build *b, const struct trail *t, struct str typed)
{
	struct arena *a = b->r.a;
	struct str *names = ARENA_ARRAY(a, NAMES_MAX, struct str), beside = path_beside(a, t->path, STR("."));
	size_t n = 0;

	if (str_ends(beside, STR("/.")))
		beside.n -= 2;
	add_models(b, beside, names, &n);
	if (b->lib->folder.n > 0)
		add_models(b, b->lib->folder, names, &n);
	return nearest_words(&b->r, typed, names, n, STR("write the name of a file in one of the two"));
}

/* Beside the file that extends it, else in the library. */
static bool find_file(struct model_build *b, const struct trail *t, const struct node *n, struct trail *out)
{
	struct arena *a = b->r.a;
	struct str folder = b->lib->folder;
	struct str path = plain_path(a, path_beside(a, t->path, n->text));
	bool is_library = t->is_library;

	if (!is_file(a, path) && folder.n > 0) {
		path = plain_path(a, str_fmt(a, "%.*s/%.*s", STR_ARG(folder), STR_ARG(n->text)));
		is_library = true;
	}
	if (n->text.n == 0 || !is_file(a, path)) {
		diag_error(b->r.d, "K603", n->at, near_models(b, t, n->text),
		           "'%.*s' is neither beside this file nor in the library", STR_ARG(n->text));
		return false;
	}
	is_library = is_library || (folder.n > 0 && str_starts(path, str_fmt(a, "%.*s/", STR_ARG(folder))));
	*out = (struct trail){ t, path, path_shown(a, b->lib, path), is_library, t->depth + 1 };
	return true;
}

static void read_file(struct model_build *b, const struct trail *t);

static void extend(struct model_build *b, const struct trail *t, const struct node *n)
{
	struct trail next;
	struct str text;

	if (!node_str(n, "extends", &text, b->r.d) || !find_file(b, t, n, &next)
	    || is_circle(b, t, next.path, n))
		b->is_partial = true;
	else if (!is_read(b, next.path))
		read_file(b, &next);
}

/* The file that stands in for this one, if there is one: it is read and shown, and what it extends is looked
 * for where the other lies. */
static struct str stand_in(struct model_build *b, struct trail *t)
{
	if (b->lib->stands_in.n == 0 || !str_eq(t->shown, b->lib->stands_for))
		return t->path;
	t->shown = path_shown(b->r.a, b->lib, b->lib->stands_in);
	return b->lib->stands_in;
}

static void read_file(struct model_build *b, const struct trail *asked)
{
	struct trail here = *asked, *t = &here;
	struct str path = stand_in(b, t);
	struct node *root = read_root(b, t, path);
	const struct node *extends;

	if (root == NULL) {
		b->is_partial = true;
		return;
	}
	extends = node_get(root, "extends");
	if (extends != NULL && extends->kind == NODE_LIST)
		for (size_t i = 0; i < extends->n; i++)
			extend(b, t, extends->items[i]);
	else if (extends != NULL && extends->kind != NODE_NULL)
		extend(b, t, extends);
	add_layer(b, t, root);
}

/* The file that is asked for is the company's own even where it lies in the library. */
void model_chain_read(struct model_build *b, struct str path)
{
	struct trail t = { NULL, plain_path(b->r.a, path), path_shown(b->r.a, b->lib, path), false, 0 };

	read_file(b, &t);
}

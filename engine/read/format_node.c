/* format_node.c - YAML keys read into the fields that a table names. */
#include "read/format_node.h"

enum { MAX_KEYS = 40 };

/* Every key of the map goes to the reader its table names; all mistakes are reported. */
bool keys_read(struct loader *l, const struct node *n, const char *what, const struct key *keys,
               size_t n_keys, void *base)
{
	const char *names[MAX_KEYS] = { NULL };
	bool ok;

	if (n->kind != NODE_MAP) {
		diag_error(l->d, "K602", n->at, STR("write its keys below it, each on a line of its own"),
		           "%s must be a list of keys and values", what);
		return false;
	}
	for (size_t i = 0; i < n_keys; i++)
		names[i] = keys[i].name;
	ok = node_keys(n, what, names, n_keys, l->d);
	for (size_t i = 0; i < n_keys; i++) {
		const struct node *v = node_get(n, keys[i].name);

		if (v != NULL)
			ok = keys[i].read(l, v, &keys[i], (char *)base + keys[i].offset) && ok;
	}
	return ok;
}

bool key_text(struct loader *l, const struct node *n, const struct key *k, void *out)
{
	struct str s;

	if (!node_str(n, k->name, &s, l->d))
		return false;
	*(struct str *)out = str_copy(l->a, str_trim(s));
	return true;
}

bool key_bool(struct loader *l, const struct node *n, const struct key *k, void *out)
{
	return node_bool(n, k->name, out, l->d);
}

bool key_word(struct loader *l, const struct node *n, const struct key *k, void *out)
{
	int v;

	if (!node_enum(n, k->name, k->words, k->n_words, &v, l->d))
		return false;
	*(int *)out = v;
	return true;
}

bool key_texts(struct loader *l, const struct node *n, const struct key *k, void *out)
{
	struct names *v = out;

	return node_texts(n, k->name, l->a, &v->all, &v->n, l->d);
}

/* Header names, as keys. */
bool key_headers(struct loader *l, const struct node *n, const struct key *k, void *out)
{
	struct names *v = out;
	struct str *keys;

	if (!key_texts(l, n, k, v))
		return false;
	keys = ARENA_ARRAY(l->a, v->n, struct str);
	for (size_t i = 0; i < v->n; i++)
		keys[i] = header_key(l->a, v->all[i]);
	v->all = keys;
	return true;
}

bool key_name_rule(struct loader *l, const struct node *n, const struct key *k, void *out)
{
	static const struct key keys[] = {
		{ .name = "column", .read = key_headers, .offset = offsetof(struct name_rule, columns) },
		{ .name = "title", .read = key_bool, .offset = offsetof(struct name_rule, from_title) },
		{ .name = "constant", .read = key_text, .offset = offsetof(struct name_rule, constant) },
	};

	return keys_read(l, n, k->name, keys, sizeof keys / sizeof *keys, out);
}

/* {word: name}, keys folded. */
bool pairs_read(struct loader *l, const struct node *n, const char *what, const struct text_pair **out,
                size_t *n_out)
{
	struct text_pair *all;
	bool ok = true;

	if (n->kind != NODE_MAP) {
		diag_error(l->d, "K602", n->at, STR("write {Facebook: facebook}"),
		           "%s must be keys and values", what);
		return false;
	}
	all = ARENA_ARRAY(l->a, n->n, struct text_pair);
	for (size_t i = 0; i < n->n; i++) {
		all[i].key = header_key(l->a, n->pairs[i].key);
		ok = node_str(n->pairs[i].value, what, &all[i].to, l->d) && ok;
		all[i].to = str_copy(l->a, str_trim(all[i].to));
	}
	*out = all;
	*n_out = n->n;
	return ok;
}

/* format_node.c - YAML keys read into the fields that a table names. */
#include "read/format_node.h"

bool keys_read(struct loader *l, const struct node *n, const struct key_table *t, void *base)
{
	struct tools r = { .a = l->a, .d = l->d };
	bool ok = language_check(&r, t, n);

	if (n->kind != NODE_MAP)
		return false;
	for (size_t i = 0; i < t->n; i++) {
		const struct node *v = node_get(n, t->keys[i].name);

		if (v != NULL)
			ok = t->keys[i].read(l, v, &t->keys[i], (char *)base + t->keys[i].at) && ok;
	}
	return ok;
}

bool key_text(struct loader *l, const struct node *n, const struct map_key *k, void *out)
{
	struct str s;

	if (!node_str(n, k->name, &s, l->d))
		return false;
	*(struct str *)out = str_copy(l->a, str_trim(s));
	return true;
}

bool key_bool(struct loader *l, const struct node *n, const struct map_key *k, void *out)
{
	return node_bool(n, k->name, out, l->d);
}

bool key_word(struct loader *l, const struct node *n, const struct map_key *k, void *out)
{
	int v;

	if (!node_enum(n, k->name, k->words, (size_t)k->n_words, &v, l->d))
		return false;
	*(int *)out = v;
	return true;
}

bool key_texts(struct loader *l, const struct node *n, const struct map_key *k, void *out)
{
	struct names *v = out;

	return node_texts(n, k->name, l->a, &v->all, &v->n, l->d);
}

/* Header names, as keys. */
bool key_headers(struct loader *l, const struct node *n, const struct map_key *k, void *out)
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

static const struct map_key name_rule_keys[] = {
	{ "column", KEY_TEXTS, .read = key_headers, .at = offsetof(struct name_rule, columns),
	  .help = "The column that says it; of a list the first that the file has" },
	{ "title", KEY_FLAG, .read = key_bool, .at = offsetof(struct name_rule, from_title),
	  .absent = "false", .help = "The title line above the table says it" },
	{ "constant", KEY_TEXT, .read = key_text, .at = offsetof(struct name_rule, constant),
	  .help = "What holds where neither the file nor the source says it" },
};
const struct key_table language_name_rule = KEY_TABLE("this rule", name_rule_keys);

bool key_name_rule(struct loader *l, const struct node *n, const struct map_key *k, void *out)
{
	struct key_table t = language_name_rule;

	t.what = k->name;
	return keys_read(l, n, &t, out);
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

/* keys.c - the maps of the model and workspace language, read by tables of keys. */
#include "read/keys.h"

#include <assert.h>
#include <string.h>
#include "data/model.h"
#include "read/language.h"

static_assert(sizeof(enum kind) == sizeof(int), "KEY_WORD fills an enum as an int");

enum { NEAREST_SHOWN = 3, SAID_MOST = 100 };

static const double amount_most = 1e12;

bool enough_said(const struct tools *r)
{
	return diag_count(r->d, SEV_ERROR) + diag_count(r->d, SEV_WARNING) > SAID_MOST;
}

struct str nearest_words(const struct tools *r, struct str typed, const struct str *names, size_t n,
                         struct str otherwise)
{
	struct str near[NEAREST_SHOWN];
	size_t n_near = enough_said(r) ? 0 : str_nearest(typed, names, n, near, NEAREST_SHOWN);
	struct strbuf b;

	if (n_near == 0)
		return otherwise;
	strbuf_init(&b, r->a, 0);
	strbuf_addz(&b, "did you mean ");
	for (size_t i = 0; i < n_near; i++)
		strbuf_fmt(&b, "%s'%.*s'", i == 0 ? "" : i + 1 < n_near ? ", " : " or ", STR_ARG(near[i]));
	strbuf_addc(&b, '?');
	return strbuf_str(&b);
}

struct str place_words(struct arena *a, struct place at)
{
	return str_fmt(a, "%.*s:%u", STR_ARG(at.file), (unsigned)at.line);
}

/* The key that people mean who write this. */
static const struct map_key *meant(const struct key_table *t, struct str typed)
{
	for (size_t i = 0; i < t->n; i++) {
		struct str rest = str_of(t->keys[i].mistaken);

		while (rest.n > 0)
			if (str_eq_fold(str_cut(&rest, ' '), typed))
				return &t->keys[i];
	}
	return NULL;
}

static void refuse_key(const struct tools *r, const struct key_table *t, const struct node *map,
                       const struct node_pair *pair)
{
	struct str *names = ARENA_ARRAY(r->a, t->n, struct str), near;
	const struct map_key *k = meant(t, pair->key);
	struct strbuf b;

	for (size_t i = 0; i < t->n; i++)
		names[i] = str_of(t->keys[i].name);
	strbuf_init(&b, r->a, 0);
	near = nearest_words(r, pair->key, names, t->n, STR_NONE);
	if (k == NULL && !enough_said(r) && misplaced_key(r, t, map, pair, near.n > 0))
		return;
	if (k != NULL)
		strbuf_fmt(&b, "write %s: %s", k->name, k->help);
	else if (near.n > 0)
		strbuf_add(&b, near);
	else
		strbuf_addz(&b, t->n == 1 ? "it can be " : "it can be one of ");
	for (size_t i = 0; i < t->n && k == NULL && near.n == 0; i++)
		strbuf_fmt(&b, "%s%s", i > 0 ? ", " : "", t->keys[i].name);
	diag_error(r->d, "K601", pair->key_at, strbuf_str(&b), "%s has no key '%.*s'", t->what,
	           STR_ARG(pair->key));
}

static bool knows_key(const struct key_table *t, struct str key)
{
	char first = key.n > 0 ? key.p[0] : '\0';

	for (size_t i = 0; i < t->n; i++)
		if (t->keys[i].name[0] == first && str_is(key, t->keys[i].name))
			return true;
	return false;
}

bool key_is_misspelt(const struct tools *r, const struct key_table *t, const struct node *map,
                     const char *name)
{
	const struct map_key *k;
	struct str wanted = str_of(name), near;

	if (enough_said(r) || map->kind != NODE_MAP || node_get(map, name) != NULL)
		return false;
	for (size_t i = 0; i < map->n; i++) {
		if (knows_key(t, map->pairs[i].key))
			continue;
		k = meant(t, map->pairs[i].key);
		if ((k != NULL && str_is(wanted, k->name))
		    || (k == NULL && str_nearest(map->pairs[i].key, &wanted, 1, &near, 1) > 0))
			return true;
	}
	return false;
}

bool language_check(const struct tools *r, const struct key_table *t, const struct node *map)
{
	bool ok = true;

	if (map->kind != NODE_MAP) {
		diag_error(r->d, "K602", map->at,
		           str_fmt(r->a, "write keys below it, such as `%s: ..`", t->keys[0].name),
		           "%s must be a map of keys and values", t->what);
		return false;
	}
	for (size_t i = 0; i < map->n; i++) {
		if (knows_key(t, map->pairs[i].key))
			continue;
		ok = false;
		if (!map->pairs[i].is_told)
			refuse_key(r, t, map, &map->pairs[i]);
	}
	return ok;
}

static bool id_at(const struct tools *r, struct str text, struct place at, const char *what, sym *out)
{
	if (!name_is_id(text)) {
		struct str snake = str_snake(r->a, text);

		diag_error(r->d, "K602", at,
		           name_is_id(snake) ? str_fmt(r->a, "write %.*s", STR_ARG(snake))
		                             : STR("write small letters, digits and _, a letter first"),
		           "%s '%.*s' is not written like a name", what, STR_ARG(text));
		return false;
	}
	*out = intern_text(r->names, text);
	return true;
}

bool key_id(const struct tools *r, const struct node *n, const char *what, sym *out)
{
	struct str text;

	return node_str(n, what, &text, r->d) && id_at(r, text, n->at, what, out);
}

bool key_id_of(const struct tools *r, const struct node_pair *pair, const char *what, sym *out)
{
	return id_at(r, pair->key, pair->key_at, what, out);
}

sym key_meant(const struct tools *r, struct str key)
{
	return intern_text(r->names, name_is_id(key) ? key : str_snake(r->a, key));
}

static bool read_ids(const struct tools *r, const struct map_key *k, const struct node *n, char *out)
{
	const struct node *const one = n;
	const struct node *const *items = n->kind == NODE_LIST ? (const struct node *const *)n->items : &one;
	size_t n_items = n->kind == NODE_LIST ? n->n : 1;
	sym *ids = ARENA_ARRAY(r->a, n_items, sym);
	const sym *list = ids;
	bool ok = true;

	for (size_t i = 0; i < n_items; i++)
		ok = key_id(r, items[i], k->name, &ids[i]) && ok;
	if (!ok)
		return false;
	memcpy(out + k->at, &list, sizeof list);
	memcpy(out + k->count_at, &n_items, sizeof n_items);
	return true;
}

static bool read_texts(const struct tools *r, const struct map_key *k, const struct node *n, char *out)
{
	const struct str *texts;
	size_t n_texts;

	if (!node_texts(n, k->name, r->a, &texts, &n_texts, r->d))
		return false;
	memcpy(out + k->at, &texts, sizeof texts);
	memcpy(out + k->count_at, &n_texts, sizeof n_texts);
	return true;
}

static bool read_word(const struct tools *r, const struct map_key *k, const struct node *n, int *out)
{
	int word;

	if (!node_enum(n, k->name, k->words + k->first_word, (size_t)(k->n_words - k->first_word), &word,
	               r->d))
		return false;
	*out = word + k->first_word;
	return true;
}

static bool read_positive(const struct tools *r, const struct map_key *k, const struct node *n, double *out)
{
	double v;

	if (!node_double(n, k->name, 0, amount_most, &v, r->d))
		return false;
	if (v > 0) {
		*out = v;
		return true;
	}
	diag_error(r->d, "K602", n->at, STR("write a number above 0"), "%s must be more than 0", k->name);
	return false;
}

static bool read_key(const struct tools *r, const struct map_key *k, const struct node *n, char *out)
{
	void *at = out + k->at;

	switch (k->type) {
	case KEY_TEXT:
		return node_str(n, k->name, at, r->d);
	case KEY_TEXTS:
		return read_texts(r, k, n, out);
	case KEY_ID:
		return key_id(r, n, k->name, at);
	case KEY_IDS:
		return read_ids(r, k, n, out);
	case KEY_WORD:
		return read_word(r, k, n, at);
	case KEY_FLAG:
		return node_bool(n, k->name, at, r->d);
	case KEY_INT:
		return node_int(n, k->name, k->min, k->max, at, r->d);
	case KEY_SHARE:
		return node_double(n, k->name, 0, 1, at, r->d);
	case KEY_AMOUNT:
		return node_double(n, k->name, 0, amount_most, at, r->d);
	case KEY_POSITIVE:
		return read_positive(r, k, n, at);
	case KEY_DAY:
		return node_day(n, k->name, at, r->d);
	default:
		return true;
	}
}

bool language_read(const struct tools *r, const struct key_table *t, const struct node *map, void *out)
{
	bool ok = true;

	for (size_t i = 0; i < t->n; i++) {
		const struct node *n = node_get(map, t->keys[i].name);

		if (n != NULL && n->kind != NODE_NULL)
			ok = read_key(r, &t->keys[i], n, out) && ok;
	}
	return ok;
}

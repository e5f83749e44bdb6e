/* node_value.c - what a node says, as the type that is wanted; else K602 at its place. */
#include <string.h>
#include "base/day.h"
#include "base/num.h"
#include "read/yaml.h"

static const char *const kind_names[] = {
	[NODE_NULL] = "null",
	[NODE_SCALAR] = "text",
	[NODE_LIST] = "a list",
	[NODE_MAP] = "a map of `key: value`",
};

/* "score must be a number, not a list" */
static bool refuse(const struct node *n, const char *what, const char *expected, struct str remedy,
                   struct diag *d)
{
	if (n->kind == NODE_SCALAR)
		diag_error(d, "K602", n->at, remedy, "%s must be %s, not '%.*s'", what, expected,
		           STR_ARG(n->text));
	else
		diag_error(d, "K602", n->at, remedy, "%s must be %s, not %s", what, expected,
		           kind_names[n->kind]);
	return false;
}

bool node_str(const struct node *n, const char *what, struct str *out, struct diag *d)
{
	if (n->kind != NODE_SCALAR)
		return refuse(n, what, "text", STR_NONE, d);
	*out = n->text;
	return true;
}

bool node_bool(const struct node *n, const char *what, bool *out, struct diag *d)
{
	static const struct word {
		const char *text;
		bool value;
	} words[] = { { "true", true }, { "yes", true }, { "false", false }, { "no", false } };

	if (n->kind == NODE_SCALAR && n->is_plain)
		for (size_t i = 0; i < sizeof words / sizeof *words; i++)
			if (str_is(n->text, words[i].text)) {
				*out = words[i].value;
				return true;
			}
	return refuse(n, what, "true or false", STR("write true or false, without quotes"), d);
}

/* Digits, one sign and one point: no marks, units or percent, which a model has no need of. */
static bool read_number(const struct node *n, int64_t *micro)
{
	if (n->kind != NODE_SCALAR || n->text.n == 0)
		return false;
	for (size_t i = 0; i < n->text.n; i++)
		if (memchr("0123456789.+-", n->text.p[i], 13) == NULL)
			return false;
	return num_parse(n->text, (struct num_style){ .decimal = '.' }, micro) == NUM_OK;
}

bool node_int(const struct node *n, const char *what, int min, int max, int *out, struct diag *d)
{
	int64_t micro;

	if (!read_number(n, &micro) || micro % MICRO != 0)
		return refuse(n, what, "a whole number", STR("write digits, such as 12"), d);
	if (micro / MICRO < min || micro / MICRO > max) {
		diag_error(d, "K602", n->at, STR_NONE, "%s must be from %d to %d, not %.*s", what, min, max,
		           STR_ARG(n->text));
		return false;
	}
	*out = (int)(micro / MICRO);
	return true;
}

bool node_double(const struct node *n, const char *what, double min, double max, double *out, struct diag *d)
{
	int64_t micro;

	if (!read_number(n, &micro))
		return refuse(n, what, "a number", STR("write digits, such as 12 or 0.8"), d);
	if (num_double(micro) < min || num_double(micro) > max) {
		struct arena *a = arena_new(0);

		diag_error(d, "K602", n->at, STR_NONE, "%s must be from %.*s to %.*s, not %.*s", what,
		           STR_ARG(num_text_double(a, min, 12)), STR_ARG(num_text_double(a, max, 12)),
		           STR_ARG(n->text));
		arena_free(a);
		return false;
	}
	*out = num_double(micro);
	return true;
}

bool node_day(const struct node *n, const char *what, int32_t *out, struct diag *d)
{
	if (n->kind == NODE_SCALAR && day_parse_iso(n->text, out))
		return true;
	return refuse(n, what, "a day", STR("write it as 2026-09-30"), d);
}

/* --- one of several words */

static struct str *as_texts(struct arena *a, const char *const *names, size_t n)
{
	struct str *texts = ARENA_ARRAY(a, n, struct str);

	for (size_t i = 0; i < n; i++)
		texts[i] = str_of(names[i]);
	return texts;
}

/* "did you mean b? it can be one of a, b, c", the nearest only where there is one. */
static struct str words_remedy(struct arena *a, struct str typed, const char *const *names, size_t n)
{
	struct str near;
	struct strbuf b;

	strbuf_init(&b, a, 0);
	if (str_nearest(typed, as_texts(a, names, n), n, &near, 1) > 0)
		strbuf_fmt(&b, "did you mean %.*s? ", STR_ARG(near));
	strbuf_addz(&b, n == 1 ? "it can be " : "it can be one of ");
	for (size_t i = 0; i < n; i++)
		strbuf_fmt(&b, "%s%s", i == 0 ? "" : ", ", names[i]);
	return strbuf_str(&b);
}

bool node_enum(const struct node *n, const char *what, const char *const *names, size_t n_names, int *out,
               struct diag *d)
{
	struct arena *a;

	for (size_t i = 0; i < n_names && n->kind == NODE_SCALAR; i++)
		if (str_is(n->text, names[i])) {
			*out = (int)i;
			return true;
		}
	a = arena_new(0);
	if (n->kind == NODE_SCALAR)
		diag_error(d, "K602", n->at, words_remedy(a, n->text, names, n_names), "%s cannot be '%.*s'",
		           what, STR_ARG(n->text));
	else
		refuse(n, what, "one word", words_remedy(a, STR_NONE, names, n_names), d);
	arena_free(a);
	return false;
}

bool node_texts(const struct node *n, const char *what, struct arena *a, const struct str **out,
                size_t *n_out, struct diag *d)
{
	bool is_list = n->kind == NODE_LIST, ok = true;
	size_t count = is_list ? n->n : 1;
	struct str *texts;

	if (!is_list && n->kind != NODE_SCALAR)
		return refuse(n, what, "text or a list of texts", STR_NONE, d);
	texts = ARENA_ARRAY(a, count, struct str);
	for (size_t i = 0; i < count; i++)
		ok = node_str(is_list ? n->items[i] : n, what, &texts[i], d) && ok;
	if (ok) {
		*out = texts;
		*n_out = count;
	}
	return ok;
}

bool node_keys(const struct node *map, const char *what, const char *const *keys, size_t n, struct diag *d)
{
	struct arena *a;
	bool ok = true;

	if (map->kind != NODE_MAP)
		return refuse(map, what, "a map of `key: value`", STR_NONE, d);
	a = arena_new(0);
	for (size_t i = 0; i < map->n; i++) {
		const struct node_pair *pair = &map->pairs[i];
		size_t k = 0;

		while (k < n && !str_is(pair->key, keys[k]))
			k++;
		if (k < n || pair->is_told)
			continue;
		ok = false;
		diag_error(d, "K601", pair->key_at, words_remedy(a, pair->key, keys, n),
		           "%s has no key '%.*s'", what, STR_ARG(pair->key));
	}
	arena_free(a);
	return ok;
}

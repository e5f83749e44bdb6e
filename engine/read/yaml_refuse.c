/* yaml_refuse.c - what YAML has and a model must not, and what was meant instead. */
#include "read/yaml_refuse.h"

#include <stdlib.h>
#include "base/mem.h"

enum { MAX_REMEDY = 200 };

void yaml_refuse_props(struct diag *d, struct place at, const char *anchor, const char *tag)
{
	if (anchor != NULL)
		diag_error(d, "K607", at, STR("put the text in quotes, or write the value out"),
		           "anchors (&%s) are not used here", anchor);
	if (tag != NULL)
		diag_error(d, "K607", at, STR("put the text in quotes, or take the tag out"),
		           "tags (%s) are not used here", tag);
}

void yaml_refuse_alias(struct arena *a, struct diag *d, const struct node *n)
{
	diag_error(d, "K607", n->at,
	           str_fmt(a, "put the text in quotes: \"%.*s\", or write the value out", STR_ARG(n->text)),
	           "aliases (%.*s) are not used here", STR_ARG(n->text));
}

/* Parentheses opened less those closed. */
static long open_parens(struct str s)
{
	long n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += (s.p[i] == '(') - (s.p[i] == ')');
	return n;
}

bool yaml_refuse_split(struct arena *a, struct diag *d, struct place at, struct str text)
{
	struct str line = at.source, rest;
	struct str remedy = STR("put the whole text in quotes");

	if (open_parens(text) <= 0)
		return false;
	rest = str_sub(line, utf8_head(line, at.col - 1).n, MAX_REMEDY);
	for (size_t i = text.n; i < rest.n; i++) {
		if (rest.p[i] != ')' || open_parens(str_sub(rest, 0, i + 1)) != 0)
			continue;
		remedy = str_fmt(a, "put it in quotes: \"%.*s\"", STR_ARG(str_sub(rest, 0, i + 1)));
		break;
	}
	diag_error(d, "K602", at, remedy, "between { } or [ ] a comma ends the text, also inside ( )");
	return true;
}

/* a:1 is one text. False: this is none such. */
static bool refuse_tight(struct arena *a, struct diag *d, struct place at, struct str text)
{
	size_t colon = str_find(text, STR(":"));

	if (colon == SIZE_MAX || colon == 0 || colon + 1 >= text.n)
		return false;
	diag_error(d, "K602", at,
	           str_fmt(a, "write %.*s: %.*s", STR_ARG(str_sub(text, 0, colon)),
	                   STR_ARG(str_sub(text, colon + 1, text.n))),
	           "a space is missing behind the colon");
	return true;
}

void yaml_refuse_empty(struct arena *a, struct diag *d, const struct node_pair *pair)
{
	struct str key = pair->key, line = pair->key_at.source;
	struct str rest = str_sub(line, utf8_head(line, pair->key_at.col - 1).n + key.n, line.n);

	if (refuse_tight(a, d, pair->key_at, key))
		return;
	if (str_starts(str_trim(str_sub(rest, 1, rest.n)), STR("#")))
		diag_error(d, "K602", pair->key_at,
		           STR("write a value, or null for none; put text that starts with # in quotes"),
		           "'%.*s' has no value: # starts a comment", STR_ARG(key));
	else
		diag_error(d, "K602", pair->key_at, STR("write a value, or null for none"),
		           "'%.*s' has no value", STR_ARG(key));
}

/* By key, then by place. */
static int cmp_pair(const void *a, const void *b)
{
	const struct node_pair *p = *(const struct node_pair *const *)a;
	const struct node_pair *q = *(const struct node_pair *const *)b;
	int c = str_cmp(p->key, q->key);

	return c != 0 ? c : (p > q) - (p < q);
}

void yaml_refuse_twice(struct diag *d, const struct node *map)
{
	const struct node_pair **order = mem_new(map->n, sizeof *order);
	size_t first = 0;

	for (size_t i = 0; i < map->n; i++)
		order[i] = &map->pairs[i];
	qsort(order, map->n, sizeof *order, cmp_pair);
	for (size_t i = 1; i < map->n; i++) {
		if (!str_eq(order[first]->key, order[i]->key)) {
			first = i;
			continue;
		}
		diag_error(d, "K601", order[i]->key_at, STR("keep one of them"),
		           "'%.*s' is given twice: here and in line %u", STR_ARG(order[i]->key),
		           (unsigned)order[first]->key_at.line);
	}
	mem_free(order);
}

void yaml_refuse_scalar(struct arena *a, struct diag *d, const struct node *n)
{
	if (!n->is_plain || !refuse_tight(a, d, n->at, n->text))
		diag_error(d, "K602", n->at, STR("write `key: value`"), "the file holds no key");
}

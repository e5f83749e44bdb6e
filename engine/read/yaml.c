/* yaml.c - libyaml's events into nodes that know their place. */
#include "read/yaml.h"

#include <string.h>
#include <yaml.h>
#include "base/mem.h"
#include "read/yaml_refuse.h"
#include "read/yaml_text.h"

enum { MAX_DEPTH = 64, MAX_MISTAKES = 200 };

struct reader {
	struct arena *a;
	struct diag *d;
	struct yaml_text t;
	yaml_parser_t p;
	yaml_event_t e;  /* the newest */
	size_t n_before; /* errors before this file */
	int depth, flow; /* collections open; those of them in [] or {} */
	bool is_split;   /* a comma cut (a, b) in two in this collection, which has been said */
	/* Of the collections that are open, the inner ones' behind the outer ones'. */
	struct node_pair *pairs;
	struct node **items;
	size_t n_pairs, cap_pairs, n_items, cap_items;
};

static struct node *read_node(struct reader *r);

static bool next(struct reader *r)
{
	yaml_event_delete(&r->e);
	if (diag_count(r->d, SEV_ERROR) > r->n_before + MAX_MISTAKES)
		return false; /* it is something else than a model, and long lines make each mistake dear */
	if (yaml_parser_parse(&r->p, &r->e))
		return true;
	memset(&r->e, 0, sizeof r->e);
	yaml_explain(&r->t, &r->p, r->d);
	return false;
}

static struct node *new_node(struct reader *r, enum node_kind kind)
{
	struct node *n = ARENA_NEW(r->a, struct node);

	n->kind = kind;
	n->at = yaml_mark(&r->t, r->e.start_mark);
	return n;
}

/* --- nodes */

/* Most have neither. */
static void refuse_props(struct reader *r, const yaml_char_t *anchor, const yaml_char_t *tag)
{
	if (anchor != NULL || tag != NULL)
		yaml_refuse_props(r->d, yaml_mark(&r->t, r->e.start_mark), (const char *)anchor,
		                  (const char *)tag);
}

/* As if it had been in quotes. */
static struct node *read_alias(struct reader *r)
{
	struct node *n = new_node(r, NODE_SCALAR);

	n->text = str_fmt(r->a, "*%s", (const char *)r->e.data.alias.anchor);
	n->is_plain = true;
	yaml_refuse_alias(r->a, r->d, n);
	return n;
}

/* A comma has cut the text, which has been said now. */
static bool is_split(struct reader *r, struct place at, struct str text)
{
	if (r->flow == 0 || r->is_split || !yaml_refuse_split(r->a, r->d, at, text))
		return false;
	r->is_split = true;
	return true;
}

static bool is_empty_event(const yaml_event_t *e)
{
	return e->type == YAML_SCALAR_EVENT && e->data.scalar.length == 0
	       && e->data.scalar.style == YAML_PLAIN_SCALAR_STYLE && e->data.scalar.anchor == NULL
	       && e->data.scalar.tag == NULL;
}

/* Where the text stands in the file as it is, that is what is given. */
static struct str scalar_text(struct reader *r)
{
	struct str text = { (const char *)r->e.data.scalar.value, r->e.data.scalar.length };
	struct str line = yaml_line(&r->t, r->e.start_mark.line);
	size_t at = r->e.start_mark.column + (r->e.data.scalar.style != YAML_PLAIN_SCALAR_STYLE);

	line = str_sub(line, at, text.n);
	return text.n > 0 && str_eq(line, text) ? line : str_copy(r->a, text);
}

/* The text of a scalar at its place, and whether what is wrong with it has been said. */
static struct str read_text(struct reader *r, struct place at, bool *is_told)
{
	struct str text = scalar_text(r);

	refuse_props(r, r->e.data.scalar.anchor, r->e.data.scalar.tag);
	*is_told = r->e.data.scalar.style == YAML_PLAIN_SCALAR_STYLE && is_split(r, at, text);
	return text;
}

static struct node *read_scalar(struct reader *r)
{
	struct node *n = new_node(r, NODE_SCALAR);
	yaml_scalar_style_t style = r->e.data.scalar.style;

	n->text = read_text(r, n->at, &n->is_told);
	n->is_plain = style == YAML_PLAIN_SCALAR_STYLE;
	n->is_block = style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE;
	if (n->is_plain && (n->text.n == 0 || str_is(n->text, "null")))
		n->kind = NODE_NULL;
	return n;
}

/* Elements of a collection that is closed, from the end of those that are kept for open ones. */
static void *closed(struct arena *a, const void *kept, size_t n, size_t size)
{
	void *p = NULL;

	if (n > 0) {
		p = arena_take(a, n, size);
		memcpy(p, kept, n * size);
	}
	return p;
}

static bool read_items(struct reader *r, struct node *list)
{
	size_t first = r->n_items;

	while (next(r)) {
		if (r->e.type == YAML_SEQUENCE_END_EVENT) {
			list->n = r->n_items - first;
			list->items = closed(r->a, r->items + first, list->n, sizeof(struct node *));
			r->n_items = first;
			return true;
		}
		if (is_empty_event(&r->e))
			diag_error(r->d, "K602", yaml_mark(&r->t, r->e.start_mark),
			           STR("write a value, or take the `-` out"), "a list item has no value");
		struct node *item = read_node(r);
		if (item == NULL)
			return false;
		mem_reserve(&r->items, &r->cap_items, r->n_items + 1, sizeof(struct node *));
		r->items[r->n_items++] = item;
	}
	return false;
}

static bool read_key(struct reader *r, struct node_pair *pair)
{
	struct place at = yaml_mark(&r->t, r->e.start_mark);
	bool is_told;

	if (r->e.type != YAML_SCALAR_EVENT && r->e.type != YAML_ALIAS_EVENT) {
		diag_error(r->d, "K602", at, STR("write `key: value`"), "a key must be text");
		return false;
	}
	if (is_empty_event(&r->e))
		diag_error(r->d, "K602", at, STR("write the key"), "there is no key before this colon");
	*pair = (struct node_pair){ .key_at = at };
	if (r->e.type == YAML_SCALAR_EVENT)
		pair->key = read_text(r, at, &is_told);
	else
		pair->key = read_alias(r)->text;
	if (str_is(pair->key, "<<"))
		diag_error(r->d, "K607", at, STR("write the keys out, or use `extends`"),
		           "merging with << is not used here");
	return true;
}

static bool read_pairs(struct reader *r, struct node *map)
{
	size_t first = r->n_pairs;

	while (next(r)) {
		struct node_pair pair;

		if (r->e.type == YAML_MAPPING_END_EVENT) {
			map->n = r->n_pairs - first;
			map->pairs = closed(r->a, r->pairs + first, map->n, sizeof pair);
			r->n_pairs = first;
			return true;
		}
		if (!read_key(r, &pair) || !next(r))
			return false;
		if (is_empty_event(&r->e) && !r->is_split)
			yaml_refuse_empty(r->a, r->d, &pair);
		pair.is_told = is_empty_event(&r->e) || str_is(pair.key, "<<");
		pair.value = read_node(r);
		if (pair.value == NULL)
			return false;
		pair.value->is_told = pair.value->is_told || pair.is_told;
		mem_reserve(&r->pairs, &r->cap_pairs, r->n_pairs + 1, sizeof pair);
		r->pairs[r->n_pairs++] = pair;
	}
	return false;
}

static struct node *read_collection(struct reader *r, bool is_map, bool is_flow)
{
	struct node *n = new_node(r, is_map ? NODE_MAP : NODE_LIST);
	bool was_split = r->is_split;

	if (++r->depth > MAX_DEPTH) {
		diag_error(r->d, "K602", n->at, STR_NONE, "more than %d levels inside each other", MAX_DEPTH);
		return NULL;
	}
	r->flow += is_flow;
	r->is_split = false;
	if (!(is_map ? read_pairs(r, n) : read_items(r, n)))
		return NULL;
	if (is_map && node_index(r->a, n))
		yaml_refuse_twice(r->d, n);
	r->is_split = was_split;
	r->flow -= is_flow;
	r->depth--;
	return n;
}

/* The node whose first event is the newest. NULL: an error that ends the file is in diag. */
static struct node *read_node(struct reader *r)
{
	const yaml_event_t *e = &r->e;

	switch (e->type) {
	case YAML_SCALAR_EVENT:
		return read_scalar(r);
	case YAML_SEQUENCE_START_EVENT:
		refuse_props(r, e->data.sequence_start.anchor, e->data.sequence_start.tag);
		return read_collection(r, false, e->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE);
	case YAML_MAPPING_START_EVENT:
		refuse_props(r, e->data.mapping_start.anchor, e->data.mapping_start.tag);
		return read_collection(r, true, e->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE);
	default:
		return read_alias(r);
	}
}

/* --- the file */

static struct node *empty_map(struct reader *r)
{
	struct node *n = ARENA_NEW(r->a, struct node);

	n->kind = NODE_MAP;
	n->at = yaml_place(&r->t, 0, 0);
	return n;
}

static struct node *read_document(struct reader *r)
{
	struct node *root;

	if (r->e.data.document_start.tag_directives.start != r->e.data.document_start.tag_directives.end)
		diag_error(r->d, "K607", yaml_mark(&r->t, r->e.start_mark), STR("take the line out"),
		           "tags (%%TAG) are not used here");
	if (!next(r))
		return NULL;
	if (is_empty_event(&r->e))
		root = empty_map(r);
	else
		root = read_node(r);
	if (root == NULL || !next(r)) /* the end of the document */
		return NULL;
	if (root->kind == NODE_LIST || root->kind == NODE_MAP)
		return root;
	yaml_refuse_scalar(r->a, r->d, root);
	return NULL;
}

static struct node *read_stream(struct reader *r)
{
	struct node *root = NULL;

	if (!next(r) || !next(r)) /* the start of the stream, and what follows it */
		return NULL;
	if (r->e.type == YAML_STREAM_END_EVENT)
		return empty_map(r);
	root = read_document(r);
	if (root == NULL || !next(r))
		return NULL;
	if (r->e.type == YAML_STREAM_END_EVENT)
		return root;
	diag_error(r->d, "K602", yaml_mark(&r->t, r->e.start_mark), STR("put it in a file of its own"),
	           "a second document starts here");
	return NULL;
}

struct node *yaml_parse(struct arena *a, struct str file, struct str text, struct diag *d)
{
	struct reader r = { .a = a, .d = d, .n_before = diag_count(d, SEV_ERROR) };
	struct node *root;

	if (!yaml_text_open(&r.t, a, file, text, d))
		return NULL;
	if (!yaml_parser_initialize(&r.p))
		mem_exhausted(sizeof r.p);
	yaml_parser_set_encoding(&r.p, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&r.p, (const unsigned char *)(r.t.text.p != NULL ? r.t.text.p : ""),
	                             r.t.text.n);
	root = read_stream(&r);
	yaml_event_delete(&r.e);
	yaml_parser_delete(&r.p);
	mem_free(r.pairs);
	mem_free(r.items);
	return root;
}

/* nodes.c - trees of YAML text. */
#include "nodes.h"

struct node *parse(struct fixture *f, const char *text)
{
	return yaml_parse(f->a, STR("m.yaml"), str_of(text), f->d);
}

struct node *parse_well(struct fixture *f, const char *text)
{
	struct node *n = parse(f, text);

	assert_non_null(n);
	assert_int_equal(diag_count(f->d, SEV_ERROR), 0);
	return n;
}

static void show(struct strbuf *b, const struct node *n)
{
	if (n->kind == NODE_NULL)
		strbuf_addz(b, "NULL");
	else if (n->kind == NODE_SCALAR)
		strbuf_fmt(b, n->is_block ? "|%.*s|" : n->is_plain ? "%.*s" : "\"%.*s\"", STR_ARG(n->text));
	else
		strbuf_addc(b, n->kind == NODE_MAP ? '{' : '[');
	for (size_t i = 0; i < n->n; i++) {
		strbuf_addz(b, i > 0 ? ", " : "");
		if (n->kind == NODE_MAP)
			strbuf_fmt(b, "%.*s: ", STR_ARG(n->pairs[i].key));
		show(b, n->kind == NODE_MAP ? n->pairs[i].value : n->items[i]);
	}
	if (n->kind == NODE_MAP || n->kind == NODE_LIST)
		strbuf_addc(b, n->kind == NODE_MAP ? '}' : ']');
}

struct str shown(struct fixture *f, const struct node *n)
{
	struct strbuf b;

	strbuf_init(&b, f->a, 0);
	show(&b, n);
	return strbuf_str(&b);
}

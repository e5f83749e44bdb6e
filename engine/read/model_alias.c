/* model_alias.c - the spellings of a metric that one file adds to those of the files below it. */
#include "read/model_parts.h"

/* The texts of `aliases:`, one or a list; anything else is its reader's business (K602) and has none. */
static size_t count(const struct node *n)
{
	return n == NULL ? 0 : n->kind == NODE_LIST ? n->n : n->kind == NODE_SCALAR;
}

static struct node *text(struct node *n, size_t i)
{
	return n->kind == NODE_LIST ? n->items[i] : n;
}

static bool has_spelling(struct arena *a, struct node *const *items, size_t n, const struct node *item)
{
	for (size_t i = 0; i < n; i++)
		if (item->kind == NODE_SCALAR && items[i]->kind == NODE_SCALAR
		    && str_eq(str_snake(a, items[i]->text), str_snake(a, item->text)))
			return true;
	return false;
}

/* Both lists in one that stands where `over` does; what both say once. */
static struct node *join(struct arena *a, struct node *under, struct node *over)
{
	struct node *list = ARENA_NEW(a, struct node);
	size_t n_under = count(under), n_over = count(over);

	*list = *over;
	list->kind = NODE_LIST;
	list->items = ARENA_ARRAY(a, n_under + n_over, struct node *);
	list->n = n_under;
	for (size_t i = 0; i < n_under; i++)
		list->items[i] = text(under, i);
	for (size_t i = 0; i < n_over; i++)
		if (!has_spelling(a, list->items, n_under, text(over, i)))
			list->items[list->n++] = text(over, i);
	return list;
}

static struct node *aliases_of(const struct node *root, struct str metric, struct arena *a)
{
	return node_get(node_get(node_get(root, "metrics"), str_z(a, metric)), "aliases");
}

void model_aliases_join(struct model_build *b, const struct node *under, const struct node *layer)
{
	struct arena *a = b->r.a;
	const struct node *metrics = node_get(layer, "metrics");

	for (size_t i = 0; metrics != NULL && metrics->kind == NODE_MAP && i < metrics->n; i++) {
		struct str metric = metrics->pairs[i].key;
		struct node *low = aliases_of(under, metric, a), *high = aliases_of(layer, metric, a);
		struct node *merged = node_get(node_get(b->merged, "metrics"), str_z(a, metric));

		for (size_t k = 0; count(low) > 0 && count(high) > 0 && k < merged->n; k++)
			if (str_is(merged->pairs[k].key, "aliases"))
				merged->pairs[k].value = join(a, low, high);
	}
}

/* fuzz_yaml.c - any bytes: a tree whose places lie in the text, or an error, and merging it with itself is safe. */
#include <stdint.h>
#include <stdlib.h>
#include "read/yaml.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(int is_so)
{
	if (!is_so)
		abort();
}

static void check_place(struct place at)
{
	require(at.line >= 1 && at.col >= 1 && at.col <= utf8_count(at.source) + 1);
}

static void check_node(const struct node *n, int depth)
{
	require(depth <= 64);
	check_place(n->at);
	require((n->kind == NODE_MAP || n->kind == NODE_LIST) || n->n == 0);
	for (size_t i = 0; i < n->n; i++) {
		if (n->kind == NODE_MAP)
			check_place(n->pairs[i].key_at);
		check_node(n->kind == NODE_MAP ? n->pairs[i].value : n->items[i], depth + 1);
	}
}

/* Every finding about a line points into it, and can be shown. */
static void check_findings(struct arena *a, struct diag *d)
{
	size_t n;
	const struct finding *all = diag_list(d, &n);

	for (size_t i = 0; i < n; i++) {
		struct strbuf b;

		strbuf_init(&b, a, 0);
		diag_format(&b, &all[i]);
		require(all[i].message.n > 0);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const keys[] = { "name", "unit" };
	struct arena *a = arena_new(0);
	struct diag *d = diag_new();
	struct node *root = yaml_parse(a, STR("m.yaml"), (struct str){ (const char *)data, size }, d);

	require(root != NULL || diag_count(d, SEV_ERROR) > 0);
	if (root != NULL) {
		check_node(root, 0);
		node_keys(root, "a map", keys, 2, d);
		if (root->n < 200) /* merging looks keys up one by one */
			check_node(node_merge(a, root, root, size % 2 == 0), 0);
	}
	check_findings(a, d);
	diag_free(d);
	arena_free(a);
	return 0;
}

/* node.c - nodes found by key and laid over each other. */
#include <string.h>
#include "read/yaml.h"

const struct node_pair *node_pair(const struct node *map, const char *key)
{
	if (map == NULL || map->kind != NODE_MAP)
		return NULL;
	for (size_t i = 0; i < map->n; i++)
		if (str_is(map->pairs[i].key, key))
			return &map->pairs[i];
	return NULL;
}

struct node *node_get(const struct node *map, const char *key)
{
	const struct node_pair *pair = node_pair(map, key);

	return pair != NULL ? pair->value : NULL;
}

static size_t find(const struct node *map, struct str key)
{
	size_t i = 0;

	while (i < map->n && !str_eq(map->pairs[i].key, key))
		i++;
	return i;
}

static struct node *lay(struct arena *a, struct node *under, struct node *over, bool keep_null);

/* One pair of over onto map, which has room for it. */
static void lay_pair(struct arena *a, struct node *map, const struct node_pair *pair, bool keep_null)
{
	size_t i = find(map, pair->key);
	bool is_removed = pair->value->kind == NODE_NULL && !keep_null;
	struct node *under = i < map->n ? map->pairs[i].value : NULL;

	if (!is_removed) {
		map->pairs[i] = *pair;
		map->pairs[i].value = lay(a, under, pair->value, keep_null);
		map->n += under == NULL;
	} else if (under != NULL) {
		map->n--;
		memmove(&map->pairs[i], &map->pairs[i + 1], (map->n - i) * sizeof *map->pairs);
	}
}

/* Anything but a map replaces what is under it. A map over no map is still gone through, for its nulls. */
static struct node *lay(struct arena *a, struct node *under, struct node *over, bool keep_null)
{
	struct node *map;
	size_t n_under = under != NULL && under->kind == NODE_MAP ? under->n : 0;

	if (over->kind != NODE_MAP)
		return over;
	map = ARENA_NEW(a, struct node);
	*map = *over;
	map->pairs = ARENA_ARRAY(a, n_under + over->n, struct node_pair);
	map->n = n_under;
	if (n_under > 0)
		memcpy(map->pairs, under->pairs, n_under * sizeof *map->pairs);
	for (size_t i = 0; i < over->n; i++)
		lay_pair(a, map, &over->pairs[i], keep_null);
	return map;
}

struct node *node_merge(struct arena *a, const struct node *under, const struct node *over, bool keep_null)
{
	struct node *low = NULL, *high = NULL;

	if (under != NULL) {
		low = ARENA_NEW(a, struct node);
		*low = *under;
	}
	if (over == NULL)
		return low;
	high = ARENA_NEW(a, struct node);
	*high = *over;
	return lay(a, low, high, keep_null);
}

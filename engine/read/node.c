/* node.c - nodes found by key and laid over each other. */
#include <string.h>
#include "read/yaml.h"

enum { SMALL_MAP = 16 };

static size_t hash(struct str key)
{
	uint64_t h = UINT64_C(14695981039346656037); /* FNV-1a */

	for (size_t i = 0; i < key.n; i++)
		h = (h ^ (unsigned char)key.p[i]) * UINT64_C(1099511628211);
	return (size_t)(h ^ h >> 32);
}

/* The place of a key in the index: its own, or the free one it would get. Numbers there are one too large. */
static uint32_t *slot_of(const struct node *map, struct str key)
{
	size_t at = hash(key) & (map->n_index - 1);

	while (map->index[at] != 0 && !str_eq(map->pairs[map->index[at] - 1].key, key))
		at = (at + 1) & (map->n_index - 1);
	return &map->index[at];
}

/* Of a key given twice the first counts. */
static void note(struct node *map, size_t i)
{
	uint32_t *slot = map->index != NULL ? slot_of(map, map->pairs[i].key) : NULL;

	if (slot != NULL && *slot == 0)
		*slot = (uint32_t)i + 1;
}

/* An index with room for so many pairs, with those that are there. */
static void make_index(struct arena *a, struct node *map, size_t room)
{
	map->index = NULL;
	if (room <= SMALL_MAP)
		return;
	map->n_index = SMALL_MAP;
	while (map->n_index < room * 2)
		map->n_index *= 2;
	map->index = ARENA_ARRAY(a, map->n_index, uint32_t);
	for (size_t i = 0; i < map->n; i++)
		note(map, i);
}

/* map->n where it is not there. */
static size_t find(const struct node *map, struct str key)
{
	size_t i = 0;

	if (map->index != NULL) {
		uint32_t number = *slot_of(map, key);

		return number > 0 ? number - 1 : map->n;
	}
	while (i < map->n && !str_eq(map->pairs[i].key, key))
		i++;
	return i;
}

bool node_index(struct arena *a, struct node *map)
{
	bool is_twice = false;

	make_index(a, map, map->n);
	for (size_t i = 1; i < map->n && !is_twice; i++)
		is_twice = find(map, map->pairs[i].key) != i;
	return is_twice;
}

const struct node_pair *node_pair(const struct node *map, const char *key)
{
	size_t i;

	if (map == NULL || map->kind != NODE_MAP)
		return NULL;
	i = find(map, str_of(key));
	return i < map->n ? &map->pairs[i] : NULL;
}

struct node *node_get(const struct node *map, const char *key)
{
	const struct node_pair *pair = node_pair(map, key);

	return pair != NULL ? pair->value : NULL;
}

static struct node *lay(struct arena *a, struct node *under, struct node *over, bool keep_null);

/* One pair of over onto map, which has room for it. What is taken away stays without a value for now. */
static void lay_pair(struct arena *a, struct node *map, const struct node_pair *pair, bool keep_null)
{
	size_t i = find(map, pair->key);
	bool is_removed = pair->value->kind == NODE_NULL && !keep_null, is_new = i == map->n;
	struct node *under = is_new ? NULL : map->pairs[i].value;

	if (is_removed && is_new)
		return;
	map->pairs[i] = *pair;
	map->pairs[i].value = is_removed ? NULL : lay(a, under, pair->value, keep_null);
	if (is_new) {
		map->n++;
		note(map, i);
	}
}

/* Closes the gaps of what was taken away. */
static void close_gaps(struct arena *a, struct node *map)
{
	size_t kept = 0;

	for (size_t i = 0; i < map->n; i++)
		if (map->pairs[i].value != NULL)
			map->pairs[kept++] = map->pairs[i];
	if (kept == map->n)
		return;
	map->n = kept;
	node_index(a, map);
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
	make_index(a, map, n_under + over->n);
	for (size_t i = 0; i < over->n; i++)
		lay_pair(a, map, &over->pairs[i], keep_null);
	close_gaps(a, map);
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

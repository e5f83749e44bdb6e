/* yaml.h - a YAML file as nodes that know their place. */
#ifndef KPI_READ_YAML_H
#define KPI_READ_YAML_H
#include "base/arena.h"
#include "base/diag.h"

enum node_kind { NODE_NULL, NODE_SCALAR, NODE_LIST, NODE_MAP };

struct node {
	enum node_kind kind;
	bool is_plain;           /* a scalar written without quotes or block style */
	bool is_block;           /* | or > */
	bool is_told;            /* what is wrong with it has been said */
	struct str text;         /* scalar */
	struct place at;         /* where it starts (file, line, col, source line) */
	struct node_pair *pairs; /* NODE_MAP, in order */
	struct node **items;     /* NODE_LIST */
	size_t n;                /* of pairs or items */
	uint32_t *index;         /* node.c: pairs by hash of their keys; NULL in small maps */
	size_t n_index;          /* a power of 2 */
};

struct node_pair {
	struct str key;
	struct place key_at;
	bool is_told; /* what is wrong with the key has been said */
	struct node *value;
};

/* Parse text (the bytes of file) into a tree in the arena, which keeps a copy of text. UTF-8 is checked
 * first; over 1 MB, depth over 64, a second document, anchors, aliases, tags, `<<`, duplicate keys (K601,
 * naming both places) and an empty value are refused at their place (K602, K607). NULL: diag holds an error
 * that ends the file (bytes, syntax, size, depth, 200 mistakes). After any other the tree comes back as if
 * it had been written well, so that the caller's own complaints about the file come in the same pass:
 * diag_count says that there was one. An empty file is an empty map. */
struct node *yaml_parse(struct arena *a, struct str file, struct str text, struct diag *d);

/* Once a map has all its pairs: so that finding one takes no longer in a large map. Is a key given twice? */
bool node_index(struct arena *a, struct node *map);
struct node *node_get(const struct node *map, const char *key); /* or NULL (also where map is no map) */
const struct node_pair *node_pair(const struct node *map, const char *key); /* or NULL */

/* `over` laid on `under`, both maps or NULL: keys merge, maps key by key, anything else replaces, null
 * removes the key of `under` (and stays out) unless `keep_null`. Nodes are shared, so each keeps its place.
 * */
struct node *node_merge(struct arena *a, const struct node *under, const struct node *over, bool keep_null);

/* Typed access. Each reports K602 at the node with what was expected and returns false; a missing node is the
 * caller's business. Numbers are plain decimals (num.h). */
bool node_str(const struct node *n, const char *what, struct str *out, struct diag *d);
bool node_bool(const struct node *n, const char *what, bool *out, struct diag *d); /* true, false, yes, no */
bool node_int(const struct node *n, const char *what, int min, int max, int *out, struct diag *d);
bool node_double(const struct node *n, const char *what, double min, double max, double *out, struct diag *d);
bool node_day(const struct node *n, const char *what, int32_t *out, struct diag *d); /* YYYY-MM-DD */
/* One of names[0..n_names); the error lists them and suggests the nearest. */
bool node_enum(const struct node *n, const char *what, const char *const *names, size_t n_names, int *out,
               struct diag *d);
/* A scalar or a list of scalars, as a list of texts in the arena. */
bool node_texts(const struct node *n, const char *what, struct arena *a, const struct str **out,
                size_t *n_out, struct diag *d);
/* Every key of map must be one of keys[0..n); others are K601 with the nearest key. */
bool node_keys(const struct node *map, const char *what, const char *const *keys, size_t n, struct diag *d);
#endif

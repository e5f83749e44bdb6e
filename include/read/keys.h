/* keys.h - the maps of the model and workspace language, read by tables of keys. */
#ifndef KPI_READ_KEYS_H
#define KPI_READ_KEYS_H
#include "base/intern.h"
#include "read/yaml.h"

/* What everyone who reads a file works with. */
struct tools {
	struct arena *a;
	struct intern *names;
	struct diag *d;
};

enum key_type {
	KEY_TEXT,     /* struct str */
	KEY_TEXTS,    /* const struct str * and a count: one text or a list of them */
	KEY_ID,       /* sym: lower snake case */
	KEY_IDS,      /* const sym * and a count */
	KEY_WORD,     /* an enum: one of words[first_word .. n_words) */
	KEY_FLAG,     /* bool */
	KEY_INT,      /* int, min .. max */
	KEY_SHARE,    /* double, 0 .. 1 */
	KEY_AMOUNT,   /* double, 0 or more */
	KEY_POSITIVE, /* double, more than 0 */
	KEY_DAY,      /* int32_t */
	KEY_OTHER     /* its own reader's business, or kept for later: nothing is filled in */
};

struct map_key {
	const char *name;
	enum key_type type;
	size_t at, count_at;      /* where in the struct that is filled; the count of KEY_TEXTS and KEY_IDS */
	const char *const *words; /* KEY_WORD */
	int first_word, n_words;
	int min, max;     /* KEY_INT */
	const char *help; /* one line for people */
};

/* The language of one map. */
struct key_table {
	const char *what; /* "a metric": what the map describes */
	const struct map_key *keys;
	size_t n;
};

/* Is map a map, and are all its keys in the table? K602, K601 with the nearest key. */
bool language_check(const struct tools *r, const struct key_table *t, const struct node *map);
/* Fill *out with what map says; what it does not say, or says wrongly (K602), is left as it is. */
bool language_read(const struct tools *r, const struct key_table *t, const struct node *map, void *out);

/* An id, or K602 at the node. */
bool key_id(const struct tools *r, const struct node *n, const char *what, sym *out);
/* The key of a map as an id, or K602 at its place. */
bool key_id_of(const struct tools *r, const struct node_pair *pair, const char *what, sym *out);
/* "did you mean 'a' or 'b'?" of the names nearest to what was typed; otherwise where none is near. */
struct str nearest_words(struct arena *a, struct str typed, const struct str *names, size_t n,
                         struct str otherwise);
/* "acme.yaml:12" */
struct str place_words(struct arena *a, struct place at);
#endif

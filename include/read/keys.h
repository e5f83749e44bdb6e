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
	KEY_IDS,      /* const sym * and a count: one or a list */
	KEY_WORD,     /* an enum: one of words[first_word .. n_words) */
	KEY_FLAG,     /* bool */
	KEY_INT,      /* int, min .. max */
	KEY_SHARE,    /* double, 0 .. 1 */
	KEY_AMOUNT,   /* double, 0 or more */
	KEY_POSITIVE, /* double, more than 0 */
	KEY_DAY,      /* int32_t */
	/* read by a reader of their own: language_read fills in nothing */
	KEY_FORMULA, /* a text */
	KEY_FILES,   /* one text or a list of them */
	KEY_MAP,     /* keys of `below` */
	KEY_MAPS,    /* a list of maps with the keys of `below` */
	KEY_ENTRIES, /* names, each with the keys of `below` */
	KEY_NAMED /* names, each with a value of type `entry`, or with keys of `below` where there is one */
};

struct loader; /* format_node.h */
struct map_key;

/* One key of the language: all that the parser, `check`, `explain` and the JSON Schema know of it. */
struct map_key {
	const char *name;
	enum key_type type;
	size_t at, count_at;      /* where in the struct that is filled; the count of KEY_TEXTS and KEY_IDS */
	const char *const *words; /* KEY_WORD */
	int first_word, n_words;
	int min, max; /* KEY_INT */
	const struct key_table
	    *below;           /* KEY_MAP, KEY_MAPS, KEY_ENTRIES, KEY_NAMED; KEY_TEXT: or such a map */
	enum key_type entry;  /* KEY_NAMED */
	bool has_ids;         /* KEY_ENTRIES, KEY_NAMED: the names are lower snake case */
	bool is_required;     /* of a map that stands for itself, not of one laid on another */
	const char *absent;   /* what holds where it is absent; NULL: nothing */
	const char *help;     /* one line for people */
	const char *mistaken; /* words that people write for it, parted by blanks; NULL: none */
	/* of formats, whose keys each have a reader; out is the field */
	bool (*read)(struct loader *l, const struct node *n, const struct map_key *k, void *out);
};

/* The language of one map. */
struct key_table {
	const char *what; /* "a metric": what the map describes */
	const struct map_key *keys;
	size_t n;
};
/* Of an array of keys. */
#define KEY_TABLE(what, list)                             \
	{                                                 \
		what, list, sizeof(list) / sizeof *(list) \
	}

/* Does the map hold an unknown key that is nearly `name`, which it has not? Then that is said (K601), and what follows
 * from its lack need not be. */
bool key_is_misspelt(const struct tools *r, const struct key_table *t, const struct node *map,
                     const char *name);
/* Is map a map, and are all its keys in the table? K602, K601 with the nearest key. */
bool language_check(const struct tools *r, const struct key_table *t, const struct node *map);
/* Fill *out with what map says; what it does not say, or says wrongly (K602), is left as it is. */
bool language_read(const struct tools *r, const struct key_table *t, const struct node *map, void *out);

/* An id, or K602 at the node. */
bool key_id(const struct tools *r, const struct node *n, const char *what, sym *out);
/* The key of a map as an id, or K602 at its place. */
bool key_id_of(const struct tools *r, const struct node_pair *pair, const char *what, sym *out);
/* The id of an entry as its key says it, or means it: `Lead Rate` is lead_rate, so that what the entry says is read,
 * and its mistakes told, although the key is one. */
sym key_meant(const struct tools *r, struct str key);
/* So many mistakes have been told that looking for the nearest names of more helps nobody. */
bool enough_said(const struct tools *r);
/* "did you mean 'a' or 'b'?" of the names nearest to what was typed; otherwise where none is near. */
struct str nearest_words(const struct tools *r, struct str typed, const struct str *names, size_t n,
                         struct str otherwise);
/* "acme.yaml:12" */
struct str place_words(struct arena *a, struct place at);
#endif

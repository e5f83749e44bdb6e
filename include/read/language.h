/* language.h - every key of the model, the workspace and formats: said once, for all who need to know. */
#ifndef KPI_READ_LANGUAGE_H
#define KPI_READ_LANGUAGE_H
#include "read/keys.h"

/* language_model.c */
extern const struct key_table language_model, language_score, language_objective, language_metric,
    language_no_goal, language_banned, language_break, language_kpi, language_where, language_practice,
    language_stage, language_need;
/* language_workspace.c */
extern const struct key_table language_workspace, language_card, language_account, language_source;

/* format_file.c; format_node.h has the tables below it that others share */
extern const struct key_table language_format;

/* The table of a kind of file: "model", "workspace" or "format"; NULL: no such kind. */
const struct key_table *language_of(struct str kind);

/* The table of the file that t is a part of; NULL: of none. */
const struct key_table *language_home(const struct key_table *t);

/* misplaced.c: of a map with the language t, a key that is none of it. True: it belongs elsewhere, and K601 says
 * where to start it. is_near: it is nearly a key of t, so nothing is guessed from its value. */
bool misplaced_key(const struct tools *r, const struct key_table *t, const struct node *map,
                   const struct node_pair *pair, bool is_near);
/* Of a section whose entries have the language t: pair i is no entry but a key of one, or of the file (K602). */
bool misplaced_entry(const struct tools *r, const struct key_table *t, const struct node *section, size_t i);

/* A key of one of the files. */
struct key_found {
	const char *file, *what; /* "model", "a KPI" */
	const struct map_key *key;
};
/* Every key of that name, by file and map; at most max. */
size_t language_find(struct str name, struct key_found *out, size_t max);
/* What its value may be: "one of evidence, leading, diagnostic", "a number above 0". */
struct str language_value_words(struct arena *a, const struct map_key *k);
#endif

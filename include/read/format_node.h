/* format_node.h - tables of YAML keys, each with its reader and field; for the files that read a format. */
#ifndef KPI_READ_FORMAT_NODE_H
#define KPI_READ_FORMAT_NODE_H
#include "read/format_def.h"
#include "read/language.h"

struct loader {
	struct arena *a;
	struct diag *d;
	struct format *f;
};

/* Every key of the map n goes to the reader its table names, with the field at its place from base. All
 * mistakes are reported; false then. */
bool keys_read(struct loader *l, const struct node *n, const struct key_table *t, void *base);

/* Readers for the tables; out points to the type named. */
bool key_text(struct loader *l, const struct node *n, const struct map_key *k,
              void *out); /* struct str, trimmed */
bool key_bool(struct loader *l, const struct node *n, const struct map_key *k, void *out); /* bool */
bool key_word(struct loader *l, const struct node *n, const struct map_key *k,
              void *out); /* enum, of words */
bool key_texts(struct loader *l, const struct node *n, const struct map_key *k, void *out); /* struct names */
bool key_headers(struct loader *l, const struct node *n, const struct map_key *k,
                 void *out); /* the same, as header keys */
bool key_name_rule(struct loader *l, const struct node *n, const struct map_key *k,
                   void *out); /* struct name_rule */

/* column, title, constant: where a name comes from. */
extern const struct key_table language_name_rule;

/* format_values.c: numbers: {decimal, thousands, duration}, of a format or a source. */
extern const struct key_table language_numbers;
bool numbers_read(struct loader *l, const struct node *n, struct num_style *out);
/* The numbers and the date of a format; out is the struct format. */
extern const struct key_table language_date;
bool key_numbers(struct loader *l, const struct node *n, const struct map_key *k, void *out);
bool key_date(struct loader *l, const struct node *n, const struct map_key *k, void *out);

/* format_parts.c: events, from_file and file_days; out is the struct format. */
extern const struct key_table language_event, language_from_file, language_file_days;
bool key_events(struct loader *l, const struct node *n, const struct map_key *k, void *out);
bool key_from_file(struct loader *l, const struct node *n, const struct map_key *k, void *out);
bool key_file_days(struct loader *l, const struct node *n, const struct map_key *k, void *out);

/* A map of header key to text. */
bool pairs_read(struct loader *l, const struct node *n, const char *what, const struct text_pair **out,
                size_t *n_out);
#endif

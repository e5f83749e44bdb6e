/* yaml_refuse.h - what YAML has and a model must not: an error each, at its place; for yaml.c alone. */
#ifndef KPI_READ_YAML_REFUSE_H
#define KPI_READ_YAML_REFUSE_H
#include "read/yaml.h"

/* &anchor and !tag; NULL: there is none. */
void yaml_refuse_props(struct diag *d, struct place at, const char *anchor, const char *tag);
/* n: its text is *name. */
void yaml_refuse_alias(struct arena *a, struct diag *d, const struct node *n);
/* {formula: max(a, b)}: the comma ends the text. False: it does not, and nothing is said. */
bool yaml_refuse_split(struct arena *a, struct diag *d, struct place at, struct str text);
/* A key without a value. */
void yaml_refuse_empty(struct arena *a, struct diag *d, const struct node_pair *pair);
/* Keys that the map gives twice (K601). */
void yaml_refuse_twice(struct diag *d, const struct node *map);
/* A file of one word, most often a:1. */
void yaml_refuse_scalar(struct arena *a, struct diag *d, const struct node *n);
#endif

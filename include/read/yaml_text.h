/* yaml_text.h - the text of a YAML file, its lines, and what a syntax error in it means; for the yaml files
 * only. */
#ifndef KPI_READ_YAML_TEXT_H
#define KPI_READ_YAML_TEXT_H
#include <yaml.h>
#include "base/diag.h"

struct yaml_text {
	struct str file, text;
	struct str *lines; /* of text, without their ends */
	size_t n_lines;    /* at least 1 */
};

/* False: bytes that are no text (K105), or too many (K602), are reported. Copies file and text to the arena.
 * */
bool yaml_text_open(struct yaml_text *t, struct arena *a, struct str file, struct str text, struct diag *d);
/* Line and column from 0, as libyaml counts. A line behind the last is the last. */
struct str yaml_line(const struct yaml_text *t, size_t line);
struct place yaml_place(const struct yaml_text *t, size_t line, size_t col);
struct place yaml_mark(const struct yaml_text *t, yaml_mark_t mark);

/* libyaml has stopped: say why, in the words of someone who has not read its manual. */
void yaml_explain(const struct yaml_text *t, const yaml_parser_t *p, struct diag *d);
#endif

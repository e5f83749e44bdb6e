/* json.h - JSON on a stream: commas and quotes in their places. */
#ifndef KPI_OUT_JSON_H
#define KPI_OUT_JSON_H
#include <stdio.h>
#include "base/str.h"

struct json {
	FILE *to;
	unsigned depth;
	bool has_one; /* something stands at this depth already: a comma comes first */
};

/* key NULL: an element of a list, or the document itself. Lines are indented by depth. */
void json_open(struct json *j, const char *key, char bracket); /* '{' or '[' */
void json_close(struct json *j, char bracket);                 /* '}' or ']' */
void json_text(struct json *j, const char *key, struct str s); /* bytes that are no UTF-8 become U+FFFD */
void json_number(struct json *j, const char *key, bool has, double v); /* null where it has none */
void json_count(struct json *j, const char *key, uint64_t n);
void json_flag(struct json *j, const char *key, bool b);
#endif

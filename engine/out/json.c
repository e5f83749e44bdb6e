/* json.c - JSON on a stream: commas and quotes in their places. */
#include "out/json.h"

#include <math.h>
#include "base/num.h"

static void put_escaped(FILE *to, struct str s)
{
	fputc('"', to);
	while (s.n > 0) {
		size_t step = utf8_step(s);
		unsigned char c = (unsigned char)s.p[0];

		if (step == 0)
			fputs("\\ufffd", to);
		else if (c == '"' || c == '\\')
			fprintf(to, "\\%c", c);
		else if (c < 0x20 || c == 0x7f)
			fprintf(to, "\\u%04x", c);
		else
			fwrite(s.p, 1, step, to);
		s = str_sub(s, step > 0 ? step : 1, s.n);
	}
	fputc('"', to);
}

static void begin(struct json *j, const char *key)
{
	if (j->has_one)
		fputc(',', j->to);
	if (j->depth > 0)
		fputc('\n', j->to);
	for (unsigned i = 0; i < j->depth; i++)
		fputs("  ", j->to);
	if (key) {
		put_escaped(j->to, str_of(key));
		fputs(": ", j->to);
	}
	j->has_one = true;
}

void json_open(struct json *j, const char *key, char bracket)
{
	begin(j, key);
	fputc(bracket, j->to);
	j->depth++;
	j->has_one = false;
}

void json_close(struct json *j, char bracket)
{
	j->depth--;
	if (j->has_one) {
		fputc('\n', j->to);
		for (unsigned i = 0; i < j->depth; i++)
			fputs("  ", j->to);
	}
	fputc(bracket, j->to);
	j->has_one = true;
	if (j->depth == 0)
		fputc('\n', j->to);
}

void json_text(struct json *j, const char *key, struct str s)
{
	begin(j, key);
	put_escaped(j->to, s);
}

void json_number(struct json *j, const char *key, bool has, double v)
{
	struct arena *a = arena_new(0);

	begin(j, key);
	if (has && isfinite(v))
		fprintf(j->to, "%.*s", STR_ARG(num_text_double(a, v, 15)));
	else
		fputs("null", j->to);
	arena_free(a);
}

void json_count(struct json *j, const char *key, uint64_t n)
{
	begin(j, key);
	fprintf(j->to, "%llu", (unsigned long long)n);
}

void json_flag(struct json *j, const char *key, bool b)
{
	begin(j, key);
	fputs(b ? "true" : "false", j->to);
}

/* yaml_quote.c - text as a double-quoted YAML scalar. */
#include "read/yaml_quote.h"

void yaml_quote(struct strbuf *b, struct str s)
{
	strbuf_addc(b, '"');
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"' || s.p[i] == '\\')
			strbuf_addc(b, '\\');
		strbuf_addc(b, (unsigned char)s.p[i] < ' ' ? ' ' : s.p[i]);
	}
	strbuf_addc(b, '"');
}

struct str yaml_quoted(struct arena *a, struct str s)
{
	struct strbuf b;

	strbuf_init(&b, a, 0);
	yaml_quote(&b, s);
	return strbuf_str(&b);
}

/* text.c - findings and tables as text on a stream. */
#include "out/text.h"

#include <errno.h>
#include <string.h>

void text_findings(FILE *to, struct diag *d, enum severity least)
{
	struct arena *scratch = arena_new(0);
	size_t n;
	const struct finding *all = diag_list(d, &n);

	for (size_t i = 0; i < n; i++) {
		struct strbuf b;
		struct str s;

		if (all[i].severity < least)
			continue;
		arena_reset(scratch);
		strbuf_init(&b, scratch, 0);
		diag_format(&b, &all[i]);
		s = strbuf_str(&b);
		fwrite(s.p, 1, s.n, to);
	}
	arena_free(scratch);
}

static bool needs_quotes(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (strchr(",\"\r\n", s.p[i]) && s.p[i])
			return true;
	return s.n && (s.p[0] == ' ' || s.p[s.n - 1] == ' ');
}

void csv_cell(FILE *to, struct str s, bool is_text, bool is_last)
{
	bool guard = is_text && s.n && s.p[0] && strchr("=+-@\t\r", s.p[0]);

	if (needs_quotes(s)) {
		fputs(guard ? "\"'" : "\"", to);
		for (size_t i = 0; i < s.n; i++) {
			if (s.p[i] == '"')
				fputc('"', to);
			fputc(s.p[i], to);
		}
		fputc('"', to);
	} else {
		fprintf(to, "%s%.*s", guard ? "'" : "", STR_ARG(s));
	}
	fputc(is_last ? '\n' : ',', to);
}

bool text_flush(FILE *to, const char *name, struct diag *d)
{
	if (fflush(to) == 0 && !ferror(to))
		return true;
	diag_put(d, SEV_ERROR, "K901", STR_NONE, PLACE_NONE,
	         STR("see that there is room and that the reader is there"), "cannot write %s: %s", name,
	         strerror(errno));
	return false;
}

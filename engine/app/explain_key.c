/* explain_key.c - a key of the language: where it stands, what it takes, what holds without it. */
#include "app/explain.h"

#include "read/language.h"

enum { MOST = 16 };

int explain_key(struct arena *a, struct str name)
{
	struct key_found found[MOST];
	size_t n = language_find(name, found, MOST);

	for (size_t i = 0; i < n && i < MOST; i++) {
		const struct map_key *k = found[i].key;

		printf("key %.*s of %s (%s)\n", STR_ARG(name), found[i].what, found[i].file);
		explain_line("what", str_of(k->help));
		explain_line("takes", language_value_words(a, k));
		explain_line("where absent",
		             k->is_required ? STR("an error: it must be there") : str_of(k->absent));
	}
	return n > 0;
}

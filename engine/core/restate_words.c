/* restate_words.c - what was and what is, in words that can be told apart. */
#include "core/restate.h"

enum { FEW_DIGITS = 6, ALL_DIGITS = 17 };

void restate_pair(struct arena *a, double was, double is, struct str *was_words, struct str *is_words)
{
	int digits = FEW_DIGITS;

	do {
		*was_words = num_text_double(a, was, digits);
		*is_words = num_text_double(a, is, digits);
	} while (str_eq(*was_words, *is_words) && ++digits <= ALL_DIGITS);
}

/* The next clause of a definition: "measure leads; better higher". */
static bool next_clause(struct str *rest, struct str *clause)
{
	size_t at = str_find(*rest, STR("; "));

	*clause = str_sub(*rest, 0, at == SIZE_MAX ? rest->n : at);
	*rest = at == SIZE_MAX ? STR_NONE : str_sub(*rest, at + 2, rest->n);
	return clause->n > 0;
}

static bool has_clause(struct str definition, struct str clause)
{
	struct str one;

	while (next_clause(&definition, &one))
		if (str_eq(one, clause))
			return true;
	return false;
}

static struct str first_word(struct str clause)
{
	return str_cut(&clause, ' ');
}

/* The clause of `in` that `other` has not and that begins with this word; "": none. */
static struct str counterpart(struct str in, struct str other, struct str word)
{
	struct str one;

	while (next_clause(&in, &one))
		if (str_eq(first_word(one), word) && !has_clause(other, one))
			return one;
	return STR_NONE;
}

struct str restate_definition(struct arena *a, struct str was, struct str is)
{
	struct strbuf b;
	struct str rest = was, one, other;

	strbuf_init(&b, a, 0);
	while (next_clause(&rest, &one)) {
		if (has_clause(is, one))
			continue;
		other = counterpart(is, was, first_word(one));
		strbuf_fmt(&b, "%s%.*s, now %s%.*s", b.n > 0 ? "; " : "", STR_ARG(one),
		           other.n > 0 ? "" : "without", STR_ARG(other));
	}
	rest = is;
	while (next_clause(&rest, &one))
		if (!has_clause(was, one) && counterpart(was, is, first_word(one)).n == 0)
			strbuf_fmt(&b, "%snow also %.*s", b.n > 0 ? "; " : "", STR_ARG(one));
	return strbuf_str(&b);
}

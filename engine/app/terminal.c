/* terminal.c - what can be shown where standard output goes. */
#include "app/terminal.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/str.h"

static const char *first_set(const char *const *names)
{
	for (; *names; names++) {
		const char *value = getenv(*names);

		if (value && *value)
			return value;
	}
	return "";
}

bool terminal_is_utf8(void)
{
	static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG", NULL };
	struct arena *a = arena_new(0);
	struct str locale = str_lower(a, str_of(first_set(names)));
	bool is_utf8 =
	    str_find(locale, STR("utf-8")) != SIZE_MAX || str_find(locale, STR("utf8")) != SIZE_MAX;

	arena_free(a);
	return is_utf8;
}

static bool is_able_terminal(void)
{
	struct str term = str_of(getenv("TERM"));

	return isatty(STDOUT_FILENO) && term.n && !str_is(term, "dumb");
}

bool terminal_draws(void)
{
	return is_able_terminal() && terminal_is_utf8();
}

bool terminal_has_colour(void)
{
	const char *no = getenv("NO_COLOR");

	return is_able_terminal() && !(no && *no);
}

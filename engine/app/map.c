/* map.c - the tree from goals down to metrics, and what serves none. */
#include "app/map.h"

#include <stdlib.h>
#include <unistd.h>

#include "app/run.h"

bool map_shows(const struct kpi_outcome *k)
{
	return k->part != PART_AVAILABLE || !k->kpi->is_library;
}

const struct metric_state *map_metric(const struct session *s, sym metric)
{
	for (size_t i = 0; i < s->outcome.n_metrics; i++)
		if (s->outcome.metrics[i].metric == metric)
			return &s->outcome.metrics[i];
	return NULL;
}

const char *map_status(const struct kpi_outcome *k)
{
	return k->part == PART_TAKES_PART ? status_names[k->status] : part_names[k->part];
}

static const char *first_set(const char *const *names)
{
	for (; *names; names++) {
		const char *value = getenv(*names);

		if (value && *value)
			return value;
	}
	return "";
}

/* Box-drawing characters only where they surely show. */
static bool is_utf8_terminal(void)
{
	static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG", NULL };
	struct arena *a = arena_new(0);
	struct str locale = str_lower(a, str_of(first_set(names))), term = str_of(getenv("TERM"));
	bool is_utf8 =
	    str_find(locale, STR("utf-8")) != SIZE_MAX || str_find(locale, STR("utf8")) != SIZE_MAX;

	arena_free(a);
	return is_utf8 && isatty(STDOUT_FILENO) && term.n && !str_is(term, "dumb");
}

int map_command(const struct options *o, struct arena *a, struct diag *d)
{
	struct session s;
	bool ok = session_open(&s, o, a, d) && session_read(&s) && session_judge(&s);

	if (ok && o->map_form == MAP_JSON)
		map_json(&s);
	else if (ok && o->map_form == MAP_DOT)
		map_dot(&s);
	else if (ok)
		map_text(&s, is_utf8_terminal());
	session_close(&s);
	return ok ? EXIT_DONE : diag_exit_code(d);
}

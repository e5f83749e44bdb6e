/* map.c - the tree from goals down to metrics, and what serves none. */
#include "app/map.h"

#include "app/run.h"
#include "app/terminal.h"

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

int map_command(const struct options *o, struct arena *a, struct diag *d)
{
	struct session s;
	bool ok = session_open(&s, o, a, d) && session_read(&s) && session_judge(&s);

	if (ok && o->form == FORM_JSON)
		map_json(&s);
	else if (ok && o->form == FORM_DOT)
		map_dot(&s);
	else if (ok)
		map_text(&s, terminal_draws());
	session_close(&s);
	return ok ? EXIT_DONE : diag_exit_code(d);
}

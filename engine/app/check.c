/* check.c - everything that can be told without reading an export. */
#include "app/run.h"
#include "app/session.h"

int check_command(const struct options *o, struct arena *a, struct diag *d)
{
	struct session s;
	bool ok = session_open(&s, o, a, d);

	if (ok && !o->is_quiet)
		printf(
		    "%.*s: model %.*s %.*s, %zu metrics, %zu KPIs, %zu goals, %zu targets, %zu formats: no errors, "
		    "%zu warnings\n",
		    STR_ARG(s.ws->company), STR_ARG(s.model->id), STR_ARG(s.model->version),
		    s.model->n_metrics, s.model->n_kpis, s.goals->n, s.targets->n, s.formats.n,
		    diag_count(d, SEV_WARNING));
	session_close(&s);
	return ok ? EXIT_DONE : diag_exit_code(d);
}

/* session.h - what a command works on: the workspace, read and judged as far as it needs. */
#ifndef KPI_APP_SESSION_H
#define KPI_APP_SESSION_H
#include "app/options.h"
#include "core/judge.h"
#include "plan/scorecard.h"
#include "read/model_file.h"
#include "read/rates_file.h"
#include "read/source.h"
#include "read/workspace_file.h"
#include "store/history.h"

struct session {
	const struct options *o;
	struct arena *arena; /* of the run; not owned */
	struct diag *diag;   /* not owned */
	struct intern *names;
	struct library lib;
	struct input_list files;
	struct inputs inputs; /* the same list, as core and plan see it */
	const struct workspace *ws;
	const struct goals *goals;
	const struct model *model;
	const struct targets *targets;
	const struct told *told;
	const struct rates *rates;
	struct formats formats;
	struct store *store;
	struct rejects *rejects; /* of session_read */
	struct read_result read;
	struct past past, reports;
	struct facts facts;
	struct outcome outcome;
	struct str run_id;
	const char *db_path; /* as the process sees it */
	bool is_guest;       /* names, and the store where is_borrowed, belong to another session */
	bool is_borrowed;
};

/* What `diff` reads in place of the workspace's own files; empty where it does not. */
struct settings {
	struct str folder;    /* kpialign.yaml and all it names; exports and history stay where they are */
	struct str workspace; /* a file in place of kpialign.yaml */
	struct str goals, targets, governance, campaigns, notes; /* files in place of those it names */
	struct str model, model_for; /* a file, and the model file it stands in for, as users see it */
};

/* Each step does the ones before it where they are not done yet; false: diag says why. */
bool session_open(struct session *s, const struct options *o, struct arena *a,
                  struct diag *d); /* files but exports */
/* The same with other settings. names: of a session that lives longer, so that both can be compared and
 * share exports; NULL: its own. */
bool session_open_as(struct session *s, const struct settings *as, struct intern *names,
                     const struct options *o, struct arena *a, struct diag *d);
bool session_read(struct session *s); /* exports into the store; as-of and period settled */
/* reading.c: both would read the same series from the same exports. */
bool session_reads_alike(const struct session *a, const struct session *b);
/* session_read from what another session has read, which must live longer, where both read the exports
 * alike; else from the files. */
bool session_read_beside(struct session *s, const struct session *other);
bool session_judge(struct session *s); /* history looked up, metrics mapped, KPIs scored, goals judged */
void session_close(struct session *s); /* safe after any of them */

/* The library of models: told by KPIALIGN_LIBRARY, else installed, else the source tree this was built from. */
struct str session_library(void);

/* A path of the workspace as the process sees it. */
const char *session_path(const struct session *s, struct str relative);
/* The findings so far, and all else that plan needs. */
struct book_facts session_book_facts(struct session *s);
#endif

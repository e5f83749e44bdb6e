/* told.h - what a company tells of itself: practices in place, campaigns and what they serve, notes. */
#ifndef KPI_DATA_TOLD_H
#define KPI_DATA_TOLD_H
#include "data/goals.h"

/* Self-reported. SAID_NOTHING: there is no answer, which is not the answer none. */
enum said { SAID_NOTHING, SAID_NONE, SAID_PLANNED, SAID_IN_PLACE, SAID__N };
extern const char *const said_names[SAID__N]; /* "not said", "none", "planned", "in_place" */

struct answer { /* one row of governance.csv */
	sym practice;
	enum said said;
	struct str owner, since, note; /* since: a day or a period, as written */
	struct place at;
};

struct str_list {
	const struct str *all;
	size_t n;
};

struct campaign { /* one row of campaigns.csv */
	struct str name;
	sym objective;           /* 0: none named */
	const struct goal *goal; /* of goals.csv; NULL: none named */
	int32_t start, end;      /* days, both inclusive; DAY_NONE where open */
	struct amount budget;
	struct str currency, department;
	struct str_list aliases, pilot_units, comparison_units;
	struct place at, objective_at, dates_at;
};

struct note { /* one row of notes.csv */
	struct period period;
	sym about; /* a goal or a KPI */
	struct str text, by;
	struct place at;
};

struct told {
	bool has_governance, has_campaigns; /* the workspace names the file */
	const struct answer *answers;
	size_t n_answers;
	const struct campaign *campaigns;
	size_t n_campaigns;
	const struct note *notes;
	size_t n_notes;
};

/* The answer about a practice, or NULL: nothing is said of it. told may be NULL. */
const struct answer *told_answer(const struct told *t, sym practice);
/* The campaign of this name or alias, compared as str_snake; NULL: none. told may be NULL. */
const struct campaign *told_campaign(const struct told *t, struct arena *scratch, struct str spelling);
/* Does a note belong to a period: to it, a part of it or a longer one that holds it? */
bool note_is_of(const struct note *n, struct period p);
#endif

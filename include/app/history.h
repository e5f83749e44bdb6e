/* history.h - what history says, in its forms; for engine/app/history*.c alone. */
#ifndef KPI_APP_HISTORY_H
#define KPI_APP_HISTORY_H
#include "data/past.h"

/* One goal or KPI over the current runs of one span, oldest first. */
struct track {
	struct str id, name; /* name: as the newest of its runs says */
	bool is_goal;
	size_t n;
	struct track_point {
		const struct past_run *run;
		struct str status;
		bool
		    has_value; /* a KPI's value or a goal's score; of a KPI only since its present definition */
		double value;
		bool has_score;
		double score;
	} * points;
};

/* The tracks of a span: goals with KPIs first, then KPIs that were ever judged or watched; of: only this one, or "". */
struct track *tracks_of(struct arena *a, const struct past *all, enum span span, struct str of, size_t *n);

struct history_look {
	bool is_utf8, has_colour;
	struct str of; /* --of; "": all */
};
void history_text(struct arena *a, const struct past *all, const struct history_look *look);
/* A row a run, goal and KPI: the same columns as csv and as json. */
void history_csv(struct arena *a, const struct past *all, struct str of);
void history_json(struct arena *a, const struct past *all, struct str of);
#endif

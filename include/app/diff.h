/* diff.h - a workspace judged twice: what an edit changes; for engine/app/diff*.c alone. */
#ifndef KPI_APP_DIFF_H
#define KPI_APP_DIFF_H
#include "app/session.h"

/* diff_role.c: what the user's word names, and what each side reads. */
struct diff_sides {
	struct settings before, after;
	struct str before_words, after_words;   /* "the workspace", "models/new.yaml for models/acme.yaml" */
	struct str before_prefix, after_prefix; /* in front of the files of a side in its errors: "HEAD~1:" */
	const char *temp;                       /* a folder to remove; NULL: none */
};
/* False: diag says why. now: the workspace as it stands, open (a role is told by what it reads). */
bool diff_sides(const struct session *now, struct diff_sides *out);

/* diff_git.c: the settings of a workspace as they were at a revision, in a folder under *temp. False: K904 (no
 * such revision), K901. *name is the revision with its short digest. */
bool diff_checkout(const struct session *now, const char *rev, const char **temp, struct str *folder,
                   struct str *name);

/* What differs, part by part, as lines that are already broken at 80 columns. */
enum diff_part {
	DIFF_METRICS,
	DIFF_KPIS,
	DIFF_GOALS,
	DIFF_TARGETS,
	DIFF_GOVERNANCE,
	DIFF_CAMPAIGNS,
	DIFF_NOTES,
	DIFF_MATURITY,
	DIFF_SETTINGS,
	DIFF_SCORES,
	DIFF_GREY,
	DIFF__N
};
extern const char *const diff_titles[DIFF__N];

struct diff {
	const struct session *before, *after;
	struct arena *a;
	struct strbuf parts[DIFF__N];
	struct str after_prefix; /* in front of places: they are all of the after side */
	unsigned lost_goal, worse_kpis, worse_goals, gone_kpis; /* what --fail-on worse looks at */
};

/* Fill parts and counts from two judged sessions that share their names. */
void diff_fill(struct diff *x, const struct session *before, const struct session *after,
               const struct diff_sides *sides);
bool diff_is_empty(const struct diff *x);

/* A line of a part: "  what: text" for a head, deeper for what belongs to it. */
void diff_head(struct diff *x, enum diff_part part, struct str what, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
void diff_detail(struct diff *x, enum diff_part part, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/* "drafts/acme.yaml:12:3" of the after side. */
struct str diff_place(const struct diff *x, struct place at);
/* "likes, shares": ids as a list. */
struct str diff_ids(const struct diff *x, const sym *ids, size_t n);
struct str diff_texts(const struct diff *x, const struct str *all, size_t n);
/* "84.7 -> 84.8": with as many digits as it takes to tell them apart; "none" for what is not there. */
struct str diff_numbers(struct arena *a, bool has_before, double before, bool has_after, double after);

void diff_metrics(struct diff *x);    /* diff_metrics.c: states, links, the catalogue */
void diff_kpis(struct diff *x);       /* diff_kpis.c: KPIs that appear, go or are defined otherwise */
void diff_goals(struct diff *x);      /* diff_goals.c: goals and parents */
void diff_targets(struct diff *x);    /* diff_tables.c */
void diff_governance(struct diff *x); /* diff_told.c: what the company tells of itself */
void diff_campaigns(struct diff *x);
void diff_notes(struct diff *x);
void diff_maturity(struct diff *x); /* diff_maturity.c: practices and stages of the model */
void diff_settings(struct diff *x); /* diff_settings.c: kpialign.yaml, objectives and rules of the model */
void diff_scores(struct diff *x);   /* diff_scores.c: values, scores, statuses, what turns grey */
#endif

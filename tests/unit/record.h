/* record.h - a run worth saving, and a scratch folder, for tests of history and the commit. */
#ifndef KPI_TEST_RECORD_H
#define KPI_TEST_RECORD_H
#include "claim.h"
#include "store/history.h"

struct record {
	struct arena *a;
	struct diag *d;
	struct intern *names;
	const char *dir; /* a new folder; removed by record_free */
	struct model model;
	struct workspace ws;
	struct source source; /* data/social*.csv */
	struct goals goals;
	struct facts facts;
	struct inputs inputs;
	struct outcome o;
	struct run_record r;
	/* what the pointers above lead to: change it before saving */
	struct goal goal[2];               /* grow, and revenue below it */
	struct kpi kpi[2];                 /* leads_social, trial_share */
	struct metric metric[2];           /* impressions, leads */
	struct kpi_outcome kpi_outcome[2]; /* 42 of 50, amber; no data, grey */
	struct ledger_term term[2];
	struct goal_outcome goal_outcome[2];
	struct metric_state metric_state[2]; /* unlinked; linked */
	struct input input[2];               /* goals.csv, data/social.csv */
	struct source_total total[1];        /* 42 leads of 2 posts */
	struct change change[1];             /* leads_social restated */
	struct finding finding[1];           /* K201 about impressions */
};

struct record *record_new(void); /* 2026-Q3 of calendar years; run id all 'a'; a draft */
void record_free(struct record *t);
/* For cmocka: *state is a record. */
int record_setup(void **state);
int record_teardown(void **state);
#define RECORD_TEST(f) cmocka_unit_test_setup_teardown(f, record_setup, record_teardown)
/* The same findings as another run: its id is 32 times `letter`. */
void record_as(struct record *t, char letter, const char *period, bool is_reported);
struct period record_period(const char *period);
extern const struct fiscal record_calendar; /* years begin in January */

const char *record_path(struct record *t, const char *name); /* in the scratch folder */
void record_write(struct record *t, const char *name, const char *bytes);
struct str record_read(struct record *t, const char *name); /* "(none)" where there is no such file */
size_t record_files(struct record *t, const char *part);    /* names in the scratch folder that hold part */
/* The scratch folder's h.db. */
struct db *record_open(struct record *t);
void record_save(struct record *t);
void record_save_as(struct record *t, char letter, const char *period, bool is_reported);
struct past record_load(struct record *t, const char *period, struct fiscal f);
/* The rows of a statement over the scratch folder's h.db: columns with |, rows with a line feed, NULL as (null). */
struct str record_ask(struct record *t, const char *sql);
/* On the line of the test, which says what a file holds and a statement gives. */
#define assert_holds(t, name, want) assert_str(record_read(t, name), want)
#define assert_asks(t, sql, want)   assert_str(record_ask(t, sql), want)
/* What the last error is, and its exit code. */
bool record_says(struct record *t, const char *code, int exit_code);
#endif

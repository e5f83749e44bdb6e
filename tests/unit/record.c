/* record.c - a run worth saving, and a scratch folder. */
#include "record.h"

#include <dirent.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/mem.h"
#include "sys/file.h"

const struct fiscal record_calendar = { .first_month = 1 };

struct period record_period(const char *period)
{
	struct period p = { 0 };

	if (!period_parse(str_of(period), record_calendar, &p))
		abort();
	return p;
}

static sym name(struct record *t, const char *z)
{
	return intern_text(t->names, str_of(z));
}

static void fill_goals(struct record *t)
{
	t->goal[0] =
	    (struct goal){ .id = name(t, "grow"), .name = STR("Grow"), .kind = KIND_BUSINESS, .weight = 1 };
	t->goal[1] = (struct goal){ .id = name(t, "revenue"),
		                    .name = STR("Win customers"),
		                    .owner = STR("Head of Sales"),
		                    .currency = STR("EUR"),
		                    .kind = KIND_BUSINESS,
		                    .parent = t->goal[0].id,
		                    .up = &t->goal[0],
		                    .budget = { true, 100000 * MICRO },
		                    .weight = 2 };
	t->goals = (struct goals){ t->goal, 2 };
	for (size_t i = 0; i < 2; i++)
		t->goal_outcome[i] = (struct goal_outcome){ .goal = &t->goal[i], .status = STATUS_GREY };
	t->goal_outcome[0].grey = GREY_NO_OUTCOME;
	t->goal_outcome[1].status = STATUS_AMBER;
	t->goal_outcome[1].is_objective = true;
	t->goal_outcome[1].has_score = true;
	t->goal_outcome[1].score = 40;
}

static void fill_kpis(struct record *t)
{
	t->kpi[0] = (struct kpi){
		.id = name(t, "leads_social"), .role = ROLE_EVIDENCE, .level = LEVEL_OUTCOME, .weight = 2
	};
	t->kpi[1] = (struct kpi){
		.id = name(t, "trial_share"), .role = ROLE_LEADING, .unit = UNIT_RATIO, .weight = 1
	};
	t->kpi_outcome[0] = (struct kpi_outcome){
		.kpi = &t->kpi[0],
		.goal = &t->goal[1],
		.own_goal = &t->goal[1],
		.part = PART_TAKES_PART,
		.figure = { .has = true,
		            .value = 42,
		            .is_exact = true,
		            .micro = 42 * MICRO,
		            .expected = 92,
		            .present = 92,
		            .newest = 20726 },
		.target = { .has = true, .target = 50, .red_line = 40 },
		.has_score = true,
		.score = 40, /* 100/3 * (1 + (42 - 40)/(50 - 40)) */
		.status = STATUS_AMBER,
		.definition = STR("d1"),
	};
	t->term[0] = (struct ledger_term){
		.kpi = &t->kpi_outcome[0], .weight = 2, .share = 1, .score = 40, .points = 45
	};
	t->term[1] =
	    (struct ledger_term){ .kpi = &t->kpi_outcome[0], .score = 40, .points = -5, .is_hold = true };
	t->goal_outcome[1].ledger = t->term;
	t->goal_outcome[1].n_ledger = 2;
	t->kpi_outcome[1] = (struct kpi_outcome){ .kpi = &t->kpi[1],
		                                  .part = PART_AVAILABLE,
		                                  .figure = { .newest = DAY_NONE },
		                                  .status = STATUS_GREY,
		                                  .grey = GREY_NO_DATA,
		                                  .reason = STR("no data since March"),
		                                  .definition = STR("d2") };
}

static void fill_metrics(struct record *t)
{
	t->metric[0] = (struct metric){ .id = name(t, "impressions") };
	t->metric[1] = (struct metric){ .id = name(t, "leads") };
	for (size_t i = 0; i < 2; i++)
		t->metric_state[i] = (struct metric_state){ .metric = t->metric[i].id,
			                                    .def = &t->metric[i],
			                                    .cells = 92,
			                                    .first_day = 20635,
			                                    .last_day = 20726 };
	t->metric_state[0].state = STATE_UNLINKED;
	t->metric_state[0].because = STR("Exposure is a by-product");
	t->metric_state[0].at = (struct place){ .file = STR("models/acme.yaml"), .line = 41, .col = 3 };
	t->metric_state[0].figure =
	    (struct figure){ .has = true, .value = 12413220, .is_exact = true, .micro = 12413220 * MICRO };
	t->metric_state[1].state = STATE_LINKED;
	t->metric_state[1].kpi = &t->kpi[0];
	t->metric_state[1].goal = &t->goal[1];
}

static void fill_changes(struct record *t)
{
	t->total[0] = (struct source_total){ .source = t->source.files,
		                             .metric = t->metric[1].id,
		                             .grain = GRAIN_POST,
		                             .cells = 2,
		                             .micro = 42 * MICRO };
	t->change[0] = (struct change){ .kind = CHANGE_RESTATED,
		                        .about = ABOUT_KPI,
		                        .period = record_period("2026-Q2"),
		                        .subject = STR("leads_social"),
		                        .has_before = true,
		                        .has_after = true,
		                        .before = 40,
		                        .after = 41,
		                        .was = STR("40"),
		                        .is = STR("41"),
		                        .why = STR("data/social.csv changed"),
		                        .at = { .file = STR("models/acme.yaml"), .line = 50, .col = 3 } };
}

static void fill_inputs(struct record *t)
{
	t->input[0] =
	    (struct input){ .role = INPUT_GOALS, .path = STR("goals.csv"), .bytes = 120, .digest_lo = 1 };
	t->input[1] = (struct input){ .role = INPUT_METRICS,
		                      .path = STR("data/social.csv"),
		                      .bytes = 4096,
		                      .digest_hi = 0xff,
		                      .format = STR("tidy"),
		                      .rows = 10,
		                      .rows_used = 7,
		                      .rows_rejected = 1,
		                      .left = { [LEFT_TOTAL_ROW] = 1, [LEFT_EMPTY] = 1 },
		                      .first_day = 20635,
		                      .last_day = 20726 };
	t->inputs = (struct inputs){ t->input, 2 };
	t->finding[0] = (struct finding){ .code = "K201",
		                          .severity = SEV_WARNING,
		                          .subject = STR("impressions"),
		                          .message = STR("impressions serves no goal") };
}

struct record *record_new(void)
{
	struct arena *a = arena_new(0);
	struct record *t = ARENA_NEW(a, struct record);
	char *dir = ARENA_ARRAY(a, 64, char);
	const char *tmp = getenv("TMPDIR");

	snprintf(dir, 64, "%.30s/kpialign-unit-XXXXXX", tmp != NULL && strlen(tmp) < 30 ? tmp : "/tmp");
	if (mkdtemp(dir) == NULL)
		abort();
	t->a = a;
	t->dir = dir;
	t->d = diag_new();
	t->names = intern_new();
	fill_goals(t);
	fill_kpis(t);
	fill_metrics(t);
	fill_inputs(t);
	t->model = (struct model){
		.names = t->names, .kpis = t->kpi, .n_kpis = 2, .metrics = t->metric, .n_metrics = 2
	};
	t->model.id = STR("acme");
	t->model.version = STR("2026.3");
	t->source = (struct source){ .files = STR("data/social*.csv") };
	t->ws = (struct workspace){ .sources = &t->source, .n_sources = 1 };
	t->facts = (struct facts){ .model = &t->model, .goals = &t->goals, .ws = &t->ws };
	t->o = (struct outcome){ .as_of_how = STR("--as-of"),
		                 .period_how = STR("--period"),
		                 .metrics = t->metric_state,
		                 .n_metrics = 2,
		                 .kpis = t->kpi_outcome,
		                 .n_kpis = 2,
		                 .goals = t->goal_outcome,
		                 .n_goals = 2,
		                 .headline = { .social_seen = 2, .serve = 1 },
		                 .totals = t->total,
		                 .n_totals = 1,
		                 .changes = t->change,
		                 .n_changes = 1 };
	fill_changes(t);
	t->r = (struct run_record){ .version = STR("0.1.0"),
		                    .company = STR("Acme Outdoor"),
		                    .output_digest = STR("00000000000000000000000000000001"),
		                    .outcome = &t->o,
		                    .facts = &t->facts,
		                    .inputs = &t->inputs,
		                    .findings = t->finding,
		                    .n_findings = 1 };
	record_as(t, 'a', "2026-Q3", false);
	return t;
}

void record_as(struct record *t, char letter, const char *period, bool is_reported)
{
	char *id = ARENA_ARRAY(t->a, 32, char);

	memset(id, letter, 32);
	t->o.period = t->facts.period = record_period(period);
	t->o.prior = t->facts.prior = period_step(t->o.period, -1, record_calendar);
	t->o.as_of = t->facts.as_of = t->o.period.last;
	t->r.run_id = (struct str){ id, 32 };
	t->r.output = str_fmt(t->a, "acme-%s.xlsx", period);
	t->r.is_reported = is_reported;
	t->r.reported_on = is_reported ? day_text(t->a, t->o.as_of) : STR_NONE;
}

/* The scratch folder is flat but for folders that a test makes, which are empty. */
static void remove_files(struct record *t)
{
	DIR *dir = opendir(t->dir);
	const struct dirent *e;

	while ((e = readdir(dir)) != NULL) {
		if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
			remove(record_path(t, e->d_name));
	}
	closedir(dir);
	rmdir(t->dir);
}

void record_free(struct record *t)
{
	remove_files(t);
	diag_free(t->d);
	intern_free(t->names);
	arena_free(t->a);
}

int record_setup(void **state)
{
	*state = record_new();
	return 0;
}

int record_teardown(void **state)
{
	record_free(*state);
	return 0;
}

const char *record_path(struct record *t, const char *file)
{
	return str_z(t->a, str_fmt(t->a, "%s/%s", t->dir, file));
}

void record_write(struct record *t, const char *file, const char *bytes)
{
	FILE *f = fopen(record_path(t, file), "wb");

	if (f == NULL || fputs(bytes, f) == EOF || fclose(f) != 0)
		abort();
}

struct str record_read(struct record *t, const char *file)
{
	struct diag *quiet = diag_new();
	struct str s = STR("(none)");

	if (!file_slurp(t->a, record_path(t, file), str_of(file), 10u << 20, &s, quiet))
		s = STR("(none)");
	diag_free(quiet);
	return s;
}

size_t record_files(struct record *t, const char *part)
{
	DIR *dir = opendir(t->dir);
	const struct dirent *e;
	size_t n = 0;

	while ((e = readdir(dir)) != NULL)
		n += strstr(e->d_name, part) != NULL;
	closedir(dir);
	return n;
}

struct db *record_open(struct record *t)
{
	struct db *db = db_open(t->a, str_of(record_path(t, "h.db")), false, 0, t->d);

	assert_non_null(db);
	return db;
}

void record_save(struct record *t)
{
	struct db *db = record_open(t);

	assert_true(history_save(db, &t->r, t->d));
	db_close(db);
}

void record_save_as(struct record *t, char letter, const char *period, bool is_reported)
{
	record_as(t, letter, period, is_reported);
	record_save(t);
}

struct past record_load(struct record *t, const char *period, struct fiscal f)
{
	struct db *db = record_open(t);
	struct past past;

	assert_true(history_load(db, t->a, record_period(period), f, &past, t->d));
	db_close(db);
	return past;
}

static void add_row(struct strbuf *out, sqlite3_stmt *s)
{
	for (int i = 0; i < sqlite3_column_count(s); i++) {
		const unsigned char *v = sqlite3_column_text(s, i);

		strbuf_addz(out, i > 0 ? "|" : out->n > 0 ? "\n" : "");
		strbuf_addz(out, v != NULL ? (const char *)v : "(null)");
	}
}

struct str record_ask(struct record *t, const char *sql)
{
	struct strbuf out;
	sqlite3_stmt *s = NULL;
	sqlite3 *h = NULL;
	int rc;

	strbuf_init(&out, t->a, 0);
	rc = sqlite3_open_v2(record_path(t, "h.db"), &h, SQLITE_OPEN_READWRITE, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_prepare_v2(h, sql, -1, &s, NULL);
	while (rc == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW)
		add_row(&out, s);
	if (rc != SQLITE_OK || sqlite3_finalize(s) != SQLITE_OK)
		strbuf_addz(&out, sqlite3_errmsg(h));
	sqlite3_close(h);
	return strbuf_str(&out);
}

bool record_says(struct record *t, const char *code, int exit_code)
{
	size_t n;
	const struct finding *f = diag_list(t->d, &n);

	if (n == 1 && strcmp(f->code, code) == 0 && diag_exit_code(t->d) == exit_code)
		return true;
	for (size_t i = 0; i < n; i++)
		printf("%s %.*s (exit %d)\n", f[i].code, STR_ARG(f[i].message), diag_exit_code(t->d));
	return false;
}

/* test_workspace_file.c - claims about engine/read/workspace_*.c and targets_file.c. */
#include "desk.h"

static const struct workspace *read_workspace(struct desk *k, const char *text)
{
	desk_write(k, "kpialign.yaml", text);
	desk_write(k, "goals.csv", "goal,name\ngrow,Grow\n");
	desk_write(k, "models/acme.yaml", "model: acme\n");
	return workspace_read(k->a, k->names, k->lib.root, &k->files, k->d);
}

static const struct workspace *read_good(struct desk *k, const char *text)
{
	const struct workspace *w = read_workspace(k, text);

	if (w == NULL)
		fail_msg("%s", desk_findings(k));
	return w;
}

static sym name_of(struct desk *k, const char *name)
{
	return intern_text(k->names, str_of(name));
}

#define NAMED "model: models/acme.yaml\ngoals: goals.csv\n"

static void test_workspace_defaults(void **state)
{
	struct desk *k = *state;
	const struct workspace *w = read_good(k, NAMED);

	assert_int_equal(w->fiscal.first_month, 1);
	assert_false(w->fiscal.named_by_start);
	assert_true(str_is(w->database, "kpialign.db"));
	assert_true(str_is(w->output, "scorecards/{company}-{period}.xlsx"));
	assert_int_equal(w->targets.n, 0);
	assert_int_equal(w->n_sources, 0);
	assert_int_equal(w->card.accent, 0x12395B);
	assert_int_equal(w->card.paper, PAPER_A4);
	assert_int_equal(w->card.logo.bytes.n, 0);
	assert_true((w->card.appendix >> APPENDIX_ALIGNMENT & 1) == 1); /* a board gets all but the series */
	assert_true((w->card.appendix >> APPENDIX_SERIES & 1) == 0);
	assert_int_equal(w->model_at.line, 1);
	assert_int_equal(w->goals_at.line, 2);
	assert_int_equal(k->files.n, 1);
	assert_int_equal(k->files.all[0].role, INPUT_WORKSPACE);
	assert_true(str_is(k->files.all[0].path, "kpialign.yaml"));
	assert_int_equal(k->files.all[0].bytes, 41);
}

static const char everything[] =
    "company: Acme Outdoor\n"
    "fiscal_year_starts: 7\n"
    "fiscal_year_named: start\n"
    "currency: EUR\n"
    "departments: [\" marketing \", sales]\n"
    "model: models/acme.yaml\n"
    "goals: goals.csv\n"
    "channels: {x: [Twitter, \"X (Twitter)\"], LinkedIn: null}\n"
    "accounts: {acme: [\"'@acmeoutdoor\", Acme Outdoor], old_uk: {closed: 2026-08-31, spellings: Old}}\n"
    "sources:\n"
    "  - files: exports/linkedin/*.csv\n"
    "    channel: linkedin\n"
    "    account: Acme outdoor\n"
    "    metrics: [likes, \"post_*\"]\n"
    "  - {files: finance/*.csv, kind: business, every: month, dated: start, same_cell: sum}\n"
    "  - files: tiktok/*.csv\n"
    "    year: 2026\n"
    "    day_first: true\n"
    "    window: 2026-07-01..2026-09-30\n"
    "    covers: 2026-07-02 .. 2026-07-02\n"
    "    optional: true\n"
    "    sparse: yes\n"
    "database: memory/k.db\n"
    "output: out/{company}/{period}.xlsx\n";

static void test_workspace_takes_every_key(void **state)
{
	struct desk *k = *state;
	const struct workspace *w = read_good(k, everything);
	const struct source *s = w->sources;

	assert_string_equal(desk_findings(k), "");
	assert_true(str_is(w->company, "Acme Outdoor"));
	assert_int_equal(w->fiscal.first_month, 7);
	assert_true(w->fiscal.named_by_start);
	assert_int_equal(w->n_departments, 2);
	assert_true(str_is(w->departments[0], "marketing"));
	assert_int_equal(w->n_accounts, 2);
	assert_true(w->accounts[1].is_closed && !w->accounts[0].is_closed);
	assert_int_equal(w->accounts[1].closed, 20696); /* 2026-08-31: 56 x 365 + 14 leap days, then 242 */
	assert_int_equal(w->n_sources, 3);
	assert_int_equal(s[0].channel, name_of(k, "linkedin"));
	assert_int_equal(s[0].account, name_of(k, "acme"));
	assert_int_equal(s[0].kind, KIND_SOCIAL);
	assert_int_equal(s[0].every, EVERY_DEFAULT);
	assert_int_equal(s[0].n_metrics, 2);
	assert_int_equal(s[0].at.line, 11);
	assert_true(!s[0].has_window && !s[0].has_dated && !s[0].is_sparse && s[0].year == 0);
	assert_int_equal(s[1].kind, KIND_BUSINESS);
	assert_int_equal(s[1].every, EVERY_MONTH);
	assert_true(s[1].has_dated && s[1].dated == DATED_START);
	assert_int_equal(s[1].same_cell, SAME_CELL_SUM);
	assert_int_equal(s[2].year, 2026);
	assert_true(s[2].has_window && s[2].window_last - s[2].window_first == 91); /* 31 + 31 + 30 days */
	assert_true(s[2].has_day_first && s[2].is_day_first && !s[1].has_day_first);
	assert_true(s[2].has_covers && s[2].covers_first == s[2].covers_last);
	assert_true(s[2].is_optional && s[2].is_sparse);
	assert_true(str_is(w->database, "memory/k.db"));
}

struct spelling_case {
	const char *spelling, *name;
};

static void test_workspace_has_one_name_for_a_channel_and_an_account(void **state)
{
	static const struct spelling_case channels[] = {
		{ "Twitter", "x" },         { " x (twitter) ", "x" },  { "X", "x" },
		{ "LINKEDIN", "linkedin" }, { " Bluesky", "bluesky" },
	};
	static const struct spelling_case accounts[] = {
		{ "acme", "acme" },
		{ "'@AcmeOutdoor", "acme" },
		{ "@acmeoutdoor", "acme" },
		{ "acmeoutdoor", "acme" },
		{ "ACME OUTDOOR", "acme" },
		{ "old", "old_uk" },
		{ "'@Other_One", "Other_One" },
		{ " Fan Page ", "Fan Page" },
	};
	struct desk *k = *state;
	const struct workspace *w = read_good(k, everything);

	for (size_t i = 0; i < LEN(channels); i++) {
		sym got = workspace_channel(w, k->names, k->a, str_of(channels[i].spelling));

		assert_string_equal(intern_str(k->names, got).p, channels[i].name);
	}
	for (size_t i = 0; i < LEN(accounts); i++) {
		sym got = workspace_account(w, k->names, k->a, str_of(accounts[i].spelling));

		assert_string_equal(intern_str(k->names, got).p, accounts[i].name);
	}
}

static void test_workspace_complaints_come_in_one_pass(void **state)
{
	struct desk *k = *state;

	assert_null(read_workspace(k, "company: Acme\n"
	                              "fiscal_year_starts: 13\n"
	                              "currency: euro\n"
	                              "goals: gaols.csv\n"
	                              "chanels: {}\n"
	                              "channels: {x: [Twitter], bird: [twitter]}\n"
	                              "accounts: [acme]\n"
	                              "sources:\n"
	                              "  - {channel: x}\n"
	                              "  - {files: a.csv, every: fortnight}\n"
	                              "  - {files: a.csv, window: 2026-09-30..2026-07-01}\n"
	                              "  - a.csv\n"
	                              "output: \"{quarter}.xlsx\"\n"));
	EXPECT(
	    k,
	    "kpialign.yaml:1:1 error K602 the workspace names no model; add `model: ` and the path of a file",
	    "kpialign.yaml:2:21 error K602 fiscal_year_starts",
	    "kpialign.yaml:3:11 error K602 'euro' is no currency",
	    "kpialign.yaml:4:8 error K901 there is no file 'gaols.csv'",
	    "kpialign.yaml:5:1 error K601 the workspace has no key 'chanels'; did you mean 'channels'?",
	    "kpialign.yaml:6:33 error K608 'twitter' stands for 'x' already",
	    "kpialign.yaml:7:11 error K602 accounts must be a map",
	    "kpialign.yaml:9:5 error K602 a source without", "kpialign.yaml:10:27 error K602 every",
	    "kpialign.yaml:11:28 error K602 window '2026-09-30..2026-07-01' is no range of days",
	    "kpialign.yaml:12:5 error K602 a source must be a map",
	    "kpialign.yaml:13:9 error K602 output has braces around another word");
	assert_int_equal(diag_exit_code(k->d), 66);
}

static void test_workspace_folder_without_one_is_no_input(void **state)
{
	struct desk *k = *state;

	assert_null(workspace_read(k->a, k->names, k->lib.root, &k->files, k->d));
	EXPECT(k, "kpialign.yaml:0:0 error K901 there is no kpialign.yaml in ");
	assert_int_equal(diag_exit_code(k->d), 66);
}

static void test_workspace_paths_start_at_its_folder(void **state)
{
	struct desk *k = *state;
	struct workspace here = { .dir = STR(".") }, there = { .dir = STR("a/b") },
			 slash = { .dir = STR("a/") };

	assert_true(str_is(workspace_path(k->a, &here, STR("x.csv")), "x.csv"));
	assert_true(str_is(workspace_path(k->a, &there, STR("c/x.csv")), "a/b/c/x.csv"));
	assert_true(str_is(workspace_path(k->a, &slash, STR("x.csv")), "a/x.csv"));
	assert_true(str_is(workspace_path(k->a, &there, STR("/x.csv")), "/x.csv"));
}

/* A model of two KPIs, which is all that targets need to know. */
static const struct targets *read_targets(struct desk *k, const char *text)
{
	struct kpi kpis[] = { { .id = name_of(k, "leads") }, { .id = name_of(k, "trust") } };
	struct model m = { .kpis = kpis, .n_kpis = 2 };
	struct workspace w = { .dir = k->lib.root, .targets = STR("targets.csv"), .fiscal = { 7, false } };

	desk_write(k, "targets.csv", text);
	return targets_read(k->a, k->names, &w, &m, &k->lib, &k->files, k->d);
}

static void test_targets_are_read_by_their_columns(void **state)
{
	struct desk *k = *state;
	const struct targets *t = read_targets(k, "Period,KPI,Red Line,target,tolerance,high,low\r\n"
	                                          "2026-Q1,leads,\"1,250\",1 500,,,\r\n"
	                                          ",,,,,,\r\n"
	                                          "2026,trust,,12 %,0.5,-,--\r\n");
	const struct target *all;

	if (t == NULL)
		fail_msg("%s", desk_findings(k));
	all = t->all;
	assert_int_equal(t->n, 2);
	assert_int_equal(all[0].kpi, name_of(k, "leads"));
	assert_int_equal(all[0].target.micro, 1500 * MICRO);
	assert_int_equal(all[0].red_line.micro, 1250 * MICRO);
	assert_true(all[0].red_line.has && !all[0].low.has && !all[0].tolerance.has);
	assert_int_equal(all[0].period.first,
	                 20270); /* fiscal 2026 starts in July 2025: 20089 is 2025-01-01, + 181 */
	assert_int_equal(all[1].target.micro, 120000); /* 12 % = 0.12 */
	assert_true(all[1].tolerance.has && !all[1].low.has && !all[1].high.has);
	assert_int_equal(all[1].at.line, 4);
	assert_int_equal(k->files.all[0].role, INPUT_TARGETS);
}

static void test_targets_complaints_come_in_one_pass(void **state)
{
	struct desk *k = *state;

	assert_null(read_targets(k, "kpi,period,targt,target,low,high,tolerance\n"
	                            "leads,2026-Q1,,12..5,,,\n"
	                            "leads,Q1 2026,,1,,,\n"
	                            "leeds,2026,,1,,,\n"
	                            "leads,2026,,1\n"
	                            "trust,2026,,1,,,\n"
	                            "trust,2026,,2,,,\n"
	                            "trust,2027,,,5,4,-1\n"
	                            ",2027,,1,,,\n"
	                            "leads,2028,,1e30,,,,7\n"
	                            "leads,2029,,12345678901234567890,,,\n"));
	EXPECT(k, "targets.csv:1:12 warning K104 column 'targt' is not used; did you mean 'target'?",
	       "targets.csv:2:16 error K102 '12..5' is not a number",
	       "targets.csv:3:7 error K101 'Q1 2026' is no period",
	       "targets.csv:4:1 error K603 'leeds' is no KPI of the model; did you mean 'leads'?",
	       "targets.csv:5:1 error K103 the row has 4 fields, the heading 7; add the empty fields",
	       "targets.csv:7:1 error K111 'trust' has a row for 2026 here and in line 6",
	       "targets.csv:8:14 error K602 low is above high", "targets.csv:8:18 error K602 a tolerance",
	       "targets.csv:9:1 error K602 kpi is empty; write the id of a KPI",
	       "targets.csv:10:1 error K103 the row has 8 fields, the heading 7; put text",
	       "targets.csv:11:13 error K102 '12345678901234567890' is too big a number");
}

/* 160.000 is read as 160, but told; no percent, nothing behind a 0, nothing with other decimals, no comma. */
static void test_targets_like_160_thousand_are_told(void **state)
{
	struct desk *k = *state;
	const struct targets *t = read_targets(k, "kpi,period,target,red_line,low,high\n"
	                                          "leads,2026,160.000,-1.250 EUR,,\n"
	                                          "leads,2027,,,5.125,\"48.000 \"\n"
	                                          "trust,2026,12.500%,0.125,1.25,\n"
	                                          "trust,2027,\"160,000\",1250.125,,\n");

	assert_non_null(t);
	assert_int_equal(t->all[0].target.micro, 160 * MICRO);
	EXPECT(
	    k,
	    "targets.csv:2:12 warning K102 target '160.000' is read as 160; write 160000 if that is meant, else 160",
	    "targets.csv:2:20 warning K102 red_line '-1.250 EUR' is read as -1.25; write -1250 if that",
	    "targets.csv:3:14 warning K102 low '5.125' is read as 5.125; write 5125 if that is meant",
	    "targets.csv:3:20 warning K102 high '48.000' is read as 48; write 48000 if that is meant");
}

static void test_targets_need_their_columns(void **state)
{
	struct desk *k = *state;

	assert_null(read_targets(k, "kpi,kpi,target\nleads,leads,1\n"));
	EXPECT(k, "targets.csv:1:1 error K602 there is no column 'period'",
	       "targets.csv:1:5 error K602 column 'kpi' stands twice");
}

static void test_targets_without_a_figure_are_none(void **state)
{
	struct desk *k = *state;

	assert_null(read_targets(k, "kpi,period\nleads,2026\n"));
	EXPECT(k, "targets.csv:1:1 error K602 there is no column 'target'");
}

static void test_targets_are_empty_where_the_workspace_names_none(void **state)
{
	struct desk *k = *state;
	struct workspace w = { .dir = k->lib.root };
	const struct targets *t = targets_read(k->a, k->names, &w, NULL, &k->lib, &k->files, k->d);

	assert_non_null(t);
	assert_int_equal(t->n, 0);
	assert_int_equal(k->files.n, 0);
}

static void test_workspace_file_that_is_not_there_is_named(void **state)
{
	struct desk *k = *state;

	desk_write(k, "rates.csv", "currency,month,rate\n");
	read_good(k, NAMED "rates: rates.csv\n");
	assert_string_equal(desk_findings(k), "");
	assert_null(read_workspace(k, NAMED "notes: none.csv\n"));
	EXPECT(k, "kpialign.yaml:3:8 error K901 there is no file 'none.csv'");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		DESK_TEST(test_workspace_defaults),
		DESK_TEST(test_workspace_takes_every_key),
		DESK_TEST(test_workspace_has_one_name_for_a_channel_and_an_account),
		DESK_TEST(test_workspace_complaints_come_in_one_pass),
		DESK_TEST(test_workspace_folder_without_one_is_no_input),
		DESK_TEST(test_workspace_paths_start_at_its_folder),
		DESK_TEST(test_targets_are_read_by_their_columns),
		DESK_TEST(test_targets_complaints_come_in_one_pass),
		DESK_TEST(test_targets_like_160_thousand_are_told),
		DESK_TEST(test_targets_need_their_columns),
		DESK_TEST(test_targets_without_a_figure_are_none),
		DESK_TEST(test_targets_are_empty_where_the_workspace_names_none),
		DESK_TEST(test_workspace_file_that_is_not_there_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

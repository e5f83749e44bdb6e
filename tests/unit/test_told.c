/* test_told.c - claims about governance.csv, campaigns.csv and notes.csv. */
#include "desk.h"

/* A workspace with two goals, one KPI and two practices; a file that is NULL is not named. */
static const struct told *read_told(struct desk *k, const char *governance, const char *campaigns,
                                    const char *notes)
{
	static const struct str departments[] = { { "marketing", 9 }, { "sales", 5 } };
	const struct goal goal[] = { { .id = intern_text(k->names, STR("grow")), .kind = KIND_BUSINESS },
		                     { .id = intern_text(k->names, STR("believed")),
		                       .kind = KIND_BUSINESS } };
	const struct kpi kpi = { .id = intern_text(k->names, STR("leads_social")) };
	const struct practice practice[] = { { .id = intern_text(k->names, STR("executive_sponsor")) },
		                             { .id = intern_text(k->names, STR("policy")) } };
	struct goals *goals = ARENA_NEW(k->a, struct goals);
	struct model *m = ARENA_NEW(k->a, struct model);
	struct goal *all = ARENA_ARRAY(k->a, 2, struct goal);
	struct kpi *kpis = ARENA_NEW(k->a, struct kpi);
	struct practice *practices = ARENA_ARRAY(k->a, 2, struct practice);
	const struct workspace w = { .dir = k->lib.root,
		                     .fiscal = { .first_month = 1 },
		                     .governance = governance ? STR("governance.csv") : STR_NONE,
		                     .campaigns = campaigns ? STR("campaigns.csv") : STR_NONE,
		                     .notes = notes ? STR("notes.csv") : STR_NONE,
		                     .currency = STR("EUR"),
		                     .departments = departments,
		                     .n_departments = 2 };

	all[0] = goal[0];
	all[1] = goal[1];
	practices[0] = practice[0];
	practices[1] = practice[1];
	*kpis = kpi;
	*goals = (struct goals){ all, 2 };
	*m = (struct model){
		.names = k->names, .kpis = kpis, .n_kpis = 1, .practices = practices, .n_practices = 2
	};
	if (governance)
		desk_write(k, "governance.csv", governance);
	if (campaigns)
		desk_write(k, "campaigns.csv", campaigns);
	if (notes)
		desk_write(k, "notes.csv", notes);
	return told_read(k->a, k->names, &w, m, goals, &k->lib, &k->files, k->d);
}

static const struct told *read_good(struct desk *k, const char *governance, const char *campaigns,
                                    const char *notes)
{
	const struct told *t = read_told(k, governance, campaigns, notes);

	if (t == NULL)
		fail_msg("%s", desk_findings(k));
	assert_string_equal(desk_findings(k), "");
	return t;
}

static void test_told_answers_are_read_by_their_columns(void **state)
{
	struct desk *k = *state;
	const struct told *t = read_good(k,
	                                 "status;practice;since;owner\n"
	                                 "in place;policy;2025-01;Legal\n",
	                                 NULL, NULL);
	const struct answer *policy = told_answer(t, intern_text(k->names, STR("policy")));

	assert_true(t->has_governance && !t->has_campaigns);
	assert_non_null(policy);
	assert_int_equal(policy->said, SAID_IN_PLACE);
	assert_true(str_is(policy->owner, "Legal") && str_is(policy->since, "2025-01"));
	assert_int_equal(policy->at.line, 2);
	/* no row is no answer, which is not the answer none */
	assert_null(told_answer(t, intern_text(k->names, STR("executive_sponsor"))));
	assert_int_equal(k->files.n, 1);
	assert_int_equal(k->files.all[0].role, INPUT_GOVERNANCE);
}

static void test_told_governance_complaints_come_in_one_pass(void **state)
{
	struct desk *k = *state;

	assert_null(read_told(k,
	                      "practice,status,owner,since,notes\n"
	                      "polcy,in_place,,,\n"
	                      "policy,yes,,soon,\n"
	                      "policy,none,,,\n"
	                      "executive_sponsor,,,,\n",
	                      NULL, NULL));
	EXPECT(k, "governance.csv:1:29 warning K104 column 'notes' is not used; did you mean 'note'?",
	       "governance.csv:2:1 error K603 'polcy' is no practice of the model; did you mean 'policy'?",
	       "governance.csv:3:8 error K602 status 'yes' is not known; write none, planned or in_place",
	       "governance.csv:3:13 error K101 'soon' is neither a day nor a period; write it as 2026-09-30",
	       "governance.csv:4:1 error K111 'policy' stands here and in line 3; keep one of the two rows",
	       "governance.csv:5:19 error K602 status is empty; write none, planned or in_place");
}

static void test_told_campaigns_go_by_name_and_alias(void **state)
{
	struct desk *k = *state;
	const struct told *t = read_good(
	    k, NULL,
	    "campaign,objective,start,end,budget,aliases,pilot_units\n"
	    "Autumn Dealers,grow,2026-08-01,2026-10-31,\"12,000\",AD-26; dealers autumn,linkedin;x\n"
	    "Brand film,,,,,,\n",
	    NULL);
	const struct campaign *autumn = told_campaign(t, k->a, STR("autumn dealers"));

	assert_non_null(autumn);
	assert_ptr_equal(told_campaign(t, k->a, STR("ad 26")), autumn);
	assert_ptr_equal(told_campaign(t, k->a, STR("Dealers  Autumn")), autumn);
	assert_null(told_campaign(t, k->a, STR("spring dealers")));
	assert_null(told_campaign(t, k->a, STR("")));
	assert_true(str_is(intern_str(k->names, autumn->goal->id), "grow"));
	assert_int_equal(autumn->end - autumn->start, 91); /* 31 + 30 + 31 days */
	assert_int_equal(autumn->budget.micro, 12000 * MICRO);
	assert_true(str_is(autumn->currency, "EUR"));
	assert_int_equal(autumn->pilot_units.n, 2);
	assert_true(str_is(autumn->pilot_units.all[1], "x"));
	assert_null(told_campaign(t, k->a, STR("Brand film"))->goal);
	assert_int_equal(told_campaign(t, k->a, STR("Brand film"))->start, DAY_NONE);
}

static void test_told_campaign_complaints_come_in_one_pass(void **state)
{
	struct desk *k = *state;

	assert_null(read_told(k, NULL,
	                      "campaign,objective,start,end,budget,department,aliases\n"
	                      "Autumn,growth,2026-08-01,2026-07-31,-5,marketing,\n"
	                      "autumn,grow,1.8.2026,,,markting,\n"
	                      "Winter,grow,,,,,Autumn\n",
	                      NULL));
	EXPECT(
	    k,
	    "campaigns.csv:2:8 error K603 the objective 'growth' of 'Autumn' is no goal; did you mean 'grow'?",
	    "campaigns.csv:2:26 error K602 the campaign ends before it starts; exchange start and end",
	    "campaigns.csv:2:37 error K602 a budget cannot be negative",
	    "campaigns.csv:3:1 error K111 'autumn' is a campaign here and in line 2; keep it in one",
	    "campaigns.csv:3:13 error K101 '1.8.2026' is not a date; write it as 2026-09-30",
	    "campaigns.csv:3:24 warning K603 department 'markting' is not listed in the workspace; did you "
	    "mean 'marketing'?",
	    "campaigns.csv:4:17 error K111 'Autumn' is a campaign here and in line 2");
}

static void test_told_notes_belong_to_goals_and_kpis(void **state)
{
	struct desk *k = *state;
	const struct fiscal calendar = { .first_month = 1 };
	const struct told *t = read_good(k, NULL, NULL,
	                                 "period,about,note,by\n"
	                                 "2026-09,grow,\"Two dealers, one order\",Head of Sales\n"
	                                 "2026,leads_social,Half a year of the new form,\n");
	struct period q3, q2;

	assert_true(period_parse(STR("2026-Q3"), calendar, &q3)
	            && period_parse(STR("2026-Q2"), calendar, &q2));
	assert_int_equal(t->n_notes, 2);
	assert_true(str_is(t->notes[0].text, "Two dealers, one order"));
	assert_true(note_is_of(&t->notes[0], q3) && !note_is_of(&t->notes[0], q2)); /* a month of it */
	assert_true(note_is_of(&t->notes[1], q3) && note_is_of(&t->notes[1], q2));  /* the year it lies in */
}

static void test_told_note_complaints(void **state)
{
	struct desk *k = *state;

	assert_null(read_told(k, NULL, NULL,
	                      "period,about,note\n"
	                      "Q3,leads_socal,Late\n"
	                      "2026-Q3,grow,\n"));
	EXPECT(
	    k, "notes.csv:2:1 error K101 'Q3' is no period; write 2026-Q3",
	    "notes.csv:2:4 error K603 'leads_socal' is neither a goal nor a KPI; did you mean 'leads_social'?",
	    "notes.csv:3:14 error K602 note is empty; write the remark");
}

static void test_told_is_empty_where_the_workspace_names_nothing(void **state)
{
	struct desk *k = *state;
	const struct told *t = read_good(k, NULL, NULL, NULL);

	assert_true(!t->has_governance && !t->has_campaigns);
	assert_int_equal(t->n_answers + t->n_campaigns + t->n_notes + k->files.n, 0);
	assert_null(told_answer(NULL, 1)); /* as where nothing could be told */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		DESK_TEST(test_told_answers_are_read_by_their_columns),
		DESK_TEST(test_told_governance_complaints_come_in_one_pass),
		DESK_TEST(test_told_campaigns_go_by_name_and_alias),
		DESK_TEST(test_told_campaign_complaints_come_in_one_pass),
		DESK_TEST(test_told_notes_belong_to_goals_and_kpis),
		DESK_TEST(test_told_note_complaints),
		DESK_TEST(test_told_is_empty_where_the_workspace_names_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

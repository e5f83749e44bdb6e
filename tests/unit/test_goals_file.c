/* test_goals_file.c - claims about goals_file.c and rows.c. */
#include "desk.h"

static const struct goals *read_goals(struct desk *k, const char *text)
{
	static const struct str departments[] = { { "marketing", 9 }, { "sales", 5 } };
	const struct workspace w = { .dir = k->lib.root,
		                     .goals = STR("goals.csv"),
		                     .currency = STR("EUR"),
		                     .departments = departments,
		                     .n_departments = 2 };

	desk_write(k, "goals.csv", text);
	return goals_read(k->a, k->names, &w, &k->lib, &k->files, k->d);
}

static const struct goals *read_good(struct desk *k, const char *text)
{
	const struct goals *g = read_goals(k, text);

	if (g == NULL)
		fail_msg("%s", desk_findings(k));
	return g;
}

static void test_goals_are_read_by_their_columns(void **state)
{
	struct desk *k = *state;
	const struct goals *g =
	    read_good(k, "Name;GOAL;parent;weight;kind;budget;currency;department;owner;decides\r\n"
	                 "\"Grow; more\";grow;company;2.5;;1,200,000;;Marketing;Head;Board\r\n"
	                 "Company;company;;;Business;;USD;;;\r\n"
	                 "Fame;fame;grow;;social;n/a;;sales;;\r\n");
	const struct goal *grow = &g->all[0], *company = &g->all[1], *fame = &g->all[2];

	assert_string_equal(desk_findings(k), "");
	assert_int_equal(g->n, 3);
	assert_true(str_is(grow->name, "Grow; more"));
	assert_ptr_equal(grow->up, company); /* a parent may stand below its child */
	assert_ptr_equal(fame->up, grow);
	assert_null(company->up);
	assert_true(grow->weight >= 2.5 && grow->weight <= 2.5);
	assert_true(company->weight >= 1 && company->weight <= 1);
	assert_true(grow->budget.has && !company->budget.has && !fame->budget.has);
	assert_int_equal(grow->budget.micro, 1200000 * MICRO);
	assert_true(str_is(grow->currency, "EUR") && str_is(company->currency, "USD"));
	assert_true(str_is(grow->decides, "Board"));
	assert_int_equal(grow->kind, KIND_BUSINESS);
	assert_int_equal(fame->kind, KIND_SOCIAL);
	assert_int_equal(grow->at.line, 2);
	assert_int_equal(grow->at.col, 14); /* behind "Grow; more"; with its quotes */
	assert_int_equal(k->files.n, 1);
	assert_int_equal(k->files.all[0].role, INPUT_GOALS);
	assert_true(k->files.all[0].bytes > 100);
}

static void test_goals_complaints_come_in_one_pass(void **state)
{
	struct desk *k = *state;

	assert_null(read_goals(k, "goal,name,parent,kind,department,weight,budget,owners\n"
	                          "grow,Grow,compny,,marketing,,,\n"
	                          "company,Company,,bussiness,markting,0,much,\n"
	                          "Grow B2B,Grow,,,,,,\n"
	                          "grow,Again,,,,,,\n"
	                          "trust,,,,,,,\n"
	                          "fame,Fame\n"));
	EXPECT(k, "goals.csv:1:48 warning K104 column 'owners' is not used; did you mean 'owner'?",
	       "goals.csv:2:11 error K603 the parent 'compny' of 'grow' is no goal; did you mean 'company'?",
	       "goals.csv:3:18 error K602 kind 'bussiness' is not known; write social or business",
	       "goals.csv:3:37 error K602 weight must be more than 0",
	       "goals.csv:3:39 error K102 'much' is not a number",
	       "goals.csv:4:1 error K602 goal 'Grow B2B' is not written like a name; write grow_b2b",
	       "goals.csv:5:1 error K602 goal 'grow' stands here and in line 2",
	       "goals.csv:6:7 error K602 name is empty",
	       "goals.csv:7:1 error K103 the row has 2 fields, the heading 8");
}

static void test_goals_circles_are_named_once(void **state)
{
	struct desk *k = *state;

	assert_null(read_goals(k, "goal,name,parent\n"
	                          "below,Below,a\n"
	                          "a,A,b\n"
	                          "b,B,c\n"
	                          "c,C,a\n"
	                          "self,Self,self\n"));
	EXPECT(k, "goals.csv:3:5 error K606 the parents run in a circle: a -> b -> c -> a",
	       "goals.csv:6:11 error K606 the parents run in a circle: self -> self");
}

static void test_goals_need_their_columns_and_a_row(void **state)
{
	struct desk *k = *state;

	assert_null(read_goals(k, "id,parent\ngrow,\n"));
	assert_null(read_goals(k, "goal,name\n\n,\n"));
	assert_null(read_goals(k, ""));
	EXPECT(k, "goals.csv:1:1 warning K104 column 'id' is not used; the columns are goal, name, parent,",
	       "goals.csv:1:1 error K602 there is no column 'goal'; add it: a short id such as grow_b2b",
	       "goals.csv:1:1 error K602 there is no column 'name'",
	       "goals.csv:1:1 error K602 there is no goal", "goals.csv:1:1 error K602 the file is empty");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		DESK_TEST(test_goals_are_read_by_their_columns),
		DESK_TEST(test_goals_complaints_come_in_one_pass),
		DESK_TEST(test_goals_circles_are_named_once),
		DESK_TEST(test_goals_need_their_columns_and_a_row),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

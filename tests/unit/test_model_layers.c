/* test_model_layers.c - a company's model laid on those that it extends, and on its goals. */
#include "modelled.h"

static const char library[] =
    "model: lib\n"
    "objectives: {pipeline: {name: Pipeline, statement: Win}, belonging: {name: Belong}}\n"
    "metrics:\n"
    "  leads: {level: outcome, aliases: [conversions]}\n"
    "  spots: {level: outcome}\n"
    "  likes: {}\n"
    "kpis:\n"
    "  leads_social: {objective: pipeline, role: evidence, measure: leads, owner: Nobody}\n"
    "  leads_again: {objective: pipeline, role: evidence, measure: leads}\n"
    "  belonging_leads: {objective: belonging, role: evidence, measure: leads}\n"
    "  gone: {objective: pipeline, role: evidence, measure: leads}\n"
    "  spotted: {objective: pipeline, role: evidence, measure: spots}\n";

static void test_model_lays_the_company_on_the_library(void **state)
{
	struct desk *k = *state;
	struct goal all[] = { { .id = name_of(k, "grow") } };
	struct goals goals = { all, 1 };
	const struct model *m;

	desk_write(k, "../library/lib.yaml", library);
	m = read_good(k,
	              "extends: lib.yaml\n"
	              "objectives: {pipeline: grow, belonging: null}\n"
	              "metrics:\n"
	              "  spots: {banned: {because: Not ours}}\n"
	              "  leads: {name: Enquiries}\n"
	              "kpis:\n"
	              "  leads_social: {weight: 3, owner: null}\n"
	              "  gone: null\n",
	              &goals);
	/* a library KPI that reads a banned metric goes, with a note, and nothing else is said */
	EXPECT(k, "library:lib.yaml:12:59 note K610 KPI 'spotted' of the library is switched off");
	assert_int_equal(m->n_kpis, 3);
	assert_int_equal(kpi_of(k, m, "leads_social")->goal, name_of(k, "grow"));
	assert_int_equal(kpi_of(k, m, "leads_social")->owner.n, 0);
	assert_true(kpi_of(k, m, "leads_social")->weight >= 3);
	assert_false(kpi_of(k, m, "leads_social")->is_library); /* one line of it is the company's */
	assert_true(kpi_of(k, m, "leads_again")->is_library);
	assert_int_equal(kpi_of(k, m, "belonging_leads")->goal, 0);
	assert_true(str_is(metric_of(k, m, "leads")->name, "Enquiries"));
	assert_int_equal(metric_of(k, m, "leads")->level, LEVEL_OUTCOME);
	assert_true(metric_of(k, m, "likes")->is_library && !metric_of(k, m, "leads")->is_library);
	assert_true(str_is(m->objectives[0].name, "Pipeline")); /* mapped, and still described */
	assert_int_equal(m->objectives[0].goal, name_of(k, "grow"));
	assert_true(str_is(k->files.all[1].path, "library:lib.yaml"));
}

static void test_model_extends_a_list_in_order_and_each_file_once(void **state)
{
	struct desk *k = *state;
	const struct model *m;

	desk_write(k, "models/base.yaml", "metrics: {a: {name: base}, b: {name: base}, c: {name: base}}\n");
	desk_write(k, "models/one.yaml", "extends: base.yaml\nmetrics: {a: {name: one}, b: {name: one}}\n");
	desk_write(k, "models/two.yaml", "extends: base.yaml\nmetrics: {b: {name: two}}\n");
	m = read_good(k, "extends: [one.yaml, two.yaml]\n", NULL);
	assert_true(str_is(metric_of(k, m, "a")->name, "one"));
	assert_true(str_is(metric_of(k, m, "b")->name, "two"));
	assert_true(str_is(metric_of(k, m, "c")->name, "base"));
	assert_int_equal(k->files.n, 4);
}

static void test_model_finds_a_goal_by_map_then_by_its_own_id(void **state)
{
	struct desk *k = *state;
	struct goal all[] = { { .id = name_of(k, "grow") }, { .id = name_of(k, "trust") } };
	struct goals goals = { all, 2 };
	const struct model *m =
	    read_good(k,
	              "objectives: {pipeline: grow, fame: null, luck: chance}\n"
	              "metrics: {leads: {level: outcome}}\n"
	              "kpis:\n"
	              "  a: {objective: pipeline, role: evidence, measure: leads}\n"
	              "  b: {objective: trust, role: evidence, measure: leads, supports: pipeline}\n"
	              "  c: {objective: truts, role: evidence, measure: leads}\n"
	              "  d: {objective: fame, role: evidence, measure: leads}\n"
	              "  e: {objective: luck, role: evidence, measure: leads}\n",
	              &goals);

	assert_int_equal(kpi_of(k, m, "a")->goal, name_of(k, "grow"));
	assert_int_equal(kpi_of(k, m, "b")->goal, name_of(k, "trust"));
	assert_int_equal(kpi_of(k, m, "b")->supports[0], name_of(k, "grow"));
	assert_int_equal(kpi_of(k, m, "c")->goal, 0);
	assert_int_equal(kpi_of(k, m, "d")->goal, 0);
	EXPECT(
	    k, "models/acme.yaml:1:42 warning K203 objective 'luck' is mapped to 'chance', which is no goal",
	    "models/acme.yaml:6:18 warning K203 KPI 'c' links nothing: its objective 'truts' is no goal and "
	    "`objectives:` maps it to none; did you mean 'trust'?",
	    "models/acme.yaml:7:18 warning K203 KPI 'd' links nothing: its objective 'fame' is switched off");
}

static void test_model_circles_of_extends_are_named(void **state)
{
	struct desk *k = *state;

	desk_write(k, "models/one.yaml", "extends: two.yaml\n");
	desk_write(k, "models/two.yaml", "# nothing\nextends: [one.yaml]\n");
	/* what the files in the circle would have said is not missed: no K603 for leads */
	read_bad(k, "extends: one.yaml\nkpis: {a: {objective: o, role: leading, measure: leads}}\n");
	EXPECT(
	    k,
	    "models/two.yaml:2:11 error K606 extends goes in a circle: models/one.yaml -> models/two.yaml -> "
	    "models/one.yaml");
}

static void test_model_names_a_file_that_is_not_there(void **state)
{
	struct desk *k = *state;

	read_bad(k, "extends: [lib.yaml, \"./acme.yaml\"]\n");
	EXPECT(
	    k, "models/acme.yaml:1:11 error K603 'lib.yaml' is neither beside this file nor in the library",
	    "models/acme.yaml:1:21 error K606 extends goes in a circle: models/acme.yaml -> models/acme.yaml");
}

static void test_model_objectives_that_nobody_knows_are_errors(void **state)
{
	struct desk *k = *state;

	desk_write(k, "../library/lib.yaml", library);
	read_bad(k, "extends: lib.yaml\nobjectives: {pipelin: grow}\n");
	EXPECT(
	    k,
	    "models/acme.yaml:2:14 error K603 no KPI of the model has the objective 'pipelin'; did you mean "
	    "'pipeline'?");
}

/* The alias line that K202 prints is pasted below the metric: what the library knows stays known. */
static void test_model_aliases_add_to_those_of_the_library(void **state)
{
	struct desk *k = *state;
	const struct model *m;
	static const char *const kept[] = { "Conversions", "enquiries", "Form fills" };

	desk_write(k, "../library/lib.yaml", library);
	desk_write(k, "models/base.yaml", "extends: lib.yaml\nmetrics: {leads: {aliases: enquiries}}\n");
	m = read_good(k,
	              "extends: base.yaml\n"
	              "objectives: {pipeline: null, belonging: null}\n"
	              "metrics: {leads: {aliases: [conversions, form fills]}}\n",
	              NULL);
	for (size_t i = 0; i < LEN(kept); i++)
		if (model_metric_name(m, k->a, str_of(kept[i])) != name_of(k, "leads"))
			fail_msg("%s", kept[i]);
	assert_int_equal(metric_of(k, m, "leads")->n_aliases, 3); /* conversions once */
	assert_false(metric_of(k, m, "leads")->is_library);
}

static void test_model_null_takes_the_aliases_of_the_library_away(void **state)
{
	struct desk *k = *state;
	const struct model *m;

	desk_write(k, "../library/lib.yaml", library);
	m = read_good(k,
	              "extends: lib.yaml\n"
	              "objectives: {pipeline: null, belonging: null}\n"
	              "metrics: {leads: {aliases: null}, likes: {aliases: [conversions]}}\n",
	              NULL);
	assert_int_equal(model_metric_name(m, k->a, STR("conversions")), name_of(k, "likes"));
}

static void test_model_aliases_of_the_company_are_held_to_the_rules(void **state)
{
	struct desk *k = *state;

	desk_write(k, "../library/lib.yaml", library);
	read_bad(
	    k,
	    "extends: lib.yaml\nmetrics: {likes: {aliases: [hearts, Conversions]}, spots: {aliases: {a: b}}}\n");
	EXPECT(
	    k,
	    "models/acme.yaml:2:37 error K608 'conversions' stands for 'leads' already; take it out here or at "
	    "library:lib.yaml:4",
	    "models/acme.yaml:2:69 error K602 aliases");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		DESK_TEST(test_model_lays_the_company_on_the_library),
		DESK_TEST(test_model_extends_a_list_in_order_and_each_file_once),
		DESK_TEST(test_model_finds_a_goal_by_map_then_by_its_own_id),
		DESK_TEST(test_model_circles_of_extends_are_named),
		DESK_TEST(test_model_names_a_file_that_is_not_there),
		DESK_TEST(test_model_objectives_that_nobody_knows_are_errors),
		DESK_TEST(test_model_aliases_add_to_those_of_the_library),
		DESK_TEST(test_model_null_takes_the_aliases_of_the_library_away),
		DESK_TEST(test_model_aliases_of_the_company_are_held_to_the_rules),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

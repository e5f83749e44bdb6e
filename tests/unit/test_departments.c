/* test_departments.c - names of departments that nobody else knows. */
#include "core/departments.h"
#include "world.h"

/* A goal and three KPIs; what of their departments is told. */
static const struct {
	const char *listed, *goal, *kpis[3], *doubtful, *remedy, *why;
} cases[] = {
	{ "marketing", "marketing", { "marketing", "Marketing", "" }, NULL, NULL, "case does not matter" },
	{ "marketing",
	  "marketing",
	  { "marketting" },
	  "marketting",
	  "write marketing if that is meant",
	  "a typo" },
	{ "marketing",
	  "marketing",
	  { "legal" },
	  "legal",
	  "add it to `departments:` of the workspace, or write one that is there",
	  "nothing is near" },
	{ "",
	  "marketing",
	  { "marketting" },
	  "marketting",
	  "write marketing if that is meant",
	  "a goal is earlier" },
	{ "",
	  "marketting",
	  { "marketing", "marketing" },
	  "marketting",
	  "write marketing if that is meant",
	  "or later, but named by two" },
	{ "",
	  "marketing",
	  { "marketting", "marketting" },
	  "marketing",
	  "write marketting if that is meant",
	  "whichever is the typo, the two are not two" },
	{ "", "marketing", { "legal" }, NULL, NULL, "a department of its own" },
	{ "", "Sales", { "Slaes" }, "Slaes", "write Sales if that is meant", "two letters swapped" },
	{ "",
	  "Human Resources",
	  { "Human Resorces" },
	  "Human Resorces",
	  "write Human Resources if that is meant",
	  "one letter missing in a long word" },
	{ "", "hr", { "pr" }, NULL, NULL, "other letters" },
	{ "", "Marketing UK", { "Marketing US", "Marketing DE", "Marketing U" }, NULL, NULL, "countries" },
	{ "", "Sales North", { "Sales South", "Sales N", "Sales Nroth 2" }, NULL, NULL, "regions" },
	{ "", "Region 1", { "Region 2", "Region 12", "Region 21" }, NULL, NULL, "numbers" },
	{ "", "Product", { "Production", "Products", "Conduct" }, NULL, NULL, "other words" },
	{ "", "Brand", { "Board", "Brands", "Bran" }, NULL, NULL, "short words" },
	{ "", "Service", { "Services", "Service Desk", "Services Desk" }, NULL, NULL, "plurals" },
	{ "", "Conversion", { "Conversation", "Communication", "IT" }, NULL, NULL, "two letters more" },
	{ "", "", { "marketing" }, NULL, NULL, "the only one" },
};

static void test_department_that_nobody_else_names_is_told(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		void *fresh;
		struct str listed = str_of(cases[i].listed);
		struct world *w;
		const struct finding *f;
		size_t n;

		print_message("%s\n", cases[i].why);
		assert_int_equal(world_setup(&fresh), 0);
		w = fresh;
		w->ws.departments = &listed;
		w->ws.n_departments = listed.n > 0;
		world_goal(w, "grow", NULL)->department = str_of(cases[i].goal);
		for (size_t k = 0; k < 3; k++) {
			static const char *const ids[] = { "a", "b", "c" };
			struct kpi *kpi = world_scored(w, ids[k], "grow", 1, 1);

			kpi->department = str_of(cases[i].kpis[k]);
			kpi->department_at = (struct place){ STR("m.yaml"), (uint32_t)k + 5, 17, STR_NONE };
		}
		departments_check(w->names, &w->ws, &w->goals, &w->model, w->d);
		f = diag_list(w->d, &n);
		assert_int_equal(n, cases[i].doubtful != NULL);
		if (n == 1) {
			assert_string_equal(f->code, "K603");
			assert_int_equal(f->severity, SEV_WARNING);
			assert_str(f->remedy, cases[i].remedy);
			assert_int_equal(department_is_unlisted(&w->ws, str_of(cases[i].doubtful)),
			                 listed.n > 0);
		}
		world_teardown(&fresh);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(
	    test_department_that_nobody_else_names_is_told) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}

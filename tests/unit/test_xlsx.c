/* test_xlsx.c - a planned book through libxlsxwriter: same book, same bytes; failures are said, never
 * half a file. */
#include <stdio.h>
#include <string.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "out/xlsx.h"
#include "plan/scorecard.h"
#include "world.h"

/* A company with names that try to be formulas, addresses, markup and Excel's own codes. */
static struct book hostile_book(struct world *w)
{
	static const struct inputs none = { 0 };
	struct book_facts b = { .facts = &w->facts,
		                .outcome = &w->o,
		                .inputs = &none,
		                .run_id = STR("00ff"),
		                .version = STR("0.1.0") };
	struct book out;

	world_goal(w, "company", NULL)->name = STR("History");
	world_goal(w, "a", "company")->name = STR("=1+1|cmd'!A1");
	world_goal(w, "b", "company")->name =
	    STR("http://example.org/<b>&amp;\"quoted\" and rather a long name for a goal");
	world_goal(w, "c", "company")->name = STR("a_x000D_b \x01 '");
	world_scored(w, "k1", "a", 10, 100)->name = STR("@SUM(A1)");
	world_scored(w, "k2", "b", 100, 100)->name = STR("mailto:nobody");
	world_scored(w, "k3", "c", 90, 100)->owner = STR("\xff\xfe");
	w->ws.company = STR("3M & <Co>");
	world_judge(w);
	b.findings = diag_list(w->d, &b.n_findings);
	assert_true(plan_book(&b, w->a, &out, w->d));
	return out;
}

static struct str slurp(struct world *w, const char *path)
{
	struct strbuf b;
	char part[4096];
	size_t n;
	FILE *f = fopen(path, "rb");

	assert_non_null(f);
	strbuf_init(&b, w->a, 0);
	while ((n = fread(part, 1, sizeof part, f)) > 0)
		strbuf_add(&b, (struct str){ part, n });
	fclose(f);
	return strbuf_str(&b);
}

static const char *path_in(struct world *w, const char *folder, const char *name)
{
	return str_z(w->a, str_fmt(w->a, "%s/%s", folder, name));
}

static void test_same_book_gives_same_bytes(void **state)
{
	struct world *w = *state;
	struct book b = hostile_book(w);
	char folder[] = "/tmp/kpialign-xlsx-XXXXXX";
	const char *one, *two;
	struct str x, y;

	assert_non_null(mkdtemp(folder));
	one = path_in(w, folder, "one.xlsx");
	two = path_in(w, folder, "two.xlsx");
	assert_true(xlsx_write(&b, one, folder, w->d));
	setenv("TZ", "Asia/Tokyo", 1);
	assert_true(xlsx_write(&b, two, folder, w->d));
	setenv("TZ", "UTC", 1);
	x = slurp(w, one);
	y = slurp(w, two);
	assert_true(x.n > 10000);
	assert_true(str_starts(x, STR("PK")));
	assert_true(str_eq(x, y));
	assert_int_equal(diag_count(w->d, SEV_ERROR), 0);
	remove(one);
	remove(two);
	assert_int_equal(rmdir(folder), 0); /* and no part of the library's is left */
}

static void test_missing_folder_is_k901_with_the_path(void **state)
{
	struct world *w = *state;
	struct book b = hostile_book(w);
	size_t n;
	const struct finding *all;

	assert_false(xlsx_write(&b, "/tmp/kpialign-no-such-folder/x.xlsx", "/tmp", w->d));
	all = diag_list(w->d, &n);
	for (size_t i = 0; i < n; i++)
		if (strcmp(all[i].code, "K901") == 0) {
			assert_str(all[i].at.file, "/tmp/kpialign-no-such-folder/x.xlsx");
			assert_true(str_find(all[i].message, STR("cannot be written")) != SIZE_MAX);
			return;
		}
	fail_msg("no K901");
}

static void test_full_disk_is_said_and_the_device_left_alone(void **state)
{
	struct world *w = *state;
	struct book b = hostile_book(w);
	char folder[] = "/tmp/kpialign-xlsx-XXXXXX";
	const char *path;
	struct stat st;

	if (stat("/dev/full", &st) != 0 || !S_ISCHR(st.st_mode))
		skip();
	assert_non_null(mkdtemp(folder));
	path = path_in(w, folder, "full.xlsx");
	assert_int_equal(symlink("/dev/full", path), 0);
	assert_false(xlsx_write(&b, path, folder, w->d));
	assert_true(diag_has(w->d, "K901"));
	assert_int_equal(lstat(path, &st), 0);
	assert_true(stat("/dev/full", &st) == 0 && S_ISCHR(st.st_mode));
	assert_int_equal(unlink(path), 0);
	assert_int_equal(rmdir(folder), 0);
}

/* What the library refuses although plan should have judged it: said, not written. */
static void test_refused_sheet_is_an_error(void **state)
{
	struct world *w = *state;
	struct sheet sheets[] = { { .name = STR("one") }, { .name = STR("ONE") } };
	struct book b = {
		.title = STR("t"), .created_iso = STR("2026-09-30"), .sheets = sheets, .n_sheets = 2
	};

	assert_false(xlsx_write(&b, "/tmp/kpialign-refused.xlsx", "/tmp", w->d));
	assert_true(diag_has(w->d, "K901"));
	assert_int_not_equal(access("/tmp/kpialign-refused.xlsx", F_OK), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		WORLD_TEST(test_same_book_gives_same_bytes),
		WORLD_TEST(test_missing_folder_is_k901_with_the_path),
		WORLD_TEST(test_full_disk_is_said_and_the_device_left_alone),
		WORLD_TEST(test_refused_sheet_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

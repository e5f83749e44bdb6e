/* test_pipeline.c - cells that other threads put leave the store as if this one had put them. */
#include "claim.h"
#include "read/pipeline.h"
#include "sys/crew.h"

enum { FILES = 4, SERIES = 30, DAYS = 300 };

/* Few series and days, so that cells meet: in one file (K111) and in a later one (K112). */
static void fill(struct batch *b, uint32_t *x, size_t n)
{
	batch_clear(b);
	while (b->n < n) {
		uint32_t series = lcg(x) % SERIES;
		struct batch_keys keys = { .channel = 1 + series % 3,
			                   .account = 1 + series / 3,
			                   .day = 20000 + (int32_t)(lcg(x) % DAYS) };

		batch_add(b, &keys, NULL,
		          (struct batch_cell){ lcg(x) % 3, 1 + series % 5, (uint32_t)b->n + 2 });
	}
}

/* Every file's batches of 1 to `most` cells, by a (NULL: by nobody else). */
static void put_files(struct arena *arena, struct store *st, struct pipeline *a, size_t most,
                      enum same_cell same, struct put_report *reports)
{
	struct put_rules rules = { .every = EVERY_DAY, .same_cell = same };
	struct batch b = { 0 };
	uint32_t x = 11;

	batch_init(&b, arena);
	for (int file = 0; file < FILES; file++) {
		reports[file] = (struct put_report){ 0 };
		store_begin_file(st);
		for (int i = 0; i < 40; i++) {
			fill(&b, &x, 1 + lcg(&x) % most);
			if (a != NULL)
				pipeline_put(a, &b, &rules, &reports[file]);
			else
				store_put(st, &b, &rules, &reports[file]);
		}
		if (a != NULL)
			pipeline_wait(a);
	}
}

static void assert_same_store(const struct store *x, const struct store *y)
{
	assert_int_equal(store_count(x), store_count(y));
	for (size_t i = 0; i < store_count(x); i++) {
		const struct series *s = store_series(x, i), *t = store_series(y, i);

		assert_int_equal(s->metric, t->metric);
		assert_int_equal(s->channel, t->channel);
		assert_int_equal(s->account, t->account);
		assert_int_equal(s->n_cells, t->n_cells);
		for (int32_t day = 20000; day < 20000 + DAYS; day++) {
			int64_t v = -1, w = -1;

			assert_int_equal(store_get(x, i, day, &v), store_get(y, i, day, &w));
			assert_int_equal(v, w);
		}
	}
}

static void assert_same_report(const struct put_report *r, const struct put_report *s)
{
	assert_int_equal(r->cells_new, s->cells_new);
	assert_int_equal(r->cells_same_file_equal, s->cells_same_file_equal);
	assert_int_equal(r->cells_replaced, s->cells_replaced);
	assert_int_equal(r->cells_differed, s->cells_differed);
	assert_int_equal(r->cells_conflict, s->cells_conflict);
	assert_true(r->sum_before == s->sum_before && r->sum_after == s->sum_after);
	assert_int_equal(r->n_conflicts, s->n_conflicts);
	for (size_t i = 0; i < r->n_conflicts; i++) {
		assert_int_equal(r->conflicts[i].line, s->conflicts[i].line);
		assert_int_equal(r->conflicts[i].first_line, s->conflicts[i].first_line);
		assert_int_equal(r->conflicts[i].day, s->conflicts[i].day);
		assert_int_equal(r->conflicts[i].kept, s->conflicts[i].kept);
		assert_int_equal(r->conflicts[i].other, s->conflicts[i].other);
	}
}

static void test_pipeline_leaves_what_the_store_would_have_of_itself(void **state)
{
	static const size_t sizes[] = { 1, 2, 64, BATCH_ROWS };
	static const enum same_cell rules[] = { SAME_CELL_REFUSE, SAME_CELL_SUM, SAME_CELL_LAST };

	for (size_t i = 0; i < LEN(sizes); i++) {
		for (size_t k = 0; k < LEN(rules); k++) {
			struct put_report plain[FILES], threaded[FILES];
			struct store *st = store_new(), *other = store_new();
			struct pipeline *a = pipeline_new(other, 2, 0);

			put_files(*state, st, NULL, sizes[i], rules[k], plain);
			put_files(*state, other, a, sizes[i], rules[k], threaded);
			assert_same_store(st, other);
			for (int file = 0; file < FILES; file++)
				assert_same_report(&plain[file], &threaded[file]);
			for (int file = 0; file < FILES; file++) {
				put_report_clear(&plain[file]);
				put_report_clear(&threaded[file]);
			}
			pipeline_free(a);
			store_free(st);
			store_free(other);
		}
	}
}

static void test_pipeline_that_was_given_nothing_waits_for_nothing(void **state)
{
	struct store *st = store_new();
	struct pipeline *a = pipeline_new(st, 2, 0);

	(void)state;
	pipeline_wait(a);
	pipeline_free(a);
	pipeline_free(NULL);
	assert_int_equal(store_count(st), 0);
	store_free(st);
}

/* --- the crew behind it */

enum { THREADS = 3, JOBS = 1000 };

struct diary {
	struct crew *crew;
	int next, n_done;
	bool is_done[JOBS];
};

static bool do_job(void *ctx, size_t who)
{
	struct diary *d = ctx;
	int job = d->next;

	assert_true(who <= THREADS);
	if (job == JOBS)
		return false;
	d->next++;
	crew_unlock(d->crew);
	d->is_done[job] = true;
	crew_lock(d->crew);
	d->n_done++;
	crew_changed(d->crew);
	return true;
}

static void do_all(size_t threads)
{
	struct diary d = { .crew = NULL };

	d.crew = crew_new(threads, do_job, &d);
	crew_lock(d.crew);
	crew_changed(d.crew);
	while (d.n_done < JOBS)
		crew_help(d.crew);
	crew_unlock(d.crew);
	crew_free(d.crew);
	for (int i = 0; i < JOBS; i++)
		assert_true(d.is_done[i]);
}

static void test_crew_does_every_job_with_any_number_of_threads(void **state)
{
	(void)state;
	do_all(0);
	do_all(1);
	do_all(THREADS);
	assert_true(crew_cores() >= 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pipeline_leaves_what_the_store_would_have_of_itself),
		cmocka_unit_test(test_pipeline_that_was_given_nothing_waits_for_nothing),
		cmocka_unit_test(test_crew_does_every_job_with_any_number_of_threads),
	};

	return cmocka_run_group_tests(tests, arena_setup, arena_teardown);
}

/* source.c - every source of a workspace in turn, and what came of all of them. */
#include "read/source.h"

#include <assert.h>
#include "base/mem.h"
#include "read/counted_twice.h"
#include "read/networks.h"
#include "read/newest.h"
#include "read/pipeline.h"
#include "read/second_source.h"
#include "read/source_files.h"

struct place source_place(struct str shown)
{
	return (struct place){ shown, 0, 0, STR_NONE };
}

void source_tick(void *ctx, uint64_t bytes)
{
	struct sources *s = ctx;

	if (s->o->progress != NULL)
		s->o->progress(s->o->progress_ctx, s->done + bytes, s->total, s->at_hand);
}

struct export_job source_job(const struct sources *s, size_t i, const struct planned *p)
{
	return (struct export_job){ .path = p->path,
		                    .shown = p->shown,
		                    .held = p->is_held ? &p->held : NULL,
		                    .format = p->fit.found.fits[0],
		                    .delimiter = p->fit.delimiter,
		                    .source = &s->w->sources[i],
		                    .source_index = (uint16_t)i };
}

static bool read_source(struct sources *s, size_t i)
{
	const struct source *src = &s->w->sources[i];
	bool ok;

	fractions_begin(&s->x.fractions);
	source_order(s, i);
	ok = source_fits(s, i);
	for (size_t k = 0; k < s->n_plans[i]; k++) {
		struct planned *p = &s->plans[i][k];

		if (p->same_as != NULL)
			source_skip_copy(s, i, p);
		else if (p->is_known)
			ok = source_read_file(s, i, p) && ok;
		s->done += p->bytes;
		source_tick(s, 0);
	}
	source_warn(s, i);
	fractions_note(&s->x.fractions, s->x.names, s->d);
	if (src->has_covers)
		store_cover(s->x.st, (uint16_t)i, src->covers_first, src->covers_last);
	return ok;
}

static bool check_rejected(struct sources *s)
{
	double share = s->rows == 0 ? 0 : (double)s->rows_rejected / (double)s->rows;

	if (share <= s->o->max_rejected || s->rows_rejected == 0)
		return true;
	diag_put(s->d, SEV_ERROR, "K102", STR_NONE, PLACE_NONE,
	         STR("mend the rows named above, or allow more with --max-rejected"),
	         "%llu of %.*s %s rejected (%.*s %%), more than the %.*s %% that are allowed",
	         (unsigned long long)s->rows_rejected, STR_ARG(str_count(s->a, s->rows, "row")),
	         s->rows_rejected == 1 ? "was" : "were", STR_ARG(num_text_double(s->a, share * 100, 3)),
	         STR_ARG(num_text_double(s->a, s->o->max_rejected * 100, 3)));
	return false;
}

/* As-of and the days that files cover are not led astray by a mistyped year, which would make zeros of all quiet days
 * before it; the rows are named. */
static struct newest cover_days(struct sources *s)
{
	struct newest newest = newest_of(s->x.st, s->w);

	for (size_t i = 0; i < s->w->n_sources; i++)
		for (size_t k = 0; k < s->n_plans[i]; k++) {
			const struct planned *p = &s->plans[i][k];
			struct export_job job;
			int32_t to;

			if (!p->is_known || p->same_as != NULL || p->first == DAY_NONE)
				continue;
			job = source_job(s, i, p);
			to = p->last;
			if (newest.lone > s->o->as_of && p->last >= newest.lone
			    && newest_counts(&job, newest.every))
				to = newest_explain(&s->x, &job, &newest);
			if (!s->w->sources[i].has_covers && to != DAY_NONE)
				store_cover(s->x.st, (uint16_t)i, p->first, to);
		}
	return newest;
}

static bool read_all(struct sources *s)
{
	size_t n = s->w->n_sources;
	bool ok = true;

	s->plans = ARENA_ARRAY(s->a, n + 1, struct planned *);
	s->n_plans = ARENA_ARRAY(s->a, n + 1, size_t);
	for (size_t i = 0; i < n; i++)
		ok = source_find(s, i) && ok;
	for (size_t i = 0; i < n; i++)
		ok = source_detect(s, i) && ok;
	for (size_t i = 0; i < n; i++)
		ok = read_source(s, i) && ok;
	return ok;
}

static bool fold_and_settle(struct sources *s, struct read_result *out)
{
	bool ok = posts_fold(s->x.posts, s->x.st, s->x.m);
	struct newest newest;

	if (!ok)
		diag_error(s->d, "K307", PLACE_NONE, STR("look for a damaged number in the exports of posts"),
		           "the values of the posts of one day add up to more than can be kept");
	newest = cover_days(s);
	out->newest_social = newest.whole;
	out->newest_reach = newest.day;
	out->newest_every = newest.every;
	store_settle(s->x.st, s->w);
	second_sources_note(s->a, s->x.names, s->w, s->x.m, s->x.st, s->d);
	counted_twice_note(s->a, s->x.names, s->w, s->x.m, s->x.st, s->d);
	networks_note(s->a, s->x.names, s->w, s->x.st, s->d);
	return ok;
}

bool sources_read(struct arena *a, struct intern *names, const struct workspace *w, const struct model *m,
                  const struct formats *fs, const struct library *lib, const struct read_options *o,
                  struct store *st, struct input_list *files, struct read_result *out, struct diag *d)
{
	struct sources s = { .a = a, .w = w, .fs = fs, .lib = lib, .o = o, .files = files, .d = d };
	struct posts *posts = posts_new();
	bool ok;

	assert(w->n_sources <= UINT16_MAX);
	s.held = arena_new(0);
	s.head = mem_resize(NULL, HELD_MOST + 1, 1);
	exports_init(&s.x, a, names, w, m, st, posts, d);
	s.x.days = day_set_new(a);
	s.x.rates = o->rates;
	s.x.parser = o->parser;
	s.x.pipeline = pipeline_new(st, o->n_threads > 0 ? o->n_threads : 1, o->block);
	s.x.block = o->block;
	s.x.tick = source_tick;
	s.x.tick_ctx = &s;
	s.x.rejects = o->rejects;
	ok = read_all(&s);
	ok = currencies_judge(&s.x.met, d) && ok;
	ok = fold_and_settle(&s, out) && ok;
	ok = check_rejected(&s) && ok;
	out->rows = s.rows;
	out->rows_rejected = s.rows_rejected;
	out->posts = posts_count(posts);
	out->meanings = s.meanings;
	out->n_meanings = s.n_meanings;
	exports_clear(&s.x);
	arena_free(s.held);
	mem_free(s.head);
	posts_free(posts);
	return ok;
}

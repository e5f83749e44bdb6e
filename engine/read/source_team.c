/* source_team.c - the steps of a source that ask each file for itself, several files at a time.
 *
 * What such a step knows of names is its own: every place of the team has a copy of the names, and keeps a log of the
 * spellings that it met first. The logs are gone through in the order of the files afterwards, so that names are met,
 * and told of (K117), as by one thread. */
#include <stdatomic.h>
#include "base/mem.h"
#include "read/newest.h"
#include "read/source_files.h"
#include "sys/team.h"

enum { FEWEST = 8, LEAST_BYTES = 256 << 10, MOST_PLACES = 16 };

struct place_of {
	struct arena *a;
	struct intern *names;
	struct model model;
	struct diag *quiet;
	struct exports x;
	struct name_log log;
	struct day_set *days;
	struct detector *detector;
	size_t next; /* of the log */
};

struct team_work {
	struct sources *s;
	size_t i; /* the source */
	struct place_of places[MOST_PLACES];
	uint64_t done_before;
	_Atomic uint64_t done;
};

/* One file that is most of the source is left to those who read a file with several threads. */
size_t source_places(const struct sources *s, size_t i)
{
	size_t n = s->o->n_threads < MOST_PLACES ? s->o->n_threads : MOST_PLACES;
	uint64_t bytes = 0, most = 0;

	for (size_t k = 0; k < s->n_plans[i]; k++) {
		bytes += s->plans[i][k].bytes;
		most = s->plans[i][k].bytes > most ? s->plans[i][k].bytes : most;
	}
	return s->n_plans[i] < FEWEST || bytes < LEAST_BYTES || most > bytes / 2 || n < 1 ? 1 : n;
}

/* --- detection */

static void detect(void *ctx, size_t place, size_t job)
{
	struct team_work *w = ctx;
	struct planned *p = &w->s->plans[w->i][job];

	detector_fit(w->places[place].detector, p->path, p->is_held ? &p->held : NULL, p->shown, &p->fit,
	             NULL);
}

/* Files in a row mostly have the same reason. */
static void keep_fit(struct sources *s, struct fit *f, const struct fit *before)
{
	struct detection *found = &f->found;
	const struct format **fits = ARENA_ARRAY(s->a, found->n_fits, const struct format *);
	struct str *why = ARENA_ARRAY(s->a, found->n_fits, struct str);

	for (size_t k = 0; k < found->n_fits; k++) {
		bool is_same =
		    before != NULL && k < before->found.n_fits && str_eq(before->found.why[k], found->why[k]);

		fits[k] = found->fits[k];
		why[k] = is_same ? before->found.why[k] : str_copy(s->a, found->why[k]);
	}
	found->fits = fits;
	found->why = why;
}

void source_detect_all(struct sources *s, size_t i, const struct formats *fs, size_t n_places)
{
	struct team_work w = { .s = s, .i = i };
	const struct fit *before = NULL;

	for (size_t k = 0; k < n_places; k++) {
		w.places[k].a = arena_new(0);
		w.places[k].detector = detector_new(w.places[k].a, fs);
	}
	team_run(n_places, s->n_plans[i], detect, &w);
	for (size_t k = 0; k < s->n_plans[i]; k++) {
		struct fit *f = &s->plans[i][k].fit;

		keep_fit(s, f, before);
		before = f;
	}
	for (size_t k = 0; k < n_places; k++) {
		detector_free(w.places[k].detector);
		arena_free(w.places[k].a);
	}
}

/* --- the first reading */

static void open_place(struct place_of *p, struct sources *s)
{
	p->a = arena_new(0);
	p->quiet = diag_new();
	p->names = intern_new();
	for (sym name = 1; name < intern_count(s->x.names); name++) /* the same number here and there */
		intern_text(p->names, intern_str(s->x.names, name));
	p->model = *s->x.m;
	p->model.names = p->names;
	exports_init(&p->x, p->a, p->names, s->w, &p->model, NULL, NULL, p->quiet);
	p->x.parser = s->o->parser;
	p->x.rates = s->o->rates;
	p->x.days = day_set_new(p->a);
	p->x.log = &p->log;
	p->days = day_set_new(p->a);
}

static void close_place(struct place_of *p)
{
	exports_clear(&p->x);
	intern_free(p->names);
	diag_free(p->quiet);
	mem_free(p->log.all);
	arena_free(p->a);
}

static void scan(void *ctx, size_t place, size_t job)
{
	struct team_work *w = ctx;
	struct place_of *at = &w->places[place];
	struct planned *p = &w->s->plans[w->i][job];

	at->log.file = job;
	if (p->is_known) {
		struct export_job one = source_job(w->s, w->i, p);

		export_scan(&at->x, &one, at->days, &p->span);
	}
	atomic_fetch_add(&w->done, p->bytes);
	if (place == 0) { /* nobody else touches s meanwhile */
		w->s->at_hand = p->shown;
		w->s->done = w->done_before + atomic_load(&w->done);
		source_tick(w->s, 0);
	}
}

/* The names of file k, in the order they were met. */
static void meet_names(struct team_work *w, size_t n_places, size_t k)
{
	w->s->x.file = w->s->plans[w->i][k].shown;
	for (size_t n = 0; n < n_places; n++) {
		struct place_of *p = &w->places[n];

		for (; p->next < p->log.n && p->log.all[p->next].file == k; p->next++)
			exports_meet(&w->s->x, &p->log.all[p->next]);
	}
}

void source_scan_all(struct sources *s, size_t i, struct day_set *days, size_t n_places)
{
	struct team_work w = { .s = s, .i = i, .done_before = s->done };

	for (size_t k = 0; k < n_places; k++)
		open_place(&w.places[k], s);
	team_run(n_places, s->n_plans[i], scan, &w);
	s->done = w.done_before + w.done;
	for (size_t k = 0; k < s->n_plans[i]; k++)
		meet_names(&w, n_places, k);
	for (size_t k = 0; k < n_places; k++) {
		day_set_join(days, w.places[k].days);
		close_place(&w.places[k]);
	}
}

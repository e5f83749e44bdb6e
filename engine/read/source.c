/* source.c - the sources of a workspace: which files, in which order, and what became of them. */
#include "read/source.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "data/rates.h"
#include "read/apply.h"
#include "read/detect.h"
#include "read/export.h"
#include "read/format_def.h"
#include "read/newest.h"
#include "read/second_source.h"
#include "sys/file.h"

enum { EXIT_NO_INPUT = 66 };

enum { MOST_DOUBTFUL = 20 /* files of a source that are warned about by name (K101) */ };

struct planned { /* one file of a source */
	const char *path;
	struct str shown;
	uint64_t bytes;
	struct fit fit;
	bool is_known;                     /* one format fits */
	struct export_span span;           /* of the first reading, where there is one */
	int32_t first, last;               /* the days of its rows; DAY_NONE: it was not read, or has none */
	const struct planned *same_as;     /* K113 */
	uint32_t comma_line, unclear_line; /* see export.h */
	struct date_order order;
};

struct sources {
	struct arena *a;
	struct exports x;
	const struct workspace *w;
	const struct formats *fs;
	const struct library *lib;
	const struct read_options *o;
	struct input_list *files;
	struct diag *d;
	struct planned **plans; /* of each source */
	size_t *n_plans;
	uint64_t done, total; /* bytes, for progress */
	struct str at_hand;
	uint64_t rows, rows_rejected;
	struct meaning *meanings;
	size_t n_meanings, cap_meanings;
};

static struct place whole_file(struct str shown)
{
	return (struct place){ shown, 0, 0, STR_NONE };
}

static void tick(void *ctx, uint64_t bytes)
{
	struct sources *s = ctx;

	if (s->o->progress != NULL)
		s->o->progress(s->o->progress_ctx, s->done + bytes, s->total, s->at_hand);
}

static uint64_t size_of(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && st.st_size > 0 ? (uint64_t)st.st_size : 0;
}

/* What runs have refused is no export, though it lies among them: not read, so that it does not change the run either. */
static size_t without_lists(struct sources *s, struct str *paths, size_t n)
{
	size_t kept = 0;

	for (size_t k = 0; k < n; k++) {
		struct str shown = path_shown(s->a, s->lib, paths[k]);

		if (!rejects_is_list(str_z(s->a, paths[k])))
			paths[kept++] = paths[k];
		else
			diag_put(s->d, SEV_NOTE, "K104", shown, whole_file(shown), STR_NONE,
			         "is the list of what a run rejected, no export, and is left out");
	}
	return kept;
}

/* The files of source i, in natural order. */
static bool find_files(struct sources *s, size_t i)
{
	const struct source *src = &s->w->sources[i];
	struct str *paths;
	size_t n;

	if (!file_glob(s->a, s->lib->root, src->files, &paths, &n, s->d))
		return false;
	n = without_lists(s, paths, n);
	if (n == 0 && !src->is_optional) {
		diag_put(s->d, SEV_ERROR, "K903", src->files, src->at,
		         STR("correct the path, or write optional: true if the files may be absent"),
		         "no file matches %.*s", STR_ARG(src->files));
		diag_set_exit(s->d, EXIT_NO_INPUT);
		return false;
	}
	s->plans[i] = ARENA_ARRAY(s->a, n + 1, struct planned);
	s->n_plans[i] = n;
	for (size_t k = 0; k < n; k++) {
		struct planned *p = &s->plans[i][k];

		p->first = p->last = DAY_NONE;
		p->path = str_z(s->a, paths[k]);
		p->shown = path_shown(s->a, s->lib, paths[k]);
		p->bytes = size_of(p->path);
		s->total += p->bytes * (n > 1 ? 2 : 1);
	}
	return true;
}

static const struct format *named_format(const struct sources *s, struct str name)
{
	for (size_t i = 0; i < s->fs->n; i++)
		if (str_eq(format_name(s->fs->all[i]), name))
			return s->fs->all[i];
	return NULL;
}

/* The formats a source may have: the one it names, or all. */
static bool candidates(struct sources *s, const struct source *src, struct formats *out)
{
	const struct format **one = ARENA_ARRAY(s->a, 1, const struct format *);
	struct str *names, near = STR_NONE;

	*out = *s->fs;
	if (src->format.n == 0)
		return true;
	*one = named_format(s, src->format);
	*out = (struct formats){ one, 1 };
	if (*one != NULL)
		return true;
	names = ARENA_ARRAY(s->a, s->fs->n, struct str);
	for (size_t i = 0; i < s->fs->n; i++)
		names[i] = format_name(s->fs->all[i]);
	str_nearest(src->format, names, s->fs->n, &near, 1);
	diag_error(s->d, "K603", src->at,
	           near.n > 0 ? str_fmt(s->a, "did you mean %.*s", STR_ARG(near))
	                      : STR("leave out format: to have it recognised"),
	           "there is no format '%.*s'", STR_ARG(src->format));
	return false;
}

static void report_misfit(struct sources *s, const struct planned *p)
{
	const struct detection *f = &p->fit.found;

	if (f->n_fits > 1) {
		struct strbuf b;

		strbuf_init(&b, s->a, 400);
		for (size_t i = 0; i < f->n_fits; i++)
			strbuf_fmt(&b, "%s%.*s", i > 0 ? ", " : "", STR_ARG(format_name(f->fits[i])));
		diag_error(s->d, "K107", whole_file(p->shown),
		           STR("write format: (one of them) in the source"), "several formats fit: %.*s",
		           STR_ARG(strbuf_str(&b)));
	} else if (p->bytes == 0) {
		diag_error(s->d, "K106", whole_file(p->shown),
		           STR("export it again, or take it out of the source"), "the file is empty");
	} else if (f->nearest != NULL) {
		diag_error(s->d, "K106", whole_file(p->shown),
		           STR("describe the export in a file of formats/, or take it out of the source"),
		           "no format fits; the nearest is %.*s, but %.*s", STR_ARG(format_name(f->nearest)),
		           STR_ARG(f->differs));
	} else {
		diag_error(s->d, "K106", whole_file(p->shown),
		           STR("describe the export in a file of formats/"),
		           "no format fits, and none is known");
	}
}

static bool detect_files(struct sources *s, size_t i)
{
	struct formats fs;
	bool ok = true;

	if (!candidates(s, &s->w->sources[i], &fs))
		return false;
	for (size_t k = 0; k < s->n_plans[i]; k++) {
		struct planned *p = &s->plans[i][k];

		if (!detect_fit(s->a, &fs, p->path, p->shown, &p->fit, s->d)) {
			ok = false;
			continue;
		}
		p->is_known = p->fit.found.n_fits == 1;
		if (!p->is_known)
			report_misfit(s, p);
		ok = ok && p->is_known;
	}
	return ok;
}

static struct export_job job_of(const struct sources *s, size_t i, const struct planned *p)
{
	return (struct export_job){ .path = p->path,
		                    .shown = p->shown,
		                    .format = p->fit.found.fits[0],
		                    .delimiter = p->fit.delimiter,
		                    .source = &s->w->sources[i],
		                    .source_index = (uint16_t)i };
}

static int cmp_planned(const void *a, const void *b)
{
	const struct planned *x = a, *y = b;

	if (x->span.newest != y->span.newest)
		return x->span.newest < y->span.newest ? -1 : 1;
	return str_cmp_path(x->shown, y->shown);
}

static bool is_copy(const struct planned *a, const struct planned *b)
{
	return a->span.bytes > 0 && a->span.bytes == b->span.bytes && a->span.digest_hi == b->span.digest_hi
	       && a->span.digest_lo == b->span.digest_lo;
}

/* What is mistyped is judged over all files, however their rows are split; the later file has the later of the others. */
static void find_newest(struct sources *s, size_t i, const struct day_set *days)
{
	int32_t lone = day_set_lone(days);

	for (size_t k = 0; k < s->n_plans[i] && lone != DAY_NONE && lone > s->o->as_of; k++) {
		struct export_span *span = &s->plans[i][k].span;

		for (size_t n = 0; n < span->n_late && span->newest >= lone; n++)
			span->newest = span->late[n] < lone ? span->late[n] : span->newest;
	}
}

/* The first reading: digest, rows and covered days of each file; then the order in which later replaces
 * earlier. */
static void order_files(struct sources *s, size_t i)
{
	struct planned *all = s->plans[i];
	size_t n = s->n_plans[i];
	struct arena *a;
	struct day_set *days;

	if (n < 2)
		return;
	a = arena_new(0);
	days = day_set_new(a);
	for (size_t k = 0; k < n; k++) {
		if (all[k].is_known) {
			struct export_job job = job_of(s, i, &all[k]);

			s->at_hand = all[k].shown;
			export_scan(&s->x, &job, days, &all[k].span);
		}
		s->done += all[k].bytes;
		tick(s, 0);
	}
	find_newest(s, i, days);
	arena_free(a);
	qsort(all, n, sizeof *all, cmp_planned);
	for (size_t k = 1; k < n; k++)
		for (size_t m = k;
		     m-- > 0 && all[m].span.newest == all[k].span.newest && all[k].same_as == NULL;)
			if (all[k].is_known && all[m].same_as == NULL && is_copy(&all[m], &all[k]))
				all[k].same_as = &all[m];
}

/* Rows without an id cannot be told from those of another file that speaks of the same days. */
static bool check_overlap(struct sources *s, size_t i)
{
	const struct planned *all = s->plans[i];
	bool ok = true;

	for (size_t k = 1; k < s->n_plans[i]; k++) {
		const struct planned *p = &all[k];
		const struct format *f = p->is_known ? p->fit.found.fits[0] : NULL;

		if (f == NULL || f->grain != GRAIN_EVENT || f->id.columns.n > 0 || p->same_as != NULL
		    || p->span.first == DAY_NONE)
			continue;
		for (size_t m = 0; m < k; m++) {
			if (all[m].same_as != NULL || all[m].span.last == DAY_NONE
			    || all[m].span.last < p->span.first || all[m].span.first > p->span.last)
				continue;
			diag_error(
			    s->d, "K120", whole_file(p->shown),
			    STR("export each day once, or export the ids and name them with id: in the format"),
			    "its rows have no id, and %.*s speaks of the same days", STR_ARG(all[m].shown));
			ok = false;
			break;
		}
	}
	return ok;
}

static bool fills_days(const struct source *src, const struct format *f)
{
	return src->is_sparse || f->is_sparse || f->grain == GRAIN_EVENT;
}

/* A source covers its files' first to last day, and where a day without a row is 0 the days of one export would be
 * zeros of the other. */
static bool check_formats(struct sources *s, size_t i)
{
	const struct planned *all = s->plans[i], *first = NULL;
	const struct source *src = &s->w->sources[i];

	for (size_t k = 0; k < s->n_plans[i]; k++) {
		const struct planned *p = &all[k];
		const struct format *f = p->is_known ? p->fit.found.fits[0] : NULL, *g;

		if (f == NULL)
			continue;
		first = first == NULL ? p : first;
		g = first->fit.found.fits[0];
		if (f == g || src->has_covers || (!fills_days(src, f) && !fills_days(src, g)))
			continue;
		diag_error(
		    s->d, "K107", whole_file(p->shown), STR("give each of them a source of its own"),
		    "is of format %.*s, and %.*s of the same source is of %.*s: days without a row are 0, "
		    "and the days of one would be zeros of the other",
		    STR_ARG(format_name(f)), STR_ARG(first->shown), STR_ARG(format_name(g)));
		return false;
	}
	return true;
}

/* What the format of a file says that its platform counts, once a source. */
static void keep_meanings(struct sources *s, size_t i, const struct format *f)
{
	for (size_t k = 0; k < f->n_definitions; k++) {
		struct meaning m = { (uint16_t)i, intern_text(s->x.names, f->definitions[k].key),
			             f->definitions[k].to };
		size_t at = 0;

		while (at < s->n_meanings
		       && (s->meanings[at].source != m.source || s->meanings[at].metric != m.metric))
			at++;
		if (at < s->n_meanings)
			continue;
		if (s->n_meanings == s->cap_meanings) {
			size_t cap = s->cap_meanings == 0 ? 16 : s->cap_meanings * 2;
			struct meaning *all = ARENA_ARRAY(s->a, cap, struct meaning);

			if (s->n_meanings > 0)
				memcpy(all, s->meanings, s->n_meanings * sizeof *all);
			s->meanings = all;
			s->cap_meanings = cap;
		}
		s->meanings[s->n_meanings++] = m;
	}
}

/* Rows that all were refused or left out, some of them refused: what the file says reaches no figure. */
static bool check_used(struct sources *s, const struct input *in)
{
	if (in->rows_used > 0 || in->rows_rejected == 0 || in->cells_used > 0)
		return true;
	diag_error(s->d, "K102", whole_file(in->path),
	           STR("mend the rows named above, or take the file out of the source"),
	           "no row of the file is used, and %llu of %llu were rejected",
	           (unsigned long long)in->rows_rejected, (unsigned long long)in->rows);
	return false;
}

static void fill_ledger(struct input *in, size_t i, const struct planned *p)
{
	in->source = (uint16_t)i;
	in->format = format_name(p->fit.found.fits[0]);
	in->format_why = p->fit.found.why[0];
}

static void skip_copy(struct sources *s, size_t i, const struct planned *p)
{
	struct input *in = input_add(s->files, INPUT_METRICS, p->shown);

	fill_ledger(in, i, p);
	in->is_copy = true;
	in->bytes = p->span.bytes;
	in->digest_hi = p->span.digest_hi;
	in->digest_lo = p->span.digest_lo;
	in->rows = in->left[LEFT_SAME_FILE] = p->span.rows;
	in->first_day = p->span.first;
	in->last_day = p->span.last;
	s->rows += in->rows;
	diag_put(s->d, SEV_NOTE, "K113", p->shown, whole_file(p->shown), STR_NONE,
	         "is byte for byte the same as %.*s and is read once", STR_ARG(p->same_as->shown));
}

static struct str count_cells(struct arena *a, uint64_t n)
{
	return str_fmt(a, "%llu cell%s", (unsigned long long)n, n == 1 ? "" : "s");
}

static struct str say_sum(struct arena *a, wide_sum sum)
{
	int64_t micro;

	return wide_fits(sum, &micro) ? num_text(a, micro) : STR("too much to add up");
}

/* K111 and K112 of one file. */
static bool report_cells(struct sources *s, const struct export_job *job, const struct put_report *r)
{
	struct place at = whole_file(job->shown);
	bool may_hide = r->cells_same_file_equal > 0 && s->o->rates != NULL && s->o->rates->n > 0
	                && job->format->grain == GRAIN_DAY && job->source->same_cell == SAME_CELL_REFUSE;

	if (r->cells_same_file_equal > 0)
		diag_put(s->d, SEV_NOTE, "K111", job->shown, at, STR_NONE,
		         "%.*s given twice with the same value, counted once",
		         STR_ARG(count_cells(s->a, r->cells_same_file_equal)));
	if (r->cells_replaced > 0)
		diag_put(
		    s->d, SEV_NOTE, "K112", job->shown, at, STR_NONE,
		    "%.*s of earlier files replaced, %llu of them by another value: %.*s in all before, %.*s now",
		    STR_ARG(count_cells(s->a, r->cells_replaced)), (unsigned long long)r->cells_differed,
		    STR_ARG(say_sum(s->a, r->sum_before)), STR_ARG(say_sum(s->a, r->sum_after)));
	if (r->overflow)
		diag_error(s->d, "K307", at, STR("split the cells, or take same_cell: sum out of the source"),
		           "the sum of a cell that is given several times is too big");
	if (r->cells_conflict > 0)
		same_cell_explain(&s->x, job, r);
	return (!may_hide || same_money_check(&s->x, job)) && r->cells_conflict == 0 && !r->overflow;
}

static bool read_file(struct sources *s, size_t i, struct planned *p)
{
	struct input *in = input_add(s->files, INPUT_METRICS, p->shown);
	struct export_job job = job_of(s, i, p);
	struct put_report report;
	bool ok;

	fill_ledger(in, i, p);
	s->at_hand = p->shown;
	s->x.order = (struct date_order){ .is_shown = false };
	ok = export_read(&s->x, &job, in, &report);
	if (ok && in->rows == 0)
		diag_put(s->d, SEV_WARNING, "K302", p->shown, whole_file(p->shown),
		         STR("export it again, or take it away"), "this file has a header and not one row");
	p->comma_line = s->x.comma_line;
	p->order = s->x.order;
	p->unclear_line = s->x.unclear_line;
	s->rows += in->rows;
	s->rows_rejected += in->rows_rejected;
	p->first = in->first_day;
	p->last = in->last_day;
	keep_meanings(s, i, job.format);
	ok = check_used(s, in) && ok;
	return report_cells(s, &job, &report) && ok;
}

/* Files of one source mostly come from one program: where one of them has decimal commas, 48.000 in another may be
 * 48000. Within a file row_cells.c sees to it. */
static void warn_of_commas(struct sources *s, size_t i)
{
	const struct planned *all = s->plans[i], *comma = NULL;

	for (size_t k = 0; k < s->n_plans[i] && comma == NULL; k++)
		comma = all[k].comma_line > 0 ? &all[k] : NULL;
	for (size_t k = 0; k < s->n_plans[i] && comma != NULL; k++)
		if (all[k].unclear_line > 0 && all[k].comma_line == 0)
			diag_put(
			    s->d, SEV_WARNING, "K102", all[k].shown,
			    (struct place){ all[k].shown, all[k].unclear_line, 0, STR_NONE },
			    STR("say numbers: {decimal: \",\", thousands: \".\"} in the format or source, or "
			        "{decimal: \".\"} in the source"),
			    "a number here could be another: %.*s has a decimal comma on line %u",
			    STR_ARG(comma->shown), comma->comma_line);
}

/* One clear file does not vouch for another: files of a source need not come from one hand. from..to: the days of those
 * that show their order. */
static void warn_of_order(struct sources *s, size_t i)
{
	const struct source *src = &s->w->sources[i];
	const struct planned *all = s->plans[i];
	size_t n = s->n_plans[i], n_doubtful = 0, n_told = 0;
	int32_t from = DAY_NONE, to = DAY_NONE;
	struct date_order together = { .is_shown = false };

	for (size_t k = 0; k < n; k++) {
		date_order_join(&together, &all[k].order);
		if (!all[k].order.is_shown || all[k].first == DAY_NONE)
			continue;
		from = from == DAY_NONE || all[k].first < from ? all[k].first : from;
		to = to == DAY_NONE || all[k].last > to ? all[k].last : to;
	}
	if (src->has_day_first || date_order_note(&together, src, s->d))
		return;
	for (size_t k = 0; k < n; k++)
		n_doubtful += date_order_is_doubtful(&all[k].order, from, to);
	for (size_t k = 0; k < n && n_told < MOST_DOUBTFUL; k++) {
		if (!date_order_is_doubtful(&all[k].order, from, to))
			continue;
		n_told++;
		date_order_warn(&all[k].order, src, all[k].shown,
		                n_told == MOST_DOUBTFUL ? n_doubtful - n_told : 0, s->d);
	}
}

static bool read_source(struct sources *s, size_t i)
{
	const struct source *src = &s->w->sources[i];
	bool ok;

	fractions_begin(&s->x.fractions);
	order_files(s, i);
	ok = check_formats(s, i) && check_overlap(s, i);
	for (size_t k = 0; k < s->n_plans[i]; k++) {
		struct planned *p = &s->plans[i][k];

		if (p->same_as != NULL)
			skip_copy(s, i, p);
		else if (p->is_known)
			ok = read_file(s, i, p) && ok;
		s->done += p->bytes;
		tick(s, 0);
	}
	warn_of_commas(s, i);
	warn_of_order(s, i);
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
	         "%llu of %llu rows were rejected (%.*s %%), more than the %.*s %% that are allowed",
	         (unsigned long long)s->rows_rejected, (unsigned long long)s->rows,
	         STR_ARG(num_text_double(s->a, share * 100, 3)),
	         STR_ARG(num_text_double(s->a, s->o->max_rejected * 100, 3)));
	return false;
}

/* As-of and the days that files cover are not led astray by a mistyped year, which would make zeros of all quiet days
 * before it; the rows are named. */
static int32_t cover_days(struct sources *s)
{
	struct newest newest = newest_of(s->x.st, s->w);

	for (size_t i = 0; i < s->w->n_sources; i++)
		for (size_t k = 0; k < s->n_plans[i]; k++) {
			const struct planned *p = &s->plans[i][k];
			struct export_job job;
			int32_t to;

			if (!p->is_known || p->same_as != NULL || p->first == DAY_NONE)
				continue;
			job = job_of(s, i, p);
			to = p->last;
			if (newest.lone > s->o->as_of && p->last >= newest.lone && newest_counts(&job))
				to = newest_explain(&s->x, &job, &newest);
			if (!s->w->sources[i].has_covers && to != DAY_NONE)
				store_cover(s->x.st, (uint16_t)i, p->first, to);
		}
	return newest.day;
}

static bool read_all(struct sources *s)
{
	size_t n = s->w->n_sources;
	bool ok = true;

	s->plans = ARENA_ARRAY(s->a, n + 1, struct planned *);
	s->n_plans = ARENA_ARRAY(s->a, n + 1, size_t);
	for (size_t i = 0; i < n; i++)
		ok = find_files(s, i) && ok;
	for (size_t i = 0; i < n; i++)
		ok = detect_files(s, i) && ok;
	for (size_t i = 0; i < n; i++)
		ok = read_source(s, i) && ok;
	return ok;
}

static bool fold_and_settle(struct sources *s, struct read_result *out)
{
	bool ok = posts_fold(s->x.posts, s->x.st, s->x.m);

	if (!ok)
		diag_error(s->d, "K307", PLACE_NONE, STR("look for a damaged number in the exports of posts"),
		           "the values of the posts of one day add up to more than can be kept");
	out->newest_social = cover_days(s);
	store_settle(s->x.st, s->w);
	second_sources_note(s->a, s->x.names, s->w, s->x.m, s->x.st, s->d);
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
	exports_init(&s.x, a, names, w, m, st, posts, d);
	s.x.rates = o->rates;
	s.x.parser = o->parser;
	s.x.apply = o->n_threads > 1 ? apply_new(st) : NULL;
	s.x.tick = tick;
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
	posts_free(posts);
	return ok;
}

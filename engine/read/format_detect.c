/* format_detect.c - which formats fit a file, by the first records of it. */
#include "read/detect.h"

#include <string.h>
#include "base/mem.h"
#include "read/head.h"
#include "read/head_view.h"

enum { HEAD_RECORDS = 80, LONGEST_HEAD = 4096, MOST_MARKS = 32 };

/* What a format makes of every file that begins like this and lacks these delimiters; most files of a source do. */
struct answer {
	char *head;
	size_t n, cap;  /* 0: nothing is known yet */
	uint32_t lacks; /* bits of detector.marks */
	bool fits;
	char delimiter;
	struct str why;
};

struct glance { /* what formats that are alike see of the head of a file */
	const struct format *of;
	struct str encoding;
	char delimiter;
	struct head head;
	size_t n_records, looked; /* it took; views_looked */
	struct glance *next;
};

struct detector {
	struct arena *a;
	struct formats fs;
	struct answer *answers; /* by format */
	char marks[MOST_MARKS]; /* the delimiters of all formats */
	size_t n_marks;
	struct arena *scratch; /* lives as long as a file is looked at */
	/* of the file at hand */
	const char *path;
	const struct str *held;
	struct str shown;
	uint32_t lacks;      /* the marks that stand nowhere in it */
	struct views *views; /* NULL: nothing of it was looked at yet */
	struct glance *glances;
	bool wants_later; /* no format fits the first table: one may fit another */
};

struct kept { /* a walk over the records of a view */
	struct view *v;
	size_t at;
};

static bool next_kept(void *ctx, struct csv_record *rec)
{
	struct kept *k = ctx;

	if (!view_record(k->v, k->at, rec))
		return false;
	k->at++;
	return true;
}

struct
try {
	struct head head;
	struct misfit misfit;
	char delimiter;
};

/* Of stacked tables any may be the one: those behind the first, as far as the head of the file goes. */
static void try_tables(struct detector *p, const struct format *f, struct kept *k, struct try *t)
{
	struct records in = { next_kept, k };
	struct csv_record rec;
	bool is_between = false;

	while (!t->misfit.fits && next_kept(k, &rec)) {
		struct head h = { .first_line = t->head.first_line };
		struct misfit misfit;

		is_between = is_between || record_is_blank(&rec) || record_is_preamble(f, &rec);
		if (!is_between || record_is_blank(&rec))
			continue;
		is_between = false;
		head_read_table(p->scratch, f, in, &rec, &h);
		if (h.line == 0)
			return;
		misfit = head_judge(f, &h);
		if (!misfit.fits)
			continue;
		t->head = h;
		t->misfit = misfit;
	}
}

/* Most formats are alike, so that few heads are read. */
static const struct glance *look(struct detector *p, const struct format *f, char delimiter)
{
	size_t before = views_looked(p->views);
	struct glance *g = p->glances;
	struct kept k = { NULL, 0 };

	while (g != NULL
	       && (g->delimiter != delimiter || !head_is_alike(g->of, f)
	           || !str_eq_fold(g->encoding, f->encoding)))
		g = g->next;
	if (g != NULL) {
		views_add(p->views, g->looked);
		return g;
	}
	g = ARENA_NEW(p->scratch, struct glance);
	*g = (struct glance){ .of = f, .encoding = f->encoding, .delimiter = delimiter, .next = p->glances };
	p->glances = g;
	k.v = views_get(p->views, f->encoding, delimiter);
	views_begin(p->views);
	(p->wants_later ? head_read : head_glance)(p->scratch, f, (struct records){ next_kept, &k },
	                                           &g->head);
	g->n_records = k.at;
	g->looked = views_looked(p->views);
	views_add(p->views, before);
	return g;
}

static void try_delimiter(struct detector *p, const struct format *f, char delimiter, struct try *best)
{
	const struct glance *g = look(p, f, delimiter);
	struct try t = { .head = g->head, .delimiter = delimiter };

	t.misfit = head_judge(f, &t.head);
	if (f->is_stacked && p->wants_later) {
		struct kept k = { views_get(p->views, f->encoding, delimiter), g->n_records };

		try_tables(p, f, &k, &t);
	}
	if (best->delimiter == '\0' || (t.misfit.fits && !best->misfit.fits)
	    || (!best->misfit.fits && t.misfit.found > best->misfit.found))
		*best = t;
}

static uint32_t mark_bit(const struct detector *p, char delimiter)
{
	const char *mark = memchr(p->marks, delimiter, p->n_marks);

	return mark != NULL ? UINT32_C(1) << (mark - p->marks) : 0;
}

/* Of a file without this delimiter each record is one field, and no two columns can be found in it. */
static bool is_hopeless(const struct detector *p, const struct format *f, char delimiter)
{
	return !p->wants_later && f->encoding.n == 0 && (p->lacks & mark_bit(p, delimiter)) != 0
	       && head_needs_two(f);
}

static struct try try_format(struct detector *p, const struct format *f)
{
	struct try best = { .delimiter = '\0' };
	struct csv_record first;
	bool is_sep = false;
	char sep = '\0';

	if (view_record(views_get(p->views, f->encoding, f->delimiters.p[0]), 0, &first))
		sep = sep_line(first.raw, &is_sep);
	if (sep != '\0')
		try_delimiter(p, f, sep, &best);
	for (size_t i = 0; i < f->delimiters.n && !best.misfit.fits; i++)
		if (!is_hopeless(p, f, f->delimiters.p[i]))
			try_delimiter(p, f, f->delimiters.p[i], &best);
	return best;
}

/* By what the format was recognised. */
static struct str say_why(struct arena *a, const struct format *f, const struct try *t)
{
	struct strbuf b;

	strbuf_init(&b, a, 1000);
	if (t->head.title.n > 0)
		strbuf_fmt(&b, "title \"%.*s\", ", STR_ARG(t->head.title));
	if (f->preamble_line.n > 0)
		strbuf_fmt(&b, "a line %.*s, ", STR_ARG(f->preamble_line));
	strbuf_addz(&b, f->columns.n == 1 ? "column " : "columns ");
	for (size_t i = 0; i < f->columns.n; i++)
		strbuf_fmt(&b, "%s%.*s", i > 0 ? ", " : "", STR_ARG(f->columns.all[i]));
	strbuf_fmt(&b, " on line %u", t->head.line);
	return strbuf_str(&b);
}

/* Is a (share of its columns found) nearer than b? */
static bool is_nearer(const struct misfit *a, const struct misfit *b)
{
	if (a->found * b->wanted != b->found * a->wanted)
		return a->found * b->wanted > b->found * a->wanted;
	return a->found > b->found;
}

/* A file that cannot be told by its first bytes is looked at again. */
static bool is_known(const struct detector *p, const struct answer *w)
{
	return w->n > 0 && p->held != NULL && p->held->n >= w->n && (w->lacks & ~p->lacks) == 0
	       && memcmp(p->held->p, w->head, w->n) == 0;
}

static void learn(const struct detector *p, struct answer *w, const struct format *f, size_t looked)
{
	w->n = 0;
	if (p->held == NULL || looked > p->held->n || looked > LONGEST_HEAD)
		return;
	mem_reserve(&w->head, &w->cap, looked, 1);
	memcpy(w->head, p->held->p, looked);
	w->n = looked;
	w->lacks = 0;
	for (size_t i = 0; i < f->delimiters.n; i++)
		w->lacks |= p->lacks & mark_bit(p, f->delimiters.p[i]);
}

static void open_views(struct detector *p)
{
	if (p->views == NULL)
		p->views = views_open(p->scratch, p->path, p->held, p->shown);
}

/* Does format i fit the first table of the file? */
static const struct answer *ask(struct detector *p, size_t i)
{
	struct answer *w = &p->answers[i];
	const struct format *f = p->fs.all[i];
	struct try t;
	struct str why;

	if (is_known(p, w))
		return w;
	open_views(p);
	views_begin(p->views);
	t = try_format(p, f);
	why = t.misfit.fits ? say_why(p->scratch, f, &t) : STR_NONE;
	w->fits = t.misfit.fits;
	w->delimiter = t.delimiter;
	if (w->fits && !str_eq(w->why, why))
		w->why = str_copy(p->a, why);
	learn(p, w, f, views_looked(p->views));
	return w;
}

static void add_fit(struct fit *out, const struct format *f, struct str why, char delimiter)
{
	struct detection *found = &out->found;

	if (found->n_fits == 0)
		out->delimiter = delimiter;
	found->why[found->n_fits] = why;
	found->fits[found->n_fits++] = f;
}

/* Later tables count, too, and of those that do not fit the nearest is named. */
static void try_later(struct detector *p, struct fit *out)
{
	struct misfit best = { 0, 1, false };

	open_views(p);
	p->glances = NULL;
	p->wants_later = true;
	for (size_t i = 0; i < p->fs.n; i++) {
		const struct format *f = p->fs.all[i];
		struct try t = try_format(p, f);
		struct detection *found = &out->found;

		if (t.misfit.fits) {
			add_fit(out, f, say_why(p->a, f, &t), t.delimiter);
		} else if (found->nearest == NULL || is_nearer(&t.misfit, &best)) {
			best = t.misfit;
			found->nearest = f;
			found->differs =
			    t.head.is_wrapped
				? STR("each whole line stands in quotes; save it again as plain CSV")
				: head_differs(p->a, f, &t.head);
		}
	}
	p->wants_later = false;
}

/* Nothing fits: say so when it is because the bytes cannot be read. */
static bool is_readable(const char *path, const struct str *held, struct str shown, struct diag *d)
{
	struct decoder *c = decode_held(held, path, shown, STR_NONE, d);
	struct str line;
	bool ok = c != NULL;

	for (int i = 0; ok && i < HEAD_RECORDS && decode_line(c, &line, d); i++)
		continue;
	ok = ok && !decode_failed(c);
	decode_close(c);
	return ok;
}

static void gather_marks(struct detector *p)
{
	for (size_t i = 0; i < p->fs.n; i++)
		for (size_t k = 0; k < p->fs.all[i]->delimiters.n && p->n_marks < MOST_MARKS; k++)
			if (mark_bit(p, p->fs.all[i]->delimiters.p[k]) == 0)
				p->marks[p->n_marks++] = p->fs.all[i]->delimiters.p[k];
}

static uint32_t lacking(const struct detector *p)
{
	uint32_t bits = 0;

	for (size_t i = 0; p->held != NULL && i < p->n_marks; i++)
		if (p->held->n == 0 || memchr(p->held->p, p->marks[i], p->held->n) == NULL)
			bits |= UINT32_C(1) << i;
	return bits;
}

struct detector *detector_new(struct arena *a, const struct formats *fs)
{
	struct detector *p = mem_new(1, sizeof *p);

	p->a = a;
	p->fs = *fs;
	p->answers = mem_new(fs->n + 1, sizeof *p->answers);
	p->scratch = arena_new(0);
	gather_marks(p);
	return p;
}

void detector_free(struct detector *p)
{
	if (p == NULL)
		return;
	for (size_t i = 0; i < p->fs.n; i++)
		mem_free(p->answers[i].head);
	mem_free(p->answers);
	arena_free(p->scratch);
	mem_free(p);
}

static void make_room(struct arena *a, size_t n, struct fit *out)
{
	memset(out, 0, sizeof *out);
	out->found.fits = ARENA_ARRAY(a, n, const struct format *);
	out->found.why = ARENA_ARRAY(a, n, struct str);
}

static void begin_file(struct detector *p, const char *path, const struct str *held, struct str shown)
{
	p->path = path;
	p->held = held;
	p->shown = shown;
	p->lacks = lacking(p);
	p->views = NULL;
	p->glances = NULL;
}

bool detector_fit(struct detector *p, const char *path, const struct str *held, struct str shown,
                  struct fit *out, struct diag *d)
{
	size_t n = 0;

	begin_file(p, path, held, shown);
	for (size_t i = 0; i < p->fs.n; i++)
		n += ask(p, i)->fits;
	make_room(p->a, n > 0 ? n : p->fs.n + 1, out);
	for (size_t i = 0; i < p->fs.n; i++)
		if (p->answers[i].fits)
			add_fit(out, p->fs.all[i], p->answers[i].why, p->answers[i].delimiter);
	if (n == 0 && d != NULL)
		try_later(p, out);
	if (p->views != NULL)
		views_close(p->views);
	arena_reset(p->scratch);
	return out->found.n_fits > 0 || (d != NULL && is_readable(path, held, shown, d));
}

bool format_detect(struct arena *a, const struct formats *fs, const char *path, struct str shown,
                   struct detection *out, struct diag *d)
{
	struct detector *p = detector_new(a, fs);
	struct fit fit;
	bool ok = detector_fit(p, path, NULL, shown, &fit, d);

	*out = fit.found;
	detector_free(p);
	return ok;
}

/* format_detect.c - which formats fit a file, by the first records of it. */
#include "read/detect.h"

#include <string.h>
#include "read/head.h"

enum { HEAD_RECORDS = 80, HEAD_BYTES = 1 << 18, MAX_VIEWS = 48 };

/* The head of the file, read with one encoding and delimiter. */
struct view {
	struct str encoding;
	char delimiter;
	struct csv_record *all;
	size_t n;
};

struct prober {
	struct arena *a; /* lives as long as the detection runs */
	const char *path;
	const struct str *held;
	struct str shown;
	struct diag *quiet; /* a wrong delimiter or encoding makes errors that say nothing */
	struct view views[MAX_VIEWS];
	size_t n_views;
	bool wants_later; /* no format fits the first table: one may fit another */
};

static struct csv_record copy_record(struct arena *a, const struct csv_record *rec)
{
	struct csv_record copy = *rec;

	copy.fields = ARENA_ARRAY(a, rec->n + 1, struct str);
	for (size_t i = 0; i < rec->n; i++)
		copy.fields[i] = str_copy(a, rec->fields[i]);
	copy.raw = str_copy(a, rec->raw);
	return copy;
}

static void read_view(struct prober *p, struct view *v)
{
	struct decoder *c = decode_held(p->held, p->path, p->shown, v->encoding, p->quiet);
	struct csv *r = c == NULL ? NULL : csv_open(c, p->shown, v->delimiter, PARSER_FAST);
	struct csv_record rec;
	size_t bytes = 0;

	v->all = ARENA_ARRAY(p->a, HEAD_RECORDS, struct csv_record);
	while (r != NULL && v->n < HEAD_RECORDS && bytes < HEAD_BYTES && csv_next(r, &rec, p->quiet)) {
		bytes += rec.raw.n;
		v->all[v->n++] = copy_record(p->a, &rec);
	}
	csv_close(r);
	decode_close(c);
}

static const struct view *view_of(struct prober *p, struct str encoding, char delimiter)
{
	struct view *v;

	for (size_t i = 0; i < p->n_views; i++)
		if (p->views[i].delimiter == delimiter && str_eq_fold(p->views[i].encoding, encoding))
			return &p->views[i];
	/* Formats with more encodings than this share the last place. */
	v = &p->views[p->n_views < MAX_VIEWS ? p->n_views++ : MAX_VIEWS - 1];
	*v = (struct view){ .encoding = encoding, .delimiter = delimiter };
	read_view(p, v);
	return v;
}

struct kept { /* a walk over the records of a view */
	const struct view *v;
	size_t at;
};

static bool next_kept(void *ctx, struct csv_record *rec)
{
	struct kept *k = ctx;

	if (k->at == k->v->n)
		return false;
	*rec = k->v->all[k->at++];
	return true;
}

struct
try {
	struct head head;
	struct misfit misfit;
	char delimiter;
};

/* Of stacked tables any may be the one: those behind the first, as far as the head of the file goes. */
static void try_tables(struct prober *p, const struct format *f, struct kept *k, struct try *t)
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
		head_read_table(p->a, f, in, &rec, &h);
		if (h.line == 0)
			return;
		misfit = head_judge(p->a, f, &h);
		if (!misfit.fits)
			continue;
		t->head = h;
		t->misfit = misfit;
	}
}

static void try_delimiter(struct prober *p, const struct format *f, char delimiter, struct try *best)
{
	struct kept k = { view_of(p, f->encoding, delimiter), 0 };
	struct try t = { .delimiter = delimiter };

	head_read(p->a, f, (struct records){ next_kept, &k }, &t.head);
	t.misfit = head_judge(p->a, f, &t.head);
	if (f->is_stacked && p->wants_later)
		try_tables(p, f, &k, &t);
	if (best->delimiter == '\0' || (t.misfit.fits && !best->misfit.fits)
	    || (!best->misfit.fits && t.misfit.found > best->misfit.found))
		*best = t;
}

static struct try try_format(struct prober *p, const struct format *f)
{
	const struct view *first = view_of(p, f->encoding, f->delimiters.p[0]);
	struct try best = { .delimiter = '\0' };
	bool is_sep = false;
	char sep = first->n > 0 ? sep_line(first->all[0].raw, &is_sep) : '\0';

	if (sep != '\0')
		try_delimiter(p, f, sep, &best);
	for (size_t i = 0; i < f->delimiters.n && !best.misfit.fits; i++)
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

static void try_all(struct arena *a, struct prober *p, const struct formats *fs, struct fit *out)
{
	struct misfit best = { 0, 1, false };

	for (size_t i = 0; i < fs->n; i++) {
		const struct format *f = fs->all[i];
		struct try t = try_format(p, f);
		struct detection *found = &out->found;

		if (t.misfit.fits) {
			if (found->n_fits == 0)
				out->delimiter = t.delimiter;
			found->why[found->n_fits] = say_why(a, f, &t);
			found->fits[found->n_fits++] = f;
		} else if (found->nearest == NULL || is_nearer(&t.misfit, &best)) {
			best = t.misfit;
			found->nearest = f;
			found->differs =
			    t.head.is_wrapped
				? STR("each whole line stands in quotes; save it again as plain CSV")
				: head_differs(a, f, &t.head);
		}
	}
}

/* Nothing fits: say so when it is because the bytes cannot be read. */
static bool is_readable(const struct prober *p, struct diag *d)
{
	struct decoder *c = decode_held(p->held, p->path, p->shown, STR_NONE, d);
	struct str line;
	bool ok = c != NULL;

	for (int i = 0; ok && i < HEAD_RECORDS && decode_line(c, &line, d); i++)
		continue;
	ok = ok && !decode_failed(c);
	decode_close(c);
	return ok;
}

bool detect_fit(struct arena *a, const struct formats *fs, const char *path, const struct str *held,
                struct str shown, struct fit *out, struct diag *d)
{
	struct prober p = {
		.a = arena_new(0), .path = path, .held = held, .shown = shown, .quiet = diag_new()
	};
	bool ok;

	memset(out, 0, sizeof *out);
	out->found.fits = ARENA_ARRAY(a, fs->n + 1, const struct format *);
	out->found.why = ARENA_ARRAY(a, fs->n + 1, struct str);
	try_all(a, &p, fs, out);
	if (out->found.n_fits == 0) {
		p.wants_later = true;
		out->found.nearest = NULL;
		try_all(a, &p, fs, out);
	}
	ok = out->found.n_fits > 0 || is_readable(&p, d);
	diag_free(p.quiet);
	arena_free(p.a);
	return ok;
}

bool format_detect(struct arena *a, const struct formats *fs, const char *path, struct str shown,
                   struct detection *out, struct diag *d)
{
	struct fit fit;
	bool ok = detect_fit(a, fs, path, NULL, shown, &fit, d);

	*out = fit.found;
	return ok;
}

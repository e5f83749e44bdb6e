/* fuzz_format.c - a format file and an export, parted by a line %%%, through detection and both readings; by libcsv, and by
 * the fast reader with 1 to 4 threads and seams anywhere, which must tell the same findings, ledger and cells. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "read/detect.h"
#include "data/rates.h"
#include "read/export.h"
#include "read/pipeline.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char plain[] = "format: plain\nrecognise: {columns: [Date]}\n"
			    "date: {column: Date, forms: [YYYY-MM-DD, M/D/YYYY]}\nchannel: {constant: x}\n";

struct how {
	enum parser parser;
	size_t n_threads, block;
};

struct run {
	struct arena *a;
	struct intern *names;
	struct diag *d;
	struct workspace ws;
	struct source source;
	struct model model;
	struct store *st;
	struct posts *posts;
};

static void set_up(struct run *r)
{
	memset(r, 0, sizeof *r);
	r->a = arena_new(0);
	r->names = intern_new();
	r->d = diag_new();
	r->st = store_new();
	r->posts = posts_new();
	r->ws.fiscal.first_month = 7;
	r->ws.sources = &r->source;
	r->ws.n_sources = 1;
	r->source.files = STR("f.csv");
	r->source.year = 2026;
	r->ws.currency = STR("EUR");
	r->model.names = r->names;
}

static void tear_down(struct run *r)
{
	posts_free(r->posts);
	store_free(r->st);
	diag_free(r->d);
	intern_free(r->names);
	arena_free(r->a);
}

/* What a reading may never do: lose a row, or count other rows than the first reading did. */
static void check(const struct input *in, const struct export_span *span, bool ok)
{
	uint64_t sum = in->rows_used + in->rows_rejected;

	for (size_t i = 0; i < LEFT__N; i++)
		sum += in->left[i];
	if (sum != in->rows)
		abort();
	if (ok && (span->rows != in->rows || span->first != in->first_day || span->last != in->last_day))
		abort();
	if (ok && (span->digest_hi != in->digest_hi || span->bytes != in->bytes))
		abort();
}

/* Cells walked over again, as `explain` does, are those that were put. */
static void count_cell(void *ctx, const struct row *row, sym metric, int64_t original,
                       const struct money *money)
{
	uint64_t *n = ctx;

	(void)row;
	(void)original;
	(void)money;
	*n += metric != 0;
}

static void tell_ledger(struct strbuf *b, const struct input *in)
{
	strbuf_fmt(
	    b,
	    "rows %lu used %lu rejected %lu cells %lu missing %lu rejected %lu ignored %lu days %d %d left",
	    (unsigned long)in->rows, (unsigned long)in->rows_used, (unsigned long)in->rows_rejected,
	    (unsigned long)in->cells_used, (unsigned long)in->cells_missing,
	    (unsigned long)in->cells_rejected, (unsigned long)in->cells_ignored, in->first_day, in->last_day);
	for (size_t i = 0; i < LEFT__N; i++)
		strbuf_fmt(b, " %lu", (unsigned long)in->left[i]);
	strbuf_addc(b, '\n');
}

/* Every cell, the series in the order in which they came. */
static void tell_store(struct strbuf *b, const struct run *r)
{
	for (size_t i = 0; i < store_count(r->st); i++) {
		const struct series *s = store_series(r->st, i);
		const sym names[] = { s->channel, s->account, s->campaign, s->metric };
		struct cell_walk w;
		int32_t day;
		int64_t micro;

		for (size_t k = 0; k < 4; k++)
			strbuf_fmt(b, "'%.*s' ", STR_ARG(intern_str(r->names, names[k])));
		store_walk(&w, r->st, i, s->first_day, s->last_day);
		while (store_next(&w, &day, &micro))
			strbuf_fmt(b, "%d:%lld ", day, (long long)micro);
		strbuf_addc(b, '\n');
	}
}

static void read_export(struct run *r, const struct format *f, const char *path, char delimiter,
                        struct how how, struct strbuf *out)
{
	struct export_job job = {
		.path = path, .shown = STR("f.csv"), .format = f, .delimiter = delimiter, .source = &r->source
	};
	struct exports x;
	struct export_span span;
	struct input in = { .first_day = DAY_NONE, .last_day = DAY_NONE };
	struct put_report report;
	const struct rate rate = {
		.currency = STR("USD"), .month = 56 * 12 + 6, .micro = 912345, .per = MICRO
	};
	const struct rates rates = { &rate, 1 }; /* of July 2026 */
	uint64_t told = 0;
	bool ok;

	exports_init(&x, r->a, r->names, &r->ws, &r->model, r->st, r->posts, r->d);
	x.rates = &rates;
	x.parser = how.parser;
	x.block = how.block;
	x.pipeline = how.n_threads > 1 ? pipeline_new(r->st, how.n_threads, how.block) : NULL;
	export_scan(&x, &job, NULL, &span);
	ok = export_read(&x, &job, &in, &report);
	check(&in, &span, ok);
	export_walk_cells(&x, &job, count_cell, &told);
	if (told != in.cells_used)
		abort();
	if (report.n_conflicts > 0)
		same_cell_explain(&x, &job, &report);
	put_report_clear(&report);
	posts_fold(r->posts, r->st, NULL);
	tell_ledger(out, &in);
	tell_store(out, r);
	exports_clear(&x);
}

static void write_file(const char *path, struct str bytes)
{
	FILE *f = fopen(path, "wb");

	if (f == NULL || fwrite(bytes.p, 1, bytes.n, f) != bytes.n || fclose(f) != 0)
		abort();
}

/* All that reading the export with the format says. */
static struct str tell(struct run *r, struct str yaml, struct str export, struct how how)
{
	const struct format *f = format_parse(r->a, STR("f.yaml"), yaml, r->d);
	const struct formats fs = { &f, 1 };
	const struct finding *found;
	struct strbuf told;
	struct detector *detector;
	struct fit fit;
	char path[64];
	size_t n;

	strbuf_init(&told, r->a, 0);
	snprintf(path, sizeof path, "/tmp/kpialign-fuzz-%ld", (long)getpid());
	if (f != NULL) {
		write_file(path, export);
		detector = detector_new(r->a, &fs);
		if (detector_fit(detector, path, NULL, STR("f.csv"), &fit, r->d) && fit.found.n_fits == 1)
			read_export(r, f, path, fit.delimiter, how, &told);
		detector_free(detector);
		remove(path);
	}
	found = diag_list(r->d, &n);
	for (size_t i = 0; i < n; i++)
		diag_format(&told, &found[i]);
	return strbuf_str(&told);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str all = { (const char *)data, size };
	size_t cut = str_find(all, STR("\n%%%\n"));
	struct str yaml = cut == SIZE_MAX ? str_of(plain) : str_sub(all, 0, cut);
	struct str export = cut == SIZE_MAX ? all : str_sub(all, cut + 5, size);
	const struct how plainly = { PARSER_LIBCSV, 1, 0 };
	const struct how fast = { PARSER_FAST, 1 + export.n % 4, (size_t)16 << export.n / 4 % 5 };
	struct run one, other;

	set_up(&one);
	set_up(&other);
	if (!str_eq(tell(&one, yaml, export, plainly), tell(&other, yaml, export, fast)))
		abort();
	tear_down(&one);
	tear_down(&other);
	return 0;
}

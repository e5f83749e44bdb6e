/* record.c - the record of a run: Data quality (rows and findings) and Sources (files, and how the run
 * was set). */
#include <assert.h>
#include "plan/sheets.h"
#include "plan/width.h"

/* So that most paths stand on one line. */
static uint32_t file_column(const struct plan *p, uint32_t pixels)
{
	for (size_t i = 0; i < p->b->inputs->n; i++)
		pixels = column_for(pixels, p->b->inputs->all[i].path, LOOK_CELL, 420);
	return pixels;
}

static uint64_t left_of(const struct input *in)
{
	uint64_t n = 0;

	for (int i = 0; i < LEFT__N; i++)
		n += in->left[i];
	return n;
}

enum { ROWS_FILE, ROWS_READ, ROWS_USED, ROWS_REST, ROWS_COLS };

/* "1 rejected; 52 same file twice" */
static struct str rest_words(struct plan *p, const struct input *in)
{
	struct strbuf b;

	strbuf_init(&b, p->pen.a, 0);
	if (in->rows_rejected > 0)
		strbuf_fmt(&b, "%llu rejected", (unsigned long long)in->rows_rejected);
	for (int i = 0; i < LEFT__N; i++)
		if (in->left[i] > 0)
			strbuf_fmt(&b, "%s%llu %s", b.n > 0 ? "; " : "", (unsigned long long)in->left[i],
			           left_out_names[i]);
	return strbuf_str(&b);
}

static void put_rows(struct plan *p, size_t i)
{
	const struct input *in = &p->b->inputs->all[i];
	struct str rest = rest_words(p, in);

	pen_link_row(&p->pen, ROWS_FILE, LOOK_LINK, in->path, STR("Sources"),
	             SOURCES_FIRST_ROW + (uint32_t)i);
	pen_count(&p->pen, ROWS_READ, LOOK_NUMBER, in->rows);
	pen_count(&p->pen, ROWS_USED, LOOK_NUMBER, in->rows_used);
	pen_text(&p->pen, ROWS_REST, rest.n > 0 ? LOOK_CELL : LOOK_MUTED, rest);
	p->pen.row++;
}

static void put_ledger(struct plan *p)
{
	struct arena *a = p->pen.a;
	const struct inputs *all = p->b->inputs;
	const struct column columns[ROWS_COLS] = {
		[ROWS_FILE] = { STR("File"), false },
		[ROWS_READ] = { STR("Rows read"), true },
		[ROWS_USED] = { STR("Used"), true },
		[ROWS_REST] = { STR("Not used, and why"), false },
	};
	uint64_t rows = 0, used = 0, rejected = 0, left = 0;

	pen_prose(&p->pen, LOOK_SECTION, STR("What became of every row"));
	pen_table(&p->pen, STR("rows"), columns, ROWS_COLS, false);
	pen_expect(&p->pen, all->n);
	for (size_t i = 0; i < all->n; i++) {
		const struct input *in = &all->all[i];

		if (in->role != INPUT_METRICS)
			continue;
		put_rows(p, i);
		rows += in->rows;
		used += in->rows_used;
		rejected += in->rows_rejected;
		left += left_of(in);
	}
	pen_table_end(&p->pen);
	pen_prose(&p->pen, LOOK_SMALL,
	          str_fmt(a, "%.*s row%s read = %.*s used + %.*s rejected + %.*s left out on purpose.",
	                  STR_ARG(number_words(a, (double)rows, 0)), rows == 1 ? "" : "s",
	                  STR_ARG(number_words(a, (double)used, 0)),
	                  STR_ARG(number_words(a, (double)rejected, 0)),
	                  STR_ARG(number_words(a, (double)left, 0))));
}

enum { FIND_PLACE, FIND_SEVERITY, FIND_CODE, FIND_MESSAGE, FIND_REMEDY, FIND_COLS };

/* Findings by severity, worst first, each in the order of the list. */
static void put_findings(struct plan *p)
{
	const struct column columns[FIND_COLS] = {
		[FIND_PLACE] = { STR("Place"), false },
		[FIND_SEVERITY] = { STR("Severity"), false },
		[FIND_CODE] = { STR("Code"), false },
		[FIND_MESSAGE] = { STR("What was found"), false },
		[FIND_REMEDY] = { STR("What to do"), false },
	};

	pen_prose(&p->pen, LOOK_SECTION, STR("Findings"));
	pen_table(&p->pen, STR("findings"), columns, FIND_COLS, false);
	pen_expect(&p->pen, p->n_findings);
	for (int sev = SEV__N - 1; sev >= 0; sev--)
		for (size_t i = 0; i < p->n_findings; i++) {
			const struct finding *f = &p->findings[i];
			struct str message = f->message, place = place_text(p->pen.a, f->at);

			if ((int)f->severity != sev)
				continue;
			if (f->more > 0)
				message = str_fmt(p->pen.a, "%.*s (and %llu more like it)", STR_ARG(message),
				                  (unsigned long long)f->more);
			pen_text(&p->pen, FIND_SEVERITY, LOOK_CELL, str_of(severity_names[sev]));
			pen_text(&p->pen, FIND_CODE, LOOK_STRONG, str_of(f->code));
			pen_text(&p->pen, FIND_PLACE, place.n > 0 ? LOOK_CELL : LOOK_MUTED, place);
			pen_text(&p->pen, FIND_MESSAGE, LOOK_CELL, message);
			pen_text(&p->pen, FIND_REMEDY, f->remedy.n > 0 ? LOOK_CELL : LOOK_MUTED, f->remedy);
			p->pen.row++;
		}
	pen_table_end(&p->pen);
}

void plan_quality(struct plan *p)
{
	struct arena *a = p->pen.a;
	uint32_t pixels[FIND_COLS] = { 240, 76, 70, 380, 300 };
	uint64_t n = 0;

	for (size_t i = 0; i < p->n_findings; i++)
		n += 1 + p->findings[i].more;
	pixels[ROWS_FILE] = file_column(p, pixels[ROWS_FILE]);
	pen_sheet(&p->pen, STR("Data quality"), pixels, FIND_COLS);
	p->pen.s->is_landscape = true;
	plan_top(p, STR("Data quality: findings and rows"),
	         str_fmt(a, "%.*s findings, worst first; then every row of every file, used or not",
	                 STR_ARG(number_words(a, (double)n, 0))));
	put_findings(p);
	put_ledger(p);
}

enum {
	SRC_FILE,
	SRC_ROLE,
	SRC_FORMAT,
	SRC_ROWS,
	SRC_USED,
	SRC_REJECTED,
	SRC_LEFT,
	SRC_FIRST,
	SRC_LAST,
	SRC_BYTES,
	SRC_DIGEST,
	SRC_COLS
};

static void put_input(struct plan *p, const struct input *in)
{
	bool is_data = in->role == INPUT_METRICS;

	pen_text(&p->pen, SRC_FILE, LOOK_CELL, in->path);
	if (in->role == INPUT_MODEL)
		pen_link(&p->pen, SRC_ROLE, LOOK_LINK, str_of(input_role_names[in->role]),
		         STR("Definitions"));
	else if (is_data)
		pen_link(&p->pen, SRC_ROLE, LOOK_LINK, str_of(input_role_names[in->role]),
		         STR("Data quality"));
	else
		pen_text(&p->pen, SRC_ROLE, LOOK_CELL, str_of(input_role_names[in->role]));
	pen_text(&p->pen, SRC_FORMAT, in->format.n > 0 ? LOOK_CELL : LOOK_MUTED, in->format);
	if (is_data) {
		pen_count(&p->pen, SRC_ROWS, LOOK_NUMBER, in->rows);
		pen_count(&p->pen, SRC_USED, LOOK_NUMBER, in->rows_used);
		pen_count(&p->pen, SRC_REJECTED, LOOK_NUMBER, in->rows_rejected);
		pen_count(&p->pen, SRC_LEFT, LOOK_NUMBER, left_of(in));
		pen_day(&p->pen, SRC_FIRST, LOOK_NUMBER, in->first_day);
		pen_day(&p->pen, SRC_LAST, LOOK_NUMBER, in->last_day);
	} else {
		for (uint32_t i = SRC_ROWS; i <= SRC_LAST; i++)
			pen_dash(&p->pen, i);
	}
	pen_count(&p->pen, SRC_BYTES, LOOK_NUMBER, in->bytes);
	pen_text(&p->pen, SRC_DIGEST, LOOK_MUTED,
	         str_fmt(p->pen.a, "%016llx%016llx", (unsigned long long)in->digest_hi,
	                 (unsigned long long)in->digest_lo));
	p->pen.row++;
}

static void put_fact(struct plan *p, const char *what, struct str is, struct str how)
{
	pen_text(&p->pen, 0, LOOK_STRONG, str_of(what));
	pen_span(&p->pen, 1, 6, LOOK_CELL, is.n > 0 ? is : STR("none"));
	pen_span(&p->pen, 7, SRC_COLS - 7, LOOK_MUTED, how.n > 0 ? how : STR("\u2013"));
	p->pen.row++;
}

/* Period, as-of and how both were chosen; what made this file. Prose, so merged. */
static void put_facts(struct plan *p)
{
	struct arena *a = p->pen.a;
	const struct book_facts *b = p->b;
	struct str first = day_words(a, p->o->period.first), last = day_words(a, p->o->period.last);

	put_fact(p, "Period",
	         str_fmt(a, "%.*s: %.*s to %.*s", STR_ARG(period_text(a, p->o->period)), STR_ARG(first),
	                 STR_ARG(last)),
	         p->o->period_how);
	put_fact(p, "As of", day_words(a, p->o->as_of), p->o->as_of_how);
	put_fact(p, "Run", b->run_id,
	         b->is_reported ? str_fmt(a, "reported %.*s", STR_ARG(b->reported_on)) : STR("draft"));
	put_fact(p, "Model", str_fmt(a, "%.*s %.*s", STR_ARG(p->f->model->id), STR_ARG(p->f->model->version)),
	         p->f->ws->model);
	put_fact(p, "Made by", str_fmt(a, "kpialign %.*s", STR_ARG(b->version)), STR_NONE);
	pen_skip(&p->pen, 12);
}

void plan_sources(struct plan *p)
{
	uint32_t pixels[SRC_COLS] = { 250, 76, 180, 70, 70, 66, 66, 84, 84, 84, 230 };
	const struct column columns[SRC_COLS] = {
		[SRC_FILE] = { STR("File"), false },     [SRC_ROLE] = { STR("Role"), false },
		[SRC_FORMAT] = { STR("Format"), false }, [SRC_ROWS] = { STR("Rows read"), true },
		[SRC_USED] = { STR("Used"), true },      [SRC_REJECTED] = { STR("Rejected"), true },
		[SRC_LEFT] = { STR("Left out"), true },  [SRC_FIRST] = { STR("First day"), true },
		[SRC_LAST] = { STR("Last day"), true },  [SRC_BYTES] = { STR("Bytes"), true },
		[SRC_DIGEST] = { STR("Digest"), false },
	};

	pixels[SRC_FILE] = file_column(p, pixels[SRC_FILE]);
	pen_sheet(&p->pen, STR("Sources"), pixels, SRC_COLS);
	p->pen.s->is_landscape = true;
	plan_top(p, STR("Sources: every file this scorecard was made from"),
	         str_fmt(p->pen.a, "%.*s in the order read; the digest is XXH3 of all bytes, 128 bits",
	                 STR_ARG(str_count(p->pen.a, p->b->inputs->n, "file"))));
	put_facts(p);
	p->pen.s->has_repeat = true;
	p->pen.s->repeat_first = p->pen.s->repeat_last = p->pen.row;
	pen_table(&p->pen, STR("sources"), columns, SRC_COLS, true);
	assert(p->pen.row == SOURCES_FIRST_ROW);
	pen_expect(&p->pen, p->b->inputs->n);
	for (size_t i = 0; i < p->b->inputs->n; i++)
		put_input(p, &p->b->inputs->all[i]);
	pen_table_end(&p->pen);
}

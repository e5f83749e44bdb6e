/* source_read.c - one file into the store, its ledger, and what is said of it. */
#include "read/source_files.h"

#include <string.h>
#include "data/rates.h"
#include "read/format_def.h"

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
	diag_error(s->d, "K102", source_place(in->path),
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

void source_skip_copy(struct sources *s, size_t i, const struct planned *p)
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
	diag_put(s->d, SEV_NOTE, "K113", p->shown, source_place(p->shown), STR_NONE,
	         "is byte for byte the same as %.*s and is read once", STR_ARG(p->same_as->shown));
}

/* Platforms correct the last days, and older ones by little. What gives weeks other figures is rather another account's
 * file, where nothing in it names the account. */
enum { CORRECTED_DAYS = 14, LEAST_APART = 10, APART_PERCENT = 20 };
static bool is_another(const struct put_report *r)
{
	return r->cells_apart >= LEAST_APART && r->cells_apart > r->cells_differed / 2
	       && 100 * r->cells_apart >= APART_PERCENT * r->cells_some
	       && r->apart_last - r->apart_first >= CORRECTED_DAYS;
}

static void note_replaced(struct sources *s, const struct export_job *job, const struct put_report *r)
{
	bool is_odd = is_another(r);

	diag_put(
	    s->d, is_odd ? SEV_WARNING : SEV_NOTE, "K112", job->shown, source_place(job->shown),
	    is_odd ? STR(
		"if the files are of two accounts, make two sources of them, each with its account:; if "
		"not, see which of the two is right")
		   : STR_NONE,
	    "%.*s of earlier files replaced, %llu of them by another value%s: %.*s in all before, %.*s now",
	    STR_ARG(str_count(s->a, r->cells_replaced, "cell")), (unsigned long long)r->cells_differed,
	    is_odd ? ", most of them by less than half of it or more than twice" : "",
	    STR_ARG(wide_text(s->a, r->sum_before)), STR_ARG(wide_text(s->a, r->sum_after)));
}

/* K111 and K112 of one file. */
static bool report_cells(struct sources *s, const struct export_job *job, const struct put_report *r)
{
	struct place at = source_place(job->shown);
	bool may_hide = r->cells_same_file_equal > 0 && s->o->rates != NULL && s->o->rates->n > 0
	                && job->format->grain == GRAIN_DAY && job->source->same_cell == SAME_CELL_REFUSE;

	if (r->cells_same_file_equal > 0)
		diag_put(s->d, SEV_NOTE, "K111", job->shown, at, STR_NONE,
		         "%.*s given twice with the same value, counted once",
		         STR_ARG(str_count(s->a, r->cells_same_file_equal, "cell")));
	if (r->cells_replaced > 0)
		note_replaced(s, job, r);
	if (r->overflow)
		diag_error(s->d, "K307", at, STR("split the cells, or take same_cell: sum out of the source"),
		           "the sum of a cell that is given several times is too big");
	if (r->cells_conflict > 0)
		same_cell_explain(&s->x, job, r);
	return (!may_hide || same_money_check(&s->x, job)) && r->cells_conflict == 0 && !r->overflow;
}

bool source_read_file(struct sources *s, size_t i, struct planned *p)
{
	struct input *in = input_add(s->files, INPUT_METRICS, p->shown);
	struct export_job job = source_job(s, i, p);
	struct put_report report;
	bool ok;

	fill_ledger(in, i, p);
	s->at_hand = p->shown;
	s->x.order = (struct date_order){ .is_shown = false };
	ok = export_read(&s->x, &job, in, &report);
	if (ok && in->rows == 0)
		diag_put(s->d, SEV_WARNING, "K302", p->shown, source_place(p->shown),
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
	ok = report_cells(s, &job, &report) && ok;
	put_report_clear(&report);
	return ok;
}

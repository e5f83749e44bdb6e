/* target.c - the target of a KPI for a period: its own row, or what the table of targets makes of others. */
#include <math.h>

#include "core/judge.h"
#include "core/listing.h"
#include "core/split.h"

static const struct target *row_of(const struct facts *f, sym kpi, struct period p)
{
	for (size_t i = 0; f->targets != NULL && i < f->targets->n; i++) {
		const struct target *t = &f->targets->all[i];

		if (t->kpi == kpi && period_eq(t->period, p))
			return t;
	}
	return NULL;
}

/* --- what is wrong with a row */

/* A row serves many periods and is resolved for each: its finding is said once. */
static bool is_said(struct diag *d, const char *code, struct str kpi, struct place at)
{
	size_t n;
	const struct finding *all = diag_list(d, &n);

	for (size_t i = 0; i < n; i++) {
		if (str_is(str_of(all[i].code), code) && str_eq(all[i].subject, kpi)
		    && all[i].at.line == at.line && str_eq(all[i].at.file, at.file))
			return true;
	}
	return false;
}

static void report(const struct facts *f, const struct target *row, struct diag *d, enum severity sev,
                   const char *code, struct str remedy, struct str what)
{
	struct str id = intern_str(f->model->names, row->kpi);

	if (d == NULL || is_said(d, code, id, row->at))
		return;
	diag_put(d, sev, code, id, row->at, remedy, "%.*s: %.*s", STR_ARG(id), STR_ARG(what));
}

/* One sort of wrong row for `better` with sides, one for bands. */
static void check_line(const struct facts *f, struct arena *a, const struct kpi *k, const struct target *row,
                       struct diag *d)
{
	bool is_higher = k->better == BETTER_HIGHER;
	int64_t target = row->target.micro, red = row->red_line.micro;
	struct str t = num_text(a, target), r = num_text(a, red);

	if (!row->target.has)
		return;
	if (!row->red_line.has && target == 0)
		report(f, row, d, SEV_WARNING, "K308", STR("write a red_line"),
		       STR("a target of 0 needs a red line of its own; it is not scored"));
	else if (row->red_line.has && red == target)
		report(f, row, d, SEV_WARNING, "K308",
		       str_fmt(a, "write a red_line %s %.*s", is_higher ? "below" : "above", STR_ARG(t)),
		       str_fmt(a, "the red line equals the target, %.*s; it is not scored", STR_ARG(t)));
	else if (row->red_line.has && (red > target) == is_higher)
		report(f, row, d, SEV_ERROR, "K309",
		       str_fmt(a, "write a red_line %s %.*s", is_higher ? "below" : "above", STR_ARG(t)),
		       str_fmt(a,
		               "%s is better, and the red line %.*s is on the wrong side of the target %.*s",
		               better_names[k->better], STR_ARG(r), STR_ARG(t)));
}

static void check_band(const struct facts *f, struct arena *a, const struct target *row, struct diag *d)
{
	if (row->low.has != row->high.has)
		report(f, row, d, SEV_ERROR, "K309", STR("write both low and high"),
		       row->low.has ? STR("a band needs both ends, and high is missing")
		                    : STR("a band needs both ends, and low is missing"));
	else if (row->low.has && row->low.micro > row->high.micro)
		report(f, row, d, SEV_ERROR, "K309", STR("write the smaller figure as low"),
		       str_fmt(a, "the band is upside down: low %.*s is above high %.*s",
		               STR_ARG(num_text(a, row->low.micro)), STR_ARG(num_text(a, row->high.micro))));
}

static void check(const struct facts *f, struct arena *a, const struct kpi *k, const struct target *row,
                  struct diag *d)
{
	if (k->better == BETTER_HIGHER || k->better == BETTER_LOWER)
		check_line(f, a, k, row, d);
	else if (k->better == BETTER_BAND)
		check_band(f, a, row, d);
}

/* --- from rows to one target */

/* A band without ends is its target alone. */
static void finish_band(const struct facts *f, const struct draft *t, struct resolved_target *out)
{
	struct part_of_target low = t->low.has ? t->low : t->target, high = t->high.has ? t->high : t->target;
	struct part_of_target far = fabs(low.value) > fabs(high.value) ? low : high;
	struct part_of_target w = t->tolerance.has ? t->tolerance : split_gap(f, far);

	out->is_band = true;
	out->has = (t->low.has && t->high.has) || (t->target.has && !t->low.has && !t->high.has);
	out->low = low.value;
	out->high = high.value;
	out->target = t->target.has ? t->target.value : out->low + (out->high - out->low) / 2;
	out->red_line = out->target;
	out->tolerance = w.value;
	out->is_exact = low.is_exact && high.is_exact && w.is_exact;
	out->micro = (struct target_micro){ .low = low.micro, .high = high.micro, .tolerance = w.micro };
}

static struct resolved_target finish(const struct facts *f, const struct kpi *k, const struct draft *t,
                                     bool is_derived)
{
	struct resolved_target out = { .is_derived = is_derived, .how = t->how, .at = t->row->at };
	struct part_of_target red_line;

	if (k->better == BETTER_BAND) {
		finish_band(f, t, &out);
		return out;
	}
	out.has = t->target.has;
	out.target = t->target.value;
	red_line = t->red_line.has ? t->red_line : split_red_line(f, k, t->target);
	out.red_line = red_line.value;
	out.is_exact = t->target.is_exact && red_line.is_exact;
	out.micro = (struct target_micro){ .target = t->target.micro, .red_line = red_line.micro };
	return out;
}

/* The rows of a quarter's months; how many there are. */
static int rows_of_months(const struct facts *f, const struct kpi *k, struct period p,
                          const struct target *rows[3])
{
	int n = 0;

	for (int i = 0; i < 3; i++) {
		int32_t day = month_first(day_month(p.first) + i);

		rows[i] = row_of(f, k->id, period_of(SPAN_MONTH, day, f->ws->fiscal));
		n += rows[i] != NULL;
	}
	return n;
}

/* Nothing to judge by in the row. */
static bool is_empty(const struct kpi *k, const struct draft *t)
{
	return !t->target.has && (k->better != BETTER_BAND || (!t->low.has && !t->high.has));
}

static bool from_months(const struct facts *f, struct arena *a, const struct kpi *k, struct period p,
                        struct draft *out, struct diag *d)
{
	const struct target *rows[3];

	if (p.span != SPAN_QUARTER || rows_of_months(f, k, p, rows) == 0)
		return false;
	for (int i = 0; i < 3; i++) {
		if (rows[i] != NULL)
			check(f, a, k, rows[i], d);
	}
	if (!split_months(f, a, k, rows, out))
		return false;
	for (int i = 0; i < 3 && is_empty(k, out); i++) {
		struct draft month = rows[i] != NULL ? split_read(rows[i]) : *out;

		if (is_empty(k, &month))
			out->row = month.row;
	}
	return true;
}

/* --- without a target */

/* Months of a quarter that a target could be made of: those that have a row, and those that it needs and that
 * have none. */
struct months {
	struct period with[3], needed[3];
	size_t n_with, n_needed;
	bool can_add; /* a quarter's target can be made of months at all */
};

static struct months months_of(const struct facts *f, const struct kpi *k, struct period p)
{
	enum behaviour b = split_behaviour(f, k);
	struct months m = { .can_add = b == BEHAVES_FLOW || b == BEHAVES_STOCK };
	const struct target *rows[3];

	if (p.span != SPAN_QUARTER)
		return m;
	rows_of_months(f, k, p, rows);
	for (int i = 0; i < 3; i++) {
		struct period month =
		    period_of(SPAN_MONTH, month_first(day_month(p.first) + i), f->ws->fiscal);

		if (rows[i] != NULL)
			m.with[m.n_with++] = month;
		else if (b == BEHAVES_FLOW || (b == BEHAVES_STOCK && i == 2))
			m.needed[m.n_needed++] = month;
	}
	return m;
}

static struct str list_periods(struct arena *a, const struct period *all, size_t n)
{
	struct strbuf b;

	strbuf_init(&b, a, 0);
	for (size_t i = 0; i < n; i++)
		listing_add(&b, period_text(a, all[i]), i, n);
	return strbuf_str(&b);
}

/* No row gives a target: those of some of its months are named, and what to do about the others. */
static struct resolved_target without(const struct facts *f, struct arena *a, const struct kpi *k,
                                      struct period p)
{
	struct months m = months_of(f, k, p);
	struct resolved_target t = { 0 };
	struct str with, last;

	if (m.n_with == 0)
		return t;
	with = list_periods(a, m.with, m.n_with);
	last = period_text(a, m.with[m.n_with - 1]);
	t.at = row_of(f, k->id, m.with[m.n_with - 1])->at;
	if (m.can_add)
		t.how = str_fmt(a, "%.*s has it for %.*s only; add %.*s, or run --period %.*s",
		                STR_ARG(t.at.file), STR_ARG(with),
		                STR_ARG(list_periods(a, m.needed, m.n_needed)), STR_ARG(last));
	else
		t.how = str_fmt(
		    a,
		    "%.*s has it for %.*s, and months of it make no quarter; add %.*s, or run --period %.*s",
		    STR_ARG(t.at.file), STR_ARG(with), STR_ARG(period_text(a, p)), STR_ARG(last));
	return t;
}

/* The row has no target: that, and nothing about how it was split, is the reason. */
static struct resolved_target empty(struct arena *a, const struct kpi *k, const struct draft *t)
{
	const char *what =
	    k->better == BETTER_BAND ? "low, high and target are empty" : "the target is empty";

	return (struct resolved_target){ .how = str_fmt(a, "%s in its row for %.*s", what,
		                                        STR_ARG(period_text(a, t->row->period))),
		                         .at = t->row->at };
}

struct str target_lift(const struct facts *f, struct arena *a, const struct kpi *k, struct period p)
{
	struct period year = period_of(SPAN_YEAR, p.first, f->ws->fiscal);
	struct months m = months_of(f, k, p);
	struct str needed = list_periods(a, m.needed, m.n_needed);

	if (m.n_with == 0 || m.n_needed == 0 || row_of(f, k->id, p) != NULL || row_of(f, k->id, year) != NULL)
		return str_fmt(a, "has a target for %.*s", STR_ARG(period_text(a, p)));
	return str_fmt(a, "has %s for %.*s too", m.n_needed > 1 ? "targets" : "a target", STR_ARG(needed));
}

struct resolved_target target_resolve(const struct facts *f, struct arena *a, const struct kpi *k,
                                      struct period p, struct diag *d)
{
	struct period year = period_of(SPAN_YEAR, p.first, f->ws->fiscal);
	const struct target *row = row_of(f, k->id, p);
	bool is_derived = row == NULL, from_year = false;
	struct draft t;

	if (row == NULL && !from_months(f, a, k, p, &t, d)) {
		row = p.span != SPAN_YEAR && period_holds(year, p) ? row_of(f, k->id, year) : NULL;
		if (row == NULL)
			return without(f, a, k, p);
		from_year = true;
	}
	if (row != NULL) {
		check(f, a, k, row, d);
		t = split_read(row);
	}
	if (is_empty(k, &t))
		return empty(a, k, &t);
	if (from_year && !split_year(f, a, k, p, &t))
		return (struct resolved_target){ .is_derived = is_derived, .how = t.how, .at = t.row->at };
	if (f->as_of < p.last && !split_pace(f, a, k, p, from_year, &t))
		return (struct resolved_target){
			.is_derived = is_derived, .is_unpaced = true, .how = t.how, .at = t.row->at
		};
	return finish(f, k, &t, is_derived);
}

void targets_check(const struct facts *f, struct arena *a, struct diag *d)
{
	for (size_t i = 0; i < f->targets->n; i++) {
		const struct target *row = &f->targets->all[i];
		const struct kpi *k = model_kpi(f->model, row->kpi);

		if (k != NULL)
			check(f, a, k, row, d);
	}
}

/* chart.c - the line chart of a KPI over time, actual against target: its scale, its message and the words
 * for those who cannot see it (WORKBOOK 11). */
#include <math.h>
#include "plan/sheets.h"

enum { MOST_STEPS = 5, CHART_PIXELS = 255, TITLE_NAME = 60 };

/* The range of what is drawn. False: fewer than two figures, no line. */
static bool range_of(const struct kpi_outcome *k, double *low, double *high)
{
	size_t n = 0;
	bool any = false;

	for (size_t i = 0; i < k->n_trend; i++) {
		const struct trend_point *t = &k->trend[i];

		n += t->has;
		if (t->has) {
			*low = any ? fmin(*low, t->value) : t->value;
			*high = any ? fmax(*high, t->value) : t->value;
			any = true;
		}
		if (t->has_target) {
			*low = any ? fmin(*low, t->target) : t->target;
			*high = any ? fmax(*high, t->target) : t->target;
			any = true;
		}
	}
	return n >= 2;
}

void chart_axis(double low, double high, double *min, double *max, double *step)
{
	static const double steps[] = { 1, 2, 2.5, 4, 5 };
	double span, power;

	if (low >= 0 && low <= high / 2)
		low = 0;
	if (high <= 0 && high >= low / 2)
		high = 0;
	if (!(high > low)) { /* a flat line: some room around it */
		low -= fabs(low) / 10;
		high += fabs(high) > 0 ? fabs(high) / 10 : 1;
	}
	span = high - low;
	power = pow(10, floor(log10(span / MOST_STEPS)));
	for (;; power *= 10)
		for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
			*step = steps[i] * power;
			*min = floor(low / *step + 1e-9) * *step;
			*max = ceil(high / *step - 1e-9) * *step;
			*max += 0.0; /* not -0 */
			if ((*max - *min) / *step <= MOST_STEPS + 1e-9)
				return;
		}
}

/* ", 88 k€ short of target" */
static void add_distance(struct plan *p, struct strbuf *b, const struct kpi_outcome *k, const struct scale *s)
{
	double from, to, change;

	if (!kpi_gap(k, &from, &to))
		return;
	change = scale_change(s, from, to);
	if (k->target.is_band)
		strbuf_addz(b, to < k->target.low    ? ", below its range"
		               : to > k->target.high ? ", above its range"
		                                     : ", within its range");
	else if (!scale_shows(s, change))
		strbuf_addz(b, ", on target");
	else
		strbuf_fmt(b, ", %.*s %s target", STR_ARG(scale_change_plain(p->pen.a, s, change)),
		           change > 0                        ? "above"
		           : k->kpi->better == BETTER_HIGHER ? "short of"
		                                             : "below");
}

static struct str say_chart(struct plan *p, const struct kpi_outcome *k, const struct scale *s)
{
	struct str name = kpi_label(p->f->model, k->kpi);
	struct strbuf b;
	double change;

	if (utf8_count(name) > TITLE_NAME) /* the section above has it in full */
		name = str_fmt(p->pen.a, "%.*s\u2026", STR_ARG(utf8_head(name, TITLE_NAME)));

	strbuf_init(&b, p->pen.a, 0);
	if (!k->figure.has) {
		strbuf_fmt(&b, "%.*s has no figure for %.*s", STR_ARG(name), STR_ARG(p->now));
		return strbuf_str(&b);
	}
	change = plan_compares(p, k) ? scale_change(s, k->prior, k->figure.value) : 0;
	strbuf_fmt(&b, "%.*s %s %.*s", STR_ARG(name),
	           !plan_compares(p, k)      ? "is"
	           : !scale_shows(s, change) ? "stays at"
	           : change > 0              ? "rose to"
	                                     : "fell to",
	           STR_ARG(scale_words(p->pen.a, s, k->figure.value)));
	add_distance(p, &b, k, s);
	if (k->status == STATUS_GREY)
		strbuf_fmt(&b, " (%.*s)", STR_ARG(status_lower(p->pen.a, k->status, k->grey, k->is_pace)));
	return strbuf_str(&b);
}

/* A label at the very edge would stand on the title or the periods: one step more there; below 0, where
 * nothing can be, the label moves up instead. */
static void make_room(struct chart *c, struct chart_line *l, double v)
{
	double at = (v - c->min) / (c->max - c->min);

	if (l->is_above && at > 0.85)
		c->max += c->step;
	else if (!l->is_above && at < 0.15 && (c->min < 0 || c->min > 0))
		c->min -= c->step;
	else if (!l->is_above && at < 0.15)
		l->is_above = true;
}

/* The last figure of each line says what it is; of two at the same place the lower one stands below. */
static void add_lines(struct plan *p, struct chart *c, const struct kpi_outcome *k, const struct scale *s)
{
	struct chart_line *actual = &c->lines[0], *target = &c->lines[1];
	double last = 0, goal = 0;
	size_t n_targets = 0;

	actual->name = STR("Actual");
	target->name = STR("Target");
	target->is_target = true;
	c->n_lines = 1;
	for (uint32_t i = 0; i < k->n_trend; i++) {
		const struct trend_point *t = &k->trend[i];

		if (t->has) {
			actual->labelled = i;
			last = t->value;
		}
		if (t->has_target) {
			c->n_lines = 2;
			target->labelled = i;
			goal = t->target;
			n_targets++;
		}
	}
	target->is_point = n_targets == 1;
	actual->label = str_fmt(p->pen.a, "Actual %.*s", STR_ARG(scale_words(p->pen.a, s, last)));
	target->label = str_fmt(p->pen.a, "Target %.*s", STR_ARG(scale_words(p->pen.a, s, goal)));
	actual->is_above = c->n_lines == 1 || last >= goal;
	target->is_above = !actual->is_above;
	make_room(c, actual, last);
	if (c->n_lines == 2)
		make_room(c, target, goal);
}

bool plan_chart(struct plan *p, const struct kpi_outcome *k, uint32_t data_col, struct str *axis_note)
{
	struct arena *a = p->pen.a;
	struct scale s = scale_kpi(a, k, plan_currency(p), true), axis;
	struct chart c = { .row = p->pen.row,
		           .pixels_high = CHART_PIXELS,
		           .data_row = p->pen.row + 3, /* its heading, its own row, the table's headings */
		           .data_col = data_col,
		           .n_points = (uint32_t)k->n_trend };
	double low = 0, high = 0;

	*axis_note = STR_NONE;
	if (!range_of(k, &low, &high))
		return false;
	chart_axis(low, high, &c.min, &c.max, &c.step);
	add_lines(p, &c, k, &s);
	axis = scale_for_step(&s, c.step);
	c.format = scale_format(a, &axis, false);
	if (fabs(c.min) > c.step / 2)
		*axis_note = str_fmt(a, " (the axis starts at %.*s)", STR_ARG(scale_words(a, &axis, c.min)));
	c.row++;
	c.title = pen_safe(&p->pen, say_chart(p, k, &s));
	c.alt = str_fmt(a, "Line chart of %.*s, %.*s to %.*s. %.*s. The table below has all values.",
	                STR_ARG(kpi_label(p->f->model, k->kpi)), STR_ARG(period_words(a, k->trend[0].period)),
	                STR_ARG(period_words(a, k->trend[k->n_trend - 1].period)), STR_ARG(c.title));
	pen_chart(&p->pen, &c);
	return true;
}

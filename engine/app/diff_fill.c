/* diff_fill.c - the lines of a diff, part by part. */
#include "app/diff.h"

#include "base/num.h"
#include "base/wrap.h"
#include "plan/words.h"

enum { HEAD_INDENT = 4, DETAIL_INDENT = 6 };

void diff_head(struct diff *x, enum diff_part part, struct str what, const char *fmt, ...)
{
	va_list ap;
	struct str text;

	va_start(ap, fmt);
	text = str_vfmt(x->a, fmt, ap);
	va_end(ap);
	wrap_text(&x->parts[part], str_fmt(x->a, "  %.*s:", STR_ARG(what)), HEAD_INDENT,
	          text.n ? text : STR("changed"));
}

void diff_detail(struct diff *x, enum diff_part part, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	wrap_text(&x->parts[part], STR_NONE, DETAIL_INDENT, str_vfmt(x->a, fmt, ap));
	va_end(ap);
}

struct str diff_numbers(struct arena *a, bool has_before, double before, bool has_after, double after)
{
	struct str x = STR("none"), y = STR("none");

	for (int digits = 4; digits <= 17; digits++) {
		x = has_before ? num_text_double(a, before, digits) : x;
		y = has_after ? num_text_double(a, after, digits) : y;
		if (!str_eq(x, y))
			break;
	}
	return str_fmt(a, "%.*s -> %.*s", STR_ARG(x), STR_ARG(y));
}

struct str diff_ids(const struct diff *x, const sym *ids, size_t n)
{
	struct strbuf b;

	strbuf_init(&b, x->a, 0);
	for (size_t i = 0; i < n; i++)
		strbuf_fmt(&b, "%s%.*s", i > 0 ? ", " : "", STR_ARG(intern_str(x->after->names, ids[i])));
	return strbuf_str(&b);
}

struct str diff_texts(const struct diff *x, const struct str *all, size_t n)
{
	struct strbuf b;

	strbuf_init(&b, x->a, 0);
	for (size_t i = 0; i < n; i++)
		strbuf_fmt(&b, "%s%.*s", i > 0 ? ", " : "", STR_ARG(all[i]));
	return strbuf_str(&b);
}

struct str diff_place(const struct diff *x, struct place at)
{
	struct str text = place_text(x->a, at);

	if (!text.n || str_starts(text, STR("library:")))
		return text;
	return str_fmt(x->a, "%.*s%.*s", STR_ARG(x->after_prefix), STR_ARG(text));
}

void diff_fill(struct diff *x, const struct session *before, const struct session *after,
               const struct diff_sides *sides)
{
	*x = (struct diff){
		.before = before, .after = after, .a = after->arena, .after_prefix = sides->after_prefix
	};
	for (int p = 0; p < DIFF__N; p++)
		strbuf_init(&x->parts[p], x->a, 0);
	diff_metrics(x);
	diff_kpis(x);
	diff_goals(x);
	diff_targets(x);
	diff_governance(x);
	diff_campaigns(x);
	diff_notes(x);
	diff_maturity(x);
	diff_settings(x);
	diff_scores(x);
}

bool diff_is_empty(const struct diff *x)
{
	for (int p = 0; p < DIFF__N; p++)
		if (x->parts[p].n)
			return false;
	return true;
}

/* workspace_card.c - `scorecard:`: how the workbook looks, and a logo for it. */
#include <math.h>
#include "read/picture.h"
#include "read/workspace_file.h"
#include "read/workspace_parts.h"
#include "sys/file.h"

enum { EXIT_NO_INPUT = 66, ACCENT = 0x12395B, ALL_BITS = (1 << APPENDIX__N) - 1 };
static const double LEAST_CONTRAST = 4.5; /* WCAG 2.2, 1.4.3 */

static const struct node *at_key(const struct node *n, const char *key)
{
	const struct node *below = node_get(n, key);

	return below != NULL ? below : n;
}

/* Relative luminance of a colour (WCAG 2.2). */
static double luminance(uint32_t rgb)
{
	static const double shares[] = { 0.2126, 0.7152, 0.0722 };
	double sum = 0;

	for (int i = 0; i < 3; i++) {
		double c = (double)(rgb >> (16 - 8 * i) & 0xFF) / 255;

		sum += shares[i] * (c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4));
	}
	return sum;
}

/* "#12395B" */
static bool parse_colour(struct str s, uint32_t *rgb)
{
	uint32_t v = 0;

	if (s.n != 7 || s.p[0] != '#')
		return false;
	for (size_t i = 1; i < s.n; i++) {
		char c = s.p[i];

		if (c >= '0' && c <= '9')
			v = v << 4 | (uint32_t)(c - '0');
		else if ((c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f'))
			v = v << 4 | (uint32_t)((c | 0x20) - 'a' + 10);
		else
			return false;
	}
	*rgb = v;
	return true;
}

static void read_accent(const struct tools *r, const struct node *n, struct card_text *t)
{
	double contrast;

	if (t->accent.n == 0)
		return;
	if (!parse_colour(t->accent, &t->c.accent)) {
		diag_error(r->d, "K602", at_key(n, "accent")->at,
		           STR("write red, green and blue in hex, in quotes: \"#12395B\""),
		           "'%.*s' is no colour", STR_ARG(t->accent));
		return;
	}
	contrast = 1.05 / (luminance(t->c.accent) + 0.05);
	if (contrast < LEAST_CONTRAST)
		diag_error(
		    r->d, "K602", at_key(n, "accent")->at, STR("take a darker shade of it"),
		    "titles in %.*s cannot be read on white: a contrast of %.1f, where %.1f is the least",
		    STR_ARG(t->accent), floor(contrast * 10) / 10, LEAST_CONTRAST);
}

static bool appendix_of(struct str word, unsigned *bits)
{
	for (int k = 0; k < APPENDIX__N; k++)
		if (str_is(word, appendix_names[k])) {
			*bits |= 1u << k;
			return true;
		}
	return false;
}

static void read_sheets(const struct tools *r, const struct node *n, struct card_text *t)
{
	const struct node *list = at_key(n, "sheets");
	struct str names[APPENDIX__N];

	for (int k = 0; k < APPENDIX__N; k++)
		names[k] = str_of(appendix_names[k]);
	t->c.appendix = t->c.audience == AUDIENCE_FULL ? ALL_BITS : ALL_BITS & ~(1u << APPENDIX_SERIES);
	if (node_get(n, "sheets") == NULL)
		return;
	t->c.appendix = 0;
	for (size_t i = 0; i < t->n_sheets; i++)
		if (!appendix_of(t->sheets[i], &t->c.appendix))
			diag_error(
			    r->d, "K603", list->kind == NODE_LIST ? list->items[i]->at : list->at,
			    nearest_words(
				r, t->sheets[i], names, APPENDIX__N,
				STR("Summary, Scorecard and objectives are always there; of the "
			            "rest name alignment, series, map, maturity, changes, definitions, data_quality or "
			            "sources")),
			    "the appendix has no sheet '%.*s'", STR_ARG(t->sheets[i]));
}

/* One file that moves along: its name may not change with the period. */
static void check_latest(const struct tools *r, const struct node *n, const struct card *c)
{
	struct str rest = c->latest;
	size_t open;

	while ((open = str_find(rest, STR("{"))) != SIZE_MAX) {
		rest = str_sub(rest, open, rest.n);
		if (!str_starts(rest, STR("{company}"))) {
			diag_error(r->d, "K602", at_key(n, "latest")->at, STR("use {company} alone"),
			           "latest has braces around another word");
			return;
		}
		rest = str_sub(rest, 1, rest.n);
	}
	if (c->latest.n > 0 && !str_ends(c->latest, STR(".xlsx")))
		diag_error(r->d, "K602", at_key(n, "latest")->at, STR("end it with .xlsx"),
		           "'%.*s' is no name for a workbook", STR_ARG(c->latest));
}

static void read_logo(const struct tools *r, const struct node *n, const struct workspace *w, struct card *c,
                      struct input_list *files)
{
	struct place at = at_key(n, "logo")->at;
	struct str path = workspace_path(r->a, w, c->logo_path), bytes;
	const char *fault;
	struct input *in;

	if (c->logo_path.n == 0)
		return;
	if (!file_exists(str_z(r->a, path))) {
		diag_error(r->d, "K901", at, STR("write its path as seen from the workspace's folder"),
		           "there is no file '%.*s'", STR_ARG(c->logo_path));
		diag_set_exit(r->d, EXIT_NO_INPUT);
		return;
	}
	if (!file_slurp(r->a, str_z(r->a, path), c->logo_path, PICTURE_MOST_BYTES, &bytes, r->d))
		return;
	in = input_add(files, INPUT_OTHER, c->logo_path);
	in->bytes = bytes.n;
	digest_bytes(bytes.p, bytes.n, &in->digest_hi, &in->digest_lo);
	fault = picture_parse(bytes, &c->logo);
	if (fault != NULL)
		diag_error(r->d, "K602", at, STR("save it again as PNG or JPEG"), "%.*s is no logo: %s",
		           STR_ARG(c->logo_path), fault);
}

void workspace_card_read(const struct tools *r, const struct node *n, struct workspace *w,
                         struct input_list *files)
{
	struct card_text t = { .c = { .accent = ACCENT, .appendix = ALL_BITS & ~(1u << APPENDIX_SERIES) } };

	if (n != NULL && n->kind != NODE_NULL && language_check(r, &language_card, n)) {
		language_read(r, &language_card, n, &t);
		read_accent(r, n, &t);
		read_sheets(r, n, &t);
		check_latest(r, n, &t.c);
		read_logo(r, n, w, &t.c, files);
	}
	w->card = t.c;
}

/* draft_guess.c - which columns of an unknown export hold dates, numbers, ids and names. */
#include "read/cell.h"
#include "read/draft_parts.h"
#include "read/total_words.h"

#include <string.h>

/* Forms that need a year go before those without; of two that read the same cells the first is taken. */
static const char *const forms[] = {
	"YYYY-MM-DD",
	"YYYY-MM-DDThh:mm:ss",
	"YYYY-MM-DDThh:mm:sszzz",
	"YYYY-MM-DD hh:mm:ss",
	"YYYY-MM-DD hh:mm",
	"YYYY-MM-DD hh:mm zzz",
	"YYYY-MM-DD hh:mm:ss zzz",
	"YYYYMMDD",
	"YYYYMMDDhh",
	"YYYY/MM/DD",
	"MM/DD/YYYY",
	"DD/MM/YYYY",
	"MM/DD/YYYY hh:mm",
	"DD/MM/YYYY hh:mm",
	"MM/DD/YYYY h:mm:ss AM",
	"MM-DD-YYYY",
	"DD-MM-YYYY",
	"DD.MM.YYYY",
	"DD.MM.YYYY hh:mm",
	"D.M.YYYY",
	"M/D/YYYY",
	"D/M/YYYY",
	"M/D/YYYY h:mm",
	"D/M/YYYY h:mm",
	"Mon D, YYYY",
	"Month D, YYYY",
	"Www, Mon D, YYYY",
	"Www Mon DD YYYY",
	"D Mon YYYY",
	"D Month YYYY",
	"D. Month YYYY",
	"D 'de' Month 'de' YYYY",
	"Month D",
	"D 'de' Month",
	"D. Month",
	"D Month",
	"Nth",
};
enum { N_FORMS = sizeof forms / sizeof *forms };

static const struct csv_record *row_of(const struct sample *s, size_t i)
{
	const struct csv_record *rec = &s->all[s->header + 1 + i];

	return rec->n == s->all[s->header].n ? rec : NULL;
}

static size_t rows_of(const struct sample *s)
{
	return s->n - s->header - 1;
}

static bool is_nothing(struct str s)
{
	return s.n == 0 || str_is(s, "-") || str_is(s, "--") || str_eq_fold(s, STR("n/a"))
	       || str_eq_fold(s, STR("nan")) || str_eq_fold(s, STR("undefined"));
}

/* Nth is only that below a header that says day. */
static bool may_have(struct str header, const char *form)
{
	return strcmp(form, "Nth") != 0 || str_find(header, STR("day")) != SIZE_MAX;
}

static bool reads_all(struct arena *a, const struct sample *s, size_t column, const char *form)
{
	struct date_given any = { 2024, 0, DAY_NONE };
	struct str wrong;
	const struct date_form *f = date_form_new(a, str_of(form), &wrong);
	size_t n = 0;
	int32_t day;

	for (size_t i = 0; i < rows_of(s); i++) {
		const struct csv_record *rec = row_of(s, i);

		if (rec == NULL || is_nothing(rec->fields[column]) || total_words_has(rec->fields[column]))
			continue;
		if (date_form_read(f, rec->fields[column], &any, &day) != DATE_OK)
			return i > 0 && i + 1 == rows_of(s) && n > 2; /* a footer */
		n++;
	}
	return n > 0;
}

static struct num_style style_of(const struct sample *s)
{
	struct num_style style = NUM_PLAIN;

	for (size_t i = 0; i < rows_of(s); i++) {
		const struct csv_record *rec = row_of(s, i);

		for (size_t c = 0; rec != NULL && c < rec->n; c++) {
			struct str text = rec->fields[c];

			style.is_duration =
			    style.is_duration
			    || (num_parse(text, (struct num_style){ '.', ',', true }, &(int64_t){ 0 })
			            == NUM_OK
			        && memchr(text.p, ':', text.n) != NULL);
			if (cell_has_comma(text) || (s->delimiter == ';' && cell_is_unclear(text)))
				style.decimal = ',';
		}
	}
	style.thousands = style.decimal == ',' ? '.' : ',';
	return style;
}

/* More than half of what stands there are numbers. */
static enum guess guess_values(const struct sample *s, size_t column, struct num_style style)
{
	size_t numbers = 0, others = 0;
	int64_t micro;

	for (size_t i = 0; i < rows_of(s); i++) {
		const struct csv_record *rec = row_of(s, i);

		if (rec == NULL || is_nothing(rec->fields[column]))
			continue;
		if (num_parse(rec->fields[column], style, &micro) == NUM_OK)
			numbers++;
		else
			others++;
	}
	return numbers > others ? GUESS_NUMBER : others > 0 ? GUESS_TEXT : GUESS_EMPTY;
}

static void guess_column(struct arena *a, const struct sample *s, struct guesses *g, size_t c,
                         struct str header)
{
	for (size_t k = 0; k < N_FORMS; k++) {
		if (!may_have(header, forms[k]) || !reads_all(a, s, c, forms[k]))
			continue;
		if (g->form[c] == NULL) {
			g->form[c] = forms[k];
		} else {
			g->other[c] = forms[k];
			break;
		}
	}
	g->of[c] = g->form[c] != NULL ? GUESS_DATE : guess_values(s, c, g->numbers);
}

/* The first column that is called one of the words. */
static int called(const struct names *keys, const char *words)
{
	struct str rest = str_of(words);

	while (rest.n > 0) {
		struct str word = str_cut(&rest, ',');

		for (size_t i = 0; i < keys->n; i++)
			if (str_eq(keys->all[i], word))
				return (int)i;
	}
	return -1;
}

static int find_id(const struct guesses *g, const struct names *keys)
{
	for (size_t i = 0; i < keys->n; i++)
		if (g->of[i] != GUESS_DATE
		    && (str_ends(keys->all[i], STR(" id")) || str_ends(keys->all[i], STR("_id")))
		    && str_find(keys->all[i], STR("account")) == SIZE_MAX
		    && str_find(keys->all[i], STR("page")) == SIZE_MAX)
			return (int)i;
	return called(keys, "id");
}

static int find_date(const struct guesses *g, const struct names *keys)
{
	int named = called(keys, "date,day,datum,fecha,data,publish time,published,posted,time,month");

	if (named >= 0 && g->of[named] == GUESS_DATE)
		return named;
	for (size_t i = 0; i < g->n; i++)
		if (g->of[i] == GUESS_DATE)
			return (int)i;
	return -1;
}

struct guesses draft_guess(struct arena *a, const struct sample *s)
{
	const struct csv_record *header = &s->all[s->header];
	struct str *all = ARENA_ARRAY(a, header->n + 1, struct str);
	struct names keys = { all, header->n };
	struct guesses g = { .n = header->n, .numbers = style_of(s) };

	g.of = ARENA_ARRAY(a, g.n + 1, enum guess);
	g.form = ARENA_ARRAY(a, g.n + 1, const char *);
	g.other = ARENA_ARRAY(a, g.n + 1, const char *);
	for (size_t i = 0; i < g.n; i++) {
		all[i] = header_key(a, header->fields[i]);
		guess_column(a, s, &g, i, all[i]);
	}
	g.date = find_date(&g, &keys);
	g.id = find_id(&g, &keys);
	g.channel = called(&keys, "network,channel,platform,service,source");
	g.account = called(&keys, "account,profile,page name,account username,page,account name");
	g.campaign = called(&keys, "campaign,campaign name,utm_campaign,session campaign");
	g.metric = called(&keys, "metric,metric name,kpi");
	g.value = called(&keys, "value,amount,count");
	if (g.metric < 0 || g.value < 0)
		g.metric = g.value = -1;
	return g;
}

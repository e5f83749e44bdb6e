/* draft_write.c - what was guessed of an export, as a format file. */
#include "read/draft_parts.h"
#include "read/yaml_quote.h"

enum { SIGNATURE = 4 };

/* The file's name as the format's: small letters, digits and _. */
static struct str name_of(struct arena *a, struct str shown)
{
	struct strbuf b;
	size_t from = shown.n, to;
	struct str snake;

	while (from > 0 && shown.p[from - 1] != '/')
		from--;
	for (to = shown.n; to > from && shown.p[to - 1] != '.';)
		to--;
	snake = str_snake(a, str_sub(shown, from, (to > from ? to - 1 : shown.n) - from));
	strbuf_init(&b, a, 80);
	if (snake.n == 0 || snake.p[0] < 'a' || snake.p[0] > 'z')
		strbuf_addz(&b, "export_");
	for (size_t i = 0; i < snake.n && b.n < 60; i++)
		if ((snake.p[i] >= 'a' && snake.p[i] <= 'z') || (snake.p[i] >= '0' && snake.p[i] <= '9')
		    || snake.p[i] == '_')
			strbuf_addc(&b, snake.p[i]);
	while (b.n > 0 && b.p[b.n - 1] == '_')
		b.n--;
	return strbuf_str(&b);
}

static bool is_key(const struct guesses *g, size_t i)
{
	int c = (int)i;

	return c == g->date || (c == g->id && g->value < 0) || c == g->channel || c == g->account
	       || c == g->campaign || c == g->metric || c == g->value;
}

/* Headers that stand twice are written once: YAML knows no second key of a name. */
static bool is_repeated(const struct csv_record *header, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (str_eq(header->fields[k], header->fields[i]))
			return true;
	return header->fields[i].n == 0;
}

static bool is_ratio(struct arena *a, struct str header)
{
	static const char *const words[] = { "rate", "ratio", "ctr",   "average",
		                             "avg",  "%",     " per ", "position" };
	struct str key = header_key(a, header);

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_find(key, str_of(words[i])) != SIZE_MAX)
			return true;
	return false;
}

static void write_signature(struct strbuf *b, const struct csv_record *header, const struct guesses *g)
{
	size_t n = 0;

	strbuf_addz(b, "recognise:\n  columns: [");
	for (int pass = 0; pass < 2; pass++) /* the date and other keys, then the first metrics */
		for (size_t i = 0; i < g->n && n < SIGNATURE; i++) {
			bool wanted = pass == 0 ? is_key(g, i) : !is_key(g, i) && g->of[i] == GUESS_NUMBER;

			if (!wanted || is_repeated(header, i))
				continue;
			strbuf_addz(b, n++ > 0 ? ", " : "");
			yaml_quote(b, header->fields[i]);
		}
	for (size_t i = 0; i < g->n && n == 0; i++)
		if (!is_repeated(header, i)) {
			yaml_quote(b, header->fields[i]);
			n++;
		}
	strbuf_addz(b, "]   # guess: headers that no other export has\n");
}

static void write_head(struct strbuf *b, const struct sample *s, const struct guesses *g)
{
	if (s->encoding.n > 0)
		strbuf_fmt(b, "encoding: %.*s   # guess\n", STR_ARG(s->encoding));
	strbuf_fmt(b, "delimiter: %s\n",
	           s->delimiter == '\t'  ? "tab"
	           : s->delimiter == ';' ? "\";\""
	           : s->delimiter == '|' ? "\"|\""
	                                 : "\",\"");
	if (s->has_hash)
		strbuf_addz(b, "preamble: \"#\"\n");
	if (s->header_row > 1)
		strbuf_fmt(b, "header: %d   # guess: the header is this line\n", s->header_row);
	if (g->numbers.decimal == ',' || g->numbers.is_duration)
		strbuf_fmt(b, "numbers: {decimal: \"%c\", thousands: \"%c\"%s}   # guess\n",
		           g->numbers.decimal, g->numbers.thousands,
		           g->numbers.is_duration ? ", duration: true" : "");
}

static void write_column(struct strbuf *b, const struct csv_record *header, const char *key, int column)
{
	if (column < 0)
		return;
	strbuf_fmt(b, "%s: {column: ", key);
	yaml_quote(b, header->fields[column]);
	strbuf_addz(b, "}   # guess\n");
}

static void write_keys(struct strbuf *b, const struct csv_record *header, const struct guesses *g)
{
	bool is_post = g->date >= 0 && g->id >= 0 && g->value < 0;

	strbuf_fmt(b, "grain: %s   # guess%s\n",
	           g->date < 0 ? "window"
	           : is_post   ? "post"
	                       : "day",
	           g->date < 0 ? ": no column holds dates, so the source must say window:" : "");
	if (g->date >= 0) {
		strbuf_addz(b, "date: {column: ");
		yaml_quote(b, header->fields[g->date]);
		strbuf_fmt(b, ", forms: [\"%s\"]}   # guess", g->form[g->date]);
		if (g->other[g->date] != NULL)
			strbuf_fmt(b, ": could also be \"%s\"", g->other[g->date]);
		strbuf_addz(b, "\n");
	}
	if (g->value < 0 && (is_post || g->date < 0))
		write_column(b, header, "id", g->id);
	write_column(b, header, "channel", g->channel);
	write_column(b, header, "account", g->account);
	write_column(b, header, "campaign", g->campaign);
	write_column(b, header, "metric", g->metric);
	write_column(b, header, "value", g->value);
	if (g->channel < 0)
		strbuf_addz(b, "# channel: {constant: instagram}   # or say channel: in the source\n");
}

/* The last record of the file; NULL: the header is. */
static const struct csv_record *last_row(const struct sample *s)
{
	size_t i = s->n;

	if (s->last.n > 0)
		return &s->last;
	while (i > s->header + 1) {
		const struct csv_record *rec = &s->all[--i];

		for (size_t c = 0; c < rec->n; c++)
			if (rec->fields[c].n > 0)
				return rec;
	}
	return NULL;
}

static void write_totals(struct arena *a, struct strbuf *b, const struct sample *s, const struct guesses *g)
{
	const struct csv_record *rows[] = { s->header + 1 < s->n ? &s->all[s->header + 1] : NULL,
		                            last_row(s) };
	static const char *const which[] = { "first", "last" };
	struct draft_total seen = { -1, STR_NONE };

	for (size_t i = 0; i < 2; i++) {
		struct draft_total t = { -1, STR_NONE };

		if (rows[i] != NULL && (i == 0 || rows[1] != rows[0]))
			t = draft_total(a, s, g, rows[i]);
		if (t.column < 0 || (t.column == seen.column && str_eq(t.equals, seen.equals)))
			continue;
		strbuf_addz(b, seen.column < 0 ? "totals:\n" : "");
		strbuf_addz(b, "  - {column: ");
		yaml_quote(b, s->all[s->header].fields[t.column]);
		strbuf_addz(b, ", equals: ");
		yaml_quote(b, t.equals);
		strbuf_fmt(b, "}   # guess: the %s row looks like a total\n", which[i]);
		seen = t;
	}
}

static void write_metrics(struct arena *a, struct strbuf *b, const struct csv_record *header,
                          const struct guesses *g)
{
	size_t n = 0;

	for (size_t i = 0; i < g->n && g->value < 0; i++) {
		struct str metric = str_snake(a, header->fields[i]);

		if (is_key(g, i) || g->of[i] != GUESS_NUMBER || is_repeated(header, i) || metric.n == 0
		    || is_ratio(a, header->fields[i]))
			continue;
		strbuf_addz(b, n++ == 0 ? "metrics:\n  " : "  ");
		yaml_quote(b, header->fields[i]);
		strbuf_addz(b, ": ");
		yaml_quote(b, metric);
		strbuf_addz(b, "   # guess\n");
	}
}

static void write_ignored(struct arena *a, struct strbuf *b, const struct csv_record *header,
                          const struct guesses *g)
{
	size_t n = 0;

	for (size_t i = 0; i < g->n; i++) {
		bool is_ratio_here = g->of[i] == GUESS_NUMBER && is_ratio(a, header->fields[i]);

		if (is_key(g, i) || is_repeated(header, i)
		    || (g->of[i] == GUESS_NUMBER && !is_ratio_here && g->value < 0))
			continue;
		strbuf_addz(b, n++ == 0 ? "ignore:\n  " : "  ");
		yaml_quote(b, header->fields[i]);
		strbuf_fmt(b, ": %s   # guess\n",
		           is_ratio_here             ? "a ratio; computed again from its parts"
		           : g->of[i] == GUESS_EMPTY ? "no value was seen in the first rows"
		                                     : "not a metric");
	}
}

struct str draft_write(struct arena *a, struct str shown, const struct sample *s)
{
	const struct csv_record *header = &s->all[s->header];
	struct guesses g = draft_guess(a, s);
	struct strbuf b;

	strbuf_init(&b, a, 0);
	strbuf_addz(
	    &b, "# A first draft. Check every line marked guess, then put the file into models/formats/.\n");
	strbuf_fmt(&b, "format: %.*s\n", STR_ARG(name_of(a, shown)));
	write_signature(&b, header, &g);
	write_head(&b, s, &g);
	write_keys(&b, header, &g);
	write_totals(a, &b, s, &g);
	write_metrics(a, &b, header, &g);
	write_ignored(a, &b, header, &g);
	return strbuf_str(&b);
}

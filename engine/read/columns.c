/* columns.c - header names to what is read from each column. */
#include "read/columns.h"

#include <string.h>

/* The first of the rule's columns that the table has. */
static int find_column(const struct columns *c, const struct name_rule *rule)
{
	for (size_t k = 0; k < rule->columns.n; k++)
		for (size_t i = 0; i < c->n; i++)
			if (str_eq(c->all[i].key, rule->columns.all[k]))
				return (int)i;
	return NO_COLUMN;
}

static void bind_key(struct columns *c, const struct name_rule *rule, int *at)
{
	*at = find_column(c, rule);
	if (*at != NO_COLUMN)
		c->all[*at].use = USE_KEY;
}

static void bind_keys(struct columns *c, const struct format *f)
{
	bind_key(c, &f->date, &c->date);
	bind_key(c, &f->id, &c->id);
	bind_key(c, &f->channel, &c->channel);
	bind_key(c, &f->account, &c->account);
	bind_key(c, &f->campaign, &c->campaign);
	bind_key(c, &f->metric, &c->metric);
	bind_key(c, &f->value, &c->value);
	bind_key(c, &f->currency, &c->currency);
}

static void bind_column(struct arena *a, const struct format *f, struct column *c, size_t i,
                        struct name_cache *metrics)
{
	const struct column_rule *rule = format_rule(f, c->key, &c->rank);

	c->times = MICRO;
	c->is_wanted = true;
	if (rule != NULL && rule->metric.n == 0) {
		c->use = USE_IGNORED;
	} else if (rule != NULL) {
		c->use = USE_METRIC;
		c->metric = name_cache_get(metrics, format_rule_metric(a, rule, c->key));
		c->times = rule->times;
	} else if (f->value.columns.n > 0 || f->n_events > 0) {
		c->use = USE_TEXT; /* a long table has its values in one column, events have theirs */
	} else {
		c->rank = f->n_rules + i;
		c->use = USE_UNDECIDED;
		c->metric = name_cache_get(metrics, c->name);
	}
}

static bool gives_metric(const struct column *c)
{
	return (c->use == USE_METRIC || c->use == USE_UNDECIDED) && c->name.n > 0;
}

/* Of columns that give the same metric one is read: that of the format's first line, then the leftmost. */
static void drop_repeated(struct columns *c)
{
	for (uint32_t i = 0; i < c->n; i++) {
		for (uint32_t k = 0; k < i && gives_metric(&c->all[i]); k++) {
			bool is_lower = c->all[i].rank < c->all[k].rank;
			struct column *loser = is_lower ? &c->all[k] : &c->all[i];

			if (!gives_metric(&c->all[k]) || c->all[k].metric != c->all[i].metric)
				continue;
			loser->use = USE_REPEATED;
			loser->instead = is_lower ? i : k;
		}
	}
}

static void list_cells(struct arena *a, struct columns *c)
{
	c->cells = ARENA_ARRAY(a, c->n + 1, uint32_t);
	c->n_cells = 0;
	for (uint32_t i = 0; i < c->n; i++)
		if (c->all[i].use == USE_METRIC || c->all[i].use == USE_UNDECIDED)
			c->cells[c->n_cells++] = i;
}

/* The first of the columns, which is then a key; NO_COLUMN: the file has none of them. */
static int event_column(struct columns *c, const struct names *columns)
{
	struct name_rule rule = { .columns = *columns };
	int at;

	bind_key(c, &rule, &at);
	return at;
}

static void bind_event(struct arena *a, const struct format *f, const struct event_rule *rule,
                       struct columns *c, struct event_columns *e)
{
	e->rule = rule;
	e->date = rule->date.n == 0 ? c->date : event_column(c, &rule->date);
	e->value = rule->value.n == 0 ? NO_COLUMN : event_column(c, &rule->value);
	e->is_there = e->date != NO_COLUMN && (rule->value.n == 0 || e->value != NO_COLUMN);
	e->when = ARENA_ARRAY(a, rule->n_when + 1, int);
	for (size_t k = 0; k < rule->n_when; k++) {
		struct names one = { &rule->when[k].column, 1 };

		e->when[k] = event_column(c, &one);
		e->is_there = e->is_there && e->when[k] != NO_COLUMN;
	}
	(void)f;
}

/* Events on the same date column come one after the other: they are one record. */
static void bind_events(struct arena *a, const struct format *f, struct name_cache *metrics,
                        struct columns *c)
{
	bool *is_done = ARENA_ARRAY(a, f->n_events + 1, bool);
	struct event_columns *all = ARENA_ARRAY(a, f->n_events + 1, struct event_columns);

	c->events = ARENA_ARRAY(a, f->n_events + 1, struct event_columns);
	c->n_events = 0;
	for (size_t i = 0; i < f->n_events; i++) {
		bind_event(a, f, &f->events[i], c, &all[i]);
		all[i].metric = name_cache_get(metrics, f->events[i].metric);
	}
	for (size_t i = 0; i < f->n_events; i++)
		for (size_t k = i; k < f->n_events && !is_done[i]; k++)
			if (!is_done[k] && all[k].date == all[i].date
			    && (k == i || all[i].date != NO_COLUMN)) {
				c->events[c->n_events++] = all[k];
				is_done[k] = k != i;
			}
}

void columns_bind(struct arena *a, const struct format *f, const struct names *header,
                  struct name_cache *metrics, struct columns *c)
{
	memset(c, 0, sizeof *c);
	c->n = header->n;
	c->all = ARENA_ARRAY(a, c->n + 1, struct column);
	for (size_t i = 0; i < c->n; i++) {
		c->all[i].name = header->all[i];
		c->all[i].key = header_key(a, header->all[i]);
		c->all[i].use = USE_TEXT;
	}
	bind_keys(c, f);
	for (size_t i = 0; i < c->n; i++)
		if (c->all[i].use != USE_KEY)
			bind_column(a, f, &c->all[i], i, metrics);
	bind_events(a, f, metrics, c);
	drop_repeated(c);
	list_cells(a, c);
	c->totals = ARENA_ARRAY(a, f->n_totals + 1, int);
	for (size_t i = 0; i < f->n_totals; i++) {
		struct name_rule rule = { .columns = { &f->totals[i].column, 1 } };

		c->totals[i] = find_column(c, &rule);
	}
}

void column_sample_add(struct column_sample *v, const struct cell_style *s, struct str cell)
{
	int64_t micro;
	enum cell_kind kind = cell_read(s, cell, MICRO, &micro);

	v->numbers += kind == CELL_NUMBER;
	v->others += kind == CELL_BAD || kind == CELL_TOO_BIG; /* too big: more likely an id */
}

bool column_decide(struct column *c, const struct column_sample *v)
{
	if (c->use != USE_UNDECIDED)
		return true;
	if (v->numbers + v->others == 0)
		return false;
	c->use = v->numbers > v->others && c->name.n > 0 ? USE_METRIC : USE_TEXT;
	return true;
}

bool column_is_sure(const struct column *c, const struct column_sample *v, size_t n_more)
{
	size_t apart = v->numbers > v->others ? v->numbers - v->others : v->others - v->numbers;

	return c->use != USE_UNDECIDED || apart > n_more;
}

bool columns_undecided(const struct columns *c)
{
	for (size_t k = 0; k < c->n_cells; k++)
		if (c->all[c->cells[k]].use == USE_UNDECIDED)
			return true;
	return false;
}

struct str columns_unused(struct arena *a, const struct columns *c, size_t *n)
{
	struct strbuf b;

	strbuf_init(&b, a, 1000);
	*n = 0;
	for (size_t i = 0; i < c->n; i++) {
		if (c->all[i].use != USE_TEXT)
			continue;
		strbuf_addz(&b, *n > 0 ? ", " : "");
		if (c->all[i].name.n > 0)
			strbuf_fmt(&b, "'%.*s'", STR_ARG(c->all[i].name));
		else
			strbuf_fmt(&b, "column %zu, which has no name", i + 1);
		++*n;
	}
	return strbuf_str(&b);
}

size_t columns_of(const struct columns *c, sym metric)
{
	if (c->value != NO_COLUMN)
		return (size_t)c->value;
	for (size_t k = 0; k < c->n_cells; k++)
		if (c->all[c->cells[k]].metric == metric && c->all[c->cells[k]].use == USE_METRIC)
			return c->cells[k];
	return 0;
}

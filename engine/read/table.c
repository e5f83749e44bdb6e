/* table.c - a table of an export as its head has it: bound to the format, or left out. */
#include "read/reading.h"

static void note_repeated(struct reading *r, const struct head *head)
{
	for (size_t i = 0; i < r->columns->n && !r->is_quiet; i++) {
		const struct column *c = &r->columns->all[i];

		if (c->use == USE_REPEATED)
			diag_put(r->x->d, SEV_NOTE, "K104", c->name,
			         (struct place){ r->job->shown, head->line, 0, STR_NONE }, STR_NONE,
			         "column %zu, '%.*s', is not used: %.*s is read from column %u, '%.*s'",
			         i + 1, STR_ARG(c->name), STR_ARG(intern_str(r->x->names, c->metric)),
			         c->instead + 1, STR_ARG(r->columns->all[c->instead].name));
	}
}

/* The source's name, else what the file's name says, else the format's. */
static sym default_name(struct reading *r, sym own, enum from_file what, const struct name_rule *rule,
                        struct name_cache *cache)
{
	struct str text = own == 0 ? format_read_name(r->f, what, r->job->shown) : STR_NONE;

	if (own != 0)
		return own;
	if (text.n == 0)
		text = rule->constant;
	return text.n > 0 ? name_cache_get(cache, text) : 0;
}

/* The channel and metric that the title, the source, the file's name and the format give to rows that do not say. */
static void set_defaults(struct reading *r, const struct head *head)
{
	const struct format *f = r->f;
	const struct source *s = r->job->source;
	struct str channel = STR_NONE, metric = STR_NONE;

	if (head->title.n > 0)
		format_read_title(f, r->a, head->title, &channel, &metric);
	if (f->channel.from_title && channel.n > 0)
		r->channel = name_cache_get(r->x->channels, channel);
	else
		r->channel = default_name(r, s->channel, FILE_CHANNEL, &f->channel, r->x->channels);
	r->account = default_name(r, s->account, FILE_ACCOUNT, &f->account, r->x->accounts);
	r->campaign = default_name(r, s->campaign, FILE_CAMPAIGN, &f->campaign, r->x->campaigns);
	r->metric = 0;
	if (f->metric.from_title && metric.n > 0)
		r->metric = name_cache_get(r->x->metrics, metric);
	else if (f->metric.constant.n > 0)
		r->metric = name_cache_get(r->x->metrics, f->metric.constant);
	r->given = (struct date_given){ s->year, DAY_NONE, DAY_NONE };
	if (s->has_window) {
		r->given.first = s->window_first;
		r->given.last = s->window_last;
	}
	format_read_days(f, r->job->shown, &head->preamble, &r->given.first, &r->given.last);
	r->n_date_text = 0;
}

/* A table that is not what the format describes: its rows are left out, with a note. */
static void note_other(struct reading *r, const struct head *head, struct str why)
{
	if (!r->is_quiet)
		diag_put(r->x->d, SEV_NOTE, "K104", head->title,
		         (struct place){ r->job->shown, head->line, 0, STR_NONE }, STR_NONE,
		         "the table%s%.*s%s is left out: %.*s", head->title.n > 0 ? " '" : "",
		         STR_ARG(head->title), head->title.n > 0 ? "'" : "", STR_ARG(why));
}

/* Why the table at hand cannot be read; "": it can. */
static struct str judge_table(const struct reading *r, const struct head *head)
{
	const struct format *f = r->f;
	const struct columns *c = r->columns;
	bool has_date = f->grain == GRAIN_WINDOW || f->n_events > 0 || c->date != NO_COLUMN;

	if (f->skip.n > 0)
		return f->skip;
	if (!head_judge(f, head).fits)
		return head_differs(r->a, f, head);
	if (!has_date || (f->value.columns.n > 0 && c->value == NO_COLUMN))
		return STR("it has no column for the date or the value");
	if (f->grain != GRAIN_DAY && c->n_cells > BATCH_ROWS)
		return STR("a post has over 4,096 columns");
	return STR_NONE;
}

/* K104: an event whose columns the file does not have. K115: a table without dates, and no window for it. */
static void check_table(struct reading *r, const struct head *head)
{
	struct place at = { r->job->shown, head->line, 0, STR_NONE };

	for (size_t i = 0; i < r->columns->n_events && !r->is_quiet; i++)
		if (!r->columns->events[i].is_there)
			diag_put(
			    r->x->d, SEV_WARNING, "K104",
			    intern_str(r->x->names, r->columns->events[i].metric), at,
			    STR("export the file with all its columns"),
			    "%.*s is not counted: the file lacks a column of its date, value or condition",
			    STR_ARG(intern_str(r->x->names, r->columns->events[i].metric)));
	if (r->f->grain != GRAIN_WINDOW || r->job->source->has_window)
		return;
	r->is_other = r->has_failed = true;
	if (!r->is_quiet)
		diag_error(
		    r->x->d, "K115", at,
		    STR("write window: 2026-07-01..2026-09-30 (the days it was exported for) in the source"),
		    "the table has no dates");
}

/* The columns of one table of a header, from column `from` on. */
static struct columns *bind_block(struct reading *r, const struct head *head, size_t from, size_t n)
{
	struct names part = { head->columns.all + from, n };
	struct columns *c = ARENA_NEW(r->a, struct columns);

	columns_bind(r->a, r->f, &part, r->x->metrics, c);
	for (size_t i = 0; i < c->n_cells; i++) {
		struct column *col = &c->all[c->cells[i]];

		col->is_wanted = metric_is_wanted(r, col->metric);
	}
	for (size_t i = 0; i < c->n_events; i++)
		c->events[i].is_wanted = metric_is_wanted(r, c->events[i].metric);
	r->blocks[r->n_blocks] = c;
	r->block_at[r->n_blocks++] = from;
	return c;
}

/* Tables beside each other are parted by columns without a name; of those only tables with a date are read. */
static void bind_blocks(struct reading *r, const struct head *head)
{
	size_t n = head->columns.n, from = 0, to;

	r->blocks = ARENA_ARRAY(r->a, n + 1, struct columns *);
	r->block_at = ARENA_ARRAY(r->a, n + 1, size_t);
	r->n_blocks = 0;
	for (; r->f->is_beside && from < n; from = to + 1) {
		for (to = from; to < n && head->columns.all[to].n > 0;)
			to++;
		if (to > from && bind_block(r, head, from, to - from)->date == NO_COLUMN)
			r->n_blocks--;
	}
	if (r->n_blocks == 0)
		bind_block(r, head, 0, n);
	r->columns = r->blocks[0];
}

void table_end(struct reading *r)
{
	size_t n, n_block;
	struct str names = STR_NONE, more;

	if (r->n_blocks == 0 || r->is_quiet || r->is_other)
		return;
	renamed_note(r);
	n = 0;
	for (size_t b = 0; b < r->n_blocks; b++) {
		more = columns_unused(r->a, r->blocks[b], &n_block);
		names = n_block == 0 ? names
		        : n == 0     ? more
		                     : str_fmt(r->a, "%.*s, %.*s", STR_ARG(names), STR_ARG(more));
		n += n_block;
	}
	if (n == 0 || (r->unused.n > 0 && str_find(r->unused, names) != SIZE_MAX))
		return;
	r->unused =
	    r->unused.n == 0 ? names : str_fmt(r->a, "%.*s, %.*s", STR_ARG(r->unused), STR_ARG(names));
	r->n_unused += n;
}

void table_begin(struct reading *r, const struct head *head)
{
	struct str why;

	table_end(r);
	bind_blocks(r, head);
	why = judge_table(r, head);
	r->is_other = why.n > 0;
	r->is_footer = false;
	if (r->is_other)
		note_other(r, head, why);
	else
		check_table(r, head);
	set_defaults(r, head);
	if (!r->is_other)
		note_repeated(r, head);
}

/* lane_plan.c - whether rows of a table may take the express lane, and what is known of them. */
#include "base/mem.h"
#include "read/reading.h"

static size_t spellings(const struct exports *x)
{
	return name_cache_n(x->channels) + name_cache_n(x->accounts) + name_cache_n(x->campaigns)
	       + name_cache_n(x->metrics);
}

static void list_cells(struct lane_known *n, const struct columns *c)
{
	n->n_cells = c->value == NO_COLUMN ? c->n_cells : 0;
	n->cells = mem_new(n->n_cells, sizeof *n->cells);
	for (size_t k = 0; k < n->n_cells; k++) {
		const struct column *col = &c->all[c->cells[k]];

		n->cells[k] = (struct lane_cell){ .at = c->cells[k],
			                          .is_metric = col->use == USE_METRIC,
			                          .is_wanted = col->is_wanted,
			                          .is_undecided = col->use == USE_UNDECIDED,
			                          .metric = col->metric,
			                          .times = col->times };
	}
}

static void add_known(struct lane_plan *p)
{
	const struct exports *x = p->r->x;
	struct lane_known *n = mem_new(1, sizeof *n);

	n->channels = name_table_new(x->channels);
	n->accounts = name_table_new(x->accounts);
	n->campaigns = name_table_new(x->campaigns);
	n->metrics = name_table_new(x->metrics);
	n->n_spellings = spellings(x);
	list_cells(n, p->r->columns);
	n->older = p->known;
	p->known = n;
	p->n_long = 0;
}

static void free_tables(struct lane_known *n)
{
	name_table_free(n->channels);
	name_table_free(n->accounts);
	name_table_free(n->campaigns);
	name_table_free(n->metrics);
	n->channels = n->accounts = n->campaigns = n->metrics = NULL;
}

void lane_forget(struct lane_plan *p)
{
	for (struct lane_known *n = p->known->older; n != NULL && n->channels != NULL; n = n->older)
		free_tables(n);
}

static void free_known(struct lane_known *n)
{
	while (n != NULL) {
		struct lane_known *older = n->older;

		free_tables(n);
		mem_free(n->cells);
		mem_free(n);
		n = older;
	}
}

/* Was a column decided that the lane takes for undecided? */
static bool has_decided(const struct lane_plan *p)
{
	const struct columns *c = p->r->columns;

	for (size_t k = 0; k < p->known->n_cells; k++)
		if (p->known->cells[k].is_undecided && c->all[c->cells[k]].use != USE_UNDECIDED)
			return true;
	return false;
}

/* Making the tables costs as much as they are long, so it waits for as many rows that might have passed. */
bool lane_learn(struct lane_plan *p)
{
	bool has_names;

	if (!p->is_open)
		return false;
	has_names = spellings(p->r->x) > p->known->n_spellings && ++p->n_long * 4 >= p->known->n_spellings;
	if (!has_names && !has_decided(p))
		return false;
	add_known(p);
	return true;
}

void lane_late(const struct lane_plan *p, const struct lane_known *old, uint64_t *missing, uint64_t *ignored)
{
	*missing = *ignored = 0;
	for (size_t k = 0; old != p->known && k < old->n_cells; k++) {
		const struct lane_cell *now = &p->known->cells[k];

		if (!old->cells[k].is_undecided || now->is_undecided)
			continue;
		if (now->is_metric && now->is_wanted)
			++*missing;
		else
			++*ignored;
	}
}

/* Money that is said to be in a currency may have to be converted. */
static bool has_currency(const struct reading *r)
{
	return r->columns->currency != NO_COLUMN || r->f->currency.constant.n > 0
	       || r->job->source->currency.n > 0;
}

/* Tables with totals, footers, other tables beside or below them or ids take every row the long way, and so do those
 * who only look. */
static bool is_simple(const struct reading *r)
{
	const struct format *f = r->f;
	const struct columns *c = r->columns;
	bool is_told = r->fn != NULL || r->cell != NULL;
	bool is_plain = f->grain == GRAIN_DAY && f->n_events == 0 && f->n_totals == 0 && f->footers.n == 0
	                && !f->is_stacked && r->n_blocks == 1;
	bool is_long = c->value != NO_COLUMN;

	return r->x->parser == PARSER_FAST && !is_told && !r->is_other && is_plain && !has_currency(r)
	       && c->date != NO_COLUMN && c->n <= BATCH_ROWS
	       && (is_long ? r->job->source->n_metrics == 0 && c->metric != NO_COLUMN : c->n_cells > 0);
}

void lane_plan(struct lane_plan *p, const struct reading *r)
{
	const struct columns *c = r->columns;
	const struct name_rule *channel = &r->f->channel;

	p->r = r;
	p->is_open = is_simple(r);
	if (!p->is_open)
		return;
	p->n = c->n;
	p->date = c->date;
	p->channel = c->channel;
	p->account = c->account;
	p->campaign = c->campaign;
	p->metric = c->metric;
	p->value = c->value;
	p->last_key = c->date;
	p->last_key = c->channel > p->last_key ? c->channel : p->last_key;
	p->last_key = c->account > p->last_key ? c->account : p->last_key;
	p->last_key = c->campaign > p->last_key ? c->campaign : p->last_key;
	p->channel_else = r->channel;
	p->account_else = r->account;
	p->campaign_else = r->campaign;
	p->needs_channel =
	    (channel->columns.n > 0 || channel->from_title) && r->job->source->kind != KIND_BUSINESS;
	p->ignored = c->n - c->n_cells;
	free_known(p->known);
	p->known = NULL;
	add_known(p);
}

void lane_clear(struct lane_plan *p)
{
	free_known(p->known);
}

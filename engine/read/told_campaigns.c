/* told_campaigns.c - campaigns.csv: campaigns, and the objective that each one serves. */
#include "read/told_parts.h"

#define CAMPAIGN(field, ...) COLUMN_OF(struct campaign, field, __VA_ARGS__)
static const struct csv_column campaign_columns[] = {
	COLUMN_AS("campaign", struct campaign, name, COLUMN_TEXT, true, "its name, as exports write it"),
	CAMPAIGN(objective, COLUMN_ID, false, "the goal of goals.csv that it serves"),
	CAMPAIGN(start, COLUMN_DAY, false, "its first day: 2026-09-30"),
	CAMPAIGN(end, COLUMN_DAY, false, "its last day: 2026-09-30"),
	CAMPAIGN(budget, COLUMN_AMOUNT, false, "money for it"),
	CAMPAIGN(currency, COLUMN_TEXT, false, "of the budget; the workspace's where empty"),
	CAMPAIGN(department, COLUMN_TEXT, false, "whose campaign it is"),
	CAMPAIGN(aliases, COLUMN_LIST, false, "its other names in exports, parted by semicolons"),
	CAMPAIGN(pilot_units, COLUMN_LIST, false,
	         "where it ran first: channels, accounts or regions, parted by semicolons"),
	CAMPAIGN(comparison_units, COLUMN_LIST, false, "where it did not run, to compare with"),
};

/* Names and aliases so far, as they are compared. */
struct spelling {
	struct str snake, name; /* name: of its campaign */
	uint32_t line;
};

struct campaign_list {
	struct rows *rs;
	struct told_build *b;
	struct campaign *all;
	struct spelling *spellings;
	size_t n, n_spellings;
};

static void check_objective(const struct campaign_list *l, struct campaign *c)
{
	const struct rows *rs = l->rs;
	struct str id = intern_str(rs->r.names, c->objective);

	if (c->objective == 0 || l->b->goals == NULL)
		return;
	c->goal = goals_find(l->b->goals, c->objective);
	if (c->goal == NULL)
		rows_unknown(rs, "objective", c->name, id, rows_goal_ids(rs, l->b->goals),
		             STR("add it to goals.csv, or leave the cell empty"),
		             "the objective '%.*s' of '%.*s' is no goal", STR_ARG(id), STR_ARG(c->name));
}

static void check_dates(const struct rows *rs, const struct campaign *c)
{
	if (c->start != DAY_NONE && c->end != DAY_NONE && c->end < c->start)
		diag_error(rs->r.d, "K602", rows_place(rs, rs->row, "end"), STR("exchange start and end"),
		           "the campaign ends before it starts");
	if (c->budget.has && c->budget.micro < 0)
		diag_error(rs->r.d, "K602", rows_place(rs, rs->row, "budget"), STR("write 0 or more"),
		           "a budget cannot be negative");
}

static const struct spelling *find(const struct campaign_list *l, struct str snake)
{
	for (size_t i = 0; i < l->n_spellings; i++)
		if (str_eq(l->spellings[i].snake, snake))
			return &l->spellings[i];
	return NULL;
}

/* A name that two campaigns have would give the spend of one to the other. */
static bool take_name(struct campaign_list *l, const struct campaign *c, struct str spelling,
                      const char *column)
{
	const struct rows *rs = l->rs;
	struct str snake = str_snake(rs->r.a, spelling);
	const struct spelling *same = find(l, snake);

	if (snake.n == 0) {
		diag_error(rs->r.d, "K602", rows_place(rs, rs->row, column),
		           STR("write its name with letters or digits"),
		           "'%.*s' is no name: names are compared by their letters and digits",
		           STR_ARG(spelling));
		return false;
	}
	if (same != NULL && same->line == c->at.line)
		return true;
	if (same != NULL) {
		diag_put(rs->r.d, SEV_ERROR, "K111", spelling, rows_place(rs, rs->row, column),
		         STR("keep it in one of the two rows"), "'%.*s' is a campaign here and in line %u",
		         STR_ARG(spelling), (unsigned)same->line);
		return false;
	}
	l->spellings[l->n_spellings++] = (struct spelling){ snake, c->name, c->at.line };
	return true;
}

static size_t count_spellings(const struct rows *rs)
{
	size_t n = 0;

	for (size_t i = 0; i < rs->table.n; i++)
		for (size_t k = 0; k < rs->table.rows[i].n; k++) {
			struct str cell = rs->table.rows[i].fields[k];

			n++;
			for (size_t c = 0; c < cell.n; c++)
				n += cell.p[c] == ';';
		}
	return n;
}

static void add_campaign(struct campaign_list *l, struct campaign *c)
{
	const struct rows *rs = l->rs;
	bool is_new;

	c->at = rows_place(rs, rs->row, "campaign");
	c->objective_at = rows_place(rs, rs->row, "objective");
	c->dates_at = rows_place(rs, rs->row, "end");
	if (c->currency.n == 0)
		c->currency = l->b->w->currency;
	check_objective(l, c);
	check_dates(rs, c);
	rows_check_department(rs, l->b->w, c->name, c->department);
	if (c->name.n == 0) /* reported */
		return;
	is_new = take_name(l, c, c->name, "campaign");
	for (size_t i = 0; is_new && i < c->aliases.n; i++)
		take_name(l, c, c->aliases.all[i], "aliases");
	if (is_new)
		l->all[l->n++] = *c;
}

void told_campaigns_read(struct told_build *b)
{
	const struct campaign none = { .start = DAY_NONE, .end = DAY_NONE };
	struct rows rs = { .columns = campaign_columns,
		           .n_columns = sizeof campaign_columns / sizeof *campaign_columns,
		           .tells_thousands = true };
	struct campaign_list l = { .rs = &rs, .b = b };
	struct campaign c = none;

	b->told->has_campaigns = b->w->campaigns.n > 0;
	if (!told_open(b, &rs, b->w->campaigns, INPUT_CAMPAIGNS))
		return;
	l.all = ARENA_ARRAY(b->r.a, rs.table.n, struct campaign);
	l.spellings = ARENA_ARRAY(b->r.a, count_spellings(&rs), struct spelling);
	for (; rows_next(&rs, &c); c = none)
		add_campaign(&l, &c);
	b->told->campaigns = l.all;
	b->told->n_campaigns = l.n;
}

/* series.c - the day-level store: series by key, cells in month pages. */
#include "data/series.h"

#include <assert.h>
#include <string.h>

#include "base/mem.h"
#include "data/store.h"

#define MONTH_BASE (-840) /* 1900-01, the first month of day.h */
#define MONTHS     3600   /* .. 2199-12 */

struct store *store_new(void)
{
	struct store *st = mem_new(1, sizeof *st);

	st->is_counted = mem_new(1, sizeof *st->is_counted);
	st->epoch = 1;
	return st;
}

void store_free(struct store *st)
{
	if (!st)
		return;
	for (size_t m = 0; m < st->n_months; m++)
		mem_free(st->months[m].blocks);
	for (size_t s = 0; s < st->n_covers; s++)
		mem_free(st->covers[s].spans);
	mem_free(st->months);
	mem_free(st->covers);
	mem_free(st->list);
	groups_clear(&st->groups);
	mem_free(st->sorted);
	mem_free(st->is_counted);
	while (st->kept != NULL)
		store_forget(st);
	pages_clear(&st->pages);
	store_free(st->far_sum);
	store_free(st->far_min);
	store_free(st->before);
	store_free(st->carry);
	mem_free(st);
}

void store_begin_file(struct store *st)
{
	st->epoch++;
	assert(st->epoch < PAGE_EPOCHS);
	store_free(st->before);
	store_free(st->carry);
	st->before = st->carry = NULL;
	st->n_carried = 0;
}

static struct group group_of(const struct series *k)
{
	return (struct group){ .channel = k->channel,
		               .account = k->account,
		               .campaign = k->campaign,
		               .file = groups_file(k->source, k->grain, k->every) };
}

bool store_find(const struct store *st, const struct series *like, size_t *i)
{
	struct group k = group_of(like);
	uint32_t group = groups_find(&st->groups, &k, group_hash(&k));
	uint32_t series =
	    group != GROUP_NONE ? group_place(&st->groups.list[group], like->metric)->series : 0;

	if (series != 0)
		*i = series - 1;
	return series != 0;
}

uint32_t store_add(struct store *st, const struct series *key)
{
	struct group k = group_of(key);
	uint32_t at = groups_add(&st->groups, &k, group_hash(&k));
	struct group *group = &st->groups.list[at];
	uint32_t series = group_place(group, key->metric)->series;

	if (series != 0)
		return series - 1;
	mem_reserve(&st->list, &st->cap, st->n + 1, sizeof *st->list);
	st->list[st->n] = *key;
	group_add(group, key->metric, (uint32_t)st->n);
	return (uint32_t)st->n++;
}

struct month_dir *store_month(struct store *st, int month)
{
	size_t m = (size_t)(month - MONTH_BASE);

	assert(m < MONTHS);
	if (m >= st->n_months) {
		mem_reserve(&st->months, &st->cap_months, m + 1, sizeof *st->months);
		memset(st->months + st->n_months, 0, (m + 1 - st->n_months) * sizeof *st->months);
		st->n_months = m + 1;
	}
	return &st->months[m];
}

void store_add_block(struct store *st, struct month_dir *dir, size_t block)
{
	if (block >= dir->n) {
		mem_reserve(&dir->blocks, &dir->cap, block + 1, sizeof(struct page *));
		memset(dir->blocks + dir->n, 0, (block + 1 - dir->n) * sizeof(struct page *));
		dir->n = block + 1;
	}
	if (dir->blocks[block] == NULL)
		dir->blocks[block] = pages_new(&st->pages);
}

const struct page *store_page(const struct store *st, size_t i, int month)
{
	size_t m = (size_t)(month - MONTH_BASE), block = i / PAGE_BLOCK;

	if (month < MONTH_BASE || m >= st->n_months || block >= st->months[m].n
	    || !st->months[m].blocks[block])
		return NULL;
	return &st->months[m].blocks[block][i % PAGE_BLOCK];
}

void store_set(struct store *st, const struct series *like, int32_t day, int64_t micro)
{
	int month = day_month(day);
	struct page *g = store_touch_page(st, store_month(st, month), store_add(st, like));

	page_set(&st->pages, g, (unsigned)(day - month_first(month)), micro);
	*st->is_counted = false;
}

size_t store_count(const struct store *st)
{
	return st->n;
}

/* The cells of a block's pages. */
static void count_block(struct series *s, size_t n, const struct page *g, int32_t first)
{
	for (size_t i = 0; i < n; i++) {
		if (g[i].mask == 0)
			continue;
		if (s[i].n_cells == 0)
			s[i].first_day = first + bits_lowest(g[i].mask);
		s[i].last_day = first + bits_highest(g[i].mask);
		s[i].n_cells += bits_count(g[i].mask);
	}
}

/* Seldom, and apart: store_series is asked for each series by everyone. */
static __attribute__((noinline, cold)) void count_cells(const struct store *st)
{
	for (size_t i = 0; i < st->n; i++) {
		st->list[i].first_day = st->list[i].last_day = DAY_NONE;
		st->list[i].n_cells = 0;
	}
	for (size_t m = 0; m < st->n_months; m++) {
		const struct month_dir *dir = &st->months[m];
		int32_t first = dir->n > 0 ? month_first((int)m + MONTH_BASE) : 0;

		for (size_t b = 0; b < dir->n; b++) {
			size_t at = b * PAGE_BLOCK, n = st->n - at < PAGE_BLOCK ? st->n - at : PAGE_BLOCK;

			if (dir->blocks[b] != NULL)
				count_block(&st->list[at], n, dir->blocks[b], first);
		}
	}
	*st->is_counted = true;
}

const struct series *store_series(const struct store *st, size_t i)
{
	if (!*st->is_counted)
		count_cells(st);
	return &st->list[i];
}

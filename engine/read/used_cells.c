/* used_cells.c - which of the numbers that files give are in the store: the rules of meet.c and posts.c, by file and line. */
#include "read/used_cells.h"

#include <string.h>
#include "base/mem.h"

/* What values meet each other in: a cell of a day, or a whole record by its id. */
struct place_key {
	uint64_t id_hi, id_lo;
	sym channel, account, campaign, metric;
	int32_t day;
	uint16_t source;
	uint16_t every; /* + 1; 0: a record */
};

struct held { /* what stands in it, as far as was noted */
	struct place_key key;
	size_t file;
	uint64_t nth; /* of the file's cells */
	uint32_t line;
};

struct used_cells {
	struct held *all;
	size_t n, cap;
	uint32_t *slots; /* open addressing: held + 1 */
	size_t n_slots;
};

struct used_cells *used_cells_new(void)
{
	return mem_new(1, sizeof(struct used_cells));
}

void used_cells_free(struct used_cells *u)
{
	if (u == NULL)
		return;
	mem_free(u->all);
	mem_free(u->slots);
	mem_free(u);
}

/* Every byte of it is set: keys are compared as bytes. */
static struct place_key key_of(const struct export_cell *c)
{
	struct place_key k;

	memset(&k, 0, sizeof k);
	k.channel = c->channel;
	k.source = c->rules->source;
	if (c->rules->grain != GRAIN_DAY) {
		k.id_hi = c->id.hi;
		k.id_lo = c->id.lo;
		return k;
	}
	k.account = c->account;
	k.campaign = c->campaign;
	k.metric = c->metric;
	k.day = c->day;
	k.every = (uint16_t)(c->rules->every + 1);
	return k;
}

static uint64_t mix(uint64_t h, uint64_t v)
{
	h = (h ^ v) * UINT64_C(0x9E3779B97F4A7C15);
	return h ^ h >> 32;
}

static size_t slot_of(const struct used_cells *u, const struct place_key *k)
{
	uint64_t h = mix(k->id_hi, k->id_lo);

	h = mix(h, (uint64_t)k->channel << 32 | k->account);
	h = mix(h, (uint64_t)k->campaign << 32 | k->metric);
	h = mix(h, (uint64_t)(uint32_t)k->day << 32 | (uint32_t)k->source << 16 | k->every);
	return (size_t)h & (u->n_slots - 1);
}

/* The slot of the key, or the empty one for it. */
static size_t find(const struct used_cells *u, const struct place_key *k)
{
	size_t at = slot_of(u, k);

	while (u->slots[at] != 0 && memcmp(&u->all[u->slots[at] - 1].key, k, sizeof *k) != 0)
		at = (at + 1) & (u->n_slots - 1);
	return at;
}

static void grow(struct used_cells *u)
{
	u->n_slots = u->n_slots > 0 ? 2 * u->n_slots : 1024;
	mem_free(u->slots);
	u->slots = mem_new(u->n_slots, sizeof *u->slots);
	for (size_t i = 0; i < u->n; i++)
		u->slots[find(u, &u->all[i].key)] = (uint32_t)i + 1;
}

void used_cells_note(struct used_cells *u, size_t file, const struct export_cell *c)
{
	struct held now = { key_of(c), file, c->nth, c->line };
	struct held *was;
	size_t at;

	if (2 * u->n >= u->n_slots)
		grow(u);
	at = find(u, &now.key);
	if (u->slots[at] == 0) {
		if (c->rules->grain != GRAIN_DAY && c->metric == 0)
			return; /* a record without values replaces, and is none itself */
		mem_reserve(&u->all, &u->cap, u->n + 1, sizeof *u->all);
		u->all[u->n++] = now;
		u->slots[at] = (uint32_t)u->n;
		return;
	}
	was = &u->all[u->slots[at] - 1];
	if (was->file != file || c->rules->same_cell == SAME_CELL_LAST)
		*was = now;
}

struct cell_use used_cells_ask(const struct used_cells *u, size_t file, const struct export_cell *c)
{
	struct place_key key = key_of(c);
	bool is_record = c->rules->grain != GRAIN_DAY, is_it;
	const struct held *h;
	struct cell_use use = { CELL_USED, file, c->line };
	size_t at;

	if (u->n_slots == 0 || u->slots[at = find(u, &key)] == 0)
		return use;
	h = &u->all[u->slots[at] - 1];
	use.file = h->file;
	use.line = h->line;
	is_it = is_record ? h->line == c->line : h->nth == c->nth || c->rules->same_cell == SAME_CELL_SUM;
	if (h->file != file)
		use.fate = CELL_REPLACED;
	else if (!is_it)
		use.fate = c->rules->same_cell == SAME_CELL_LAST ? CELL_REPLACED : CELL_REPEATED;
	return use;
}

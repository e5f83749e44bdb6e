/* intern.c - text <-> small number, by open addressing. */
#include "base/intern.h"

#include <string.h>
#include "base/mem.h"

enum { FIRST_SLOTS = 256 };

/* A slot keeps the hash beside the number, so that a walk past other texts and a rehash touch
 * no text. Number 0, the empty text, is never in the table: it marks a free slot. */
struct slot {
	uint32_t hash;
	sym i;
};

struct intern {
	struct arena *texts; /* chunks: a view given out stays where it is */
	struct str *text;    /* by number */
	size_t n, cap;
	struct slot *slots;
	size_t n_slots; /* a power of two, at most three quarters used */
};

__extension__ typedef unsigned __int128 wide;

static uint64_t mix(uint64_t a, uint64_t b)
{
	wide m = (wide)a * b;

	return (uint64_t)m ^ (uint64_t)(m >> 64);
}

static uint64_t load(const char *p, size_t n)
{
	uint64_t v = 0;

	memcpy(&v, p, n);
	return v;
}

/* Eight bytes a step, folded by a wide multiplication as wyhash does. Nothing that is shown
 * or stored depends on it, so byte order does not matter. */
static uint32_t hash_of(struct str s)
{
	const uint64_t k0 = UINT64_C(0xa0761d6478bd642f), k1 = UINT64_C(0xe7037ed1a0b428db);
	uint64_t h = mix(s.n ^ k0, k1);
	const char *p = s.p;
	size_t left = s.n;

	for (; left >= 8; p += 8, left -= 8)
		h = mix(h ^ load(p, 8), k0 ^ left);
	if (left > 0)
		h = mix(h ^ load(p, left), k1 ^ left);
	return (uint32_t)(h ^ h >> 32);
}

struct intern *intern_new(void)
{
	struct intern *t = mem_new(1, sizeof *t);

	t->texts = arena_new(0);
	t->n_slots = FIRST_SLOTS;
	t->slots = mem_new(t->n_slots, sizeof *t->slots);
	mem_reserve(&t->text, &t->cap, 1, sizeof *t->text);
	t->text[0] = STR("");
	t->n = 1;
	return t;
}

void intern_free(struct intern *t)
{
	if (t == NULL)
		return;
	arena_free(t->texts);
	mem_free(t->text);
	mem_free(t->slots);
	mem_free(t);
}

/* The slot that holds s, or the free one where it belongs. */
static struct slot *find(const struct intern *t, struct str s, uint32_t hash)
{
	size_t mask = t->n_slots - 1, at = hash & mask;

	for (;; at = (at + 1) & mask) {
		struct slot *c = &t->slots[at];

		if (c->i == 0)
			return c;
		if (c->hash == hash && t->text[c->i].n == s.n && memcmp(t->text[c->i].p, s.p, s.n) == 0)
			return c;
	}
}

static void grow(struct intern *t)
{
	struct slot *old = t->slots;
	size_t n_old = t->n_slots, mask = n_old * 2 - 1;

	t->n_slots = n_old * 2;
	t->slots = mem_new(t->n_slots, sizeof *t->slots);
	for (size_t i = 0; i < n_old; i++) {
		size_t at = old[i].hash & mask;

		if (old[i].i == 0)
			continue;
		while (t->slots[at].i != 0)
			at = (at + 1) & mask;
		t->slots[at] = old[i];
	}
	mem_free(old);
}

sym intern_text(struct intern *t, struct str s)
{
	uint32_t hash;
	struct slot *c;

	if (s.n == 0)
		return 0;
	hash = hash_of(s);
	c = find(t, s, hash);
	if (c->i != 0)
		return c->i;
	if (t->n >= UINT32_MAX)
		mem_exhausted(SIZE_MAX);
	if (t->n >= t->n_slots / 4 * 3) {
		grow(t);
		c = find(t, s, hash);
	}
	mem_reserve(&t->text, &t->cap, t->n + 1, sizeof *t->text);
	t->text[t->n] = (struct str){ str_z(t->texts, s), s.n };
	*c = (struct slot){ hash, (sym)t->n };
	return (sym)t->n++;
}

bool intern_has(const struct intern *t, struct str s, sym *out)
{
	sym i = s.n == 0 ? 0 : find(t, s, hash_of(s))->i;

	if (i == 0 && s.n != 0)
		return false;
	*out = i;
	return true;
}

struct str intern_str(const struct intern *t, sym i)
{
	return t->text[i];
}

uint32_t intern_count(const struct intern *t)
{
	return (uint32_t)t->n;
}

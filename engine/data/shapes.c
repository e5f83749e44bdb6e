/* shapes.c - lists of metrics, each kept once and found by a hash. */
#include "data/shapes.h"

#include <string.h>

#include "base/mem.h"

void shapes_clear(struct shapes *s)
{
	mem_free(s->list);
	mem_free(s->metrics);
	mem_free(s->slots);
}

static uint64_t hash(const sym *metrics, size_t n)
{
	uint64_t h = n;

	for (size_t i = 0; i < n; i++) {
		h = (h ^ metrics[i]) * UINT64_C(0x9E3779B97F4A7C15);
		h ^= h >> 29;
	}
	return h;
}

static bool is_shape(const struct shapes *s, uint32_t shape, const sym *metrics, size_t n)
{
	return s->list[shape].n == n
	       && memcmp(s->metrics + s->list[shape].first, metrics, n * sizeof *metrics) == 0;
}

static void rehash(struct shapes *s)
{
	s->n_slots = s->n_slots ? s->n_slots * 2 : 64;
	mem_free(s->slots);
	s->slots = mem_new(s->n_slots, sizeof *s->slots);
	for (uint32_t i = 0; i < s->n; i++) {
		size_t at = hash(s->metrics + s->list[i].first, s->list[i].n) & (s->n_slots - 1);

		while (s->slots[at])
			at = (at + 1) & (s->n_slots - 1);
		s->slots[at] = i + 1;
	}
}

static uint32_t add(struct shapes *s, const sym *metrics, size_t n)
{
	mem_reserve(&s->list, &s->cap, s->n + 1, sizeof *s->list);
	mem_reserve(&s->metrics, &s->cap_metrics, s->n_metrics + n, sizeof *s->metrics);
	memcpy(s->metrics + s->n_metrics, metrics, n * sizeof *metrics);
	s->list[s->n] = (struct shape){ (uint32_t)s->n_metrics, (uint32_t)n };
	s->n_metrics += n;
	return (uint32_t)s->n++;
}

uint32_t shapes_of(struct shapes *s, const sym *metrics, size_t n)
{
	size_t at;

	if (s->last < s->n && is_shape(s, s->last, metrics, n))
		return s->last;
	if (s->n * 2 >= s->n_slots)
		rehash(s);
	for (at = hash(metrics, n) & (s->n_slots - 1); s->slots[at]; at = (at + 1) & (s->n_slots - 1))
		if (is_shape(s, s->slots[at] - 1, metrics, n))
			return s->last = s->slots[at] - 1;
	s->last = add(s, metrics, n);
	s->slots[at] = s->last + 1;
	return s->last;
}

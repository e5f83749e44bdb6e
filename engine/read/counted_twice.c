/* counted_twice.c - sources that may give the same figures, of which one names no account or no campaign (K122). */
#include "read/counted_twice.h"

#include <stdlib.h>
#include "base/mem.h"
#include "read/yaml_quote.h"

enum { LEAST_DAYS = 7, LEAST_MONTHS = 3, NEAR_PERCENT = 5 };

struct member { /* a series that counts */
	const struct series *s;
	uint32_t at;
	size_t order; /* among all series, by text */
};

struct part { /* what one source says of one account over its campaigns, or of all accounts it names */
	uint16_t source;
	sym account;
	enum every every;
	bool is_all, has_whole, has_campaigns; /* series without and with a campaign */
	size_t first, end;                     /* of the members */
};

struct day_sum {
	int32_t day;
	wide_sum sum;
};

struct day_sums {
	struct day_sum *all;
	size_t n, cap;
};

struct both { /* of the days that two parts have */
	uint64_t days;
	wide_sum one, other;
	wide_sum larger, between; /* of each day, added */
};

struct
    told { /* what is said of two sources: the first metric and channel in which they are nearly the same */
	uint16_t one, other;
	struct str subject, text, remedy;
	uint64_t n;
};

struct all_told {
	struct told *all;
	size_t n, cap;
};

struct group { /* of one metric and channel */
	struct arena *a;
	const struct intern *names;
	const struct workspace *w;
	const struct store *st;
	struct all_told *told;
	struct member *members; /* by source, then account */
	size_t n;
	struct part *parts;
	size_t n_parts;
	struct day_sums one, other; /* of the two that are compared */
};

static int cmp_day(const void *a, const void *b)
{
	const struct day_sum *x = a, *y = b;

	return (x->day > y->day) - (x->day < y->day);
}

static void sum_days(const struct group *g, const struct part *p, struct day_sums *s)
{
	size_t n = 0;
	int32_t day;
	int64_t v;

	s->n = 0;
	for (size_t i = p->first; i < p->end; i++) {
		const struct member *m = &g->members[i];
		struct cell_walk w;

		store_walk(&w, g->st, m->at, m->s->first_day, m->s->last_day);
		while (store_next(&w, &day, &v)) {
			mem_reserve(&s->all, &s->cap, s->n + 1, sizeof *s->all);
			s->all[s->n++] = (struct day_sum){ day, v };
		}
	}
	if (s->n > 0)
		qsort(s->all, s->n, sizeof *s->all, cmp_day);
	for (size_t i = 0; i < s->n; i++) {
		if (n > 0 && s->all[n - 1].day == s->all[i].day)
			s->all[n - 1].sum += s->all[i].sum;
		else
			s->all[n++] = s->all[i];
	}
	s->n = n;
}

static wide_sum size_of(wide_sum v)
{
	return v < 0 ? -v : v;
}

/* Days on which both say 0 tell nothing. */
static struct both meet(const struct day_sums *x, const struct day_sums *y)
{
	struct both b = { 0 };
	size_t i = 0, k = 0;

	while (i < x->n && k < y->n) {
		const struct day_sum *one = &x->all[i], *other = &y->all[k];

		if (one->day == other->day && (one->sum != 0 || other->sum != 0)) {
			b.days++;
			b.one += one->sum;
			b.other += other->sum;
			b.larger +=
			    size_of(one->sum) > size_of(other->sum) ? size_of(one->sum) : size_of(other->sum);
			b.between += size_of(one->sum - other->sum);
		}
		i += one->day <= other->day;
		k += other->day <= one->day;
	}
	return b;
}

/* By the day, as sums of a few days are alike by chance. */
static bool is_near(struct both b, enum every every)
{
	return b.days >= (every == EVERY_DAY || every == EVERY_DEFAULT ? LEAST_DAYS : LEAST_MONTHS)
	       && b.between * 100 <= b.larger * NEAR_PERCENT;
}

static bool is_whole(const struct part *p)
{
	return p->has_whole && !p->has_campaigns;
}

/* Both count, though they may be the same: an account stands against none, or campaigns against none. */
static bool may_be_same(const struct part *p, const struct part *q)
{
	if (p->every != q->every)
		return false;
	if (p->is_all || q->is_all)
		return p->is_all != q->is_all && p->account == q->account;
	if (p->account != q->account)
		return p->account == 0 || q->account == 0;
	return (is_whole(p) && !q->has_whole) || (is_whole(q) && !p->has_whole);
}

/* named: the part that names what the other does not. */
static struct str remedy_of(const struct group *g, const struct part *named, const struct part *bare)
{
	struct str files = g->w->sources[bare->source].files;

	if (named->account != bare->account)
		return str_fmt(
		    g->a,
		    "if they are the same figures, write account: %.*s at the source %.*s, so that the "
		    "first of the two counts; if not, write there whose they are",
		    STR_ARG(yaml_quoted(g->a, intern_str(g->names, named->account))), STR_ARG(files));
	if (named->is_all)
		return str_fmt(
		    g->a,
		    "if they are the same figures, narrow one of the two with metrics: [..]; if not, write "
		    "account: at the source %.*s",
		    STR_ARG(files));
	return str_fmt(
	    g->a,
	    "if they are the same figures, narrow one of the two with metrics: [..]; if not, write campaign: "
	    "at the source %.*s",
	    STR_ARG(files));
}

static struct told *told_of(struct group *g, const struct part *p, const struct part *q)
{
	struct all_told *t = g->told;

	for (size_t i = 0; i < t->n; i++)
		if (t->all[i].one == p->source && t->all[i].other == q->source)
			return &t->all[i];
	mem_reserve(&t->all, &t->cap, t->n + 1, sizeof *t->all);
	t->all[t->n] = (struct told){ .one = p->source, .other = q->source };
	return &t->all[t->n++];
}

static void tell(struct group *g, const struct part *p, const struct part *q, struct both b)
{
	bool by_account = p->is_all || q->is_all || p->account != q->account;
	bool is_first = by_account ? p->is_all || p->account != 0 : !is_whole(p); /* that names */
	const struct part *named = is_first ? p : q, *bare = is_first ? q : p;
	const struct series *s = g->members[p->first].s;
	struct str channel = intern_str(g->names, s->channel);
	struct told *t = told_of(g, p, q);

	if (t->n++ > 0)
		return;
	t->subject = intern_str(g->names, s->metric);
	t->remedy = remedy_of(g, named, bare);
	t->text = str_fmt(
	    g->a,
	    "%.*s%s%.*s counts from %.*s, which names %s, and from %.*s, which names none: on the %.*s that "
	    "both have they say %.*s and %.*s",
	    STR_ARG(t->subject), channel.n > 0 ? " of " : "", STR_ARG(channel),
	    STR_ARG(g->w->sources[named->source].files), by_account ? "accounts" : "campaigns",
	    STR_ARG(g->w->sources[bare->source].files),
	    STR_ARG(str_count(g->a, b.days, every_names[p->every])),
	    STR_ARG(wide_text(g->a, is_first ? b.one : b.other)),
	    STR_ARG(wide_text(g->a, is_first ? b.other : b.one)));
}

static void put_told(struct arena *a, const struct workspace *w, struct all_told *t, struct diag *d)
{
	for (size_t i = 0; i < t->n; i++) {
		const struct told *one = &t->all[i];
		struct str more = one->n < 2    ? STR_NONE
		                  : one->n == 2 ? STR(", and so does one more metric or channel")
		                                : str_fmt(a, ", and so do %llu more metrics and channels",
		                                          (unsigned long long)one->n - 1);

		diag_put(d, SEV_WARNING, "K122", one->subject, w->sources[one->other].at, one->remedy,
		         "%.*s%.*s", STR_ARG(one->text), STR_ARG(more));
	}
	mem_free(t->all);
}

/* The parts first..end of one source against those from..to of a later one, until two are nearly the same. */
static void compare_sources(struct group *g, size_t first, size_t end, size_t from, size_t to)
{
	for (size_t i = first; i < end; i++) {
		bool has = false;

		for (size_t k = from; k < to; k++) {
			const struct part *p = &g->parts[i], *q = &g->parts[k];
			struct both b;

			if (!may_be_same(p, q))
				continue;
			if (!has)
				sum_days(g, p, &g->one);
			has = true;
			sum_days(g, q, &g->other);
			b = meet(&g->one, &g->other);
			if (is_near(b, p->every)) {
				tell(g, p, q, b);
				return;
			}
		}
	}
}

static size_t source_end(const struct group *g, size_t i)
{
	uint16_t source = g->parts[i].source;

	while (i < g->n_parts && g->parts[i].source == source)
		i++;
	return i;
}

static int cmp_member(const void *a, const void *b)
{
	const struct member *x = a, *y = b;

	if (x->s->source != y->s->source)
		return x->s->source < y->s->source ? -1 : 1;
	if (x->s->every != y->s->every)
		return x->s->every < y->s->every ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

static bool same_file_kind(const struct part *p, const struct series *s)
{
	return p->source == s->source && p->every == s->every;
}

/* Of several accounts all together are a part too. */
static void add_all(struct group *g, size_t first)
{
	const struct part *last = &g->parts[g->n_parts - 1];

	first += g->parts[first].account == 0;
	if (g->n_parts < first + 2)
		return;
	g->parts[g->n_parts++] = (struct part){ .source = last->source,
		                                .every = last->every,
		                                .is_all = true,
		                                .first = g->parts[first].first,
		                                .end = last->end };
}

static void make_parts(struct group *g)
{
	size_t first = 0; /* part of the source */

	qsort(g->members, g->n, sizeof *g->members, cmp_member);
	g->parts = ARENA_ARRAY(g->a, 2 * g->n, struct part);
	for (size_t i = 0; i < g->n; i++) {
		const struct series *s = g->members[i].s;
		struct part *p = g->n_parts > 0 ? &g->parts[g->n_parts - 1] : NULL;

		if (p != NULL && !same_file_kind(p, s)) {
			add_all(g, first);
			first = g->n_parts;
		}
		if (g->n_parts == first || p->account != s->account) {
			p = &g->parts[g->n_parts++];
			*p = (struct part){
				.source = s->source, .every = s->every, .account = s->account, .first = i
			};
		}
		p->has_whole |= s->campaign == 0;
		p->has_campaigns |= s->campaign != 0;
		p->end = i + 1;
	}
	add_all(g, first);
}

static void compare_group(struct group *g)
{
	make_parts(g);
	for (size_t i = 0, end; i < g->n_parts; i = end) {
		end = source_end(g, i);
		for (size_t k = end, to; k < g->n_parts; k = to) {
			to = source_end(g, k);
			compare_sources(g, i, end, k, to);
		}
	}
}

static bool counts(const struct series *s)
{
	return s->is_owner && s->n_cells > 0 && s->grain != GRAIN_WINDOW;
}

/* Where the series from `first` on, of the same metric and channel, end; whether two sources give them. */
static size_t group_end(const struct store *st, const uint32_t *order, size_t n, size_t first, bool *has_two)
{
	const struct series *s = store_series(st, order[first]);
	size_t i = first;

	*has_two = false;
	for (; i < n; i++) {
		const struct series *o = store_series(st, order[i]);

		if (o->metric != s->metric || o->channel != s->channel)
			break;
		*has_two |= o->source != s->source;
	}
	return i;
}

void counted_twice_note(struct arena *scratch, const struct intern *names, const struct workspace *w,
                        const struct model *m, struct store *st, struct diag *d)
{
	struct all_told told = { 0 };
	struct group g = { .a = scratch, .names = names, .w = w, .st = st, .told = &told };
	size_t n, end;
	const uint32_t *order = store_sorted(st, names, &n);

	for (size_t first = 0; first < n; first = end) {
		const struct metric *def = model_metric(m, store_series(st, order[first])->metric);
		bool has_two;

		end = group_end(st, order, n, first, &has_two);
		if (!has_two || def == NULL || def->over_parts != PARTS_SUM)
			continue;
		g.members = ARENA_ARRAY(scratch, end - first, struct member);
		g.n = g.n_parts = 0;
		for (size_t i = first; i < end; i++)
			if (counts(store_series(st, order[i])))
				g.members[g.n++] = (struct member){ store_series(st, order[i]), order[i], i };
		if (g.n > 0)
			compare_group(&g);
	}
	put_told(scratch, w, &told, d);
	mem_free(g.one.all);
	mem_free(g.other.all);
}

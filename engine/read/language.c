/* language.c - keys found by name, for those who explain them. */
#include "read/language.h"

static const struct file_kind {
	const char *name;
	const struct key_table *table;
} kinds[] = {
	{ "model", &language_model },
	{ "workspace", &language_workspace },
	{ "format", &language_format },
};

const struct key_table *language_of(struct str kind)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (str_is(kind, kinds[i].name))
			return kinds[i].table;
	return NULL;
}

static bool is_within(const struct key_table *whole, const struct key_table *t)
{
	if (whole == t)
		return true;
	for (size_t i = 0; i < whole->n; i++)
		if (whole->keys[i].below != NULL && is_within(whole->keys[i].below, t))
			return true;
	return false;
}

const struct key_table *language_home(const struct key_table *t)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (is_within(kinds[i].table, t))
			return kinds[i].table;
	return NULL;
}

struct search {
	struct str name;
	struct key_found *out;
	size_t n, max;
	const char *file;
};

/* A table that stands below several keys is looked at once for each file. */
static bool is_found(const struct search *s, const struct map_key *k)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->out[i].key == k && s->out[i].file == s->file)
			return true;
	return false;
}

static void find_in(struct search *s, const struct key_table *t)
{
	for (size_t i = 0; i < t->n; i++) {
		const struct map_key *k = &t->keys[i];

		if (s->n < s->max && str_is(s->name, k->name) && !is_found(s, k))
			s->out[s->n++] = (struct key_found){ s->file, t->what, k };
		if (k->below != NULL)
			find_in(s, k->below);
	}
}

size_t language_find(struct str name, struct key_found *out, size_t max)
{
	struct search s = { .name = name, .out = out, .max = max };

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		s.file = kinds[i].name;
		find_in(&s, kinds[i].table);
	}
	return s.n;
}

static const char *const type_words[] = {
	[KEY_TEXT] = "a text",
	[KEY_TEXTS] = "a text or a list of texts",
	[KEY_ID] = "a name in lower snake case",
	[KEY_IDS] = "a name, or a list of names",
	[KEY_WORD] = "one of",
	[KEY_FLAG] = "true or false",
	[KEY_INT] = "a whole number",
	[KEY_SHARE] = "a number from 0 to 1",
	[KEY_AMOUNT] = "a number, 0 or more",
	[KEY_POSITIVE] = "a number above 0",
	[KEY_DAY] = "a day: 2026-09-30",
	[KEY_FORMULA] = "a formula",
	[KEY_FILES] = "a text or a list of texts",
	[KEY_MAP] = "keys of its own",
	[KEY_MAPS] = "a list of maps",
	[KEY_ENTRIES] = "names, each with keys of its own",
	[KEY_NAMED] = "names, each with a value",
};

struct str language_value_words(struct arena *a, const struct map_key *k)
{
	struct strbuf b;

	strbuf_init(&b, a, 0);
	strbuf_addz(&b, type_words[k->type]);
	if (k->type == KEY_INT)
		strbuf_fmt(&b, " from %d to %d", k->min, k->max);
	for (int i = k->first_word; k->type == KEY_WORD && i < k->n_words; i++)
		strbuf_fmt(&b, "%s%s", i == k->first_word ? " " : ", ", k->words[i]);
	return strbuf_str(&b);
}

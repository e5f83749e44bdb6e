/* schema.c - the language as a JSON Schema, for editors that check and complete while one types. */
#include "app/run.h"

#include <assert.h>

#include "read/language.h"

/* A schema on its way: JSON text, two blanks a level. */
struct sheet {
	struct strbuf out;
	int depth;
	bool is_first;             /* nothing stands yet in the object or list at hand */
	bool may_be_null, is_laid; /* a model: null takes away; its entries are laid on those it extends */
};

static void add_text(struct sheet *s, struct str text)
{
	strbuf_addc(&s->out, '"');
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '"' || text.p[i] == '\\')
			strbuf_addc(&s->out, '\\');
		strbuf_addc(&s->out, text.p[i]);
	}
	strbuf_addc(&s->out, '"');
}

static void next(struct sheet *s)
{
	strbuf_addz(&s->out, s->is_first ? "\n" : ",\n");
	s->is_first = false;
	for (int i = 0; i < s->depth; i++)
		strbuf_addz(&s->out, "  ");
}

static void name(struct sheet *s, const char *key)
{
	next(s);
	add_text(s, str_of(key));
	strbuf_addz(&s->out, ": ");
}

static void open(struct sheet *s, const char *bracket)
{
	strbuf_addz(&s->out, bracket);
	s->depth++;
	s->is_first = true;
}

static void close(struct sheet *s, const char *bracket)
{
	s->depth--;
	s->is_first = true;
	next(s);
	s->is_first = false;
	strbuf_addz(&s->out, bracket);
}

static void pair(struct sheet *s, const char *key, const char *json)
{
	name(s, key);
	strbuf_addz(&s->out, json);
}

static const char *const id_pattern = "\"^[a-z][a-z0-9_]*$\"";

/* What one value of a simple type may be, as the inside of an object. */
static void simple(struct sheet *s, enum key_type type)
{
	switch (type) {
	case KEY_FLAG:
		pair(s, "enum", "[true, false, \"yes\", \"no\"]");
		return;
	case KEY_SHARE:
		pair(s, "type", "\"number\"");
		pair(s, "minimum", "0");
		pair(s, "maximum", "1");
		return;
	case KEY_AMOUNT:
		pair(s, "type", "\"number\"");
		pair(s, "minimum", "0");
		return;
	case KEY_POSITIVE:
		pair(s, "type", "\"number\"");
		pair(s, "exclusiveMinimum", "0");
		return;
	case KEY_ID:
	case KEY_IDS:
		pair(s, "type", "\"string\"");
		pair(s, "pattern", id_pattern);
		return;
	case KEY_DAY:
		pair(s, "type", "\"string\"");
		pair(s, "pattern", "\"^[0-9]{4}-[0-9]{2}-[0-9]{2}$\"");
		return;
	default: /* a text that looks like a number or a flag is still a text here */
		pair(s, "type", "[\"string\", \"number\", \"boolean\"]");
	}
}

static void one(struct sheet *s, enum key_type type)
{
	open(s, "{");
	simple(s, type);
	close(s, "}");
}

/* A value of a type, or a list of such values. */
static void one_or_list(struct sheet *s, enum key_type type)
{
	next(s);
	one(s, type);
	next(s);
	open(s, "{");
	pair(s, "type", "\"array\"");
	name(s, "items");
	one(s, type);
	close(s, "}");
}

static void table(struct sheet *s, const struct key_table *t, bool is_laid);

/* What may stand at a key, as members of anyOf. */
static void named(struct sheet *s, const struct map_key *k, enum key_type entry)
{
	name(s, "anyOf");
	open(s, "[");
	if (entry == KEY_TEXTS) {
		one_or_list(s, entry);
	} else {
		next(s);
		one(s, entry);
	}
	if (k->below != NULL) {
		next(s);
		open(s, "{");
		table(s, k->below, s->is_laid);
		close(s, "}");
	}
	if (s->may_be_null || entry == KEY_TEXTS) {
		next(s);
		open(s, "{");
		pair(s, "type", "\"null\"");
		close(s, "}");
	}
	close(s, "]");
}

static void entries(struct sheet *s, const struct map_key *k)
{
	pair(s, "type", "\"object\"");
	if (k->has_ids) {
		name(s, "propertyNames");
		open(s, "{");
		pair(s, "pattern", id_pattern);
		close(s, "}");
	}
	name(s, "additionalProperties");
	open(s, "{");
	if (k->type == KEY_NAMED) {
		named(s, k, k->entry);
	} else {
		table(s, k->below, s->is_laid);
	}
	close(s, "}");
}

static void words(struct sheet *s, const struct map_key *k)
{
	name(s, "enum");
	open(s, "[");
	for (int i = k->first_word; i < k->n_words; i++) {
		next(s);
		add_text(s, str_of(k->words[i]));
	}
	if (s->may_be_null) {
		next(s);
		strbuf_addz(&s->out, "null");
	}
	close(s, "]");
}

static void value(struct sheet *s, const struct map_key *k)
{
	switch (k->type) {
	case KEY_WORD:
		words(s, k);
		return;
	case KEY_INT:
		pair(s, "type", "\"integer\"");
		name(s, "minimum");
		strbuf_fmt(&s->out, "%d", k->min);
		name(s, "maximum");
		strbuf_fmt(&s->out, "%d", k->max);
		return;
	case KEY_TEXTS:
	case KEY_IDS:
	case KEY_FILES:
		name(s, "anyOf");
		open(s, "[");
		one_or_list(s, k->type);
		close(s, "]");
		return;
	case KEY_MAP:
		table(s, k->below, s->is_laid);
		return;
	case KEY_MAPS:
		pair(s, "type", "\"array\"");
		name(s, "items");
		open(s, "{");
		table(s, k->below, false);
		close(s, "}");
		return;
	case KEY_ENTRIES:
	case KEY_NAMED:
		entries(s, k);
		return;
	case KEY_TEXT:
		if (k->below != NULL)
			named(s, k, KEY_TEXT);
		else
			simple(s, k->type);
		return;
	default:
		simple(s, k->type);
	}
}

static void describe(struct sheet *s, const struct map_key *k)
{
	struct strbuf b;

	strbuf_init(&b, s->out.a, 0);
	strbuf_fmt(&b, "%s.%s", k->help, k->is_required ? " Required." : "");
	if (k->absent != NULL)
		strbuf_fmt(&b, " Where absent: %s.", k->absent);
	name(s, "description");
	add_text(s, strbuf_str(&b));
}

/* null takes a key of an extended model away: there the value is one of two. */
static void key(struct sheet *s, const struct map_key *k)
{
	bool is_null_too = s->may_be_null && k->type != KEY_WORD;

	name(s, k->name);
	open(s, "{");
	describe(s, k);
	if (is_null_too) {
		name(s, "anyOf");
		open(s, "[");
		next(s);
		open(s, "{");
		pair(s, "type", "\"null\"");
		close(s, "}");
		next(s);
		open(s, "{");
	}
	value(s, k);
	if (is_null_too) {
		close(s, "}");
		close(s, "]");
	}
	close(s, "}");
}

static void required(struct sheet *s, const struct key_table *t)
{
	bool has_any = false;

	for (size_t i = 0; i < t->n; i++) {
		if (!t->keys[i].is_required)
			continue;
		if (!has_any) {
			name(s, "required");
			open(s, "[");
		}
		has_any = true;
		next(s);
		add_text(s, str_of(t->keys[i].name));
	}
	if (has_any)
		close(s, "]");
}

static void table(struct sheet *s, const struct key_table *t, bool is_laid)
{
	pair(s, "type", s->may_be_null ? "[\"object\", \"null\"]" : "\"object\"");
	pair(s, "additionalProperties", "false");
	if (!is_laid)
		required(s, t);
	name(s, "properties");
	open(s, "{");
	for (size_t i = 0; i < t->n; i++)
		key(s, &t->keys[i]);
	close(s, "}");
}

static struct str schema_text(struct arena *a, const struct key_table *t, struct str kind)
{
	struct sheet s = { .depth = 0 };

	s.may_be_null = s.is_laid = str_is(kind, "model");
	strbuf_init(&s.out, a, 0);
	open(&s, "{");
	pair(&s, "$schema", "\"https://json-schema.org/draft/2020-12/schema\"");
	name(&s, "title");
	add_text(&s, str_fmt(a, "kpialign %.*s", STR_ARG(kind)));
	table(&s, t, s.is_laid);
	close(&s, "}");
	strbuf_addc(&s.out, '\n');
	assert(!s.out.cut);
	return strbuf_str(&s.out);
}

int schema_command(const struct options *o, struct arena *a, struct diag *d)
{
	const struct key_table *t = language_of(o->name);
	struct str text;

	if (t == NULL) {
		diag_put(d, SEV_ERROR, "K904", STR_NONE, PLACE_NONE, STR("write model, workspace or format"),
		         "there is no schema '%.*s'", STR_ARG(o->name));
		diag_set_exit(d, EXIT_USAGE);
		return EXIT_USAGE;
	}
	text = schema_text(a, t, o->name);
	fwrite(text.p, 1, text.n, stdout);
	return EXIT_DONE;
}

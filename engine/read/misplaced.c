/* misplaced.c - a key that is right, in a column that is not: whose key it is, and where to start it. */
#include "read/language.h"

/* A table that has a key of that name, at or below t; *through is the key of t that leads there. */
static const struct key_table *find_below(const struct key_table *t, struct str name,
                                          const struct map_key **through)
{
	for (size_t i = 0; i < t->n; i++) {
		const struct key_table *below = t->keys[i].below;
		const struct map_key *further;

		*through = &t->keys[i];
		for (size_t k = 0; below != NULL && k < below->n; k++)
			if (str_is(name, below->keys[k].name))
				return below;
		below = below != NULL ? find_below(below, name, &further) : NULL;
		if (below != NULL)
			return below;
	}
	return NULL;
}

static bool has_key(const struct key_table *t, struct str name)
{
	for (size_t i = 0; i < t->n; i++)
		if (str_is(name, t->keys[i].name))
			return true;
	return false;
}

static bool has_keys_of_its_own(const struct node_pair *pair)
{
	return pair->value != NULL && pair->value->kind == NODE_MAP;
}

static void put(const struct tools *r, const struct key_table *t, const struct node_pair *pair,
                struct str remedy)
{
	diag_error(r->d, "K601", pair->key_at, remedy, "%s has no key '%.*s'", t->what, STR_ARG(pair->key));
}

/* where:          its keys stand in its own column, so that it has none
 * channel: x                                                         */
static bool tell_too_far_left(const struct tools *r, const struct key_table *t, const struct node *map,
                              const struct node_pair *pair)
{
	const struct map_key *through;
	const struct key_table *below = find_below(t, pair->key, &through);
	const struct node_pair *above;

	if (below == NULL)
		return false;
	above = node_pair(map, through->name);
	if (above != NULL && through->below == below && through->type == KEY_MAP)
		put(r, t, pair,
		    str_fmt(r->a, "it is a key of %s: indent it deeper than '%s' in line %u", below->what,
		            through->name, (unsigned)above->key_at.line));
	else if (through->type == KEY_ENTRIES && through->below == below)
		put(r, t, pair,
		    str_fmt(r->a,
		            "it is a key of %s: write it below `%s:` and the name of one, indented deeper",
		            below->what, through->name));
	else
		put(r, t, pair,
		    str_fmt(r->a, "it is a key of %s: write it there, indented deeper", below->what));
	return true;
}

/* kpis:
 * a: {..}         an entry in the column of its section */
static bool tell_entry_left(const struct tools *r, const struct key_table *t, const struct node *map,
                            const struct node_pair *pair)
{
	const struct node_pair *section = NULL;

	for (size_t i = 0; i < map->n && &map->pairs[i] != pair; i++)
		for (size_t k = 0; k < t->n; k++)
			if (str_is(map->pairs[i].key, t->keys[k].name))
				section = t->keys[k].type == KEY_ENTRIES && map->pairs[i].value->is_told
				              ? &map->pairs[i]
				              : NULL;
	if (section == NULL || !has_keys_of_its_own(pair))
		return false;
	put(r, t, pair,
	    str_fmt(r->a, "if it is one of the %.*s, indent it deeper than line %u", STR_ARG(section->key),
	            (unsigned)section->key_at.line));
	return true;
}

/* A key of the file, or an entry of its own, inside an entry. */
static bool tell_too_far_right(const struct tools *r, const struct key_table *t, const struct node_pair *pair,
                               bool is_near)
{
	const struct key_table *root = language_home(t), *other;
	const struct map_key *through;

	if (root == NULL || root == t)
		return false;
	other = has_key(root, pair->key) ? root : find_below(root, pair->key, &through);
	if (other == root)
		put(r, t, pair, str_fmt(r->a, "it is a key of %s: start it in column 1", root->what));
	else if (other != NULL)
		put(r, t, pair, str_fmt(r->a, "it is a key of %s: write it there", other->what));
	else if (has_keys_of_its_own(pair) && !is_near)
		put(r, t, pair,
		    str_fmt(
			r->a,
			"it has keys of its own: if it is %s itself, start it in the column of the other names",
			t->what));
	else
		return false;
	return true;
}

bool misplaced_key(const struct tools *r, const struct key_table *t, const struct node *map,
                   const struct node_pair *pair, bool is_near)
{
	return tell_too_far_left(r, t, map, pair) || (!is_near && tell_entry_left(r, t, map, pair))
	       || tell_too_far_right(r, t, pair, is_near);
}

/* metrics:
 *   leads: {..}
 *   kpis:         a section inside another: what stands below it are entries */
static bool is_section_among_names(const struct key_table *t, const struct node_pair *pair)
{
	const struct key_table *root = language_home(t);

	for (size_t i = 0; i < root->n; i++)
		if (root->keys[i].type == KEY_ENTRIES && str_is(pair->key, root->keys[i].name))
			return has_keys_of_its_own(pair) && pair->value->n > 0
			       && has_keys_of_its_own(&pair->value->pairs[0]);
	return false;
}

/* kpis:
 *   a:            its keys stand in its own column
 *   role: leading                                   */
static bool is_key_among_names(const struct key_table *t, const struct node_pair *pair)
{
	return !has_keys_of_its_own(pair) && has_key(t, pair->key);
}

bool misplaced_entry(const struct tools *r, const struct key_table *t, const struct node *section, size_t i)
{
	const struct node_pair *pair = &section->pairs[i], *above = pair;

	if (is_section_among_names(t, pair)) {
		diag_error(r->d, "K602", pair->key_at, STR("start it in column 1"),
		           "'%.*s' is a key of the model, and stands where the name of %s should",
		           STR_ARG(pair->key), t->what);
		return true;
	}
	if (!is_key_among_names(t, pair))
		return false;
	if (i > 0 && is_key_among_names(t, above - 1))
		return true; /* said at the first of them */
	diag_error(r->d, "K602", pair->key_at,
	           i > 0 ? str_fmt(r->a, "indent it, and the other keys of '%.*s', deeper than line %u",
	                           STR_ARG(above[-1].key), (unsigned)above[-1].key_at.line)
	                 : str_fmt(r->a, "write the name of %s first, and its keys below it, indented deeper",
	                           t->what),
	           "'%.*s' is a key of %s, and stands where the name of one should", STR_ARG(pair->key),
	           t->what);
	return true;
}

/* format_values.c - how an export writes its values: numbers and dates. */
#include "read/format_node.h"

#include <string.h>

static bool read_mark(struct loader *l, const struct node *n, const struct map_key *k, void *out)
{
	struct str s;

	if (!node_str(n, k->name, &s, l->d))
		return false;
	if (str_is(s, "none"))
		s = STR_NONE;
	if (s.n > 1 || (s.n == 1 && strchr(".,' ", s.p[0]) == NULL)) {
		diag_error(l->d, "K602", n->at, STR("write one of \".\" \",\" \"'\" \" \" none"),
		           "'%.*s' is no such mark", STR_ARG(s));
		return false;
	}
	*(char *)out = s.n > 0 ? s.p[0] : '\0';
	return true;
}

static const struct map_key numbers_keys[] = {
	{ "decimal", KEY_TEXT, .read = read_mark, .at = offsetof(struct num_style, decimal), .absent = ".",
	  .help = "The decimal mark: . or ," },
	{ "thousands", KEY_TEXT, .read = read_mark, .at = offsetof(struct num_style, thousands),
	  .absent = ",; . where the decimal mark is ,",
	  .help = "The mark between thousands: . , ' blank or none" },
	{ "duration", KEY_FLAG, .read = key_bool, .at = offsetof(struct num_style, is_duration),
	  .absent = "false", .help = "Cells such as 1:02:03 are durations, in seconds" },
};
const struct key_table language_numbers = KEY_TABLE("numbers", numbers_keys);

bool numbers_read(struct loader *l, const struct node *n, struct num_style *v)
{
	if (!keys_read(l, n, &language_numbers, v))
		return false;
	if (v->decimal == ',' && node_get(n, "thousands") == NULL)
		v->thousands = '.';
	if ((v->decimal == '.' || v->decimal == ',') && v->thousands != v->decimal)
		return true;
	diag_error(l->d, "K602", n->at,
	           STR("write decimal: \".\" or decimal: \",\" and another mark for thousands"),
	           "these two marks cannot tell numbers apart");
	return false;
}

bool key_numbers(struct loader *l, const struct node *n, const struct map_key *k, void *out)
{
	(void)k;
	((struct format *)out)->has_numbers = true;
	return numbers_read(l, n, &((struct format *)out)->numbers);
}

static bool read_forms(struct loader *l, const struct node *n, const struct map_key *k, void *out)
{
	struct format *f = out;
	const struct str *forms;
	bool ok = true;

	if (!node_texts(n, k->name, l->a, &forms, &f->n_date_forms, l->d))
		return false;
	f->date_forms = ARENA_ARRAY(l->a, f->n_date_forms, const struct date_form *);
	for (size_t i = 0; i < f->n_date_forms; i++) {
		struct str wrong = STR_NONE;

		f->date_forms[i] = date_form_new(l->a, forms[i], &wrong);
		if (f->date_forms[i] != NULL)
			continue;
		diag_error(l->d, "K602", n->kind == NODE_LIST ? n->items[i]->at : n->at,
		           STR("write it like YYYY-MM-DD, MM/DD/YYYY hh:mm or 'Www, Mon D, YYYY'"),
		           "'%.*s' is not how dates are described: %.*s", STR_ARG(forms[i]), STR_ARG(wrong));
		ok = false;
	}
	return ok;
}

static const struct map_key date_keys[] = {
	{ "column", KEY_TEXTS, .read = key_headers,
	  .at = offsetof(struct format, date) + offsetof(struct name_rule, columns), .is_required = true,
	  .help = "The column with the date" },
	{ "forms", KEY_TEXTS, .read = read_forms, .is_required = true,
	  .help = "How dates are written: YYYY-MM-DD, MM/DD/YYYY hh:mm, 'Www, Mon D, YYYY'" },
};
const struct key_table language_date = KEY_TABLE("date", date_keys);

bool key_date(struct loader *l, const struct node *n, const struct map_key *k, void *out)
{
	(void)k;

	return keys_read(l, n, &language_date, out);
}

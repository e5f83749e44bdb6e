/* workspace_sources.c - `sources:` of a workspace: where metrics come from. */
#include "read/format_node.h"
#include "read/workspace_parts.h"

/* 2026-07-01..2026-09-30 */
static bool read_range(const struct tools *r, const struct node *n, struct str text, const char *what,
                       int32_t *first, int32_t *last)
{
	size_t at = str_find(text, STR(".."));

	if (n == NULL || n->kind == NODE_NULL)
		return false;
	if (at != SIZE_MAX && day_parse_iso(str_trim(str_sub(text, 0, at)), first)
	    && day_parse_iso(str_trim(str_sub(text, at + 2, text.n)), last) && *first <= *last)
		return true;
	diag_error(r->d, "K602", n->at, STR("write the first and last day as 2026-07-01..2026-09-30"),
	           "%s '%.*s' is no range of days", what, STR_ARG(text));
	return false;
}

static void read_source(const struct tools *r, const struct node *n, const struct workspace *w,
                        struct source *out)
{
	struct source_text t = { .s = { .at = n->at } };
	const struct node *numbers = node_get(n, "numbers");
	const struct node *files = node_get(n, "files");

	*out = t.s;
	language_check(r, &language_source, n);
	if (n->kind != NODE_MAP)
		return;
	language_read(r, &language_source, n, &t);
	if (t.s.files.n == 0 && (files == NULL || files->kind == NODE_SCALAR))
		diag_error(r->d, "K602", n->at, STR("add `files: exports/*.csv`"), "a source without files");
	if (t.channel.n > 0)
		t.s.channel = workspace_channel(w, r->names, r->a, t.channel);
	if (t.account.n > 0)
		t.s.account = workspace_account(w, r->names, r->a, t.account);
	t.s.campaign = intern_text(r->names, str_trim(t.campaign));
	if (numbers != NULL && numbers->kind != NODE_NULL) {
		struct loader l = { .a = r->a, .d = r->d };

		t.s.numbers = NUM_PLAIN;
		t.s.has_numbers = numbers_read(&l, numbers, &t.s.numbers);
	}
	if (t.s.currency.n > 0 && !currency_is_code(t.s.currency))
		diag_error(r->d, "K602", node_get(n, "currency")->at,
		           STR("write three capital letters, such as USD"), "'%.*s' is no currency",
		           STR_ARG(t.s.currency));
	t.s.has_dated = node_get(n, "dated") != NULL;
	t.s.has_day_first = node_get(n, "day_first") != NULL;
	t.s.has_window =
	    read_range(r, node_get(n, "window"), t.window, "window", &t.s.window_first, &t.s.window_last);
	t.s.has_covers =
	    read_range(r, node_get(n, "covers"), t.covers, "covers", &t.s.covers_first, &t.s.covers_last);
	*out = t.s;
}

void workspace_sources_read(const struct tools *r, const struct node *n, struct workspace *w)
{
	struct source *sources;

	if (n == NULL || n->kind == NODE_NULL)
		return;
	if (n->kind != NODE_LIST) {
		diag_error(r->d, "K602", n->at, STR("start each source with `- files: ..`"),
		           "sources must be a list");
		return;
	}
	if (n->n > UINT16_MAX) { /* a series keeps its source as 16 bits */
		diag_error(r->d, "K602", n->at, STR("use * in `files:`"), "more than %d sources", UINT16_MAX);
		return;
	}
	sources = ARENA_ARRAY(r->a, n->n, struct source);
	for (size_t i = 0; i < n->n; i++)
		read_source(r, n->items[i], w, &sources[i]);
	w->sources = sources;
	w->n_sources = n->n;
}

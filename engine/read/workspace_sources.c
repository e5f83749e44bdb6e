/* workspace_sources.c - `sources:` of a workspace: where metrics come from. */
#include "read/workspace_parts.h"

/* A source with what must be looked at again before it is one. */
struct source_text {
	struct source s;
	struct str channel, account, campaign, window, covers;
};

#define SOURCE(name, type, field, help)                                                    \
	{                                                                                  \
		name, type, offsetof(struct source_text, field), 0, NULL, 0, 0, 0, 0, help \
	}
#define SOURCE_WORD(field, first, help)                                                           \
	{                                                                                         \
#field, KEY_WORD, offsetof(struct source_text, s.field), 0, field##_names, first, \
		    sizeof field##_names / sizeof *field##_names, 0, 0, help                      \
	}

static const struct map_key source_keys[] = {
	SOURCE("files", KEY_TEXT, s.files, "paths, * stands for any part of a name: exports/linkedin/*.csv"),
	SOURCE("format", KEY_TEXT, s.format, "name of a format; recognised where absent"),
	SOURCE("channel", KEY_TEXT, channel, "for exports that do not name it"),
	SOURCE("account", KEY_TEXT, account, "for exports that do not name it"),
	SOURCE("campaign", KEY_TEXT, campaign, "for exports that do not name it"),
	SOURCE_WORD(kind, 0, "what its unknown metrics are: social (default) or business"),
	SOURCE_WORD(every, EVERY_DAY, "a row is a day, week, month or quarter; the format's where absent"),
	SOURCE_WORD(dated, 0, "a month row is dated at its start, its end or the next month's start"),
	SOURCE_WORD(same_cell, 0, "where one file gives a cell twice: refuse (default), sum or last"),
	{ "year", KEY_INT, offsetof(struct source_text, s.year), 0, NULL, 0, 0, 1900, 2199,
	  "for dates without a year" },
	SOURCE("window", KEY_TEXT, window, "first..last day, for tables without dates"),
	SOURCE("covers", KEY_TEXT, covers, "first..last day, where the files' own days do not say"),
	SOURCE("optional", KEY_FLAG, s.is_optional, "its files may be absent"),
	SOURCE("sparse", KEY_FLAG, s.is_sparse, "a day without a row is 0"),
	{ "metrics", KEY_TEXTS, offsetof(struct source_text, s.metrics),
	  offsetof(struct source_text, s.n_metrics), NULL, 0, 0, 0, 0, "only these; * stands for any text" },
};
static const struct key_table source_table = { "a source", source_keys,
	                                       sizeof source_keys / sizeof *source_keys };

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

	*out = t.s;
	if (!language_check(r, &source_table, n) || !language_read(r, &source_table, n, &t))
		return;
	if (t.s.files.n == 0)
		diag_error(r->d, "K602", n->at, STR("add `files: exports/*.csv`"), "a source without files");
	if (t.channel.n > 0)
		t.s.channel = workspace_channel(w, r->names, r->a, t.channel);
	if (t.account.n > 0)
		t.s.account = workspace_account(w, r->names, r->a, t.account);
	t.s.campaign = intern_text(r->names, str_trim(t.campaign));
	t.s.has_dated = node_get(n, "dated") != NULL;
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

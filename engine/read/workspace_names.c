/* workspace_names.c - the channels and accounts of a workspace, and how exports spell them. */
#include "read/spellings.h"
#include "read/workspace_parts.h"

/* Spellings as they are collected, with a bare form in which they are compared. */
struct name_list {
	const struct tools *r;
	struct spelling *all;
	size_t n;
	struct str (*bare)(struct str s);
};

static void add(struct name_list *l, sym name, struct str spelling, struct place at)
{
	struct str bare = str_lower(l->r->a, l->bare(spelling));

	if (bare.n == 0)
		diag_error(l->r->d, "K602", at, STR("write how exports spell it"), "an empty spelling");
	else
		l->all[l->n++] = (struct spelling){ { bare, name }, at };
}

static void add_node(struct name_list *l, sym name, const struct node *n, const char *what)
{
	const struct str *texts;
	size_t n_texts;

	if (n == NULL || n->kind == NODE_NULL || !node_texts(n, what, l->r->a, &texts, &n_texts, l->r->d))
		return;
	for (size_t i = 0; i < n_texts; i++)
		add(l, name, texts[i], n->kind == NODE_LIST ? n->items[i]->at : n->at);
}

/* Room for every name and every spelling below it. */
static size_t count_spellings(const struct node *map)
{
	size_t n = 0;

	for (size_t i = 0; i < map->n; i++) {
		const struct node *v = map->pairs[i].value;
		const struct node *list = v->kind == NODE_MAP ? node_get(v, "spellings") : v;

		n += 2 + (list != NULL && list->kind == NODE_LIST ? list->n : 0);
	}
	return n;
}

static bool is_map(const struct tools *r, const struct node *n, const char *what)
{
	if (n == NULL || n->kind == NODE_NULL)
		return false;
	if (n->kind != NODE_MAP)
		diag_error(r->d, "K602", n->at, STR("write {name: [spelling, spelling]}"),
		           "%s must be a map of names and their spellings", what);
	return n->kind == NODE_MAP;
}

static struct name_list list_for(const struct tools *r, const struct node *map,
                                 struct str (*bare)(struct str))
{
	return (struct name_list){ r, ARENA_ARRAY(r->a, count_spellings(map), struct spelling), 0, bare };
}

void workspace_channels_read(const struct tools *r, const struct node *n, struct workspace *w)
{
	struct name_list l;

	if (!is_map(r, n, "channels"))
		return;
	l = list_for(r, n, str_trim);
	for (size_t i = 0; i < n->n; i++) {
		const struct node_pair *pair = &n->pairs[i];
		sym name = intern_text(r->names, str_lower(r->a, str_trim(pair->key)));

		add(&l, name, pair->key, pair->key_at);
		add_node(&l, name, pair->value, "channels");
	}
	w->channels = spellings_sort(r, l.all, l.n, &w->n_channels);
}

static void read_account(struct name_list *l, const struct node_pair *pair, struct account *out)
{
	const struct node *n = pair->value;
	struct account_text text = { .closed = DAY_NONE };

	*out = (struct account){ .name = intern_text(l->r->names, str_trim(pair->key)),
		                 .closed = DAY_NONE,
		                 .at = pair->key_at };
	add(l, out->name, pair->key, pair->key_at);
	if (n->kind != NODE_MAP) {
		add_node(l, out->name, n, "accounts");
		return;
	}
	if (!language_check(l->r, &language_account, n) || !language_read(l->r, &language_account, n, &text))
		return;
	out->closed = text.closed;
	out->is_closed = text.closed != DAY_NONE;
	add_node(l, out->name, node_get(n, "spellings"), "spellings");
}

void workspace_accounts_read(const struct tools *r, const struct node *n, struct workspace *w)
{
	struct name_list l;
	struct account *accounts;

	if (!is_map(r, n, "accounts"))
		return;
	l = list_for(r, n, account_spelling);
	accounts = ARENA_ARRAY(r->a, n->n, struct account);
	for (size_t i = 0; i < n->n; i++)
		read_account(&l, &n->pairs[i], &accounts[i]);
	w->accounts = accounts;
	w->n_accounts = n->n;
	w->account_names = spellings_sort(r, l.all, l.n, &w->n_account_names);
}

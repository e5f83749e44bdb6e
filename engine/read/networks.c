/* networks.c - names that most people use for one network, met as several channels. */
#include "read/networks.h"

enum { MOST_NAMES = 5 };

/* As channels are kept, in small letters. */
static const char *const networks[][MOST_NAMES] = {
	{ "facebook", "fb" },
	{ "instagram", "ig", "insta" },
	{ "linkedin", "linked in", "li" },
	{ "pinterest", "pin" },
	{ "tiktok", "tik tok", "tt" },
	{ "x", "twitter", "x (twitter)", "twitter/x" },
	{ "youtube", "you tube", "yt" },
};

/* Which names are channels of series with cells. */
static bool *mark_channels(struct arena *a, const struct intern *names, const struct store *st)
{
	bool *is_met = ARENA_ARRAY(a, intern_count(names), bool);

	for (size_t i = 0; i < store_count(st); i++)
		if (store_series(st, i)->n_cells > 0)
			is_met[store_series(st, i)->channel] = true;
	return is_met;
}

/* The workspace has it as a channel, so what it takes for one is as it was meant. */
static bool is_listed(const struct workspace *w, sym channel)
{
	for (size_t i = 0; i < w->n_channels; i++)
		if (w->channels[i].name == channel)
			return true;
	return false;
}

static void note_network(struct arena *a, const struct workspace *w, const struct intern *names,
                         const bool *is_met, const char *const *all, struct diag *d)
{
	struct strbuf met, others;
	size_t n = 0, n_listed = 0;
	sym channel;

	strbuf_init(&met, a, 0);
	strbuf_init(&others, a, 0);
	for (size_t i = 0; i < MOST_NAMES && all[i] != NULL; i++) {
		if (!intern_has(names, str_of(all[i]), &channel) || !is_met[channel])
			continue;
		n_listed += is_listed(w, channel);
		strbuf_fmt(&met, "%s'%s'", n++ > 0 ? " and " : "", all[i]);
		if (i > 0)
			strbuf_fmt(&others, "%s\"%s\"", strbuf_str(&others).n > 0 ? ", " : "", all[i]);
	}
	if (n < 2 || n_listed == n)
		return;
	diag_put(
	    d, SEV_WARNING, "K117", str_of(all[0]), w->at,
	    str_fmt(
		a,
		"if they are one network, write channels: {%s: [%.*s]} in kpialign.yaml; if not, list both there",
		all[0], STR_ARG(strbuf_str(&others))),
	    "there are figures of the channels %.*s, which are counted apart", STR_ARG(strbuf_str(&met)));
}

void networks_note(struct arena *scratch, const struct intern *names, const struct workspace *w,
                   const struct store *st, struct diag *d)
{
	const bool *is_met = mark_channels(scratch, names, st);

	for (size_t i = 0; i < sizeof networks / sizeof *networks; i++)
		note_network(scratch, w, names, is_met, networks[i], d);
}

/* exports.c - what all export files of a run share: names looked up once, one batch. */
#include "read/pipeline.h"
#include "read/export.h"

#include <string.h>
#include "base/mem.h"

enum { SHORTEST_TYPO = 4 }; /* shorter names are near to everything */

/* K117: a spelling that the workspace does not list and that is nearly one it lists. */
static void note_typo(struct exports *x, const char *what, const char *key, const struct name_pair *all,
                      size_t n, struct str spelling)
{
	struct str *names, near;

	if (n == 0 || spelling.n < SHORTEST_TYPO)
		return;
	names = ARENA_ARRAY(x->scratch, n, struct str);
	for (size_t i = 0; i < n; i++) {
		names[i] = all[i].spelling;
		if (str_eq_fold(names[i], spelling))
			return;
	}
	if (str_nearest(spelling, names, n, &near, 1) == 0)
		return;
	diag_put(x->d, SEV_WARNING, "K117", spelling, (struct place){ x->file, 0, 0, STR_NONE },
	         str_fmt(x->scratch, "add the spelling to %s if they are the same", key),
	         "the %s '%.*s' is not in the workspace, '%.*s' is", what, STR_ARG(spelling), STR_ARG(near));
}

static void log_name(struct exports *x, enum name_kind kind, struct str spelling)
{
	struct name_log *l = x->log;

	if (l == NULL)
		return;
	mem_reserve(&l->all, &l->cap, l->n + 1, sizeof *l->all);
	l->all[l->n++] = (struct name_met){ l->file, kind, spelling };
}

static sym find_channel(void *ctx, struct str spelling)
{
	struct exports *x = ctx;
	sym name = workspace_channel(x->w, x->names, x->scratch, spelling);

	log_name(x, NAME_CHANNEL, spelling);
	note_typo(x, "channel", "channels", x->w->channels, x->w->n_channels, str_trim(spelling));
	arena_reset(x->scratch);
	return name;
}

static sym find_account(void *ctx, struct str spelling)
{
	struct exports *x = ctx;
	sym name = workspace_account(x->w, x->names, x->scratch, spelling);

	log_name(x, NAME_ACCOUNT, spelling);
	note_typo(x, "account", "accounts", x->w->account_names, x->w->n_account_names,
	          intern_str(x->names, name));
	arena_reset(x->scratch);
	return name;
}

static sym find_campaign(void *ctx, struct str spelling)
{
	struct exports *x = ctx;

	log_name(x, NAME_CAMPAIGN, spelling);
	return intern_text(x->names, str_trim(spelling));
}

static sym find_metric(void *ctx, struct str spelling)
{
	struct exports *x = ctx;
	sym name = model_metric_name(x->m, x->scratch, spelling);

	log_name(x, NAME_METRIC, spelling);
	arena_reset(x->scratch);
	return name != 0 ? name : intern_text(x->names, str_trim(spelling)); /* signs alone, such as # */
}

void exports_init(struct exports *x, struct arena *a, struct intern *names, const struct workspace *w,
                  const struct model *m, struct store *st, struct posts *posts, struct diag *d)
{
	memset(x, 0, sizeof *x);
	x->scratch = arena_new(0);
	x->names = names;
	x->w = w;
	x->m = m;
	x->st = st;
	x->posts = posts;
	x->d = d;
	x->channels = name_cache_new(find_channel, x);
	x->accounts = name_cache_new(find_account, x);
	x->campaigns = name_cache_new(find_campaign, x);
	x->metrics = name_cache_new(find_metric, x);
	x->met.a = x->fractions.a = a;
	batch_init(&x->batch, a);
}

void exports_clear(struct exports *x)
{
	pipeline_free(x->pipeline);
	arena_free(x->scratch);
	name_cache_free(x->channels);
	name_cache_free(x->accounts);
	name_cache_free(x->campaigns);
	name_cache_free(x->metrics);
}

void exports_meet(struct exports *x, const struct name_met *name)
{
	struct name_cache *caches[] = {
		[NAME_CHANNEL] = x->channels,
		[NAME_ACCOUNT] = x->accounts,
		[NAME_CAMPAIGN] = x->campaigns,
		[NAME_METRIC] = x->metrics,
	};

	name_cache_get(caches[name->kind], name->spelling);
}

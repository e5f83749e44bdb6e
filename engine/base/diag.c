/* diag.c - findings kept, capped, counted and sorted. */
#include "base/diag.h"

#include <stdlib.h>
#include <string.h>
#include "base/intern.h"
#include "base/mem.h"

enum { KEEP_BAD = 20, KEEP_OTHER = 1000, TEXT_MAX = 4000 };
enum { EXIT_DATA = 65, EXIT_MACHINE = 74, EXIT_MODEL = 78 };

const char *const severity_names[SEV__N] = {
	[SEV_NOTE] = "note",
	[SEV_WARNING] = "warning",
	[SEV_REJECTED] = "rejected",
	[SEV_ERROR] = "error",
};

struct place place_copy(struct arena *a, struct place at)
{
	at.file = str_copy(a, at.file);
	at.source = str_copy(a, at.source);
	return at;
}

/* All findings of one code, severity and file. */
struct group {
	size_t kept;
	size_t last; /* the newest one kept, in arrival order */
};

struct diag {
	struct arena *texts; /* this, keys and codes: NULL before the first finding */
	struct finding *all; /* in order of arrival */
	size_t n, cap;
	struct finding *sorted; /* made by diag_list, n_sorted == n while it is good */
	size_t n_sorted, cap_sorted;
	struct intern *keys;  /* "file NUL code severity" -> group */
	struct group *groups; /* by number of the key */
	size_t n_groups, cap_groups;
	char *key; /* the key that is being looked up */
	size_t cap_key;
	uint64_t counts[SEV__N];
	struct intern *codes; /* every code ever put, kept or not */
	int first_exit, forced_exit;
};

struct diag *diag_new(void)
{
	return mem_new(1, sizeof(struct diag));
}

void diag_free(struct diag *d)
{
	if (d == NULL)
		return;
	arena_free(d->texts);
	intern_free(d->keys);
	intern_free(d->codes);
	mem_free(d->all);
	mem_free(d->sorted);
	mem_free(d->groups);
	mem_free(d->key);
	mem_free(d);
}

static int exit_of(const char *code)
{
	switch (code[1]) {
	case '6':
		return EXIT_MODEL;
	case '9':
		return EXIT_MACHINE;
	default:
		return EXIT_DATA;
	}
}

/* Not before there is a finding: most are for a file that has none. */
static void make_tables(struct diag *d)
{
	d->texts = arena_new(0);
	d->keys = intern_new();
	d->codes = intern_new();
}

/* The group of a finding; *file becomes the copy of the file's name that all its findings share. */
static struct group *find_group(struct diag *d, enum severity sev, const char *code, struct str *file)
{
	size_t n_code = strlen(code), n = file->n + n_code + 2;
	sym i;

	mem_reserve(&d->key, &d->cap_key, n, 1);
	if (file->n > 0)
		memcpy(d->key, file->p, file->n);
	d->key[file->n] = '\0';
	memcpy(d->key + file->n + 1, code, n_code);
	d->key[n - 1] = (char)('0' + sev);
	i = intern_text(d->keys, (struct str){ d->key, n });
	mem_reserve(&d->groups, &d->cap_groups, (size_t)i + 1, sizeof *d->groups);
	for (; d->n_groups <= i; d->n_groups++)
		d->groups[d->n_groups] = (struct group){ 0, 0 };
	*file = str_sub(intern_str(d->keys, i), 0, file->n);
	return &d->groups[i];
}

/* A name of a megabyte is not shown whole. */
static struct str shortened(struct arena *a, struct str s)
{
	return s.n <= TEXT_MAX ? s : str_fmt(a, "%.*s ..", STR_ARG(utf8_head(s, TEXT_MAX / 4)));
}

void diag_put(struct diag *d, enum severity sev, const char *code, struct str subject, struct place at,
              struct str remedy, const char *fmt, ...)
{
	struct group *g;
	va_list ap;
	struct finding *f;

	if (d->keys == NULL)
		make_tables(d);
	g = find_group(d, sev, code, &at.file);
	d->counts[sev]++;
	intern_text(d->codes, str_of(code));
	if (sev == SEV_ERROR && d->first_exit == 0)
		d->first_exit = exit_of(code);
	if (g->kept >= (sev >= SEV_REJECTED ? KEEP_BAD : KEEP_OTHER)) {
		d->all[g->last].more++;
		d->n_sorted = 0;
		return;
	}
	mem_reserve(&d->all, &d->cap, d->n + 1, sizeof *d->all);
	f = &d->all[d->n];
	at.source = str_copy(d->texts, at.source);
	*f = (struct finding){ .code = code, .severity = sev, .at = at };
	f->subject = str_copy(d->texts, subject);
	f->remedy = str_copy(d->texts, shortened(d->texts, remedy));
	va_start(ap, fmt);
	f->message = shortened(d->texts, str_vfmt(d->texts, fmt, ap));
	va_end(ap);
	g->kept++;
	g->last = d->n++;
	d->n_sorted = 0;
}

void diag_repeat(struct diag *d, const struct finding *f)
{
	struct str file = f->at.file;

	diag_put(d, f->severity, f->code, f->subject, f->at, f->remedy, "%.*s", STR_ARG(f->message));
	if (f->more == 0)
		return;
	d->all[find_group(d, f->severity, f->code, &file)->last].more += f->more;
	d->counts[f->severity] += f->more;
	d->n_sorted = 0;
}

size_t diag_count(const struct diag *d, enum severity sev)
{
	return (size_t)d->counts[sev];
}

bool diag_has(const struct diag *d, const char *code)
{
	sym i;

	return d->codes != NULL && intern_has(d->codes, str_of(code), &i);
}

int diag_exit_code(const struct diag *d)
{
	return d->forced_exit != 0 ? d->forced_exit : d->first_exit;
}

void diag_set_exit(struct diag *d, int code)
{
	d->forced_exit = code;
}

static int cmp_number(uint32_t a, uint32_t b)
{
	return (a > b) - (a < b);
}

/* Through pointers into d->all, so that the last resort, arrival, is their address. */
static int cmp_finding(const void *a, const void *b)
{
	const struct finding *f = *(const struct finding *const *)a;
	const struct finding *g = *(const struct finding *const *)b;
	int c = (f->at.file.n == 0) - (g->at.file.n == 0);

	if (c == 0)
		c = str_cmp_natural(f->at.file, g->at.file);
	if (c == 0)
		c = cmp_number(f->at.line, g->at.line);
	if (c == 0)
		c = cmp_number(f->at.col, g->at.col);
	if (c == 0)
		c = str_cmp(str_of(f->code), str_of(g->code));
	return c != 0 ? c : (f > g) - (f < g);
}

const struct finding *diag_list(struct diag *d, size_t *n)
{
	const struct finding **order;

	*n = d->n;
	if (d->n_sorted == d->n)
		return d->sorted;
	order = mem_new(d->n, sizeof *order);
	for (size_t i = 0; i < d->n; i++)
		order[i] = &d->all[i];
	qsort(order, d->n, sizeof *order, cmp_finding);
	mem_reserve(&d->sorted, &d->cap_sorted, d->n, sizeof *d->sorted);
	for (size_t i = 0; i < d->n; i++)
		d->sorted[i] = *order[i];
	d->n_sorted = d->n;
	mem_free(order);
	return d->sorted;
}

/* intake.c - a folder of export files and what reading them gave. */
#include "intake.h"

#include <assert.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "read/format_def.h"
#include "sys/file.h"

struct intake *intake_new(void)
{
	struct intake *k = calloc(1, sizeof *k);
	const char *library = getenv("KPIALIGN_LIBRARY");

	if (k == NULL)
		abort();
	memcpy(k->folder, "/tmp/kpialign-XXXXXX", sizeof "/tmp/kpialign-XXXXXX");
	if (mkdtemp(k->folder) == NULL)
		abort();
	k->a = arena_new(0);
	k->names = intern_new();
	k->d = diag_new();
	k->st = store_new();
	k->files.a = k->a;
	k->lib = (struct library){ .root = str_of(k->folder),
		                   .folder = str_of(library != NULL ? library : "models") };
	k->ws.fiscal.first_month = 1;
	k->ws.currency = STR("EUR");
	k->ws.sources = k->sources;
	k->model.names = k->names;
	k->model.metrics = k->metrics;
	k->model.by_sym = k->by_sym;
	k->model.n_by_sym = sizeof k->by_sym / sizeof *k->by_sym;
	k->options.max_rejected = 1;
	if (!formats_read(k->a, k->names, &k->lib, STR("none/model.yaml"), &k->formats, &k->files, k->d))
		abort();
	return k;
}

static void remove_folder(const char *folder)
{
	DIR *dir = opendir(folder);
	const struct dirent *e;

	while (dir != NULL && (e = readdir(dir)) != NULL) {
		char path[512];

		if (e->d_name[0] == '.')
			continue;
		snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
		if (remove(path) != 0)
			remove_folder(path);
	}
	if (dir != NULL)
		closedir(dir);
	rmdir(folder);
}

void intake_free(struct intake *k)
{
	remove_folder(k->folder);
	store_free(k->st);
	diag_free(k->d);
	intern_free(k->names);
	arena_free(k->a);
	free(k);
}

int intake_setup(void **state)
{
	*state = intake_new();
	return 0;
}

int intake_teardown(void **state)
{
	intake_free(*state);
	return 0;
}

void intake_bytes(struct intake *k, const char *name, const void *p, size_t n)
{
	char path[512];
	FILE *f;

	snprintf(path, sizeof path, "%s/%s", k->folder, name);
	if (strchr(name, '/') != NULL && !folder_make(str_z(k->a, path_beside(k->a, str_of(path), STR(".")))))
		abort();
	f = fopen(path, "wb");
	if (f == NULL || fwrite(p, 1, n, f) != n || fclose(f) != 0)
		abort();
}

void intake_file(struct intake *k, const char *name, const char *text)
{
	intake_bytes(k, name, text, strlen(text));
}

void intake_formats(struct intake *k, const char *const *yaml, size_t n)
{
	const struct format **all = ARENA_ARRAY(k->a, n, const struct format *);

	for (size_t i = 0; i < n; i++) {
		all[i] = format_parse(k->a, STR("test.yaml"), str_of(yaml[i]), k->d);
		if (all[i] == NULL) {
			printf("the format does not parse: %s\n", yaml[i]);
			abort();
		}
	}
	k->formats = (struct formats){ all, n };
}

struct source *intake_source(struct intake *k, const char *files)
{
	struct source *s = &k->sources[k->ws.n_sources++];

	s->files = str_of(files);
	s->at = (struct place){ STR("kpialign.yaml"), (uint32_t)k->ws.n_sources, 1, STR_NONE };
	return s;
}

void intake_currency(struct intake *k, const char *metric)
{
	struct metric *m = &k->metrics[k->model.n_metrics++];

	m->id = intern_text(k->names, str_of(metric));
	m->unit = UNIT_CURRENCY;
	k->by_sym[m->id] = m;
}

bool intake_read(struct intake *k)
{
	return sources_read(k->a, k->names, &k->ws, &k->model, &k->formats, &k->lib, &k->options, k->st,
	                    &k->files, &k->result, k->d);
}

bool intake_read_as(struct intake *k, const char *name, const char *format, const char *text)
{
	intake_formats(k, &format, 1);
	intake_file(k, name, text);
	intake_source(k, name);
	return intake_read(k);
}

static const struct series *find(struct intake *k, const char *metric, const char *channel,
                                 const char *account, size_t *at)
{
	for (*at = 0; *at < store_count(k->st); ++*at) {
		const struct series *s = store_series(k->st, *at);

		if (s->is_owner && str_is(intern_str(k->names, s->metric), metric)
		    && str_is(intern_str(k->names, s->channel), channel == NULL ? "" : channel)
		    && (account == NULL || str_is(intern_str(k->names, s->account), account)))
			return s;
	}
	return NULL;
}

int64_t intake_total(struct intake *k, const char *metric, const char *channel, const char *account)
{
	size_t at;
	const struct series *s = find(k, metric, channel, account, &at);

	return s == NULL ? INT64_MIN : store_total(k->st, at, s->first_day, s->last_day).sum / 1000;
}

uint32_t intake_cells(struct intake *k, const char *metric, const char *channel, const char *account)
{
	size_t at;
	const struct series *s = find(k, metric, channel, account, &at);

	return s == NULL ? 0 : s->n_cells;
}

int64_t intake_cell(struct intake *k, const char *metric, const char *channel, const char *day)
{
	size_t at;
	int64_t micro;

	if (find(k, metric, channel, NULL, &at) == NULL || !store_get(k->st, at, intake_day(day), &micro))
		return INT64_MIN;
	return micro / 1000;
}

const struct input *intake_input(struct intake *k, const char *name)
{
	for (size_t i = 0; i < k->files.n; i++) {
		const struct input *in = &k->files.all[i];
		uint64_t sum = in->rows_used + in->rows_rejected;

		if (in->role != INPUT_METRICS || !str_is(in->path, name))
			continue;
		for (size_t j = 0; j < LEFT__N; j++)
			sum += in->left[j];
		if (sum != in->rows) {
			printf("the ledger of %s is wrong: %llu rows, %llu accounted for\n", name,
			       (unsigned long long)in->rows, (unsigned long long)sum);
			abort();
		}
		return in;
	}
	printf("%s was not read\n", name);
	abort();
}

const struct finding *intake_finding(struct intake *k, const char *code, size_t nth)
{
	size_t n;
	const struct finding *all = diag_list(k->d, &n);

	for (size_t i = 0; i < n; i++)
		if (strcmp(all[i].code, code) == 0 && nth-- == 0)
			return &all[i];
	return NULL;
}

bool intake_says(struct intake *k, const char *code, const char *words)
{
	const struct finding *f;

	for (size_t i = 0; (f = intake_finding(k, code, i)) != NULL; i++) {
		if (str_find(f->message, str_of(words)) != SIZE_MAX)
			return true;
		printf("%s: %.*s\n", code, STR_ARG(f->message));
	}
	return false;
}

int32_t intake_day(const char *iso)
{
	int32_t day;

	if (!day_parse_iso(str_of(iso), &day))
		abort();
	return day;
}

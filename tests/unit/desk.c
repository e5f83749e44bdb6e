/* desk.c - a temporary folder with a workspace in it, and all that a reader needs. */
#include "desk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "sys/file.h"

int desk_open(void **state)
{
	static struct desk k;

	k = (struct desk){ .a = arena_new(0), .names = intern_new(), .d = diag_new() };
	strncpy(k.dir, "/tmp/kpialign-desk-XXXXXX", sizeof k.dir - 1);
	if (mkdtemp(k.dir) == NULL)
		return -1;
	k.files.a = k.a;
	k.lib.root = str_fmt(k.a, "%s/ws", k.dir);
	k.lib.folder = str_fmt(k.a, "%s/library", k.dir);
	*state = &k;
	return mkdir(k.lib.root.p, 0777) | mkdir(desk_path(&k, "models").p, 0777)
	       | mkdir(k.lib.folder.p, 0777);
}

int desk_close(void **state)
{
	struct desk *k = *state;
	struct str *paths;
	size_t n;

	if (file_glob(k->a, str_of(k->dir), STR("**"), &paths, &n, k->d))
		for (size_t i = 0; i < n; i++)
			unlink(str_z(k->a, paths[i]));
	rmdir(desk_path(k, "models").p);
	rmdir(k->lib.folder.p);
	rmdir(k->lib.root.p);
	rmdir(k->dir);
	diag_free(k->d);
	intern_free(k->names);
	arena_free(k->a);
	return 0;
}

struct str desk_path(struct desk *k, const char *name)
{
	return str_fmt(k->a, "%.*s/%s", STR_ARG(k->lib.root), name);
}

void desk_write(struct desk *k, const char *name, const char *text)
{
	struct str path = desk_path(k, name);
	FILE *f = fopen(path.p, "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(text, 1, strlen(text), f), strlen(text));
	assert_int_equal(fclose(f), 0);
}

const char *desk_findings(struct desk *k)
{
	struct strbuf b;
	size_t n;
	const struct finding *all = diag_list(k->d, &n);

	strbuf_init(&b, k->a, 0);
	for (size_t i = 0; i < n; i++)
		strbuf_fmt(&b, "%.*s:%u:%u %s %s %.*s; %.*s\n", STR_ARG(all[i].at.file),
		           (unsigned)all[i].at.line, (unsigned)all[i].at.col, severity_names[all[i].severity],
		           all[i].code, STR_ARG(all[i].message), STR_ARG(all[i].remedy));
	return str_z(k->a, strbuf_str(&b));
}

void desk_expect(struct desk *k, const char *const *lines, size_t n, const char *file, int at)
{
	const char *got = desk_findings(k);
	size_t n_got;
	const struct finding *all = diag_list(k->d, &n_got);
	bool ok = n_got == n;

	for (size_t i = 0; i < n && ok; i++) {
		struct str line = str_fmt(k->a, "%.*s:%u:%u %s %s %.*s; %.*s", STR_ARG(all[i].at.file),
		                          (unsigned)all[i].at.line, (unsigned)all[i].at.col,
		                          severity_names[all[i].severity], all[i].code,
		                          STR_ARG(all[i].message), STR_ARG(all[i].remedy));

		ok = str_starts(line, str_of(lines[i]));
	}
	if (ok)
		return;
	for (size_t i = 0; i < n; i++)
		print_error("expected: %s\n", lines[i]);
	print_error("found:\n%s", got);
	_fail(file, at);
}

/* format.c - the formats of a run, and what they say about a header or a title. */
#include <string.h>
#include "base/mem.h"
#include "read/format_def.h"
#include "sys/file.h"

#define FORMAT_MAX_BYTES (1u << 20)

struct str header_key(struct arena *a, struct str name)
{
	struct str s = str_trim(name);
	char *p = arena_take(a, s.n + 1, 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		bool is_nbsp = c == '\xC2' && i + 1 < s.n && s.p[i + 1] == '\xA0';

		i += is_nbsp;
		if (is_nbsp || c == ' ' || (c >= '\t' && c <= '\r'))
			c = ' ';
		if (c != ' ' || p[n - 1] != ' ')
			p[n++] = c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
	}
	return (struct str){ p, n };
}

bool format_is_own(const struct format *f)
{
	return !str_starts(f->at.file, STR("library:"));
}

const char *format_copy_words(const struct format *f)
{
	return format_is_own(f) ? "" : " (a copy of it beside the model)";
}

struct str format_name(const struct format *f)
{
	return f->name;
}

struct str format_title(const struct format *f)
{
	return f->title;
}

struct shelf { /* formats as they are found */
	struct arena *a;
	const struct library *lib;
	struct input_list *files;
	struct diag *d;
	const struct format **all; /* on the heap while it grows */
	struct str *folder;        /* of each */
	size_t n, cap, cap_folder;
};

static const struct format *find_format(const struct shelf *s, struct str name, size_t *at)
{
	for (*at = 0; *at < s->n; ++*at)
		if (str_eq(s->all[*at]->name, name))
			return s->all[*at];
	return NULL;
}

static bool add_format(struct shelf *s, struct str folder, const struct format *f)
{
	size_t at;
	const struct format *other = find_format(s, f->name, &at);

	if (other != NULL && str_eq(s->folder[at], folder)) {
		diag_error(s->d, "K601", f->at, STR("give each format a name of its own"),
		           "the format '%.*s' is also in %.*s", STR_ARG(f->name), STR_ARG(other->at.file));
		return false;
	}
	if (other != NULL)
		return true;
	mem_reserve(&s->all, &s->cap, s->n + 1, sizeof *s->all);
	mem_reserve(&s->folder, &s->cap_folder, s->n + 1, sizeof *s->folder);
	s->folder[s->n] = folder;
	s->all[s->n++] = f;
	return true;
}

static bool read_one(struct shelf *s, struct str folder, struct str path)
{
	struct str shown = path_shown(s->a, s->lib, path), text;
	const struct format *f;
	struct input *in;

	if (!file_slurp(s->a, str_z(s->a, path), shown, FORMAT_MAX_BYTES, &text, s->d))
		return false;
	in = input_add(s->files, INPUT_FORMAT, shown);
	in->bytes = text.n;
	digest_bytes(text.p, text.n, &in->digest_hi, &in->digest_lo);
	if (str_trim(text).n
	    == 0) { /* `detect --draft .. > file.yaml`: the shell makes it before anything runs */
		diag_put(s->d, SEV_WARNING, "K602", shown, (struct place){ .file = shown },
		         STR("write the format, or remove the file"),
		         "the file is empty and describes no format");
		return true;
	}
	f = format_parse(s->a, shown, text, s->d);
	return f != NULL && add_format(s, folder, f);
}

static bool read_folder(struct shelf *s, struct str folder)
{
	struct str *paths;
	size_t n;
	bool ok = true;

	if (!file_glob(s->a, folder, STR("*.yaml"), &paths, &n, s->d))
		return false;
	for (size_t i = 0; i < n; i++)
		ok = read_one(s, folder, paths[i]) && ok;
	return ok;
}

bool formats_read(struct arena *a, struct intern *names, const struct library *lib, struct str model_path,
                  struct formats *out, struct input_list *files, struct diag *d)
{
	struct shelf s = { .a = a, .lib = lib, .files = files, .d = d };
	struct str beside = path_beside(a, model_path, STR("formats"));
	struct str library = lib->folder.n > 0 ? str_fmt(a, "%.*s/formats", STR_ARG(lib->folder)) : STR_NONE;
	const struct format **all;
	bool ok = read_folder(&s, beside);

	(void)names;
	if (library.n > 0 && !str_eq(library, beside))
		ok = read_folder(&s, library) && ok;
	all = ARENA_ARRAY(a, s.n + 1, const struct format *);
	if (s.n > 0)
		memcpy(all, s.all, s.n * sizeof *all);
	*out = (struct formats){ all, s.n };
	mem_free(s.all);
	mem_free(s.folder);
	return ok;
}

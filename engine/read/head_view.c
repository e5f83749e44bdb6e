/* head_view.c - the first records of a file, by encoding and delimiter. */
#include "read/head_view.h"

#include <string.h>

enum { HEAD_RECORDS = 80, HEAD_BYTES = 1 << 18, MAX_VIEWS = 48, BOM_BYTES = 3, PIECE = 512, FEW = 4 };

struct view {
	struct views *of;
	struct str encoding;
	char delimiter;
	struct decoder *bytes;
	struct csv *csv;
	struct csv_record *all;
	size_t *ends; /* behind each record, counted in bytes of the file */
	size_t n, cap, n_bytes;
	bool is_as_it_is; /* what is decoded are the bytes of the file */
};

struct views {
	struct arena *a;
	const char *path;
	const struct str *held;
	struct str shown;
	struct diag *quiet; /* a wrong delimiter or encoding makes errors that say nothing */
	struct view all[MAX_VIEWS];
	size_t n;
	size_t looked;
};

struct views *views_open(struct arena *a, const char *path, const struct str *held, struct str shown)
{
	struct views *v = ARENA_NEW(a, struct views);

	v->a = a;
	v->path = path;
	v->held = held;
	v->shown = shown;
	v->quiet = diag_new();
	return v;
}

static void end_view(struct view *v)
{
	csv_close(v->csv);
	decode_close(v->bytes);
	v->csv = NULL;
	v->bytes = NULL;
}

void views_close(struct views *v)
{
	for (size_t i = 0; i < v->n; i++)
		end_view(&v->all[i]);
	diag_free(v->quiet);
}

static void start_view(struct views *of, struct view *v)
{
	const char *encoding;

	v->bytes = decode_head(of->held, of->path, of->shown, v->encoding, of->quiet);
	if (v->bytes == NULL)
		return;
	v->csv = csv_open(v->bytes, of->shown, v->delimiter, PARSER_FAST);
	csv_set_piece(v->csv, PIECE); /* mostly a record or two are looked at */
	encoding = decode_encoding(v->bytes);
	v->is_as_it_is = str_starts(str_of(encoding), STR("UTF-8"));
	v->n_bytes = strcmp(encoding, "UTF-8") == 0 ? 0 : BOM_BYTES;
}

struct view *views_get(struct views *v, struct str encoding, char delimiter)
{
	struct view *out;

	for (size_t i = 0; i < v->n; i++)
		if (v->all[i].delimiter == delimiter && str_eq_fold(v->all[i].encoding, encoding))
			return &v->all[i];
	/* Formats with more encodings than this share the last place. */
	out = &v->all[v->n < MAX_VIEWS ? v->n++ : MAX_VIEWS - 1];
	end_view(out);
	*out = (struct view){ .of = v, .encoding = encoding, .delimiter = delimiter };
	start_view(v, out);
	return out;
}

static struct csv_record copy_record(struct arena *a, const struct csv_record *rec)
{
	struct csv_record copy = *rec;

	copy.fields = ARENA_ARRAY(a, rec->n + 1, struct str);
	for (size_t i = 0; i < rec->n; i++)
		copy.fields[i] = str_copy(a, rec->fields[i]);
	copy.raw = str_copy(a, rec->raw);
	return copy;
}

static void make_room(struct view *v)
{
	struct csv_record *all = v->all;
	size_t *ends = v->ends;

	if (v->n < v->cap)
		return;
	v->cap = v->cap == 0 ? FEW : HEAD_RECORDS;
	v->all = ARENA_ARRAY(v->of->a, v->cap, struct csv_record);
	v->ends = ARENA_ARRAY(v->of->a, v->cap, size_t);
	if (v->n > 0) {
		memcpy(v->all, all, v->n * sizeof *all);
		memcpy(v->ends, ends, v->n * sizeof *ends);
	}
}

static bool read_more(struct view *v)
{
	struct csv_record rec;

	if (v->csv == NULL || v->n == HEAD_RECORDS || v->n_bytes >= HEAD_BYTES
	    || !csv_next(v->csv, &rec, v->of->quiet)) {
		end_view(v);
		return false;
	}
	make_room(v);
	v->n_bytes += rec.raw.n;
	v->ends[v->n] = v->n_bytes;
	v->all[v->n++] = copy_record(v->of->a, &rec);
	return true;
}

/* A line feed settles what ends the lines of the file (decode.c), unless it is far down. */
static void look(struct views *of, const struct view *v, size_t at)
{
	struct str raw = v->all[at].raw;

	if (!v->is_as_it_is || raw.n == 0 || raw.p[raw.n - 1] != '\n')
		of->looked = SIZE_MAX;
	else if (of->looked < v->ends[at])
		of->looked = v->ends[at];
}

bool view_record(struct view *v, size_t at, struct csv_record *rec)
{
	while (at >= v->n)
		if (!read_more(v)) {
			v->of->looked = SIZE_MAX;
			return false;
		}
	look(v->of, v, at);
	*rec = v->all[at];
	return true;
}

void views_begin(struct views *v)
{
	v->looked = 0;
}

void views_add(struct views *v, size_t looked)
{
	if (v->looked < looked)
		v->looked = looked;
}

size_t views_looked(const struct views *v)
{
	return v->looked;
}

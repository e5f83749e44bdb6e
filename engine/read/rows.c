/* rows.c - a small CSV file row by row, by a table of its columns. */
#include "read/rows.h"

#include <stdarg.h>
#include "read/cell.h"

static size_t column_index(const struct rows *rs, struct str name)
{
	size_t i = 0;

	while (i < rs->n_columns && !str_is(name, rs->columns[i].name))
		i++;
	return i;
}

static void unknown_column(struct rows *rs, size_t field, struct str name)
{
	struct str *names = ARENA_ARRAY(rs->r.a, rs->n_columns, struct str);
	struct place at = csv_table_place(rs->r.a, &rs->table, 0, field);
	struct strbuf all;

	strbuf_init(&all, rs->r.a, 0);
	strbuf_addz(&all, "the columns are ");
	for (size_t i = 0; i < rs->n_columns; i++) {
		names[i] = str_of(rs->columns[i].name);
		strbuf_fmt(&all, "%s%s", i > 0 ? ", " : "", rs->columns[i].name);
	}
	diag_put(rs->r.d, SEV_WARNING, "K104", name, at,
	         nearest_words(&rs->r, name, names, rs->n_columns, strbuf_str(&all)),
	         "column '%.*s' is not used", STR_ARG(name));
}

static void find_columns(struct rows *rs)
{
	const struct csv_record *head = &rs->table.rows[0];

	rs->field = ARENA_ARRAY(rs->r.a, rs->n_columns, size_t);
	for (size_t i = 0; i < rs->n_columns; i++)
		rs->field[i] = SIZE_MAX;
	for (size_t k = 0; k < head->n; k++) {
		struct str name = str_snake(rs->r.a, head->fields[k]);
		size_t i = column_index(rs, name);

		if (i == rs->n_columns && str_trim(head->fields[k]).n > 0)
			unknown_column(rs, k, str_trim(head->fields[k]));
		else if (i < rs->n_columns && rs->field[i] != SIZE_MAX)
			diag_error(rs->r.d, "K602", csv_table_place(rs->r.a, &rs->table, 0, k),
			           STR("keep one of them"), "column '%.*s' stands twice", STR_ARG(name));
		else if (i < rs->n_columns)
			rs->field[i] = k;
	}
}

static bool check_columns(struct rows *rs)
{
	size_t errors = diag_count(rs->r.d, SEV_ERROR);
	struct place at = csv_table_place(rs->r.a, &rs->table, 0, 0);

	find_columns(rs);
	for (size_t i = 0; i < rs->n_columns; i++)
		if (rs->columns[i].is_required && rs->field[i] == SIZE_MAX)
			diag_error(rs->r.d, "K602", at, str_fmt(rs->r.a, "add it: %s", rs->columns[i].help),
			           "there is no column '%s'", rs->columns[i].name);
	return diag_count(rs->r.d, SEV_ERROR) == errors;
}

bool rows_open(struct rows *rs, struct str path, struct str shown, enum input_role role,
               struct input_list *files)
{
	struct input *in;

	rs->row = 0;
	if (!csv_read_table(rs->r.a, str_z(rs->r.a, path), shown, &rs->table, rs->r.d))
		return false;
	in = input_add(files, role, shown);
	in->digest_hi = rs->table.digest_hi;
	in->digest_lo = rs->table.digest_lo;
	in->bytes = rs->table.bytes;
	if (rs->table.n == 0) {
		diag_error(rs->r.d, "K602", ((struct place){ .file = shown, .line = 1, .col = 1 }),
		           str_fmt(rs->r.a, "start it with a line of columns, `%s` first",
		                   rs->columns[0].name),
		           "the file is empty");
		return false;
	}
	return check_columns(rs);
}

static struct place cell_place(const struct rows *rs, size_t column)
{
	size_t field = rs->field[column] == SIZE_MAX ? 0 : rs->field[column];

	return csv_table_place(rs->r.a, &rs->table, rs->row, field);
}

struct place rows_place(const struct rows *rs, size_t row, const char *column)
{
	size_t i = column_index(rs, str_of(column));
	size_t field = i < rs->n_columns && rs->field[i] != SIZE_MAX ? rs->field[i] : 0;

	return csv_table_place(rs->r.a, &rs->table, row, field);
}

struct str rows_text(const struct rows *rs, const char *column)
{
	size_t i = column_index(rs, str_of(column));

	return i == rs->n_columns || rs->field[i] == SIZE_MAX
	           ? STR_NONE
	           : str_trim(rs->table.rows[rs->row].fields[rs->field[i]]);
}

static void bad_id(struct rows *rs, size_t column, struct str cell)
{
	struct str snake = str_snake(rs->r.a, cell);

	diag_error(rs->r.d, "K602", cell_place(rs, column),
	           name_is_id(snake) ? str_fmt(rs->r.a, "write %.*s", STR_ARG(snake))
	                             : STR("write small letters, digits and _, a letter first"),
	           "%s '%.*s' is not written like a name", rs->columns[column].name, STR_ARG(cell));
}

static bool is_missing(struct str cell)
{
	return cell.n == 0 || str_is(cell, "-") || str_is(cell, "--") || str_eq_fold(cell, STR("n/a"));
}

/* A thousands mark may be a comma or a space. */
static bool read_number(struct rows *rs, size_t column, struct str cell, int64_t *micro)
{
	struct num_style spaced = { '.', ' ', false };
	enum num_error e = num_parse(cell, NUM_PLAIN, micro);

	if (e == NUM_NOT_A_NUMBER)
		e = num_parse(cell, spaced, micro);
	if (e == NUM_OK)
		return true;
	if (e == NUM_TOO_BIG)
		diag_error(rs->r.d, "K102", cell_place(rs, column), STR("write a smaller one"),
		           "'%.*s' is too big a number", STR_ARG(cell));
	else
		diag_error(rs->r.d, "K102", cell_place(rs, column), STR("write 1250 or 12.5"),
		           "'%.*s' is not a number", STR_ARG(cell));
	return false;
}

/* Of an amount, 160.000 is more often 160000 than a 160 with three decimals. */
static void doubt_thousands(struct rows *rs, size_t column, struct str cell, int64_t micro)
{
	struct num_style comma = { ',', '.', false };
	struct arena *a = rs->r.a;
	struct str text = cell_amount(cell, NUM_PLAIN), other, read = num_text(a, micro);
	int64_t v;

	if (!rs->tells_thousands || !cell_is_unclear(text) || str_find(text, STR(".")) == SIZE_MAX
	    || num_parse(text, comma, &v) != NUM_OK)
		return;
	other = num_text(a, v);
	diag_put(rs->r.d, SEV_WARNING, "K102", STR_NONE, cell_place(rs, column),
	         str_fmt(a, "write %.*s if that is meant, else %.*s", STR_ARG(other), STR_ARG(read)),
	         "%s '%.*s' is read as %.*s", rs->columns[column].name, STR_ARG(cell), STR_ARG(read));
}

static void read_amount(struct rows *rs, size_t column, struct str cell, struct amount *out)
{
	out->has = !is_missing(cell) && read_number(rs, column, cell, &out->micro);
	if (out->has)
		doubt_thousands(rs, column, cell, out->micro);
}

static void read_positive(struct rows *rs, size_t column, struct str cell, double *out)
{
	int64_t micro;

	if (is_missing(cell) || !read_number(rs, column, cell, &micro))
		return;
	if (micro > 0)
		*out = num_double(micro);
	else
		diag_error(rs->r.d, "K602", cell_place(rs, column),
		           STR("write a number above 0, or leave it empty"), "%s must be more than 0",
		           rs->columns[column].name);
}

/* "none, planned or in_place" */
static struct str word_list(struct arena *a, const struct csv_column *c)
{
	struct strbuf b;

	strbuf_init(&b, a, 0);
	for (size_t i = c->first_word; i < c->n_words; i++)
		strbuf_fmt(&b, "%s%s",
		           i == c->first_word   ? ""
		           : i + 1 < c->n_words ? ", "
		                                : " or ",
		           c->words[i]);
	return strbuf_str(&b);
}

/* An enum is as wide as an int here, as in keys.c. */
static void read_word(struct rows *rs, size_t column, struct str cell, int *out)
{
	const struct csv_column *c = &rs->columns[column];
	struct str snake = str_snake(rs->r.a, cell);

	if (cell.n == 0)
		return;
	for (size_t i = c->first_word; i < c->n_words; i++) {
		if (str_is(snake, c->words[i])) {
			*out = (int)i;
			return;
		}
	}
	diag_error(rs->r.d, "K602", cell_place(rs, column),
	           str_fmt(rs->r.a, "write %.*s", STR_ARG(word_list(rs->r.a, c))), "%s '%.*s' is not known",
	           c->name, STR_ARG(cell));
}

static void read_day(struct rows *rs, size_t column, struct str cell, int32_t *out)
{
	if (cell.n > 0 && !day_parse_iso(cell, out))
		diag_error(rs->r.d, "K101", cell_place(rs, column), STR("write it as 2026-09-30"),
		           "'%.*s' is not a date", STR_ARG(cell));
}

static struct str_list read_list(struct rows *rs, struct str cell)
{
	struct str *all;
	size_t n = 1;

	for (size_t i = 0; i < cell.n; i++)
		n += cell.p[i] == ';';
	all = ARENA_ARRAY(rs->r.a, n, struct str);
	for (n = 0; cell.n > 0;) {
		struct str one = str_trim(str_cut(&cell, ';'));

		if (one.n > 0)
			all[n++] = one;
	}
	return (struct str_list){ all, n };
}

static void read_cell(struct rows *rs, size_t column, struct str cell, char *out)
{
	const struct csv_column *c = &rs->columns[column];
	void *at = out + c->at;

	switch (c->type) {
	case COLUMN_ID:
		if (cell.n > 0 && !name_is_id(cell))
			bad_id(rs, column, cell);
		else
			*(sym *)at = intern_text(rs->r.names, cell);
		break;
	case COLUMN_TEXT:
		*(struct str *)at = cell;
		break;
	case COLUMN_AMOUNT:
		read_amount(rs, column, cell, at);
		break;
	case COLUMN_POSITIVE:
		read_positive(rs, column, cell, at);
		break;
	case COLUMN_WORD:
		read_word(rs, column, cell, at);
		break;
	case COLUMN_DAY:
		read_day(rs, column, cell, at);
		break;
	case COLUMN_LIST:
		*(struct str_list *)at = read_list(rs, cell);
		break;
	case COLUMN_PERIOD:
		if (cell.n > 0 && !period_parse(cell, rs->fiscal, at))
			diag_error(rs->r.d, "K101", cell_place(rs, column),
			           STR("write 2026-Q3, 2026-09, 2026-H2 or 2026"), "'%.*s' is no period",
			           STR_ARG(cell));
		break;
	}
}

static bool is_blank(const struct csv_record *record, size_t from)
{
	for (size_t i = from; i < record->n; i++)
		if (str_trim(record->fields[i]).n > 0)
			return false;
	return true;
}

/* Spreadsheets leave empty fields behind the last column; a filled one says that a comma is wrong. */
static bool is_ragged(struct rows *rs, const struct csv_record *record)
{
	size_t n_head = rs->table.rows[0].n;

	if (record->n >= n_head && is_blank(record, n_head))
		return false;
	diag_error(rs->r.d, "K103", csv_table_place(rs->r.a, &rs->table, rs->row, 0),
	           record->n > n_head ? STR("put text that has commas in double quotes")
	                              : STR("add the empty fields, a comma for each"),
	           "the row has %.*s, the heading %zu", STR_ARG(str_count(rs->r.a, record->n, "field")),
	           n_head);
	return true;
}

static void read_row(struct rows *rs, const struct csv_record *record, void *out)
{
	for (size_t i = 0; i < rs->n_columns; i++) {
		struct str cell;

		if (rs->field[i] == SIZE_MAX)
			continue;
		cell = str_trim(record->fields[rs->field[i]]);
		if (cell.n == 0 && rs->columns[i].is_required)
			diag_error(rs->r.d, "K602", cell_place(rs, i),
			           str_fmt(rs->r.a, "write %s", rs->columns[i].help), "%s is empty",
			           rs->columns[i].name);
		else
			read_cell(rs, i, cell, out);
	}
}

bool rows_next(struct rows *rs, void *out)
{
	while (++rs->row < rs->table.n) {
		const struct csv_record *record = &rs->table.rows[rs->row];

		if (is_blank(record, 0) || is_ragged(rs, record))
			continue;
		read_row(rs, record, out);
		return true;
	}
	return false;
}

/* --- names that stand for something elsewhere */

void rows_unknown(const struct rows *rs, const char *column, struct str subject, struct str typed,
                  struct str_list known, struct str otherwise, const char *fmt, ...)
{
	va_list ap;
	struct str message;

	va_start(ap, fmt);
	message = str_vfmt(rs->r.a, fmt, ap);
	va_end(ap);
	diag_put(rs->r.d, SEV_ERROR, "K603", subject, rows_place(rs, rs->row, column),
	         nearest_words(&rs->r, typed, known.all, known.n, otherwise), "%.*s", STR_ARG(message));
}

struct str_list rows_goal_ids(const struct rows *rs, const struct goals *goals)
{
	struct str *ids = ARENA_ARRAY(rs->r.a, goals->n + 1, struct str);

	for (size_t i = 0; i < goals->n; i++)
		ids[i] = intern_str(rs->r.names, goals->all[i].id);
	return (struct str_list){ ids, goals->n };
}

struct str_list rows_kpi_ids(const struct rows *rs, const struct model *m)
{
	struct str *ids = ARENA_ARRAY(rs->r.a, m->n_kpis + 1, struct str);

	for (size_t i = 0; i < m->n_kpis; i++)
		ids[i] = intern_str(rs->r.names, m->kpis[i].id);
	return (struct str_list){ ids, m->n_kpis };
}

void rows_check_department(const struct rows *rs, const struct workspace *w, struct str subject,
                           struct str department)
{
	for (size_t i = 0; i < w->n_departments; i++)
		if (str_eq_fold(w->departments[i], department))
			return;
	if (w->n_departments == 0 || department.n == 0)
		return;
	diag_put(rs->r.d, SEV_WARNING, "K603", subject, rows_place(rs, rs->row, "department"),
	         nearest_words(&rs->r, department, w->departments, w->n_departments,
	                       STR("add it to `departments:` of the workspace")),
	         "department '%.*s' is not listed in the workspace", STR_ARG(department));
}

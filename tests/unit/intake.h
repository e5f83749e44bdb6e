/* intake.h - export files in a folder of their own, read through the shipped formats, for tests of reading. */
#ifndef KPI_TEST_INTAKE_H
#define KPI_TEST_INTAKE_H
#include "claim.h"
#include "read/source.h"

/* A format of days, and views of x. */
#define DAILY                                                                                             \
	"format: daily\nrecognise: {columns: [Date, Views]}\ndate: {column: Date, forms: [YYYY-MM-DD]}\n" \
	"channel: {constant: x}\nmetrics: {Views: views}\n"
#define TIDY "date,channel,account,metric,value\n" /* the header of the native form */

struct intake {
	struct arena *a;
	struct intern *names;
	struct diag *d;
	struct store *st;
	struct workspace ws;
	struct source sources[8];
	struct model model;
	struct metric metrics[4];
	const struct metric *by_sym[64];
	struct library lib;
	struct formats formats;
	struct input_list files;
	struct read_options options; /* every row may be rejected unless a test says otherwise */
	struct read_result result;
	char folder[64];
};

struct intake *intake_new(void);
void intake_free(struct intake *k); /* takes the folder away */
/* For cmocka: *state is an intake. */
int intake_setup(void **state);
int intake_teardown(void **state);
#define INTAKE_TEST(f) cmocka_unit_test_setup_teardown(f, intake_setup, intake_teardown)
void intake_file(struct intake *k, const char *name, const char *text);
void intake_bytes(struct intake *k, const char *name, const void *p, size_t n);
/* The formats become only these (YAML text each); they must parse. */
void intake_formats(struct intake *k, const char *const *yaml, size_t n);
struct source *intake_source(struct intake *k, const char *files); /* appended; social */
void intake_currency(struct intake *k, const char *metric);        /* a metric counted in currency */
bool intake_read(struct intake *k);
/* One file of one source, read through the only format given. */
bool intake_read_as(struct intake *k, const char *name, const char *format, const char *text);

/* What the series of metric, channel and account (NULL: any) that owns its cells adds up to, in thousandths;
 * INT64_MIN where there is none. */
int64_t intake_total(struct intake *k, const char *metric, const char *channel, const char *account);
uint32_t intake_cells(struct intake *k, const char *metric, const char *channel, const char *account);
/* The value of one cell, the same way. */
int64_t intake_cell(struct intake *k, const char *metric, const char *channel, const char *day);
/* The ledger of a file, which must be exact. */
const struct input *intake_input(struct intake *k, const char *name);
/* The nth finding of a code (0 first), or NULL. */
const struct finding *intake_finding(struct intake *k, const char *code, size_t nth);
bool intake_says(struct intake *k, const char *code,
                 const char *words); /* a finding of the code holds the words */
int32_t intake_day(const char *iso);
/* The nth finding of a code stands there. */
#define assert_at(k, code, nth, in, row, col)                            \
	do {                                                             \
		const struct finding *f_ = intake_finding(k, code, nth); \
		assert_non_null(f_);                                     \
		assert_place(f_->at, in, row, col);                      \
	} while (0)
#endif

/* generate.c - metrics exports of any size, the same bytes for the same words: generate ROWS SHAPE > file
 *
 * 5 channels x 200 accounts x 40 metrics x 1,096 days are 43,840,000 cells in day order; the rows are spread
 * over them evenly, so that fewer rows leave cells out and more give them twice with the same value. Of 200
 * accounts one has a comma in its name and one a line feed, so 1 % of the rows are quoted. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHANNELS = 5, ACCOUNTS = 200, METRICS = 40, DAYS = 1096, WIDE = 30 };
#define SERIES ((uint64_t)CHANNELS * ACCOUNTS * METRICS)
#define CELLS  (SERIES * DAYS)

static const char *const channels[CHANNELS] = { "instagram", "linkedin", "facebook", "tiktok", "youtube" };
static const char *const metrics[METRICS] = {
	"posts",
	"replies_sent",
	"messages_sent",
	"impressions",
	"views",
	"video_views",
	"media_engagements",
	"hashtag_uses",
	"followers_gained",
	"followers_lost",
	"page_likes",
	"profile_visits",
	"profile_actions",
	"engagements",
	"likes",
	"reactions",
	"comments",
	"shares",
	"trackbacks",
	"saves",
	"email_shares",
	"link_clicks",
	"clicks",
	"other_clicks",
	"hashtag_clicks",
	"detail_expands",
	"permalink_clicks",
	"app_opens",
	"app_installs",
	"phone_calls",
	"video_starts",
	"video_completions",
	"mentions",
	"positive_mentions",
	"negative_mentions",
	"messages_received",
	"issues_total",
	"issues_resolved",
	"review_volume",
	"private_shares",
};

enum shape { TIDY, QUOTED, SHUFFLED, WIDE_ROWS, ADVERSARIAL, CRLF, UTF16 };
static const char *const shapes[] = { "tidy", "quoted", "shuffled", "wide", "adversarial", "crlf", "utf16" };
enum { N_SHAPES = sizeof shapes / sizeof *shapes };

static uint64_t mix(uint64_t v)
{
	v = (v ^ v >> 31) * UINT64_C(0x9E3779B97F4A7C15);
	v = (v ^ v >> 29) * UINT64_C(0xBF58476D1CE4E5B9);
	return v ^ v >> 32;
}

/* Days from 2024-01-01 on. */
static void write_day(char *out, unsigned day)
{
	static const unsigned char month_days[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	unsigned year = 2024, month = 0, n;

	for (; day >= (n = year == 2024 ? 366 : 365); year++)
		day -= n;
	for (; day >= (n = month_days[month] - (unsigned)(month == 1 && year != 2024)); month++)
		day -= n;
	snprintf(out, 12, "%04u-%02u-%02u", year % 10000, (month + 1) % 100, (day + 1) % 100);
}

static void write_value(char *out, uint64_t cell)
{
	uint64_t h = mix(cell);
	unsigned whole = (unsigned)(h % 1000000) >> (h >> 40) % 14;

	if (cell % METRICS % 10 == 9)
		snprintf(out, 24, "%u.%02u", whole, (unsigned)(h >> 50) % 100);
	else
		snprintf(out, 24, "%u", whole);
}

/* What stands where the account does: the last two need quotes, the adversarial ones are for libcsv. */
static void write_account(char *out, unsigned account, enum shape shape, uint64_t row)
{
	static const char *const odd[][2] = { { "\"said \"\"", "\"\"\"" },
		                              { "5\" x ", "" },
		                              { "\"cut\" short ", "\"" },
		                              { "\"\"\"", "\"\"\"" } };
	const char *q = shape == QUOTED ? "\"" : "";

	if (shape == ADVERSARIAL)
		snprintf(out, 40, "%s%u%s", odd[row % 4][0], account, odd[row % 4][1]);
	else if (account == ACCOUNTS - 1)
		snprintf(out, 40, "\"North\n and West\"");
	else if (account == ACCOUNTS - 2)
		snprintf(out, 40, "\"Acme, outdoor\"");
	else
		snprintf(out, 40, "%saccount_%03u%s", q, account, q);
}

static void put_row(const char *text, enum shape shape)
{
	const char *end = shape == CRLF ? "\r\n" : "\n";

	if (shape != UTF16) {
		fputs(text, stdout);
		fputs(end, stdout);
		return;
	}
	for (; *text != '\0'; text++) {
		putchar(*text);
		putchar(0);
	}
	fwrite("\n", 1, 2, stdout);
}

static void put_cell(uint64_t cell, uint64_t row, enum shape shape)
{
	uint64_t series = cell % SERIES;
	char line[200], day[12], account[40], value[24];
	const char *q = shape == QUOTED ? "\"" : "";

	write_day(day, (unsigned)(cell / SERIES));
	write_account(account, (unsigned)(series / METRICS % ACCOUNTS), shape, row);
	write_value(value, cell);
	snprintf(line, sizeof line, "%s%s%s,%s%s%s,%s,%s%s%s,%s%s%s", q, day, q, q,
	         channels[series / METRICS / ACCOUNTS], q, account, q, metrics[series % METRICS], q, q, value,
	         q);
	put_row(line, shape);
}

static void put_wide(uint64_t row)
{
	char day[12], account[40], value[24];

	write_day(day, (unsigned)(row / ((uint64_t)CHANNELS * ACCOUNTS) % DAYS));
	write_account(account, (unsigned)(row % ACCOUNTS), WIDE_ROWS, row);
	printf("%s,%s,%s", day, channels[row / ACCOUNTS % CHANNELS], account);
	for (unsigned i = 0; i < WIDE; i++) {
		write_value(value, row * METRICS + i);
		printf(",%s", i % 7 == 6 && row % 3 == 0 ? "" : value);
	}
	putchar('\n');
}

static void put_head(enum shape shape)
{
	if (shape == UTF16)
		fwrite("\xFF\xFE", 1, 2, stdout);
	if (shape != WIDE_ROWS) {
		put_row("date,channel,account,metric,value", shape);
		return;
	}
	fputs("date,channel,account", stdout);
	for (unsigned i = 0; i < WIDE; i++)
		printf(",%s", metrics[i]);
	putchar('\n');
}

/* A step that meets every row once, far from the last. */
static uint64_t step_of(uint64_t rows)
{
	uint64_t step = rows * 61 / 100 + 1, a, b;

	for (;; step++) {
		for (a = rows, b = step; b != 0;) {
			uint64_t rest = a % b;

			a = b;
			b = rest;
		}
		if (a == 1)
			return step;
	}
}

int main(int argc, char **argv)
{
	uint64_t rows = argc == 3 ? strtoull(argv[1], NULL, 10) : 0;
	uint64_t step = 1, at = 0;
	unsigned shape = 0;

	while (argc == 3 && shape < N_SHAPES && strcmp(argv[2], shapes[shape]) != 0)
		shape++;
	if (rows == 0 || shape == N_SHAPES) {
		fputs("generate ROWS tidy|quoted|shuffled|wide|adversarial|crlf|utf16 > file\n", stderr);
		return 64;
	}
	if (shape == SHUFFLED)
		step = step_of(rows);
	put_head(shape);
	for (uint64_t i = 0; i < rows; i++, at = (at + step) % rows) {
		if (shape == WIDE_ROWS)
			put_wide(i);
		else
			put_cell((uint64_t)((double)at * ((double)CELLS / (double)rows)), i, shape);
	}
	return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 74;
}

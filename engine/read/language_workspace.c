/* language_workspace.c - the keys of kpialign.yaml. */
#include "read/format_node.h"
#include "read/language.h"
#include "read/workspace_parts.h"

#define LEN(list)               (sizeof(list) / sizeof *(list))
#define WORDS(list, first)      .words = list, .first_word = first, .n_words = LEN(list)
#define IN(type, field)         .at = offsetof(struct type, field)
#define LIST(type, list, count) .at = offsetof(struct type, list), .count_at = offsetof(struct type, count)

static const char *const named_by_names[] = { "end", "start" };

/* clang-format off */
static const struct map_key account_keys[] = {
	{ "closed", KEY_DAY, IN(account_text, closed), .help = "The last day it was run" },
	{ "spellings", KEY_TEXTS, LIST(account_text, spellings, n_spellings), .help = "How exports write it" },
};
const struct key_table language_account = KEY_TABLE("an account", account_keys);

static const struct map_key source_keys[] = {
	{ "files", KEY_TEXT, IN(source_text, s.files), .is_required = true,
	  .help = "Paths; * stands for any part of a name: exports/linkedin/*.csv" },
	{ "format", KEY_TEXT, IN(source_text, s.format), .absent = "recognised by its headers",
	  .help = "Name of a format" },
	{ "channel", KEY_TEXT, IN(source_text, channel), .help = "For exports that do not name it" },
	{ "account", KEY_TEXT, IN(source_text, account), .help = "For exports that do not name it" },
	{ "campaign", KEY_TEXT, IN(source_text, campaign), .help = "For exports that do not name it" },
	{ "currency", KEY_TEXT, IN(source_text, s.currency), .absent = "the workspace's",
	  .help = "Of its amounts, where the rows do not say: USD" },
	{ "kind", KEY_WORD, IN(source_text, s.kind), WORDS(kind_names, 0), .absent = "social",
	  .help = "What its unknown metrics are" },
	{ "every", KEY_WORD, IN(source_text, s.every), WORDS(every_names, EVERY_DAY), .absent = "the format's",
	  .help = "How long a row stands for" },
	{ "dated", KEY_WORD, IN(source_text, s.dated), WORDS(dated_names, 0), .absent = "the format's",
	  .help = "A month row is dated at its start, its end or the next month's start" },
	{ "same_cell", KEY_WORD, IN(source_text, s.same_cell), WORDS(same_cell_names, 0), .absent = "refuse",
	  .help = "What to do where one file gives a cell twice" },
	{ "year", KEY_INT, IN(source_text, s.year), .min = 1900, .max = 2199, .help = "For dates without a year" },
	{ "numbers", KEY_MAP, .below = &language_numbers, .absent = "the format's",
	  .help = "How numbers are written: {decimal: \",\", thousands: \".\"}" },
	{ "day_first", KEY_FLAG, IN(source_text, s.is_day_first), .absent = "the format's order",
	  .help = "05/08/2026 is 5 August (true) or 8 May (false)" },
	{ "window", KEY_TEXT, IN(source_text, window),
	  .help = "First and last day of tables without dates: 2026-07-01..2026-09-30" },
	{ "covers", KEY_TEXT, IN(source_text, covers), .absent = "first to last day in the files",
	  .help = "First and last day that the files tell about: 2026-07-01..2026-09-30" },
	{ "optional", KEY_FLAG, IN(source_text, s.is_optional), .absent = "false", .help = "Its files may be absent" },
	{ "sparse", KEY_FLAG, IN(source_text, s.is_sparse), .absent = "false", .help = "A day without a row is 0" },
	{ "metrics", KEY_TEXTS, LIST(source_text, s.metrics, s.n_metrics), .absent = "all",
	  .help = "Only these metrics; * stands for any text" },
};
const struct key_table language_source = KEY_TABLE("a source", source_keys);

static const struct map_key card_keys[] = {
	{ "logo", KEY_TEXT, IN(card_text, c.logo_path), .help = "A PNG or JPEG file, shown on Summary" },
	{ "accent", KEY_TEXT, IN(card_text, accent), .absent = "#12395B",
	  .help = "Colour of titles and lines: #12395B", .mistaken = "colour color" },
	{ "paper", KEY_WORD, IN(card_text, c.paper), WORDS(paper_names, 0), .absent = "a4",
	  .help = "What it is printed on" },
	{ "language", KEY_WORD, IN(card_text, c.language), WORDS(language_names, 0), .absent = "reader",
	  .help = "Of dates: the reader's own, or en_gb, en_us, de, es, fr, it, nl, pl, pt, sv, iso for every reader" },
	{ "audience", KEY_WORD, IN(card_text, c.audience), WORDS(audience_names, 0), .absent = "board",
	  .help = "full adds what only analysts ask for: the sheet of series" },
	{ "sheets", KEY_TEXTS, LIST(card_text, sheets, n_sheets), .absent = "all that the audience gets",
	  .help = "Only these of the appendix: alignment, series, map, maturity, changes, definitions, data_quality, sources" },
	{ "latest", KEY_TEXT, IN(card_text, c.latest),
	  .help = "A second name for the newest scorecard: scorecards/latest.xlsx" },
};
const struct key_table language_card = KEY_TABLE("the scorecard", card_keys);

static const struct map_key workspace_keys[] = {
	{ "company", KEY_TEXT, IN(workspace_text, w.company), .absent = "company",
	  .help = "Its name, as the scorecard prints it" },
	{ "fiscal_year_starts", KEY_INT, IN(workspace_text, w.fiscal.first_month), .min = 1, .max = 12, .absent = "1",
	  .help = "Month in which a fiscal year starts" },
	{ "fiscal_year_named", KEY_WORD, IN(workspace_text, named_by), WORDS(named_by_names, 0), .absent = "end",
	  .help = "A fiscal year is named for the calendar year it ends or starts in" },
	{ "currency", KEY_TEXT, IN(workspace_text, w.currency), .help = "Three capital letters: EUR" },
	{ "departments", KEY_TEXTS, LIST(workspace_text, w.departments, w.n_departments),
	  .help = "Departments that goals may belong to" },
	{ "model", KEY_TEXT, IN(workspace_text, w.model), .is_required = true,
	  .help = "The model, which may extend one of the library" },
	{ "goals", KEY_TEXT, IN(workspace_text, w.goals), .is_required = true, .help = "The business goals: goals.csv" },
	{ "targets", KEY_TEXT, IN(workspace_text, w.targets), .help = "The targets of KPIs: targets.csv" },
	{ "governance", KEY_TEXT, IN(workspace_text, w.governance), .help = "What is in place: governance.csv" },
	{ "campaigns", KEY_TEXT, IN(workspace_text, w.campaigns), .help = "Campaigns and their objectives: campaigns.csv" },
	{ "notes", KEY_TEXT, IN(workspace_text, w.notes), .help = "Remarks printed beside objectives and KPIs: notes.csv" },
	{ "rates", KEY_TEXT, IN(workspace_text, w.rates), .help = "What money in other currencies is worth, month by month: rates.csv" },
	{ "channels", KEY_NAMED, .entry = KEY_TEXTS, .help = "One name a channel, and its spellings in exports" },
	{ "accounts", KEY_NAMED, .entry = KEY_TEXTS, .below = &language_account,
	  .help = "One name an account, and its spellings in exports, or the day it was closed" },
	{ "sources", KEY_MAPS, .below = &language_source, .help = "Where metrics come from; of two that give the same, the first counts" },
	{ "database", KEY_TEXT, IN(workspace_text, w.database), .absent = "kpialign.db", .help = "Memory between runs" },
	{ "output", KEY_TEXT, IN(workspace_text, w.output), .absent = "scorecards/{company}-{period}.xlsx",
	  .help = "The scorecard; may hold {company} and {period}" },
	{ "scorecard", KEY_MAP, .below = &language_card, .help = "How the scorecard looks" },
};
const struct key_table language_workspace = KEY_TABLE("the workspace", workspace_keys);
/* clang-format on */

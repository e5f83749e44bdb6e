/* workspace.h - what kpialign.yaml says: the company, its files and its names for things. */
#ifndef KPI_DATA_WORKSPACE_H
#define KPI_DATA_WORKSPACE_H
#include "base/num.h"
#include "data/model.h"

enum every { EVERY_DEFAULT, EVERY_DAY, EVERY_WEEK, EVERY_MONTH, EVERY_QUARTER, EVERY__N };
enum dated { DATED_START, DATED_END, DATED_NEXT, DATED__N }; /* how a month row is dated */
enum same_cell { SAME_CELL_REFUSE, SAME_CELL_SUM, SAME_CELL_LAST, SAME_CELL__N };
extern const char *const every_names[EVERY__N], *const dated_names[DATED__N],
						    *const same_cell_names[SAME_CELL__N];

struct source {
	struct str files;  /* glob, relative to the workspace, `/` between folders; * does not cross / */
	struct str format; /* "": detect; else the name of a format */
	sym channel, account, campaign; /* for exports that do not name them; 0: none */
	enum kind kind;                 /* of its unknown metrics */
	enum every every;               /* EVERY_DEFAULT: the format's */
	enum dated dated;
	bool has_dated;
	int year; /* for dates without one; 0: none */
	bool has_window, has_covers;
	int32_t window_first, window_last, covers_first, covers_last;
	bool is_optional, is_sparse;
	bool has_day_first, is_day_first; /* of dates in digits; else the format's order holds */
	bool has_numbers;                 /* beats the format's */
	struct num_style numbers;
	enum same_cell same_cell;
	const struct str *metrics;
	size_t n_metrics;    /* only these (ids or globs); empty: all */
	struct str currency; /* of its amounts, where the rows do not say; "": the workspace's */
	struct place at;
};

struct account {
	sym name;
	bool is_closed;
	int32_t closed; /* last day it was run */
	struct place at;
};

enum paper { PAPER_A4, PAPER_LETTER, PAPER__N };
/* Whose dates: the reader's own, or those of a language whoever opens the book. */
enum language {
	LANGUAGE_READER,
	LANGUAGE_EN_GB,
	LANGUAGE_EN_US,
	LANGUAGE_DE,
	LANGUAGE_ES,
	LANGUAGE_FR,
	LANGUAGE_IT,
	LANGUAGE_NL,
	LANGUAGE_PL,
	LANGUAGE_PT,
	LANGUAGE_SV,
	LANGUAGE_ISO,
	LANGUAGE__N
};
enum audience { AUDIENCE_BOARD, AUDIENCE_FULL, AUDIENCE__N }; /* full: with what only analysts ask for */
/* The appendix of the workbook, in its order. What stands in front is always there. */
enum appendix {
	APPENDIX_ALIGNMENT,
	APPENDIX_SERIES,
	APPENDIX_MAP,
	APPENDIX_MATURITY,
	APPENDIX_CHANGES,
	APPENDIX_DEFINITIONS,
	APPENDIX_QUALITY,
	APPENDIX_SOURCES,
	APPENDIX__N
};
extern const char *const paper_names[PAPER__N], *const audience_names[AUDIENCE__N],
						    *const language_names[LANGUAGE__N],
							*const appendix_names[APPENDIX__N];

struct picture {             /* a PNG or JPEG file, whole */
	struct str bytes;    /* n 0: none */
	uint32_t wide, high; /* pixels */
	double dpi_wide, dpi_high;
};

struct card { /* `scorecard:`, how the workbook looks */
	struct str logo_path;
	struct picture logo;
	uint32_t accent; /* RGB, dark enough for text on white */
	enum paper paper;
	enum language language;
	enum audience audience;
	unsigned appendix; /* bits of enum appendix */
	struct str latest; /* a copy of the newest scorecard; may hold {company}; "": none */
};

struct workspace {
	struct str dir; /* as given on the command line */
	struct str company, currency;
	struct fiscal fiscal;
	const struct str *departments;
	size_t n_departments;
	struct str model, goals, targets, governance, campaigns, notes, rates; /* paths; "" where absent */
	struct str database, output; /* output may hold {company} and {period} */
	const struct name_pair *channels;
	size_t n_channels; /* sorted by str_lower'd spelling; names included */
	const struct name_pair *account_names;
	size_t n_account_names;
	const struct account *accounts;
	size_t n_accounts;
	const struct source *sources;
	size_t n_sources;
	struct card card;
	struct place at, model_at, goals_at, targets_at;
};

/* One name a channel: the canonical name for a spelling (case folded, trimmed), else the lower-cased
 * spelling itself, interned. */
sym workspace_channel(const struct workspace *w, struct intern *names, struct arena *scratch,
                      struct str spelling);
/* s as accounts are compared: trimmed, without a leading '@ guard or @. */
struct str account_spelling(struct str s);
/* Three capital letters, as ISO 4217 has them. */
bool currency_is_code(struct str s);
/* The same for accounts; an unlisted account keeps its account_spelling. */
sym workspace_account(const struct workspace *w, struct intern *names, struct arena *scratch,
                      struct str spelling);
#endif

/* workspace.c - the words of a workspace, and one name for each channel and account. */
#include "data/workspace.h"
#include <assert.h>

const char *const every_names[EVERY__N] = {
	[EVERY_DEFAULT] = "default", [EVERY_DAY] = "day",         [EVERY_WEEK] = "week",
	[EVERY_MONTH] = "month",     [EVERY_QUARTER] = "quarter",
};

const char *const dated_names[DATED__N] = {
	[DATED_START] = "start",
	[DATED_END] = "end",
	[DATED_NEXT] = "next",
};

const char *const same_cell_names[SAME_CELL__N] = {
	[SAME_CELL_REFUSE] = "refuse",
	[SAME_CELL_SUM] = "sum",
	[SAME_CELL_LAST] = "last",
};

const char *const paper_names[PAPER__N] = { [PAPER_A4] = "a4", [PAPER_LETTER] = "letter" };

const char *const language_names[] = {
	[LANGUAGE_READER] = "reader", [LANGUAGE_EN_GB] = "en_gb", [LANGUAGE_EN_US] = "en_us",
	[LANGUAGE_DE] = "de",         [LANGUAGE_ES] = "es",       [LANGUAGE_FR] = "fr",
	[LANGUAGE_IT] = "it",         [LANGUAGE_NL] = "nl",       [LANGUAGE_PL] = "pl",
	[LANGUAGE_PT] = "pt",         [LANGUAGE_SV] = "sv",       [LANGUAGE_ISO] = "iso",
};
static_assert(sizeof language_names / sizeof *language_names == LANGUAGE__N, "a word for each language");

const char *const audience_names[AUDIENCE__N] = { [AUDIENCE_BOARD] = "board", [AUDIENCE_FULL] = "full" };

const char *const appendix_names[APPENDIX__N] = {
	[APPENDIX_ALIGNMENT] = "alignment",
	[APPENDIX_SERIES] = "series",
	[APPENDIX_MAP] = "map",
	[APPENDIX_MATURITY] = "maturity",
	[APPENDIX_CHANGES] = "changes",
	[APPENDIX_DEFINITIONS] = "definitions",
	[APPENDIX_QUALITY] = "data_quality",
	[APPENDIX_SOURCES] = "sources",
};

sym workspace_channel(const struct workspace *w, struct intern *names, struct arena *scratch,
                      struct str spelling)
{
	struct str lower = str_lower(scratch, str_trim(spelling));
	const struct name_pair *pair = name_pair_find(w->channels, w->n_channels, lower);

	return pair != NULL ? pair->name : intern_text(names, lower);
}

bool currency_is_code(struct str s)
{
	bool is_code = s.n == 3;

	for (size_t i = 0; i < s.n; i++)
		is_code = is_code && s.p[i] >= 'A' && s.p[i] <= 'Z';
	return is_code;
}

/* Spreadsheet exports guard a handle with an apostrophe, "'@acme", and some tools leave the @ away. */
struct str account_spelling(struct str s)
{
	s = str_trim(s);
	if (str_starts(s, STR("'@")))
		return str_sub(s, 2, s.n);
	return str_starts(s, STR("@")) ? str_sub(s, 1, s.n) : s;
}

sym workspace_account(const struct workspace *w, struct intern *names, struct arena *scratch,
                      struct str spelling)
{
	struct str bare = account_spelling(spelling);
	const struct name_pair *pair =
	    name_pair_find(w->account_names, w->n_account_names, str_lower(scratch, bare));

	return pair != NULL ? pair->name : intern_text(names, bare);
}

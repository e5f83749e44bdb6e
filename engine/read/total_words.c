/* total_words.c - the words by which exports name a row that holds the total of others. */
#include "read/total_words.h"

static const char *const words[] = {
	"total",         "totals",        "grand total", "subtotal",           "overall total",
	"sum",           "gesamt",        "gesamtsumme", "gesamtergebnis",     "summe",
	"total général", "total general", "totale",      "totale complessivo", "totaal",
	"eindtotaal",    "suma",          "razem",
};

bool total_words_has(struct str cell)
{
	struct str text = str_trim(cell);

	if (str_ends(text, STR(":")))
		text = str_trim(str_sub(text, 0, text.n - 1));
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_eq_fold(text, str_of(words[i])))
			return true;
	return false;
}

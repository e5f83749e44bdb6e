/* month_words.h - the names of months in the languages that platforms write. */
#ifndef KPI_READ_MONTH_WORDS_H
#define KPI_READ_MONTH_WORDS_H
#include "base/str.h"

/* The month whose name s begins with, whole words only, in English, German, French, Spanish, Italian,
 * Portuguese, Dutch, Polish, Russian or Ukrainian, in any case: 1..12, or 0. *n: its bytes. With is_short only
 * short forms count ("Mar", "sept."), else long ones too. */
int month_word(struct str s, bool is_short, size_t *n);
#endif

/* total_words.h - the words by which exports name a row that holds the total of others. */
#ifndef KPI_READ_TOTAL_WORDS_H
#define KPI_READ_TOTAL_WORDS_H
#include "base/str.h"

/* "Total", "Grand total:", "Summe": the whole cell, without regard to case. */
bool total_words_has(struct str cell);
#endif

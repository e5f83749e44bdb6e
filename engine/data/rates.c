/* rates.c - finding the rate of a month, and converting by it. */
#include "data/rates.h"

#include <stdlib.h>

struct wanted {
	struct str currency;
	int month;
};

static int compare(const void *key, const void *element)
{
	const struct wanted *w = key;
	const struct rate *r = element;
	int by_name = str_cmp(w->currency, r->currency);

	return by_name != 0 ? by_name : (w->month > r->month) - (w->month < r->month);
}

const struct rate *rates_find(const struct rates *r, struct str currency, int month)
{
	char code[3];
	struct wanted w = { { code, sizeof code }, month };

	if (r == NULL || r->n == 0 || currency.n != sizeof code)
		return NULL;
	for (size_t i = 0; i < sizeof code; i++)
		code[i] = currency.p[i] >= 'a' && currency.p[i] <= 'z' ? (char)(currency.p[i] - 'a' + 'A')
		                                                       : currency.p[i];
	return bsearch(&w, r->all, r->n, sizeof *r->all, compare);
}

bool rate_convert(const struct rate *r, int64_t amount, int64_t *own)
{
	return num_muldiv(amount, r->micro, r->per, own);
}

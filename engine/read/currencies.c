/* currencies.c - the currencies that amounts are in, where the workspace does not say which one it counts in. */
#include "read/currencies.h"

/* The currencies that write themselves with a sign; the first is what it stands for where there is no other. */
static const struct sign {
	const char *sign, *codes;
} signs[] = {
	{ "$", "USD AUD CAD NZD SGD HKD TWD MXN ARS CLP COP" },
	{ "\xE2\x82\xAC", "EUR" },
	{ "\xC2\xA3", "GBP EGP" },
	{ "\xC2\xA5", "JPY CNY" },
};

struct str currency_codes(struct str name)
{
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (str_is(name, signs[i].sign))
			return str_of(signs[i].codes);
	return name;
}

bool currency_may_be(struct str name, struct str code)
{
	struct str rest = currency_codes(name);

	while (rest.n > 0)
		if (str_eq_fold(str_cut(&rest, ' '), code))
			return true;
	return false;
}

bool currencies_lack(const struct currencies *c, struct str name)
{
	for (size_t i = 0; i < c->n; i++)
		if (str_eq_fold(c->names[i], name))
			return false;
	return name.n > 0 && c->n < CURRENCIES_TOLD;
}

void currencies_add(struct currencies *c, struct str name, struct place at)
{
	c->names[c->n] = str_copy(c->a, name);
	c->first[c->n++] = place_copy(c->a, at);
}

/* A code that each of them may be; "": they are of several currencies. */
static struct str common_code(const struct currencies *c)
{
	struct str rest = currency_codes(c->names[0]);

	while (rest.n > 0) {
		struct str code = str_cut(&rest, ' ');
		size_t i = 1;

		while (i < c->n && currency_may_be(c->names[i], code))
			i++;
		if (i == c->n)
			return code;
	}
	return STR_NONE;
}

static bool refuse(const struct currencies *c, struct diag *d)
{
	for (size_t i = 0; i < c->n; i++) {
		struct str other = STR_NONE;

		for (size_t k = 0; k < c->n; k++)
			if (k != i && (other.n == 0 || str_cmp(c->names[k], other) < 0))
				other = c->names[k];
		diag_put(
		    d, SEV_ERROR, "K312", c->names[i], c->first[i],
		    STR("write currency: EUR (the one to count in) in kpialign.yaml; amounts in others then "
		        "need the rates of rates.csv"),
		    "amounts are in %.*s here and in %.*s elsewhere, and the workspace names no currency, so they "
		    "cannot be added",
		    STR_ARG(c->names[i]), STR_ARG(other));
	}
	return false;
}

/* A code says more than a sign, whichever came first. */
static size_t most_telling(const struct currencies *c)
{
	size_t best = 0;

	for (size_t i = 1; i < c->n; i++)
		if (str_eq(currency_codes(c->names[i]), c->names[i]))
			best = i;
	return best;
}

bool currencies_judge(const struct currencies *c, struct diag *d)
{
	struct str code;
	size_t i;

	if (c->n == 0)
		return true;
	code = common_code(c);
	if (code.n == 0)
		return refuse(c, d);
	i = most_telling(c);
	diag_put(
	    d, SEV_WARNING, "K312", c->names[i], c->first[i],
	    str_fmt(c->a, "write currency: %.*s (the right one) in kpialign.yaml", STR_ARG(code)),
	    "amounts are in %.*s, and those that name no currency are taken to be in the same: the workspace "
	    "names none",
	    STR_ARG(c->names[i]));
	return true;
}

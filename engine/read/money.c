/* money.c - amounts in other currencies: told by column, source, format or sign, converted cell by cell. */
#include "read/money.h"

#include "read/currencies.h"

/* The currency that the row's column, the source or the format names; "": none does. */
static struct str named_currency(const struct export_job *job, const struct row *row, bool *is_by_row)
{
	int at = row->columns->currency;
	struct str code = at == NO_COLUMN ? STR_NONE : str_trim(row->rec->fields[at]);

	*is_by_row = code.n > 0;
	if (code.n == 0)
		code = job->source->currency;
	return code.n > 0 ? code : job->format->currency.constant;
}

/* A long table has one column for money and for what is none, so of what nobody knows the currency tells. */
static bool is_money(const struct exports *x, const struct row *row, sym metric, const struct money *m)
{
	const struct metric *known = model_metric(x->m, metric);

	if (known != NULL)
		return known->unit == UNIT_CURRENCY;
	return m->sign.n > 0 || (row->columns->value != NO_COLUMN && m->is_by_row);
}

static void convert(const struct exports *x, const struct row *row, int64_t amount, struct money *m)
{
	m->rate = rates_find(x->rates, m->code, day_month(row->day));
	if (m->rate == NULL)
		m->state = MONEY_NO_RATE;
	else
		m->state = rate_convert(m->rate, amount, &m->amount) ? MONEY_CONVERTED : MONEY_TOO_BIG;
}

struct money money_read(const struct exports *x, const struct export_job *job, const struct row *row,
                        struct num_style style, size_t at, sym metric, int64_t amount)
{
	struct money m = { .state = MONEY_OWN, .amount = amount };
	struct str own = x->w->currency;

	m.code = named_currency(job, row, &m.is_by_row);
	m.sign = num_currency(row->rec->fields[at], style);
	if ((m.code.n == 0 && m.sign.n == 0) || !is_money(x, row, metric, &m))
		return m;
	m.is_unsettled = own.n == 0;
	if (m.is_unsettled)
		return m;
	if (m.code.n == 0 && currency_may_be(m.sign, own))
		return m;
	if (m.code.n == 0 && str_find(currency_codes(m.sign), STR(" ")) != SIZE_MAX)
		m.state = MONEY_NO_NAME;
	else if (m.code.n > 0 && m.sign.n > 0 && currency_is_code(m.code) && !currency_may_be(m.sign, m.code))
		m.state = MONEY_TWO_NAMES;
	if (m.state != MONEY_OWN)
		return m;
	if (m.code.n == 0)
		m.code = currency_codes(m.sign);
	if (!str_eq_fold(m.code, own))
		convert(x, row, amount, &m);
	return m;
}

/* month_words.c - month names of many languages: no word stands for two months in any two of them. */
#include "read/month_words.h"
#include "base/day.h"

enum { MONTHS = 12 };

/* Long forms (after a day Slavic languages write the genitive), then short ones, all in small letters. */
static const struct month_row {
	const char *names, *shorts;
} rows[MONTHS] = {
	{ "januar jänner janvier enero gennaio janeiro januari stycznia styczeń января январь січня січень",
	  "janv ene gen янв січ sty" },
	{ "februar février fevrier febrero febbraio fevereiro februari lutego luty февраля февраль лютого лютий",
	  "févr fév febr fev фев февр лют lut" },
	{ "märz maerz mars marzo março marco maart marca marzec марта март березня березень",
	  "mrz mär mrt мар бер" },
	{ "april avril abril aprile kwietnia kwiecień апреля апрель квітня квітень",
	  "avr abr апр кві квіт kwi" },
	{ "mai mayo maggio maio mei maja maj мая май травня травень", "mag тра трав" },
	{ "juni juin junio giugno junho czerwca czerwiec июня июнь червня червень", "giu июн чер черв cze" },
	{ "juli juillet julio luglio julho lipca lipiec июля июль липня липень", "juil lug июл лип lip" },
	{ "august août aout agosto augustus sierpnia sierpień августа август серпня серпень",
	  "ago авг сер серп sie" },
	{ "september septembre septiembre setiembre settembre setembro września wrzesień сентября сентябрь вересня "
	  "вересень",
	  "sept set сен сент вер wrz" },
	{ "oktober octobre octubre ottobre outubro października październik октября октябрь жовтня жовтень",
	  "okt ott out окт жов жовт paź" },
	{ "november novembre noviembre novembro listopada listopad ноября ноябрь листопада листопад",
	  "ноя нояб лис лист lis" },
	{ "dezember décembre decembre diciembre dicembre dezembro december grudnia grudzień декабря декабрь грудня "
	  "грудень",
	  "dez déc dec dic дек гру груд gru" },
};

/* Capitals of ASCII, Latin-1, Polish and Cyrillic, as small letters: one code point of s, n bytes of it. */
static uint32_t small_letter(struct str s, size_t n)
{
	const unsigned char *p = (const unsigned char *)s.p;
	uint32_t c = p[0];

	if (n == 2)
		c = ((uint32_t)(p[0] & 0x1F) << 6) | (p[1] & 0x3Fu);
	else if (n > 2)
		return 0x10FFFF;
	if ((c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x410 && c <= 0x42F))
		return c + 32;
	if (c == 0x404 || c == 0x406 || c == 0x407)
		return c + 80;
	return c == 0x15A || c == 0x179 || c == 0x143 ? c + 1 : c; /* Ś Ź Ń */
}

static bool is_letter(uint32_t c)
{
	return (c >= 'a' && c <= 'z') || c >= 0xC0;
}

/* Bytes of the run of letters that s begins with. */
static size_t word_length(struct str s)
{
	size_t at = 0, n;

	while (at < s.n && (n = utf8_step(str_sub(s, at, s.n))) > 0
	       && is_letter(small_letter(str_sub(s, at, s.n), n)))
		at += n;
	return at;
}

static bool same_word(struct str a, struct str b)
{
	size_t i = 0, n;

	if (a.n != b.n)
		return false;
	for (; i < a.n; i += n) {
		struct str x = str_sub(a, i, a.n), y = str_sub(b, i, b.n);

		n = utf8_step(x);
		if (n == 0 || n != utf8_step(y) || small_letter(x, n) != small_letter(y, n))
			return false;
	}
	return true;
}

static bool among(const char *words, struct str word)
{
	struct str rest = str_of(words);

	while (rest.n > 0)
		if (same_word(str_cut(&rest, ' '), word))
			return true;
	return false;
}

int month_word(struct str s, bool is_short, size_t *n)
{
	struct str word = str_sub(s, 0, word_length(s));
	int month = word.n == 0 ? 0 : month_by_name(word);

	*n = word.n;
	if (month > 0 && (!is_short || word.n == 3))
		return month;
	for (int m = 1; m <= MONTHS && word.n > 0; m++) {
		bool is_long_form = !is_short && among(rows[m - 1].names, word);

		if (!is_long_form && !among(rows[m - 1].shorts, word))
			continue;
		*n += *n < s.n && s.p[*n] == '.'; /* "sept." */
		*n -= is_long_form && !among(rows[m - 1].shorts, word) && *n > word.n;
		return m;
	}
	return 0;
}

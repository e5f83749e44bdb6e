/* init_ask.c - what `init` must know: told by flags, asked on a terminal, else an example. */
#include "app/init.h"

#include <string.h>
#include <unistd.h>

enum { LINE_MAX_BYTES = 1000 };

static bool usage(const struct init_plan *p, const char *remedy, struct str what, const char *why)
{
	diag_put(p->d, SEV_ERROR, "K904", STR_NONE, PLACE_NONE, str_of(remedy), "'%.*s' %s", STR_ARG(what),
	         why);
	diag_set_exit(p->d, EXIT_USAGE);
	return false;
}

static bool may_ask(const struct init_plan *p)
{
	return !p->o->init.is_yes && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

/* A line of the terminal, trimmed; STR_NONE: nothing was typed, or the end. */
static struct str ask(const struct init_plan *p, const char *question, const char *otherwise)
{
	char line[LINE_MAX_BYTES];

	printf("%s%s%s%s ", question, *otherwise ? " [" : "", otherwise, *otherwise ? "]" : "");
	fflush(stdout);
	if (!fgets(line, sizeof line, stdin))
		return STR_NONE;
	return str_copy(p->a, str_trim(str_of(line)));
}

static bool is_plain(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] < 0x20 || s.p[i] == 0x7f)
			return false;
	return utf8_bad(s) == SIZE_MAX;
}

/* Letters of western Europe without their marks; other letters beyond ASCII are left out. */
static struct str without_marks(struct arena *a, struct str s)
{
	static const char plain[] = "aaaaaaaceeeeiiiidnooooo_ouuuuyts";
	struct strbuf b;

	strbuf_init(&b, a, 0);
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i], next = i + 1 < s.n ? (unsigned char)s.p[i + 1] : 0;

		if (c < 0x80)
			strbuf_addc(&b, s.p[i]);
		else if (c == 0xc3 && next >= 0x80)
			strbuf_addc(&b, plain[next & 31]);
	}
	return strbuf_str(&b);
}

/* A name as an id: lower snake case that starts with a letter, of plain ASCII. */
static struct str id_of(struct arena *a, struct str name, struct str otherwise)
{
	struct str snake = str_snake(a, without_marks(a, name));
	struct strbuf b;

	strbuf_init(&b, a, 0);
	for (size_t i = 0; i < snake.n; i++) {
		char c = snake.p[i];

		if ((c >= 'a' && c <= 'z') || c == '_' || (b.n && c >= '0' && c <= '9'))
			strbuf_addc(&b, c);
	}
	return name_is_id(strbuf_str(&b)) ? strbuf_str(&b) : otherwise;
}

static bool read_company(struct init_plan *p)
{
	struct str told = str_trim(str_of(p->o->init.company));

	if (!told.n && may_ask(p))
		told = ask(p, "What is the company called?", "Example");
	if (!is_plain(told))
		return usage(p, "write it in UTF-8 without control characters", STR("--company"),
		             "has characters that are no text");
	p->company = told.n ? told : STR("Example");
	p->id = id_of(p->a, p->company, STR("company"));
	return true;
}

static bool is_currency(struct str s)
{
	bool ok = s.n == 3;

	for (size_t i = 0; i < s.n; i++)
		ok = ok && s.p[i] >= 'A' && s.p[i] <= 'Z';
	return ok;
}

static bool read_currency(struct init_plan *p)
{
	struct str told = str_of(p->o->init.currency);

	if (!told.n && may_ask(p))
		told = ask(p, "In which currency does it count?", "EUR");
	p->currency = told.n ? told : STR("EUR");
	return is_currency(p->currency)
	       || usage(p, "write three capital letters, such as EUR", p->currency, "is no currency");
}

static bool read_fiscal(struct init_plan *p)
{
	int month = p->o->init.fiscal_year_starts;
	struct str told;
	int64_t micro = 0;

	if (!month && may_ask(p)) {
		told = ask(p, "In which month does its fiscal year start (1 to 12)?", "1");
		if (told.n
		    && (num_parse(told, NUM_PLAIN, &micro) != NUM_OK || micro % MICRO || micro < MICRO
		        || micro > 12 * MICRO))
			return usage(p, "write 1 for January to 12 for December", told, "is no month");
		month = (int)(micro / MICRO);
	}
	p->fiscal = (struct fiscal){ .first_month = month ? month : 1 };
	return true;
}

static bool has_goal(const struct init_plan *p, struct str id)
{
	for (size_t i = 0; i < p->n_goals; i++)
		if (str_eq(p->goals[i].id, id))
			return true;
	return str_eq(id, p->id);
}

/* "win_customers=Win customers", or the name alone. */
static bool add_goal(struct init_plan *p, struct str text)
{
	struct str rest = text, id = STR_NONE, name;

	if (str_find(text, STR("=")) != SIZE_MAX)
		id = str_trim(str_cut(&rest, '='));
	name = str_trim(rest);
	if (!id.n)
		id = id_of(p->a, name, STR_NONE);
	if (!name.n || !is_plain(name))
		return usage(p, "write win_customers=Win customers", text, "names no goal");
	if (!name_is_id(id))
		return usage(p, "write win_customers=Win customers: small letters, digits and _ before the =",
		             text, "has no id that can be used");
	if (has_goal(p, id))
		return usage(p, "give each goal an id of its own; the company's is taken by the root", id,
		             "is a goal already");
	p->goals[p->n_goals++] = (struct init_goal){ .id = id, .name = name };
	return true;
}

static bool ask_goals(struct init_plan *p)
{
	printf("Which business goals should social media serve? One a line, such as\n"
	       "  Win customers\nAn empty line ends the list.\n");
	while (p->n_goals < MAX_GOALS_GIVEN) {
		struct str told = ask(p, ">", "");

		if (!told.n)
			break;
		if (!add_goal(p, told))
			return false;
	}
	return true;
}

static bool read_goals(struct init_plan *p)
{
	const struct init_answers *n = &p->o->init;
	bool ok = true;

	p->goals = ARENA_ARRAY(p->a, MAX_GOALS_GIVEN + 2, struct init_goal);
	for (size_t i = 0; i < n->n_goals; i++)
		ok = add_goal(p, n->goals[i]) && ok;
	if (ok && !n->n_goals && may_ask(p))
		ok = ask_goals(p);
	if (ok && !p->n_goals) {
		p->is_example = true;
		ok = add_goal(p, STR("win_customers=Win customers")) && add_goal(p, STR("be_known=Be known"));
	}
	return ok;
}

bool init_ask(struct init_plan *p)
{
	p->is_unasked = !p->o->init.is_yes && !may_ask(p);
	return read_company(p) && read_fiscal(p) && read_currency(p) && read_goals(p);
}

/* init_files.c - the texts of a new workspace, with remarks where someone will want to change them. */
#include "app/init.h"
#include "read/yaml_quote.h"

static struct str csv_quoted(struct arena *a, struct str s)
{
	struct strbuf b;
	bool needs = false;

	strbuf_init(&b, a, 0);
	for (size_t i = 0; i < s.n; i++)
		needs = needs || s.p[i] == ',' || s.p[i] == '"' || s.p[i] == ';';
	if (!needs)
		return s;
	strbuf_addc(&b, '"');
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"')
			strbuf_addc(&b, '"');
		strbuf_addc(&b, s.p[i]);
	}
	strbuf_addc(&b, '"');
	return strbuf_str(&b);
}

struct str init_workspace_text(const struct init_plan *p)
{
	bool has_business = init_sample_business(p).n > 0;
	struct strbuf b;

	strbuf_init(&b, p->a, 0);
	strbuf_fmt(
	    &b,
	    "# The workspace of kpialign: the company, its files, and where its figures come from.\n"
	    "# Paths are relative to this folder. `kpialign check` finds what is wrong.\n"
	    "company: %.*s\n"
	    "fiscal_year_starts: %d            # month\n"
	    "currency: %.*s\n"
	    "departments: [marketing, sales, service, hr, product, finance]\n"
	    "\n"
	    "model: models/%.*s.yaml\n"
	    "goals: goals.csv\n"
	    "targets: targets.csv\n"
	    "# governance: governance.csv         # practice,status,owner,since,note: what is in place\n"
	    "# campaigns: campaigns.csv           # campaign,objective,start,end,aliases: what spend serves\n"
	    "# notes: notes.csv                   # period,about,note,by: remarks beside goals and KPIs\n"
	    "\n"
	    "# One name a channel and an account, with the spellings that exports use:\n"
	    "# channels: {x: [Twitter, \"X (Twitter)\"]}\n"
	    "# accounts: {%.*s: [\"@%.*s\", \"The Page Name\"]}\n"
	    "\n"
	    "# Where figures come from. `kpialign detect FILE` says what it makes of an export.\n"
	    "sources:\n"
	    "  - files: exports/sample-social.csv     # invented: put yours here\n",
	    STR_ARG(yaml_quoted(p->a, p->company)), p->fiscal.first_month, STR_ARG(p->currency),
	    STR_ARG(p->id), STR_ARG(p->id), STR_ARG(p->id));
	if (has_business)
		strbuf_addz(
		    &b,
		    "  - files: exports/sample-business.csv   # invented\n"
		    "    kind: business                       # figures of the company, not of social media\n"
		    "    every: month                         # a row stands for a month\n"
		    "    dated: start                         # and is dated at its first day\n");
	strbuf_addz(&b, "#  - files: exports/linkedin/*.csv\n"
	                "#    channel: linkedin                    # for exports that do not name it\n"
	                "#    account: my_account\n"
	                "\n"
	                "database: kpialign.db\n"
	                "output: scorecards/{company}-{period}.xlsx\n");
	return strbuf_str(&b);
}

struct str init_goals_text(const struct init_plan *p)
{
	struct strbuf b;

	strbuf_init(&b, p->a, 0);
	strbuf_addz(&b, "goal,name,parent,statement,kind,department,owner,sponsor,budget,currency,weight\n");
	strbuf_fmt(&b, "%.*s,%.*s,,,business,,,,,,1\n", STR_ARG(p->id),
	           STR_ARG(csv_quoted(p->a, str_fmt(p->a, "Grow %.*s", STR_ARG(p->company)))));
	for (size_t i = 0; i < p->n_goals; i++) {
		const struct init_goal *g = &p->goals[i];

		strbuf_fmt(&b, "%.*s,%.*s,%.*s,%.*s,business,,,,,,1\n", STR_ARG(g->id),
		           STR_ARG(csv_quoted(p->a, g->name)), STR_ARG(p->id),
		           STR_ARG(g->objective ? csv_quoted(p->a, g->objective->statement) : STR_NONE));
	}
	return strbuf_str(&b);
}

struct str init_targets_text(const struct init_plan *p)
{
	struct strbuf b;

	strbuf_init(&b, p->a, 0);
	strbuf_addz(&b, "kpi,period,target,red_line\n");
	for (size_t i = 0; i < p->n_targets; i++)
		strbuf_fmt(&b, "%.*s,%.*s,%.*s,\n", STR_ARG(intern_str(p->names, p->targets[i].kpi->id)),
		           STR_ARG(period_text(p->a, p->quarter)),
		           STR_ARG(num_text_double(p->a, p->targets[i].target, 4)));
	return strbuf_str(&b);
}

static const struct init_goal *goal_of(const struct init_plan *p, const struct objective *o)
{
	for (size_t i = 0; i < p->n_goals; i++)
		if (p->goals[i].objective == o)
			return &p->goals[i];
	return NULL;
}

/* "  pipeline_revenue: win_customers   # Pipeline and revenue: Win more of .." */
static void add_objective(const struct init_plan *p, struct strbuf *b, const struct objective *o)
{
	const struct init_goal *g = goal_of(p, o);
	struct str id = intern_str(p->names, o->id), goal = g ? g->id : STR("null");
	struct str line = str_fmt(p->a, "  %.*s: %.*s", STR_ARG(id), STR_ARG(goal));

	strbuf_fmt(b, "%-42.*s # %.*s%s\n", STR_ARG(line), STR_ARG(o->name),
	           g && g->is_guess ? " (a guess: is it that?)" : "");
}

struct str init_model_text(const struct init_plan *p)
{
	struct strbuf b;

	strbuf_init(&b, p->a, 0);
	strbuf_fmt(
	    &b,
	    "# What %.*s makes of the library: which of its objectives are goals of ours, and what we add.\n"
	    "# The language is in docs/model.md; `kpialign explain NAME` says what stands behind any name.\n"
	    "model: %.*s\n"
	    "version: \"1\"\n"
	    "extends: social-business.yaml\n"
	    "\n"
	    "# Objective of the library: the goal of goals.csv that it is, or null where it is none of ours.\n"
	    "objectives:\n",
	    STR_ARG(p->company), STR_ARG(p->id));
	for (size_t i = 0; i < p->library->n_objectives; i++)
		add_objective(p, &b, &p->library->objectives[i]);
	strbuf_fmt(
	    &b,
	    "\n"
	    "# KPIs of our own. Take the # away and change the words; then `kpialign diff` shows the effect.\n"
	    "# kpis:\n"
	    "#   clicks_to_site:\n"
	    "#     name: Clicks through to our site\n"
	    "#     objective: %.*s\n"
	    "#     role: leading              # evidence needs a metric of level outcome or impact\n"
	    "#     measure: link_clicks\n"
	    "#     better: higher\n"
	    "#     owner: Head of Marketing\n"
	    "#     decision: Which posts get a link\n"
	    "#     why: Who comes to the site can become a customer\n",
	    STR_ARG(p->n_goals ? p->goals[0].id : p->id));
	return strbuf_str(&b);
}

/* For those who keep the workspace under git, so that `kpialign diff HEAD` works. */
struct str init_ignore_text(const struct init_plan *p)
{
	return str_fmt(
	    p->a, "# What kpialign makes. Reported runs are in the history and nowhere else: back it up.\n"
		  "/kpialign.db\n"
		  "/kpialign.db-journal\n"
		  "/kpialign.db.lock\n"
		  "/scorecards/\n"
		  "# Exports may hold names of people. If they should not be under git:\n"
		  "# /exports/\n");
}

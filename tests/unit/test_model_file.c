/* test_model_file.c - claims about engine/read/model_*.c, keys.c and spellings.c. */
#include "core/formula.h"
#include "desk.h"
#include "read/model_file.h"

static const struct model *read_model(struct desk *k, const struct goals *goals)
{
	return model_read(k->a, k->names, &k->lib, desk_path(k, "models/acme.yaml"), goals, &k->files, k->d);
}

static const struct model *read_good(struct desk *k, const char *text, const struct goals *goals)
{
	const struct model *m;

	desk_write(k, "models/acme.yaml", text);
	m = read_model(k, goals);
	if (m == NULL)
		fail_msg("%s", desk_findings(k));
	return m;
}

static void read_bad(struct desk *k, const char *text)
{
	desk_write(k, "models/acme.yaml", text);
	assert_null(read_model(k, NULL));
}

static sym name_of(struct desk *k, const char *name)
{
	return intern_text(k->names, str_of(name));
}

static const struct kpi *kpi_of(struct desk *k, const struct model *m, const char *id)
{
	const struct kpi *kpi = model_kpi(m, name_of(k, id));

	if (kpi == NULL)
		fail_msg("no KPI %s", id);
	return kpi;
}

static const struct metric *metric_of(struct desk *k, const struct model *m, const char *id)
{
	const struct metric *metric = model_metric(m, name_of(k, id));

	if (metric == NULL)
		fail_msg("no metric %s", id);
	return metric;
}

static void test_model_defaults_are_those_of_the_language(void **state)
{
	struct desk *k = *state;
	const struct model *m = read_good(k,
	                                  "model: acme\n"
	                                  "metrics:\n"
	                                  "  leads: {level: outcome}\n"
	                                  "  reach: {unit: people}\n"
	                                  "  rating: {unit: score, over_time: mean}\n"
	                                  "kpis:\n"
	                                  "  leads: {objective: grow, role: evidence, measure: leads}\n",
	                                  NULL);
	const struct metric *leads = metric_of(k, m, "leads"), *reach = metric_of(k, m, "reach");
	const struct metric *rating = metric_of(k, m, "rating");
	const struct kpi *kpi = kpi_of(k, m, "leads");

	assert_true(str_is(m->id, "acme"));
	assert_true(str_is(leads->name, "leads"));
	assert_int_equal(leads->kind, KIND_SOCIAL);
	assert_int_equal(leads->unit, UNIT_COUNT);
	assert_int_equal(leads->over_time, TIME_SUM);
	assert_int_equal(leads->over_parts, PARTS_SUM);
	assert_int_equal(reach->level, LEVEL_OUTPUT);
	assert_int_equal(reach->over_time, TIME_NONE); /* people do not add */
	assert_int_equal(reach->over_parts, PARTS_NONE);
	assert_int_equal(rating->over_time, TIME_MEAN);
	assert_int_equal(rating->over_parts, PARTS_NONE);
	assert_int_equal(kpi->level, LEVEL_OUTCOME);
	assert_int_equal(kpi->better, BETTER_HIGHER);
	assert_int_equal(kpi->unit, UNIT_COUNT);
	assert_true(kpi->weight >= 1 && kpi->weight <= 1);
	assert_int_equal(kpi->goal, 0);
	assert_true(m->rules.red_at >= 0.8 && m->rules.red_at <= 0.8);
	assert_true(m->rules.own_weight >= 1 && m->rules.own_weight <= 1);
	assert_int_equal(k->files.n, 1);
	assert_int_equal(k->files.all[0].role, INPUT_MODEL);
	assert_true(str_is(k->files.all[0].path, "models/acme.yaml"));
	assert_true(k->files.all[0].bytes > 0 && k->files.all[0].digest_lo != 0);
}

static const char everything[] =
    "model: acme\n"
    "version: 2026.10\n"
    "score: {red_at: 0.7, coverage_floor: 0.5, completeness_floor: 0.95, min_base: 50, own_weight: 2}\n"
    "practices: {listening: {name: We listen, kind: task}}\n"
    "maturity: [{stage: planning}]\n"
    "objectives: {revenue: {name: Revenue, statement: More of it}, trust: null}\n"
    "metrics:\n"
    "  impressions:\n"
    "    name: Impressions\n"
    "    definition: Times shown\n"
    "    aliases: [post impressions, Imps]\n"
    "    breaks: [{on: 2025-04-21, channel: Instagram, note: replaced by views}]\n"
    "    no_goal: {because: A by-product, ask_instead: conversations}\n"
    "    source: AMEC\n"
    "    traps: Served is not seen\n"
    "  spend: {kind: business, unit: currency, level: input, context: true}\n"
    "  leads: {level: outcome, aliases: conversions}\n"
    "  margin: {kind: business, unit: currency, level: impact}\n"
    "  media_value: {banned: {because: No value}}\n"
    "kpis:\n"
    "  leads_social:\n"
    "    name: Leads\n"
    "    definition: Leads that came in\n"
    "    objective: revenue\n"
    "    supports: [trust]\n"
    "    role: evidence\n"
    "    level: outcome\n"
    "    measure: leads\n"
    "    better: lower\n"
    "    weight: 2.5\n"
    "    owner: Head of Demand\n"
    "    department: marketing\n"
    "    decision: Move budget\n"
    "    where: {channel: [LinkedIn, x], account: \"acme-*\"}\n"
    "    why: Because\n"
    "    traps: None\n"
    "    source: Us\n"
    "    critical: true\n"
    "    aliases: [lead count]\n"
    "  roi: {objective: revenue, role: evidence, formula: (margin - spend) / spend}\n"
    "  cost_per_lead: {objective: revenue, role: leading, measure: spend, per: leads, better: lower}\n"
    "  lead_rate: {objective: trust, role: leading, measure: leads, per: impressions}\n";

static void test_model_takes_every_key_of_the_language(void **state)
{
	struct desk *k = *state;
	const struct model *m = read_good(k, everything, NULL);
	const struct metric *imps = metric_of(k, m, "impressions");
	const struct kpi *leads = kpi_of(k, m, "leads_social"), *roi = kpi_of(k, m, "roi");

	assert_string_equal(desk_findings(k), "");
	assert_true(str_is(m->version, "2026.10"));
	assert_true(m->rules.min_base >= 50 && m->rules.min_base <= 50);
	assert_int_equal(m->n_metrics, 5);
	assert_int_equal(imps->n_breaks, 1);
	assert_int_equal(imps->breaks[0].on, 20199); /* 55 x 365 + 14 leap days from 1970 to 2025, then 110 */
	assert_int_equal(imps->breaks[0].channel, name_of(k, "instagram"));
	assert_true(str_is(imps->no_goal_because, "A by-product"));
	assert_true(str_is(imps->ask_instead, "conversations"));
	assert_int_equal(imps->no_goal_at.line, 13);
	assert_true(metric_of(k, m, "spend")->is_context);
	assert_true(str_is(metric_of(k, m, "media_value")->banned_because, "No value"));
	assert_true(str_is(leads->owner, "Head of Demand"));
	assert_true(leads->is_critical && !leads->is_library);
	assert_int_equal(leads->better, BETTER_LOWER);
	assert_true(leads->weight >= 2.5 && leads->weight <= 2.5);
	assert_int_equal(leads->where.n_channels, 2);
	assert_true(str_is(leads->where.channels[0], "linkedin")); /* as channels are kept */
	assert_int_equal(leads->where.n_accounts, 1);
	assert_int_equal(leads->n_supports, 1);
	assert_int_equal(leads->objective_at.line, 24);
	assert_int_equal(leads->measure_at.line, 28);
	assert_int_equal(leads->at.line, 21);
	assert_int_equal(roi->n_reads, 2);
	assert_int_equal(roi->reads[0], name_of(k, "margin"));
	assert_int_equal(roi->level,
	                 LEVEL_IMPACT); /* spend, an input, says nothing about how far it reaches */
	assert_true(str_is(formula_text(k->a, k->names, roi->formula), "(margin - spend) / spend"));
	assert_true(m->n_objectives == 2 && m->objectives[1].is_off && !m->objectives[0].is_off);
}

struct unit_case {
	const char *kpi;
	enum unit unit;
};

static void test_model_units_of_kpis_follow_their_metrics(void **state)
{
	static const struct unit_case cases[] = {
		{ "a", UNIT_SECONDS },  /* a plain measure: its own */
		{ "b", UNIT_CURRENCY }, /* money per head */
		{ "c", UNIT_RATIO },    /* money per money */
		{ "d", UNIT_RATIO },    /* heads per head */
		{ "e", UNIT_SECONDS },  /* seconds per view */
		{ "f", UNIT_RATIO },    /* formula */
		{ "g", UNIT_DAYS },     /* said */
	};
	struct desk *k = *state;
	const struct model *m =
	    read_good(k,
	              "metrics:\n"
	              "  cost: {unit: currency}\n"
	              "  gain: {unit: currency}\n"
	              "  leads: {}\n"
	              "  fans: {unit: people}\n"
	              "  watched: {unit: seconds}\n"
	              "kpis:\n"
	              "  a: {objective: o, role: leading, measure: watched}\n"
	              "  b: {objective: o, role: leading, measure: cost, per: leads}\n"
	              "  c: {objective: o, role: leading, measure: gain, per: cost}\n"
	              "  d: {objective: o, role: leading, measure: leads, per: fans}\n"
	              "  e: {objective: o, role: leading, measure: watched, per: leads}\n"
	              "  f: {objective: o, role: leading, formula: gain - cost}\n"
	              "  g: {objective: o, role: leading, formula: gain - cost, unit: days}\n",
	              NULL);

	for (size_t i = 0; i < LEN(cases); i++)
		if (kpi_of(k, m, cases[i].kpi)->unit != cases[i].unit)
			fail_msg("%s: %s", cases[i].kpi, unit_names[kpi_of(k, m, cases[i].kpi)->unit]);
}

static const char library[] =
    "model: lib\n"
    "objectives: {pipeline: {name: Pipeline, statement: Win}, belonging: {name: Belong}}\n"
    "metrics:\n"
    "  leads: {level: outcome, aliases: [conversions]}\n"
    "  spots: {level: outcome}\n"
    "  likes: {}\n"
    "kpis:\n"
    "  leads_social: {objective: pipeline, role: evidence, measure: leads, owner: Nobody}\n"
    "  leads_again: {objective: pipeline, role: evidence, measure: leads}\n"
    "  belonging_leads: {objective: belonging, role: evidence, measure: leads}\n"
    "  gone: {objective: pipeline, role: evidence, measure: leads}\n"
    "  spotted: {objective: pipeline, role: evidence, measure: spots}\n";

static void test_model_lays_the_company_on_the_library(void **state)
{
	struct desk *k = *state;
	struct goal all[] = { { .id = name_of(k, "grow") } };
	struct goals goals = { all, 1 };
	const struct model *m;

	desk_write(k, "../library/lib.yaml", library);
	m = read_good(k,
	              "extends: lib.yaml\n"
	              "objectives: {pipeline: grow, belonging: null}\n"
	              "metrics:\n"
	              "  spots: {banned: {because: Not ours}}\n"
	              "  leads: {name: Enquiries}\n"
	              "kpis:\n"
	              "  leads_social: {weight: 3, owner: null}\n"
	              "  gone: null\n",
	              &goals);
	/* a library KPI that reads a banned metric goes, with a note, and nothing else is said */
	EXPECT(k, "library:lib.yaml:12:59 note K610 KPI 'spotted' of the library is switched off");
	assert_int_equal(m->n_kpis, 3);
	assert_int_equal(kpi_of(k, m, "leads_social")->goal, name_of(k, "grow"));
	assert_int_equal(kpi_of(k, m, "leads_social")->owner.n, 0);
	assert_true(kpi_of(k, m, "leads_social")->weight >= 3);
	assert_false(kpi_of(k, m, "leads_social")->is_library); /* one line of it is the company's */
	assert_true(kpi_of(k, m, "leads_again")->is_library);
	assert_int_equal(kpi_of(k, m, "belonging_leads")->goal, 0);
	assert_true(str_is(metric_of(k, m, "leads")->name, "Enquiries"));
	assert_int_equal(metric_of(k, m, "leads")->level, LEVEL_OUTCOME);
	assert_true(metric_of(k, m, "likes")->is_library && !metric_of(k, m, "leads")->is_library);
	assert_true(str_is(m->objectives[0].name, "Pipeline")); /* mapped, and still described */
	assert_int_equal(m->objectives[0].goal, name_of(k, "grow"));
	assert_true(str_is(k->files.all[1].path, "library:lib.yaml"));
}

static void test_model_extends_a_list_in_order_and_each_file_once(void **state)
{
	struct desk *k = *state;
	const struct model *m;

	desk_write(k, "models/base.yaml", "metrics: {a: {name: base}, b: {name: base}, c: {name: base}}\n");
	desk_write(k, "models/one.yaml", "extends: base.yaml\nmetrics: {a: {name: one}, b: {name: one}}\n");
	desk_write(k, "models/two.yaml", "extends: base.yaml\nmetrics: {b: {name: two}}\n");
	m = read_good(k, "extends: [one.yaml, two.yaml]\n", NULL);
	assert_true(str_is(metric_of(k, m, "a")->name, "one"));
	assert_true(str_is(metric_of(k, m, "b")->name, "two"));
	assert_true(str_is(metric_of(k, m, "c")->name, "base"));
	assert_int_equal(k->files.n, 4);
}

static void test_model_finds_a_goal_by_map_then_by_its_own_id(void **state)
{
	struct desk *k = *state;
	struct goal all[] = { { .id = name_of(k, "grow") }, { .id = name_of(k, "trust") } };
	struct goals goals = { all, 2 };
	const struct model *m =
	    read_good(k,
	              "objectives: {pipeline: grow, fame: null, luck: chance}\n"
	              "metrics: {leads: {level: outcome}}\n"
	              "kpis:\n"
	              "  a: {objective: pipeline, role: evidence, measure: leads}\n"
	              "  b: {objective: trust, role: evidence, measure: leads, supports: pipeline}\n"
	              "  c: {objective: truts, role: evidence, measure: leads}\n"
	              "  d: {objective: fame, role: evidence, measure: leads}\n"
	              "  e: {objective: luck, role: evidence, measure: leads}\n",
	              &goals);

	assert_int_equal(kpi_of(k, m, "a")->goal, name_of(k, "grow"));
	assert_int_equal(kpi_of(k, m, "b")->goal, name_of(k, "trust"));
	assert_int_equal(kpi_of(k, m, "b")->supports[0], name_of(k, "grow"));
	assert_int_equal(kpi_of(k, m, "c")->goal, 0);
	assert_int_equal(kpi_of(k, m, "d")->goal, 0);
	EXPECT(
	    k, "models/acme.yaml:1:42 warning K203 objective 'luck' is mapped to 'chance', which is no goal",
	    "models/acme.yaml:6:18 warning K203 KPI 'c' links nothing: its objective 'truts' is no goal and "
	    "`objectives:` maps it to none; did you mean 'trust'?",
	    "models/acme.yaml:7:18 warning K203 KPI 'd' links nothing: its objective 'fame' is switched off");
}

static void test_model_complaints_come_in_one_pass_over_all_files(void **state)
{
	struct desk *k = *state;

	desk_write(k, "models/base.yaml",
	           "metrics:\n"
	           "  leads: {levl: outcome, unit: heads}\n"
	           "kpis:\n"
	           "  Leads: {objective: grow, role: evidence, measure: leads}\n");
	read_bad(k, "extends: base.yaml\n"
	            "modell: acme\n"
	            "score: {red_at: 80}\n"
	            "metrics: {imprssions: null}\n"
	            "kpis:\n"
	            "  a: {objective: grow, role: leading, measure: leeds}\n"
	            "  b: {objective: grow, role: leading, measure: leads, formula: leads}\n"
	            "  c: {objective: grow, role: leading}\n"
	            "  d: {objective: grow, role: leading, per: leads}\n"
	            "  e: {role: leading, measure: leads, weight: 0}\n"
	            "  f: {objective: grow, measure: leads}\n");
	EXPECT(
	    k, "models/acme.yaml:2:1 error K601 ", "models/acme.yaml:3:17 error K602 red_at",
	    "models/acme.yaml:4:11 error K603 there is no metric 'imprssions' to take away",
	    "models/acme.yaml:6:48 error K603 KPI 'a' reads 'leeds', which is no metric of the model; did you "
	    "mean 'leads'?",
	    "models/acme.yaml:7:64 error K602 KPI 'b' has a measure and a formula",
	    "models/acme.yaml:8:3 error K602 KPI 'c' measures nothing",
	    "models/acme.yaml:9:3 error K602 KPI 'd' measures nothing",
	    "models/acme.yaml:9:44 error K602 KPI 'd' has `per` without `measure`",
	    "models/acme.yaml:10:3 error K602 KPI 'e' serves no objective",
	    "models/acme.yaml:10:46 error K602 weight must be more than 0",
	    "models/acme.yaml:11:3 error K602 KPI 'f' has no role", "models/base.yaml:2:11 error K601 ",
	    "models/base.yaml:2:32 error K602 ",
	    "models/base.yaml:4:3 error K602 KPI 'Leads' is not written like a name; write leads",
	    "models/base.yaml:4:34 error K604 KPI 'leads' is evidence, but stands at output");
}

static void test_model_formula_errors_stand_under_the_character(void **state)
{
	struct desk *k = *state;

	read_bad(k, "metrics: {spend: {}, gain: {}}\n"
	            "kpis:\n"
	            "  a: {objective: o, role: leading, formula: \"(gain - spend / spend\"}\n"
	            "  b:\n"
	            "    objective: o\n"
	            "    role: leading\n"
	            "    formula: gain == spend\n"
	            "  c: {objective: o, role: leading, formula: \"gain / spent\"}\n"
	            "  d:\n"
	            "    objective: o\n"
	            "    role: leading\n"
	            "    formula: >\n"
	            "      gain\n"
	            "      / spent\n"
	            "  e: {objective: o, role: leading, formula: 1 + 1}\n");
	EXPECT(
	    k, "models/acme.yaml:3:46 error K605 the formula of 'a': this parenthesis is never closed",
	    "models/acme.yaml:7:19 error K605 the formula of 'b': '==' is not used here; write =",
	    "models/acme.yaml:8:53 error K603 the formula of 'c' reads 'spent', which is no metric of the "
	    "model; did you mean 'spend'?",
	    /* folded to "gain / spent": the caret below it */
	    "models/acme.yaml:12:14 error K603 the formula of 'd' reads 'spent', which is no metric of the "
	    "model; did you mean 'spend'?\n    gain / spent \n           ^^^^^",
	    "models/acme.yaml:15:45 error K605 the formula of 'e' reads no metric");
}

static void test_model_lint_holds_kpis_to_the_rules(void **state)
{
	struct desk *k = *state;

	read_bad(k, "metrics:\n"
	            "  likes: {no_goal: {because: They follow, ask_instead: trust}}\n"
	            "  value: {banned: {because: It has none}}\n"
	            "  cost: {level: input}\n"
	            "  leads: {level: outcome}\n"
	            "kpis:\n"
	            "  a: {objective: o, role: evidence, measure: likes, why: Ours}\n"
	            "  b: {objective: o, role: leading, measure: likes}\n"
	            "  c: {objective: o, role: leading, measure: likes, why: They open doors here}\n"
	            "  d: {objective: o, role: diagnostic, measure: likes}\n"
	            "  e: {objective: o, role: leading, measure: leads, per: likes}\n"
	            "  f: {objective: o, role: leading, measure: cost, per: likes}\n"
	            "  g: {objective: o, role: leading, formula: likes / leads}\n"
	            "  h: {objective: o, role: leading, measure: leads, per: value}\n"
	            "  i: {objective: o, role: evidence, level: output, measure: leads}\n");
	EXPECT(
	    k,
	    "models/acme.yaml:7:27 error K604 KPI 'a' is evidence, but stands at output", /* the default level */
	    "models/acme.yaml:8:45 error K609 KPI 'b' measures 'likes', which serves no goal: They follow; say "
	    "in `why:` what makes it serve one here, or ask for trust instead",
	    /* per alone measures nothing, but of an input it is what is measured: cost per like */
	    "models/acme.yaml:12:56 error K609 KPI 'f' measures 'likes'",
	    "models/acme.yaml:13:45 error K609 KPI 'g' measures 'likes'",
	    "models/acme.yaml:14:57 error K610 KPI 'h' reads 'value', which is banned: It has none; remove KPI "
	    "'h' (models/acme.yaml:14), or the ban at models/acme.yaml:3",
	    "models/acme.yaml:15:44 error K604 KPI 'i' is evidence, but stands at output");
}

static void test_model_spellings_stand_for_one_metric(void **state)
{
	struct desk *k = *state;
	const struct model *m;

	read_bad(k, "metrics:\n"
	            "  views: {aliases: [imps, Imps, \"I mps\"]}\n"
	            "  impressions: {aliases: [imps]}\n"
	            "  plays: {aliases: Views}\n");
	EXPECT(k,
	       "models/acme.yaml:3:27 error K608 'imps' stands for 'views' already; take it out here or at "
	       "models/acme.yaml:2",
	       "models/acme.yaml:4:20 error K608 'views' is the name of another one; take it out here or at "
	       "models/acme.yaml:2");
	m = read_good(k, "metrics: {post_views: {aliases: [\"Views (post)\", VIEWS]}}\n", NULL);
	assert_int_equal(model_metric_name(m, k->a, STR(" views  POST ")), name_of(k, "post_views"));
	assert_int_equal(model_metric_name(m, k->a, STR("Post views")), name_of(k, "post_views"));
	assert_int_equal(model_metric_name(m, k->a, STR("New Thing")), name_of(k, "new_thing"));
	assert_null(model_metric(m, name_of(k, "new_thing")));
	assert_true(str_is(model_metric_label(m, name_of(k, "new_thing")), "new_thing"));
}

static void test_model_circles_of_extends_are_named(void **state)
{
	struct desk *k = *state;

	desk_write(k, "models/one.yaml", "extends: two.yaml\n");
	desk_write(k, "models/two.yaml", "# nothing\nextends: [one.yaml]\n");
	/* what the files in the circle would have said is not missed: no K603 for leads */
	read_bad(k, "extends: one.yaml\nkpis: {a: {objective: o, role: leading, measure: leads}}\n");
	EXPECT(
	    k,
	    "models/two.yaml:2:11 error K606 extends goes in a circle: models/one.yaml -> models/two.yaml -> "
	    "models/one.yaml");
}

static void test_model_names_a_file_that_is_not_there(void **state)
{
	struct desk *k = *state;

	read_bad(k, "extends: [lib.yaml, \"./acme.yaml\"]\n");
	EXPECT(
	    k, "models/acme.yaml:1:11 error K603 'lib.yaml' is neither beside this file nor in the library",
	    "models/acme.yaml:1:21 error K606 extends goes in a circle: models/acme.yaml -> models/acme.yaml");
}

static void test_model_objectives_that_nobody_knows_are_errors(void **state)
{
	struct desk *k = *state;

	desk_write(k, "../library/lib.yaml", library);
	read_bad(k, "extends: lib.yaml\nobjectives: {pipelin: grow}\n");
	EXPECT(
	    k,
	    "models/acme.yaml:2:14 error K603 no KPI of the model has the objective 'pipelin'; did you mean "
	    "'pipeline'?");
}

/* The alias line that K202 prints is pasted below the metric: what the library knows stays known. */
static void test_model_aliases_add_to_those_of_the_library(void **state)
{
	struct desk *k = *state;
	const struct model *m;
	static const char *const kept[] = { "Conversions", "enquiries", "Form fills" };

	desk_write(k, "../library/lib.yaml", library);
	desk_write(k, "models/base.yaml", "extends: lib.yaml\nmetrics: {leads: {aliases: enquiries}}\n");
	m = read_good(k,
	              "extends: base.yaml\n"
	              "objectives: {pipeline: null, belonging: null}\n"
	              "metrics: {leads: {aliases: [conversions, form fills]}}\n",
	              NULL);
	for (size_t i = 0; i < LEN(kept); i++)
		if (model_metric_name(m, k->a, str_of(kept[i])) != name_of(k, "leads"))
			fail_msg("%s", kept[i]);
	assert_int_equal(metric_of(k, m, "leads")->n_aliases, 3); /* conversions once */
	assert_false(metric_of(k, m, "leads")->is_library);
}

static void test_model_null_takes_the_aliases_of_the_library_away(void **state)
{
	struct desk *k = *state;
	const struct model *m;

	desk_write(k, "../library/lib.yaml", library);
	m = read_good(k,
	              "extends: lib.yaml\n"
	              "objectives: {pipeline: null, belonging: null}\n"
	              "metrics: {leads: {aliases: null}, likes: {aliases: [conversions]}}\n",
	              NULL);
	assert_int_equal(model_metric_name(m, k->a, STR("conversions")), name_of(k, "likes"));
}

static void test_model_aliases_of_the_company_are_held_to_the_rules(void **state)
{
	struct desk *k = *state;

	desk_write(k, "../library/lib.yaml", library);
	read_bad(
	    k,
	    "extends: lib.yaml\nmetrics: {likes: {aliases: [hearts, Conversions]}, spots: {aliases: {a: b}}}\n");
	EXPECT(
	    k,
	    "models/acme.yaml:2:37 error K608 'conversions' stands for 'leads' already; take it out here or at "
	    "library:lib.yaml:4",
	    "models/acme.yaml:2:69 error K602 aliases");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		DESK_TEST(test_model_defaults_are_those_of_the_language),
		DESK_TEST(test_model_takes_every_key_of_the_language),
		DESK_TEST(test_model_units_of_kpis_follow_their_metrics),
		DESK_TEST(test_model_lays_the_company_on_the_library),
		DESK_TEST(test_model_extends_a_list_in_order_and_each_file_once),
		DESK_TEST(test_model_finds_a_goal_by_map_then_by_its_own_id),
		DESK_TEST(test_model_complaints_come_in_one_pass_over_all_files),
		DESK_TEST(test_model_formula_errors_stand_under_the_character),
		DESK_TEST(test_model_lint_holds_kpis_to_the_rules),
		DESK_TEST(test_model_spellings_stand_for_one_metric),
		DESK_TEST(test_model_circles_of_extends_are_named),
		DESK_TEST(test_model_names_a_file_that_is_not_there),
		DESK_TEST(test_model_objectives_that_nobody_knows_are_errors),
		DESK_TEST(test_model_aliases_add_to_those_of_the_library),
		DESK_TEST(test_model_null_takes_the_aliases_of_the_library_away),
		DESK_TEST(test_model_aliases_of_the_company_are_held_to_the_rules),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

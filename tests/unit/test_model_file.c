/* test_model_file.c - claims about the language of models: engine/read/model_*.c, keys.c and spellings.c. */
#include "core/formula.h"
#include "modelled.h"

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
		{ "f", UNIT_CURRENCY }, /* a formula that is a flow of money */
		{ "h", UNIT_CURRENCY }, /* and of what money gained */
		{ "m", UNIT_SECONDS },  /* time less time */
		{ "n", UNIT_COUNT },    /* hours, which are seconds no more */
		{ "i", UNIT_RATIO },    /* a flow of money and heads is neither */
		{ "j", UNIT_RATIO },    /* no flow */
		{ "l", UNIT_RATIO },    /* no flow, though its metrics have one unit */
		{ "g", UNIT_DAYS },     /* said */
	};
	struct desk *k = *state;
	const struct model *m =
	    read_good(k,
	              "metrics:\n"
	              "  cost: {unit: currency}\n"
	              "  gain: {unit: currency}\n"
	              "  leads: {}\n"
	              "  assets: {unit: currency, over_time: last, over_parts: sum}\n"
	              "  assets_before: {opening_of: assets}\n"
	              "  fans: {unit: people}\n"
	              "  watched: {unit: seconds}\n"
	              "  skipped: {unit: seconds}\n"
	              "kpis:\n"
	              "  a: {objective: o, role: leading, measure: watched}\n"
	              "  b: {objective: o, role: leading, measure: cost, per: leads}\n"
	              "  c: {objective: o, role: leading, measure: gain, per: cost}\n"
	              "  d: {objective: o, role: leading, measure: leads, per: fans}\n"
	              "  e: {objective: o, role: leading, measure: watched, per: leads}\n"
	              "  f: {objective: o, role: leading, formula: gain - cost}\n"
	              "  g: {objective: o, role: leading, formula: gain - cost, unit: days}\n"
	              "  h: {objective: o, role: leading, formula: \"-(assets - assets_before) / 2\"}\n"
	              "  i: {objective: o, role: leading, formula: gain + leads}\n"
	              "  j: {objective: o, role: leading, formula: 100 * (gain - cost) / cost}\n"
	              "  l: {objective: o, role: leading, formula: assets + cost}\n"
	              "  m: {objective: o, role: leading, formula: watched - skipped}\n"
	              "  n: {objective: o, role: leading, formula: watched / 3600}\n",
	              NULL);

	for (size_t i = 0; i < LEN(cases); i++)
		if (kpi_of(k, m, cases[i].kpi)->unit != cases[i].unit)
			fail_msg("%s: %s", cases[i].kpi, unit_names[kpi_of(k, m, cases[i].kpi)->unit]);
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		DESK_TEST(test_model_defaults_are_those_of_the_language),
		DESK_TEST(test_model_takes_every_key_of_the_language),
		DESK_TEST(test_model_units_of_kpis_follow_their_metrics),
		DESK_TEST(test_model_complaints_come_in_one_pass_over_all_files),
		DESK_TEST(test_model_formula_errors_stand_under_the_character),
		DESK_TEST(test_model_lint_holds_kpis_to_the_rules),
		DESK_TEST(test_model_spellings_stand_for_one_metric),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

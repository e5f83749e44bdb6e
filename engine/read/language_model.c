/* language_model.c - the keys of a model. */
#include "read/language.h"
#include "read/model_parts.h"

#define LEN(list)          (sizeof(list) / sizeof *(list))
#define WORDS(list, first) .words = list, .first_word = first, .n_words = LEN(list)
#define IN(type, field)    .at = offsetof(struct type, field)
#define LIST(type, field)  .at = offsetof(struct type, field), .count_at = offsetof(struct type, n_##field)

/* clang-format off */
static const struct map_key no_goal_keys[] = {
	{ "because", KEY_TEXT, IN(reason, because), .is_required = true,
	  .mistaken = "reason why",
	  .help = "The reason, for executives" },
	{ "ask_instead", KEY_TEXT, IN(reason, ask_instead),
	  .help = "The KPI that answers the question behind it" },
};
const struct key_table language_no_goal = KEY_TABLE("no_goal", no_goal_keys);
const struct key_table language_banned = { "banned", no_goal_keys, 1 };

static const struct map_key break_keys[] = {
	{ "on", KEY_DAY, IN(break_text, on), .is_required = true,
	  .help = "First day of the new definition: 2026-01-31" },
	{ "channel", KEY_TEXT, IN(break_text, channel), .absent = "every channel",
	  .help = "The channel whose definition changed" },
	{ "note", KEY_TEXT, IN(break_text, note), .help = "What changed" },
};
const struct key_table language_break = KEY_TABLE("a break", break_keys);

static const struct map_key metric_keys[] = {
	{ "name", KEY_TEXT, IN(metric, name), .absent = "its id", .help = "What people call it" },
	{ "definition", KEY_TEXT, IN(metric, definition), .mistaken = "description meaning",
	  .help = "What is counted" },
	{ "kind", KEY_WORD, IN(metric, kind), WORDS(kind_names, 0), .absent = "social",
	  .help = "Whether a social platform counts it or the business does" },
	{ "unit", KEY_WORD, IN(metric, unit), WORDS(unit_names, 0), .absent = "count",
	  .help = "What one of it is" },
	{ "level", KEY_WORD, IN(metric, level), WORDS(level_names, LEVEL_INPUT), .absent = "output",
	  .help = "Where it stands between input and impact" },
	{ "over_time", KEY_WORD, IN(metric, over_time), WORDS(over_time_names, 0),
	  .absent = "sum; none for people, ratios and scores",
	  .help = "How the days of a period become one figure" },
	{ "over_parts", KEY_WORD, IN(metric, over_parts), WORDS(over_parts_names, 0),
	  .absent = "sum; none for people, ratios, scores and medians",
	  .help = "How channels and accounts become one figure" },
	{ "opening_of", KEY_ID, IN(metric, opening_of),
	  .help = "Not counted itself: the last value of this other metric before the period" },
	{ "includes", KEY_IDS, LIST(metric, includes),
	  .help = "Of spend: other metrics that are part of it; where one of them is seen, it is not added to them" },
	{ "context", KEY_FLAG, IN(metric, is_context), .absent = "false",
	  .help = "Shown as context: nobody expects it to serve a goal" },
	{ "aliases", KEY_TEXTS, LIST(metric, aliases),
	  .mistaken = "synonyms spellings names",
	  .help = "Other spellings in exports, added to those of the library; case, blanks and signs make no difference" },
	{ "breaks", KEY_MAPS, .below = &language_break, .help = "Days on which its definition changed" },
	{ "no_goal", KEY_MAP, .below = &language_no_goal, .help = "Why it serves no goal by itself" },
	{ "banned", KEY_MAP, .below = &language_banned, .help = "Why no KPI may read it" },
	{ "source", KEY_TEXT, IN(metric, source), .help = "Where the definition comes from" },
	{ "traps", KEY_TEXT, IN(metric, traps), .help = "What to look out for" },
};
const struct key_table language_metric = KEY_TABLE("a metric", metric_keys);

static const struct map_key where_keys[] = {
	{ "channel", KEY_TEXTS, LIST(where, channels), .absent = "every channel",
	  .help = "One or a list; * stands for any text" },
	{ "account", KEY_TEXTS, LIST(where, accounts), .absent = "every account",
	  .help = "One or a list; * stands for any text" },
	{ "campaign", KEY_TEXTS, LIST(where, campaigns), .absent = "every campaign",
	  .help = "One or a list; * stands for any text" },
};
const struct key_table language_where = KEY_TABLE("where", where_keys);

static const struct map_key kpi_keys[] = {
	{ "name", KEY_TEXT, IN(kpi, name), .absent = "its id", .help = "What people call it" },
	{ "definition", KEY_TEXT, IN(kpi, definition), .mistaken = "description meaning",
	  .help = "What it says" },
	{ "objective", KEY_ID, IN(kpi, objective), .is_required = true,
	  .mistaken = "goal goals objectives business_goal",
	  .help = "The one objective it serves" },
	{ "supports", KEY_IDS, LIST(kpi, supports),
	  .help = "Other objectives it is shown at; it counts for none of them" },
	{ "role", KEY_WORD, IN(kpi, role), WORDS(role_names, 0), .is_required = true,
	  .help = "evidence (outcome or impact only) gives its objective a colour; leading moves before; diagnostic changes nothing" },
	{ "level", KEY_WORD, IN(kpi, level), WORDS(level_names, LEVEL_INPUT),
	  .absent = "the highest among its metrics that are no input; of what is added, the lowest", .help = "How far it reaches, from input to impact" },
	{ "measure", KEY_IDS, LIST(kpi, measures),
	  .mistaken = "metric metrics value numerator",
	  .help = "The metric it measures, or a list of metrics that are added" },
	{ "per", KEY_ID, IN(kpi, per), .mistaken = "divided_by denominator base over",
	  .help = "The metric that the measure is divided by: a ratio of sums" },
	{ "formula", KEY_FORMULA, .mistaken = "calculation expression",
	  .help = "Instead of measure: numbers, metrics, + - * / ( ) min max abs" },
	{ "better", KEY_WORD, IN(kpi, better), WORDS(better_names, 0), .absent = "higher",
	  .mistaken = "direction",
	  .help = "Which way is good" },
	{ "weight", KEY_POSITIVE, IN(kpi, weight), .absent = "1", .help = "Among the KPIs of its objective" },
	{ "lag_months", KEY_INT, IN(kpi, lag_months), .min = 0, .max = LAG_MONTHS_MAX, .absent = "3",
	  .help = "Of a leading KPI: months that it is expected to move ahead of its objective" },
	{ "unit", KEY_WORD, IN(kpi, unit), WORDS(unit_names, 0), .absent = "that of its metrics",
	  .help = "What one of its value is" },
	{ "owner", KEY_TEXT, IN(kpi, owner), .mistaken = "responsible accountable",
	  .help = "Who answers for it" },
	{ "department", KEY_TEXT, IN(kpi, department), .help = "Whose it is" },
	{ "decision", KEY_TEXT, IN(kpi, decision), .help = "What is decided by it" },
	{ "where", KEY_MAP, .below = &language_where, .help = "Which channels, accounts and campaigns count" },
	{ "why", KEY_TEXT, IN(kpi, why), .mistaken = "reason rationale because",
	  .help = "Why it serves its objective" },
	{ "traps", KEY_TEXT, IN(kpi, traps), .help = "What to look out for" },
	{ "source", KEY_TEXT, IN(kpi, source), .help = "Where the definition comes from" },
	{ "critical", KEY_FLAG, IN(kpi, is_critical), .absent = "false",
	  .help = "A goal with the roll-up `critical`, its own or one above, scores no higher than this KPI" },
	{ "aliases", KEY_TEXTS, LIST(kpi, aliases), .help = "Other names for it" },
};
const struct key_table language_kpi = KEY_TABLE("a KPI", kpi_keys);

static const struct map_key objective_keys[] = {
	{ "name", KEY_TEXT, IN(objective, name), .absent = "its id", .help = "What people call it" },
	{ "statement", KEY_TEXT, IN(objective, statement), .help = "What it means" },
};
const struct key_table language_objective = KEY_TABLE("an objective", objective_keys);

static const struct map_key score_keys[] = {
	{ "red_at", KEY_SHARE, IN(score_rules, red_at), .absent = "0.8",
	  .help = "A red line stands at this share of the target" },
	{ "coverage_floor", KEY_SHARE, IN(score_rules, coverage_floor), .absent = "0.6",
	  .help = "So much of an objective's weight must be scored" },
	{ "completeness_floor", KEY_SHARE, IN(score_rules, completeness_floor), .absent = "0.9",
	  .help = "So much of a KPI's expected cells must be there" },
	{ "min_base", KEY_AMOUNT, IN(score_rules, min_base), .absent = "30",
	  .help = "So many people must stand under a ratio" },
	{ "own_weight", KEY_POSITIVE, IN(score_rules, own_weight), .absent = "1",
	  .help = "Weight of a parent's own KPIs beside its children" },
	{ "rollup", KEY_WORD, IN(score_rules, rollup), WORDS(rollup_names, ROLLUP_WEIGHTED), .absent = "weighted",
	  .help = "How a goal that says none of its own is scored: mean by weight, the worst, or no higher than a critical KPI" },
};
const struct key_table language_score = KEY_TABLE("score", score_keys);

static const struct map_key practice_keys[] = {
	{ "name", KEY_TEXT, IN(practice, name), .absent = "its id", .help = "What people call it" },
	{ "kind", KEY_WORD, IN(practice, kind), WORDS(practice_kind_names, 0), .absent = "step",
	  .help = "A step on the way, a cause of failure to be rid of, or a task of the team" },
	{ "definition", KEY_TEXT, IN(practice, definition), .help = "When it is in place" },
	{ "seen", KEY_FORMULA, .help = "What the data show where it is in place, as a test over indicators: objectives_with_owner = objectives" },
	{ "say", KEY_TEXT, IN(practice, say), .absent = "the test itself", .help = "What is seen, in words: Every objective has an owner" },
};
const struct key_table language_practice = KEY_TABLE("a practice", practice_keys);

static const struct map_key need_keys[] = {
	{ "practice", KEY_ID, IN(need_text, practice), .help = "A practice that must be in place" },
	{ "test", KEY_FORMULA, .help = "Or a test over indicators that must hold: objectives_with_target = objectives" },
	{ "say", KEY_TEXT, IN(need_text, say), .absent = "the test itself", .help = "The test in words" },
};
const struct key_table language_need = KEY_TABLE("a need", need_keys);

static const struct map_key stage_keys[] = {
	{ "stage", KEY_ID, IN(stage, id), .is_required = true, .help = "Its id" },
	{ "name", KEY_TEXT, IN(stage, name), .absent = "its id", .help = "What people call it" },
	{ "definition", KEY_TEXT, IN(stage, definition), .help = "What it looks like" },
	{ "needs", KEY_MAPS, .below = &language_need, .help = "What must hold for it, beside all of the stages before" },
};
const struct key_table language_stage = KEY_TABLE("a stage", stage_keys);

static const struct map_key model_keys[] = {
	{ "model", KEY_TEXT, IN(model, id), .help = "Its name" },
	{ "version", KEY_TEXT, IN(model, version), .help = "A version, kept as it is written; quotes keep other programs from reading 1.10 as 1.1" },
	{ "extends", KEY_FILES, .help = "A model, or a list of them, that this one is laid on; null takes one of their keys away" },
	{ "objectives", KEY_NAMED, .below = &language_objective, .entry = KEY_ID, .has_ids = true,
	  .help = "Objective of the library: our goal, or null where it is not ours" },
	{ "score", KEY_MAP, .below = &language_score, .help = "How KPIs are scored" },
	{ "metrics", KEY_ENTRIES, .below = &language_metric, .has_ids = true,
	  .help = "The catalogue of what exports count" },
	{ "kpis", KEY_ENTRIES, .below = &language_kpi, .has_ids = true,
	  .help = "What is measured, and which objective it serves" },
	{ "practices", KEY_ENTRIES, .below = &language_practice, .has_ids = true,
	  .help = "What can be in place or not; governance.csv tells which is" },
	{ "maturity", KEY_MAPS, .below = &language_stage, .help = "Stages, lowest first, and what each one needs" },
};
const struct key_table language_model = KEY_TABLE("the model", model_keys);
/* clang-format on */

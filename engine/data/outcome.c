/* outcome.c - the words of what a run found, and looking things up in it. */
#include "data/outcome.h"

const char *const status_names[STATUS__N] = {
	[STATUS_GREEN] = "green",
	[STATUS_AMBER] = "amber",
	[STATUS_RED] = "red",
	[STATUS_GREY] = "grey",
};

const char *const grey_names[GREY__N] = {
	[GREY_NOT] = "",
	[GREY_NO_TARGET] = "no target",
	[GREY_NO_DATA] = "no data",
	[GREY_INCOMPLETE] = "incomplete",
	[GREY_STALE] = "stale",
	[GREY_BREAK] = "series break",
	[GREY_CANNOT_ADD] = "cannot be added",
	[GREY_SMALL_BASE] = "small base",
	[GREY_NO_PACE] = "no pace",
	[GREY_LOW_COVERAGE] = "low coverage",
	[GREY_NO_OUTCOME] = "no outcome evidence",
	[GREY_NEUTRAL] = "neutral",
	[GREY_NOT_RIGHT] = "not right",
	[GREY_NO_KPI] = "no KPI",
	[GREY_CRITICAL] = "critical KPI not judged",
};

const char *const state_names[STATE__N] = {
	[STATE_LINKED] = "linked",   [STATE_CONTEXT] = "context", [STATE_UNLINKED] = "unlinked",
	[STATE_UNKNOWN] = "unknown", [STATE_BANNED] = "banned",   [STATE_UNUSED] = "unused",
};

const char *const bridge_part_names[BRIDGE__N] = {
	[BRIDGE_TARGET] = "target",  [BRIDGE_WEIGHT] = "weight",         [BRIDGE_APPEARED] = "appeared",
	[BRIDGE_WENT] = "went",      [BRIDGE_DEFINITION] = "definition", [BRIDGE_VALUE] = "value",
	[BRIDGE_ROLLUP] = "roll-up",
};

const char *const signal_names[SIGNAL__N] = {
	[SIGNAL_NONE] = "none",
	[SIGNAL_ABOVE] = "above",
	[SIGNAL_BELOW] = "below",
};

const char *const change_names[CHANGE__N] = {
	[CHANGE_RESTATED] = "restated",
	[CHANGE_TARGET] = "target moved",
	[CHANGE_DEFINITION] = "definition changed",
	[CHANGE_MATURED] = "matured",
	[CHANGE_INPUT_GONE] = "input gone",
	[CHANGE_MODEL] = "model changed",
	[CHANGE_STATUS] = "status changed",
	[CHANGE_NEW] = "new",
	[CHANGE_GONE] = "gone",
	[CHANGE_STATE] = "state changed",
};

const char *const about_names[ABOUT__N] = {
	[ABOUT_KPI] = "kpi",     [ABOUT_GOAL] = "goal",   [ABOUT_METRIC] = "metric",
	[ABOUT_INPUT] = "input", [ABOUT_MODEL] = "model",
};

const char *const part_names[PART__N] = {
	[PART_AVAILABLE] = "available",
	[PART_IDLE] = "idle",
	[PART_WATCHED] = "watched",
	[PART_TAKES_PART] = "takes part",
};

bool outcome_has_target(const struct kpi_outcome *k)
{
	return k->target.has || k->target.is_unpaced;
}

const struct kpi_outcome *outcome_kpi(const struct outcome *o, sym id)
{
	for (size_t i = 0; i < o->n_kpis; i++) {
		if (o->kpis[i].kpi->id == id)
			return &o->kpis[i];
	}
	return NULL;
}

const struct goal_outcome *outcome_goal(const struct outcome *o, sym id)
{
	for (size_t i = 0; i < o->n_goals; i++) {
		if (o->goals[i].goal->id == id)
			return &o->goals[i];
	}
	return NULL;
}

const struct ledger_term *outcome_hold(const struct goal_outcome *g)
{
	return g->n_ledger > 0 && g->ledger[g->n_ledger - 1].is_hold ? &g->ledger[g->n_ledger - 1] : NULL;
}

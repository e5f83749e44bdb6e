/* verdict.h - the colour of a figure against its target, or why there is none. */
#ifndef KPI_CORE_VERDICT_H
#define KPI_CORE_VERDICT_H
#include "data/outcome.h"

struct verdict {
	bool has_score;
	double score;
	enum status status;
	enum grey grey;
	struct str reason;  /* of a grey: why, with figures */
	struct str lift;    /* what would give it a colour, after its name: "has a target for 2026-Q3" */
	bool lift_is_whole; /* or a whole clause: "Impressions is measured" */
	struct str remedy;  /* of the finding, where it is not the lift */
	const char *code;   /* of the finding to report; NULL: none */
	enum severity severity;
};

/* A KPI's figure over p judged against its target for p. Reports nothing. */
struct verdict verdict_of(const struct facts *f, struct arena *a, const struct kpi *k,
                          const struct figure *fig, const struct resolved_target *t, struct period p);

/* 95 % Wilson interval of num of n (n > 0, 0 <= num <= n). */
void verdict_wilson(double num, double n, double *low, double *high);
#endif

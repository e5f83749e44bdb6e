/* strategy.c - the words for what money serves. */
#include "data/strategy.h"

const char *const serves_names[SERVES__N] = {
	[SERVES_GOAL] = "aligned",
	[SERVES_SOCIAL_ONLY] = "social only",
	[SERVES_NOTHING] = "unaligned",
	[SERVES_UNASSIGNED] = "unassigned",
};

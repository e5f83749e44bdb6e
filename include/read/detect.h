/* detect.h - detection with what reading needs of it. */
#ifndef KPI_READ_DETECT_H
#define KPI_READ_DETECT_H
#include "read/format.h"

struct fit {
	struct detection found; /* format.h */
	char delimiter;         /* of the first that fits */
};

/* Like format_detect, and says the delimiter. held: all bytes of the file, or NULL. False: the file cannot be read
 * (K901, K105 reported). */
bool detect_fit(struct arena *a, const struct formats *fs, const char *path, const struct str *held,
                struct str shown, struct fit *out, struct diag *d);
#endif

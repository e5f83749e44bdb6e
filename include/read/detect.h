/* detect.h - detection with what reading needs of it, of one file after the other. */
#ifndef KPI_READ_DETECT_H
#define KPI_READ_DETECT_H
#include "read/format.h"

struct fit {
	struct detection found; /* format.h */
	char delimiter;         /* of the first that fits */
};

/* Files that begin alike are of one format: what it found out is kept for the next one. Findings live in a. */
struct detector;
struct detector *detector_new(struct arena *a, const struct formats *fs);
void detector_free(struct detector *p); /* accepts NULL */
/* Like format_detect, and says the delimiter. held: all bytes of the file, or NULL. False: the file cannot be read
 * (K901, K105 reported). d NULL: false, too, where no format fits the first table; who asks again is told why. */
bool detector_fit(struct detector *p, const char *path, const struct str *held, struct str shown,
                  struct fit *out, struct diag *d);
#endif

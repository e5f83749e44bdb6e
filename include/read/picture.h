/* picture.h - a PNG or JPEG file: is it whole, and how large. */
#ifndef KPI_READ_PICTURE_H
#define KPI_READ_PICTURE_H
#include "data/workspace.h"

enum { PICTURE_MOST_PIXELS = 10000 /* a side */, PICTURE_MOST_BYTES = 2 << 20 };

/* What bytes hold; out->bytes is bytes itself. NULL: a whole picture that Excel takes; else why it is none, in
 * words. Neither compressed data nor checksums are looked at. */
const char *picture_parse(struct str bytes, struct picture *out);
#endif

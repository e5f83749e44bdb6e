/* format.h - what an export looks like: a file in formats/, and how to tell that it fits. */
#ifndef KPI_READ_FORMAT_H
#define KPI_READ_FORMAT_H
#include "read/model_file.h"

struct format; /* opaque; the owner of engine/read/format*.c defines it */

struct formats {
	const struct format **all;
	size_t n;
};
/* All formats of formats/ beside the model, then of the library (the first of a name wins). False: K6xx
 * in diag. */
bool formats_read(struct arena *a, struct intern *names, const struct library *lib, struct str model_path,
                  struct formats *out, struct input_list *files, struct diag *d);
struct str format_name(const struct format *f);
/* One that the company wrote settles what it says of dates and numbers; those of the library have it as most people's
 * exports do. */
bool format_is_own(const struct format *f);
/* What follows its name where something is to be written in it: "", or that a copy is what to write in. */
const char *format_copy_words(const struct format *f);
struct str format_title(const struct format *f);

/* Which formats fit the file (by the head of it). */
struct detection {
	const struct format **fits;
	size_t n_fits;   /* 0: none (K106), over 1: K107 */
	struct str *why; /* a line for each that fits: by what it was recognised */
	const struct format *nearest;
	struct str differs; /* where none fits: the nearest and what is missing or too much */
};
bool format_detect(struct arena *a, const struct formats *fs, const char *path, struct str shown,
                   struct detection *out, struct diag *d);
#endif

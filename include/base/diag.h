/* diag.h - findings: coded remarks at file:line:col, with what to do about them. */
#ifndef KPI_BASE_DIAG_H
#define KPI_BASE_DIAG_H
#include "base/str.h"

enum severity {
	SEV_NOTE,     /* worth knowing, changes nothing */
	SEV_WARNING,  /* a number is missing, grey or doubtful, and says so */
	SEV_REJECTED, /* a row or cell was left out; the run goes on under --max-rejected */
	SEV_ERROR,    /* the stage is finished, then the run stops */
	SEV__N
};
extern const char *const severity_names[SEV__N]; /* "note", "warning", "rejected", "error" */

struct place {
	struct str file;    /* as the user would name it; empty: about no place */
	uint32_t line, col; /* 1-based; col in code points, a tab is 1; 0: not about one */
	struct str source;  /* the line's text without its line end, for the caret; may be empty */
};
#define PLACE_NONE ((struct place){ { NULL, 0 }, 0, 0, { NULL, 0 } })
/* The same place, whose texts live as long as a. */
struct place place_copy(struct arena *a, struct place at);

struct finding {
	const char *code; /* "K102": static text */
	enum severity severity;
	struct str subject; /* metric, KPI, goal, file it is about; may be empty */
	struct place at;
	struct str message; /* what is wrong, without a full stop */
	struct str remedy;  /* what to write or do instead; may be empty */
	uint64_t more;      /* on the last one kept of a code and file: how many came after it */
};

struct diag;
struct diag *diag_new(void); /* owns copies of all text; caller frees */
void diag_free(struct diag *d);

/* Record a finding; text is copied. Of one code and severity in one file the first 20 rejections and
 * errors (1000 otherwise) are kept, later ones only counted in `more`. */
void diag_put(struct diag *d, enum severity sev, const char *code, struct str subject, struct place at,
              struct str remedy, const char *fmt, ...) __attribute__((format(printf, 7, 8)));

/* Record a finding of another diag, with all those it stands for (more). */
void diag_repeat(struct diag *d, const struct finding *f);

/* Short forms for findings about a place. */
#define diag_error(d, code, at, remedy, ...) \
	diag_put((d), SEV_ERROR, (code), STR_NONE, (at), (remedy), __VA_ARGS__)
#define diag_reject(d, code, at, remedy, ...) \
	diag_put((d), SEV_REJECTED, (code), STR_NONE, (at), (remedy), __VA_ARGS__)

size_t diag_count(const struct diag *d, enum severity sev); /* counted ones included */
bool diag_has(const struct diag *d, const char *code);
/* The class of the first error, which decides the exit code (main.c): set by the stage's own code
 * range unless said otherwise: K1xx data 65, K6xx model 78, K9xx machine 74, else 65. */
int diag_exit_code(const struct diag *d); /* 0 without an error and without diag_set_exit */
/* Overrules, for usage 64, no input 66, lock 75; 0 takes it back. */
void diag_set_exit(struct diag *d, int code);

/* All findings kept, sorted: by file and line within a severity-independent order (file, line, col,
 * code, arrival); those without a place last. The array lives until the next diag_put. */
const struct finding *diag_list(struct diag *d, size_t *n);

/* One finding as the lines a user reads: "file:line:col: error K102: message; remedy", the source
 * line (a window of 100 characters of a long one) and a caret (both only where known), and how many
 * more there were. Control characters and bytes that are not UTF-8 are shown as `?`, except that
 * message and remedy may hold line feeds of ours. Ends with a line feed. */
void diag_format(struct strbuf *out, const struct finding *f);
#endif

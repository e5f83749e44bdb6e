/* card_file.h - the file that a run's scorecard goes to: its name, and whether it may be written. What is refused is K904, with
 * exit 64. */
#ifndef KPI_APP_CARD_FILE_H
#define KPI_APP_CARD_FILE_H
#include "app/session.h"

/* Of the company, or a view of its run, which history does not keep: of a part of it (--for), or for other eyes
 * (--accessible). */
struct card_file {
	const char *path; /* as the process sees it */
	struct str shown; /* as history keeps it */
	bool is_done;     /* nothing to do: reported already, and not named, or only to be reported */
	bool is_reported; /* the run is the reported one, now or before */
	struct str reported_on;
	struct str stands; /* as-of of the report that a draft of its correction leaves as it is; "": none */
	bool is_view, is_part;
	bool is_look; /* the scorecard elsewhere, to look at it; not for history either */
	struct scope scope;
};

/* Before anything is read: what is reported is the whole company's, and the board's book. */
bool card_file_may_report(struct session *s);
/* Of a session that has read: {company} and {period} in a name that the workspace gives; a company's name becomes a plain file
 * name. */
struct str card_file_name(const struct session *s, struct str name);
/* As `output:` or --out have it. Where reading has failed only its folder is right. */
struct card_file card_file_of(const struct session *s);
/* Of a judged one: what there is of the period in history already, and where the scorecard goes then. */
bool card_file_meet(struct session *s, struct card_file *card);
/* It is no file that the run reads or keeps. */
bool card_file_is_free(struct session *s, const struct card_file *card);
/* The same of a file beside it, which is not the scorecard's either. option: what names it. */
bool card_file_lets_write(struct session *s, const struct card_file *card, const char *path,
                          const char *option);
#endif

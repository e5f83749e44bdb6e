/* sources.h - finding and slurping the files a run reads. */
#ifndef KPI_READ_SOURCES_H
#define KPI_READ_SOURCES_H
#include "data/inputs.h"
#include "data/workspace.h"

/* Where `extends` and formats are looked up: beside the model first (its folder), then in library (a
 * folder that holds social-business.yaml and formats/). Paths given to the reader are as the process
 * sees them; what is shown to users is relative to the workspace (show_as strips root). */
struct library {
	struct str root;   /* the workspace's folder, "" or "." for the current one */
	struct str folder; /* the library; may be "" */
	/* `diff`: this file is read in place of the model file that users see as stands_for; "": none */
	struct str stands_in, stands_for;
};

struct input_list { /* grows; every file read, in order (struct input without counts yet) */
	struct arena *a;
	struct input *all;
	size_t n, cap;
};
struct input *input_add(struct input_list *l, enum input_role role, struct str shown_path);

/* path as the user should see it: without the workspace's folder in front; library files as library:name. */
struct str path_shown(struct arena *a, const struct library *lib, struct str path);
/* A relative path made relative to the folder of `beside` ("" : as it is). */
struct str path_beside(struct arena *a, struct str beside, struct str path);
#endif

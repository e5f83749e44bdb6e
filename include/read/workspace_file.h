/* workspace_file.h - kpialign.yaml and the small tables that it names. */
#ifndef KPI_READ_WORKSPACE_FILE_H
#define KPI_READ_WORKSPACE_FILE_H
#include "data/told.h"
#include "read/sources.h"

/* The workspace in folder dir. NULL: K6xx or K901 in diag. */
const struct workspace *workspace_read(struct arena *a, struct intern *names, struct str dir,
                                       struct input_list *files, struct diag *d);
/* The same with another file in place of dir's kpialign.yaml; its paths are relative to dir all the same. */
const struct workspace *workspace_read_as(struct arena *a, struct intern *names, struct str dir,
                                          struct str file, struct input_list *files, struct diag *d);
/* A path of the workspace (model, goals, a source's files) as the process sees it. */
struct str workspace_path(struct arena *a, const struct workspace *w, struct str path);
/* goals.csv: columns of DESIGN 4 in any order; tree checked (unknown parent, circle, id twice). */
const struct goals *goals_read(struct arena *a, struct intern *names, const struct workspace *w,
                               const struct library *lib, struct input_list *files, struct diag *d);
/* targets.csv; empty where the workspace names none. Unknown KPI ids are K603 (the nearest named). */
const struct targets *targets_read(struct arena *a, struct intern *names, const struct workspace *w,
                                   const struct model *m, const struct library *lib, struct input_list *files,
                                   struct diag *d);
/* governance.csv, campaigns.csv and notes.csv, as far as the workspace names them. Unknown practices, objectives
 * and KPIs are K603 (the nearest named). NULL: diag says why. */
const struct told *told_read(struct arena *a, struct intern *names, const struct workspace *w,
                             const struct model *m, const struct goals *goals, const struct library *lib,
                             struct input_list *files, struct diag *d);
#endif

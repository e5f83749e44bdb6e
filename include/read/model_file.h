/* model_file.h - the model's YAML, with what it extends, checked and made into struct model. */
#ifndef KPI_READ_MODEL_FILE_H
#define KPI_READ_MODEL_FILE_H
#include "data/goals.h"
#include "data/inputs.h"
#include "read/sources.h"

/* Read the model at path and its chain of extends. All mistakes of all files are reported (K6xx); NULL then.
 * K203, where goals are given, is a warning. goals may be NULL: objectives are then not resolved. Every file
 * read is added to files. kpi.supports holds goals where they resolve, else the objectives as written. */
const struct model *model_read(struct arena *a, struct intern *names, const struct library *lib,
                               struct str path, const struct goals *goals, struct input_list *files,
                               struct diag *d);
#endif

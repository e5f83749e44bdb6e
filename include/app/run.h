/* run.h - the commands, one function each; every one gives the exit code. */
#ifndef KPI_APP_RUN_H
#define KPI_APP_RUN_H
#include "app/options.h"

int run_command(const struct options *o, struct arena *a, struct diag *d);
int check_command(const struct options *o, struct arena *a, struct diag *d);
int map_command(const struct options *o, struct arena *a, struct diag *d);
int explain_command(const struct options *o, struct arena *a, struct diag *d);
int detect_command(const struct options *o, struct arena *a, struct diag *d);
int schema_command(const struct options *o, struct arena *a, struct diag *d);
int export_command(const struct options *o, struct arena *a, struct diag *d);
int diff_command(const struct options *o, struct arena *a, struct diag *d);
int history_command(const struct options *o, struct arena *a, struct diag *d);
int init_command(const struct options *o, struct arena *a, struct diag *d);
#endif

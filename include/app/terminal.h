/* terminal.h - what can be shown where standard output goes. */
#ifndef KPI_APP_TERMINAL_H
#define KPI_APP_TERMINAL_H
#include <stdbool.h>

bool terminal_is_utf8(void);    /* the locale says so, wherever the output goes */
bool terminal_draws(void);      /* a terminal that surely shows box-drawing characters */
bool terminal_has_colour(void); /* a terminal that is not dumb, and NO_COLOR is not set */
#endif

/* clock.h - today; only `history --stale` asks. */
#ifndef KPI_SYS_CLOCK_H
#define KPI_SYS_CLOCK_H
#include <stdint.h>

int32_t clock_today(void); /* days since 1970-01-01, UTC */
#endif

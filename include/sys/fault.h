/* fault.h - where tests stop the program: after this step, as if it had been killed. */
#ifndef KPI_SYS_FAULT_H
#define KPI_SYS_FAULT_H
/* Ends the process with code 99, without any cleaning up, when KPIALIGN_STOP_AT names this step. Only in
 * builds with -DKPIALIGN_FAULTS (debug and san); elsewhere it does nothing. */
void fault_here(const char *step);
#endif

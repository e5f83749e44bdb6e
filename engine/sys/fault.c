/* fault.c - a kill at a chosen step, for the tests of the commit order. */
#include "sys/fault.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { EXIT_STOPPED = 99 }; /* no command of ours ends with it */

#ifdef KPIALIGN_FAULTS
void fault_here(const char *step)
{
	const char *wanted = getenv("KPIALIGN_STOP_AT");

	if (wanted != NULL && strcmp(wanted, step) == 0)
		_exit(EXIT_STOPPED);
}
#else
void fault_here(const char *step)
{
	(void)step;
}
#endif

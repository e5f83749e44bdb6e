/* lock.c - one run at a time. */
#define _DEFAULT_SOURCE 1 /* LOCK_EX and LOCK_NB, which POSIX does not know */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include "sys/file.h"

/* As <sys/file.h> has it, which -Iinclude hides behind ours. flock(1) in a script meets the same lock. */
extern int flock(int fd, int operation);

enum { EXIT_CANNOT_CREATE = 73, EXIT_LOCKED = 75, NAPS_A_SECOND = 10 };

/* The kernel drops the lock with the process, however it ends, so there is no stale lock to clear.
 * Naps are counted, no clock is read. */
static bool lock_within(int fd, int wait)
{
	const struct timespec nap = { 0, 1000000000L / NAPS_A_SECOND };
	long naps = (long)wait * NAPS_A_SECOND;

	while (flock(fd, LOCK_EX | LOCK_NB) != 0) {
		if (errno == EINTR)
			continue;
		if (errno != EWOULDBLOCK || naps-- <= 0)
			return false;
		nanosleep(&nap, NULL);
	}
	return true;
}

int lock_take(const char *path, int wait, struct diag *d)
{
	const struct place at = { .file = str_of(path) };
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOCTTY, 0666);

	if (fd < 0) {
		diag_error(d, "K901", at, STR_NONE, "cannot make the lock file: %s", strerror(errno));
		diag_set_exit(d, EXIT_CANNOT_CREATE);
		return -1;
	}
	if (lock_within(fd, wait))
		return fd;
	if (errno == EWOULDBLOCK)
		diag_error(d, "K905", at,
		           STR("try again when it is done, or wait for it with --wait SECONDS"),
		           "another run holds the lock");
	else
		diag_error(d, "K905", at, STR_NONE, "cannot lock: %s", strerror(errno));
	diag_set_exit(d, EXIT_LOCKED);
	close(fd);
	return -1;
}

void lock_drop(int fd)
{
	if (fd >= 0)
		close(fd);
}

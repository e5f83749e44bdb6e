/* process.c - another program, run to its end, and what it said. */
#include "sys/process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include "base/mem.h"

extern char **environ;

enum { ERR_MAX = 4096 };

struct pipe_end {
	int fd; /* -1: closed */
	char *p;
	size_t n, cap, max;
	bool is_full; /* more came than max; it is read on and forgotten */
};

static void close_end(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static bool make_pipe(int fd[2])
{
	if (pipe(fd) != 0) {
		fd[0] = fd[1] = -1;
		return false;
	}
	fcntl(fd[0], F_SETFD, FD_CLOEXEC);
	fcntl(fd[1], F_SETFD, FD_CLOEXEC);
	return true;
}

enum { NOT_FOUND = 127 };

static int start(const char *const *argv, int out, int err, pid_t *pid)
{
	posix_spawn_file_actions_t actions;
	int code = posix_spawn_file_actions_init(&actions);

	if (code != 0)
		return code;
	code = posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
	if (code == 0)
		code = posix_spawn_file_actions_adddup2(&actions, out, 1);
	if (code == 0)
		code = posix_spawn_file_actions_adddup2(&actions, err, 2);
	if (code == 0) /* posix_spawn takes the arguments as char *, and leaves them alone */
		code = posix_spawnp(pid, argv[0], &actions, NULL, (char *const *)(uintptr_t)argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	return code;
}

/* What is there now; closes the end where nothing more will come. */
static void take(struct pipe_end *e)
{
	char some[16384];
	ssize_t n = read(e->fd, some, sizeof some);

	if (n < 0 && errno == EINTR)
		return;
	if (n <= 0) {
		close_end(&e->fd);
		return;
	}
	if ((size_t)n > e->max - e->n) {
		e->is_full = true;
		n = (ssize_t)(e->max - e->n);
	}
	if (n == 0)
		return;
	mem_reserve(&e->p, &e->cap, e->n + (size_t)n, 1);
	memcpy(e->p + e->n, some, (size_t)n);
	e->n += (size_t)n;
}

static void hear(struct pipe_end ends[2])
{
	while (ends[0].fd >= 0 || ends[1].fd >= 0) {
		struct pollfd p[2] = { { ends[0].fd, POLLIN, 0 }, { ends[1].fd, POLLIN, 0 } };

		if (poll(p, 2, -1) < 0 && errno != EINTR)
			return;
		for (int i = 0; i < 2; i++)
			if (ends[i].fd >= 0 && p[i].revents != 0)
				take(&ends[i]);
	}
}

static int wait_for(pid_t pid)
{
	int status = 0;

	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static bool refuse(const char *name, const char *why, struct diag *d)
{
	diag_put(d, SEV_ERROR, "K901", str_of(name), PLACE_NONE, STR_NONE, "cannot run %s: %s", name, why);
	return false;
}

bool process_run(struct arena *a, const char *const *argv, size_t max, struct process *out, struct diag *d)
{
	int o[2], e[2] = { -1, -1 }, code = 0;
	pid_t pid = 0;

	if (!make_pipe(o) || !make_pipe(e))
		code = errno;
	if (code == 0)
		code = start(argv, o[1], e[1], &pid);
	close_end(&o[1]);
	close_end(&e[1]);
	struct pipe_end ends[2] = { { o[0], NULL, 0, 0, max, false }, { e[0], NULL, 0, 0, ERR_MAX, false } };
	if (code == 0) {
		hear(ends);
		out->code = wait_for(pid);
		/* where a spawn cannot tell that there is no such program, its child ends so */
		if (out->code == NOT_FOUND && ends[0].n + ends[1].n == 0)
			code = ENOENT;
		out->out = str_copy(a, (struct str){ ends[0].p, ends[0].n });
		out->err = str_copy(a, (struct str){ ends[1].p, ends[1].n });
	}
	close_end(&ends[0].fd);
	close_end(&ends[1].fd);
	mem_free(ends[0].p);
	mem_free(ends[1].p);
	if (code != 0)
		return refuse(argv[0], strerror(code), d);
	return !ends[0].is_full || refuse(argv[0], "it says more than is read", d);
}

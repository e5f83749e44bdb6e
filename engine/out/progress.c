/* progress.c - a bar on a terminal for work that takes over a second. */
#include "out/progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"

enum { WIDTH = 24, EVERY_MS = 100, FIRST_MS = 1000 };

struct progress {
	bool is_on, is_drawn;
	int64_t start_ms, last_ms;
};

static int64_t now_ms(void)
{
	struct timespec t;

	if (clock_gettime(CLOCK_MONOTONIC, &t) != 0)
		return 0;
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

struct progress *progress_start(bool is_quiet)
{
	struct progress *p = mem_new(1, sizeof *p);

	p->is_on = !is_quiet && isatty(STDERR_FILENO);
	p->start_ms = now_ms();
	return p;
}

void progress_tell(void *ctx, uint64_t done, uint64_t total, struct str file)
{
	struct progress *p = ctx;
	int64_t now;
	int full;

	if (!p->is_on || total == 0)
		return;
	now = now_ms();
	if (now - p->start_ms < FIRST_MS || now - p->last_ms < EVERY_MS)
		return;
	p->last_ms = now;
	p->is_drawn = true;
	if (done > total)
		done = total;
	full = (int)((double)done / (double)total * WIDTH);
	fprintf(stderr, "\r\033[K[");
	for (int i = 0; i < WIDTH; i++)
		fputc(i < full ? '#' : '.', stderr);
	fprintf(stderr, "] %3d%%  %.*s", (int)((double)done / (double)total * 100),
	        (int)(file.n < 40 ? file.n : 40), file.p ? file.p : "");
	fflush(stderr);
}

void progress_end(struct progress *p)
{
	if (p->is_drawn) {
		fprintf(stderr, "\r\033[K");
		fflush(stderr);
	}
	mem_free(p);
}

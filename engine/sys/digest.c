/* digest.c - XXH3-128: what a file was, in 128 bits. */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>
#include <xxhash.h>
#include "base/mem.h"
#include "sys/file.h"

enum { CHUNK = 256 << 10 };

static bool digest_fd(int fd, XXH3_state_t *state, char *buffer, uint64_t *bytes)
{
	for (;;) {
		ssize_t r = read(fd, buffer, CHUNK);

		if (r < 0 && errno == EINTR)
			continue;
		if (r <= 0)
			return r == 0;
		XXH3_128bits_update(state, buffer, (size_t)r);
		*bytes += (uint64_t)r;
	}
}

bool file_digest(const char *path, uint64_t *hi, uint64_t *lo, uint64_t *bytes)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (fd < 0)
		return false;
	XXH3_state_t *state = XXH3_createState();
	if (state == NULL)
		mem_exhausted(CHUNK);
	XXH3_128bits_reset(state);
	char *buffer = mem_resize(NULL, CHUNK, 1);
	uint64_t n = 0;
	bool ok = digest_fd(fd, state, buffer, &n);
	int err = errno;
	if (ok) {
		XXH128_hash_t h = XXH3_128bits_digest(state);
		*hi = h.high64;
		*lo = h.low64;
		*bytes = n;
	}
	mem_free(buffer);
	XXH3_freeState(state);
	close(fd);
	errno = err;
	return ok;
}

void digest_bytes(const void *p, size_t n, uint64_t *hi, uint64_t *lo)
{
	XXH128_hash_t h = XXH3_128bits(p, n);

	*hi = h.high64;
	*lo = h.low64;
}

struct str digest_text(struct arena *a, uint64_t hi, uint64_t lo)
{
	return str_fmt(a, "%016llx%016llx", (unsigned long long)hi, (unsigned long long)lo);
}

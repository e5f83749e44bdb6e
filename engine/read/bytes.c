/* bytes.c - the raw bytes of a file or of memory, digested as they pass. */
#include "read/bytes.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#if defined(__x86_64__) && __has_include(<xxh_x86dispatch.h>)
#include <xxh_x86dispatch.h> /* the same, by the widest registers that this processor has */
#else
#include <xxhash.h>
#endif
#include "base/mem.h"

struct bytes {
	int fd; /* -1: memory */
	struct str shown;
	struct str rest; /* of the memory */
	size_t chunk;
	uint64_t taken;
	XXH3_state_t *digest;
};

static struct bytes *new_bytes(int fd)
{
	struct bytes *b = mem_new(1, sizeof *b);

	b->fd = fd;
	b->digest = XXH3_createState();
	if (b->digest == NULL)
		mem_exhausted(sizeof *b);
	XXH3_128bits_reset(b->digest);
	return b;
}

struct bytes *bytes_open(const char *path, struct str shown, struct diag *d)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	struct bytes *b;

	if (fd < 0) {
		diag_error(d, "K901", ((struct place){ .file = shown }), STR_NONE, "cannot open: %s",
		           strerror(errno));
		return NULL;
	}
	b = new_bytes(fd);
	b->shown = shown;
	return b;
}

struct bytes *bytes_of(struct str p, size_t chunk)
{
	struct bytes *b = new_bytes(-1);

	b->rest = p;
	b->chunk = chunk > 0 ? chunk : SIZE_MAX;
	return b;
}

void bytes_close(struct bytes *b)
{
	if (b == NULL)
		return;
	if (b->fd >= 0)
		close(b->fd);
	XXH3_freeState(b->digest);
	mem_free(b);
}

static ssize_t take_memory(struct bytes *b, char *p, size_t room)
{
	struct str head = str_sub(b->rest, 0, room < b->chunk ? room : b->chunk);

	if (head.n > 0)
		memcpy(p, head.p, head.n);
	b->rest = str_sub(b->rest, head.n, b->rest.n);
	return (ssize_t)head.n;
}

static ssize_t take_file(struct bytes *b, char *p, size_t room)
{
	ssize_t r;

	do {
		r = read(b->fd, p, room);
	} while (r < 0 && errno == EINTR);
	return r;
}

bool bytes_take(struct bytes *b, char *p, size_t room, size_t *got, struct diag *d)
{
	ssize_t r = b->fd < 0 ? take_memory(b, p, room) : take_file(b, p, room);

	*got = 0;
	if (r < 0) {
		diag_error(d, "K901", ((struct place){ .file = b->shown }), STR_NONE, "cannot read: %s",
		           strerror(errno));
		return false;
	}
	*got = (size_t)r;
	b->taken += (uint64_t)r;
	if (r > 0)
		XXH3_128bits_update(b->digest, p, (size_t)r);
	return true;
}

uint64_t bytes_taken(const struct bytes *b)
{
	return b->taken;
}

size_t bytes_left(const struct bytes *b)
{
	return b->fd < 0 ? b->rest.n : SIZE_MAX;
}

void bytes_digest(const struct bytes *b, uint64_t *hi, uint64_t *lo)
{
	XXH128_hash_t h = XXH3_128bits_digest(b->digest);

	*hi = h.high64;
	*lo = h.low64;
}

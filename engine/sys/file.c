/* file.c - files read whole, folders made, bytes made to stay. */
#include "sys/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <stdio.h>
#include <unistd.h>
#include "base/mem.h"

enum { FIRST_READ = 64 << 10, EXIT_NO_CREATE = 73 };

static struct place place_file(struct str shown)
{
	return (struct place){ .file = shown };
}

/* Up to n bytes, through interruptions; *got < n only at the end. False: errno says why. */
static bool read_full(int fd, char *p, size_t n, size_t *got)
{
	*got = 0;
	while (*got < n) {
		ssize_t r = read(fd, p + *got, n - *got);

		if (r < 0 && errno == EINTR)
			continue;
		if (r < 0)
			return false;
		if (r == 0)
			break;
		*got += (size_t)r;
	}
	return true;
}

/* All bytes of fd on the heap, but no more than max + 1, which shows that there are too many. */
static bool read_all(int fd, size_t max, char **p, size_t *n)
{
	size_t cap = 0, want, got;

	*p = NULL;
	*n = 0;
	do {
		want = *n == 0 ? FIRST_READ : *n;
		if (want > max + 1 - *n)
			want = max + 1 - *n;
		mem_reserve(p, &cap, *n + want, 1);
		if (!read_full(fd, *p + *n, want, &got))
			return false;
		*n += got;
	} while (got == want && *n <= max);
	return true;
}

bool file_slurp(struct arena *a, const char *path, struct str shown, size_t max, struct str *out,
                struct diag *d)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	char *p = NULL;
	size_t n = 0;
	bool ok = false;

	max = max < SIZE_MAX ? max : SIZE_MAX - 1;
	if (fd < 0) {
		diag_error(d, "K901", place_file(shown), STR_NONE, "cannot open: %s", strerror(errno));
	} else if (!read_all(fd, max, &p, &n)) {
		diag_error(d, "K901", place_file(shown), STR_NONE, "cannot read: %s", strerror(errno));
	} else if (n > max) {
		diag_error(d, "K109", place_file(shown), STR("split it, or check that it is the right file"),
		           "the file is longer than %zu bytes, the most that is read of its kind", max);
	} else {
		*out = str_copy(a, (struct str){ p, n });
		ok = true;
	}
	mem_free(p);
	if (fd >= 0)
		close(fd);
	return ok;
}

bool file_head(const char *path, char *p, size_t room, size_t *got)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	bool ok = fd >= 0 && read_full(fd, p, room, got);

	if (fd >= 0)
		close(fd);
	return ok;
}

bool file_exists(const char *path)
{
	struct stat s;

	return stat(path, &s) == 0;
}

bool file_is_folder(const char *path)
{
	struct stat s;

	return stat(path, &s) == 0 && S_ISDIR(s.st_mode);
}

bool file_is_same(const char *a, const char *b)
{
	struct stat x, y;

	return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

/* All n bytes, through interruptions; false: errno says why. */
static bool write_full(int fd, struct str bytes)
{
	while (bytes.n > 0) {
		ssize_t n = write(fd, bytes.p, bytes.n);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		bytes = str_sub(bytes, (size_t)n, bytes.n);
	}
	return true;
}

bool file_put_new(const char *path, struct str shown, struct str bytes, struct diag *d)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOCTTY, 0666);
	bool ok = fd >= 0 && write_full(fd, bytes);
	int err = ok ? 0 : errno;

	if (fd >= 0 && close(fd) != 0 && ok) {
		ok = false;
		err = errno;
	}
	if (fd >= 0 && !ok)
		unlink(path); /* half a file is worse than none */
	if (!ok) {
		diag_error(d, "K901", place_file(shown), STR_NONE, "cannot write: %s", strerror(err));
		diag_set_exit(d, EXIT_NO_CREATE);
	}
	return ok;
}

/* Some file systems cannot sync a folder, and say so with EINVAL: nothing more can be done there. */
static bool sync_path(const char *path, int flags)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | flags);
	int err = 0;

	if (fd < 0)
		return false;
	if (fsync(fd) != 0 && !(errno == EINVAL && (flags & O_DIRECTORY) != 0))
		err = errno;
	close(fd);
	errno = err;
	return err == 0;
}

bool file_sync(const char *path)
{
	return sync_path(path, 0);
}

bool folder_sync(const char *file)
{
	const char *slash = strrchr(file, '/');
	struct arena *a;
	bool ok;
	int err;

	if (slash == NULL)
		return sync_path(".", O_DIRECTORY);
	if (slash == file)
		return sync_path("/", O_DIRECTORY);
	a = arena_new(0);
	ok = sync_path(str_z(a, (struct str){ file, (size_t)(slash - file) }), O_DIRECTORY);
	err = errno;
	arena_free(a);
	errno = err;
	return ok;
}

/* A folder that is already there, or that another process makes meanwhile, is as good. */
static bool make_one(const char *path)
{
	if (mkdir(path, 0777) == 0)
		return true;
	int err = errno;
	if (file_is_folder(path))
		return true;
	errno = err;
	return false;
}

bool folder_make(const char *path)
{
	struct arena *a = arena_new(0);
	struct str whole = str_of(path);
	bool ok = whole.n > 0;
	int err = ok ? 0 : ENOENT;

	for (size_t i = 1; i <= whole.n && ok; i++) {
		if (i < whole.n && (path[i] != '/' || path[i - 1] == '/'))
			continue;
		ok = make_one(str_z(a, str_sub(whole, 0, i)));
		err = ok ? 0 : errno;
	}
	arena_free(a);
	errno = err;
	return ok;
}

bool file_copy(const char *from, const char *to)
{
	FILE *in = fopen(from, "rb"), *out = in != NULL ? fopen(to, "wb") : NULL;
	char bytes[1 << 16];
	bool ok = out != NULL;
	size_t n;

	while (ok && (n = fread(bytes, 1, sizeof bytes, in)) > 0)
		ok = fwrite(bytes, 1, n, out) == n;
	ok = ok && ferror(in) == 0;
	if (out != NULL)
		ok = fclose(out) == 0 && ok;
	if (in != NULL)
		fclose(in);
	return ok;
}

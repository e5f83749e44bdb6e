/* file.h - the operating system's files: read whole, write safely, list, lock. */
#ifndef KPI_SYS_FILE_H
#define KPI_SYS_FILE_H
#include "base/diag.h"

/* The whole file as bytes in the arena, at most max bytes. False: K901 (cannot open or read; errno text) or
 * K109 (too long) is reported with `shown` as the place. */
bool file_slurp(struct arena *a, const char *path, struct str shown, size_t max, struct str *out,
                struct diag *d);
bool file_exists(const char *path);
bool file_is_folder(const char *path);
/* Paths matching a glob (relative to root, '/' separated; `*` and `?` within one name, `**` any folders),
 * regular files only, in natural order (str_cmp_natural). An existing path with glob signs in it matches
 * itself. The paths are as the process sees them: root in front, unless it is "" or "." or the pattern is
 * absolute. Names that start with a dot match only a pattern that does; `**` does not follow links to
 * folders. No match is no error; false: K901, a folder that cannot be read. */
bool file_glob(struct arena *a, struct str root, struct str pattern, struct str **out, size_t *n,
               struct diag *d);
/* The same, each with its size in bytes. */
struct file_found {
	struct str path;
	uint64_t bytes;
};
bool file_find(struct arena *a, struct str root, struct str pattern, struct file_found **out, size_t *n,
               struct diag *d);
/* Up to room bytes from the start of a file. False: it cannot be opened or read. */
bool file_head(const char *path, char *p, size_t room, size_t *got);

/* XXH3-128 of a file's bytes, streamed. False: it cannot be read (errno says why). */
bool file_digest(const char *path, uint64_t *hi, uint64_t *lo, uint64_t *bytes);
void digest_bytes(const void *p, size_t n, uint64_t *hi, uint64_t *lo);
struct str digest_text(struct arena *a, uint64_t hi, uint64_t lo); /* 32 hex digits */

/* Lock file for one run at a time; waits up to `wait` seconds. fd < 0: K905 reported, exit code 75; or K901,
 * exit code 73, where the file cannot be made. The file stays: removing it would let two runs in. */
int lock_take(const char *path, int wait, struct diag *d);
void lock_drop(int fd);
/* Make a new file of these bytes. False: K901, exit code 73, where it is there already or cannot be made. */
bool file_put_new(const char *path, struct str shown, struct str bytes, struct diag *d);
bool file_copy(const char *from, const char *to); /* the bytes, written over what `to` holds; false: errno */
bool file_is_same(const char *a, const char *b);  /* both names lead to the same file */
bool file_sync(const char *path);                 /* fsync */
bool folder_sync(const char *file);               /* fsync the folder that holds file */
bool folder_make(const char *path);               /* mkdir -p */
#endif

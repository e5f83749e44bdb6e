/* replay.c - runs a fuzz target over saved inputs, so that plain `make test` repeats what fuzzing found. */
#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct tally {
	unsigned long passed, failed;
};

/* All bytes of a file in a block of exactly its size, so that the sanitizer sees one byte too far. */
static uint8_t *slurp(FILE *f, size_t *size)
{
	uint8_t part[4096];
	uint8_t *all = malloc(1);
	size_t n;
	*size = 0;
	while (all != NULL && (n = fread(part, 1, sizeof part, f)) > 0) {
		all = realloc(all, *size + n);
		if (all != NULL)
			memcpy(all + *size, part, n);
		*size += n;
	}
	if (all == NULL)
		abort();
	return all;
}

static void replay_file(const char *path, struct tally *t)
{
	FILE *f = fopen(path, "rb");
	if (f == NULL) {
		fprintf(stderr, "%s: %s\n", path, strerror(errno));
		t->failed++;
		return;
	}
	size_t size;
	uint8_t *data = slurp(f, &size);
	bool is_read = !ferror(f);
	fclose(f);
	fprintf(stderr, "replay %s\n", path); /* the last one named is the one that crashed */
	if (is_read)
		LLVMFuzzerTestOneInput(data, size);
	free(data);
	t->passed += is_read;
	t->failed += !is_read;
}

static void replay_entry(const char *folder, const char *name, struct tally *t)
{
	char path[4096];
	int n = snprintf(path, sizeof path, "%s/%s", folder, name);
	if (n > 0 && (size_t)n < sizeof path)
		replay_file(path, t);
	else
		t->failed++;
}

/* A target without a folder of saved inputs yet still gets the empty one. */
static void replay_path(const char *path, struct tally *t)
{
	struct dirent **entry = NULL;
	int n = scandir(path, &entry, NULL, alphasort);
	if (n < 0 && errno != ENOENT)
		replay_file(path, t);
	for (int i = 0; i < n; i++) {
		if (entry[i]->d_name[0] != '.')
			replay_entry(path, entry[i]->d_name, t);
		free(entry[i]);
	}
	free(entry);
}

int main(int argc, char **argv)
{
	struct tally t = { 1, 0 };
	const uint8_t nothing = 0;
	LLVMFuzzerTestOneInput(&nothing, 0);
	for (int i = 1; i < argc; i++)
		replay_path(argv[i], &t);
	const char *slash = strrchr(argv[0], '/');
	printf("%s: %lu passed, %lu failed\n", slash != NULL ? slash + 1 : argv[0], t.passed, t.failed);
	return t.failed > 0;
}

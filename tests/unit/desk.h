/* desk.h - a temporary folder with a workspace in it, and all that a reader needs. */
#ifndef KPI_TESTS_DESK_H
#define KPI_TESTS_DESK_H
#include "claim.h"
#include "read/workspace_file.h"

struct desk {
	struct arena *a;
	struct intern *names;
	struct diag *d;
	struct input_list files;
	struct library lib; /* root: dir/ws; folder: dir/library */
	char dir[32];
};

/* For cmocka: *state is a desk with an empty folder; everything goes in the end. */
int desk_open(void **state);
int desk_close(void **state);
#define DESK_TEST(f) cmocka_unit_test_setup_teardown(f, desk_open, desk_close)
/* A file of the workspace ("models/acme.yaml") or of the library ("../library/lib.yaml"). */
void desk_write(struct desk *k, const char *name, const char *text);
struct str desk_path(struct desk *k, const char *name);

/* One line for each finding: "models/acme.yaml:3:5 error K603 message; remedy". */
const char *desk_findings(struct desk *k);
/* The findings are these lines, of which each is the start of one; else the test fails and shows both. */
void desk_expect(struct desk *k, const char *const *lines, size_t n, const char *file, int at);
#define EXPECT(k, ...)                                                                                    \
	desk_expect(k, (const char *const[]){ __VA_ARGS__ }, LEN(((const char *const[]){ __VA_ARGS__ })), \
	            __FILE__, __LINE__)
#endif

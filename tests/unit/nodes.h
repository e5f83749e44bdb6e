/* nodes.h - trees of YAML text, for tests of reading it and of what its nodes say. */
#ifndef KPI_TEST_NODES_H
#define KPI_TEST_NODES_H
#include "claim.h"
#include "read/yaml.h"

struct node *parse(struct fixture *f, const char *text); /* as m.yaml */
struct node *parse_well(struct fixture *f, const char *text);
/* A tree in one line: {a: 1, b: [x, NULL]} with what was quoted in quotes. */
struct str shown(struct fixture *f, const struct node *n);
#define check_tree(f, n, want)            assert_str(shown(f, n), want)
#define check_place(at, row, col, source) assert_source(at, "m.yaml", row, col, source)
#endif

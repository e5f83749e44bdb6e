/* schema.h - the tables of history and the steps that lead to them. */
#ifndef KPI_STORE_SCHEMA_H
#define KPI_STORE_SCHEMA_H
#include <stddef.h>

/* Step i brings a database from user_version i to i + 1. A published step is never edited: append one. */
struct schema_step {
	const char *const *sql; /* statements, in order */
	size_t n;
};
extern const struct schema_step schema_steps[];
extern const size_t schema_n_steps; /* = the user_version this program writes */

/* Marks a SQLite file as ours: "kpia". */
#define SCHEMA_APPLICATION_ID 0x6b706961
#endif

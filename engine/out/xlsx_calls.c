/* xlsx_calls.c - libxlsxwriter, loaded only where a workbook is written: it brings along libcrypto, and both together take
 * as long to load as all settings of a company take to be read. */
#include "out/xlsx_calls.h"

#include <dlfcn.h>
#include <stddef.h>
#include <string.h>

static const struct call {
	const char *name;
	size_t at; /* in struct xlsx_calls */
} calls[] = {
#define XLSX_CALL(name) { #name, offsetof(struct xlsx_calls, name) },
	XLSX_CALLS(XLSX_CALL)
#undef XLSX_CALL
};

bool xlsx_calls_load(const char *library, struct xlsx_calls *x, const char **why)
{
	void *loaded = dlopen(library, RTLD_LAZY | RTLD_LOCAL);

	for (size_t i = 0; loaded != NULL && i < sizeof calls / sizeof *calls; i++) {
		void *found = dlsym(loaded, calls[i].name);

		if (found == NULL)
			loaded = NULL;
		memcpy((char *)x + calls[i].at, &found,
		       sizeof found); /* C knows no other way to a function */
	}
	if (loaded == NULL)
		*why = dlerror();
	return loaded != NULL;
}

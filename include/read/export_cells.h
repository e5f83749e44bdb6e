/* export_cells.h - the numbers of one file again, each with its line, for those who ask where a figure comes
 * from. */
#ifndef KPI_READ_EXPORT_CELLS_H
#define KPI_READ_EXPORT_CELLS_H
#include "data/inputs.h"
#include "data/rates.h"
#include "data/series.h"
#include "data/workspace.h"
#include "read/format.h"

struct export_cell {
	uint32_t line; /* where its row starts */
	uint64_t nth;  /* of the file's */
	int32_t day;
	sym channel, account, campaign;
	sym metric;         /* 0: an event that gives no value: those of an earlier file are no longer so */
	struct batch_id id; /* of a post or event */
	const struct put_rules *rules; /* of the file; valid during the call */
	int64_t micro;                 /* in the workspace's currency, where it is money */
	int64_t original;              /* as the file has it, */
	const struct rate *rate;       /* converted by this rate; NULL: not converted */
};
typedef void (*export_cell_fn)(void *ctx, const struct export_cell *cell);

struct cells_of_file {
	struct arena *a;
	struct intern *names;
	const struct workspace *w;
	const struct model *m;
	const struct formats *formats;
	const struct rates *rates;
	const struct input *in; /* the file, as the run has read it */
	const char *path;       /* the same as the process sees it */
};

/* Tell fn every number of the file that a run would take, whatever later files say of it. False: the file cannot
 * be read any more, or not with the format it had. */
bool export_cells(const struct cells_of_file *f, export_cell_fn fn, void *ctx);
#endif

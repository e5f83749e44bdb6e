/* xlsx_chart.h - one planned chart through libxlsxwriter; decides nothing. */
#ifndef KPI_OUT_XLSX_CHART_H
#define KPI_OUT_XLSX_CHART_H
#include <xlsxwriter.h>
#include "plan/sheet.h"

struct drawing {
	struct arena *text; /* for copies that must outlive the call, as long as the sheet is written */
	const struct sheet *s;
	const struct chart *c;
	uint32_t accent;
	enum style style;
};
lxw_error xlsx_chart(const struct drawing *w, lxw_workbook *wb, lxw_worksheet *ws);
#endif

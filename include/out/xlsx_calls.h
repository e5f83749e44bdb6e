/* xlsx_calls.h - what is called of libxlsxwriter, which is loaded only where a workbook is written. */
#ifndef KPI_OUT_XLSX_CALLS_H
#define KPI_OUT_XLSX_CALLS_H
#include <stdbool.h>
#include <xlsxwriter.h>

/* The version of the library whose header this is compiled with. */
#define XLSX_LIBRARY "libxlsxwriter.so." LXW_SOVERSION

/* clang-format off */
#define XLSX_CALLS(X) \
	X(chart_add_series) X(chart_axis_major_gridlines_set_line) X(chart_axis_set_label_position) \
	X(chart_axis_set_line) X(chart_axis_set_major_tick_mark) X(chart_axis_set_major_unit) \
	X(chart_axis_set_max) X(chart_axis_set_min) X(chart_axis_set_name) X(chart_axis_set_name_font) \
	X(chart_axis_set_num_font) X(chart_axis_set_num_format) X(chart_axis_set_reverse) \
	X(chart_chartarea_set_line) X(chart_legend_set_position) X(chart_series_set_categories) \
	X(chart_series_set_labels) X(chart_series_set_labels_custom) X(chart_series_set_labels_position) \
	X(chart_series_set_line) X(chart_series_set_marker_fill) X(chart_series_set_marker_line) \
	X(chart_series_set_marker_size) X(chart_series_set_marker_type) X(chart_series_set_name) \
	X(chart_series_set_points) X(chart_series_set_values) X(chart_set_series_gap) \
	X(chart_show_blanks_as) X(chart_show_hidden_data) X(chart_title_set_name) \
	X(chart_title_set_name_font) X(format_set_align) X(format_set_bg_color) X(format_set_bold) \
	X(format_set_bottom) X(format_set_bottom_color) X(format_set_font_color) X(format_set_font_name) \
	X(format_set_font_size) X(format_set_indent) X(format_set_num_format) X(format_set_pattern) \
	X(format_set_shrink) X(format_set_text_wrap) X(format_set_top) X(format_set_top_color) \
	X(format_set_underline) X(lxw_strerror) X(workbook_add_chart) X(workbook_add_format) \
	X(workbook_add_worksheet) X(workbook_close) X(workbook_define_name) X(workbook_new_opt) \
	X(workbook_set_properties) X(worksheet_add_table) X(worksheet_center_horizontally) \
	X(worksheet_conditional_format_cell) X(worksheet_fit_to_pages) X(worksheet_freeze_panes) \
	X(worksheet_gridlines) X(worksheet_insert_chart_opt) X(worksheet_insert_image_buffer_opt) \
	X(worksheet_merge_range) X(worksheet_print_area) X(worksheet_repeat_rows) \
	X(worksheet_set_column_opt) X(worksheet_set_column_pixels) X(worksheet_set_footer) \
	X(worksheet_set_h_pagebreaks) X(worksheet_set_landscape) X(worksheet_set_margins) \
	X(worksheet_set_paper) X(worksheet_set_row) X(worksheet_write_blank) X(worksheet_write_datetime) \
	X(worksheet_write_formula_num) X(worksheet_write_formula_str) X(worksheet_write_number) \
	X(worksheet_write_rich_string) X(worksheet_write_string) X(worksheet_write_url_opt)
/* clang-format on */

/* Each under its own name: x->workbook_close(book). */
struct xlsx_calls {
#define XLSX_CALL(name) __typeof__(name) *name;
	XLSX_CALLS(XLSX_CALL)
#undef XLSX_CALL
};

/* Load the library, which then stays until the program ends; the second time is cheap. false: *why is what the system says, valid
 * until the next call by this thread. */
bool xlsx_calls_load(const char *library, struct xlsx_calls *x, const char **why);
#endif

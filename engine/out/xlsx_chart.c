/* xlsx_chart.c - a planned chart, of lines or of bars, through libxlsxwriter (WORKBOOK 11). */
#include "out/xlsx_chart.h"

enum { INK = 0x1F2933, MUTED = 0x55606E, GRID = 0xE4E8EC };
enum { DEFAULT_WIDE = 480, DEFAULT_HIGH = 288 }; /* pixels of a chart that is not scaled */
enum { LEAST_SIZE = 12 /* points, in the accessible book */ };

static lxw_chart_font font_of(const struct drawing *w, double size, bool is_bold, uint32_t ink)
{
	bool is_board = w->style == STYLE_BOARD;

	/* not bold is the default of no title, so it has to be said */
	return (lxw_chart_font){ .name = (char *)(uintptr_t)(is_board ? "Calibri" : "Arial"),
		                 .size = is_board || size > LEAST_SIZE ? size : LEAST_SIZE,
		                 .bold = is_bold ? LXW_TRUE : LXW_EXPLICIT_FALSE,
		                 .color = ink };
}

/* A title that begins with = would be taken for a formula. */
static const char *safe_title(struct arena *text, struct str title)
{
	return str_z(text, title.n > 0 && title.p[0] == '=' ? str_fmt(text, " %.*s", STR_ARG(title)) : title);
}

/* Only the last figure of the line is labelled. */
static lxw_error label_line(const struct drawing *w, lxw_chart_series *series, const struct chart_line *l)
{
	const struct chart *c = w->c;
	lxw_chart_font font = font_of(w, 9, !l->is_target, l->is_target ? MUTED : w->accent);
	lxw_chart_data_label *labels = ARENA_ARRAY(w->text, c->n_points, lxw_chart_data_label);
	lxw_chart_data_label **list = ARENA_ARRAY(w->text, (size_t)c->n_points + 1, lxw_chart_data_label *);

	for (uint32_t i = 0; i < c->n_points; i++) {
		list[i] = &labels[i];
		labels[i].hide = i != l->labelled;
	}
	labels[l->labelled].value = (char *)(uintptr_t)str_z(w->text, l->label);
	labels[l->labelled].font = &font;
	chart_series_set_labels(series);
	chart_series_set_labels_position(series, l->is_above ? LXW_CHART_LABEL_POSITION_ABOVE
	                                                     : LXW_CHART_LABEL_POSITION_BELOW);
	return chart_series_set_labels_custom(series, list);
}

/* The company's accent stands in for ours; 0 would be no colour. */
static lxw_color_t colour(const struct drawing *w, uint32_t rgb)
{
	return rgb == INK_ACCENT ? w->accent : rgb;
}

/* The i-th column beside the names of the points. */
static lxw_chart_series *add_series(const struct drawing *w, lxw_chart *chart, size_t i)
{
	const struct chart *c = w->c;
	const char *sheet = str_z(w->text, w->s->name);
	lxw_row_t last = c->data_row + c->n_points - 1;
	lxw_col_t col = (lxw_col_t)(c->data_col + 1 + i);
	lxw_chart_series *series = chart_add_series(chart, NULL, NULL);

	if (series == NULL)
		return NULL;
	chart_series_set_categories(series, sheet, c->data_row, (lxw_col_t)c->data_col, last,
	                            (lxw_col_t)c->data_col);
	chart_series_set_values(series, sheet, c->data_row, col, last, col);
	chart_series_set_name(series, c->n_lines > 0 ? str_z(w->text, c->lines[i].name)
	                                             : safe_title(w->text, c->title));
	return series;
}

static lxw_error add_line(const struct drawing *w, lxw_chart *chart, size_t i)
{
	const struct chart_line *l = &w->c->lines[i];
	lxw_chart_series *series = add_series(w, chart, i);
	lxw_chart_line line = { .color = w->accent, .width = 2.25f };
	lxw_chart_fill fill = { .color = w->accent };

	if (series == NULL)
		return LXW_ERROR_MEMORY_MALLOC_FAILED;
	if (l->is_target) {
		line =
		    (lxw_chart_line){ .color = MUTED, .width = 1.5f, .dash_type = LXW_CHART_LINE_DASH_DASH };
		fill.color = LXW_COLOR_WHITE;
	}
	chart_series_set_line(series, &line);
	chart_series_set_marker_type(series, l->is_target && !l->is_point ? LXW_CHART_MARKER_NONE
	                                                                  : LXW_CHART_MARKER_CIRCLE);
	if (!l->is_target || l->is_point) {
		line = (lxw_chart_line){ .color = line.color, .width = 0.75f };
		chart_series_set_marker_size(series, l->is_target ? 5 : 6);
		chart_series_set_marker_fill(series, &fill);
		chart_series_set_marker_line(series, &line);
	}
	return label_line(w, series, l);
}

static void set_axes(const struct drawing *w, lxw_chart *chart)
{
	const struct chart *c = w->c;
	/* the library turns the two axes of bars around */
	lxw_chart_axis *values = c->n_lines > 0 ? chart->y_axis : chart->x_axis;
	lxw_chart_axis *points = c->n_lines > 0 ? chart->x_axis : chart->y_axis;
	lxw_chart_font font = font_of(w, 9, false, MUTED);
	lxw_chart_line none = { 0 }, grid = { .color = GRID, .width = 0.75f },
		       base = { .color = MUTED, .width = 0.75f };

	none.none = LXW_TRUE;
	chart_axis_set_num_font(points, &font);
	chart_axis_set_num_font(values, &font);
	chart_axis_set_min(values, c->min);
	chart_axis_set_max(values, c->max);
	chart_axis_set_major_unit(values, c->step);
	chart_axis_set_num_format(values, str_z(w->text, c->format));
	chart_axis_set_line(values, &none);
	chart_axis_set_line(points, &base);
	chart_axis_major_gridlines_set_line(values, &grid);
	chart_axis_set_major_tick_mark(values, LXW_CHART_AXIS_TICK_MARK_NONE);
	chart_axis_set_major_tick_mark(points, LXW_CHART_AXIS_TICK_MARK_NONE);
	/* the periods stand at the foot, also where figures are negative */
	chart_axis_set_label_position(points, LXW_CHART_AXIS_LABEL_POSITION_LOW);
	if (c->n_lines > 0)
		return;
	chart_axis_set_reverse(points); /* the first bar on top, the scale at the foot */
	chart_axis_set_label_position(values, LXW_CHART_AXIS_LABEL_POSITION_HIGH);
	if (c->scale.n > 0) {
		chart_axis_set_name(values, str_z(w->text, c->scale));
		chart_axis_set_name_font(values, &font);
	}
}

/* Every bar in its colour and with its label. */
static lxw_error add_bars(const struct drawing *w, lxw_chart *chart)
{
	const struct chart *c = w->c;
	lxw_chart_series *series = add_series(w, chart, 0);
	size_t n = c->n_points;
	lxw_chart_fill *fills = ARENA_ARRAY(w->text, n, lxw_chart_fill);
	lxw_chart_line *lines = ARENA_ARRAY(w->text, n, lxw_chart_line);
	lxw_chart_point *points = ARENA_ARRAY(w->text, n, lxw_chart_point);
	lxw_chart_point **list = ARENA_ARRAY(w->text, n + 1, lxw_chart_point *);
	lxw_chart_data_label *labels = ARENA_ARRAY(w->text, n, lxw_chart_data_label);
	lxw_chart_data_label **texts = ARENA_ARRAY(w->text, n + 1, lxw_chart_data_label *);
	lxw_chart_font font = font_of(w, 9, false, INK);
	lxw_error error;

	if (series == NULL)
		return LXW_ERROR_MEMORY_MALLOC_FAILED;
	for (size_t i = 0; i < n; i++) {
		fills[i] = (lxw_chart_fill){ .color = colour(w, c->bars[i].fill) };
		lines[i] = (lxw_chart_line){ .color = colour(w, c->bars[i].ink), .width = 0.75f };
		points[i] = (lxw_chart_point){ .fill = &fills[i], .line = &lines[i] };
		labels[i] =
		    (lxw_chart_data_label){ .value = (char *)(uintptr_t)str_z(w->text, c->bars[i].label),
			                    .font = &font };
		list[i] = &points[i];
		texts[i] = &labels[i];
	}
	chart_set_series_gap(chart, 45);
	chart_series_set_labels(series);
	chart_series_set_labels_position(series, LXW_CHART_LABEL_POSITION_OUTSIDE_END);
	error = chart_series_set_points(series, list);
	return error != LXW_NO_ERROR ? error : chart_series_set_labels_custom(series, texts);
}

static lxw_error draw(const struct drawing *w, lxw_chart *chart)
{
	lxw_error error = LXW_NO_ERROR;

	if (w->c->n_lines == 0)
		error = add_bars(w, chart);
	for (size_t i = 0; i < w->c->n_lines && error == LXW_NO_ERROR; i++)
		error = add_line(w, chart, i);
	set_axes(w, chart);
	return error;
}

lxw_error xlsx_chart(const struct drawing *w, lxw_workbook *wb, lxw_worksheet *ws)
{
	const struct chart *c = w->c;
	lxw_chart *chart = workbook_add_chart(wb, c->n_lines > 0 ? LXW_CHART_LINE : LXW_CHART_BAR);
	lxw_chart_font font = font_of(w, 12, true, INK);
	lxw_chart_line none = { 0 };
	lxw_chart_options place = { .object_position = LXW_OBJECT_MOVE_DONT_SIZE,
		                    .description = (char *)(uintptr_t)str_z(w->text, c->alt) };
	lxw_error error;
	uint32_t wide = c->pixels_wide;

	if (chart == NULL)
		return LXW_ERROR_MEMORY_MALLOC_FAILED;
	none.none = LXW_TRUE;
	for (uint32_t i = 0; i < w->s->n_cols && c->pixels_wide == 0; i++)
		wide += w->s->col_pixels[i];
	place.x_scale = (double)wide / DEFAULT_WIDE;
	place.y_scale = (double)c->pixels_high / DEFAULT_HIGH;
	error = draw(w, chart);
	if (error != LXW_NO_ERROR)
		return error;
	chart_title_set_name(chart, safe_title(w->text, c->title));
	chart_title_set_name_font(chart, &font);
	chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
	chart_chartarea_set_line(chart, &none);
	chart_show_blanks_as(chart, LXW_CHART_BLANKS_AS_GAP);
	chart_show_hidden_data(chart);
	return worksheet_insert_chart_opt(ws, c->row, (lxw_col_t)c->col, chart, &place);
}

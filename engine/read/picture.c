/* picture.c - a PNG or JPEG file: is it whole, and how large. A broken one would make Excel offer a repair. */
#include "read/picture.h"

enum { PNG_HEAD = 8, CHUNK_FRAME = 12, DPI = 96 };

static uint32_t number_at(struct str s, size_t at, size_t n)
{
	uint32_t v = 0;

	for (size_t i = at; i < at + n; i++)
		v = v << 8 | (unsigned char)s.p[i];
	return v;
}

static bool bytes_are(struct str s, size_t at, struct str what)
{
	return str_eq(str_sub(s, at, what.n), what);
}

/* Chunks of length, name, data and checksum, from IHDR to IEND. */
static const char *parse_png(struct str s, struct picture *out)
{
	size_t at = PNG_HEAD;

	if (s.n < PNG_HEAD + CHUNK_FRAME + 13 || !bytes_are(s, at + 4, STR("IHDR")))
		return "it has no picture header";
	out->wide = number_at(s, at + 8, 4);
	out->high = number_at(s, at + 12, 4);
	while (s.n - at >= CHUNK_FRAME) {
		uint32_t n = number_at(s, at, 4);

		if (n > s.n - at - CHUNK_FRAME)
			break;
		if (bytes_are(s, at + 4, STR("pHYs")) && n == 9 && s.p[at + 16] == 1) {
			out->dpi_wide = number_at(s, at + 8, 4) * 0.0254; /* given a metre */
			out->dpi_high = number_at(s, at + 12, 4) * 0.0254;
		}
		if (bytes_are(s, at + 4, STR("IEND")))
			return NULL;
		at += CHUNK_FRAME + n;
	}
	return "its end is missing";
}

/* Dots an inch or a centimetre; other units are shapes of pixels. */
static void parse_jfif(struct str s, size_t at, struct picture *out)
{
	unsigned char unit;

	if (at + 12 > s.n || !bytes_are(s, at, STR("JFIF")))
		return;
	unit = (unsigned char)s.p[at + 7];
	if (unit == 0 || unit > 2)
		return;
	out->dpi_wide = number_at(s, at + 8, 2) * (unit == 1 ? 1 : 2.54);
	out->dpi_high = number_at(s, at + 10, 2) * (unit == 1 ? 1 : 2.54);
}

/* Segments of marker, length and data up to the frame that says how large it is; the end of image last. */
static const char *parse_jpeg(struct str s, struct picture *out)
{
	size_t at = 2;

	while (at + 4 <= s.n && (unsigned char)s.p[at] == 0xFF) {
		unsigned marker = (unsigned char)s.p[at + 1];
		size_t n = number_at(s, at + 2, 2);
		bool is_frame =
		    marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;

		if (marker == 0xE0)
			parse_jfif(s, at + 4, out);
		if (n < 2 || at + 2 + n > s.n || (is_frame && n < 8))
			break;
		at += 2 + n;
		if (!is_frame)
			continue;
		out->high = number_at(s, at - n + 3, 2);
		out->wide = number_at(s, at - n + 5, 2);
		return str_find(str_sub(s, at, s.n), STR("\xFF\xD9")) == SIZE_MAX ? "its end is missing"
		                                                                  : NULL;
	}
	return "its header is broken";
}

const char *picture_parse(struct str bytes, struct picture *out)
{
	const char *fault;

	*out = (struct picture){ .bytes = bytes, .dpi_wide = DPI, .dpi_high = DPI };
	if (str_starts(bytes, STR("\x89PNG\r\n\x1A\n")))
		fault = parse_png(bytes, out);
	else if (str_starts(bytes, STR("\xFF\xD8\xFF")))
		fault = parse_jpeg(bytes, out);
	else
		return "it is neither PNG nor JPEG";
	if (fault != NULL)
		return fault;
	if (out->wide == 0 || out->high == 0)
		return "it has no size";
	if (out->wide > PICTURE_MOST_PIXELS || out->high > PICTURE_MOST_PIXELS)
		return "it is over 10,000 pixels wide or high";
	if (!(out->dpi_wide >= 1) || !(out->dpi_high >= 1))
		out->dpi_wide = out->dpi_high = DPI;
	return NULL;
}

/* test_picture.c - claims about engine/read/picture.c. */
#include <string.h>
#include "claim.h"
#include "read/picture.h"

/* 3 x 2 pixels at 300 dots an inch: 11811 a metre = 299.9994 an inch */
static const char png[] = "\x89PNG\r\n\x1A\n"
			  "\0\0\0\x0DIHDR\0\0\0\x03\0\0\0\x02\x08\x02\0\0\0crc0"
			  "\0\0\0\x09pHYs\0\0\x2E\x23\0\0\x2E\x23\x01"
			  "crc1"
			  "\0\0\0\0IENDcrc2";
/* 64 x 32 pixels at 72 dots an inch: a JFIF segment, a frame, the end */
static const char jpeg[] = "\xFF\xD8\xFF\xE0\0\x10JFIF\0\x01\x01\x01\0\x48\0\x48\0\0"
			   "\xFF\xC0\0\x11\x08\0\x20\0\x40\x03\x01\x11\0\x02\x11\x01\x03\x11\x01"
			   "\xFF\xD9";

static struct str all_of(const char *bytes, size_t size)
{
	return (struct str){ bytes, size - 1 };
}

static void test_picture_png_tells_its_size(void **state)
{
	struct picture p;

	(void)state;
	assert_null(picture_parse(all_of(png, sizeof png), &p));
	assert_int_equal(p.wide, 3);
	assert_int_equal(p.high, 2);
	assert_true(p.dpi_wide > 299.9 && p.dpi_wide < 300.1);
	assert_int_equal(p.bytes.n, sizeof png - 1);
}

static void test_picture_jpeg_tells_its_size(void **state)
{
	struct picture p;

	(void)state;
	assert_null(picture_parse(all_of(jpeg, sizeof jpeg), &p));
	assert_int_equal(p.wide, 64);
	assert_int_equal(p.high, 32);
	assert_true(p.dpi_wide > 71.9 && p.dpi_wide < 72.1);
}

/* Wherever it is cut, it is no picture: Excel would offer to repair the book. */
static void test_picture_cut_is_none(void **state)
{
	struct picture p;

	(void)state;
	for (size_t n = 0; n < sizeof png - 1; n++)
		assert_non_null(picture_parse((struct str){ png, n }, &p));
	for (size_t n = 0; n < sizeof jpeg - 1; n++)
		assert_non_null(picture_parse((struct str){ jpeg, n }, &p));
}

static void test_picture_of_no_use_is_refused(void **state)
{
	struct picture p;
	char changed[sizeof png];

	(void)state;
	assert_string_equal(picture_parse(STR("GIF89a"), &p), "it is neither PNG nor JPEG");
	memcpy(changed, png, sizeof png);
	changed[19] = 0; /* 0 pixels wide */
	assert_string_equal(picture_parse(all_of(changed, sizeof changed), &p), "it has no size");
	changed[17] = 1; /* 65536 */
	assert_string_equal(picture_parse(all_of(changed, sizeof changed), &p),
	                    "it is over 10,000 pixels wide or high");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_picture_png_tells_its_size),
		cmocka_unit_test(test_picture_jpeg_tells_its_size),
		cmocka_unit_test(test_picture_cut_is_none),
		cmocka_unit_test(test_picture_of_no_use_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

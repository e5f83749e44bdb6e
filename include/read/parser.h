/* parser.h - who finds the records of a CSV file. */
#ifndef KPI_READ_PARSER_H
#define KPI_READ_PARSER_H

/* libcsv looks at every byte, or only at the records that are not plain (scan.h). Both give the same. */
enum parser { PARSER_FAST, PARSER_LIBCSV };
#endif

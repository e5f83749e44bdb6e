/* version.h - the one place that says which kpialign this is. */
#ifndef KPI_BASE_VERSION_H
#define KPI_BASE_VERSION_H

#define KPIALIGN_VERSION "0.1.0"
#endif

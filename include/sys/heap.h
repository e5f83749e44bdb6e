/* heap.h - pages of the heap asked for at once. */
#ifndef KPI_SYS_HEAP_H
#define KPI_SYS_HEAP_H
#include <stddef.h>

/* Make so many bytes of the heap ready to be written, and keep what is freed for whoever asks next. The kernel gives
 * pages one by one as they are first written, and each of those faults costs more than a hundred pages asked for
 * together. Where it cannot be done nothing changes but the time. */
void heap_ready(size_t bytes);
#endif

/* A table in memory, column by column, that can be handed over as an Arrow C stream. */
#ifndef TABLE_H
#define TABLE_H

#include <stddef.h>
#include <stdint.h>

#include "arrow.h"

/* The formats of Arrow that the common model needs. */
#define TEXT "u"
#define WHOLE "l"
#define DAY "tdD"
#define FLAG "b"

enum { MOST_COLUMNS = 16 };

struct column {
  const char *name, *format;
  int64_t length, nulls;
  uint8_t *valid;                    /* one bit a row: whether there is a value */
  char *values;                      /* whole numbers, days, bits, or the letters of the texts */
  int32_t *offsets;                  /* texts: where each begins and the last one ends */
  size_t room, text_bytes, text_room; /* rows, bytes and room for bytes */
};

struct table {
  size_t columns;
  struct column column[MOST_COLUMNS];
};

/* Adds a column and returns its number. */
size_t add_column(struct table *table, const char *name, const char *format);

/* Adds a value to a column. A text of NULL is a missing one. All end the process when there is no memory left. */
void add_text(struct table *table, size_t column, const char *text);
void add_whole(struct table *table, size_t column, int64_t value);
void add_missing(struct table *table, size_t column);
void add_day(struct table *table, size_t column, int32_t days_since_1970);
void add_flag(struct table *table, size_t column, int flag);

/* Hands the table over; the stream frees it. */
void give(struct table *table, struct ArrowArrayStream *stream);

/* Memory that is there: the process ends when it is not. Only this school notices. */
void *need(void *memory);

#endif

#include "table.h"

#include <stdlib.h>
#include <string.h>

void *need(void *memory) {
  if (!memory) abort();
  return memory;
}

static size_t width(const struct column *column) { return strcmp(column->format, DAY) == 0 ? 4 : 8; }

size_t add_column(struct table *table, const char *name, const char *format) {
  struct column *column = &table->column[table->columns];
  memset(column, 0, sizeof *column);
  column->name = name;
  column->format = format;
  column->offsets = need(calloc(1, sizeof *column->offsets));
  return table->columns++;
}

/* The column with room for one row more, whose value is there or not. */
static struct column *one_more(struct table *table, size_t number, int there) {
  struct column *column = &table->column[number];
  size_t row = (size_t)column->length++;
  if (row == column->room) {
    size_t room = row ? row * 2 : 64;
    column->valid = need(realloc(column->valid, room / 8));
    column->offsets = need(realloc(column->offsets, (room + 1) * sizeof *column->offsets));
    if (strcmp(column->format, TEXT) != 0) column->values = need(realloc(column->values, room * 8));
    column->room = room;
  }
  if (row % 8 == 0) column->valid[row / 8] = 0;
  if (there) column->valid[row / 8] |= (uint8_t)(1u << row % 8);
  if (!there) column->nulls++;
  return column;
}

void add_text(struct table *table, size_t number, const char *text) {
  struct column *column = one_more(table, number, text != NULL);
  size_t bytes = text ? strlen(text) : 0;
  if (column->text_bytes + bytes > INT32_MAX) abort();
  while (column->text_bytes + bytes > column->text_room) {
    column->text_room = column->text_room ? column->text_room * 2 : 1024;
    column->values = need(realloc(column->values, column->text_room));
  }
  if (bytes) memcpy(column->values + column->text_bytes, text, bytes);
  column->text_bytes += bytes;
  column->offsets[column->length] = (int32_t)column->text_bytes;
}

/* Puts the bytes of a number, or nothing, in the row that was just added. */
static void put(struct table *table, size_t number, const void *value, size_t bytes) {
  struct column *column = one_more(table, number, value != NULL);
  char *place = column->values + (size_t)(column->length - 1) * width(column);
  if (value) memcpy(place, value, bytes);
  if (!value) memset(place, 0, width(column));
}

void add_whole(struct table *table, size_t number, int64_t value) { put(table, number, &value, sizeof value); }
void add_missing(struct table *table, size_t number) { put(table, number, NULL, 0); }
void add_day(struct table *table, size_t number, int32_t days) { put(table, number, &days, sizeof days); }

void add_flag(struct table *table, size_t number, int flag) {
  struct column *column = one_more(table, number, 1);
  size_t row = (size_t)(column->length - 1);
  if (row % 8 == 0) column->values[row / 8] = 0;
  if (flag) column->values[row / 8] |= (char)(1u << row % 8);
}

static void release_schema(struct ArrowSchema *schema) {
  for (int64_t n = 0; n < schema->n_children; n++) {
    if (schema->children[n]->release) schema->children[n]->release(schema->children[n]);
    free(schema->children[n]);
  }
  free(schema->children);
  schema->release = NULL;
}

static int get_schema(struct ArrowArrayStream *stream, struct ArrowSchema *out) {
  struct table *table = stream->private_data;
  memset(out, 0, sizeof *out);
  out->format = "+s";
  out->name = "";
  out->n_children = (int64_t)table->columns;
  out->children = need(calloc(table->columns, sizeof *out->children));
  out->release = release_schema;
  for (size_t n = 0; n < table->columns; n++) {
    struct ArrowSchema *child = out->children[n] = need(calloc(1, sizeof *child));
    child->format = table->column[n].format;
    child->name = table->column[n].name;
    child->flags = 2; /* may be missing */
    child->release = release_schema;
  }
  return 0;
}

/* What was allocated for a column goes with its array; the consumer may keep one longer than the others. */
static void release_column(struct ArrowArray *array) {
  for (int64_t n = 0; n < array->n_buffers; n++) free((void *)array->buffers[n]);
  free(array->buffers);
  array->release = NULL;
}

static void release_rows(struct ArrowArray *array) {
  for (int64_t n = 0; n < array->n_children; n++) {
    if (array->children[n]->release) array->children[n]->release(array->children[n]);
    free(array->children[n]);
  }
  free(array->children);
  free(array->buffers);
  array->release = NULL;
}

static struct ArrowArray *column_array(struct column *column) {
  struct ArrowArray *array = need(calloc(1, sizeof *array));
  int text = strcmp(column->format, TEXT) == 0;
  array->length = column->length;
  array->null_count = column->nulls;
  array->n_buffers = text ? 3 : 2;
  array->buffers = need(calloc(3, sizeof *array->buffers));
  array->buffers[0] = column->valid;
  array->buffers[1] = text ? (void *)column->offsets : column->values;
  array->buffers[2] = text ? column->values : NULL;
  if (!text) free(column->offsets);
  array->release = release_column;
  return array;
}

/* The whole table is one batch; then comes the end, which is an array that is released. */
static int get_next(struct ArrowArrayStream *stream, struct ArrowArray *out) {
  struct table *table = stream->private_data;
  memset(out, 0, sizeof *out);
  if (table->columns == 0) return 0;
  out->length = table->column[0].length;
  out->n_buffers = 1;
  out->buffers = need(calloc(1, sizeof *out->buffers));
  out->n_children = (int64_t)table->columns;
  out->children = need(calloc(table->columns, sizeof *out->children));
  for (size_t n = 0; n < table->columns; n++) out->children[n] = column_array(&table->column[n]);
  out->release = release_rows;
  table->columns = 0;
  return 0;
}

static const char *get_last_error(struct ArrowArrayStream *stream) {
  (void)stream;
  return NULL;
}

static void release_stream(struct ArrowArrayStream *stream) {
  struct table *table = stream->private_data;
  for (size_t n = 0; n < table->columns; n++) {
    free(table->column[n].valid);
    free(table->column[n].values);
    free(table->column[n].offsets);
  }
  free(table);
  stream->release = NULL;
}

void give(struct table *table, struct ArrowArrayStream *stream) {
  stream->get_schema = get_schema;
  stream->get_next = get_next;
  stream->get_last_error = get_last_error;
  stream->release = release_stream;
  stream->private_data = table;
}

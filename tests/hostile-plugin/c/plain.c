/* A plugin in plain C: one table `lesson` of its own, with one column `hours` and the rows 1, 2, 3. */
#include <stdlib.h>
#include <string.h>

#include "schakel_plugin.h"

struct ArrowSchema {
  const char *format, *name, *metadata;
  int64_t flags, n_children;
  struct ArrowSchema **children, *dictionary;
  void (*release)(struct ArrowSchema *);
  void *private_data;
};

struct ArrowArray {
  int64_t length, null_count, offset, n_buffers, n_children;
  const void **buffers;
  struct ArrowArray **children, *dictionary;
  void (*release)(struct ArrowArray *);
  void *private_data;
};

struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream *, struct ArrowSchema *);
  int (*get_next)(struct ArrowArrayStream *, struct ArrowArray *);
  const char *(*get_last_error)(struct ArrowArrayStream *);
  void (*release)(struct ArrowArrayStream *);
  void *private_data;
};

static const int64_t HOURS[3] = {1, 2, 3};
static const void *COLUMN_BUFFERS[2] = {NULL, HOURS};
static const void *ROW_BUFFERS[1] = {NULL};

static void release_schema(struct ArrowSchema *schema) { schema->release = NULL; }
static void release_array(struct ArrowArray *array) { array->release = NULL; }
static void release_stream(struct ArrowArrayStream *stream) { stream->release = NULL; }

static struct ArrowSchema column_schema, *schema_children[1] = {&column_schema};
static struct ArrowArray column, *array_children[1] = {&column};

static int get_schema(struct ArrowArrayStream *stream, struct ArrowSchema *out) {
  (void)stream;
  memset(&column_schema, 0, sizeof column_schema);
  column_schema.format = "l";
  column_schema.name = "hours";
  column_schema.release = release_schema;
  memset(out, 0, sizeof *out);
  out->format = "+s";
  out->name = "";
  out->n_children = 1;
  out->children = schema_children;
  out->release = release_schema;
  return 0;
}

static int get_next(struct ArrowArrayStream *stream, struct ArrowArray *out) {
  int *given = stream->private_data;
  memset(out, 0, sizeof *out);
  if (*given) return 0; /* released: the end */
  *given = 1;
  memset(&column, 0, sizeof column);
  column.length = 3;
  column.n_buffers = 2;
  column.buffers = COLUMN_BUFFERS;
  column.release = release_array;
  out->length = 3;
  out->n_buffers = 1;
  out->buffers = ROW_BUFFERS;
  out->n_children = 1;
  out->children = array_children;
  out->release = release_array;
  return 0;
}

static const char *get_last_error(struct ArrowArrayStream *stream) {
  (void)stream;
  return NULL;
}

static int given;

static void release_error(struct schakel_error *error) {
  free(error->message);
  error->message = NULL;
}

static int32_t open_plugin(const char *config, void **instance, struct schakel_error *error) {
  if (strstr(config, "\"behaviour\":\"fail while opening\"")) {
    error->code = SCHAKEL_FAILED;
    error->message = strdup("lessen.dat, regel 4: no hours");
    error->release = release_error;
    return SCHAKEL_FAILED;
  }
  *instance = &given;
  return 0;
}

static int32_t tables(void *instance, char **json, struct schakel_error *error) {
  (void)instance, (void)error;
  *json = strdup("[{\"name\":\"lesson\"}]");
  return 0;
}

static int32_t read_table(void *instance, const char *table, const char *request, struct ArrowArrayStream *stream,
                          struct schakel_error *error) {
  (void)table, (void)request, (void)error;
  stream->get_schema = get_schema;
  stream->get_next = get_next;
  stream->get_last_error = get_last_error;
  stream->release = release_stream;
  stream->private_data = instance;
  return 0;
}

static void free_text(char *text) { free(text); }
static void close_plugin(void *instance) { (void)instance; }

static const struct schakel_plugin_table TABLE = {
    .magic = {'S', 'C', 'H', 'A', 'K', 'E', 'L', '1'},
    .abi_major = SCHAKEL_ABI_MAJOR,
    .abi_minor = SCHAKEL_ABI_MINOR,
    .struct_size = sizeof(struct schakel_plugin_table),
    .name = "plain-c",
    .version = "0.1",
    .open = open_plugin,
    .tables = tables,
    .read = read_table,
    .free_text = free_text,
    .close = close_plugin,
};

const struct schakel_plugin_table *schakel_plugin(void) { return &TABLE; }

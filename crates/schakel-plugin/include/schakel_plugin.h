/* The border between Schakel and a native plugin, version 1.0. SPDX-License-Identifier: EUPL-1.2
 *
 * A library exports `schakel_plugin`. The table it returns stays valid and unchanged as long as the library is loaded. Rules for both sides:
 *
 * - The first five fields never change. A later minor version appends functions at the end; struct_size says how far the table goes.
 *   A library of another major version is not called.
 * - Strings are UTF-8 and end in a zero byte. What the program passes lives until the call returns. What `tables` returns is freed with
 *   `free_text`.
 * - A function returns 0 when it succeeded. Otherwise it may fill the error it was given; `release` frees the message and belongs to the side
 *   that filled it.
 * - Rows travel as an Arrow C stream. Its own release function frees it.
 * - One thread calls at a time. No exception and no longjmp leaves a function.
 * - `close` is called once per instance, after its streams were released.
 */
#ifndef SCHAKEL_PLUGIN_H
#define SCHAKEL_PLUGIN_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define SCHAKEL_ABI_MAJOR 1
#define SCHAKEL_ABI_MINOR 0

/* Other numbers mean "failed" too. */
#define SCHAKEL_FAILED 1
#define SCHAKEL_PANICKED 2

/* From the Arrow C stream interface. */
struct ArrowArrayStream;

struct schakel_error {
  int32_t code;
  char *message;
  void (*release)(struct schakel_error *error);
};

struct schakel_plugin_table {
  /* The eight bytes "SCHAKEL1" in memory, whatever the byte order of the machine. */
  char magic[8];
  uint32_t abi_major;
  uint32_t abi_minor;
  size_t struct_size;
  const char *name;
  const char *version;
  /* `config` is a JSON object: school_id, school_name, school_year, previous_school_year, report_date, files (name -> path), settings. */
  int32_t (*open)(const char *config, void **instance, struct schakel_error *error);
  /* The tables as JSON: [{"name":"student"}]. */
  int32_t (*tables)(void *instance, char **json, struct schakel_error *error);
  /* One table. `request` is a JSON object, empty today. */
  int32_t (*read)(void *instance, const char *table, const char *request, struct ArrowArrayStream *stream,
                  struct schakel_error *error);
  void (*free_text)(char *text);
  void (*close)(void *instance);
};

/* What a library exports. */
const struct schakel_plugin_table *schakel_plugin(void);

#ifdef __cplusplus
}
#endif

#endif

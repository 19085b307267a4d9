/* A first native plugin in C: students and moments of guidance from two lists. See docs/plugin-c.md. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "schakel_plugin.h"
#include "table.h"

enum { MOST_FIELDS = 5, LONGEST_LINE = 1024 };

/* The plugin, open for a school: where its lists are. */
struct instance {
  char *school_id, *students, *moments;
};

static void release_error(struct schakel_error *error) {
  free(error->message);
  error->message = NULL;
  error->release = NULL;
}

/* Says which list and row is wrong and what was expected; never what stands there. */
static int32_t fail(struct schakel_error *error, const char *list, int64_t row, const char *expected) {
  char *message = need(malloc(200));
  snprintf(message, 200, "%s, row %lld: expected %s", list, (long long)row, expected);
  error->code = SCHAKEL_FAILED;
  error->message = message;
  error->release = release_error;
  return SCHAKEL_FAILED;
}

/* The text that a JSON object has under a name; NULL when it has none. Enough for paths and ids. */
static char *json_text(const char *json, const char *name) {
  char key[64];
  snprintf(key, sizeof key, "\"%s\":\"", name);
  const char *from = strstr(json, key);
  if (!from) return NULL;
  from += strlen(key);
  char *text = need(malloc(strlen(from) + 1)), *to = text;
  for (; *from && *from != '"'; from++) {
    if (*from == '\\' && from[1]) from++;
    *to++ = *from;
  }
  *to = 0;
  return text;
}

static void close_plugin(void *pointer) {
  struct instance *instance = pointer;
  if (!instance) return;
  free(instance->school_id);
  free(instance->students);
  free(instance->moments);
  free(instance);
}

static int32_t open_plugin(const char *config, void **out, struct schakel_error *error) {
  struct instance *instance = need(calloc(1, sizeof *instance));
  instance->school_id = json_text(config, "school_id");
  instance->students = json_text(config, "leerlingen");
  instance->moments = json_text(config, "gesprekken");
  if (!instance->school_id || !instance->students || !instance->moments) {
    close_plugin(instance);
    return fail(error, "plugin.toml", 1, "`leerlingen` and `gesprekken` under [reads]");
  }
  *out = instance;
  return 0;
}

static int32_t list_tables(void *instance, char **json, struct schakel_error *error) {
  static const char TABLES[] =
      "[{\"name\":\"student\"},{\"name\":\"guidance_moment\"},{\"name\":\"guidance_moment_student\"}]";
  (void)instance, (void)error;
  *json = need(malloc(sizeof TABLES));
  memcpy(*json, TABLES, sizeof TABLES);
  return 0;
}

/* Reads a row into fields; 1 when there was one, 0 at the end, -1 when it has another number of fields. */
static int read_row(FILE *file, char *line, char **fields, int expected) {
  if (!fgets(line, LONGEST_LINE, file)) return 0;
  line[strcspn(line, "\r\n")] = 0;
  int found = 0;
  for (char *from = line; from; found++) {
    if (found == expected) return -1;
    fields[found] = from;
    from = strchr(from, ';');
    if (from) *from++ = 0;
  }
  return found == expected ? 1 : -1;
}

/* A whole number, or nothing for an empty field. False for anything else. */
static int add_number(struct table *table, size_t column, const char *text) {
  char *end;
  long long value = strtoll(text, &end, 10);
  if (*end) return 0;
  if (end == text) add_missing(table, column);
  else add_whole(table, column, value);
  return 1;
}

/* Days since 1970-01-01 of a date as dd-mm-jjjj. False when it is no date. */
static int parse_day(const char *text, int32_t *days) {
  static const int LENGTHS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  int day, month, year, end = 0;
  if (sscanf(text, "%2d-%2d-%4d%n", &day, &month, &year, &end) != 3 || text[end] || year < 1970) return 0;
  int leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  if (month < 1 || month > 12 || day < 1 || day > LENGTHS[month - 1] + (leap && month == 2)) return 0;
  int before = year - 1, since = 1969;
  *days = (year - 1970) * 365 + (before / 4 - since / 4) - (before / 100 - since / 100) + (before / 400 - since / 400);
  for (int earlier = 1; earlier < month; earlier++) *days += LENGTHS[earlier - 1] + (leap && earlier == 2);
  *days += day - 1;
  return 1;
}

/* The code of the model for a form of guidance. A word that is not known is passed on: the program reports it. */
static const char *form_code(const char *word) {
  static const char *const WORDS[][2] = {
      {"gesprek", "individual_talk"}, {"les", "lob_lesson"}, {"bezoek", "company_visit"}};
  for (size_t n = 0; n < sizeof WORDS / sizeof *WORDS; n++)
    if (strcmp(WORDS[n][0], word) == 0) return WORDS[n][1];
  return word;
}

/* Adds one row to a table; NULL when all is well, else what was expected. */
typedef const char *(*add_row)(struct table *table, const struct instance *instance, char **fields, int64_t row);

enum { STUDENT_ID, STUDENT_SCHOOL, BIRTH_YEAR, STUDENT_SOURCE, STUDENT_ROW };

static void student_columns(struct table *table) {
  add_column(table, "student_id", TEXT);
  add_column(table, "school_id", TEXT);
  add_column(table, "birth_year", WHOLE);
  add_column(table, "source_id", TEXT);
  add_column(table, "source_row", WHOLE);
}

static const char *add_student(struct table *table, const struct instance *instance, char **fields, int64_t row) {
  if (!add_number(table, BIRTH_YEAR, fields[1])) return "a year";
  add_text(table, STUDENT_ID, fields[0]);
  add_text(table, STUDENT_SCHOOL, instance->school_id);
  add_text(table, STUDENT_SOURCE, "leerlingen");
  add_whole(table, STUDENT_ROW, row);
  return NULL;
}

enum { MOMENT_ID, MOMENT_SCHOOL, DATE, MINUTES, FORM, SETTING, SCHEDULED, EVIDENCE, MOMENT_SOURCE, MOMENT_ROW };

static void moment_columns(struct table *table) {
  add_column(table, "moment_id", TEXT);
  add_column(table, "school_id", TEXT);
  add_column(table, "date", DAY);
  add_column(table, "minutes", WHOLE);
  add_column(table, "form", TEXT);
  add_column(table, "setting", TEXT);
  add_column(table, "scheduled", FLAG);
  add_column(table, "evidence", TEXT);
  add_column(table, "source_id", TEXT);
  add_column(table, "source_row", WHOLE);
}

static const char *add_moment(struct table *table, const struct instance *instance, char **fields, int64_t row) {
  int32_t days;
  if (!parse_day(fields[1], &days)) return "a date as dd-mm-jjjj";
  if (!add_number(table, MINUTES, fields[2])) return "a number of minutes";
  add_text(table, MOMENT_ID, fields[0]);
  add_text(table, MOMENT_SCHOOL, instance->school_id);
  add_day(table, DATE, days);
  add_text(table, FORM, form_code(fields[3]));
  add_text(table, SETTING, "lob_hour");
  add_flag(table, SCHEDULED, 1);
  add_text(table, EVIDENCE, "registration");
  add_text(table, MOMENT_SOURCE, "gesprekken");
  add_whole(table, MOMENT_ROW, row);
  return NULL;
}

enum { OF_MOMENT, OF_STUDENT, PRESENT, OF_SOURCE, OF_ROW };

static void moment_student_columns(struct table *table) {
  add_column(table, "moment_id", TEXT);
  add_column(table, "student_id", TEXT);
  add_column(table, "present", TEXT);
  add_column(table, "source_id", TEXT);
  add_column(table, "source_row", WHOLE);
}

static const char *add_moment_student(struct table *table, const struct instance *instance, char **fields,
                                      int64_t row) {
  (void)instance;
  add_text(table, OF_MOMENT, fields[0]);
  add_text(table, OF_STUDENT, fields[4]);
  add_text(table, PRESENT, "yes");
  add_text(table, OF_SOURCE, "gesprekken");
  add_whole(table, OF_ROW, row);
  return NULL;
}

static int32_t read_table(void *pointer, const char *name, const char *request, struct ArrowArrayStream *stream,
                          struct schakel_error *error) {
  const struct instance *instance = pointer;
  const char *list = "gesprekken", *path = instance->moments, *expected = NULL;
  int columns = 5, found;
  add_row add = add_moment;
  struct table *table = need(calloc(1, sizeof *table));
  (void)request;
  if (strcmp(name, "student") == 0) {
    list = "leerlingen", path = instance->students, columns = 2, add = add_student;
    student_columns(table);
  } else if (strcmp(name, "guidance_moment") == 0) {
    moment_columns(table);
  } else {
    add = add_moment_student;
    moment_student_columns(table);
  }
  /* From here on the stream owns the table, and frees it when something is wrong too. */
  give(table, stream);
  FILE *file = fopen(path, "r");
  if (!file) {
    stream->release(stream);
    return fail(error, list, 1, "a file that can be read");
  }
  char line[LONGEST_LINE], *fields[MOST_FIELDS];
  int64_t row = 1;
  for (; (found = read_row(file, line, fields, columns)) != 0; row++) {
    if (found < 0) expected = "the fields of the header";
    else if (row > 1) expected = add(table, instance, fields, row);
    if (expected) break;
  }
  fclose(file);
  if (!expected) return 0;
  stream->release(stream);
  return fail(error, list, row, expected);
}

static void free_text(char *text) { free(text); }

static const struct schakel_plugin_table TABLE = {
    .magic = {'S', 'C', 'H', 'A', 'K', 'E', 'L', '1'},
    .abi_major = SCHAKEL_ABI_MAJOR,
    .abi_minor = SCHAKEL_ABI_MINOR,
    .struct_size = sizeof(struct schakel_plugin_table),
    .name = "first-plugin-c",
    .version = "1.0.0",
    .open = open_plugin,
    .tables = list_tables,
    .read = read_table,
    .free_text = free_text,
    .close = close_plugin,
};

const struct schakel_plugin_table *schakel_plugin(void) { return &TABLE; }

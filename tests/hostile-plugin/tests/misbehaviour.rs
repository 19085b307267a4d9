//! Whatever a native library does, it costs its own school one clear problem, and nobody else anything.

mod common;

use common::{Case, students};
use schakel_hostile_plugin::STUDENTS;

/// The behaviour ends as this problem, and its message says so much.
fn ends_as(behaviour: &str, code: &str, said: &[&str]) {
    Case::new(behaviour).ends_as(code, said);
}

#[test]
fn a_good_plugin_hands_over_every_row_in_order() {
    let tables = Case::new("").run().unwrap();
    assert_eq!(
        (tables.library.as_str(), tables.version.as_str()),
        ("schakel-hostile-plugin", env!("CARGO_PKG_VERSION"))
    );
    assert_eq!(tables.sha256.len(), 64);
    let students = students(&tables);
    assert_eq!(students.len() as i64, STUDENTS);
    assert_eq!((students[0].as_str(), students[9_999].as_str()), ("s00000001", "s00010000"));
}

#[test]
fn what_a_plugin_prints_stays_out_of_its_tables() {
    assert_eq!(students(&Case::new("print").run().unwrap()).len() as i64, STUDENTS);
}

#[test]
fn a_plugin_may_use_threads() {
    assert_eq!(students(&Case::new("threads").run().unwrap()).len() as i64, STUDENTS);
}

#[test]
fn an_error_while_opening_is_told_in_the_plugins_own_words() {
    ends_as(
        "fail while opening",
        "plugin-failed",
        &[
            "school delta",
            "plugin hostile",
            "it gave up while it opened the school's files: studenten.csv, row 3: expected 7 fields, found 2",
        ],
    );
}

#[test]
fn an_error_before_the_first_row_names_the_table() {
    ends_as(
        "fail while reading",
        "plugin-failed",
        &["while it read table `student`: studenten.csv: the file is empty"],
    );
}

#[test]
fn an_error_in_the_middle_of_a_table_gives_no_half_table() {
    ends_as(
        "fail in the middle",
        "plugin-failed",
        &["while it read table `student`: studenten.csv, row 10001: expected a date"],
    );
    ends_as("fail with a zero byte", "plugin-failed", &["studenten.csv , row 10001"]);
}

#[test]
fn a_panic_is_told_with_its_place_in_the_source() {
    ends_as(
        "panic while opening",
        "plugin-panic",
        &["while it opened the school's files at src/lib.rs:", ": no students at all"],
    );
    ends_as(
        "panic in the middle",
        "plugin-panic",
        &["while it read table `student` at src/attacks.rs:", ": index out of bounds"],
    );
}

#[test]
fn a_crash_is_told_as_one() {
    ends_as("crash", "plugin-crash", &["it crashed while it read table `student`", "SIGSEGV"]);
}

#[test]
fn a_crash_after_the_last_row_counts_too() {
    ends_as("crash while closing", "plugin-crash", &["while it closed, after the last table"]);
}

#[test]
fn abort_and_exit_are_told_apart() {
    ends_as("abort", "plugin-abort", &["it called abort"]);
    ends_as(
        "exit",
        "plugin-exit",
        &["it ended the process while it read table `student` with code 0; expected all its tables first"],
    );
}

#[test]
fn endless_recursion_is_told_as_a_full_stack() {
    ends_as("stack", "plugin-stack", &["it ran out of stack"]);
}

#[test]
fn a_library_that_eats_memory_is_stopped_at_its_limit() {
    ends_as("memory", "plugin-memory", &["it needed more than 64 megabytes of memory"]);
    ends_as("shared memory", "plugin-memory", &["it needed more than 64 megabytes of memory"]);
}

#[test]
fn an_endless_loop_and_a_wait_without_end_are_told_apart() {
    Case::new("loop").limits("silent_seconds = 1").ends_as("plugin-silent", &["it kept computing for 1 s without"]);
    Case::new("hang").limits("silent_seconds = 1").ends_as("plugin-silent", &["it was waiting for 1 s without"]);
}

#[test]
fn a_library_that_never_stops_handing_over_is_stopped_by_time_or_size() {
    Case::new("slow").limits("seconds = 1").ends_as("plugin-time", &["it was not done after 1 s"]);
    Case::new("flood").limits("memory_mb = 16").ends_as("plugin-size", &["it handed over more than 16 megabytes"]);
}

#[test]
fn bytes_that_are_no_table_are_garbage() {
    ends_as(
        "garbage",
        "plugin-garbage",
        &["what arrived while it read table `student` is not what a plugin hands over"],
    );
    ends_as("announce a giant", "plugin-garbage", &["is not what a plugin hands over"]);
}

#[test]
fn a_stream_that_breaks_off_is_not_taken_for_a_whole_one() {
    ends_as("close the pipe", "plugin-truncated", &["the rows broke off while it read table `student`"]);
}

#[test]
fn a_table_of_the_model_with_other_columns_is_refused_with_all_that_is_wrong() {
    ends_as(
        "wrong types",
        "plugin-contents",
        &["table `student`", "column `student_id` is Int64; expected Utf8", "column `shoe_size` is not in the model"],
    );
}

#[test]
fn one_schools_crash_costs_another_school_nothing() {
    let crashing = std::thread::spawn(|| Case::new("crash").run().unwrap_err());
    let good = Case::new("").run().unwrap();
    assert_eq!(students(&good).len() as i64, STUDENTS);
    assert_eq!(crashing.join().unwrap().code, "plugin-crash");
}

#[test]
fn the_same_input_gives_the_same_rows_and_the_same_problem() {
    assert_eq!(Case::new("").run().unwrap(), Case::new("").run().unwrap());
    assert_eq!(Case::new("wrong types").run().unwrap_err(), Case::new("wrong types").run().unwrap_err());
}

#[test]
fn threads_that_are_left_running_end_with_the_run() {
    let tables = Case::new("threads left running").run().unwrap();
    let ids = students(&tables);
    assert_eq!(ids.len() as i64, STUDENTS);
    let process = ids[0].trim_start_matches('p');
    assert!(process.parse::<u32>().is_ok() && !std::path::Path::new("/proc").join(process).exists(), "{process}");
}

#[test]
fn a_library_that_starts_threads_without_end_is_stopped() {
    ends_as("threads without end", "plugin-threads", &["it started more than 256 threads"]);
}

#[test]
fn half_a_gigabyte_that_is_printed_is_kept_by_nobody() {
    assert_eq!(students(&Case::new("print without end").run().unwrap()).len() as i64, STUDENTS);
}

#[test]
fn a_run_is_not_over_because_the_library_says_so() {
    ends_as("take back the end", "plugin-truncated", &["the rows broke off while it read table `student`"]);
}

/// What docs/plugin-isolation.md tells of these tests.
const TOLD: &[(&str, &str, &str)] = &[
    ("segmentation fault", "`plugin-crash`, with the table it was in", "a_crash_is_told_as_one"),
    (
        "segmentation fault after the last row",
        "`plugin-crash`; no row is used",
        "a_crash_after_the_last_row_counts_too",
    ),
    ("`abort`, `exit(0)` in the middle", "`plugin-abort`, `plugin-exit`", "abort_and_exit_are_told_apart"),
    ("panic", "`plugin-panic`, with the place in its source", "a_panic_is_told_with_its_place_in_the_source"),
    ("endless recursion", "`plugin-stack`", "endless_recursion_is_told_as_a_full_stack"),
    (
        "endless loop, endless wait",
        "`plugin-silent`, after `silent_seconds`",
        "an_endless_loop_and_a_wait_without_end_are_told_apart",
    ),
    (
        "rows without end, or too slowly",
        "`plugin-size`, `plugin-time`",
        "a_library_that_never_stops_handing_over_is_stopped_by_time_or_size",
    ),
    (
        "memory without end, also shared memory",
        "`plugin-memory`, at `memory_mb`",
        "a_library_that_eats_memory_is_stopped_at_its_limit",
    ),
    ("threads without end", "`plugin-threads`, at 256", "a_library_that_starts_threads_without_end_is_stopped"),
    (
        "threads left running",
        "every row arrives; they end with the run",
        "threads_that_are_left_running_end_with_the_run",
    ),
    ("garbage in the pipe of the rows", "`plugin-garbage`", "bytes_that_are_no_table_are_garbage"),
    ("the end announced before it is there", "`plugin-truncated`", "a_run_is_not_over_because_the_library_says_so"),
    ("the pipe closed", "`plugin-truncated`", "a_stream_that_breaks_off_is_not_taken_for_a_whole_one"),
    (
        "half a gigabyte printed",
        "every row arrives; nothing of it is kept",
        "half_a_gigabyte_that_is_printed_is_kept_by_nobody",
    ),
    (
        "an error in the middle of a table",
        "`plugin-failed`; no half table",
        "an_error_in_the_middle_of_a_table_gives_no_half_table",
    ),
];

#[test]
fn what_is_told_of_these_tests_is_what_they_are() {
    for (_, _, test) in TOLD {
        assert!(include_str!("misbehaviour.rs").contains(&format!("#[test]\nfn {test}()")), "{test}");
    }
    let row = |(attempt, outcome, test): &(_, _, _)| format!("| {attempt} | {outcome} | `misbehaviour::{test}` |");
    common::told("ends", &TOLD.iter().map(row).collect::<Vec<_>>());
}

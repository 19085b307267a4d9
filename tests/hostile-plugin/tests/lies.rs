//! What a library tells about its tables that is not so, or more than anybody can take.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::{Case, students};
use schakel_hostile_plugin::{LIES, STUDENTS};

/// What comes of a lie.
enum Outcome {
    /// A problem with this code, whose message says so much.
    Ends(&'static str, &'static str),
    /// All rows arrive all the same.
    NoHarm,
}

fn comes_to(behaviour: &str, outcome: &Outcome) {
    match outcome {
        Outcome::Ends(code, said) => Case::new(behaviour).ends_as(code, &[said]),
        Outcome::NoHarm => assert_eq!(students(&Case::new(behaviour).run().unwrap()).len() as i64, STUDENTS),
    }
}

/// One test for each lie.
macro_rules! lies {
    ($($test:ident: $lie:literal => $outcome:expr;)*) => {
        $(#[test] fn $test() { comes_to($lie, &$outcome) })*
        const TESTED: &[(&str, &str, Outcome)] = &[$((stringify!($test), $lie, $outcome)),*];
    };
}

use Outcome::{Ends, NoHarm};

lies! {
    null_count: "null count that lies" => NoHarm;
    negative_length: "negative length" => Ends("plugin-invalid", "is not valid Arrow data");
    length: "length beyond the end" => Ends("plugin-crash", "it crashed while it read table `student`");
    offset: "offset beyond the end" => Ends("plugin-crash", "it crashed while it read table `student`");
    no_children: "no children" => Ends("plugin-invalid", "is not valid Arrow data");
    children_nowhere: "children nowhere" => Ends("plugin-crash", "it crashed while it read table `student`");
    no_buffers: "no buffers" => Ends("plugin-invalid", "is not valid Arrow data");
    buffer_nowhere: "buffer nowhere" => Ends("plugin-crash", "it crashed while it read table `student`");
    release_crashes: "release that crashes" => Ends("plugin-crash", "it crashed while it read table `student`");
    release_keeps: "release that keeps its place" => NoHarm;
    release_once: "release that counts" => NoHarm;
    no_functions: "stream without functions" => Ends("plugin-invalid", "lacks a function");
    no_words: "error without words" => Ends("plugin-failed", "number 5 and no reason");
    words_nowhere: "error nowhere" => Ends("plugin-crash", "it crashed while it read table `student`");
    no_type: "schema of no type" => Ends("plugin-invalid", "the schema");
    nested_for_ever: "schema without an end" => Ends("plugin-stack", "it ran out of stack");
    text_that_is_none: "text that is none" => Ends("plugin-invalid", "Invalid UTF8");
    text_offsets: "lengths that lie" => Ends("plugin-invalid", "is not valid Arrow data");
    schema_changes: "other columns than announced" => Ends("plugin-invalid", "is not valid Arrow data");
    wrong_types: "wrong types" => Ends("plugin-contents", "column `student_id` is Int64; expected Utf8");
    nested: "nested types" => Ends("plugin-contents", "column `hours` is List");
    dictionary: "dictionary" => Ends("plugin-contents", "column `name` is Dictionary");
    many_columns: "columns without end" => Ends("plugin-contents", "it has 5000 columns; expected at most 2000");
    long_name: "name without end" => Ends("plugin-contents", "has 1048576 bytes; expected at most 200");
    long_text: "text without end" => Ends("plugin-memory", "more than 64 megabytes of memory");
    long_error: "error without end" => Ends("plugin-failed", "it gave up while it read table `student`: studenten.csv");
    many_tables: "tables without end" => Ends("plugin-contents", "it lists more than 200 tables");
    same_table: "table twice" => Ends("plugin-failed", "table `student` was added twice");
    no_name: "table without a name" => Ends("plugin-contents", "`../../secrets` is no name of a table");
    table_of_the_program: "table of the program" => Ends("plugin-contents", "table `load_run` is filled by the program");
    empty_batches: "empty batches without end" => Ends("plugin-size", "it handed over more than 64 megabytes");
    small_batches: "many small batches" => Ends("plugin-contents", "more than 100000 batches");
}

#[test]
fn every_lie_is_tested_and_told() {
    assert!(LIES.iter().all(|lie| TESTED.iter().any(|(_, tested, _)| tested == lie)), "{LIES:?}");
    let rows: Vec<String> = TESTED
        .iter()
        .map(|(test, lie, outcome)| match outcome {
            Ends(code, said) => format!("| {lie} | the school gets `{code}`: “… {said} …” | `lies::{test}` |"),
            NoHarm => format!("| {lie} | every row arrives all the same | `lies::{test}` |"),
        })
        .collect();
    common::told("lies", &rows);
}

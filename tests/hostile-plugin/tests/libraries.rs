//! Files that are no plugin of this program, and hosts that are none.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::path::{Path, PathBuf};

use common::Case;
use schakel_core::plugin::library_file_name;

/// Where cargo puts the libraries of `examples/`.
fn examples() -> PathBuf {
    Path::new(env!("CARGO_BIN_EXE_hostile-plugin-host")).parent().unwrap().join("examples")
}

#[test]
fn a_library_that_is_not_there_is_said_so_with_where_it_was_expected() {
    let problem = Case::new("").library(Path::new("."), "delta_of_next_year").run().unwrap_err();
    assert_eq!(problem.code, "plugin-library-missing");
    assert!(problem.message.contains(&library_file_name("delta_of_next_year")), "{problem}");
    assert!(problem.hint.unwrap().contains("the plugin's folder"));
}

#[test]
fn a_file_that_is_no_library_is_said_so_with_what_was_expected() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(library_file_name("text")), "no machine code").unwrap();
    Case::new("")
        .library(folder.path(), "text")
        .ends_as("plugin-not-a-library", &["cannot open it as a library: libtext.so"]);
}

#[test]
fn a_library_that_is_replaced_after_it_was_trusted_is_not_opened() {
    let folder = tempfile::tempdir().unwrap();
    let library = folder.path().join(library_file_name("no_plugin"));
    std::fs::copy(examples().join(library_file_name("no_plugin")), &library).unwrap();
    let other = examples().join(library_file_name("half_plugin"));
    let case = Case::new("").library(folder.path(), "no_plugin");
    let problem = case
        .run_after(|| {
            std::fs::copy(other, &library).unwrap();
        })
        .unwrap_err();
    assert_eq!(problem.code, "plugin-changed");
    assert!(problem.message.contains("changed while it was being opened"), "{problem}");
}

#[test]
fn a_library_that_is_no_plugin_is_said_so() {
    Case::new("").library(&examples(), "no_plugin").ends_as("plugin-not-a-plugin", &["no plugin of Schakel"]);
}

#[test]
fn a_library_of_another_version_is_refused_with_both_versions() {
    Case::new("").library(&examples(), "other_abi").ends_as(
        "plugin-abi",
        &["`from-the-future` was built for version 9.3 of the plugin border; this program speaks 1.0"],
    );
}

#[test]
fn a_library_whose_table_was_not_filled_is_not_called() {
    Case::new("").library(&examples(), "half_plugin").ends_as("plugin-incomplete", &["lacks the function `open`"]);
}

#[test]
fn a_declared_file_that_is_missing_is_told_before_the_library_runs() {
    let folder = tempfile::tempdir().unwrap();
    let problem = Case::new("").reads(folder.path(), "students", "studenten.csv").run().unwrap_err();
    assert_eq!(problem.code, "plugin-file");
    assert!(problem.message.contains("the file `students` (studenten.csv) is not there"), "{problem}");
    let problem = Case::new("").reads(folder.path(), "students", "../other-school/studenten.csv").run().unwrap_err();
    assert!(problem.message.contains("lies outside its folder"), "{problem}");
}

#[test]
fn a_program_that_is_no_host_is_told_as_a_fault_of_the_program() {
    let problem = Case::new("").host(Path::new("/no/such/program")).run().unwrap_err();
    assert_eq!(problem.code, "plugin-host");
    let this_test = std::env::current_exe().unwrap();
    let problem = Case::new("").host(&this_test).run().unwrap_err();
    assert_eq!(problem.code, "plugin-host", "{problem}");
}

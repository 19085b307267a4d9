//! A plugin in C, by the header that its author gets. Where Rust links, a C compiler is there.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::path::Path;
use std::process::Command;

use arrow_array::Int64Array;
use common::Case;
use schakel_core::plugin::library_file_name;

/// Compiles the plugin into a folder of its own.
fn compiled() -> tempfile::TempDir {
    let (folder, here) = (tempfile::tempdir().unwrap(), Path::new(env!("CARGO_MANIFEST_DIR")));
    let status = Command::new("cc")
        .args(["-std=c99", "-D_GNU_SOURCE", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-o"])
        .arg(folder.path().join(library_file_name("plain")))
        .arg("-I")
        .arg(here.join("../../crates/schakel-plugin/include"))
        .arg(here.join("c/plain.c"))
        .status()
        .unwrap();
    assert!(status.success(), "the C compiler refused the plugin");
    folder
}

#[test]
fn a_plugin_in_c_hands_over_its_rows() {
    let folder = compiled();
    let tables = Case::new("").library(folder.path(), "plain").run().unwrap();
    assert_eq!((tables.library.as_str(), tables.version.as_str()), ("plain-c", "0.1"));
    let batch = &tables.tables[0].batches[0];
    assert_eq!(batch.column(0).as_any().downcast_ref::<Int64Array>().unwrap().values(), &[1, 2, 3]);
}

#[test]
fn an_error_of_a_plugin_in_c_is_told_in_its_own_words() {
    let folder = compiled();
    let case = Case::new("fail while opening").library(folder.path(), "plain");
    case.ends_as("plugin-failed", &["it gave up while it opened the school's files: lessen.dat, regel 4: no hours"]);
}

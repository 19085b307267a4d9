//! What an author of a plugin works with: a plugin to start from, checks that follow the files, tests, and help in the editor.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const PROGRAM: &str = env!("CARGO_BIN_EXE_schakel-under-test");

/// Runs the program in a folder, with keys of its own.
fn run(folder: &Path, args: &[&str]) -> Output {
    Command::new(PROGRAM).args(args).current_dir(folder).env("SCHAKEL_KEYS", folder.join("keys")).output().unwrap()
}

fn text(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// A folder with a list of students, as one school could have it.
fn school() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("data")).unwrap();
    let rows: String = (0..20).map(|n| format!("{};{}-03-2010;x{n}@voorbeeld.example\n", 1000 + n, n + 1)).collect();
    fs::write(folder.path().join("data/leerlingen.csv"), format!("Stamnr;Geboortedatum;E-mail\n{rows}")).unwrap();
    folder
}

const NEW: [&str; 9] = [
    "plugin",
    "new",
    "voorbeeld",
    "data/leerlingen.csv",
    "--sector",
    "vo",
    "--school-year",
    "2025-2026",
    "--name=Voorbeeldschool",
];

#[test]
fn a_new_plugin_is_checked_and_tested_without_a_line_written_by_hand() {
    let folder = school();
    let made = run(folder.path(), &NEW);
    assert_eq!(made.status.code(), Some(0), "{}", text(&made));
    let manifest = fs::read_to_string(folder.path().join("plugins/voorbeeld/plugin.toml")).unwrap();
    assert!(manifest.contains("drop = [\"E-mail\"]") && manifest.contains("date = \"d-m-jjjj\""), "{manifest}");
    let checked = run(folder.path(), &["check", "--json"]);
    assert_eq!(checked.status.code(), Some(0), "{}", text(&checked));
    let json: Value = serde_json::from_slice(&checked.stdout).unwrap();
    assert_eq!(json["schools"][0]["tables"]["student"]["stored"], 20, "{json:#}");

    // The same school as a test of its plugin.
    let case = folder.path().join("plugins/voorbeeld/tests/klein");
    fs::create_dir_all(case.join("data")).unwrap();
    fs::copy(folder.path().join("data/leerlingen.csv"), case.join("data/leerlingen.csv")).unwrap();
    let project = fs::read_to_string(folder.path().join("schakel.toml")).unwrap();
    fs::write(case.join("schakel.toml"), project.replace("\"plugins/voorbeeld\"", "\"../..\"")).unwrap();
    let test = |more: &[&str]| run(folder.path(), &[&["plugin", "test", "plugins/voorbeeld"], more].concat());
    assert_eq!(test(&[]).status.code(), Some(1), "nothing is expected yet");
    assert_eq!(test(&["--update"]).status.code(), Some(0));
    let expected = fs::read_to_string(case.join("expected/student.csv")).unwrap();
    assert_eq!(expected.lines().count(), 21, "{expected}");
    assert_eq!(test(&[]).status.code(), Some(0), "{}", text(&test(&[])));
    let sql = folder.path().join("plugins/voorbeeld/student.sql");
    fs::write(&sql, fs::read_to_string(&sql).unwrap() + "\nWHERE Stamnr <> '1003'\n").unwrap();
    let differs = test(&[]);
    assert_eq!(differs.status.code(), Some(1));
    assert!(text(&differs).contains("20 lines instead of 21"), "{}", text(&differs));
}

#[test]
fn nothing_is_written_when_something_is_wrong_and_nothing_that_is_there_is_changed() {
    let folder = school();
    let without_sector =
        run(folder.path(), &["plugin", "new", "a", "data/leerlingen.csv", "--school-year", "2025-2026"]);
    assert_eq!(without_sector.status.code(), Some(2), "{}", text(&without_sector));
    let bad_year =
        run(folder.path(), &["plugin", "new", "a", "data/leerlingen.csv", "--sector", "vo", "--school-year", "2025"]);
    assert_eq!(bad_year.status.code(), Some(2), "{}", text(&bad_year));
    fs::write(folder.path().join("data/leeg.csv"), "").unwrap();
    let unreadable =
        run(folder.path(), &["plugin", "new", "a", "data/leeg.csv", "--sector", "vo", "--school-year", "2025-2026"]);
    assert_eq!(unreadable.status.code(), Some(1), "{}", text(&unreadable));
    assert!(!folder.path().join("plugins").exists() && !folder.path().join("schakel.toml").exists());

    assert_eq!(run(folder.path(), &NEW).status.code(), Some(0));
    let before = fs::read_to_string(folder.path().join("schakel.toml")).unwrap();
    assert_eq!(run(folder.path(), &NEW).status.code(), Some(2), "the plugin is there already");
    assert_eq!(fs::read_to_string(folder.path().join("schakel.toml")).unwrap(), before);
}

#[test]
fn problems_stand_in_a_page_and_are_checked_again_when_a_file_changes() {
    let folder = school();
    assert_eq!(run(folder.path(), &NEW).status.code(), Some(0));
    let data = folder.path().join("data/leerlingen.csv");
    let good = fs::read_to_string(&data).unwrap();
    fs::write(&data, good.replace("1001;2-03-2010", "1000;2-03-2010")).unwrap();
    let checked = run(folder.path(), &["check", "--html", "problemen.html"]);
    assert_eq!(checked.status.code(), Some(1), "{}", text(&checked));
    let page = fs::read_to_string(folder.path().join("problemen.html")).unwrap();
    assert!(page.contains("M11") && page.contains("<h3>data/leerlingen.csv</h3>"), "{page}");
    assert!(!page.contains("voorbeeld.example"));

    let mut watching = Command::new(PROGRAM)
        .args(["check", "--watch"])
        .current_dir(folder.path())
        .env("SCHAKEL_KEYS", folder.path().join("keys"))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(watching.stdout.take().unwrap()).lines();
    let mut until = |wanted: &str| lines.find(|line| line.as_ref().unwrap().contains(wanted)).unwrap().unwrap();
    let first = until("voorbeeld");
    fs::write(&data, good).unwrap();
    let second = until("voorbeeld");
    watching.kill().unwrap();
    watching.wait().unwrap();
    assert!(first.contains("20    1") && second.contains("21    0"), "{first} / {second}");
}

#[test]
fn a_column_is_explained_with_examples_and_editors_get_a_schema() {
    let folder = tempfile::tempdir().unwrap();
    let column = text(&run(folder.path(), &["schema", "guidance_moment.form"]));
    for part in ["individual_talk", "examples", "soort gesprek"] {
        assert!(column.contains(part), "{part} in {column}");
    }
    let wrong = run(folder.path(), &["schema", "guidance_moment.forn"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(text(&wrong).contains("Did you mean `form`?"), "{}", text(&wrong));
    for (name, key) in [("plugin.toml", "source"), ("schakel.toml", "school")] {
        let schema = run(folder.path(), &["schema", name]);
        let schema: Value = serde_json::from_slice(&schema.stdout).unwrap();
        assert!(schema["properties"][key].is_object(), "{schema:#}");
        assert_eq!(schema["additionalProperties"], false);
    }
}

#[test]
fn a_first_step_that_is_not_right_yet_says_what_is() {
    let folder = school();
    let checked = run(folder.path(), &["check"]);
    assert_eq!(checked.status.code(), Some(2));
    assert!(text(&checked).contains("schakel plugin new"), "{}", text(&checked));
    let inspected = run(folder.path(), &["inspect", "data"]);
    assert_eq!(inspected.status.code(), Some(0), "{}", text(&inspected));
    assert!(text(&inspected).contains("leerlingen.csv  csv"), "the files of a folder: {}", text(&inspected));
    let tested = run(folder.path(), &["plugin", "test", "plugins/voorbeeld"]);
    assert!(text(&tested).contains("error[plugin-missing]"), "{}", text(&tested));
    let year = |given| NEW.map(|arg| if arg == "2025-2026" { given } else { arg });
    let made = run(folder.path(), &year("volgend jaar"));
    assert_eq!(made.status.code(), Some(2));
    assert!(text(&made).contains("`volgend jaar` is not a school year; write it as 2025-2026"), "{}", text(&made));
    assert_eq!(run(folder.path(), &year("2025/26")).status.code(), Some(0));
    let project = fs::read_to_string(folder.path().join("schakel.toml")).unwrap();
    assert!(project.contains("school_year = \"2025-2026\""), "{project}");
}

#[test]
fn a_trajectory_workbook_that_is_still_blank_is_a_plugin_that_needs_no_query() {
    let folder = tempfile::tempdir().unwrap();
    let made = run(folder.path(), &["workbook", "--out", "data/trajectwerkboek.xlsx"]);
    assert_eq!(made.status.code(), Some(0), "{}", text(&made));
    let mut new = NEW.to_vec();
    new.retain(|arg| !arg.starts_with("data/"));
    new.push("data/trajectwerkboek.xlsx");
    let made = run(folder.path(), &new);
    assert!(text(&made).contains("the trajectory  its own sheets, without a query"), "{}", text(&made));
    let checked = run(folder.path(), &["check"]);
    assert_eq!(checked.status.code(), Some(0), "{}", text(&checked));
}

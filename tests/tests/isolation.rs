//! Whatever the library of one school does, the reports of the others are byte for byte those of a run without it.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::path::PathBuf;

use schakel_hostile_plugin::{BEHAVIOURS, LIES, attempts::ATTEMPTS};
use schakel_tests::Example;

const PROGRAM: &str = env!("CARGO_BIN_EXE_schakel-under-test");
const PROJECT: &str = "examples/zes-scholen/schakel.toml";

/// The project with these of its schools only: one with a native library, one with queries.
fn two_schools(project: Vec<u8>) -> Vec<u8> {
    let text = String::from_utf8(project).unwrap();
    let kept = text.split_inclusive("[[school]]").collect::<String>();
    let (head, schools) = kept.split_once("[[school]]").unwrap();
    let good =
        schools.split("[[school]]").filter(|school| school.contains("\"delta\"") || school.contains("\"lindehage\""));
    format!("{head}{}", good.map(|school| format!("[[school]]{school}\n")).collect::<String>()).into_bytes()
}

/// Every file below these folders of the example, with what it holds.
fn contents(example: &Example, folders: &[&str]) -> Vec<(PathBuf, Vec<u8>)> {
    let top = example.path("");
    let files = folders.iter().flat_map(|folder| example.files(folder).unwrap());
    files.map(|file| (file.strip_prefix(&top).unwrap().to_owned(), fs::read(&file).unwrap())).collect()
}

/// Adds a school whose library behaves like this.
fn add_school(example: &Example, id: &str, behaviour: &str) {
    let folder = example.path(&format!("plugins/{id}"));
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("declared.csv"), "1").unwrap();
    let project = example.project();
    let secret = project.join("data/lindehage/export/school.csv");
    std::os::unix::fs::symlink(&secret, folder.join("link")).unwrap();
    let manifest = format!(
        "id = '{id}'\nversion = '1'\npublisher = 'Example Publisher'\nmodel = '1'\nlibrary = 'schakel_hostile_plugin'\n\
         [settings]\nbehaviour = '{behaviour}'\nsecret = '{}'\ntarget = '{}'\nown = '{}'\nsocket = '{}'\n\
         address = '127.0.0.1:9'\nlibrary = '/no/such/library.so'\n\
         [limits]\nmemory_mb = 64\nseconds = 20\nsilent_seconds = 1\n",
        secret.display(),
        project.join("data/written").display(),
        folder.display(),
        project.join("socket").display(),
    );
    fs::write(folder.join("plugin.toml"), manifest).unwrap();
    example
        .edit(PROJECT, |text| {
            let school = format!(
                "[[school]]\nid = '{id}'\nname = 'Voorbeeldschool {id}'\nsector = 'vo'\n\
                 plugin = '../../plugins/{id}'\ndata = 'data/hostile'\n"
            );
            [text, school.into_bytes()].concat()
        })
        .unwrap();
}

#[test]
fn the_reports_of_good_schools_are_the_same_beside_every_hostile_library() {
    let alone = Example::copy(PROGRAM).unwrap();
    alone.edit(PROJECT, two_schools).unwrap();
    let report = ["report", "--lang", "nl,en", "--format", "pdf,html", "--json"];
    let run = alone.run(&report).unwrap();
    assert_eq!(run.code, 0, "{}", run.stderr);
    let expected = contents(&alone, &["examples/zes-scholen/out"]);
    assert_eq!(expected.len(), 8, "two schools, two languages, two editions");

    let beside = Example::copy(PROGRAM).unwrap();
    beside.edit(PROJECT, two_schools).unwrap();
    fs::create_dir(beside.project().join("data/hostile")).unwrap();
    let attempts = ATTEMPTS.iter().map(|(attempt, _)| *attempt);
    let behaviours: Vec<&str> = attempts.chain(LIES.iter().copied()).chain(BEHAVIOURS.iter().copied()).collect();
    for (number, behaviour) in behaviours.iter().enumerate() {
        add_school(&beside, &format!("hostile-{number:03}"), behaviour);
    }
    let inputs = ["examples/zes-scholen/data", "plugins"];
    let before = contents(&beside, &inputs);
    let run = beside.run(&report).unwrap();
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
    assert!(before == contents(&beside, &inputs), "a library changed a file");
    let json = run.json();
    for (number, behaviour) in behaviours.iter().enumerate() {
        let school = format!("hostile-{number:03}");
        let problems: Vec<&str> = json["problems"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|problem| problem["school"] == school.as_str() && problem["severity"] == "error")
            .map(|problem| problem["message"].as_str().unwrap())
            .collect();
        // What does no harm costs nothing at all.
        assert!(problems.len() <= 1, "{behaviour}: {problems:#?}");
        if ATTEMPTS.iter().any(|(attempt, _)| attempt == behaviour) {
            assert!(problems[0].ends_with("it was refused"), "{behaviour}: {problems:#?}");
        }
    }
    for (file, bytes) in expected {
        assert!(fs::read(beside.path("").join(&file)).unwrap() == bytes, "{} is another", file.display());
    }
}

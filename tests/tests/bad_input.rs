//! What is wrong with one school is told with its place, and costs the others nothing.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;

use schakel_tests::Example;
use serde_json::Value;

const PROGRAM: &str = env!("CARGO_BIN_EXE_schakel-under-test");
const DATA: &str = "examples/zes-scholen/data";

fn replace_once(from: &'static str, to: &'static str) -> impl FnOnce(Vec<u8>) -> Vec<u8> {
    move |bytes| {
        let at = bytes.windows(from.len()).position(|window| window == from.as_bytes()).expect("the text to be spoilt");
        [&bytes[..at], to.as_bytes(), &bytes[at + from.len()..]].concat()
    }
}

fn of_school<'a>(json: &'a Value, school: &str) -> Vec<&'a Value> {
    json["problems"].as_array().unwrap().iter().filter(|p| p["school"] == school && p["severity"] == "error").collect()
}

#[test]
fn five_schools_with_something_wrong_are_all_told_in_one_run_and_the_sixth_gets_its_report() {
    let example = Example::copy(PROGRAM).unwrap();
    fs::remove_file(example.path(&format!("{DATA}/wilgenborch/oneroster/users.csv"))).unwrap();
    example
        .edit(&format!("{DATA}/lindehage/export/gesprekken_2025-2026.csv"), replace_once("02-09-2025", "31-02-2025"))
        .unwrap();
    example.edit("plugins/waterkant/staff.sql", |_| b"SELECT nummer FROM medewerkers_x".to_vec()).unwrap();
    example
        .edit(&format!("{DATA}/ambacht/vragenlijsten/medewerkers_1.lsa"), |bytes| bytes[..bytes.len() / 2].to_vec())
        .unwrap();
    example.edit(&format!("{DATA}/delta/ooapi/groups.json"), |bytes| bytes[..bytes.len() / 2].to_vec()).unwrap();

    let run = example.run(&["report", "--json"]).unwrap();

    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
    let json = run.json();
    for (school, file) in [
        ("wilgenborch", "users.csv"),
        ("lindehage", "gesprekken_2025-2026.csv"),
        ("waterkant", "staff.sql"),
        ("ambacht", "medewerkers_1.lsa"),
        ("delta", "groups.json"),
    ] {
        let problems = of_school(&json, school);
        assert!(
            problems.iter().any(|problem| problem.to_string().contains(file)),
            "nothing about {file} of {school}: {problems:#?}"
        );
        assert!(problems.iter().all(|problem| problem["message"].as_str().is_some_and(|text| text.len() > 10)));
    }
    // A row with a bad date is refused and the school still reported; what cannot be read stops its school only.
    let reported: Vec<&str> =
        json["reports"].as_array().unwrap().iter().map(|r| r["school"].as_str().unwrap()).collect();
    assert_eq!(reported, ["lindehage", "kompas"]);
    for school in ["wilgenborch", "waterkant", "ambacht", "delta"] {
        assert!(!example.project().join("out").join(school).exists(), "{school} has an output");
    }
}

#[test]
fn a_bad_date_is_told_with_file_row_and_column_but_not_its_value() {
    let example = Example::copy(PROGRAM).unwrap();
    example
        .edit(&format!("{DATA}/lindehage/export/gesprekken_2025-2026.csv"), replace_once("02-09-2025", "31-02-2025"))
        .unwrap();
    let run = example.run(&["check", "--school", "lindehage", "--json"]).unwrap();
    assert_eq!(run.code, 1);
    let json = run.json();
    let problems = of_school(&json, "lindehage");
    let dates: Vec<&&Value> = problems.iter().filter(|problem| problem["column"] == "date").collect();
    assert_eq!(dates.len(), 1, "{problems:#?}");
    assert_eq!(dates[0]["row"], 2);
    assert!(dates[0]["file"].as_str().unwrap().ends_with("lindehage/export/gesprekken_2025-2026.csv"));
    assert!(!run.stdout.contains("31-02-2025"), "{}", run.stdout);
}

#[test]
fn wrong_use_ends_with_two_and_says_what_there_is() {
    let example = Example::copy(PROGRAM).unwrap();
    let run = example.run(&["report", "--school", "lindehagen"]).unwrap();
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("Did you mean `lindehage`?"), "{}", run.stderr);
    let run = example.run(&["explain", "lindehage", "Z9"]).unwrap();
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("There is: A1"), "{}", run.stderr);
}

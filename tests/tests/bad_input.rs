//! What is wrong with one school is told with its place, and costs the others nothing.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::process::Command;

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

/// The first problem with this code at this school, checked alone: exit code 1, no panic, and it says what to do.
fn told(example: &Example, school: &str, code: &str) -> Value {
    let run = example.run(&["check", "--school", school, "--json"]).unwrap();
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
    let json = run.json();
    let problems = of_school(&json, school);
    let problem = problems.iter().find(|problem| problem["code"] == code);
    let problem = problem.unwrap_or_else(|| panic!("no {code} in {problems:#?}"));
    assert!(problem["hint"].as_str().is_some_and(|hint| hint.len() > 10), "nothing says what to do: {problem:#}");
    (*problem).clone()
}

/// The problem stands at this place and says this.
fn assert_says(problem: &Value, file: &str, row: u64, words: &[&str]) {
    assert!(problem["file"].as_str().is_some_and(|name| name.ends_with(file)), "{file} is not named: {problem:#}");
    assert_eq!(problem["row"].as_u64().unwrap_or(0), row, "{problem:#}");
    let text = format!("{} {}", problem["message"].as_str().unwrap(), problem["hint"].as_str().unwrap());
    for word in words {
        assert!(text.contains(word), "`{word}` is missing: {text}");
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

#[test]
fn a_missing_file_is_told_with_what_is_there() {
    let example = Example::copy(PROGRAM).unwrap();
    let folder = example.path(&format!("{DATA}/wilgenborch/oneroster"));
    fs::rename(folder.join("users.csv"), folder.join("users (1).csv")).unwrap();
    let problem = told(&example, "wilgenborch", "source-missing");
    assert_says(&problem, "wilgenborch/oneroster/users.csv", 0, &["not there", "`users (1).csv`"]);
}

#[test]
fn an_empty_file_is_told_as_one() {
    let example = Example::copy(PROGRAM).unwrap();
    example.edit(&format!("{DATA}/wilgenborch/oneroster/users.csv"), |_| Vec::new()).unwrap();
    let problem = told(&example, "wilgenborch", "source-empty");
    assert_says(&problem, "wilgenborch/oneroster/users.csv", 0, &["empty", "export again"]);
}

#[test]
fn a_wrong_delimiter_is_told_with_the_one_it_looks_like() {
    let example = Example::copy(PROGRAM).unwrap();
    let declared = "path = \"lob/momenten.csv\"";
    example
        .edit(
            "plugins/wilgenborch/plugin.toml",
            replace_once(declared, "path = \"lob/momenten.csv\"\ndelimiter = \";\""),
        )
        .unwrap();
    let problem = told(&example, "wilgenborch", "source-delimiter");
    assert_says(&problem, "wilgenborch/lob/momenten.csv", 1, &["\";\"", "looks like \",\"", "plugin.toml"]);
}

#[test]
fn a_renamed_column_is_told_at_the_query_that_asks_for_it_with_the_nearest_name() {
    let example = Example::copy(PROGRAM).unwrap();
    example
        .edit(&format!("{DATA}/lindehage/export/gesprekken_2025-2026.csv"), replace_once(";DATUM;", ";DATUMS;"))
        .unwrap();
    let problem = told(&example, "lindehage", "sql-column");
    let words = ["no column `DATUM` in `gesprekken_2526`", "Did you mean `DATUMS`?"];
    assert_says(&problem, "lindehage/guidance_moment.sql", 6, &words);
}

#[test]
fn an_unknown_code_is_told_with_its_list_and_the_row() {
    let example = Example::copy(PROGRAM).unwrap();
    example.edit(&format!("{DATA}/wilgenborch/lob/momenten.csv"), replace_once(",gesprek,", ",praatje,")).unwrap();
    let problem = told(&example, "wilgenborch", "M07");
    let words = [
        "`form` of `guidance_moment`",
        "`moment_form`",
        "`praatje`",
        "Translate it in `../../plugins/wilgenborch/vormen.csv`",
    ];
    assert_says(&problem, "wilgenborch/lob/momenten.csv", 2, &words);
}

#[test]
fn a_duplicate_key_is_told_with_the_second_row_and_without_the_key() {
    let example = Example::copy(PROGRAM).unwrap();
    let twice = |bytes: Vec<u8>| {
        let text = String::from_utf8(bytes).unwrap();
        let second = text.lines().nth(1).unwrap().to_owned();
        format!("{text}{second}\n").into_bytes()
    };
    let file = format!("{DATA}/wilgenborch/oneroster/users.csv");
    example.edit(&file, twice).unwrap();
    let rows = fs::read_to_string(example.path(&file)).unwrap().lines().count() as u64;
    let problem = told(&example, "wilgenborch", "M11");
    assert_says(&problem, "wilgenborch/oneroster/users.csv", rows, &["same key (staff_id)", "Remove double rows"]);
    assert!(!problem.to_string().contains("WLG-M-0001"), "{problem}");
}

#[test]
fn a_dangling_reference_is_told_with_the_table_it_points_to_and_without_the_id() {
    let example = Example::copy(PROGRAM).unwrap();
    let file = format!("{DATA}/wilgenborch/lob/moment-leerlingen.csv");
    example.edit(&file, replace_once(",WLG-L-00160,", ",WLG-L-99999,")).unwrap();
    let problem = told(&example, "wilgenborch", "M12");
    let words = ["`student_id` of `guidance_moment_student`", "`student` that is not there", "Provide the missing row"];
    assert_says(&problem, "wilgenborch/lob/moment-leerlingen.csv", 2, &words);
    assert!(!problem.to_string().contains("WLG-L-99999"), "{problem}");
}

#[test]
fn a_truncated_archive_is_told_as_one() {
    let example = Example::copy(PROGRAM).unwrap();
    let file = format!("{DATA}/ambacht/vragenlijsten/medewerkers_1.lsa");
    example.edit(&file, |bytes| bytes[..bytes.len() / 2].to_vec()).unwrap();
    let problem = told(&example, "ambacht", "source-archive");
    assert_says(&problem, "ambacht/vragenlijsten/medewerkers_1.lsa", 0, &["cut off or damaged", "download it again"]);
}

#[test]
fn a_mistake_in_sql_is_told_with_its_line_and_column() {
    let example = Example::copy(PROGRAM).unwrap();
    example
        .edit("plugins/waterkant/staff.sql", |_| b"SELECT m.nummer AS staff_id\nFROM medewerkers m\nWHERE = 1".to_vec())
        .unwrap();
    let problem = told(&example, "waterkant", "sql-syntax");
    assert_says(&problem, "waterkant/staff.sql", 3, &["found: ="]);
}

/// Puts the library that misbehaves in this way in the place of the school's own.
fn misbehave(example: &Example, school: &str, behaviour: &str) {
    let own = format!("library = \"schakel_plugin_{school}\"");
    let hostile = format!(
        "library = \"schakel_hostile_plugin\"\n[settings]\nbehaviour = \"{behaviour}\"\n[limits]\nsilent_seconds = 2"
    );
    let edit = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().replace(&own, &hostile).into_bytes();
    example.edit(&format!("plugins/{school}/plugin.toml"), edit).unwrap();
}

#[test]
fn libraries_that_panic_crash_abort_or_loop_cost_their_own_school_its_report() {
    for [(delta, delta_code), (kompas, kompas_code)] in [
        [("panic in the middle", "plugin-panic"), ("crash", "plugin-crash")],
        [("abort", "plugin-abort"), ("loop", "plugin-silent")],
    ] {
        let example = Example::copy(PROGRAM).unwrap();
        misbehave(&example, "delta", delta);
        misbehave(&example, "kompas", kompas);
        let run = example.run(&["report", "--json"]).unwrap();
        assert_eq!(run.code, 1, "{}", run.stderr);
        let json = run.json();
        for (school, code) in [("delta", delta_code), ("kompas", kompas_code)] {
            let problems = of_school(&json, school);
            assert_eq!(problems.len(), 1, "{problems:#?}");
            assert_eq!(problems[0]["code"], code, "{:#}", problems[0]);
            assert!(problems[0]["message"].as_str().unwrap().contains("schakel_hostile_plugin"), "{:#}", problems[0]);
            assert!(problems[0]["hint"].as_str().is_some(), "{:#}", problems[0]);
        }
        let reported: Vec<&str> =
            json["reports"].as_array().unwrap().iter().map(|r| r["school"].as_str().unwrap()).collect();
        assert_eq!(reported, ["wilgenborch", "lindehage", "waterkant", "ambacht"]);
    }
}

#[test]
fn a_blank_workbook_is_written_once_and_never_over_one_that_is_filled_in() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("blank/trajectwerkboek.xlsx");
    let write = || Command::new(PROGRAM).arg("workbook").arg("--out").arg(&file).output().unwrap();
    let made = write();
    assert_eq!((made.status.code(), made.stderr.len()), (Some(0), 0));
    assert!(fs::metadata(&file).unwrap().len() > 10_000);
    fs::write(&file, "filled in").unwrap();
    let again = write();
    assert_eq!(again.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&again.stderr).contains("is there already"));
    assert_eq!(fs::read_to_string(&file).unwrap(), "filled in");
}

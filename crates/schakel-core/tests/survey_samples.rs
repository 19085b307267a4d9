//! Exports of real survey tools, where this machine has them (`shared/data` beside one of the folders above): the
//! answers are those that Python reads.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod common;

use std::path::{Path, PathBuf};
use std::process::Command;

use common::Mini;

const MANIFEST: &str = r#"id = "mini"
version = "1"
publisher = "Voorbeeldproject"
model = "1"
[[source]]
name = "enquete"
kind = "KIND"
path = "enquete"
[[source]]
name = "vragen"
kind = "csv"
path = "plugin:vragen.csv"
[[survey]]
instrument = { instrument_id = "i", name = "I", version = "1", audience = "staff", licence = "CC0", language = "en" }
items = "vragen"
respondent.role = { value = "docent" }
[[survey.wave]]
wave_id = "m1"
source = "enquete"
number = 1
label = "before"
from = "2017-01-01"
until = "2023-12-31"
"#;

/// A sample; `None`, with a notice, when it is not here.
fn sample(name: &str) -> Option<PathBuf> {
    let folders = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    let found = folders.map(|folder| folder.join("shared/data").join(name)).find(|path| path.exists());
    if found.is_none() {
        println!("skipped: the sample {name} is not on this machine");
    }
    found
}

/// What Python reads; `None`, with a notice, where there is no Python.
fn read_by_python(file: &Path, questions: &[&str]) -> Option<Vec<String>> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples/answers.py");
    let Ok(output) = Command::new("python3").arg(script).arg(file).args(questions).output() else {
        println!("skipped: there is no python3 on this machine");
        return None;
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut lines: Vec<String> = String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect();
    lines.sort();
    Some(lines)
}

/// A school with this sample as its only survey.
fn school(kind: &str, file: &Path, items: &str) -> Mini {
    let mini = Mini::empty();
    mini.write_bytes("data/enquete", &std::fs::read(file).unwrap());
    mini.write("plugin/vragen.csv", items);
    mini.write("plugin/plugin.toml", &MANIFEST.replace("KIND", kind));
    mini
}

/// The stored answers as Python prints them.
fn stored(mini: &Mini) -> Vec<String> {
    assert_eq!(mini.errors(), Vec::<String>::new());
    let [rows, items] = ["source_row", "item_id"].map(|column| mini.column("answer", column));
    let values = ["value_num", "value_code", "value_text"].map(|column| mini.column("answer", column));
    let value = |row: usize| values.iter().map(|of| of[row].as_str()).find(|of| *of != "-").unwrap_or("");
    let lines =
        (0..rows.len()).map(|row| format!("{} {} {}", rows[row], items[row], value(row).trim_end_matches(".0")));
    let mut lines: Vec<String> = lines.collect();
    lines.sort();
    lines
}

#[test]
fn an_archive_of_limesurvey_gives_the_answers_that_stand_in_it() {
    let Some(file) = sample("limesurvey/colors.lsa") else { return };
    let Some(expected) = read_by_python(&file, &[]) else { return };
    // Kinds are not said: the structure has them.
    let boxes: String = (1..=11).map(|part| format!("Q00_SQ{part:03};obstacle\n")).collect();
    let mini =
        school("lsa", &file, &format!("item_id;dimension\n{boxes}G01Q02;open\nG01Q03;open\nG02Q04;background\n"));
    assert_eq!(stored(&mini), expected);
    assert_eq!(mini.column("respondent", "completed").len(), 2);
    assert_eq!(mini.column("item", "kind")[10..], ["yes_no", "text", "text", "choice"]);
}

#[test]
fn both_forms_of_a_qualtrics_export_give_the_answers_that_stand_in_them() {
    for name in ["qualtrics/sample.csv", "qualtrics/sample_legacy.csv"] {
        let Some(file) = sample(name) else { continue };
        let Some(expected) = read_by_python(&file, &["Q1", "Q2"]) else { return };
        let mini = school("qualtrics", &file, "item_id;kind;dimension\nQ1;choice;background\nQ2;text;open\n");
        assert_eq!(stored(&mini), expected, "{name}");
        assert_eq!(mini.column("respondent", "date"), ["2017-07-18"], "{name}");
        assert_eq!(mini.column("item", "text")[0], "This is a multiple choice question.");
    }
}

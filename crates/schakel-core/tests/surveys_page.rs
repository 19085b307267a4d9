//! The worked examples of docs/surveys.md, each with the files and the declaration that stand there.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod common;
#[allow(unreachable_pub, reason = "a part of the library of the end-to-end tests")]
#[path = "../../../tests/src/page.rs"]
mod page;

use std::io::{Cursor, Write};

use common::Mini;
use zip::write::SimpleFileOptions;

const PAGE: &str = include_str!("../../../docs/surveys.md");
const MANIFEST: &str = "id = \"mini\"\nversion = \"1.2.0\"\npublisher = \"Voorbeeldproject\"\nmodel = \"1\"\n";

/// An example: its files with their texts, and what comes of it.
struct Example {
    files: Vec<(String, String)>,
    gives: String,
}

/// The example below a heading: blocks with the name of a file above, and one of text with what comes of it.
fn example(heading: &str) -> Example {
    let mut example = Example { files: Vec::new(), gives: String::new() };
    for block in page::blocks(PAGE).iter().filter(|block| block.heading == heading) {
        match block.file() {
            Some(name) => example.files.push((name.to_owned(), block.text.to_owned())),
            None if block.language == "text" => example.gives = block.text.to_owned(),
            None => panic!("{heading}: a block without the name of a file above it"),
        }
    }
    assert!(!example.files.is_empty(), "{heading} is on the page");
    example
}

impl Example {
    /// The files in a school of their own.
    fn school(&self) -> Mini {
        let mini = Mini::empty();
        let mut archive: Vec<(&str, &str)> = Vec::new();
        for (name, text) in &self.files {
            match name.split_once(".lsa/") {
                _ if name.ends_with(".xlsx") => mini.write_bytes(name, &workbook(text)),
                Some((_, member)) => archive.push((member, text)),
                None if name == "plugin/plugin.toml" => mini.write(name, &format!("{MANIFEST}{text}")),
                None => mini.write(name, text),
            }
        }
        if !archive.is_empty() {
            mini.write_bytes("data/enquete.lsa", &zipped(&archive));
        }
        mini
    }
}

fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook with the rows of a text; a cell that holds the delimiter is quoted.
fn workbook(text: &str) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, line) in (0..).zip(text.lines()) {
        let mut quoted = false;
        let ends = |c: char| {
            quoted ^= c == '"';
            c == ';' && !quoted
        };
        for (column, cell) in (0..).zip(line.split(ends)) {
            sheet.write_string(row, column, cell.trim_matches('"')).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

/// What comes of an example is what the page says; and nothing is wrong with it.
fn holds(heading: &str) -> Mini {
    let example = example(heading);
    let mini = example.school();
    assert_eq!(mini.errors(), Vec::<String>::new(), "{heading}");
    assert_eq!(mini.answers(), example.gives, "{heading}");
    mini
}

#[test]
fn limesurvey_as_csv() {
    let mini = holds("LimeSurvey, CSV");
    assert_eq!(mini.column("item", "text")[0], "Hoe goed weet u dit? Beroepen");
    assert_eq!(mini.column("item", "min"), ["1.0", "1.0", "0.0", "0.0"], "what the answers come to");
    assert_eq!(mini.column("item", "max"), ["5.0", "5.0", "1.0", "1.0"]);
    assert_eq!(mini.column("respondent", "source_row"), ["2", "3"]);
    assert_eq!(mini.column("answer", "source_id"), ["enquete"; 8]);
}

#[test]
fn limesurvey_as_an_archive() {
    let mini = holds("LimeSurvey, archive");
    assert_eq!(mini.column("item", "kind"), ["likert", "yes_no", "yes_no"], "as the structure says");
    assert_eq!(mini.column("item", "max"), ["5.0", "1.0", "1.0"]);
}

#[test]
fn qualtrics_with_three_rows_of_header() {
    let mini = holds("Qualtrics");
    let codes = mini.column("respondent", "link_code");
    assert_eq!(codes[0], codes[2], "the waves of one person are linked");
    assert_eq!(mini.column("item", "reversed"), ["false", "true"]);
    assert_eq!(mini.column("wave", "label"), ["before", "after"]);
}

#[test]
fn qualtrics_with_two_rows_of_header() {
    holds("Qualtrics, older form");
}

#[test]
fn microsoft_forms() {
    holds("Microsoft Forms");
}

#[test]
fn google_forms() {
    holds("Google Forms");
}

#[test]
fn every_example_of_the_page_is_run_and_every_key_is_told() {
    let headings = PAGE.lines().filter_map(|line| line.strip_prefix("## ")).skip(1).collect::<Vec<_>>();
    let run = [
        "LimeSurvey, CSV",
        "LimeSurvey, archive",
        "Qualtrics",
        "Qualtrics, older form",
        "Microsoft Forms",
        "Google Forms",
    ];
    assert_eq!(headings, run);
    for key in
        ["instrument", "instruments", "items", "questions", "answers", "separator", "unfinished", "wave", "respondent"]
    {
        assert!(PAGE.contains(&format!("| `{key}` |")), "{key}");
    }
}

//! The six schools, from their own files to their reports.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;
use std::sync::OnceLock;

use arrow_array::{Array, StringArray};
use arrow_cast::cast;
use arrow_schema::DataType;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use schakel_tests::{Example, Run};

const PROGRAM: &str = env!("CARGO_BIN_EXE_schakel-under-test");
const SCHOOLS: [&str; 6] = ["ambacht", "delta", "kompas", "lindehage", "waterkant", "wilgenborch"];

/// One run over the example, shared by the tests that only look at it.
fn made() -> &'static (Example, Run) {
    static MADE: OnceLock<(Example, Run)> = OnceLock::new();
    MADE.get_or_init(|| {
        let example = Example::copy(PROGRAM).unwrap();
        let run = example.run(&["report", "--lang", "nl,en", "--format", "pdf,html", "--facts", "--json"]).unwrap();
        (example, run)
    })
}

fn text_of(pdf: &std::path::Path) -> String {
    let output = Command::new("pdftotext").arg(pdf).arg("-").output().expect("pdftotext, of the package poppler-utils");
    assert!(output.status.success(), "{}", pdf.display());
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn every_school_gets_its_report_in_both_languages_and_nothing_is_wrong_with_the_data() {
    let (example, run) = made();
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    let json = run.json();
    assert_eq!(json["reports"].as_array().unwrap().len(), 24);
    assert!(json["not_reported"].as_array().unwrap().is_empty());
    for school in SCHOOLS {
        for lang in ["nl", "en"] {
            let pdf = example.project().join(format!("out/{school}/visie-en-voortgang-2025-2026-{lang}.pdf"));
            assert!(fs::read(&pdf).unwrap().starts_with(b"%PDF-1.7"), "{}", pdf.display());
            let html = fs::read_to_string(pdf.with_extension("html")).unwrap();
            assert!(html.starts_with("<!DOCTYPE html>") && html.ends_with("</html>\n"), "{school} {lang}");
            for figure in html.split("<figure").skip(1) {
                for part in ["<figcaption>", "<svg class=\"wide\" role=\"img\"", "<desc", "<details>"] {
                    assert!(figure.contains(part), "{school} {lang}: a figure without {part}");
                }
            }
        }
    }
}

#[test]
fn the_heart_of_the_matter_is_one_page() {
    let (example, _) = made();
    for school in SCHOOLS {
        for (lang, next) in [("nl", "Inhoud en leeswijzer"), ("en", "Contents and how to read")] {
            let pdf = example.project().join(format!("out/{school}/visie-en-voortgang-2025-2026-{lang}.pdf"));
            let text = text_of(&pdf);
            let second = text.split('\u{c}').nth(1).unwrap_or_default();
            assert!(
                second.trim_start().starts_with(next),
                "{school} {lang}: page 2 begins with {:.60}",
                second.trim_start()
            );
        }
    }
}

#[test]
fn each_report_tells_its_own_story() {
    let (example, _) = made();
    let said = |school: &str, sentence: &str| {
        let text = text_of(&example.project().join(format!("out/{school}/visie-en-voortgang-2025-2026-nl.pdf")));
        let text = text.replace('\u{a0}', " ").split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            text.contains(sentence),
            "the report of {school} does not say «{sentence}»:\n{}",
            &text[..3000.min(text.len())]
        );
    };
    said("wilgenborch", "De begeleiding is meer gedeeld: 19% komt van de specialisten");
    said("lindehage", "De begeleiding rust op weinig mensen");
    said("waterkant", "Van de studenten van wie de ouders niet studeerden, werd 31% minstens drie keer begeleid");
    said("ambacht", "Het team stopte met ‘Digitaal loopbaanportfolio’. De reden:");
    said("delta", "Slechts 38% van de medewerkers vulde de vragenlijst in.");
    said("kompas", "Specialisten en docenten verschillen het meest van mening over de eigen rol");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let (first, _) = made();
    let second = Example::copy(PROGRAM).unwrap();
    // Other keys make other pseudonyms; nothing that a report shows may depend on them.
    let run = second.run(&["report", "--lang", "nl,en", "--format", "pdf,html", "--facts"]).unwrap();
    assert_eq!(run.code, 0, "{}", run.stderr);
    let below = "examples/zes-scholen/out";
    let files = first.files(below).unwrap();
    assert_eq!(files.len(), 30);
    for file in files {
        let relative = file.strip_prefix(first.path(below)).unwrap();
        assert!(
            fs::read(&file).unwrap() == fs::read(second.path(below).join(relative)).unwrap(),
            "{}",
            relative.display()
        );
    }
}

#[test]
fn a_second_run_reads_no_school_again_and_makes_the_same_reports() {
    let example = Example::copy(PROGRAM).unwrap();
    let args = ["report", "--school", "lindehage"];
    let first = example.run(&args).unwrap();
    let pdf = example.project().join("out/lindehage/visie-en-voortgang-2025-2026-nl.pdf");
    let bytes = fs::read(&pdf).unwrap();
    let second = example.run(&args).unwrap();
    assert!(
        first.stdout.contains("read)") && second.stdout.contains("sources unchanged, not read again"),
        "{}",
        second.stdout
    );
    assert!(bytes == fs::read(&pdf).unwrap());
    // Nor does a report depend on the schools that are computed with it.
    let (all, _) = made();
    assert!(bytes == fs::read(all.project().join("out/lindehage/visie-en-voortgang-2025-2026-nl.pdf")).unwrap());
}

#[test]
fn neither_store_nor_outputs_hold_an_id_name_or_address_of_a_person() {
    let (example, _) = made();
    let forbidden = schakel_example::identifiers();
    assert!(forbidden.len() > 10_000, "{} identifiers", forbidden.len());
    let mut words = BTreeSet::new();
    let kept = example.files("examples/zes-scholen/.schakel").unwrap();
    for kind in ["parquet", "json", "arrow"] {
        assert!(kept.iter().any(|file| file.extension().is_some_and(|extension| extension == kind)), "{kind}");
    }
    for file in kept {
        match file.extension().and_then(|extension| extension.to_str()) {
            Some("parquet") => add_values(&file, &mut words),
            // Answers of queries are written as they are, so their texts stand in the bytes.
            Some("arrow") => add_words(&printable(&fs::read(&file).unwrap()), &mut words),
            _ => add_words(&fs::read_to_string(&file).unwrap(), &mut words),
        }
    }
    for file in example.files("examples/zes-scholen/out").unwrap() {
        match file.extension().and_then(|extension| extension.to_str()) {
            Some("pdf") => add_words(&text_of(&file), &mut words),
            _ => add_words(&fs::read_to_string(&file).unwrap(), &mut words),
        }
    }
    assert!(words.len() > 10_000, "{} words", words.len());
    let leaked: Vec<&String> = forbidden.iter().filter(|id| words.contains(*id)).collect();
    assert!(
        leaked.is_empty(),
        "{} leaked, such as the {:?}th of the list",
        leaked.len(),
        forbidden.iter().position(|id| words.contains(id))
    );
}

/// Every value of every text column, and every word in it.
fn add_values(file: &std::path::Path, words: &mut BTreeSet<String>) {
    let reader = ParquetRecordBatchReaderBuilder::try_new(fs::File::open(file).unwrap()).unwrap().build().unwrap();
    for batch in reader {
        for column in batch.unwrap().columns() {
            if !matches!(
                column.data_type(),
                DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Dictionary(..)
            ) {
                continue;
            }
            let text = cast(column, &DataType::Utf8).unwrap();
            for value in text.as_any().downcast_ref::<StringArray>().unwrap().iter().flatten() {
                add_words(value, words);
            }
        }
    }
}

/// The bytes with a space in place of everything that is no letter, digit or mark.
fn printable(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| if byte.is_ascii_graphic() { char::from(*byte) } else { ' ' }).collect()
}

/// The text as a whole where it is short, its words, and its words without marks around them.
fn add_words(text: &str, words: &mut BTreeSet<String>) {
    if text.len() < 200 {
        words.insert(text.to_owned());
    }
    for word in text.split_whitespace() {
        words.insert(word.to_owned());
        words.insert(word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned());
    }
}

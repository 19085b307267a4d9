//! An erased person is in no file of the store, nor in anything that is made afterwards: every byte is looked at, also
//! within Parquet, zip and PDF.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use parquet::file::serialized_reader::SerializedFileReader;
use schakel_tests::{Example, Run};

const PROGRAM: &str = env!("CARGO_BIN_EXE_schakel-under-test");
const PROJECT: &str = "examples/zes-scholen";
const SCHOOL: &str = "lindehage";
/// A student of the fictitious school who took part in a talk and in no survey.
const STUDENT: &str = "0020195";

fn report(example: &Example) -> Run {
    let run = example.run(&["report", "--school", SCHOOL, "--format", "pdf,html", "--facts", "--attach"]).unwrap();
    assert_eq!(run.code, 0, "{}", run.stderr);
    run
}

/// The pseudonyms of the students in the store.
fn pseudonyms(example: &Example) -> BTreeSet<String> {
    let file = example.path(&format!("{PROJECT}/.schakel/store/{SCHOOL}/student.parquet"));
    let rows = SerializedFileReader::try_from(file.as_path()).unwrap().into_iter();
    rows.map(|row| {
        let row = row.unwrap();
        let id = row.get_column_iter().find(|(name, _)| *name == "student_id").unwrap().1.to_string();
        id.trim_matches('"').to_owned()
    })
    .collect()
}

/// What a file holds: its bytes, and those of what is packed in it.
fn unpacked(name: &Path, bytes: Vec<u8>) -> Vec<u8> {
    let mut all = bytes.clone();
    match name.extension().and_then(|end| end.to_str()) {
        Some("parquet") => {
            for row in SerializedFileReader::try_from(name).unwrap() {
                all.extend(row.unwrap().to_string().into_bytes());
            }
        }
        Some("zip" | "xlsx") => {
            let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
            for index in 0..archive.len() {
                archive.by_index(index).unwrap().read_to_end(&mut all).unwrap();
            }
        }
        Some("pdf") => {
            let text = Command::new("pdftotext").arg(name).arg("-").output().expect("pdftotext, of poppler-utils");
            all.extend(text.stdout);
            let folder = tempfile::tempdir().unwrap();
            let attached = Command::new("pdfdetach").arg("-saveall").arg("-o").arg(folder.path()).arg(name).output();
            assert!(attached.expect("pdfdetach, of poppler-utils").status.success());
            for file in fs::read_dir(folder.path()).unwrap() {
                all.extend(fs::read(file.unwrap().path()).unwrap());
            }
        }
        _ => {}
    }
    all
}

/// The files of the project that hold a text, but for the school's own.
fn holding(example: &Example, text: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for below in [".schakel", "out", "privacy"] {
        files.extend(example.files(&format!("{PROJECT}/{below}")).unwrap_or_default());
    }
    assert!(files.len() > 20, "{} files", files.len());
    files.retain(|file| {
        let bytes = unpacked(file, fs::read(file).unwrap());
        bytes.windows(text.len()).any(|window| window == text.as_bytes())
    });
    files
}

#[test]
fn an_erased_person_is_nowhere_and_nothing_names_them() {
    let example = Example::copy(PROGRAM).unwrap();
    report(&example);
    let before = pseudonyms(&example);
    // A package of an earlier day, with every pseudonym in it.
    let package = example.path(&format!("{PROJECT}/out/package.zip"));
    let mut zip = zip::ZipWriter::new(fs::File::create(&package).unwrap());
    zip.start_file("students.csv", zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(before.iter().cloned().collect::<Vec<_>>().join("\n").as_bytes()).unwrap();
    zip.finish().unwrap();

    let ids = example.path("wissen.txt");
    fs::write(&ids, format!("student {STUDENT}\n")).unwrap();
    let erase = ["privacy", "erase", "--school", SCHOOL, "--person", ids.to_str().unwrap(), "--outputs", "--json"];
    let run = example.run(&erase).unwrap();
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    let json = run.json();
    let done = &json["done"][0];
    assert_eq!((&done["persons"], &done["found"], &done["left"]), (&1.into(), &1.into(), &0.into()), "{done:#}");
    let removed: Vec<&str> =
        done["outputs_removed"].as_array().unwrap().iter().map(|file| file["file"].as_str().unwrap()).collect();
    assert!(removed.contains(&"package.zip") && removed.len() == 4, "{removed:?}");

    report(&example);
    let after = pseudonyms(&example);
    let gone: Vec<&String> = before.difference(&after).collect();
    assert_eq!((gone.len(), after.len()), (1, before.len() - 1));
    let other = after.first().unwrap();
    assert_eq!(holding(&example, other).len(), 1, "the search finds who is there");
    for trace in [gone[0].as_str(), STUDENT] {
        assert_eq!(holding(&example, trace), Vec::<PathBuf>::new(), "{trace}");
    }
    for said in [&run.stdout, &run.stderr] {
        assert!(!said.contains(STUDENT) && !said.contains(gone[0]), "{said}");
    }
    let log = example.run(&["privacy", "log"]).unwrap();
    assert!(log.stdout.contains("erase-persons, 1 person, 1 found in the store, 0 left there"), "{}", log.stdout);
}

#[test]
fn a_school_is_erased_only_when_somebody_says_so() {
    let example = Example::copy(PROGRAM).unwrap();
    report(&example);
    let run = example.run(&["privacy", "erase", "--school", SCHOOL]).unwrap();
    assert_eq!(run.code, 2, "nobody can be asked here: {}", run.stdout);
    let store = example.path(&format!("{PROJECT}/.schakel/store/{SCHOOL}"));
    assert!(store.exists());
    let run = example.run(&["privacy", "erase", "--school", SCHOOL, "--yes"]).unwrap();
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(!store.exists() && !example.path(&format!("{PROJECT}/out/{SCHOOL}")).exists());
    let run = example.run(&["check", "--school", SCHOOL]).unwrap();
    assert!(run.code == 1 && run.stderr.contains("privacy-removed"), "{}", run.stderr);
}

#[test]
fn a_list_that_names_nobody_is_no_list_and_is_not_shown() {
    let example = Example::copy(PROGRAM).unwrap();
    let file = example.path("list");
    for (list, said) in [(&b"# nobody\n"[..], "nobody is named"), (&[0xff, 0xfe, b'7'][..], "not text in UTF-8")] {
        fs::write(&file, list).unwrap();
        let run = example.run(&["privacy", "object", "--school", SCHOOL, "--person", file.to_str().unwrap()]).unwrap();
        assert!(run.code == 2 && run.stderr.contains(said), "{}", run.stderr);
    }
    let run = example.run(&["privacy", "erase", "--school", SCHOOL, "--person", "no-such-file"]).unwrap();
    assert!(run.code == 2 && run.stderr.contains("cannot be read"), "{}", run.stderr);
}

/// What the record says of the fields is what the program does with them: nothing that is told to be left out is in the
/// tables that queries read, and every column that the store fills is told.
#[test]
fn the_record_tells_every_field_of_every_source_and_of_the_store() {
    let example = Example::copy(PROGRAM).unwrap();
    let run = example.run(&["privacy", "record", "--json"]).unwrap();
    assert_eq!(run.code, 0, "{}", run.stderr);
    let json = run.json();
    let records = json["records"].as_array().unwrap();
    assert_eq!(records.len(), 6);
    let mut fates = BTreeSet::new();
    for record in records {
        let school = record["school"].as_str().unwrap();
        for source in record["sources"].as_array().unwrap() {
            let tables = source["tables"].as_array().unwrap();
            assert!(!tables.is_empty(), "{school}: {source:#}");
            let fields = tables.iter().flat_map(|table| table["fields"].as_array().unwrap());
            fates.extend(fields.map(|field| field["fate"].as_str().unwrap().to_owned()));
        }
        let student = record["tables"].as_array().unwrap().iter().find(|table| table["name"] == "student").unwrap();
        let id = &student["columns"][0];
        assert_eq!((&id["treatment"], &id["filled"]), (&"pseudonym".into(), &true.into()), "{school}");
    }
    let known = ["dropped", "read", "tells-of-person"].map(str::to_owned);
    assert!(known.iter().all(|fate| fates.contains(fate)), "{fates:?}");

    let out = example.path("avg");
    let run = example
        .run(&["privacy", "record", "--school", SCHOOL, "--lang", "nl,en", "--out", out.to_str().unwrap()])
        .unwrap();
    assert_eq!(run.code, 0, "{}", run.stderr);
    let text = fs::read_to_string(out.join(SCHOOL).join("verwerkingsregister-2025-2026-nl.md")).unwrap();
    for line in [
        "## Vul zelf in",
        "| `STAMNR` | gelezen; er wordt een pseudoniem of nummer van gemaakt | ",
        "## Invoer voor de DPIA",
        "| Geen bewaartermijn | `retention_until` ontbreekt. |",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    let html = fs::read_to_string(out.join(SCHOOL).join("verwerkingsregister-2025-2026-en.html")).unwrap();
    assert!(html.contains("never read: it tells who a person is") || html.contains("not read (<code>drop</code>)"));
}

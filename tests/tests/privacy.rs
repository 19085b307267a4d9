//! An erased person is in no file of the store, nor in anything that is made afterwards: every byte is looked at, also
//! within Parquet, zip and PDF.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "privacy/search.rs"]
mod search;

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::Path;

use schakel_tests::{Example, Run};
use search::{Left, PROJECT, Said, pseudonyms};

const PROGRAM: &str = env!("CARGO_BIN_EXE_schakel-under-test");
const SCHOOL: &str = "lindehage";
/// A student of the fictitious school who took part in talks, alone and with others, and in no survey.
const STUDENT: &str = "0020195";

fn report(example: &Example) {
    let run = example.run(&["report", "--school", SCHOOL, "--format", "pdf,html", "--facts", "--attach"]).unwrap();
    assert_eq!(run.code, 0, "{}", run.stderr);
}

/// A list of ids in a file.
fn list(example: &Example, text: &str) -> String {
    let file = example.path("lijst.txt");
    fs::write(&file, text).unwrap();
    file.to_str().unwrap().to_owned()
}

/// A package of an earlier day, with texts in it.
fn pack<'t>(example: &Example, texts: impl IntoIterator<Item = &'t String>) {
    let package = example.path(&format!("{PROJECT}/out/package.zip"));
    let mut zip = zip::ZipWriter::new(fs::File::create(&package).unwrap());
    zip.start_file("students.csv", zip::write::SimpleFileOptions::default()).unwrap();
    let texts: Vec<&str> = texts.into_iter().map(String::as_str).collect();
    zip.write_all(texts.join("\n").as_bytes()).unwrap();
    zip.finish().unwrap();
}

/// What is there when a person is left out, or not yet.
fn traces(example: &Example, said: &Said, pseudonym: &str) -> (Vec<String>, usize) {
    let left = Left::by(example);
    assert!(left.len() > 20, "{} files", left.len());
    let of = |trace: &str| {
        let files = left.holding(trace);
        files.into_iter().map(|file| format!("{trace} in {}", file.display())).collect::<Vec<_>>()
    };
    let texts = said.only_here.iter().map(String::as_str).chain([pseudonym]);
    (texts.flat_map(of).collect(), said.pointed_at(example, SCHOOL))
}

/// A person leaves; gives what was said then.
fn left_out(leave: impl FnOnce(&Example, &str) -> Run) -> Run {
    let example = Example::copy(PROGRAM).unwrap();
    report(&example);
    let before = pseudonyms(&example, SCHOOL, &["student"]);
    let said = Said::of(&example, SCHOOL, STUDENT);
    pack(&example, before.iter().chain(&said.only_here));
    let list = list(&example, &format!("student {STUDENT}\n"));
    // All of it is found where it is: in the package, and rows of the store that point to the person.
    let package = example.path(&format!("{PROJECT}/out/package.zip"));
    let left = Left::by(&example);
    assert!(said.only_here.iter().all(|text| left.holding(text).contains(&package.as_path())));
    assert!(said.pointed_at(&example, SCHOOL) > 5);

    let run = leave(&example, &list);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    report(&example);
    let after = pseudonyms(&example, SCHOOL, &["student"]);
    let gone: Vec<&String> = before.difference(&after).collect();
    assert_eq!((gone.len(), after.len()), (1, before.len() - 1));
    assert_eq!(Left::by(&example).holding(after.first().unwrap()).len(), 1, "the search finds who is there");
    assert_eq!(traces(&example, &said, gone[0]), (Vec::new(), 0));
    for text in [&run.stdout, &run.stderr, &example.run(&["privacy", "log"]).unwrap().stdout] {
        assert!(!text.contains(gone[0].as_str()) && !said.only_here.iter().any(|only| text.contains(only)), "{text}");
    }
    run
}

#[test]
fn an_erased_person_is_nowhere_and_nothing_names_them() {
    let run = left_out(|example, list| {
        let erase = ["privacy", "erase", "--school", SCHOOL, "--person", list, "--outputs", "--json"];
        example.run(&erase).unwrap()
    });
    let json = run.json();
    let done = &json["done"][0];
    assert_eq!((&done["persons"], &done["found"], &done["left"]), (&1.into(), &1.into(), &0.into()), "{done:#}");
    let removed: Vec<&str> =
        done["outputs_removed"].as_array().unwrap().iter().map(|file| file["file"].as_str().unwrap()).collect();
    assert!(removed.contains(&"package.zip") && removed.len() == 4, "{removed:?}");
    assert_eq!(done["told_before"][0]["file"], ".schakel/ledger/lindehage.json", "{done:#}");
}

#[test]
fn a_person_who_objects_is_nowhere_either() {
    left_out(|example, list| {
        example.run(&["privacy", "object", "--school", SCHOOL, "--person", list, "--outputs"]).unwrap()
    });
    // Also when the school keeps a list itself, and what was made before is thrown away.
    left_out(|example, list| {
        let own = format!("id = \"{SCHOOL}\"\nobjections = \"{list}\"");
        let change =
            |text: Vec<u8>| String::from_utf8(text).unwrap().replace(&format!("id = \"{SCHOOL}\""), &own).into_bytes();
        example.edit(&format!("{PROJECT}/schakel.toml"), change).unwrap();
        fs::remove_dir_all(example.path(&format!("{PROJECT}/out"))).unwrap();
        example.run(&["check", "--school", SCHOOL]).unwrap()
    });
}

/// A school goes; nobody of it is left.
fn gone(leave: &[&str]) {
    let example = Example::copy(PROGRAM).unwrap();
    let until = |text: Vec<u8>| {
        let text = String::from_utf8(text).unwrap();
        text.replace("report_date =", "retention_until = \"2026-07-31\"\nreport_date =").into_bytes()
    };
    example.edit(&format!("{PROJECT}/schakel.toml"), until).unwrap();
    report(&example);
    let all = pseudonyms(&example, SCHOOL, &["student", "staff"]);
    pack(&example, &all);
    let before = Left::by(&example);
    assert_eq!(before.holding_any(&all).len(), 3, "in two tables of the store and in the package");
    assert!(example.path(&format!("{PROJECT}/.schakel/ledger/{SCHOOL}.json")).exists());
    let run = example.run(&[leave, &["--school", SCHOOL, "--yes", "--outputs"]].concat()).unwrap();
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    let after = Left::by(&example);
    assert_eq!(after.holding_any(&all), Vec::<&Path>::new());
    let named: BTreeSet<_> = after.holding(SCHOOL).into_iter().map(|file| file.file_name().unwrap()).collect();
    assert_eq!(named, [OsStr::new("log.jsonl")].into(), "only the log knows that there was such a school");
    assert_eq!(after.len(), 2, "the log, and that the school is not read any more");
}

#[test]
fn of_a_school_that_is_erased_nobody_is_left() {
    gone(&["privacy", "erase"]);
}

#[test]
fn of_a_school_whose_period_is_over_nobody_is_left() {
    gone(&["privacy", "expire", "--date", "2026-08-01"]);
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

/// A research team has no data of schools, but what they shared.
#[test]
fn what_was_collected_goes_when_its_period_is_over() {
    let example = Example::copy(PROGRAM).unwrap();
    let team = format!(
        "[project]\nid = \"zes-scholen\"\nname = \"Zes\"\nschool_year = \"2025-2026\"\nreport_date = \"2026-06-15\"\n\
         retention_until = \"2026-07-31\"\n\n[collect.keys]\nA = \"ed25519:{}\"\n",
        "0a".repeat(32)
    );
    example.edit(&format!("{PROJECT}/schakel.toml"), |_| team.into_bytes()).unwrap();
    let kept = example.project().join("collected/A");
    fs::create_dir_all(&kept).unwrap();
    fs::write(kept.join("cube.csv"), "school\nA\n").unwrap();
    let expire = |day: &str| example.run(&["privacy", "expire", "--date", day, "--yes"]).unwrap();
    let last_day = expire("2026-07-31");
    assert!(last_day.code == 0 && last_day.stdout.contains("nothing to do") && kept.exists(), "{last_day:?}");
    let after = expire("2026-08-01");
    assert!(after.code == 0 && !kept.exists(), "{after:?}");
    let log = example.run(&["privacy", "log"]).unwrap().stdout;
    assert!(log.contains("2026-08-01 A erase-collected, 1 file removed"), "{log}");
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

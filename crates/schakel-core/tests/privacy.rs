//! Persons and schools are removed, with proof and without naming anyone; whatever step a run is broken off at, the
//! next one finishes the work.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod common;

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use common::Mini;
use schakel_core::gate::Objections;
use schakel_core::load::Options;
use schakel_core::privacy::{Action, Asked, Done, Log, Places, State, Step, carry_out, erase_collected};
use schakel_core::project::Project;
use schakel_source::problem::Problem;

/// A school of which everything was made once: store, answers of queries, outputs of its own, of another and of all.
struct Office {
    mini: Mini,
    project: Project,
    options: Options,
}

const OUTPUTS: [&str; 4] = ["mini/report.pdf", "anders/report.pdf", "together/package.zip", "mini/notes.docx"];

impl Office {
    fn new() -> Office {
        let mini = Mini::new();
        mini.change(
            "schakel.toml",
            "[[school]]",
            "[[school]]\nid = \"anders\"\nplugin = \"p\"\ndata = \"d\"\n[[school]]",
        );
        assert!(mini.load().loaded);
        mini.write("results/1.arrow", "counts");
        mini.write(".schakel/ledger/mini.json", "told before");
        for output in OUTPUTS {
            mini.write(&format!("out/{output}"), output);
        }
        let (project, options) = (mini.project(), mini.options());
        Office { mini, project, options }
    }

    fn places(&self) -> Places<'_> {
        let results = self.mini.path("results");
        Places { project: &self.project, options: &self.options, results, beside_store: &["ledger"] }
    }

    fn asked<'a>(&self, action: Action, persons: Option<&'a Objections>) -> Asked<'a> {
        let on = self.project.report_date;
        Asked { action, persons, on, out: self.mini.path("out"), remove_outputs: false }
    }

    fn carry_out(&self, asked: &Asked<'_>) -> Result<Vec<Done>, Problem> {
        self.until(asked, None)
    }

    /// Breaks off after a step.
    fn until(&self, asked: &Asked<'_>, last: Option<Step>) -> Result<Vec<Done>, Problem> {
        let school = self.project.school("mini").unwrap();
        let watch = |step| if Some(step) == last { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
        carry_out(&self.places(), school, asked, &|_| {}, &watch)
    }

    fn erase(&self, ids: &str) -> Done {
        let persons = Objections::parse(ids);
        let mut done = self.carry_out(&self.asked(Action::ErasePersons, Some(&persons))).unwrap();
        assert_eq!(done.len(), 1);
        done.remove(0)
    }

    /// Every file of the project but the school's own, with what it holds: unpacked where it is packed.
    fn everything(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut found = Vec::new();
        let mut folders = vec![self.mini.path("")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                let own = ["data", "plugin", "keys"].iter().any(|name| path == self.mini.path(name));
                match path.is_dir() {
                    true if !own => folders.push(path),
                    false => found.push((path.clone(), unpacked(&path))),
                    true => {}
                }
            }
        }
        found
    }

    fn holding(&self, text: &str) -> Vec<PathBuf> {
        let holds = |bytes: &[u8]| bytes.windows(text.len()).any(|window| window == text.as_bytes());
        self.everything().into_iter().filter(|(_, bytes)| holds(bytes)).map(|(path, _)| path).collect()
    }

    fn state(&self) -> State {
        State::read(&self.project, "mini").unwrap()
    }
}

/// The bytes of a file, and every value of a Parquet file as text.
fn unpacked(file: &Path) -> Vec<u8> {
    let mut bytes = fs::read(file).unwrap();
    if file.extension().is_some_and(|end| end == "parquet") {
        let reader = parquet::file::serialized_reader::SerializedFileReader::try_from(file).unwrap();
        for row in reader {
            bytes.extend(row.unwrap().to_string().bytes());
        }
    }
    bytes
}

fn pseudonym(office: &Office, row: usize) -> String {
    office.mini.column("student", "student_id")[row].clone()
}

#[test]
fn an_erased_person_is_in_no_file_and_stays_out_and_the_log_proves_it_without_naming() {
    let office = Office::new();
    let born = office.mini.column("student", "birth_year");
    let of_1001 = pseudonym(&office, born.iter().position(|year| year == "2009").unwrap());
    assert_eq!(office.holding(&of_1001).len(), 1, "the pseudonym was in the store");

    let done = office.erase("student leerling-1001");
    assert_eq!(office.mini.column("student", "birth_year"), ["2010", "2010"]);
    for trace in [of_1001.as_str(), "leerling-1001"] {
        assert_eq!(office.holding(trace), Vec::<PathBuf>::new(), "{trace}");
    }
    let entry = &done.entry;
    assert_eq!((entry.persons, entry.found, entry.left, entry.remembered), (Some(1), Some(1), Some(0), 1));
    let rows = |file: &str| entry.files[file].clone().map(|file| file.and_then(|file| file.rows));
    assert_eq!(rows("student.parquet"), [Some(3), Some(2)]);
    // Talks with nobody else go as a whole, with the line of who gave them.
    for table in ["guidance_moment", "guidance_moment_staff", "guidance_moment_student"] {
        assert_eq!(rows(&format!("{table}.parquet")), [Some(4), Some(2)], "{table}");
    }
    assert!(!entry.files.contains_key("staff.parquet"), "what did not change is no proof");
    assert_eq!((entry.results, entry.read_again), (1, true));
    assert!(!office.mini.path("results").exists());

    // A run of another day, and one that reads everything again, leave the person out as well.
    assert!(office.mini.load().reused);
    office.mini.change("data/personen.csv", "leerling-1003;leerling;;2010", "leerling-1003;leerling;;2011");
    assert!(!office.mini.load().reused);
    assert_eq!(office.holding("leerling-1001"), Vec::<PathBuf>::new());
    assert_eq!(office.mini.column("student", "birth_year").len(), 2);
}

#[test]
fn what_was_wrong_in_the_rows_of_a_person_goes_with_them() {
    let office = Office::new();
    office.mini.change("data/gesprekken.csv", "20;individual_talk", "20;kitchen_table");
    office.mini.change("data/personen.csv", "leerling-1001;leerling;;2009", "leerling-1001;leerling;;negen");
    office.mini.write(
        "plugin/guidance_moment_student.sql",
        "SELECT Nr AS moment_id, Leerling AS student_id, Vorm AS present, source_row FROM gesprekken\n\
         WHERE Leerling = 'leerling-1001'\n",
    );
    assert!(office.mini.load().loaded);
    let told = |about: &str, of: &str| office.mini.column(about, "table_name").contains(&of.to_owned());
    let tables = [("unmapped_code", "guidance_moment_student"), ("quality_finding", "student")];
    assert!(tables.iter().all(|(about, of)| told(about, of)));
    office.erase("leerling-1001");
    // The talk itself stays, as that of whoever gave it; what was said of its student does not.
    assert!(!tables.iter().any(|(about, of)| told(about, of)));
}

/// A talk with others stays theirs; the number of the row in which the person stood is told nowhere.
#[test]
fn no_row_number_points_to_a_person_who_is_left_out() {
    let office = Office::new();
    // A talk with two students, a row for each, is read from the first of them, and has a fault. A row of the same person
    // is too short.
    office.mini.write(
        "data/gesprekken.csv",
        "Nr;Datum;Duur;Vorm;Docent;Leerling;Onderwerp\n\
         g-1;03-09-2025;20;group_talk;docent-A7;leerling-1001;ZZ\n\
         g-1;03-09-2025;20;group_talk;docent-A7;leerling-1002;ZZ\n\
         g-2;03-09-2025;20;individual_talk;docent-A7;leerling-1003;KR\n\
         g-3;04-09-2025;20;individual_talk;docent-B8;leerling-1001\n",
    );
    office.mini.write(
        "plugin/guidance_moment.sql",
        "SELECT Nr AS moment_id, Datum AS date, Duur AS minutes, Vorm AS form, 'lob_hour' AS setting, 'ja' AS scheduled,\n\
           Onderwerp AS topics, 'registration' AS evidence, min(source_row) AS source_row\n\
         FROM gesprekken GROUP BY Nr, Datum, Duur, Vorm, Onderwerp\n",
    );
    office.mini.write(
        "plugin/guidance_moment_staff.sql",
        "SELECT Nr AS moment_id, Docent AS staff_id, 'docent' AS role, min(source_row) AS source_row\n\
         FROM gesprekken GROUP BY Nr, Docent\n",
    );
    let load = office.mini.load();
    assert!(load.loaded, "{:?}", load.problems);
    let short = |problems: &[Problem]| problems.iter().find(|one| one.code == "source-row-short").map(|one| one.row);
    assert_eq!(short(&load.problems), Some(Some(5)), "{:?}", load.problems);
    let tables = ["guidance_moment", "guidance_moment_staff", "guidance_moment_student"];
    let told = || -> Vec<String> {
        let rows = |table: &&str| office.mini.column(table, "source_row");
        let rows = tables.iter().flat_map(rows).map(|row| format!("gesprekken row {row}"));
        let places = office.mini.column("quality_finding", "locators");
        rows.chain(places.iter().flat_map(|places| places.split("; ")).map(str::to_owned)).collect()
    };
    let of_person = |told: &[String]| {
        let own = ["gesprekken row 2", "gesprekken row 5"];
        told.iter().filter(|place| own.contains(&place.as_str())).count()
    };
    assert!(of_person(&told()) > 4, "{:?}", told());
    let done = office.erase("student leerling-1001");
    assert_eq!(of_person(&told()), 0, "{:?}", told());
    assert_eq!(office.mini.column("guidance_moment", "date").len(), 2, "the talk with others and that of another");
    assert_eq!(office.mini.column("guidance_moment_staff", "role").len(), 2);
    assert_eq!(short(&done.problems), Some(None), "that there is such a row is told, and not which");
    let kept = fs::read_to_string(office.mini.path("store/mini/load.json")).unwrap();
    let kept: serde_json::Value = serde_json::from_str(&kept).unwrap();
    let rows = kept["problems"].as_array().unwrap().iter().map(|problem| problem["row"].as_u64());
    assert!(rows.flatten().all(|row| row != 2 && row != 5), "{kept:#}");
}

#[test]
fn what_was_told_before_stays_with_the_school_and_the_proof_says_so() {
    let office = Office::new();
    let done = office.erase("leerling-1001");
    let kept: Vec<&str> = done.entry.told_before.iter().map(|file| file.file.as_str()).collect();
    assert_eq!(kept, [".schakel/ledger/mini.json"]);
    assert!(done.entry.told_before[0].sha256.is_some());
    office.mini.write(".schakel/ledger/.tmpAbC", "told before, broken off");
    let done = office.carry_out(&office.asked(Action::EraseSchool, None)).unwrap().remove(0);
    assert!(done.entry.told_before.is_empty());
    assert_eq!(fs::read_dir(office.mini.path(".schakel/ledger")).unwrap().count(), 0, "nothing is left of it");
}

#[test]
fn what_was_collected_of_a_school_goes_when_it_stops_with_proof_and_whatever_step_it_was_broken_off_at() {
    let office = Office::new();
    for file in ["A/manifest.json", "A/cube.csv", ".A.old/cube.csv", ".new-x/cube.csv", "B/cube.csv"] {
        office.mini.write(&format!("collected/{file}"), file);
    }
    let asked = Asked { remove_outputs: true, ..office.asked(Action::EraseCollected, None) };
    let there = |file: &str| office.mini.path(file).exists();
    let erase = |alias: &str, last: Option<Step>| {
        let watch = |step| if Some(step) == last { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
        erase_collected(&office.project, alias, &asked, &watch)
    };
    for wrong in ["C", "", ".", "..", ".A.old", "../collected/A", "/"] {
        assert_eq!(erase(wrong, None).unwrap_err().code, "privacy-collected", "{wrong}");
    }
    let mut done = Vec::new();
    for last in
        [Step::Begun, Step::StoreRemoved, Step::OutputsRemoved, Step::Logged].map(Some).into_iter().chain([None])
    {
        let came = erase("A", last);
        assert_eq!(came.as_ref().err().map(|problem| problem.code), last.map(|_| "privacy-pending"));
        done.extend(came);
    }
    let entry = done.remove(0);
    assert_eq!((entry.action, entry.school.as_str(), entry.line), (Action::EraseCollected, "A", 1));
    assert_eq!(entry.files.keys().collect::<Vec<_>>(), ["cube.csv", "manifest.json"]);
    assert!(entry.files.values().all(|[before, after]| before.is_some() && after.is_none()));
    assert!(!there("collected/A") && !there("collected/.A.old") && !there("collected/.new-x"));
    assert!(there("collected/B/cube.csv"), "another school stays");
    // The package that was made of all schools together goes; what is of one school alone does not.
    let removed: Vec<&str> = entry.outputs_removed.iter().map(|file| file.file.as_str()).collect();
    assert_eq!(removed, ["together/package.zip"]);
    assert!(there("out/mini/report.pdf") && there("out/anders/report.pdf"));
    let state = State::read_collected(&office.project, "A").unwrap();
    assert!(state.removed.is_some() && state.pending.is_none());
    assert_eq!(Log::read(&office.project).unwrap().entries.len(), 1);
}

#[test]
fn outputs_made_before_are_named_and_removed_when_that_is_asked() {
    let office = Office::new();
    let named =
        |done: &Done| -> Vec<String> { done.entry.outputs_older.iter().map(|file| file.file.clone()).collect() };
    let done = office.erase("leerling-1001");
    assert_eq!(
        named(&done),
        ["mini/report.pdf", "together/package.zip", "mini/notes.docx"],
        "not that of another school"
    );
    assert!(OUTPUTS.iter().all(|output| office.mini.path(&format!("out/{output}")).exists()));

    let persons = Objections::parse("leerling-1001");
    let asked = Asked { remove_outputs: true, ..office.asked(Action::ErasePersons, Some(&persons)) };
    let done = office.carry_out(&asked).unwrap().remove(0);
    assert_eq!(done.entry.outputs_removed.len(), 2);
    assert_eq!(named(&done), ["mini/notes.docx"], "a file of a person's own stays");
    let left = OUTPUTS.map(|output| office.mini.path(&format!("out/{output}")).exists());
    assert_eq!(left, [false, true, false, true]);
    assert!(office.carry_out(&office.asked(Action::ErasePersons, Some(&persons))).unwrap().is_empty(), "all is done");

    let asked = Asked { out: office.mini.path(""), ..asked };
    assert_eq!(
        office.carry_out(&asked).unwrap_err().code,
        "privacy-outputs",
        "the project itself is no folder of outputs"
    );
}

#[test]
fn an_objection_can_be_taken_back() {
    let office = Office::new();
    let persons = Objections::parse("leerling-1001\nstaff docent-B8 # by letter");
    let done = office.carry_out(&office.asked(Action::Object, Some(&persons))).unwrap().remove(0);
    assert_eq!((done.entry.persons, done.entry.found), (Some(2), Some(2)));
    assert_eq!(office.state().objections.len(), 2);
    office.carry_out(&office.asked(Action::Withdraw, Some(&Objections::parse("leerling-1001")))).unwrap();
    assert_eq!(office.mini.column("student", "birth_year").len(), 3);
    assert_eq!(office.mini.column("staff", "staff_key").len(), 1);
    office.carry_out(&office.asked(Action::Withdraw, Some(&Objections::parse("staff docent-B8")))).unwrap();
    assert!(!office.mini.path("privacy/mini.json").exists(), "nothing is kept of whom nothing needs to be known");
}

#[test]
fn a_school_goes_with_its_keys_and_is_not_read_again() {
    let office = Office::new();
    office.erase("leerling-1001");
    assert!(office.mini.path(".schakel/ledger/mini.json").exists(), "what was told before still counts");
    office.options.keys.open_signing("proef", "mini").unwrap();
    let done = office.carry_out(&office.asked(Action::EraseSchool, None)).unwrap().remove(0);
    let gone = [
        "store/mini",
        "results",
        ".schakel/ledger/mini.json",
        "keys/proef/mini.key",
        "keys/proef/mini.objections.key",
        "keys/proef/mini.signing.key",
        "out/mini/report.pdf",
    ];
    for path in gone {
        assert!(!office.mini.path(path).exists(), "{path}");
    }
    assert!(office.mini.path("out/anders/report.pdf").exists() && office.mini.path("out/mini/notes.docx").exists());
    assert!(done.entry.files.values().all(|[before, after]| before.is_some() && after.is_none()));
    assert!(done.entry.key.unwrap()[1].is_none());
    assert_eq!(office.state().objections, Vec::<String>::new());
    let load = office.mini.load();
    assert!(
        !load.loaded && !office.mini.path("store/mini").exists() && !office.mini.path("keys/proef/mini.key").exists()
    );
    assert_eq!(load.problems[0].code, "privacy-removed");
    let persons = Objections::parse("leerling-1001");
    let again = office.carry_out(&office.asked(Action::Object, Some(&persons))).unwrap_err();
    assert_eq!(again.code, "privacy-removed");
}

#[test]
fn with_another_key_no_pseudonym_is_what_it_was_and_who_is_left_out_stays_out() {
    let office = Office::new();
    office.erase("leerling-1002");
    let before: Vec<String> =
        ["student", "staff"].iter().flat_map(|table| office.mini.column(table, &format!("{table}_id"))).collect();
    assert_eq!(before.len(), 4);
    let done = office.carry_out(&office.asked(Action::RotateKey, None)).unwrap().remove(0);
    for pseudonym in &before {
        assert_eq!(office.holding(pseudonym), Vec::<PathBuf>::new());
    }
    assert_eq!(office.mini.column("student", "birth_year").len(), 2, "the one who was erased is not back");
    let [old, new] = done.entry.key.unwrap();
    assert!(old.is_some() && new.is_some() && old != new);
    let load = office.mini.load();
    assert!(load.reused, "{:?}", load.problems);
}

#[test]
fn after_the_last_day_nothing_is_read() {
    let office = Office::new();
    office.mini.change("schakel.toml", "report_date", "retention_until = 2026-06-15\nreport_date");
    assert!(office.mini.load().loaded, "the last day itself is still good");
    office.mini.change("schakel.toml", "report_date = \"2026-06-15\"", "report_date = \"2026-06-16\"");
    let load = office.mini.load();
    assert_eq!((load.loaded, load.problems[0].code), (false, "retention"));
    assert!(!office.mini.path("store/mini").exists());
    office.mini.change("schakel.toml", "sector = \"vo\"", "sector = \"vo\"\nretention_until = \"2030-01-01\"");
    assert!(office.mini.load().loaded, "that of the school goes first");
}

/// Whatever step it is broken off at: persons are left out from the first step on, and the same command, without their
/// ids known to anyone, gives the same state and one line in the log.
#[test]
fn broken_off_anywhere_the_next_run_finishes() {
    let persons = Objections::parse("leerling-1001");
    for action in [Action::ErasePersons, Action::EraseSchool, Action::RotateKey] {
        let of_persons = Some(&persons).filter(|_| action == Action::ErasePersons);
        let whole = Office::new();
        let asked = |office: &Office| Asked { remove_outputs: true, ..office.asked(action, of_persons) };
        whole.carry_out(&asked(&whole)).unwrap();
        for last in Step::ALL {
            let office = Office::new();
            let stopped = office.until(&asked(&office), Some(last)).unwrap_err();
            assert_eq!(stopped.code, "privacy-pending", "{stopped}");
            if action == Action::ErasePersons {
                let load = office.mini.load();
                assert!(load.problems.iter().any(|problem| problem.code == "privacy-pending"), "{:?}", load.problems);
                assert_eq!(office.mini.column("student", "birth_year").len(), 2, "left out from the first step on");
            }
            // Who finishes it need not know what it was.
            let done = office.carry_out(&office.asked(Action::Object, None)).unwrap();
            assert_eq!((done.len(), done[0].entry.action), (1, action), "{last:?}");
            assert_eq!(office.state().pending, None);
            assert_eq!(office.state().removed, whole.state().removed);
            let files = |office: &Office| -> Vec<PathBuf> {
                let below = |path: PathBuf| path.strip_prefix(office.mini.path("")).unwrap().to_owned();
                let mut files: Vec<_> = office.everything().into_iter().map(|(path, _)| below(path)).collect();
                files.sort();
                files
            };
            assert_eq!(files(&office), files(&whole), "{action:?} {last:?}");
            assert_eq!(Log::read(&office.project).unwrap().entries.len(), 1);
        }
    }
}

/// What others did in the meantime has its own line; persons that something was not about prove nothing of it.
#[test]
fn what_was_broken_off_is_finished_before_anything_else_and_told_apart() {
    let office = Office::new();
    let (first, second) = (Objections::parse("leerling-1001"), Objections::parse("leerling-1002"));
    office.until(&office.asked(Action::ErasePersons, Some(&first)), Some(Step::KeyDone)).unwrap_err();
    let done = office.carry_out(&office.asked(Action::ErasePersons, Some(&second))).unwrap();
    let proof: Vec<_> = done.iter().map(|done| (done.entry.line, done.entry.persons, done.entry.left)).collect();
    assert_eq!(proof, [(1, Some(1), None), (2, Some(1), Some(0))]);
    office.until(&office.asked(Action::Withdraw, Some(&first)), Some(Step::Begun)).unwrap_err();
    let done = office.carry_out(&office.asked(Action::Withdraw, Some(&first))).unwrap();
    assert_eq!(done.len(), 1, "the same, asked again, is done once");
    assert_eq!(Log::read(&office.project).unwrap().entries.len(), 3);
}

#[test]
fn a_log_that_was_changed_and_a_file_that_cannot_be_read_are_told_and_nothing_is_used() {
    let office = Office::new();
    office.erase("leerling-1001");
    office.erase("leerling-1002");
    let log = office.mini.path("privacy/log.jsonl");
    let lines = fs::read_to_string(&log).unwrap();
    assert_eq!(Log::read(&office.project).unwrap().entries.len(), 2);
    for changed in [lines.replace("\"found\":1", "\"found\":0"), lines.lines().skip(1).collect::<String>()] {
        fs::write(&log, changed).unwrap();
        assert_eq!(Log::read(&office.project).unwrap_err().code, "privacy-file");
    }
    fs::write(&log, lines).unwrap();
    let own = office.mini.path("privacy/mini.json");
    let text = fs::read_to_string(&own).unwrap();
    for wrong in ["", "{", "{\"objections\": [\"zz\"], \"key\": \"x\"}", &text[..text.len() / 2]] {
        fs::write(&own, wrong).unwrap();
        let load = office.mini.load();
        assert!(!load.loaded && !office.mini.path("store/mini").exists(), "{wrong}");
    }
    fs::write(&own, &text).unwrap();
    fs::remove_file(office.mini.path("keys/proef/mini.objections.key")).unwrap();
    let load = office.mini.load();
    assert_eq!((load.loaded, load.problems.last().unwrap().code), (false, "privacy-key"));
}

#[test]
fn the_same_gives_the_same_lines() {
    let lines = || {
        let office = Office::new();
        for (file, key) in [("mini.key", "11"), ("mini.objections.key", "22")] {
            office.mini.write(&format!("keys/proef/{file}"), &key.repeat(32));
        }
        office.mini.load();
        office.erase("leerling-1001");
        fs::read(office.mini.path("privacy/log.jsonl")).unwrap()
    };
    assert!(lines() == lines());
}

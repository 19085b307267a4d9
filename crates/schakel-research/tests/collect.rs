//! Gathering packages: what is kept, what is refused, and what comes out of it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{Study, facts, small};
use schakel_report::across::across;
use schakel_report::facts::Facts;
use schakel_research::exchange::{Contents, SchoolKey, Terms, collect, collected, seal};

/// A folder for what comes in and one for what is kept.
struct Desk {
    study: Study,
    temp: tempfile::TempDir,
}

impl Desk {
    fn new() -> Desk {
        Desk { study: Study::new(), temp: tempfile::tempdir().unwrap() }
    }

    fn kept(&self) -> PathBuf {
        self.temp.path().join("collected")
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let file = self.temp.path().join(name);
        fs::write(&file, bytes).unwrap();
        file
    }

    /// The number that is kept or the code of the refusal, of each file by its name.
    fn collect(&self, files: &[PathBuf]) -> Vec<(String, String)> {
        let outcomes = collect(files, &self.kept(), &self.study.identity, &self.study.expected()).unwrap();
        let name = |file: &Path| file.file_name().unwrap().to_string_lossy().into_owned();
        let result = outcomes.iter().map(|outcome| {
            let result = match &outcome.result {
                Ok(kept) => kept.manifest.sequence.to_string(),
                Err(refusal) => refusal.code().to_owned(),
            };
            (name(&outcome.file), result)
        });
        result.collect()
    }

    fn one(&self, bytes: &[u8]) -> String {
        let file = self.file("in.schakel", bytes);
        self.collect(&[file]).remove(0).1
    }
}

/// Facts that differ from those of [`small`].
fn later() -> Facts {
    let mut facts = small();
    facts.indicators.get_mut("A2").unwrap().cells[0].value = Some(8.5);
    facts
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn what_is_collected_is_kept_whole_and_read_back() {
    let desk = Desk::new();
    assert_eq!(desk.one(&desk.study.sealed(&facts(), 1)), "1");
    assert_eq!(names(&desk.kept()), ["A"], "nothing is left beside it");
    assert_eq!(names(&desk.kept().join("A")).len(), 8);
    let schools = collected(&desk.kept()).unwrap();
    assert_eq!((schools.len(), schools[0].0.as_str()), (1, "A"));
    assert_eq!(schools[0].1.indicators, facts().indicators);
}

#[test]
fn a_later_package_takes_the_place_of_an_earlier_one_in_whatever_order_they_are_named() {
    let desk = Desk::new();
    let (one, two) = (desk.study.sealed(&small(), 1), desk.study.sealed(&later(), 2));
    let files = [desk.file("b-two", &two), desk.file("a-one", &one)];
    let came: Vec<(String, String)> = desk.collect(&files);
    assert_eq!(came, [("a-one".into(), "1".into()), ("b-two".into(), "2".into())]);
    let value = |schools: &[(String, Facts)]| schools[0].1.indicators["A2"].cells[0].value;
    assert_eq!(value(&collected(&desk.kept()).unwrap()), Some(8.5));
    assert_eq!(desk.one(&one), "package-stale");
    assert_eq!(desk.one(&two), "package-duplicate");
    assert_eq!(desk.one(&desk.study.sealed(&small(), 2)), "package-same-number");
    assert_eq!(value(&collected(&desk.kept()).unwrap()), Some(8.5), "what is refused changes nothing");
}

#[test]
fn what_is_refused_is_not_kept_and_does_not_stop_the_others() {
    let desk = Desk::new();
    let sealed = desk.study.sealed(&small(), 1);
    let mut changed = sealed.clone();
    changed[sealed.len() / 2] ^= 1;
    let files = [
        desk.file("a", b""),
        desk.file("b", &changed),
        desk.file("c", &sealed),
        desk.file("d", &sealed),
        desk.temp.path().join("e"),
    ];
    let mut came = desk.collect(&files);
    came.sort();
    let codes: Vec<&str> = came.iter().map(|(_, code)| code.as_str()).collect();
    assert_eq!(codes, ["package-kind", "package-damaged", "1", "package-duplicate", "package-unreadable"]);
    assert_eq!(names(&desk.kept()), ["A"]);
}

#[test]
fn what_a_broken_off_run_left_is_mended() {
    let desk = Desk::new();
    desk.one(&desk.study.sealed(&small(), 1));
    // Broken off between stepping aside and putting the new one in place.
    fs::rename(desk.kept().join("A"), desk.kept().join(".A.old")).unwrap();
    fs::create_dir(desk.kept().join(".new-x")).unwrap();
    fs::write(desk.kept().join(".new-x/facts.json"), "{").unwrap();
    assert_eq!(desk.one(&desk.study.sealed(&small(), 1)), "package-duplicate", "the earlier one came back");
    assert_eq!(names(&desk.kept()), ["A"]);
    // Broken off before the earlier one was removed.
    fs::create_dir(desk.kept().join(".A.old")).unwrap();
    assert_eq!(desk.one(&desk.study.sealed(&later(), 2)), "2");
    assert_eq!(names(&desk.kept()), ["A"]);
}

#[test]
fn what_is_kept_and_was_changed_by_hand_is_not_used() {
    let desk = Desk::new();
    desk.one(&desk.study.sealed(&small(), 1));
    let file = desk.kept().join("A/facts.json");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("released", "missing")).unwrap();
    let error = collected(&desk.kept()).unwrap_err().to_string();
    assert!(error.starts_with("A: what is kept of this school was changed after it was collected. Remove"), "{error}");
    assert_eq!(desk.one(&desk.study.sealed(&later(), 2)), "package-kept");
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let error = collected(Path::new("no/such/folder")).unwrap_err().to_string();
    assert!(error.contains("no/such/folder"), "{error}");
}

#[test]
fn the_report_over_schools_is_the_same_from_packages_as_from_the_schools_themselves() {
    let mut desk = Desk::new();
    let mut schools = Vec::new();
    for (alias, id, name) in [
        ("A", "lindehage", "Voorbeeldlyceum Lindehage"),
        ("B", "waterkant", "Waterkant"),
        ("C", "overzijde", "De Overzijde"),
    ] {
        let mut facts = facts();
        facts.school.id = id.to_owned();
        facts.school.name = name.to_owned();
        facts.lists.stories[0].text = format!("Zo gaat dat op {name}.");
        facts.lists.interventions[0].title = format!("Samen op {name}");
        schools.push((alias.to_owned(), facts));
    }
    let mut files = Vec::new();
    for (place, (alias, facts)) in schools.iter().enumerate() {
        let key = SchoolKey::new(&[place as u8 + 1; 32]);
        desk.study.keys.insert(alias.clone(), key.public());
        let contents = Contents::new("zes", alias, facts, &[]).unwrap();
        let terms = Terms { sequence: 1, agreement: "", confirmations: &[] };
        files.push(desk.file(alias, &seal(&contents, terms, &key, &desk.study.identity.public()).unwrap()));
    }
    assert!(desk.collect(&files).iter().all(|(_, number)| number == "1"));
    let from_packages = across("zes", collected(&desk.kept()).unwrap()).unwrap();
    let from_schools = across("zes", schools).unwrap();
    assert_eq!(from_packages.across, from_schools.across);
    assert_eq!(from_packages.indicators, from_schools.indicators);
    assert_eq!(from_packages, from_schools);
}

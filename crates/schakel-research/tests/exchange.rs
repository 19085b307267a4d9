//! What is in a package, and what a package must be to be opened.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use std::io::Write;

use common::{Study, facts, hex, small};
use schakel_disclosure::{RawPersons, release_persons};
use schakel_report::facts::Text;
use schakel_research::exchange::{Contents, MakeError, Persons, ResearchIdentity, SchoolKey, Terms, seal};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// The code of the refusal.
fn refused(study: &Study, sealed: &[u8]) -> &'static str {
    study.open(sealed).map_or_else(|refusal| refusal.code(), |_| "opened")
}

#[test]
fn what_is_sealed_is_opened_by_the_research_team_and_says_who_agreed_to_what() {
    let study = Study::new();
    let package = study.open(&study.sealed(&facts(), 3)).unwrap();
    let manifest = &package.manifest;
    assert_eq!((manifest.project.as_str(), manifest.alias.as_str(), manifest.sequence), ("zes", "A", 3));
    assert_eq!(
        (manifest.agreement.as_str(), manifest.confirmations[0].function.as_str()),
        ("Afspraak 12", "teamleider")
    );
    assert_eq!(package.facts.indicators, facts().indicators, "the numbers are those of the report");
    assert_eq!(package.facts.lists.stories[0].title, "De vraag na de natuurkundeles");
}

#[test]
fn the_same_facts_give_the_same_archive_and_another_encryption() {
    let study = Study::new();
    let (one, other) = (study.sealed(&facts(), 1), study.sealed(&facts(), 1));
    assert_ne!(one, other);
    assert_eq!(study.archive(&one), study.archive(&other));
}

#[test]
fn nothing_in_a_package_points_to_the_school_and_what_is_its_own_stays_there() {
    let study = Study::new();
    let mut facts = facts();
    let name = facts.school.name.clone();
    facts.lists.stories[0].text = format!("Zo gaat dat op {name}, zei de wilgenborch.");
    facts.lists.interventions[0].title = format!("Samen op {name}");
    let sealed = study.sealed(&facts, 1);
    let mut inside = vec!["wilgenborch", "users.csv", "momenten.csv", "results-survey.csv"];
    inside.push(facts.lists.interventions[0].next_step.as_deref().unwrap());
    inside.push(facts.lists.obstacles[0].summary.as_str());
    inside.push(facts.lists.stories[0].released_on.as_deref().unwrap());
    for (file, bytes) in &study.files(&sealed) {
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        for word in &inside {
            assert!(!text.contains(&word.to_lowercase()), "{file} holds {word}");
        }
    }
    let shared = study.open(&sealed).unwrap().facts;
    assert_eq!((shared.school.students, shared.school.staff), (None, None));
    assert!(shared.lists.decisions.is_empty() && shared.lists.hours_to_schedule.is_empty());
    assert_eq!(shared.lists.stories[0].text, "Zo gaat dat op school A, zei school A.");
}

#[test]
fn an_alias_that_points_to_the_school_or_is_no_name_of_a_file_is_refused() {
    let made = |alias: &str| Contents::new("zes", alias, &facts(), &[]).map(|contents| contents.file_name());
    assert_eq!(made("School A").unwrap(), "zes-A-2025-2026.schakel");
    assert!(matches!(made("Wilgenborch"), Err(MakeError::OwnAlias)));
    for alias in ["", "../A", "A/B", "school A b", "é", &"a".repeat(41)] {
        assert!(matches!(made(alias), Err(MakeError::Alias)), "{alias:?}");
    }
}

/// Six students of one description, in the three tables of a package.
fn persons() -> Vec<Persons> {
    let text = |nl: &str| Text { nl: nl.to_owned(), en: nl.to_owned() };
    let table = |name: &str| {
        let row = |n: u8| (vec!["Klas van Wilgenborch".to_owned()], vec![n.to_string()]);
        let (quasi, values) = (vec!["programme".to_owned()], vec!["moments".to_owned()]);
        let raw = RawPersons { name: name.to_owned(), quasi, values, rows: (0..6).map(row).collect() };
        Persons { released: release_persons(raw), of: text("wie"), columns: vec![text("wat"), text("hoeveel")] }
    };
    ["staff_answers", "student_answers", "students"].map(table).into()
}

#[test]
fn rows_of_persons_are_in_a_package_with_their_codebook_and_without_the_name_of_the_school() {
    let study = Study::new();
    let contents = Contents::new("zes", "A", &facts(), &persons()).unwrap();
    let terms = Terms { sequence: 1, agreement: "Afspraak 12", confirmations: &[] };
    let sealed = seal(&contents, terms, &study.school, &study.identity.public()).unwrap();
    study.open(&sealed).unwrap();
    let files = study.files(&sealed);
    let of = |name: &str| files.iter().find(|(file, _)| file == name).map(|(_, bytes)| String::from_utf8_lossy(bytes));
    assert!(of("students.csv").unwrap().starts_with("programme,moments\nKlas van school A,0\n"));
    let codebook: serde_json::Value = serde_json::from_str(&of("codebook.json").unwrap()).unwrap();
    assert_eq!(codebook["persons"][2]["columns"][0]["describes_the_person"], true);
    // One of the three alone is no package.
    let fewer: Vec<_> = files.iter().filter(|(name, _)| name != "student_answers.csv").cloned().collect();
    assert_eq!(refused(&study, &study.packed(&fewer)), "package-files");
    let one = Contents::new("zes", "A", &facts(), &persons()[..1]);
    assert!(matches!(one, Err(MakeError::Fault(_))));
}

#[test]
fn a_byte_that_was_changed_anywhere_is_noticed() {
    let study = Study::new();
    let sealed = study.sealed(&small(), 1);
    for at in 0..sealed.len() {
        for flip in [0x01, 0x80] {
            let mut changed = sealed.clone();
            changed[at] ^= flip;
            assert!(study.open(&changed).is_err(), "byte {at} of {}, {flip:#x}", sealed.len());
        }
    }
}

#[test]
fn a_package_that_is_cut_off_anywhere_or_goes_on_is_noticed() {
    let study = Study::new();
    let sealed = study.sealed(&small(), 1);
    for end in 0..sealed.len() {
        assert!(study.open(&sealed[..end]).is_err(), "the first {end} bytes of {}", sealed.len());
    }
    assert_eq!(refused(&study, &[&sealed[..], b"x"].concat()), "package-damaged");
}

#[test]
fn a_byte_changed_before_it_was_encrypted_is_noticed_or_changes_nothing() {
    let study = Study::new();
    let sealed = study.sealed(&small(), 1);
    let whole = study.open(&sealed).unwrap();
    let archive = study.archive(&sealed);
    for at in 0..archive.len() {
        let mut changed = archive.clone();
        changed[at] ^= 0x01;
        // Times and the like in the archive are not signed; what was read of it is.
        if let Ok(package) = study.open(&study.encrypted(&changed)) {
            assert_eq!((&package.manifest, &package.facts), (&whole.manifest, &whole.facts), "byte {at}");
        }
    }
}

#[test]
fn only_whoever_has_the_key_can_read_it() {
    let (study, other) = (Study::new(), Study::new());
    assert_eq!(refused(&other, &study.sealed(&small(), 1)), "package-recipient");
}

#[test]
fn what_is_no_package_is_refused() {
    let study = Study::new();
    assert_eq!(refused(&study, b""), "package-kind");
    assert_eq!(refused(&study, b"PK\x03\x04"), "package-kind");
    assert_eq!(refused(&study, b"age-encryption.org/v1\n"), "package-damaged");
    assert_eq!(
        refused(&study, &[b"age-encryption.org/v1\n-> ", &[b'a'; 9000][..], b"\n--- "].concat()),
        "package-damaged"
    );
    assert_eq!(refused(&study, &study.encrypted(b"")), "package-archive");
    assert_eq!(refused(&study, &study.encrypted(&[0; 500])), "package-archive");
}

#[test]
fn a_package_signed_by_another_key_or_not_at_all_is_refused() {
    let mut study = Study::new();
    let sealed = study.sealed(&small(), 1);
    let mut files = study.files(&sealed);
    assert_eq!(files[1].0, "manifest.sig");
    files.remove(1);
    assert_eq!(refused(&study, &study.packed(&files)), "package-unsigned");
    for signature in [&b""[..], b"00", "0".repeat(128).as_bytes(), &[0xff; 128]] {
        let mut files = study.files(&sealed);
        files[1].1 = signature.to_vec();
        assert_eq!(refused(&study, &study.packed(&files)), "package-signature");
    }
    study.keys.insert("A".to_owned(), SchoolKey::new(&[8; 32]).public());
    assert_eq!(refused(&study, &sealed), "package-key");
    study.keys.clear();
    assert_eq!(refused(&study, &sealed), "package-school");
}

#[test]
fn a_manifest_that_was_changed_without_the_key_is_refused() {
    let study = Study::new();
    let mut files = study.files(&study.sealed(&small(), 1));
    let text = String::from_utf8(files[0].1.clone()).unwrap();
    files[0].1 = text.replace("\"sequence\": 1", "\"sequence\": 9").into_bytes();
    assert_eq!(refused(&study, &study.packed(&files)), "package-signature");
}

#[test]
fn a_package_of_another_project_year_or_version_is_refused() {
    let study = Study::new();
    let sealed = study.sealed(&small(), 1);
    let with = |member: &'static str, value: Value| {
        study.signed_again(&sealed, move |manifest, _| manifest[member] = value.clone())
    };
    assert_eq!(refused(&study, &with("sequence", json!(5))), "opened", "what is signed again may be anything");
    assert_eq!(refused(&study, &with("project", json!("zeven"))), "package-project");
    assert_eq!(refused(&study, &with("format_version", json!(2))), "package-version");
    assert_eq!(refused(&study, &with("format", json!("other"))), "package-manifest");
    assert_eq!(refused(&study, &with("alias", json!("../A"))), "package-school");
    assert_eq!(refused(&study, &with("more", json!(1))), "package-manifest");
    assert_eq!(refused(&study, &with("files", json!([]))), "package-files");
    assert_eq!(refused(&study, &with("contents", json!("00"))), "package-contradiction");
    let mut earlier = small();
    earlier.report.school_year = "2024-2025".to_owned();
    assert_eq!(refused(&study, &study.sealed(&earlier, 1)), "package-school-year");
}

#[test]
fn files_that_are_not_those_of_the_manifest_or_contradict_each_other_are_refused() {
    let study = Study::new();
    let sealed = study.sealed(&small(), 1);
    let mut files = study.files(&sealed);
    for place in 2..files.len() {
        let mut files = files.clone();
        files[place].1.push(b'\n');
        assert_eq!(refused(&study, &study.packed(&files)), "package-content", "{}", files[place].0);
    }
    // A school that signs a cube of its own making beside its facts.
    for name in ["cube.csv", "facts.json", "stories.json", "ingredients.json"] {
        let forged = study.signed_again(&sealed, |manifest, files| {
            let place = files.iter().position(|(file, _)| file == name).unwrap();
            files[place].1 = Vec::new();
            manifest["files"][place]["size"] = json!(0);
            manifest["files"][place]["sha256"] = json!(hex(&Sha256::digest(b"")));
        });
        assert_eq!(refused(&study, &forged), "package-contradiction", "{name}");
    }
    files.pop();
    assert_eq!(refused(&study, &study.packed(&files)), "package-files");
}

#[test]
fn names_that_lead_elsewhere_or_are_not_known_are_refused() {
    let study = Study::new();
    let files = study.files(&study.sealed(&small(), 1));
    for name in ["../facts.json", "/etc/passwd", "..\\facts.json", "C:facts.json", "a/../../facts.json"] {
        let mut files = files.clone();
        files.push((name.to_owned(), b"{}".to_vec()));
        assert_eq!(refused(&study, &study.packed(&files)), "package-path", "{name}");
    }
    let mut more = files.clone();
    more.push(("notes.txt".to_owned(), Vec::new()));
    assert_eq!(refused(&study, &study.packed(&more)), "package-files");
}

#[test]
fn a_package_that_unpacks_to_more_than_any_school_has_is_refused() {
    let study = Study::new();
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer.start_file("facts.json", zip::write::SimpleFileOptions::default()).unwrap();
    for _ in 0..65 {
        writer.write_all(&vec![b' '; 1 << 20]).unwrap();
    }
    let bomb = writer.finish().unwrap().into_inner();
    assert!(bomb.len() < 1 << 20);
    assert_eq!(refused(&study, &study.encrypted(&bomb)), "package-too-large");
}

#[test]
fn keys_are_read_as_they_are_written_and_nothing_else_is_a_key() {
    let identity = ResearchIdentity::generate();
    let read: ResearchIdentity = identity.file().parse().unwrap();
    assert_eq!(read.public(), identity.public());
    let school = SchoolKey::new(&[9; 32]).public();
    assert_eq!(school.to_string().parse(), Ok(school.clone()));
    let written = school.to_string();
    for text in ["", "ed25519:", "age1xyz", &written[..20], &written.to_uppercase(), &written.replace("ed25519:", "")] {
        assert!(text.parse::<schakel_research::exchange::PublicKey>().is_err(), "{text}");
    }
    for text in ["", "AGE-SECRET-KEY-1", &identity.public().to_string(), &identity.file().repeat(2)] {
        assert!(text.parse::<ResearchIdentity>().is_err());
    }
    let shown = format!("{identity:?} {:?}", SchoolKey::new(&[9; 32]));
    assert!(!shown.contains("SECRET") && !shown.contains(&hex(&[9; 32])), "a key never shows itself");
}

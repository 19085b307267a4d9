//! The committed example is what the generator makes.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

/// Folder of the committed example.
fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../zes-scholen")
}

/// Every file below a folder, by its path from there.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder_now) = open.pop() {
        for entry in fs::read_dir(&folder_now).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    found
}

/// The parts of a zip file. The compressed bytes may differ between processors, what is in them may not.
fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).unwrap();
            let mut content = Vec::new();
            part.read_to_end(&mut content).unwrap();
            (part.name().unwrap().into_owned(), content)
        })
        .collect()
}

#[test]
fn generating_again_gives_the_committed_files() {
    let folder = tempfile::tempdir().unwrap();
    schakel_example::zes_scholen(folder.path()).unwrap();
    let made = files(folder.path());
    for (name, bytes) in &made {
        let committed = fs::read(example().join(name)).unwrap_or_else(|_| panic!("{name} is not committed"));
        let same = if name.ends_with(".xlsx") || name.ends_with(".lsa") {
            parts(&committed) == parts(bytes)
        } else {
            committed == *bytes
        };
        assert!(same, "{name} differs; run `schakel-example generate zes-scholen --out examples/zes-scholen`");
    }
    for folder in ["data", "instrument"] {
        for name in files(&example().join(folder)).into_keys() {
            assert!(made.contains_key(&format!("{folder}/{name}")), "{folder}/{name} is committed but not generated");
        }
    }
}

#[test]
fn generating_twice_gives_the_same_bytes() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for folder in [&one, &two] {
        schakel_example::many(6, 0.05, Path::new("plugins"), folder.path()).unwrap();
    }
    assert_eq!(files(one.path()), files(two.path()));
}

#[test]
fn a_project_can_have_more_schools_than_formats() {
    let folder = tempfile::tempdir().unwrap();
    schakel_example::many(8, 0.05, Path::new("plugins"), folder.path()).unwrap();
    let project = fs::read_to_string(folder.path().join("schakel.toml")).unwrap();
    assert_eq!(project.matches("[[school]]").count(), 8);
    // The seventh has the format of the first, with people of its own.
    let users = |school: &str| fs::read(folder.path().join("data").join(school).join("oneroster/users.csv")).unwrap();
    assert_ne!(users("school-0001"), users("school-0007"));
}

#[test]
fn the_committed_data_stay_small() {
    let bytes: usize = files(&example().join("data")).values().map(Vec::len).sum();
    assert!(bytes < 15_000_000, "{bytes} bytes");
}

#[test]
fn everyone_in_the_files_can_be_recognised() {
    let known = schakel_example::identifiers();
    let text = fs::read_to_string(example().join("data/wilgenborch/oneroster/users.csv")).unwrap();
    let mut people = 0;
    for row in text.lines().skip(1).filter(|row| row.contains(",active,")) {
        let fields: Vec<&str> = row.split(',').collect();
        for field in [fields[0], fields[8], fields[9], fields[12]] {
            assert!(known.contains(field), "{field}");
        }
        people += 1;
    }
    assert!(people > 1_300);
    let kinds: BTreeSet<bool> = known.iter().map(|id| id.starts_with("Voornaam")).collect();
    assert_eq!(kinds.len(), 2);
}

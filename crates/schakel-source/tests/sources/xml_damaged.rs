//! Documents of every standard that were cut off or changed anywhere: told or harmless, and nothing comes down.

use schakel_source::{Kind, read};

use crate::archive_bytes::zipped;
use crate::given::given;
use crate::{edexml, oso, qdpx, tbgi};

/// Reads what a change makes of a document; a problem has a hint, and none is that the reading came down.
fn look(kind: Kind, document: &[u8]) {
    let archive = |document: &[u8]| zipped(&[("project.qde", &String::from_utf8_lossy(document))]);
    let bytes = if kind == Kind::Qdpx { archive(document) } else { document.to_vec() };
    let given = given(kind, "a", bytes);
    let told = match read(&given.spec, given.path()) {
        Ok(tables) => tables.into_iter().flat_map(|table| table.problems).collect(),
        Err(problems) => {
            assert!(problems.iter().all(|problem| problem.hint.is_some()), "{problems:?}");
            problems
        }
    };
    assert!(told.iter().all(|problem| problem.code != "source-damaged"), "{kind}: {told:?}");
}

fn everywhere(kind: Kind, document: &str) {
    look(kind, document.as_bytes());
    for at in (0..document.len()).step_by(31) {
        look(kind, &document.as_bytes()[..at]);
        for byte in [b'<', b'>', b'/', b'&', b'"', 0, 0xFF] {
            let mut changed = document.as_bytes().to_vec();
            changed[at] = byte;
            look(kind, &changed);
        }
    }
}

#[test]
fn edexml_changed_anywhere_is_told_or_harmless() {
    everywhere(Kind::Edexml, &edexml::document());
}

#[test]
fn a_dossier_changed_anywhere_is_told_or_harmless() {
    everywhere(Kind::Oso, &oso::dossier("L1", "<toestemming>Ja</toestemming>", "OPT-UIT"));
}

#[test]
fn grounds_of_funding_changed_anywhere_are_told_or_harmless() {
    everywhere(Kind::Tbgi, tbgi::FILE);
}

#[test]
fn a_project_changed_anywhere_is_told_or_harmless() {
    everywhere(Kind::Qdpx, qdpx::PROJECT);
}

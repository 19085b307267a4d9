//! Facts of an invented school, and packages of it.
#![allow(dead_code)]

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read, Write};

use ed25519_dalek::{Signer, SigningKey};
use schakel_report::facts::{Facts, Lists};
use schakel_research::exchange::{
    Confirmation, Contents, Expected, Package, PublicKey, Refusal, ResearchIdentity, SchoolKey, Terms, open, seal,
};
use serde_json::Value;

/// The secret of the school called A.
pub(crate) const SECRET: [u8; 32] = [7; 32];

/// A school that is told in full.
pub(crate) fn facts() -> Facts {
    serde_json::from_str(include_str!("../../../schakel-report/tests/facts/shared.json")).unwrap()
}

/// A school of which little is told, so that its package is small.
pub(crate) fn small() -> Facts {
    let mut facts = facts();
    facts.indicators.retain(|id, _| id == "A2");
    facts.lists = Lists { stories: facts.lists.stories, ..Lists::default() };
    facts
}

/// A research team, and the school called A with its key.
pub(crate) struct Study {
    pub(crate) identity: ResearchIdentity,
    pub(crate) school: SchoolKey,
    pub(crate) keys: BTreeMap<String, PublicKey>,
    pub(crate) stopped: BTreeSet<String>,
}

impl Study {
    pub(crate) fn new() -> Study {
        let school = SchoolKey::new(&SECRET);
        let keys = BTreeMap::from([("A".to_owned(), school.public())]);
        Study { identity: ResearchIdentity::generate(), school, keys, stopped: BTreeSet::new() }
    }

    pub(crate) fn expected(&self) -> Expected<'_> {
        Expected { project: "zes", school_year: "2025-2026", keys: &self.keys, stopped: &self.stopped }
    }

    /// The package with this number of a school.
    pub(crate) fn sealed(&self, facts: &Facts, sequence: u64) -> Vec<u8> {
        let contents = Contents::new("zes", "A", facts, &[]).unwrap();
        let agreement = [Confirmation { function: "teamleider".to_owned(), date: "2026-06-15".to_owned() }];
        let terms = Terms { sequence, agreement: "Afspraak 12", confirmations: &agreement };
        seal(&contents, terms, &self.school, &self.identity.public()).unwrap()
    }

    pub(crate) fn open(&self, sealed: &[u8]) -> Result<Package, Refusal> {
        open(sealed, &self.identity, &self.expected())
    }

    /// The files in a package, in their order.
    pub(crate) fn files(&self, sealed: &[u8]) -> Vec<(String, Vec<u8>)> {
        let mut archive = zip::ZipArchive::new(Cursor::new(self.archive(sealed))).unwrap();
        let mut files = Vec::new();
        for index in 0..archive.len() {
            let mut file = archive.by_index(index).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            files.push((file.name().unwrap().into_owned(), bytes));
        }
        files
    }

    /// The archive in a package.
    pub(crate) fn archive(&self, sealed: &[u8]) -> Vec<u8> {
        let secret: age::x25519::Identity = self.identity.file().lines().last().unwrap().parse().unwrap();
        age::decrypt(&secret, sealed).unwrap()
    }

    /// A package of these bytes.
    pub(crate) fn encrypted(&self, archive: &[u8]) -> Vec<u8> {
        let to: age::x25519::Recipient = self.identity.public().to_string().parse().unwrap();
        age::encrypt(&to, archive).unwrap()
    }

    /// A package of these files.
    pub(crate) fn packed(&self, files: &[(String, Vec<u8>)]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        self.encrypted(&writer.finish().unwrap().into_inner())
    }

    /// A package whose manifest was changed and signed again by the school.
    pub(crate) fn signed_again(&self, sealed: &[u8], change: impl Fn(&mut Value, &mut [(String, Vec<u8>)])) -> Vec<u8> {
        let mut files = self.files(sealed);
        let mut manifest: Value = serde_json::from_slice(&files[0].1).unwrap();
        change(&mut manifest, &mut files[2..]);
        let text = serde_json::to_vec(&manifest).unwrap();
        let signature = SigningKey::from_bytes(&SECRET).sign(&[b"schakel exchange manifest 1\n", &text[..]].concat());
        files[1].1 = hex(&signature.to_bytes()).into_bytes();
        files[0].1 = text;
        self.packed(&files)
    }
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

//! What the fuzz targets share: files that bytes describe, and what holds for everything that is read.

pub mod archives;
pub mod databases;
pub mod declared;
pub mod delimited;
pub mod documents;
pub mod edit;
pub mod hold;
pub mod json;
pub mod lines;
pub mod options;
pub mod sheets;
pub mod undeclared;
pub mod values;
pub mod watch;

use arbitrary::{Result, Unstructured};
use schakel_source::{Kind, SourceSpec};

/// Stands in values of persons, never in a heading or another name: no message may hold it.
pub const SECRET: &str = "GEHEIM7";

/// A declaration and the files that it is about.
#[derive(Debug)]
pub struct Case {
    pub spec: SourceSpec,
    /// Names, which may have a folder, and contents.
    pub files: Vec<(String, Vec<u8>)>,
    /// Whether [`SECRET`] stands in values only.
    pub secret: bool,
}

impl Case {
    /// One file, as source `t`.
    pub fn of_file(kind: Kind, name: &str, bytes: Vec<u8>, secret: bool) -> Case {
        Case { spec: SourceSpec::new("t", kind, name), files: vec![(name.to_owned(), bytes)], secret }
    }
}

/// How the files of a case come about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// A good form with any values in it.
    Values,
    /// The same, damaged anywhere.
    Damaged,
    /// The bytes of the input themselves.
    Raw,
}

impl Mode {
    pub fn choose(u: &mut Unstructured<'_>) -> Result<Mode> {
        Ok(match u.int_in_range(0..=7)? {
            0..=3 => Mode::Values,
            4..=6 => Mode::Damaged,
            _ => Mode::Raw,
        })
    }
}

//! `manifest.csv`: the version of the set, and which files it says are there.

use std::collections::BTreeMap;

use arrow_array::cast::AsArray;

use super::standard::Version;
use crate::known::plain;
use crate::problem::Problem;
use crate::spec::SourceSpec;
use crate::table::SourceTable;

/// The name of the file.
pub(super) const NAME: &str = "manifest.csv";

/// What the manifest says; all of it by plain names.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    properties: BTreeMap<String, String>,
}

impl Manifest {
    /// The first two columns of the file, whatever they are called.
    pub(super) fn of(table: &SourceTable) -> Manifest {
        let mut properties = BTreeMap::new();
        for batch in table.batches.iter().filter(|batch| batch.num_columns() > 2) {
            let (Some(names), Some(values)) =
                (batch.column(0).as_string_opt::<i32>(), batch.column(1).as_string_opt::<i32>())
            else {
                continue;
            };
            for (name, value) in names.iter().zip(values) {
                if let (Some(name), Some(value)) = (name, value) {
                    properties.insert(plain(name), value.trim().to_owned());
                }
            }
        }
        Manifest { properties }
    }

    /// The version of the set; `None` when the manifest does not say.
    pub(super) fn version(&self, spec: &SourceSpec, problems: &mut Vec<Problem>) -> Option<Version> {
        let text = self.properties.get("onerosterversion")?;
        match text.trim_start_matches(['v', 'V']).replace(['p', '_'], ".").as_str() {
            version if version.starts_with("1.1") || version == "1" || version == "1.0" => Some(Version::V1_1),
            version if version.starts_with("1.2") => Some(Version::V1_2),
            _ => {
                problems.push(
                    Problem::notice("source-manifest", "the version of OneRoster is neither 1.1 nor 1.2")
                        .file(&spec.path)
                        .sheet(NAME)
                        .column("oneroster.version")
                        .hint("The set was read as what its files look like. Ask for an export in version 1.1 or 1.2."),
                );
                None
            }
        }
    }

    /// Compares what the manifest says about a file with what is there.
    pub(super) fn check(&self, spec: &SourceSpec, file: &'static str, there: bool) -> Option<Problem> {
        let said = self.properties.get(&format!("file{}", file.to_lowercase()))?.to_lowercase();
        let notice = |message: String, hint: &str| {
            Some(Problem::notice("source-manifest", message).file(&spec.path).sheet(format!("{file}.csv")).hint(hint))
        };
        match (said.as_str(), there) {
            ("bulk" | "delta", false) => notice(
                format!("manifest.csv says that this file is there ({said}), and it is not"),
                "Look whether it was left behind when the export was copied.",
            ),
            ("absent", true) => notice(
                "manifest.csv says that this file is absent, and it is there; it was read".to_owned(),
                "Look whether it is left from an earlier export.",
            ),
            ("delta", true) => notice(
                "the file holds only what changed since an earlier export".to_owned(),
                "Ask for a whole (bulk) export: rows that did not change are not in it.",
            ),
            _ => None,
        }
    }
}

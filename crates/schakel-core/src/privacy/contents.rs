//! What the store holds of a school: rows and hash of every file, and whether persons are among them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::Path;

use arrow_array::cast::AsArray;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::file::reader::{FileReader, SerializedFileReader};
use schakel_model::Person;
use serde::{Deserialize, Serialize};

use crate::gate::Objections;
use crate::plugin::digest::sha256_of_file;
use crate::pseudonym::{Pseudonyms, hex};

/// The files of a school in the store, by name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Contents(pub BTreeMap<String, Stored>);

/// A file of the store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stored {
    /// Its rows; nothing for a file that is no table, or cannot be read.
    pub rows: Option<u64>,
    /// SHA-256 of the file.
    pub sha256: String,
}

impl Contents {
    /// The files in a folder of the store; none when it is not there.
    pub(super) fn of(folder: &Path) -> std::io::Result<Contents> {
        let mut files = BTreeMap::new();
        for entry in std::fs::read_dir(folder).into_iter().flatten() {
            let path = entry?.path();
            let Some(name) = path.file_name().map(|name| name.to_string_lossy().into_owned()) else { continue };
            files.insert(name, Stored { rows: rows(&path), sha256: sha256_of_file(&path)? });
        }
        Ok(Contents(files))
    }

    /// Whether there is nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn rows(file: &Path) -> Option<u64> {
    let reader = SerializedFileReader::new(File::open(file).ok()?).ok()?;
    u64::try_from(reader.metadata().file_metadata().num_rows()).ok()
}

/// How many of these persons a folder of the store holds; nothing when it has no readable table of persons.
pub(super) fn persons(folder: &Path, persons: &Objections, pseudonyms: &Pseudonyms) -> Option<u64> {
    let mut kept: BTreeMap<Person, BTreeSet<String>> = BTreeMap::new();
    for table in schakel_model::tables() {
        let Some(person) = table.person() else { continue };
        let [column] = table.key else { continue };
        if let Some(read) = texts(&folder.join(format!("{}.parquet", table.name)), column) {
            kept.insert(person, read);
        }
    }
    if kept.is_empty() {
        return None;
    }
    let is_kept = |(who, id): &(crate::pseudonym::Who, &str)| {
        kept.iter().any(|(person, own)| who.means(*person) && own.contains(&hex(&pseudonyms.of(*person).make(id))))
    };
    Some(persons.ids().filter(is_kept).count() as u64)
}

/// The values of a text column.
fn texts(file: &Path, column: &str) -> Option<BTreeSet<String>> {
    let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(file).ok()?).ok()?;
    let mask = ProjectionMask::columns(reader.parquet_schema(), [column]);
    let mut texts = BTreeSet::new();
    for batch in reader.with_projection(mask).build().ok()? {
        let batch = batch.ok()?;
        let values = batch.column_by_name(column)?.as_string_opt::<i32>()?.iter().flatten().map(str::to_owned);
        texts.extend(values);
    }
    Some(texts)
}

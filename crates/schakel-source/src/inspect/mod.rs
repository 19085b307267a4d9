//! What is in a file that nobody has declared yet: its kind, its columns, and how they could map to the model.
//!
//! Nothing here shows a value of a person: a column is described by its fill, by how many different values there are
//! (in bands) and by the shape of its values (`Aaaa-99`).

mod kind;
mod profile;
mod propose;
mod xml_rows;

use std::path::Path;

use serde::Serialize;

use super::kind::Kind;
use super::names::clean_name;
use super::postgres;
use super::spec::SourceSpec;
use super::table::SourceTable;
use crate::problem::Problem;

pub(super) use self::profile::names_a_person;
pub use self::profile::{ColumnProfile, Guess};
pub use self::propose::Proposal;

/// Rows of a table that are looked at.
const ROWS: u64 = 50_000;

/// What was found in a file.
#[derive(Debug, Clone, Serialize)]
pub struct Inspection {
    /// The file, as a declaration names it.
    pub file: String,
    /// The kind of source it is.
    pub kind: Kind,
    /// The encoding of a text file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// What stands between the fields of delimited text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<String>,
    /// How many rows the header of delimited text has; 0 for none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header_rows: Option<u64>,
    /// The tables it would give.
    pub tables: Vec<TableInspection>,
    /// What was noticed while reading.
    pub problems: Vec<Problem>,
    /// A `[[source]]` for `plugin.toml` to start from.
    pub source: String,
    /// The same, not yet as text.
    #[serde(skip)]
    pub spec: SourceSpec,
}

/// What was found in one table.
#[derive(Debug, Clone, Serialize)]
pub struct TableInspection {
    /// The name in SQL.
    pub name: String,
    /// The sheet or table inside the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// How many rows were looked at.
    pub rows: u64,
    /// Whether there are more rows than were looked at.
    pub more_rows: bool,
    /// Its columns, in order.
    pub columns: Vec<ColumnInspection>,
}

/// What was found in one column.
#[derive(Debug, Clone, Serialize)]
pub struct ColumnInspection {
    /// The name in SQL.
    pub name: String,
    /// The name in the file.
    pub original: String,
    /// What more stands above the column: texts of questions, import ids.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub texts: Vec<String>,
    /// What its values look like.
    #[serde(flatten)]
    pub profile: ColumnProfile,
    /// Columns of the model that it could be, the likeliest first.
    pub proposals: Vec<Proposal>,
}

/// Whether the files of a folder are one export together, such as a set of OneRoster.
#[must_use]
pub fn is_export(folder: &Path) -> bool {
    kind::of_folder(folder).is_some()
}

/// Looks at a file, at a folder with the files of one export, or at a server by its address.
///
/// # Errors
/// When the file cannot be read at all, with everything that is wrong with it.
pub fn inspect(path: &Path) -> Result<Inspection, Vec<Problem>> {
    let file = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let stem = path.file_stem().map_or_else(String::new, |name| clean_name(&name.to_string_lossy()).to_lowercase());
    inspect_as(path, if stem.is_empty() { "source" } else { &stem }, &file)
}

/// Looks at a file that will be the source `name`, with `written` as its path in `plugin.toml`.
///
/// # Errors
/// As [`inspect`].
pub fn inspect_as(path: &Path, name: &str, written: &str) -> Result<Inspection, Vec<Problem>> {
    let address = path.to_str().filter(|address| postgres::is_address(address));
    let (mut spec, text, path) = match address {
        // What files lie beside a declaration is not known here.
        Some(address) => (SourceSpec::new(name, Kind::Postgres, address), None, Path::new(".")),
        None => {
            let mut spec = SourceSpec::new(name, Kind::Csv, written);
            let text = kind::settle(&mut spec, path)?;
            (spec, text, path)
        }
    };
    let mut tables = super::read_rows(&spec, path, Some(ROWS))?;
    let problems = tables.iter_mut().flat_map(|table| std::mem::take(&mut table.problems)).collect();
    let mut inspected: Vec<TableInspection> = tables.iter().map(table).collect();
    propose::add(&mut inspected);
    let identifying = inspected.iter().flat_map(|table| &table.columns).filter(|column| column.profile.identifies);
    spec.drop = identifying.map(|column| column.original.clone()).collect();
    spec.drop.sort();
    spec.drop.dedup();
    // Standards leave persons' names out by themselves; the names that are left are those of schools, groups and verbs.
    let of_standard = matches!(
        spec.kind,
        Kind::Oneroster
            | Kind::Cijferho
            | Kind::Tbgi
            | Kind::Edexml
            | Kind::Oso
            | Kind::Qdpx
            | Kind::Ooapi
            | Kind::Xapi
    );
    if !spec.kind.options().contains(&"drop") || of_standard {
        spec.drop.clear();
    }
    let source = kind::toml(&spec);
    let (encoding, delimiter, header_rows) = match text {
        Some(text) => (Some(text.encoding), text.delimiter, text.header_rows),
        None => (None, None, None),
    };
    Ok(Inspection {
        file: written.to_owned(),
        kind: spec.kind,
        encoding,
        delimiter,
        header_rows,
        tables: inspected,
        problems,
        source,
        spec,
    })
}

fn table(table: &SourceTable) -> TableInspection {
    let columns = table.columns.iter().enumerate().map(|(index, column)| ColumnInspection {
        name: column.name.clone(),
        original: column.original.clone(),
        texts: column.more.clone(),
        profile: profile::of(table, index, &column.original),
        proposals: Vec::new(),
    });
    TableInspection {
        name: table.name.clone(),
        sheet: table.sheet.clone(),
        rows: table.rows(),
        more_rows: table.rows() >= ROWS,
        columns: columns.collect(),
    }
}

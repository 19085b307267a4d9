//! What is in a file that nobody has declared yet: its kind, its columns, and how they could map to the model.
//!
//! Nothing here shows a value of a person: a column is described by its fill, by how many different values there are
//! (in bands) and by the shape of its values (`Aaaa-99`).

mod kind;
mod profile;
mod propose;
mod xml_rows;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::kind::Kind;
use super::names::clean_name;
use super::oneroster;
use super::postgres;
use super::spec::SourceSpec;
use super::table::SourceTable;
use crate::problem::Problem;

pub(super) use self::profile::names_a_person;
pub use self::profile::{ColumnProfile, Guess};
pub use self::propose::Proposal;

/// Rows of a table that are looked at.
const ROWS: u64 = 50_000;
/// Bytes in which the header of a file stands.
const HEADER: u64 = 16 << 10;

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

/// The folder with the whole export that a file is a part of, such as `users.csv` of a set of OneRoster.
#[must_use]
pub fn export_of(file: &Path) -> Option<PathBuf> {
    let folder = match file.parent()? {
        here if here.as_os_str().is_empty() => Path::new("."),
        folder => folder,
    };
    let name = file.file_name()?.to_str()?;
    let is_set = || kind::of_folder(folder) == Some(Kind::Oneroster);
    let beginning = || crate::json::text::head(file, HEADER).ok();
    let is_part = |beginning: Vec<u8>| oneroster::is_part(name, &String::from_utf8_lossy(&beginning));
    (file.is_file() && is_set() && beginning().is_some_and(is_part)).then(|| folder.to_owned())
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

/// A declaration as it would stand in `plugin.toml`.
#[must_use]
pub fn declaration(spec: &SourceSpec) -> String {
    kind::toml(spec)
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
    let mut columns: Vec<ColumnInspection> = columns.collect();
    only_of_students(table, &mut columns);
    if let Some(name) = of_things(&table.name).then(|| name_alone(&columns)).flatten() {
        columns[name].profile.identifies = false;
    }
    TableInspection {
        name: table.name.clone(),
        sheet: table.sheet.clone(),
        rows: table.rows(),
        more_rows: table.rows() >= ROWS,
        columns,
    }
}

/// Users of OneRoster are students and teachers: the grades that only teachers have are none that a student is in.
fn only_of_students(table: &SourceTable, columns: &mut [ColumnInspection]) {
    let has = |name: &str| table.columns.iter().any(|column| column.name == name);
    if !["sourcedId", "role", "grades"].into_iter().all(has) {
        return;
    }
    let rows = table.texts("role").zip(table.texts("grades"));
    let of_students: BTreeSet<&str> =
        rows.filter(|(role, _)| *role == Some("student")).filter_map(|(_, grade)| grade).map(str::trim).collect();
    if let Some(grades) = columns.iter_mut().find(|column| column.name == "grades" && !of_students.is_empty()) {
        grades.profile.words.retain(|(word, _)| of_students.contains(word.as_str()));
    }
}

/// What files are called whose rows are schools, courses or groups. A class list, `klas_3A`, is one of persons.
const THINGS: [&str; 19] = [
    "schools",
    "scholen",
    "school",
    "orgs",
    "org",
    "courses",
    "course",
    "cursussen",
    "vakken",
    "subjects",
    "classes",
    "klassen",
    "groepen",
    "groups",
    "vestigingen",
    "locations",
    "opleidingen",
    "programmes",
    "teams",
];

/// Whether the rows of a table, by its name, are no persons.
fn of_things(table: &str) -> bool {
    let name = table.to_lowercase();
    name.rsplit('_').next().is_some_and(|last| THINGS.contains(&last))
}

/// Parts of names of columns that tell of a person.
const OF_PERSONS: [&str; 7] = ["leerling", "student", "docent", "mentor", "geb", "birth", "geslacht"];

/// The column `name` when it is the only one that seems to name a person: then it is the name of the thing.
fn name_alone(columns: &[ColumnInspection]) -> Option<usize> {
    let mut naming = columns.iter().enumerate().filter(|(_, column)| column.profile.identifies);
    let (at, column) = naming.next()?;
    let is_name = ["name", "naam"].contains(&column.original.trim().to_lowercase().as_str());
    let tells = |column: &ColumnInspection| {
        let name = column.original.to_lowercase();
        OF_PERSONS.iter().any(|part| name.contains(part))
    };
    (is_name && naming.next().is_none() && !columns.iter().any(tells)).then_some(at)
}

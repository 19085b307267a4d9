//! Sources: the files and databases of a school, read into tables of text with the place of every row.
//!
//! [`read`] follows a declaration in `plugin.toml`; [`inspect`] looks at a file nobody has declared yet. Both tell
//! everything that is wrong with a file at once, by file, sheet, row and column, and never by a value.

mod archive;
pub mod blank_workbook;
mod build;
mod cbs_ses;
mod cijferho;
mod csv;
pub mod docs;
mod duo;
mod edexml;
mod encoding;
mod files;
mod fixed;
mod flatten;
mod forms;
mod inspect;
mod json;
mod kind;
mod known;
mod limesurvey;
mod names;
mod oneroster;
mod ooapi;
mod oso;
mod parquet;
mod persons;
mod postgres;
pub mod problem;
mod qdpx;
mod qualtrics;
mod ro;
mod sis;
mod spec;
mod spreadsheet;
mod sqlite;
mod stream;
mod table;
mod tabular;
mod tbgi;
pub mod whole;
mod workbook;
mod xapi;
mod xml;

use std::panic::AssertUnwindSafe;
use std::path::{Path, PathBuf};

pub use self::files::files;
pub use self::inspect::{
    ColumnInspection, ColumnProfile, Guess, Inspection, Proposal, TableInspection, declaration, export_of, inspect,
    inspect_as, is_export,
};
pub use self::kind::{Definition, Kind, Takes};
pub use self::names::{clean_name, clean_names};
pub use self::spec::{Fields, FixedField, Place, SheetName, SourceSpec, TlsMode};
pub use self::stream::{Stream, changed};
pub use self::table::{SourceColumn, SourceTable, Unread};
use crate::problem::Problem;

/// Reads a source into its tables: `<name>`, and for what hangs below it `<name>__<part>`.
///
/// `base` is the folder that [`SourceSpec::location`] asks for. A table carries its own notices and the rows it had to
/// leave out in [`SourceTable::problems`].
///
/// # Errors
/// Every problem by which the source as a whole cannot be read: a wrong declaration, a missing or damaged file, a
/// sheet or path that does not exist.
pub fn read(spec: &SourceSpec, base: &Path) -> Result<Vec<SourceTable>, Vec<Problem>> {
    read_rows(spec, &spec.resolve(base), None)
}

/// Reads a source as [`read`] does, but of files with more than `most_kept` bytes of text the rows are not kept: they are
/// read again through [`SourceTable::stream`]. Kinds of which the tables need all rows at once are kept whatever their
/// size.
///
/// # Errors
/// Those of [`read`].
pub fn read_within(spec: &SourceSpec, base: &Path, most_kept: u64) -> Result<Vec<SourceTable>, Vec<Problem>> {
    let path = spec.resolve(base);
    guarded(spec, &path, |files| {
        let large = stream::size_of(files) > most_kept;
        let streamed = if large { stream::read(spec, &path) } else { None };
        streamed.unwrap_or_else(|| (spec.kind.definition().read)(spec, &path, None))
    })
}

/// Reads a source as [`read`] does, but of every table about the first `rows` rows only: what columns there are.
///
/// # Errors
/// Those of [`read`].
pub fn read_first(spec: &SourceSpec, base: &Path, rows: u64) -> Result<Vec<SourceTable>, Vec<Problem>> {
    read_rows(spec, &spec.resolve(base), Some(rows))
}

/// Reads at most about `limit` rows of every table.
fn read_rows(spec: &SourceSpec, path: &Path, limit: Option<u64>) -> Result<Vec<SourceTable>, Vec<Problem>> {
    guarded(spec, path, |_| (spec.kind.definition().read)(spec, path, limit))
}

/// Reads a source after looking at its declaration and for its files.
fn guarded(
    spec: &SourceSpec,
    path: &Path,
    read: impl FnOnce(&[PathBuf]) -> Result<Vec<SourceTable>, Vec<Problem>>,
) -> Result<Vec<SourceTable>, Vec<Problem>> {
    let problems = spec.check();
    if !problems.is_empty() {
        return Err(problems);
    }
    let files = files(spec, path)?;
    // A damaged file may bring a library down; that must cost this source only.
    std::panic::catch_unwind(AssertUnwindSafe(|| read(&files))).unwrap_or_else(|_| {
        Err(vec![
            Problem::error(
                "source-damaged",
                format!("the file could not be read as {}: it is damaged or of another kind", spec.kind),
            )
            .file(&spec.path)
            .hint("Open it in the program it came from and save or export it again."),
        ])
    })
}

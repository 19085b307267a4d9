//! A table that may stand in delimited text or in a workbook: which of the two is seen from the file.

use std::path::Path;

use super::names::clean_names;
use super::spec::SourceSpec;
use super::table::SourceTable;
use super::{archive, csv, spreadsheet};
use crate::problem::Problem;

/// Reads the table with all its columns under their clean names; of a workbook the sheet that is declared, or the
/// first.
pub(super) fn read(spec: &SourceSpec, path: &Path, limit: Option<u64>) -> Result<SourceTable, Vec<Problem>> {
    if !archive::is_archive(path) {
        return csv::read_table(spec, csv::Input::File(path), limit, &|header| clean_names(header));
    }
    // What is shared by all kinds is done once the columns are known.
    let whole = SourceSpec { long: false, drop: Vec::new(), decimal: None, ..spec.clone() };
    let tables = spreadsheet::read(&whole, path, limit)?;
    tables
        .into_iter()
        .next()
        .ok_or_else(|| vec![Problem::error("source-sheet", "the workbook has no sheet").file(&spec.path)])
}

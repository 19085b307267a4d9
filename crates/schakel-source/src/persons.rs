//! Columns that tell who a person is, which programs for surveys export beside the answers. They are not read unless the
//! declaration asks for them: `keep = ["token"]`.

use super::spec::SourceSpec;
use super::table::{SourceColumn, SourceTable};
use crate::problem::Problem;

/// The table without the columns that tell of a person, but for those in `keep`. Those that the declaration does not
/// `drop` itself are told by their names: a column that is simply not there would be looked for.
pub(super) fn leave_out(
    mut table: SourceTable,
    spec: &SourceSpec,
    tells: impl Fn(&SourceColumn) -> bool,
) -> SourceTable {
    let left_out: Vec<usize> = (0..table.columns.len())
        .filter(|&index| tells(&table.columns[index]) && !table.columns[index].is_among(&spec.keep))
        .collect();
    let columns: Vec<SourceColumn> = left_out.iter().map(|&index| table.columns[index].clone()).collect();
    table.problems.extend(notice(spec, &columns));
    table.without(&left_out)
}

/// What is to be said of columns that were not read, but for those that the declaration drops itself.
pub(super) fn notice(spec: &SourceSpec, left_out: &[SourceColumn]) -> Option<Problem> {
    let told: Vec<&str> =
        left_out.iter().filter(|column| !column.is_among(&spec.drop)).map(|column| column.name.as_str()).collect();
    (!told.is_empty()).then(|| {
        let message = format!("not read, because they tell who a person is: {}", told.join(", "));
        Problem::notice("source-person", message)
            .file(&spec.path)
            .hint("Name them in `drop` in plugin.toml to say that you know; name one in `keep` to have it read.")
    })
}

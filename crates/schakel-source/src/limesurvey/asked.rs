//! `<name>__questions`: what every column asks.

use crate::build::TextTable;
use crate::spec::SourceSpec;
use crate::table::{SourceColumn, SourceTable};

/// What a column asks, as far as it is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Asked {
    /// Code of the question, such as `Q2`.
    pub(super) code: String,
    /// Code of the part, such as `SQ001`; none for a question without parts.
    pub(super) part_code: String,
    /// LimeSurvey's letter for the type of question.
    pub(super) kind: String,
    /// The group of the question by its name.
    pub(super) group: String,
    /// The text of the question.
    pub(super) question: String,
    /// The text of the part.
    pub(super) part: String,
}

/// The table, of columns by their name in SQL and in the file; `in_file` is what the latter is called.
pub(super) fn table<'a>(
    spec: &SourceSpec,
    in_file: &str,
    columns: impl IntoIterator<Item = (&'a str, &'a str, Asked)>,
) -> SourceTable {
    let header = ["column_name", in_file, "question_code", "part_code", "type", "group", "question", "part"];
    let mut table = TextTable::new(header.map(SourceColumn::same).to_vec());
    for (number, (name, original, asked)) in (1..).zip(columns) {
        let Asked { code, part_code, kind, group, question, part } = &asked;
        table.push_row([name, original, code, part_code, kind, group, question, part], number);
    }
    table.close();
    SourceTable::text(format!("{}__questions", spec.name), &spec.path, table)
}

//! The rows of a source as text.

use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use arrow_array::{Array, Int64Array, StringArray};
use arrow_cast::cast;
use arrow_schema::DataType;

use schakel_source::SourceTable;
use schakel_source::problem::{Problem, did_you_mean};

/// A source table whose cells can be read, with how messages name it.
pub(super) struct Grid<'t> {
    pub(super) table: &'t SourceTable,
    /// Name of the source that it belongs to.
    pub(super) source: String,
    /// The file, as messages name it.
    pub(super) file: String,
    parts: Vec<Part>,
}

struct Part {
    columns: Vec<StringArray>,
    rows: Int64Array,
}

/// One row.
#[derive(Clone, Copy)]
pub(super) struct Row<'g> {
    part: &'g Part,
    at: usize,
}

impl<'t> Grid<'t> {
    pub(super) fn new(table: &'t SourceTable, source: String, file: String) -> Grid<'t> {
        let part = |batch: &arrow_array::RecordBatch| {
            let (rows, columns) = batch.columns().split_last()?;
            let text = |column| Some(cast(column, &DataType::Utf8).ok()?.as_string::<i32>().clone());
            Some(Part {
                // What is no text (nested values) is taken as missing.
                columns: columns
                    .iter()
                    .map(|column| text(column).unwrap_or_else(|| StringArray::new_null(batch.num_rows())))
                    .collect(),
                rows: rows.as_primitive_opt::<Int64Type>()?.clone(),
            })
        };
        Grid { table, source, file, parts: table.batches.iter().filter_map(part).collect() }
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.parts.iter().flat_map(|part| (0..part.rows.len()).map(move |at| Row { part, at }))
    }

    /// The place of the column that has one of these names, in any case, in SQL or in the file.
    pub(super) fn column(&self, names: &[&str]) -> Option<usize> {
        let is = |text: &str| names.iter().any(|name| name.eq_ignore_ascii_case(text.trim()));
        self.table.columns.iter().position(|column| is(&column.name) || is(&column.original))
    }

    /// The same, for a column that must be there; `what` says what the table is for.
    pub(super) fn needed(&self, names: &[&str], what: &str) -> Result<usize, Problem> {
        let name = names.first().copied().unwrap_or_default();
        self.column(names).ok_or_else(|| {
            let hint = did_you_mean(name, &self.names());
            let hint = hint.unwrap_or_else(|| format!("Call the column `{name}`."));
            self.problem(format!("{what} has no column `{name}`")).hint(hint)
        })
    }

    /// The names of the columns in SQL.
    pub(super) fn names(&self) -> Vec<&str> {
        self.table.columns.iter().map(|column| column.name.as_str()).collect()
    }

    /// An error in this file.
    pub(super) fn problem(&self, message: impl Into<String>) -> Problem {
        self.placed(Problem::error("survey-declared", message))
    }

    /// The problem with file and sheet.
    pub(super) fn placed(&self, problem: Problem) -> Problem {
        let problem = problem.file(&self.file);
        match &self.table.sheet {
            Some(sheet) => problem.sheet(sheet),
            None => problem,
        }
    }
}

impl<'g> Row<'g> {
    /// The text in a column, without space around it; nothing when it is missing.
    pub(super) fn get(self, column: usize) -> Option<&'g str> {
        let values = self.part.columns.get(column)?;
        let text = values.is_valid(self.at).then(|| values.value(self.at).trim())?;
        (!text.is_empty()).then_some(text)
    }

    /// Where the row stands in the file, from 1.
    pub(super) fn number(self) -> i64 {
        self.part.rows.value(self.at)
    }

    /// The same, for a problem.
    pub(super) fn place(self) -> u64 {
        u64::try_from(self.number()).unwrap_or_default()
    }
}

/// A text as it is compared: without regard to case and to the width of blanks.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        plain.extend(word.chars().flat_map(char::to_lowercase));
    }
    plain
}

/// A name as it is compared: letters and digits only.
pub(super) fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

//! The project's trajectory workbook: one sheet per trajectory table, named by the Dutch label of the table, with the
//! Dutch labels of the columns as its header. All labels come from the model, so that nothing is defined twice.

use std::path::Path;
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use schakel_model::{CodeList, Table, Type};

use super::archive;
use super::kind::Kind;
use super::spec::SourceSpec;
use super::spreadsheet::{Workbook, read_sheet};
use super::table::SourceTable;
use crate::blank_workbook::tab;
use crate::kind::{Definition, Takes};
use crate::problem::{Problem, nearest};

/// The kind `trajectory_workbook`.
pub(crate) const KIND: Definition = Definition {
    kind: Kind::TrajectoryWorkbook,
    name: "trajectory_workbook",
    title: "The trajectory workbook",
    takes: Takes::File,
    options: &["null"],
    gives: "The project's own workbook, which `schakel workbook` makes blank, with drop-downs and an explanation of \
            every column: `<name>__vision`, `<name>__intervention` … with the columns and codes of the model.",
    example: r#"name = "traject"
kind = "trajectory_workbook"
path = "trajectwerkboek.xlsx""#,
    read,
};

/// Reads every sheet that belongs to a trajectory table, as `<name>__<table>` with the columns of the model; labels of
/// codes and `ja`/`nee` become the values of the model.
pub(super) fn read(spec: &SourceSpec, path: &Path, limit: Option<u64>) -> Result<Vec<SourceTable>, Vec<Problem>> {
    archive::check(spec, path).map_err(|problem| vec![problem])?;
    let mut workbook = Workbook::open(spec, path).map_err(|problem| vec![problem])?;
    let sheets: Vec<String> = workbook.sheets().into_iter().map(|sheet| sheet.name).collect();
    let mut plain = SourceSpec::new(&spec.name, Kind::Xlsx, &spec.path);
    plain.null.clone_from(&spec.null);
    let mut tables = Vec::new();
    let mut problems = Vec::new();
    for model in schakel_model::trajectory_sheets() {
        let Some(sheet) = sheets.iter().find(|sheet| names_table(sheet, model)) else { continue };
        match read_sheet(&plain, &mut workbook, sheet, limit) {
            Ok(grid) => tables.extend(
                grid.tables(&format!("{}__{}", spec.name, model.name))
                    .into_iter()
                    .map(|table| in_terms_of(model, table)),
            ),
            // A sheet that nobody filled in, and that lost its header too.
            Err(problem) if problem.code == "source-empty" => {}
            Err(problem) => problems.push(problem),
        }
    }
    if tables.is_empty() && problems.is_empty() {
        let known: Vec<&str> = schakel_model::trajectory_sheets().iter().map(|table| table.nl).collect();
        problems.push(
            Problem::error(
                "source-sheet",
                format!("none of the sheets is one of the trajectory workbook: {}", known.join(", ")),
            )
            .file(&spec.path)
            .hint("Start from the workbook that `schakel workbook` makes, and keep the names of its sheets."),
        );
    }
    if problems.is_empty() { Ok(tables) } else { Err(problems) }
}

/// Whether a sheet is that of a table.
pub(super) fn names_table(sheet: &str, model: &Table) -> bool {
    let sheet = sheet.trim().to_lowercase();
    [model.nl, model.en, model.name].iter().any(|label| tab(label).to_lowercase() == sheet)
}

fn in_terms_of(model: &Table, mut table: SourceTable) -> SourceTable {
    let labels: Vec<&str> = model.columns.iter().map(|column| column.nl).collect();
    let columns: Vec<_> = table.columns.iter().map(|column| model.column_labelled(&column.original)).collect();
    for (column, _) in table.columns.iter().zip(&columns).filter(|(_, of)| of.is_none()) {
        let mut problem = Problem::notice("source-column", "this column is not one of the model and was left out")
            .file(&table.file)
            .column(&column.original);
        problem.sheet.clone_from(&table.sheet);
        problem.hint =
            nearest(&column.original, labels.iter().copied()).map(|label| format!("Did you mean `{label}`?"));
        table.problems.push(problem);
    }
    let unknown: Vec<usize> = (0..columns.len()).filter(|index| columns[*index].is_none()).collect();
    let names = columns.iter().flatten().map(|column| column.name.to_owned()).collect();
    let table = table.without(&unknown).renamed(names);
    let types: Vec<Type> = columns.iter().flatten().map(|column| column.ty).collect();
    table.mapped(|batch| with_codes(batch, &types))
}

/// The batch with labels replaced by what the model stores.
fn with_codes(batch: &RecordBatch, types: &[Type]) -> Option<RecordBatch> {
    let mut columns = batch.columns().to_vec();
    for (column, of) in columns.iter_mut().zip(types) {
        let Some(values) = column.as_any().downcast_ref::<StringArray>() else { continue };
        let changed: StringArray = match of {
            Type::Code(list) => values.iter().map(|value| value.map(|value| code(list, value))).collect(),
            Type::Set(list) => values.iter().map(|value| value.map(|value| set(list, value))).collect(),
            Type::Bool => values.iter().map(|value| value.map(truth)).collect(),
            _ => continue,
        };
        *column = Arc::new(changed) as ArrayRef;
    }
    RecordBatch::try_new(batch.schema(), columns).ok()
}

/// The code with this label, in either language and any case; another text stays as it is, for the gate to refuse.
fn code(list: &CodeList, value: &str) -> String {
    let wanted = value.trim().to_lowercase();
    let is = |label: &str| label.to_lowercase() == wanted;
    let found = list
        .codes
        .iter()
        .find(|code| is(code.code))
        .or_else(|| list.codes.iter().find(|code| is(code.nl) || is(code.en)));
    found.map_or_else(|| value.trim().to_owned(), |code| code.code.to_owned())
}

fn set(list: &CodeList, value: &str) -> String {
    value.split(';').map(|part| code(list, part)).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(";")
}

fn truth(value: &str) -> String {
    match value.trim().to_lowercase().as_str() {
        "ja" | "yes" | "waar" | "x" => "true".to_owned(),
        "nee" | "no" | "onwaar" => "false".to_owned(),
        other => other.to_owned(),
    }
}

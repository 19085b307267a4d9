//! Takes in what a plugin hands over: the right columns, each read into its type.

use std::collections::BTreeMap;

use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use arrow_array::{Array, ArrayRef, Int64Array, RecordBatch, StringArray};
use arrow_cast::cast;
use arrow_schema::DataType;
use rayon::prelude::*;
use schakel_model::check::{self, Check};
use schakel_model::{Column, SCHOOL_ID, SOURCE_ID, SOURCE_ROW, Table};

use super::read::{self, Read, Reading};
use super::{Input, Rules};
use crate::mapping::Origins;
use crate::values::Fitting;
use schakel_source::problem::{Problem, did_you_mean};

/// A table as it was taken in. Nothing changes it from here on.
pub(super) struct Taken {
    pub(super) table: &'static Table,
    pub(super) origin: String,
    pub(super) source: Option<String>,
    pub(super) sheet: Option<String>,
    pub(super) origins: Origins,
    pub(super) batches: Vec<TakenBatch>,
    pub(super) rows: usize,
    /// What did not fit, by column and row of the table.
    pub(super) faults: Vec<ValueFault>,
    /// Unknown codes by column: the codes with their rows, and how often a code was known.
    pub(super) unknown: BTreeMap<usize, (BTreeMap<String, Vec<u32>>, u64)>,
    /// Rows with a text that seems to name a person, by column.
    pub(super) identifiers: BTreeMap<usize, Vec<u32>>,
    /// The forms in which the dates of a column could be read that are of another form than declared, by column.
    pub(super) fitting: BTreeMap<usize, Fitting>,
}

/// A value that did not fit.
#[derive(Debug, Clone, Copy)]
pub(super) struct ValueFault {
    pub(super) row: u32,
    pub(super) column: usize,
    pub(super) check: &'static Check,
}

/// Rows of a table that came together.
pub(super) struct TakenBatch {
    /// Number of the first row in the table.
    pub(super) start: usize,
    pub(super) rows: usize,
    /// Columns in the order of the model; nothing for `school_id` and for columns that were not handed over.
    pub(super) columns: Vec<Option<ArrayRef>>,
    pub(super) source_id: Option<StringArray>,
    pub(super) source_row: Option<Int64Array>,
}

impl Taken {
    /// The batch that holds a row, and the row's place in it.
    pub(super) fn find(&self, row: usize) -> Option<(&TakenBatch, usize)> {
        let next = self.batches.partition_point(|batch| batch.start <= row);
        let batch = self.batches.get(next.checked_sub(1)?)?;
        Some((batch, row - batch.start))
    }

    /// The source and the row number in it of a row.
    pub(super) fn place(&self, row: usize) -> (Option<&str>, Option<i64>) {
        let Some((batch, at)) = self.find(row) else { return (None, None) };
        let own = batch.source_id.as_ref().filter(|ids| ids.is_valid(at)).map(|ids| ids.value(at));
        let number = batch.source_row.as_ref().filter(|rows| rows.is_valid(at)).map(|rows| rows.value(at));
        (own.or(self.source.as_deref()), number)
    }

    /// The place of a column in the model.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.table.columns.iter().position(|column| column.name == name)
    }
}

/// Takes in all tables.
pub(super) fn take(inputs: Vec<Input>, rules: &Rules<'_>) -> Result<BTreeMap<&'static str, Taken>, Vec<Problem>> {
    let mut problems: Vec<Problem> = inputs.iter().flat_map(faults_of_columns).collect();
    let mut names: Vec<&str> = inputs.iter().map(|input| input.table.name).collect();
    names.sort_unstable();
    for pair in names.windows(2).filter(|pair| pair[0] == pair[1]) {
        problems.push(
            Problem::error("plugin-table", format!("the table `{}` is handed over twice", pair[0]))
                .hint("Put the rows together in one query with UNION ALL."),
        );
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let taken: Vec<Result<Taken, Vec<Problem>>> =
        inputs.into_par_iter().map(|input| take_table(input, rules)).collect();
    let mut tables = BTreeMap::new();
    for result in taken {
        match result {
            Ok(taken) => _ = tables.insert(taken.table.name, taken),
            Err(more) => problems.extend(more),
        }
    }
    if problems.is_empty() { Ok(tables) } else { Err(problems) }
}

/// Columns that do not belong to the table, occur twice, or are not there.
fn faults_of_columns(input: &Input) -> Vec<Problem> {
    let table = input.table;
    let mut problems = Vec::new();
    let mut fault = |check: &'static Check, column: &str, message: String, hint: Option<String>| {
        problems.push(
            Problem::error(check.code, message)
                .file(&input.origin)
                .column(column)
                .hint(hint.unwrap_or_else(|| check.action.to_owned())),
        );
    };
    let known: Vec<&str> = table.columns.iter().map(|column| column.name).chain([SOURCE_ID, SOURCE_ROW]).collect();
    let given: Vec<&str> = input.schema.fields().iter().map(|field| field.name().as_str()).collect();
    for (index, name) in given.iter().enumerate() {
        if !known.contains(name) {
            let free: Vec<&str> = known.iter().copied().filter(|known| !given.contains(known)).collect();
            fault(
                &check::UNKNOWN_COLUMN,
                name,
                format!("the table `{}` has no column `{name}`", table.name),
                did_you_mean(name, &free),
            );
        } else if given[..index].contains(name) {
            fault(
                &check::UNKNOWN_COLUMN,
                name,
                format!("the column `{name}` of `{}` is given twice", table.name),
                None,
            );
        }
    }
    for column in table.columns.iter().filter(|column| column.required && column.name != SCHOOL_ID) {
        if !given.contains(&column.name) {
            let message = format!("the required column `{}` of `{}` is not given", column.name, table.name);
            fault(
                &check::MISSING_COLUMN,
                column.name,
                message,
                Some(format!(
                    "{} `schakel schema {}.{}` says what is meant.",
                    check::MISSING_COLUMN.action,
                    table.name,
                    column.name
                )),
            );
        }
    }
    problems
}

fn take_table(input: Input, rules: &Rules<'_>) -> Result<Taken, Vec<Problem>> {
    let Input { table, origin, schema, batches, source, sheet, origins } = input;
    let how = Reading { forms: rules.forms, report_date: rules.report_date };
    let places: Vec<Option<usize>> = table.columns.iter().map(|column| schema.index_of(column.name).ok()).collect();
    let results: Vec<_> = batches.par_iter().map(|batch| take_batch(table, &places, batch, how, rules)).collect();
    let mut taken = Taken {
        table,
        origin,
        source,
        sheet,
        origins,
        batches: Vec::with_capacity(results.len()),
        rows: 0,
        faults: Vec::new(),
        unknown: BTreeMap::new(),
        identifiers: BTreeMap::new(),
        fitting: BTreeMap::new(),
    };
    for result in results {
        let (mut batch, reads) = result.map_err(|column| vec![wrong_type(&taken, column, &schema)])?;
        batch.start = taken.rows;
        for (column, read) in reads {
            let row = |row: u32| row + taken.rows as u32;
            taken.faults.extend(read.faults.into_iter().map(|(at, check)| ValueFault { row: row(at), column, check }));
            if !read.identifiers.is_empty() {
                taken.identifiers.entry(column).or_default().extend(read.identifiers.into_iter().map(row));
            }
            if let Some(fitting) = read.fitting {
                taken.fitting.entry(column).and_modify(|known| *known = known.and(fitting)).or_insert(fitting);
            }
            if table.columns[column].codes().is_some() {
                let (unknown, known) = taken.unknown.entry(column).or_default();
                *known += read.known;
                for (code, rows) in read.unknown {
                    unknown.entry(code).or_default().extend(rows.into_iter().map(row));
                }
            }
        }
        taken.rows += batch.rows;
        taken.batches.push(batch);
    }
    Ok(taken)
}

fn wrong_type(taken: &Taken, column: &Column, schema: &arrow_schema::SchemaRef) -> Problem {
    let given =
        schema.field_with_name(column.name).map_or_else(|_| String::new(), |field| field.data_type().to_string());
    let message = format!(
        "the column `{}` of `{}` is of the type {given}; expected {}",
        column.name,
        taken.table.name,
        column.ty.name()
    );
    Problem::error(check::TYPE.code, message)
        .file(&taken.origin)
        .column(column.name)
        .hint("Convert it in the plugin, or hand it over as text.")
}

type Reads = Vec<(usize, Read)>;

fn take_batch(
    table: &'static Table,
    places: &[Option<usize>],
    batch: &RecordBatch,
    how: Reading<'_>,
    rules: &Rules<'_>,
) -> Result<(TakenBatch, Reads), &'static Column> {
    let mut columns: Vec<Option<ArrayRef>> = vec![None; places.len()];
    let mut reads = Vec::new();
    for (index, (column, place)) in table.columns.iter().zip(places).enumerate() {
        let Some(place) = place else { continue };
        let values = batch.column(*place);
        if column.name == SCHOOL_ID {
            reads.push((index, other_schools(values, rules.school).ok_or(column)?));
            continue;
        }
        let mut read = read::read(column, values, how).ok_or(column)?;
        columns[index] = Some(std::mem::replace(&mut read.values, super::read::nothing()));
        reads.push((index, read));
    }
    let source_id = batch.column_by_name(SOURCE_ID).and_then(read::text).map(|ids| {
        let known = ids.iter().map(|id| id.filter(|id| rules.knows(id)));
        known.collect::<StringArray>()
    });
    let source_row = batch.column_by_name(SOURCE_ROW).and_then(|rows| cast(rows, &DataType::Int64).ok());
    let source_row = source_row.map(|rows| rows.as_primitive::<Int64Type>().clone());
    Ok((TakenBatch { start: 0, rows: batch.num_rows(), columns, source_id, source_row }, reads))
}

/// Rows that say they are of another school.
fn other_schools(values: &ArrayRef, school: &str) -> Option<Read> {
    let ids = read::text(values)?;
    let other = ids.iter().enumerate().filter(|(_, id)| id.is_some_and(|id| id != school));
    Some(Read {
        values: read::nothing(),
        faults: other.map(|(row, _)| (row as u32, &check::REFERENCE)).collect(),
        unknown: BTreeMap::new(),
        known: 0,
        identifiers: Vec::new(),
        fitting: None,
    })
}

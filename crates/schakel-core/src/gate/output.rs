//! Makes what the store keeps: the rows that passed, with numbers and pseudonyms where there were ids of persons.

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow_array::builder::StringBuilder;
use arrow_array::cast::AsArray;
use arrow_array::{
    Array, ArrayRef, BooleanArray, Int64Array, RecordBatch, RecordBatchOptions, StringArray, new_null_array,
};
use arrow_schema::{DataType, SchemaRef};
use arrow_select::filter::{FilterBuilder, FilterPredicate};
use rayon::prelude::*;
use schakel_model::{Column, Person, Privacy, SCHOOL_ID, Table, Type};

use super::intake::{Taken, TakenBatch};
use super::known::Known;
use super::left_out::LeftOut;
use super::link::{Fate, Linked};
use super::{Rules, Stored};
use crate::pseudonym::{Maker, hex};
use schakel_source::problem::Problem;

/// Whether the id of a row is replaced by the row's number.
///
/// The id of a row about a person (a moment, an enrolment) is often made of the person's own id, so that it must not be kept.
pub(super) fn is_numbered(table: &Table) -> bool {
    match table.key {
        [key] => table.column(key).is_some_and(|column| matches!(column.ty, Type::Id) && column.privacy == Privacy::P2),
        _ => false,
    }
}

/// What the gate makes of the values of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Treatment {
    /// The id of the person whose row it is: a pseudonym and a number take its place.
    Pseudonym,
    /// The id of a person: the number of that person takes its place.
    PersonNumber,
    /// A code that people made up to link surveys: a pseudonym takes its place.
    LinkPseudonym,
    /// The id of a row about a person, which may be made of the person's own: the number of the row takes its place.
    RowNumber,
    /// Only codes of a list are kept; what is no code is left out.
    Code,
    /// Free text, kept as it is.
    FreeText,
    /// Kept as it is.
    Kept,
}

impl Treatment {
    /// What becomes of a column of a table of the model.
    #[must_use]
    pub fn of(table: &Table, column: &Column) -> Treatment {
        let parent = column.references.and_then(|parent| schakel_model::table(parent.table));
        match column.person() {
            Some(Person::Link) => Treatment::LinkPseudonym,
            Some(person) if table.person() == Some(person) && table.key == [column.name] => Treatment::Pseudonym,
            Some(_) => Treatment::PersonNumber,
            None if table.key == [column.name] && is_numbered(table) => Treatment::RowNumber,
            None if parent.is_some_and(is_numbered) => Treatment::RowNumber,
            None if column.codes().is_some() => Treatment::Code,
            None if column.privacy == Privacy::P5 => Treatment::FreeText,
            None => Treatment::Kept,
        }
    }
}

/// How the store gets the values of a column.
enum Kind<'a> {
    /// As they were read.
    Plain,
    /// As they were read, without the values that refer to nothing.
    Checked(&'a [u32]),
    /// The text of the number of the row, or of the row referred to.
    NumberText(&'a [u32]),
    /// The number of the person.
    Key(&'a [u32]),
    /// The pseudonym of the person whose row it is, after the number.
    KeyAndPseudonym(&'a [u32], &'a [[u8; 16]]),
    /// The pseudonym of a code that links surveys.
    Link(Maker),
}

/// The rows of a table that are kept, in the schema of the store.
pub(super) fn stored(
    taken: &Taken,
    linked: &Linked,
    known: &BTreeMap<&'static str, Known<'_>>,
    left_out: &LeftOut,
    rules: &Rules<'_>,
) -> Result<Stored, Vec<Problem>> {
    let table = taken.table;
    let schema = table.store_schema();
    let own = known.get(table.name);
    let kinds: Vec<(usize, &'static Column, Kind<'_>)> = table
        .columns
        .iter()
        .enumerate()
        .filter(|(_, column)| column.name != SCHOOL_ID)
        .map(|(index, column)| (index, column, kind(table, index, column, linked, own, rules)))
        .collect();
    let batches: Result<Vec<RecordBatch>, arrow_schema::ArrowError> = taken
        .batches
        .par_iter()
        .filter_map(|batch| {
            let fates = &linked.fates[batch.start..batch.start + batch.rows];
            let kept = fates.iter().filter(|fate| **fate == Fate::Kept).count();
            if kept == 0 {
                return None;
            }
            let keep = (kept < batch.rows).then(|| {
                let keep = BooleanArray::from_iter(fates.iter().map(|fate| Some(*fate == Fate::Kept)));
                FilterBuilder::new(&keep).optimize().build()
            });
            let keep = (keep.as_ref(), kept);
            Some(stored_batch(taken, batch, &kinds, keep, left_out, &schema, rules.school))
        })
        .collect();
    let batches = batches.map_err(|error| {
        vec![
            Problem::error("gate", format!("the rows of `{}` do not fit the store: {error}", table.name))
                .school(rules.school)
                .hint("This is a fault of the program; please report it."),
        ]
    })?;
    let rows = batches.iter().map(|batch| batch.num_rows() as u64).sum();
    Ok(Stored { table, batches, rows })
}

fn kind<'a>(
    table: &'static Table,
    index: usize,
    column: &'static Column,
    linked: &'a Linked,
    own: Option<&'a Known<'_>>,
    rules: &Rules<'_>,
) -> Kind<'a> {
    let references = linked.references.get(&index).map(Vec::as_slice);
    let is_own = table.key == [column.name];
    match (column.person(), references, own) {
        (Some(Person::Link), ..) => Kind::Link(rules.pseudonyms.of(Person::Link)),
        (Some(person), None, Some(own)) if table.person() == Some(person) => {
            Kind::KeyAndPseudonym(&own.numbers, &own.pseudonyms)
        }
        (Some(_), Some(numbers), _) => Kind::Key(numbers),
        // Without the table it refers to a person cannot be numbered; every value was found wanting already.
        (Some(_), None, _) => Kind::Key(&[]),
        (None, Some(numbers), _)
            if column.references.and_then(|parent| schakel_model::table(parent.table)).is_some_and(is_numbered) =>
        {
            Kind::NumberText(numbers)
        }
        (None, Some(numbers), _) => Kind::Checked(numbers),
        (None, None, Some(own)) if is_own && is_numbered(table) => Kind::NumberText(&own.numbers),
        _ => Kind::Plain,
    }
}

fn stored_batch(
    taken: &Taken,
    batch: &TakenBatch,
    kinds: &[(usize, &'static Column, Kind<'_>)],
    (keep, kept): (Option<&FilterPredicate>, usize),
    left_out: &LeftOut,
    schema: &SchemaRef,
    school: &str,
) -> Result<RecordBatch, arrow_schema::ArrowError> {
    let rows = batch.start..batch.start + batch.rows;
    let filtered = |values: ArrayRef| match keep {
        Some(keep) => keep.filter(&values),
        None => Ok(values),
    };
    let mut columns: Vec<ArrayRef> = vec![Arc::new(StringArray::from_iter_values(std::iter::repeat_n(school, kept)))];
    for (index, column, kind) in kinds {
        let values = batch.columns[*index].as_ref();
        match (kind, values) {
            (Kind::Key([]), _) => columns.push(new_null_array(&DataType::Int64, kept)),
            (Kind::Key(numbers), _) => columns.push(filtered(keys(&numbers[rows.clone()]))?),
            (Kind::KeyAndPseudonym(numbers, pseudonyms), _) => {
                columns.push(filtered(keys(&numbers[rows.clone()]))?);
                let texts = pseudonyms[rows.clone()].iter().map(|pseudonym| hex(pseudonym));
                columns.push(filtered(Arc::new(StringArray::from_iter_values(texts)))?);
            }
            (Kind::NumberText(numbers), _) => columns.push(filtered(number_texts(&numbers[rows.clone()]))?),
            (_, None) => columns.push(new_null_array(&column.ty.arrow(), kept)),
            (Kind::Link(maker), Some(codes)) => {
                let codes = codes.as_string::<i32>().iter().map(|code| code.map(|code| hex(&maker.make(code))));
                columns.push(filtered(Arc::new(codes.collect::<StringArray>()))?);
            }
            (Kind::Checked(numbers), Some(values)) => columns.push(filtered(checked(values, &numbers[rows.clone()]))?),
            (Kind::Plain, Some(values)) => columns.push(filtered(values.clone())?),
        }
    }
    if taken.table.located {
        let default = taken.source.as_deref();
        let sources: StringArray = match &batch.source_id {
            Some(ids) => ids.iter().map(|id| id.or(default)).collect(),
            None => std::iter::repeat_n(default, batch.rows).collect(),
        };
        let rows = match &batch.source_row {
            Some(rows) if left_out.is_empty() => filtered(Arc::new(rows.clone()))?,
            Some(rows) => {
                let told = |(row, source): (Option<i64>, Option<&str>)| row.filter(|row| !left_out.hold(source, *row));
                filtered(Arc::new(rows.iter().zip(&sources).map(told).collect::<Int64Array>()))?
            }
            None => new_null_array(&DataType::Int64, kept),
        };
        columns.extend([filtered(Arc::new(sources))?, rows]);
    }
    RecordBatch::try_new_with_options(schema.clone(), columns, &RecordBatchOptions::new().with_row_count(Some(kept)))
}

fn keys(numbers: &[u32]) -> ArrayRef {
    Arc::new(numbers.iter().map(|number| (*number != 0).then_some(i64::from(*number))).collect::<Int64Array>())
}

/// The ids of which the row referred to is there.
fn checked(ids: &ArrayRef, numbers: &[u32]) -> ArrayRef {
    if numbers.iter().enumerate().all(|(row, number)| *number != 0 || ids.is_null(row)) {
        return ids.clone();
    }
    let found = ids.as_string::<i32>().iter().zip(numbers).map(|(id, number)| id.filter(|_| *number != 0));
    Arc::new(found.collect::<StringArray>())
}

fn number_texts(numbers: &[u32]) -> ArrayRef {
    let mut texts = StringBuilder::with_capacity(numbers.len(), numbers.len() * 7);
    let mut digits = [0_u8; 10];
    for number in numbers {
        if *number == 0 {
            texts.append_null();
            continue;
        }
        let mut rest = *number;
        let mut at = digits.len();
        while rest > 0 {
            at -= 1;
            digits[at] = b'0' + (rest % 10) as u8;
            rest /= 10;
        }
        texts.append_value(std::str::from_utf8(&digits[at..]).unwrap_or_default());
    }
    Arc::new(texts.finish())
}

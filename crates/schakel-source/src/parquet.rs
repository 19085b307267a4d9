//! Parquet files, as other programs of an institution may write them. Columns keep a simple form of their types.

mod thrift;
mod walk;

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{ArrayRef, Int64Array, RecordBatch, StringArray};
use arrow_cast::cast;
use arrow_schema::{DataType, Field, Schema};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ArrowReaderOptions, ParquetRecordBatchReaderBuilder};

use super::archive::{most_unpacked, too_large};
use super::names::{SOURCE_ROW, clean_names};
use super::spec::SourceSpec;
use super::table::{SourceColumn, SourceTable};
use crate::kind::{Definition, Kind, Takes};
use crate::problem::Problem;

/// The kind `parquet`.
pub(crate) const KIND: Definition = Definition {
    kind: Kind::Parquet,
    name: "parquet",
    title: "Parquet",
    takes: Takes::File,
    options: &["drop"],
    gives: "Text, whole numbers, decimals, dates and truth values; moments as text.",
    example: r#"name = "lessen"
kind = "parquet"
path = "lessen.parquet""#,
    read,
};

/// What any file may unpack to, in bytes: rows that are all alike are packed to nearly nothing.
const ALWAYS_FINE: u64 = 512 << 20;

/// Reads a file: text, whole numbers, decimals, dates and truth values as such, moments as text; `source_row` is the
/// number of the row.
pub(super) fn read(spec: &SourceSpec, path: &Path, limit: Option<u64>) -> Result<Vec<SourceTable>, Vec<Problem>> {
    let file = File::open(path).map_err(|error| vec![crate::files::unreadable(spec, &error)])?;
    let damaged = |reason: String| {
        vec![
            Problem::error("source-damaged", format!("the Parquet file could not be read: {reason}"))
                .file(&spec.path)
                .hint("Copy it again; if it is whole, write it with zstd or no compression."),
        ]
    };
    let endless = || damaged("it says of itself that it goes on without end".to_owned());
    walk::description(&file).ok_or_else(endless)?;
    let again = file.try_clone().map_err(|error| vec![crate::files::unreadable(spec, &error)])?;
    let most = most_unpacked(file.metadata().map_or(0, |metadata| metadata.len())).max(ALWAYS_FINE);
    // The types of the file itself are enough; those that a program adds may ask for texts without bound.
    let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
    let builder = ParquetRecordBatchReaderBuilder::try_new_with_options(file, options)
        .map_err(|error| damaged(error.to_string()))?;
    let of_file = builder.schema().clone();
    let kept: Vec<(usize, DataType)> = of_file
        .fields()
        .iter()
        .enumerate()
        .filter_map(|(index, field)| Some((index, simple(field.data_type())?)))
        .collect();
    let originals: Vec<&str> = kept.iter().map(|(index, _)| of_file.field(*index).name().as_str()).collect();
    let names = clean_names(&originals);
    let fields: Vec<Field> =
        names.iter().zip(&kept).map(|(name, (_, of))| Field::new(name, of.clone(), true)).collect();
    let mut with_row = fields.clone();
    with_row.push(Field::new(SOURCE_ROW, DataType::Int64, true));
    let schema = Arc::new(Schema::new(with_row));
    let mut batches = Vec::new();
    let (mut above, mut size) = (0, 0);
    let leaves = builder.parquet_schema();
    let projection = ProjectionMask::roots(leaves, kept.iter().map(|(index, _)| *index));
    walk::pages(&again, builder.metadata(), |leaf| projection.leaf_included(leaf)).ok_or_else(endless)?;
    let reader = builder.with_projection(projection).build();
    for batch in reader.map_err(|error| damaged(error.to_string()))? {
        let batch = batch.map_err(|error| damaged(error.to_string()))?;
        let rows = batch.num_rows() as i64;
        let columns = batch.columns().iter().zip(&kept).map(|(column, (_, of))| cast(column, of).map(without_empty));
        let columns = columns.collect::<Result<Vec<_>, _>>();
        let mut columns = columns.map_err(|error| damaged(error.to_string()))?;
        columns.push(Arc::new(Int64Array::from_iter_values(above + 1..=above + rows)));
        let batch = RecordBatch::try_new(schema.clone(), columns).map_err(|error| damaged(error.to_string()))?;
        size += batch.get_array_memory_size() as u64;
        if size > most {
            return Err(vec![too_large(spec)]);
        }
        batches.push(batch);
        above += rows;
        if limit.is_some_and(|limit| above as u64 >= limit) {
            break;
        }
    }
    let columns = names.into_iter().zip(&originals).map(|(name, original)| SourceColumn {
        name,
        original: (*original).to_owned(),
        more: Vec::new(),
    });
    let mut table = SourceTable::typed(&spec.name, &spec.path, columns.collect(), fields, batches);
    for field in of_file.fields().iter().filter(|field| simple(field.data_type()).is_none()) {
        table.problems.push(
            Problem::notice("source-type", format!("a column of type {} is left out", field.data_type()))
                .file(&spec.path)
                .column(field.name())
                .hint("Write it as text, a number, a date or a truth value."),
        );
    }
    Ok(vec![table.finish(spec)])
}

/// The column with empty texts as missing ones.
fn without_empty(column: ArrayRef) -> ArrayRef {
    match column.as_string_opt::<i32>() {
        Some(texts) if texts.iter().flatten().any(str::is_empty) => {
            Arc::new(texts.iter().map(|text| text.filter(|text| !text.is_empty())).collect::<StringArray>())
        }
        _ => column,
    }
}

/// The simple form of a type; nothing for lists, structures and bytes.
fn simple(of: &DataType) -> Option<DataType> {
    Some(match of {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => DataType::Utf8,
        DataType::Dictionary(_, values) => simple(values)?,
        DataType::Int8 | DataType::Int16 | DataType::Int32 | DataType::Int64 => DataType::Int64,
        DataType::UInt8 | DataType::UInt16 | DataType::UInt32 | DataType::UInt64 => DataType::Int64,
        DataType::Float16 | DataType::Float32 | DataType::Float64 => DataType::Float64,
        DataType::Decimal128(..) | DataType::Decimal256(..) => DataType::Float64,
        DataType::Boolean => DataType::Boolean,
        DataType::Date32 | DataType::Date64 => DataType::Date32,
        DataType::Timestamp(..) | DataType::Time32(_) | DataType::Time64(_) => DataType::Utf8,
        _ => return None,
    })
}

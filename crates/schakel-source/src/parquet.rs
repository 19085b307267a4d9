//! Parquet files, as other programs of an institution may write them. Columns keep a simple form of their types.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use arrow_array::{Int64Array, RecordBatch};
use arrow_cast::cast;
use arrow_schema::{DataType, Field, Schema};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

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
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|error| damaged(error.to_string()))?;
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
    let mut above = 0;
    for batch in builder.build().map_err(|error| damaged(error.to_string()))? {
        let batch = batch.map_err(|error| damaged(error.to_string()))?;
        let rows = batch.num_rows() as i64;
        let columns = kept.iter().map(|(index, of)| cast(batch.column(*index), of)).collect::<Result<Vec<_>, _>>();
        let mut columns = columns.map_err(|error| damaged(error.to_string()))?;
        columns.push(Arc::new(Int64Array::from_iter_values(above + 1..=above + rows)));
        batches.push(RecordBatch::try_new(schema.clone(), columns).map_err(|error| damaged(error.to_string()))?);
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

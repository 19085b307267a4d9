//! The store as this crate sees it: Parquet files per school and table.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch};
use arrow_cast::cast;
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use schakel_model::Table;

use crate::IndicatorError;

/// How many bytes of the store are computed over at once. A larger store is taken in parts of whole schools, so that
/// memory does not grow with the number of schools.
const PART: u64 = 3_000_000;

/// The Parquet files of a school by table of the model. A table without files has no rows.
pub type SchoolFiles = BTreeMap<String, Vec<PathBuf>>;

/// What there is to compute over.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StoreView {
    /// The files of each school, by its id.
    pub schools: BTreeMap<String, SchoolFiles>,
    /// A folder in which what the queries gave is kept for the next run; without it nothing is kept.
    pub results: Option<PathBuf>,
}

/// Schools that are computed over at once.
pub(crate) type Part<'s> = Vec<(&'s str, &'s SchoolFiles)>;

impl StoreView {
    /// The schools in parts, in their order; at least one, be it empty.
    pub(crate) fn parts(&self) -> Vec<Part<'_>> {
        let mut parts: Vec<Part<'_>> = vec![Vec::new()];
        let mut size = 0;
        for (school, files) in &self.schools {
            let bytes: u64 = files.values().flatten().filter_map(|file| file.metadata().ok()).map(|m| m.len()).sum();
            if size > 0 && size + bytes > PART {
                parts.push(Vec::new());
                size = 0;
            }
            size += bytes;
            if let Some(part) = parts.last_mut() {
                part.push((school, files));
            }
        }
        parts
    }
}

/// The rows of a table of the model at these schools, texts as views: most are short and stand in many rows.
pub(crate) fn read_table(
    table: &Table,
    part: &[(&str, &SchoolFiles)],
) -> Result<(SchemaRef, Vec<RecordBatch>), IndicatorError> {
    let failed = |message: String| IndicatorError::Store { table: table.name.to_owned(), message };
    let of_model = table.store_schema();
    let fields = of_model.fields().iter().map(|field| {
        let of = if *field.data_type() == DataType::Utf8 { DataType::Utf8View } else { field.data_type().clone() };
        // What must be there was the gate's to check.
        Field::new(field.name(), of, true)
    });
    let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
    let mut batches = Vec::new();
    for file in part.iter().filter_map(|(_, files)| files.get(table.name)).flatten() {
        read_file(file, &schema, &mut batches).map_err(&failed)?;
    }
    Ok((schema, batches))
}

fn read_file(path: &Path, schema: &SchemaRef, batches: &mut Vec<RecordBatch>) -> Result<(), String> {
    let file = File::open(path).map_err(|e| e.kind().to_string())?;
    let reader = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|e| e.to_string())?;
    let reader = reader.with_batch_size(8192).build().map_err(|e| e.to_string())?;
    for batch in reader {
        let batch = batch.and_then(|batch| shaped(&batch, schema)).map_err(|e| e.to_string())?;
        batches.push(batch);
    }
    Ok(())
}

/// The batch with the columns of the schema, in their order and of their types.
fn shaped(batch: &RecordBatch, schema: &SchemaRef) -> Result<RecordBatch, ArrowError> {
    let columns = schema.fields().iter().map(|field| {
        let column = batch
            .column_by_name(field.name())
            .ok_or_else(|| ArrowError::SchemaError(format!("expected a column `{}`", field.name())))?;
        cast(column, field.data_type())
    });
    RecordBatch::try_new(Arc::clone(schema), columns.collect::<Result<Vec<ArrayRef>, _>>()?)
}

/// How many rows a school has in a table.
pub(crate) fn count_rows(files: &SchoolFiles, table: &str) -> Result<u64, IndicatorError> {
    let count = |path: &PathBuf| -> Result<u64, String> {
        let file = File::open(path).map_err(|e| e.kind().to_string())?;
        let reader = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|e| e.to_string())?;
        Ok(u64::try_from(reader.metadata().file_metadata().num_rows()).unwrap_or(0))
    };
    let counts = files.get(table).into_iter().flatten().map(count);
    counts.sum::<Result<u64, String>>().map_err(|message| IndicatorError::Store { table: table.to_owned(), message })
}

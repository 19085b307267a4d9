//! Writes a table as Parquet: the same rows give the same bytes, whatever the number of processors.

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::{ArrowColumnChunk, ArrowColumnWriter, compute_leaves};
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::schema::types::ColumnPath;
use rayon::prelude::*;

/// Rows per row group: engines read row groups side by side, and each keeps one in memory.
const GROUP_ROWS: usize = 262_144;

/// Writes the rows of a table to `file`; `unique` names columns in which no value comes twice, so that no dictionary is tried.
///
/// # Errors
/// When the file cannot be written.
pub fn write_table(
    file: &Path,
    schema: &SchemaRef,
    batches: &[RecordBatch],
    unique: &[&str],
) -> Result<(), ParquetError> {
    let mut properties = WriterProperties::builder()
        .set_created_by("schakel".to_owned())
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(1)?))
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_max_row_group_row_count(None);
    for column in unique {
        properties = properties.set_column_dictionary_enabled(ColumnPath::from(*column), false);
    }
    let out = BufWriter::with_capacity(1 << 18, File::create(file)?);
    let writer = ArrowWriter::try_new(out, schema.clone(), Some(properties.build()))?;
    let (mut writer, columns) = writer.into_serialized_writer()?;
    for (place, group) in groups(batches).into_iter().enumerate() {
        let chunks: Result<Vec<ArrowColumnChunk>, ParquetError> = columns
            .create_column_writers(place)?
            .into_par_iter()
            .enumerate()
            .map(|(index, column)| write_column(column, schema, index, &group))
            .collect();
        let mut rows = writer.next_row_group()?;
        for chunk in chunks? {
            chunk.append_to_row_group(&mut rows)?;
        }
        rows.close()?;
    }
    writer.close()?;
    Ok(())
}

fn write_column(
    mut column: ArrowColumnWriter,
    schema: &SchemaRef,
    index: usize,
    batches: &[RecordBatch],
) -> Result<ArrowColumnChunk, ParquetError> {
    let field = Arc::new(schema.field(index).clone());
    for batch in batches {
        // A column of the model is no list and no struct: it has one leaf.
        for leaf in compute_leaves(&field, batch.column(index))? {
            column.write(&leaf)?;
        }
    }
    column.close()
}

/// The batches in runs of [`GROUP_ROWS`] rows.
fn groups(batches: &[RecordBatch]) -> Vec<Vec<RecordBatch>> {
    let mut groups: Vec<Vec<RecordBatch>> = Vec::new();
    let mut room = 0;
    for batch in batches {
        let mut at = 0;
        while at < batch.num_rows() {
            if room == 0 {
                groups.push(Vec::new());
                room = GROUP_ROWS;
            }
            let rows = room.min(batch.num_rows() - at);
            if let Some(group) = groups.last_mut() {
                group.push(batch.slice(at, rows));
            }
            at += rows;
            room -= rows;
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use arrow_array::{Int64Array, StringArray};
    use arrow_schema::{DataType, Field, Schema};
    use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

    use super::*;

    fn rows(from: i64, count: i64) -> RecordBatch {
        let schema = Schema::new(vec![Field::new("id", DataType::Utf8, false), Field::new("n", DataType::Int64, true)]);
        let ids = StringArray::from_iter_values((from..from + count).map(|n| format!("m{n}")));
        let numbers: Int64Array = (from..from + count).map(|n| (n % 3 != 0).then_some(n)).collect();
        RecordBatch::try_new(Arc::new(schema), vec![Arc::new(ids), Arc::new(numbers)]).unwrap()
    }

    #[test]
    fn what_is_written_is_read_back_in_the_same_order_over_several_row_groups() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("t.parquet");
        let batches: Vec<RecordBatch> = (0..3).map(|n| rows(n * 100_000, 100_000)).collect();
        write_table(&file, &batches[0].schema(), &batches, &["id"]).unwrap();
        let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(&file).unwrap()).unwrap();
        assert_eq!(reader.metadata().num_row_groups(), 2);
        assert_eq!(reader.metadata().file_metadata().created_by(), Some("schakel"));
        let read: Vec<RecordBatch> = reader.build().unwrap().map(Result::unwrap).collect();
        let schema = batches[0].schema();
        let all = |batches: &[RecordBatch]| arrow_select::concat::concat_batches(&schema, batches).unwrap();
        assert_eq!(all(&read), all(&batches));
    }

    #[test]
    fn the_same_rows_in_other_batches_give_the_same_bytes() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, batches: &[RecordBatch]| {
            let file = folder.path().join(name);
            write_table(&file, &batches[0].schema(), batches, &[]).unwrap();
            std::fs::read(file).unwrap()
        };
        assert_eq!(write("a", &[rows(0, 5_000)]), write("b", &[rows(0, 5_000)]));
    }
}

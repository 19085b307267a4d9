//! Building text tables: bytes and offsets per column, closed into Arrow batches of a bounded size.

use std::sync::Arc;

use arrow_array::{Array, ArrayRef, Int64Array, RecordBatch, StringArray};
use arrow_buffer::{BooleanBuffer, Buffer, NullBuffer, OffsetBuffer, ScalarBuffer};
use arrow_schema::{ArrowError, DataType, Field, Schema};

use super::names::SOURCE_ROW;
use super::table::SourceColumn;

/// Rows after which a batch is closed.
const BATCH_ROWS: usize = 16_384;
/// Values that may be missing in a table: for every one that is there, and besides. A few rows with very many columns
/// and millions with hardly any would fill the memory.
const MOST_MISSING: (u64, u64) = (16, 64 << 20);
/// Bytes after which a batch is closed, far below what 32-bit offsets can hold.
const BATCH_BYTES: usize = 32 << 20;

/// The values of one column; a missing value is an empty one.
#[derive(Debug, Default)]
pub(super) struct TextColumn {
    values: Vec<u8>,
    ends: Vec<i32>,
}

impl TextColumn {
    /// Room for `rows` values of together `bytes`.
    pub(super) fn with_capacity(rows: usize, bytes: usize) -> TextColumn {
        TextColumn { values: Vec::with_capacity(bytes), ends: Vec::with_capacity(rows) }
    }

    /// A column whose first `rows` values are missing.
    pub(super) fn missing(rows: usize) -> TextColumn {
        TextColumn { values: Vec::new(), ends: vec![0; rows] }
    }

    /// Adds a piece to the value under construction.
    #[inline]
    pub(super) fn extend(&mut self, piece: &[u8]) {
        self.values.extend_from_slice(piece);
    }

    /// Ends the value under construction.
    #[inline]
    pub(super) fn end(&mut self) {
        self.ends.push(self.values.len() as i32);
    }

    /// Takes back the value under construction.
    pub(super) fn forget(&mut self) {
        let start = self.ends.last().map_or(0, |end| *end as usize);
        self.values.truncate(start);
    }

    /// The value under construction.
    pub(super) fn open_value(&self) -> &[u8] {
        let start = self.ends.last().map_or(0, |end| *end as usize);
        &self.values[start..]
    }

    /// Adds a whole value.
    pub(super) fn push(&mut self, value: &[u8]) {
        self.values.extend_from_slice(value);
        self.end();
    }

    /// Keeps the first `rows` values only.
    pub(super) fn truncate(&mut self, rows: usize) {
        self.ends.truncate(rows);
        self.forget();
    }

    /// How many values there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// One value.
    pub(super) fn value(&self, row: usize) -> &[u8] {
        let start = if row == 0 { 0 } else { self.ends[row - 1] as usize };
        &self.values[start..self.ends[row] as usize]
    }

    /// Arrow's form; fails on text that is not UTF-8.
    pub(super) fn finish(self) -> Result<ArrayRef, ArrowError> {
        let rows = self.ends.len();
        let mut offsets = Vec::with_capacity(rows + 1);
        offsets.push(0);
        offsets.extend_from_slice(&self.ends);
        let there = BooleanBuffer::collect_bool(rows, |row| offsets[row] != offsets[row + 1]);
        let nulls = Some(NullBuffer::new(there)).filter(|nulls| nulls.null_count() > 0);
        let offsets = OffsetBuffer::new(ScalarBuffer::from(offsets));
        Ok(Arc::new(StringArray::try_new(offsets, Buffer::from_vec(self.values), nulls)?))
    }
}

/// A table that grows row by row, and by column when a later row has more.
#[derive(Debug, Default)]
pub(super) struct TextTable {
    pub(super) columns: Vec<SourceColumn>,
    pub(super) batches: Vec<RecordBatch>,
    open: Vec<TextColumn>,
    rows: Vec<i64>,
    bytes: usize,
    there: u64,
    missing: u64,
}

impl TextTable {
    /// An empty table with these columns.
    pub(super) fn new(columns: Vec<SourceColumn>) -> TextTable {
        let open = columns.iter().map(|_| TextColumn::default()).collect();
        TextTable { columns, open, ..TextTable::default() }
    }

    /// Adds a column, missing in the rows so far; gives its position.
    pub(super) fn add_column(&mut self, column: SourceColumn) -> usize {
        self.columns.push(column);
        self.open.push(TextColumn::missing(self.rows.len()));
        self.columns.len() - 1
    }

    /// Sets a value of the row under construction.
    pub(super) fn set(&mut self, column: usize, value: &str) {
        if let Some(open) = self.open.get_mut(column).filter(|open| open.len() == self.rows.len()) {
            open.push(value.as_bytes());
            self.bytes += value.len();
            self.there += 1;
        }
    }

    /// Ends the row under construction; columns that were not set are missing.
    pub(super) fn end_row(&mut self, source_row: i64) {
        self.rows.push(source_row);
        for column in &mut self.open {
            if column.len() < self.rows.len() {
                column.end();
                self.missing += 1;
            }
        }
        if self.rows.len() >= BATCH_ROWS || self.bytes >= BATCH_BYTES {
            self.close();
        }
    }

    /// Adds a row of values in the order of the columns.
    pub(super) fn push_row<'a>(&mut self, values: impl IntoIterator<Item = &'a str>, source_row: i64) {
        for (column, value) in values.into_iter().enumerate() {
            self.set(column, value);
        }
        self.end_row(source_row);
    }

    /// Whether hardly any of its values is there, so that its rows cost far more than they hold.
    pub(super) fn is_sparse(&self) -> bool {
        self.missing > self.there * MOST_MISSING.0 + MOST_MISSING.1
    }

    /// Closes the batch at hand, and gives earlier batches the columns that came later.
    pub(super) fn close(&mut self) {
        if !self.rows.is_empty() {
            let open = std::mem::take(&mut self.open);
            let rows = std::mem::take(&mut self.rows);
            self.open = open.iter().map(|_| TextColumn::default()).collect();
            self.bytes = 0;
            if let Ok(batch) = batch(&self.columns, open, rows) {
                self.batches.push(batch);
            }
        }
        widen(&self.columns, &mut self.batches);
    }

    /// Leaves out columns without a name in which nothing stands, such as delimiters at the end of every line.
    pub(super) fn drop_unnamed(&mut self) {
        let empty =
            |index: usize| self.batches.iter().all(|batch| batch.column(index).null_count() == batch.num_rows());
        let kept: Vec<usize> = (0..self.columns.len())
            .filter(|&index| !self.columns[index].original.trim().is_empty() || !empty(index))
            .collect();
        if kept.len() < self.columns.len() {
            let mut indices = kept.clone();
            indices.push(self.columns.len());
            self.batches = self.batches.iter().filter_map(|batch| batch.project(&indices).ok()).collect();
            self.columns = kept.iter().map(|&index| self.columns[index].clone()).collect();
        }
    }
}

/// One batch of finished columns and their rows.
pub(super) fn batch(
    columns: &[SourceColumn],
    values: Vec<TextColumn>,
    rows: Vec<i64>,
) -> Result<RecordBatch, ArrowError> {
    let mut arrays = values.into_iter().map(TextColumn::finish).collect::<Result<Vec<_>, _>>()?;
    arrays.push(Arc::new(Int64Array::from(rows)));
    RecordBatch::try_new(Arc::new(schema(columns)), arrays)
}

/// Gives batches the names of the columns, and those that were closed with fewer columns the ones they lack, all missing.
pub(super) fn widen(columns: &[SourceColumn], batches: &mut [RecordBatch]) {
    let whole = Arc::new(schema(columns));
    for batch in batches.iter_mut().filter(|batch| batch.schema_ref() != &whole) {
        let rows = batch.num_rows();
        let (values, row) = batch.columns().split_at(batch.num_columns() - 1);
        let mut arrays = values.to_vec();
        arrays.resize(columns.len(), Arc::new(StringArray::new_null(rows)));
        arrays.extend_from_slice(row);
        if let Ok(wide) = RecordBatch::try_new(whole.clone(), arrays) {
            *batch = wide;
        }
    }
}

fn schema(columns: &[SourceColumn]) -> Schema {
    let mut fields: Vec<Field> = columns.iter().map(|column| Field::new(&column.name, DataType::Utf8, true)).collect();
    fields.push(Field::new(SOURCE_ROW, DataType::Int64, true));
    Schema::new(fields)
}

//! Makes rows of a table of the model, as text with their place.

use std::sync::Arc;

use arrow_array::builder::StringBuilder;
use arrow_array::{ArrayRef, Int64Array, RecordBatch};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use schakel_model::{SOURCE_ID, SOURCE_ROW, Table};

use crate::gate::Input;
use crate::mapping::Origins;

/// Rows after which a batch is closed.
const BATCH_ROWS: usize = 16_384;
/// Bytes after which a batch is closed, far below what 32-bit offsets can hold.
const BATCH_BYTES: usize = 32 << 20;

/// Rows of a table under construction.
pub(super) struct Rows {
    table: &'static Table,
    schema: SchemaRef,
    columns: Vec<StringBuilder>,
    places: Vec<i64>,
    bytes: usize,
    batches: Vec<RecordBatch>,
}

impl Rows {
    /// Rows with these columns of a table of the model, in this order.
    pub(super) fn new(table: &'static Table, columns: &[&str]) -> Rows {
        let mut fields: Vec<Field> =
            columns.iter().chain([&SOURCE_ID]).map(|name| Field::new(*name, DataType::Utf8, true)).collect();
        let columns = fields.iter().map(|_| StringBuilder::new()).collect();
        fields.push(Field::new(SOURCE_ROW, DataType::Int64, true));
        let schema = Arc::new(Schema::new(fields));
        Rows { table, schema, columns, places: Vec::new(), bytes: 0, batches: Vec::new() }
    }

    /// Adds a row; `values` are in the order of the columns.
    pub(super) fn push<'v>(
        &mut self,
        values: impl IntoIterator<Item = Option<&'v str>>,
        source: Option<&'v str>,
        row: i64,
    ) {
        for (column, value) in self.columns.iter_mut().zip(values.into_iter().chain([source])) {
            self.bytes += value.map_or(0, str::len);
            column.append_option(value);
        }
        self.places.push(row);
        if self.places.len() >= BATCH_ROWS || self.bytes >= BATCH_BYTES {
            self.close();
        }
    }

    fn close(&mut self) {
        let mut columns: Vec<ArrayRef> =
            self.columns.iter_mut().map(|column| Arc::new(column.finish()) as ArrayRef).collect();
        // A row that is declared rather than read has no place.
        let places = std::mem::take(&mut self.places).into_iter().map(|row| (row > 0).then_some(row));
        columns.push(Arc::new(places.collect::<Int64Array>()));
        self.bytes = 0;
        self.batches.extend(RecordBatch::try_new(self.schema.clone(), columns));
    }

    /// The rows as the gate takes them in; `origin` is the file that asks for them.
    pub(super) fn input(mut self, origin: &str) -> Input {
        if !self.places.is_empty() {
            self.close();
        }
        Input {
            table: self.table,
            origin: origin.to_owned(),
            schema: self.schema,
            batches: self.batches,
            source: None,
            sheet: None,
            origins: Origins::new(),
        }
    }
}

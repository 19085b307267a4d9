//! Batches that are not what they say.

#![allow(unsafe_code, reason = "arrays that break the rules can only be made without checking them")]

use std::sync::Arc;

use arrow_array::builder::{Int64Builder, ListBuilder};
use arrow_array::types::Int32Type;
use arrow_array::{
    Array, ArrayRef, DictionaryArray, Int64Array, RecordBatch, RecordBatchIterator, RecordBatchReader, StringArray,
};
use arrow_buffer::{Buffer, OffsetBuffer, ScalarBuffer};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use schakel_plugin::Batches;

fn schema(columns: &[(&str, DataType)]) -> SchemaRef {
    Arc::new(Schema::new(columns.iter().map(|(name, kind)| Field::new(*name, kind.clone(), true)).collect::<Vec<_>>()))
}

fn one_column(name: &str, column: ArrayRef) -> Batches {
    let schema = schema(&[(name, column.data_type().clone())]);
    let batch = RecordBatch::try_new(schema.clone(), vec![column]);
    Box::new(RecordBatchIterator::new([batch], schema))
}

/// No row.
pub(crate) fn empty() -> Batches {
    one_column("n", Arc::new(Int64Array::from(Vec::<i64>::new())))
}

/// A table of the model with a number for a text and a column that no table has.
pub(crate) fn wrong_types() -> Batches {
    let schema = schema(&[("student_id", DataType::Int64), ("shoe_size", DataType::Int64)]);
    let column: ArrayRef = Arc::new(Int64Array::from(vec![1]));
    Box::new(RecordBatchIterator::new([RecordBatch::try_new(schema.clone(), vec![column.clone(), column])], schema))
}

/// More columns than a table has.
pub(crate) fn many_columns() -> Batches {
    let names: Vec<String> = (0..5_000).map(|n| format!("c{n}")).collect();
    let columns: Vec<_> = names.iter().map(|name| (name.as_str(), DataType::Int64)).collect();
    Box::new(RecordBatchIterator::new([], schema(&columns)))
}

/// A column whose name does not fit on a page.
pub(crate) fn long_name() -> Batches {
    one_column(&"x".repeat(1 << 20), Arc::new(Int64Array::from(vec![1])))
}

/// A column by reference to a list of values.
pub(crate) fn dictionary() -> Batches {
    one_column("name", Arc::new(["a", "b", "a"].into_iter().collect::<DictionaryArray<Int32Type>>()))
}

/// So many batches of so many rows.
pub(crate) fn batches(rows: usize, count: u64) -> Batches {
    let schema = schema(&[("n", DataType::Int64)]);
    let column: ArrayRef = Arc::new(Int64Array::from(vec![7; rows]));
    let batch = RecordBatch::try_new(schema.clone(), vec![column]).map_err(|error| error.to_string());
    let batches = (0..count).map(move |_| batch.clone().map_err(ArrowError::ComputeError));
    Box::new(RecordBatchIterator::new(batches, schema))
}

/// A text of a hundred million letters.
pub(crate) fn long_text() -> Batches {
    one_column("name", Arc::new(StringArray::from(vec!["x".repeat(100_000_000)])))
}

/// A list in a column.
pub(crate) fn nested() -> Batches {
    let mut list = ListBuilder::new(Int64Builder::new());
    list.append_value([Some(1), Some(2)]);
    one_column("hours", Arc::new(list.finish()))
}

/// Bytes that are no UTF-8.
pub(crate) fn invalid_text() -> Batches {
    one_column("name", text(&[0, 4], b"\xFF\xFE\xFD\xFC", 1))
}

/// Texts that begin after they end.
pub(crate) fn wrong_offsets() -> Batches {
    one_column("name", text(&[0, 4, 2, 3], b"abcd", 3))
}

fn text(offsets: &[i32], bytes: &[u8], length: usize) -> ArrayRef {
    let offsets = ScalarBuffer::<i32>::new(Buffer::from_slice_ref(offsets), 0, length + 1);
    // SAFETY: none; the offsets or the bytes are wrong on purpose.
    unsafe {
        let offsets = OffsetBuffer::new_unchecked(offsets);
        Arc::new(StringArray::new_unchecked(offsets, Buffer::from_slice_ref(bytes), None))
    }
}

/// Announces one column and hands over another.
pub(crate) fn other_columns() -> Batches {
    struct Other(SchemaRef, bool);
    impl Iterator for Other {
        type Item = Result<RecordBatch, ArrowError>;
        fn next(&mut self) -> Option<Self::Item> {
            let column: ArrayRef = Arc::new(Int64Array::from(vec![7]));
            let schema = schema(&[("b", DataType::Int64)]);
            std::mem::take(&mut self.1).then(|| RecordBatch::try_new(schema, vec![column]))
        }
    }
    impl RecordBatchReader for Other {
        fn schema(&self) -> SchemaRef {
            self.0.clone()
        }
    }
    Box::new(Other(schema(&[("a", DataType::Utf8)]), true))
}

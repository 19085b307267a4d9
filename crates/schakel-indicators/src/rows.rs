//! What a query gave, column by column.

use arrow_array::cast::AsArray;
use arrow_array::types::Float64Type;
use arrow_array::{Array, ArrayRef, BooleanArray, Float64Array, RecordBatch, StringArray};
use arrow_cast::cast;
use arrow_schema::DataType;
use arrow_select::concat::concat_batches;

use crate::IndicatorError;

/// The rows of a query.
#[derive(Debug)]
pub(crate) struct Rows {
    query: String,
    batch: RecordBatch,
}

impl Rows {
    pub(crate) fn new(
        query: &str,
        schema: &arrow_schema::SchemaRef,
        batches: &[RecordBatch],
    ) -> Result<Self, IndicatorError> {
        let batch = concat_batches(schema, batches).map_err(|e| IndicatorError::shape(query, e.to_string()))?;
        Ok(Self::of(query, batch))
    }

    /// The rows of one batch.
    pub(crate) fn of(query: &str, batch: RecordBatch) -> Self {
        Self { query: query.to_owned(), batch }
    }

    /// The rows as one batch.
    pub(crate) fn batch(&self) -> &RecordBatch {
        &self.batch
    }

    pub(crate) fn len(&self) -> usize {
        self.batch.num_rows()
    }

    pub(crate) fn query(&self) -> &str {
        &self.query
    }

    /// The column as the query typed it.
    pub(crate) fn column(&self, name: &str) -> Option<&ArrayRef> {
        self.batch.column_by_name(name)
    }

    /// The place of a column.
    pub(crate) fn position(&self, name: &str) -> Option<usize> {
        self.batch.schema_ref().index_of(name).ok()
    }

    /// A text column that the query must have.
    pub(crate) fn texts(&self, name: &str) -> Result<Texts, IndicatorError> {
        match self.column(name) {
            Some(column) => Ok(Texts(self.cast(name, column, &DataType::Utf8)?.as_string::<i32>().clone())),
            None => Err(IndicatorError::shape(&self.query, format!("expected a column `{name}`"))),
        }
    }

    /// A number column; without it every number is missing.
    pub(crate) fn numbers(&self, name: &str) -> Result<Numbers, IndicatorError> {
        let column = self.column(name).map(|c| self.cast(name, c, &DataType::Float64)).transpose()?;
        Ok(Numbers(column.map(|c| c.as_primitive::<Float64Type>().clone())))
    }

    /// A yes-or-no column; without it everything is no.
    pub(crate) fn flags(&self, name: &str) -> Result<Flags, IndicatorError> {
        let column = self.column(name).map(|c| self.cast(name, c, &DataType::Boolean)).transpose()?;
        Ok(Flags(column.map(|c| c.as_boolean().clone())))
    }

    fn cast(&self, name: &str, column: &ArrayRef, to: &DataType) -> Result<ArrayRef, IndicatorError> {
        cast(column, to).map_err(|e| IndicatorError::shape(&self.query, format!("column `{name}`: {e}")))
    }
}

/// A column of texts; a missing text is empty.
pub(crate) struct Texts(StringArray);

impl Texts {
    pub(crate) fn get(&self, row: usize) -> &str {
        if self.0.is_null(row) { "" } else { self.0.value(row) }
    }
}

/// A column of numbers that may be missing.
pub(crate) struct Numbers(Option<Float64Array>);

impl Numbers {
    pub(crate) fn get(&self, row: usize) -> Option<f64> {
        self.0.as_ref().filter(|c| c.is_valid(row)).map(|c| c.value(row))
    }

    /// A count: a number that is not negative, rounded.
    pub(crate) fn count(&self, row: usize) -> Option<u64> {
        // Checked not to be negative; counts are far below the limit of the type.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        self.get(row).filter(|v| *v >= 0.0).map(|v| v.round() as u64)
    }
}

/// A column of yes and no; missing is no.
pub(crate) struct Flags(Option<BooleanArray>);

impl Flags {
    pub(crate) fn get(&self, row: usize) -> bool {
        self.0.as_ref().is_some_and(|c| c.is_valid(row) && c.value(row))
    }
}

//! How records become Arrow columns, batch by batch.

use arrow_array::{RecordBatch, RecordBatchIterator};
use arrow_schema::{ArrowError, FieldRef, Schema};
use serde::Serialize;
use std::sync::Arc;

use crate::tables::Batches;
use crate::{Error, Result};

/// How many rows travel together.
pub const BATCH_ROWS: usize = 8192;

/// Rows one after the other, for tables that need not be in memory as a whole.
pub type Rows<T> = Box<dyn Iterator<Item = Result<T>> + Send>;

/// The rows as batches with these columns, encoded as they are asked for.
pub(crate) fn encode<T: Serialize + Send + 'static>(rows: Rows<T>, columns: Vec<FieldRef>) -> Batches {
    let schema = Arc::new(Schema::new(columns.clone()));
    let encoded = Encoded { rows: Some(rows), columns }.map(|batch| batch.map_err(to_arrow));
    Box::new(RecordBatchIterator::new(encoded, schema))
}

struct Encoded<T> {
    /// The rows that are left; none after the last one, or after an error.
    rows: Option<Rows<T>>,
    columns: Vec<FieldRef>,
}

impl<T: Serialize> Iterator for Encoded<T> {
    type Item = Result<RecordBatch>;

    fn next(&mut self) -> Option<Result<RecordBatch>> {
        let rows = self.rows.as_mut()?;
        match rows.take(BATCH_ROWS).collect::<Result<Vec<T>>>() {
            Ok(chunk) if chunk.is_empty() => None,
            Ok(chunk) => {
                Some(serde_arrow::to_record_batch(&self.columns, &chunk).map_err(|error| Error::new(error.message())))
            }
            Err(error) => {
                self.rows = None;
                Some(Err(error))
            }
        }
    }
}

/// The error of a plugin on its way through a stream, without any words of Arrow's.
fn to_arrow(error: Error) -> ArrowError {
    ArrowError::ExternalError(error.to_string().into())
}

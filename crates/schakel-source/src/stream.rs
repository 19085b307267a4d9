//! Tables of files that are larger than what is kept in memory: their rows are read again whenever they are asked for.
//!
//! The first reading goes through the whole file, as that of a file that is kept does: what is wrong is told, the rows are
//! counted, and at its end all columns are known. Later readings hand out the rows piece by piece, in the same order.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_array::{RecordBatch, new_null_array};
use arrow_cast::cast;
use arrow_schema::SchemaRef;

use crate::kind::Kind;
use crate::problem::Problem;
use crate::spec::SourceSpec;
use crate::table::{SourceTable, with_decimal_points};
use crate::{csv, edexml, json, tbgi, xml};

/// Takes the next rows of the table of this name; gives `false` when no more are wanted.
pub(crate) type Take<'t> = Box<dyn FnMut(&str, RecordBatch) -> bool + Send + 't>;

/// Reads a file from its beginning and hands out its rows.
type Pass = dyn Fn(Take<'_>) -> Result<Vec<SourceTable>, Vec<Problem>> + Send + Sync;

/// How a kind is read when its rows are handed out rather than kept.
type HandOut = fn(&SourceSpec, &Path, Take<'_>) -> Result<Vec<SourceTable>, Vec<Problem>>;

/// Text of records packs about so many times.
const PACKED: u64 = 8;

/// The rows of a table that are read from its file whenever they are asked for.
#[derive(Clone)]
pub struct Stream {
    pass: Arc<Pass>,
    table: String,
    file: String,
    schema: SchemaRef,
    decimal_comma: bool,
    size: Size,
}

/// What a table holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Size {
    /// Rows.
    pub(crate) rows: u64,
    /// Bytes that they take in memory.
    pub(crate) bytes: u64,
}

impl Size {
    pub(crate) fn add(&mut self, batch: &RecordBatch) {
        self.rows += batch.num_rows() as u64;
        self.bytes += batch.get_array_memory_size() as u64;
    }
}

impl Stream {
    /// The rows of a finished table, which `pass` gives as they stand in the file.
    pub(crate) fn new(spec: &SourceSpec, table: &SourceTable, size: Size, pass: Arc<Pass>) -> Stream {
        Stream {
            pass,
            table: table.name.clone(),
            file: spec.path.clone(),
            schema: table.schema(),
            decimal_comma: spec.decimal.as_deref() == Some(","),
            size,
        }
    }

    /// How many rows there are.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.size.rows
    }

    /// How many bytes the rows would take in memory together.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.size.bytes
    }

    /// The columns, with `source_row` behind them.
    #[must_use]
    pub fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    /// Reads the file once more and gives its rows to `take`, in their order, until that gives `false`.
    ///
    /// # Errors
    /// When the file does not hold what it held at first.
    pub fn read(&self, take: &mut (dyn FnMut(RecordBatch) -> bool + Send)) -> Result<(), Problem> {
        // Threads of its own: those that others share may all be waiting for these rows.
        let threads =
            rayon::ThreadPoolBuilder::new().build().map_err(|_| self.unread("there is no thread to read it"))?;
        let mut rows = 0;
        let mut wanted = true;
        let read = threads.install(|| {
            (self.pass)(Box::new(|table, batch| {
                if table == self.table {
                    rows += batch.num_rows() as u64;
                    wanted = self.conform(&batch).is_some_and(&mut *take);
                }
                wanted
            }))
        });
        match read {
            _ if !wanted => Ok(()),
            Ok(_) if rows == self.size.rows => Ok(()),
            // All of it could be read before.
            _ => Err(changed(&self.file)),
        }
    }

    /// Rows as they stand in the file, with the columns of the table.
    fn conform(&self, batch: &RecordBatch) -> Option<RecordBatch> {
        let columns = self.schema.fields().iter().map(|field| match batch.column_by_name(field.name()) {
            Some(column) if column.data_type() == field.data_type() => Some(column.clone()),
            Some(column) => cast(column, field.data_type()).ok(),
            // A column of which the first value stands further on.
            None => Some(new_null_array(field.data_type(), batch.num_rows())),
        });
        let batch = RecordBatch::try_new(self.schema.clone(), columns.collect::<Option<_>>()?).ok()?;
        if self.decimal_comma { with_decimal_points(&batch) } else { Some(batch) }
    }

    fn unread(&self, why: &str) -> Problem {
        Problem::error("source-unreadable", format!("the file could not be read again: {why}")).file(&self.file)
    }
}

impl fmt::Debug for Stream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stream").field("table", &self.table).field("size", &self.size).finish_non_exhaustive()
    }
}

/// That a file is not what it was when reading began.
#[must_use]
pub fn changed(file: &str) -> Problem {
    Problem::error("source-changed", "the file changed while it was being read")
        .file(file)
        .hint("Wait until it is copied or synchronised, and run again.")
}

/// Reads a source without keeping its rows; `None` for a kind that is always kept, and for one of which a second form is
/// asked that holds all rows again.
pub(crate) fn read(spec: &SourceSpec, path: &Path) -> Option<Result<Vec<SourceTable>, Vec<Problem>>> {
    if spec.long {
        return None;
    }
    let hand_out: HandOut = match spec.kind {
        Kind::Csv => return Some(csv::read_streamed(spec, path)),
        Kind::Ndjson => json::hand_out,
        Kind::Xml => xml::hand_out,
        Kind::Edexml => edexml::hand_out,
        Kind::Tbgi => tbgi::hand_out,
        _ => return None,
    };
    Some(counted(spec, path, hand_out))
}

/// The tables of a source, of which the rows were counted.
fn counted(spec: &SourceSpec, path: &Path, hand_out: HandOut) -> Result<Vec<SourceTable>, Vec<Problem>> {
    let mut sizes: BTreeMap<String, Size> = BTreeMap::new();
    let count = |table: &str, batch: RecordBatch| {
        match sizes.get_mut(table) {
            Some(size) => size.add(&batch),
            None => sizes.entry(table.to_owned()).or_default().add(&batch),
        }
        true
    };
    let tables = hand_out(spec, path, Box::new(count))?;
    let (own, path): (SourceSpec, PathBuf) = (spec.clone(), path.to_owned());
    let pass: Arc<Pass> = Arc::new(move |take: Take<'_>| hand_out(&own, &path, take));
    let streamed = tables.into_iter().map(|mut table| {
        let size = sizes.get(&table.name).copied().unwrap_or_default();
        table.stream = Some(Stream::new(spec, &table, size, pass.clone()));
        table
    });
    Ok(streamed.collect())
}

/// About how many bytes of text the files of a source hold.
pub(crate) fn size_of(files: &[PathBuf]) -> u64 {
    let size = |file: &PathBuf| {
        let bytes = std::fs::metadata(file).map_or(0, |metadata| metadata.len());
        if json::is_packed(file) { bytes.saturating_mul(PACKED) } else { bytes }
    };
    files.iter().map(size).sum()
}

//! What arrives from a plugin host, put together and checked.

use arrow_array::{Int64Array, RecordBatch, StringArray};
use arrow_schema::SchemaRef;
use schakel_model::{SOURCE_ID, SOURCE_ROW};

use super::contents::{check_names, decode};
use super::failure::{Failure, Stage};
use super::os::Guarantees;
use super::protocol::{Frame, Loaded, Totals};

/// A table that a native library handed over.
#[derive(Debug, Clone, PartialEq)]
pub struct NativeTable {
    /// Its name: that of a table of the common model, or the plugin's own.
    pub name: String,
    /// Names and types of its columns.
    pub schema: SchemaRef,
    /// Its rows.
    pub batches: Vec<RecordBatch>,
    /// How many rows there are.
    pub rows: u64,
}

impl NativeTable {
    /// Source and row that its rows say they come from, for those that say it.
    pub(crate) fn places(&self) -> impl Iterator<Item = (&str, i64)> {
        self.batches.iter().flat_map(|batch| {
            let sources =
                batch.column_by_name(SOURCE_ID).and_then(|column| column.as_any().downcast_ref::<StringArray>());
            let rows = batch.column_by_name(SOURCE_ROW).and_then(|column| column.as_any().downcast_ref::<Int64Array>());
            let places = sources.into_iter().flatten().zip(rows.into_iter().flatten());
            places.filter_map(|(source, row)| Some((source?, row?)))
        })
    }
}

/// The frames of one run.
#[derive(Debug)]
pub(super) struct Session {
    pub(super) stage: Stage,
    pub(super) guarantees: Guarantees,
    pub(super) library: Option<Loaded>,
    pub(super) tables: Vec<NativeTable>,
    listed: Vec<String>,
    stream: Vec<u8>,
    received: u64,
    limit_mb: u64,
}

impl Session {
    /// A session that takes at most `limit_mb` megabytes of rows.
    pub(super) fn new(limit_mb: u64) -> Session {
        Session {
            stage: Stage::Starting,
            guarantees: Guarantees::default(),
            library: None,
            tables: Vec::new(),
            listed: Vec::new(),
            stream: Vec::new(),
            received: 0,
            limit_mb,
        }
    }

    /// Takes a frame; true when it was the last one.
    ///
    /// # Errors
    /// When the host says that it could not be done, when the frame does not come at its turn, or when what it holds is not what it must be.
    pub(super) fn take(&mut self, frame: Frame) -> Result<bool, Failure> {
        match (frame, &self.stage) {
            (Frame::Failed(refusal), _) => return Err(Failure::Refused(refusal)),
            (Frame::Bounded(guarantees), Stage::Starting) => {
                self.guarantees = guarantees;
                self.stage = Stage::Loading;
            }
            (Frame::Loaded(library), Stage::Loading) => {
                self.library = Some(library);
                self.stage = Stage::Opening;
            }
            (Frame::Tables(names), Stage::Opening) => {
                let faults = check_names(&names);
                if !faults.is_empty() {
                    return Err(Failure::Contents { table: None, faults });
                }
                self.listed = names;
                self.next_stage();
            }
            (Frame::Table(name), Stage::Reading(expected)) if name == *expected => {}
            (Frame::Rows(bytes), Stage::Reading(_)) => {
                self.received += bytes.len() as u64;
                if self.received > self.limit_mb.saturating_mul(1 << 20) {
                    return Err(Failure::TooMuch { megabytes: self.limit_mb });
                }
                self.stream.extend(bytes);
            }
            (Frame::TableEnd(rows), Stage::Reading(name)) => {
                let name = name.clone();
                self.close_table(name, rows)?;
                self.next_stage();
            }
            (Frame::Done(totals), Stage::Closing) if totals == self.totals() => return Ok(true),
            (Frame::Done(_), _) => return Err(Failure::Truncated),
            _ => return Err(Failure::Garbage),
        }
        Ok(false)
    }

    fn close_table(&mut self, name: String, rows: u64) -> Result<(), Failure> {
        let stream = std::mem::take(&mut self.stream);
        let (schema, batches) =
            decode(&name, stream, rows).map_err(|faults| Failure::Contents { table: Some(name.clone()), faults })?;
        self.tables.push(NativeTable { name, schema, batches, rows });
        Ok(())
    }

    fn next_stage(&mut self) {
        self.stage = self.listed.get(self.tables.len()).map_or(Stage::Closing, |name| Stage::Reading(name.clone()));
    }

    fn totals(&self) -> Totals {
        Totals { tables: self.tables.len() as u64, rows: self.tables.iter().map(|table| table.rows).sum() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(tables: &[&str]) -> Session {
        let mut session = Session::new(1);
        let names = tables.iter().map(|name| (*name).to_owned()).collect();
        session.take(Frame::Bounded(Guarantees::default())).unwrap();
        session.take(Frame::Loaded(Loaded { name: "x".into(), version: "1".into() })).unwrap();
        session.take(Frame::Tables(names)).unwrap();
        session
    }

    #[test]
    fn a_run_is_whole_only_when_the_counts_at_the_end_agree() {
        assert_eq!(opened(&[]).take(Frame::Done(Totals::default())), Ok(true));
        assert_eq!(opened(&[]).take(Frame::Done(Totals { tables: 0, rows: 3 })), Err(Failure::Truncated));
        assert_eq!(opened(&["lesson"]).take(Frame::Done(Totals::default())), Err(Failure::Truncated));
    }

    #[test]
    fn a_frame_out_of_turn_is_garbage() {
        assert_eq!(Session::new(1).take(Frame::TableEnd(0)), Err(Failure::Garbage));
        assert_eq!(opened(&["lesson"]).take(Frame::Table("student".into())), Err(Failure::Garbage));
    }

    #[test]
    fn no_more_is_taken_than_was_allowed() {
        let mut session = opened(&["lesson"]);
        assert_eq!(session.take(Frame::Rows(vec![0; 1 << 20])), Ok(false));
        assert_eq!(session.take(Frame::Rows(vec![0])), Err(Failure::TooMuch { megabytes: 1 }));
    }

    #[test]
    fn a_stream_that_breaks_off_is_no_table() {
        let mut session = opened(&["lesson"]);
        session.take(Frame::Rows(vec![255, 255, 255, 255, 64, 0, 0, 0, 1])).unwrap();
        let Err(Failure::Contents { table, faults }) = session.take(Frame::TableEnd(0)) else { panic!("refused") };
        assert_eq!(table.as_deref(), Some("lesson"));
        assert!(faults[0].starts_with("its data are not valid"), "{faults:?}");
    }
}

//! One record per line, read in pieces. A line that cannot be read is left out; the others are kept.

use std::path::Path;

use rayon::prelude::*;
use serde_json::Value;

use super::text::{self, TextFile};
use super::{Sink, syntax};
use crate::problem::Problem;
use crate::spec::SourceSpec;

/// Bytes of lines that are read in parallel before they are put into tables.
const PIECE: usize = 8 << 20;
/// Bytes that a line may have: more is no list of records.
const LONGEST: usize = 64 << 20;

/// What is known of the files that were read.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    /// How many lines the files before this one have.
    before: u64,
    /// How many lines were read of this one.
    count: u64,
    /// What was wrong with the lines left out.
    pub(crate) refused: Vec<Problem>,
}

impl Lines {
    /// The last row of the files so far.
    pub(crate) fn last_row(&self) -> i64 {
        (self.before + self.count) as i64
    }

    /// Counts the records of a file that is no list of lines as so many lines.
    pub(crate) fn pass(&mut self, records: i64) {
        self.before += u64::try_from(records).unwrap_or(0);
    }

    /// Reads the records of one more file; `source_row` is the number of the line, counted on through several files.
    pub(crate) fn read_file(
        &mut self,
        spec: &SourceSpec,
        path: &Path,
        limit: Option<u64>,
        sink: &mut dyn Sink,
    ) -> Result<(), Vec<Problem>> {
        let file = TextFile::open(spec, path)?;
        self.before += std::mem::take(&mut self.count);
        self.read(spec, &file, limit, sink).map_err(|problem| vec![problem])
    }

    fn read(
        &mut self,
        spec: &SourceSpec,
        file: &TextFile<'_>,
        limit: Option<u64>,
        sink: &mut dyn Sink,
    ) -> Result<(), Problem> {
        let unreadable = |error: std::io::Error| text::problem(spec, &error);
        let mut reader = file.reader().map_err(unreadable)?;
        let mut piece = Vec::new();
        let mut more = true;
        while more && limit.is_none_or(|limit| (sink.records() as u64) < limit) {
            more = reader.fill(&mut piece, PIECE).map_err(unreadable)?;
            let end = if more { memchr::memrchr(b'\n', &piece).map_or(0, |at| at + 1) } else { piece.len() };
            if end == 0 && piece.len() > LONGEST {
                return Err(Problem::error(
                    "source-record",
                    "a line is longer than 64 MB; expected one record per line",
                )
                .file(&spec.path)
                .row(self.count + 1)
                .hint("Declare kind = \"json\" when the file is one document."));
            }
            let text = std::str::from_utf8(&piece[..end]).map_err(|_| super::wrong_encoding(spec))?;
            self.take(spec, text, sink);
            piece.drain(..end);
        }
        Ok(())
    }

    fn take(&mut self, spec: &SourceSpec, text: &str, sink: &mut dyn Sink) {
        let lines: Vec<&str> = text.lines().collect();
        let parsed: Vec<_> = lines
            .par_iter()
            .map(|line| (!line.trim().is_empty()).then(|| serde_json::from_str::<Value>(line)))
            .collect();
        for record in parsed {
            self.count += 1;
            match record {
                None => {}
                Some(Ok(value @ Value::Object(_))) => sink.record(&value, (self.before + self.count) as i64),
                Some(Ok(_)) => {
                    let message = "a line that is not an object; expected { … }";
                    self.note(spec, Problem::error("source-record", message).row(self.count));
                }
                Some(Err(error)) => self.note(spec, syntax(spec, &error, self.count as usize)),
            }
        }
    }

    /// Keeps the first line of every kind of mistake, and how often it occurs.
    fn note(&mut self, spec: &SourceSpec, problem: Problem) {
        let problem = problem.file(&spec.path);
        match self.refused.iter_mut().find(|other| (&other.file, &other.message) == (&problem.file, &problem.message)) {
            Some(other) => other.count += 1,
            None => self.refused.push(problem),
        }
    }
}

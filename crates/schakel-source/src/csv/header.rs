//! The rows above the data: which delimiter they use, and what the columns are called.

use std::collections::BTreeSet;

use super::dialect::{NO_DELIMITER, delimiter_name, detect_delimiter, fields, first_record};
use super::parse::{Dialect, MOST_COLUMNS};
use super::quote;
use crate::kind::Kind;
use crate::problem::Problem;
use crate::spec::{SourceSpec, character};

/// What stands above the data.
#[derive(Debug, Clone)]
pub(crate) struct Header {
    /// How fields are written.
    pub(crate) dialect: Dialect,
    /// Names of the columns; none when there is no header.
    pub(crate) names: Vec<String>,
    /// Further header rows.
    pub(crate) more: Vec<Vec<String>>,
    /// Row of the names, 1-based.
    pub(crate) row: u64,
    /// Bytes of text above the data.
    pub(super) bytes: usize,
    /// Records above the data, blank ones included.
    pub(super) records: i64,
    /// Lines end in a carriage return alone, as on old Macs.
    pub(crate) bare_returns: bool,
}

impl Header {
    /// Finds the header in the first text of a file.
    pub(super) fn find(spec: &SourceSpec, mut sample: Vec<u8>) -> Result<Header, Vec<Problem>> {
        let bare_returns = sample.contains(&b'\r') && !sample.contains(&b'\n');
        if bare_returns {
            returns_to_newlines(&mut sample);
        }
        if sample.iter().all(u8::is_ascii_whitespace) {
            return Err(vec![
                Problem::error("source-empty", "the file holds nothing but white space")
                    .file(&spec.path)
                    .hint("Make the export again and look whether it holds rows."),
            ]);
        }
        let quote = quote(spec);
        let separator_line = separator_line(&sample);
        let declared = spec.delimiter.as_deref().and_then(character);
        let found = separator_line.map(|(delimiter, _)| delimiter).or_else(|| detect_delimiter(&sample, quote));
        let dialect = Dialect { delimiter: declared.or(found).unwrap_or(NO_DELIMITER), quote };
        let mut header =
            Header { dialect, names: Vec::new(), more: Vec::new(), row: 1, bytes: 0, records: 0, bare_returns };
        if let Some((_, length)) = separator_line {
            header.bytes = length;
            header.records = 1;
        }
        if spec.header != Some(false) {
            header.take_rows(spec, &sample)?;
        }
        header.check_delimiter(spec, declared, found, &sample)?;
        Ok(header)
    }

    fn take_rows(&mut self, spec: &SourceSpec, sample: &[u8]) -> Result<(), Vec<Problem>> {
        let names_row = spec.header_row.unwrap_or(0) as i64;
        while let Some((record, row)) = self.next(sample) {
            if (row as i64) >= names_row && !record.is_empty() {
                self.names = record.into_iter().map(|name| name.trim().to_owned()).collect();
                self.row = row;
                break;
            }
        }
        if self.names.is_empty() {
            return Err(vec![
                Problem::error("source-header", format!("no header in row {}", names_row.max(1)))
                    .file(&spec.path)
                    .hint("Set header_row to the row of the column names, or header = false."),
            ]);
        }
        if self.names.len() > MOST_COLUMNS {
            return Err(vec![
                Problem::error("source-columns", format!("the header has more than {MOST_COLUMNS} columns"))
                    .file(&spec.path)
                    .row(self.row)
                    .hint("Look whether this is the right file, and set delimiter to what stands between its fields."),
            ]);
        }
        let more = match spec.header_rows {
            Some(rows) => rows - 1,
            None if spec.kind == Kind::Qualtrics => self.qualtrics_rows(sample),
            None => 0,
        };
        for _ in 0..more {
            let Some((record, _)) = self.next(sample) else { break };
            self.more.push(record);
        }
        Ok(())
    }

    /// The next record of the sample and its row.
    fn next(&mut self, sample: &[u8]) -> Option<(Vec<String>, u64)> {
        let rest = sample.get(self.bytes..).filter(|rest| !rest.is_empty())?;
        let length = first_record(rest, self.dialect);
        self.bytes += length;
        self.records += 1;
        Some((fields(&rest[..length], self.dialect), self.records as u64))
    }

    /// Qualtrics writes texts and import ids below the names; exports in the old form have no import ids.
    fn qualtrics_rows(&self, sample: &[u8]) -> u64 {
        let mut ahead = self.clone();
        let import_ids = |record: &[String]| record.first().is_some_and(|field| field.contains("ImportId"));
        let rows: Vec<_> = (0..2).filter_map(|_| ahead.next(sample)).map(|(record, _)| record).collect();
        if rows.iter().any(|record| import_ids(record)) { 2 } else { 1 }
    }

    /// A declared delimiter that does not occur is a mistake when another one does.
    fn check_delimiter(
        &self,
        spec: &SourceSpec,
        declared: Option<u8>,
        found: Option<u8>,
        sample: &[u8],
    ) -> Result<(), Vec<Problem>> {
        let (Some(declared), Some(found)) = (declared, found) else { return Ok(()) };
        let rest = &sample[self.bytes.min(sample.len())..];
        let width = match spec.header {
            Some(false) => fields(&rest[..first_record(rest, self.dialect)], self.dialect).len(),
            _ => self.names.len(),
        };
        if width > 1 || declared == found {
            return Ok(());
        }
        Err(vec![
            Problem::error(
                "source-delimiter",
                format!(
                    "with the declared delimiter {} there is one column; between the columns it looks like {}",
                    delimiter_name(declared),
                    delimiter_name(found)
                ),
            )
            .file(&spec.path)
            .row(self.row)
            .hint("Change delimiter in plugin.toml, or leave it out to have it found."),
        ])
    }

    /// The names that occur more than once.
    pub(super) fn repeated(&self) -> BTreeSet<&str> {
        let mut seen = BTreeSet::new();
        self.names.iter().map(String::as_str).filter(|name| !name.is_empty() && !seen.insert(*name)).collect()
    }
}

/// Excel's first line `sep=;`, with its length.
fn separator_line(sample: &[u8]) -> Option<(u8, usize)> {
    let line = sample.split(|byte| *byte == b'\n').next()?;
    let text = line.strip_suffix(b"\r").unwrap_or(line);
    match text {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', delimiter] => {
            Some((*delimiter, (line.len() + 1).min(sample.len())))
        }
        _ => None,
    }
}

/// Makes `\n` of every `\r`.
pub(super) fn returns_to_newlines(text: &mut [u8]) {
    text.iter_mut().filter(|byte| **byte == b'\r').for_each(|byte| *byte = b'\n');
}

//! The rows of a file: read in chunks that end at a record, and cut into columns in parallel.
//!
//! While one group of chunks is cut, the next is read. In memory are two groups and the columns made so far.

use std::io::{self, Read};

use arrow_array::RecordBatch;
use rayon::prelude::*;

use super::Layout;
use super::header::returns_to_newlines;
use super::input::Input;
use super::parse::{
    Dialect, MOST_COLUMNS, Parsed, Ragged, Rules, end_of_last_record, likely_end_of_last_record, parse,
};
use crate::build;
use crate::encoding::TextReader;
use crate::problem::Problem;
use crate::spec::SourceSpec;
use crate::table::SourceColumn;

/// Bytes of text that one thread cuts at a time.
const CHUNK: usize = 2 << 20;
/// The longest record; a longer one means that a quote was never closed.
const LONGEST_RECORD: usize = 64 << 20;

/// Rows of another width than the header, with the first as a person sees it and its number of fields.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Rows {
    pub(super) count: u64,
    pub(super) first: Option<(u64, usize)>,
}

impl Rows {
    fn add(&mut self, ragged: Ragged, above: i64) {
        self.count += ragged.count;
        if self.first.is_none() {
            self.first = ragged.first.map(|(record, width)| ((above + record + 1) as u64, width));
        }
    }
}

/// The rows of a file. Without a header the batches may have different numbers of columns.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) batches: Vec<RecordBatch>,
    pub(super) long: Rows,
    pub(super) short: Rows,
}

/// Why the rows of a file could not be read.
#[derive(Debug)]
pub(super) enum Failure {
    /// The file could not be read.
    Io(io::Error),
    /// In this row stand bytes that are not of the encoding.
    NotUtf8 { row: u64, encoding: &'static str },
    /// A quote was opened in this row and never closed.
    Unclosed { row: u64 },
    /// Down to this row there are far fewer values than the columns ask for.
    Sparse { row: u64 },
    /// The columns could not be made.
    Arrow(String),
}

impl Failure {
    pub(super) fn problem(self, spec: &SourceSpec) -> Problem {
        match self {
            Failure::Io(error) => crate::files::unreadable(spec, &error),
            Failure::NotUtf8 { row, encoding } => Problem::error(
                "source-encoding",
                format!("a character that does not exist in the encoding {encoding}"),
            )
            .file(&spec.path)
            .row(row)
            .hint("Set encoding in plugin.toml, for example to \"windows-1252\", or leave it out to have it found."),
            Failure::Unclosed { row } => Problem::error(
                "source-quote",
                "a quote is opened at the start of a field and never closed",
            )
            .file(&spec.path)
            .row(row)
            .hint(
                "Close it in the file, or set quote = \"\" in plugin.toml when quotes are ordinary characters there.",
            ),
            Failure::Sparse { row } => Problem::error(
                "source-columns",
                "down to this row hardly any of the many columns has a value",
            )
            .file(&spec.path)
            .row(row)
            .hint("Look whether this is the right file, and which character stands between its fields: set delimiter."),
            Failure::Arrow(message) => {
                Problem::error("source-rows", format!("the rows could not be made into a table: {message}"))
                    .file(&spec.path)
            }
        }
    }
}

/// Reads everything below the header; stops after `limit` rows when given.
pub(super) fn read(spec: &SourceSpec, input: Input<'_>, layout: &Layout, limit: Option<u64>) -> Result<Body, Failure> {
    match read_with(spec, input, layout, limit, likely_end_of_last_record) {
        // A quote that is an ordinary character upsets the counting of quotes; looking at each of them does not.
        Err(Failure::Unclosed { .. }) => read_with(spec, input, layout, limit, end_of_last_record),
        read => read,
    }
}

fn read_with(
    spec: &SourceSpec,
    input: Input<'_>,
    layout: &Layout,
    limit: Option<u64>,
    end_of_records: fn(&[u8], Dialect) -> usize,
) -> Result<Body, Failure> {
    let header = &layout.header;
    let text = input.open(layout.encoding.mark).map_err(Failure::Io)?;
    let mut source = Chunks {
        reader: TextReader::new(text, layout.encoding.encoding),
        rest: Vec::new(),
        skip: header.bytes,
        dialect: header.dialect,
        bare_returns: header.bare_returns,
        ended: false,
        end_of_records,
    };
    let width = Some(header.names.len()).filter(|_| spec.header != Some(false));
    let rules = Rules { dialect: header.dialect, width, most: MOST_COLUMNS, null: &spec.null };
    let mut gather = Gather { above: header.records, body: Body::default(), encoding: layout.encoding.encoding.name() };
    let size = rayon::current_num_threads() * 2;
    let mut group = source.group(1).map_err(Failure::Io)?;
    while !group.is_empty() {
        let (next, cut) =
            rayon::join(|| source.group(size), || group.par_iter().map(|chunk| cut(chunk, rules)).collect::<Vec<_>>());
        for chunk in cut {
            gather.add(chunk)?;
        }
        if limit.is_some_and(|limit| gather.rows() >= limit) {
            break;
        }
        group = next.map_err(Failure::Io)?;
    }
    if source.reader.malformed {
        return Err(Failure::NotUtf8 { row: header.row, encoding: gather.encoding });
    }
    Ok(gather.body)
}

/// A chunk cut into columns, or the number of records above the bytes that are not UTF-8.
fn cut(chunk: &[u8], rules: Rules<'_>) -> Result<Parsed, i64> {
    match std::str::from_utf8(chunk) {
        Ok(_) => Ok(parse(chunk, rules)),
        Err(error) => {
            let good = &chunk[..error.valid_up_to()];
            Err(parse(&good[..end_of_last_record(good, rules.dialect)], rules).records)
        }
    }
}

struct Gather {
    above: i64,
    body: Body,
    encoding: &'static str,
}

impl Gather {
    fn add(&mut self, chunk: Result<Parsed, i64>) -> Result<(), Failure> {
        let mut chunk = chunk
            .map_err(|records| Failure::NotUtf8 { row: (self.above + records + 1) as u64, encoding: self.encoding })?;
        let above = self.above;
        if chunk.open {
            return Err(Failure::Unclosed { row: (above + chunk.records) as u64 });
        }
        if let Some(record) = chunk.sparse {
            return Err(Failure::Sparse { row: (above + record) as u64 });
        }
        chunk.rows.iter_mut().for_each(|row| *row += above + 1);
        self.body.long.add(chunk.long, above);
        self.body.short.add(chunk.short, above);
        self.above += chunk.records;
        if !chunk.rows.is_empty() {
            let names: Vec<SourceColumn> =
                (1..=chunk.columns.len()).map(|number| SourceColumn::same(&format!("column_{number}"))).collect();
            let batch =
                build::batch(&names, chunk.columns, chunk.rows).map_err(|error| Failure::Arrow(error.to_string()))?;
            self.body.batches.push(batch);
        }
        Ok(())
    }

    fn rows(&self) -> u64 {
        self.body.batches.iter().map(|batch| batch.num_rows() as u64).sum()
    }
}

/// Gives the text below the header in pieces that end at a record.
struct Chunks<'i> {
    reader: TextReader<Box<dyn Read + Send + 'i>>,
    rest: Vec<u8>,
    skip: usize,
    dialect: Dialect,
    bare_returns: bool,
    ended: bool,
    end_of_records: fn(&[u8], Dialect) -> usize,
}

impl Chunks<'_> {
    fn group(&mut self, size: usize) -> io::Result<Vec<Vec<u8>>> {
        let mut group = Vec::with_capacity(size);
        while group.len() < size && !self.ended {
            let chunk = self.next()?;
            if !chunk.is_empty() {
                group.push(chunk);
            }
        }
        Ok(group)
    }

    fn next(&mut self) -> io::Result<Vec<u8>> {
        let mut text = Vec::with_capacity(CHUNK + self.rest.len() + CHUNK / 8);
        text.append(&mut self.rest);
        loop {
            let start = text.len();
            let more = self.reader.fill(&mut text, CHUNK)?;
            if self.bare_returns {
                returns_to_newlines(&mut text[start..]);
            }
            if self.skip > 0 {
                let skipped = self.skip.min(text.len());
                text.drain(..skipped);
                self.skip -= skipped;
            }
            let end = (self.end_of_records)(&text, self.dialect);
            if !more || end == 0 && text.len() > LONGEST_RECORD {
                self.ended = true;
                return Ok(text);
            }
            if end > 0 {
                self.rest = text.split_off(end);
                return Ok(text);
            }
        }
    }
}

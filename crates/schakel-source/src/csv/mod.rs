//! Delimited text: any delimiter, encoding and header, read in chunks that are cut into columns in parallel.

mod chunks;
mod dialect;
mod header;
mod input;
mod parse;

use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use arrow_array::RecordBatch;
use encoding_rs::{Encoding, WINDOWS_1252};

use self::chunks::{Body, Ends, Failure, TakeRows};
use self::header::Header;
use super::build::{self, TextTable};
use super::encoding::{self, TextEncoding, TextReader};
use super::names::clean_names;
use super::spec::{SourceSpec, character};
use super::stream::{Stream, Take};
use super::table::{SourceColumn, SourceTable};
use crate::kind::{Definition, Kind, Takes};
use crate::problem::Problem;

pub(super) use self::dialect::{delimiter_name, detect_delimiter};
pub(super) use self::input::Input;
pub(super) use self::parse::Dialect;

/// The kind `csv`.
pub(crate) const KIND: Definition = Definition {
    kind: Kind::Csv,
    name: "csv",
    title: "Delimited text",
    takes: Takes::File,
    options: &[
        "delimiter",
        "quote",
        "encoding",
        "header",
        "header_row",
        "header_rows",
        "null",
        "decimal",
        "drop",
        "long",
    ],
    gives: "One table. Delimiter and encoding (UTF-8, UTF-16, windows-1252, byte-order marks) are found when not \
            declared. `header = false`: `column_1` …, rows of any width. `header_rows = 2`: the first holds the names, \
            all are offered as `<name>__columns`.",
    example: r#"name = "leerlingen"
kind = "csv"
path = "leerlingen.csv"
encoding = "windows-1252"   # found by looking when absent
drop = ["Achternaam", "BSN"]"#,
    read,
};

/// Text that is looked at to find encoding, delimiter and header.
const SAMPLE: usize = 1 << 20;

/// What was found out about a file before its rows are read.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    pub(super) encoding: TextEncoding,
    pub(super) header: Header,
}

/// Reads a file of kind csv; at most `limit` rows when given.
pub(super) fn read(spec: &SourceSpec, path: &Path, limit: Option<u64>) -> Result<Vec<SourceTable>, Vec<Problem>> {
    read_input(spec, Input::File(path), limit)
}

/// Reads delimited text from wherever it stands; the first table is the text itself.
pub(super) fn read_input(
    spec: &SourceSpec,
    input: Input<'_>,
    limit: Option<u64>,
) -> Result<Vec<SourceTable>, Vec<Problem>> {
    let table = read_table(spec, input, limit, &|header| clean_names(header))?;
    let more = spec.long || table.columns.iter().any(|column| !column.more.is_empty());
    Ok(beside(spec, table.finish(spec), more))
}

/// A table with what is offered beside it: what the header says when `columns` asks for it, and the long form.
pub(super) fn beside(spec: &SourceSpec, table: SourceTable, columns: bool) -> Vec<SourceTable> {
    let columns = columns.then(|| table.columns_table());
    let long = spec.long.then(|| table.long());
    std::iter::once(table).chain(columns).chain(long).collect()
}

/// Reads delimited text into one table with all its columns, under the names that `names` gives for the header.
pub(super) fn read_table(
    spec: &SourceSpec,
    input: Input<'_>,
    limit: Option<u64>,
    names: &dyn Fn(&[String]) -> Vec<String>,
) -> Result<SourceTable, Vec<Problem>> {
    let mut batches: Vec<RecordBatch> = Vec::new();
    let read = settle(spec, input, &mut |attempt| {
        let mut rows = 0;
        batches.clear();
        attempt(&mut |batch| {
            rows += batch.num_rows() as u64;
            batches.push(batch);
            limit.is_none_or(|limit| rows < limit)
        })
    })?;
    let columns = read.columns(spec, names);
    let kept = read.kept(&columns);
    build::widen(&columns, &mut batches);
    Ok(read.table(spec, columns, kept, batches))
}

/// Reads a file of kind csv of which the rows are not kept.
pub(super) fn read_streamed(spec: &SourceSpec, path: &Path) -> Result<Vec<SourceTable>, Vec<Problem>> {
    let read = settle(spec, Input::File(path), &mut |attempt| attempt(&mut |_| true))?;
    let columns = read.columns(spec, &|header| clean_names(header));
    let kept = read.kept(&columns);
    let (size, layout, ends) = (read.body.size, read.layout.clone(), read.ends);
    let mut table = read.table(spec, columns.clone(), kept, Vec::new()).finish(spec);
    let (own, path) = (spec.clone(), path.to_owned());
    let pass = move |mut take: Take<'_>| {
        let mut conformed = |mut batch| {
            build::widen(&columns, std::slice::from_mut(&mut batch));
            take(&own.name, batch)
        };
        let body = chunks::read(&own, Input::File(&path), &layout, ends, &mut conformed);
        body.map(|_| Vec::new()).map_err(|failure| vec![failure.problem(&own)])
    };
    table.stream = Some(Stream::new(spec, &table, size, Arc::new(pass)));
    let more = table.columns.iter().any(|column| !column.more.is_empty());
    Ok(beside(spec, table, more))
}

/// A file that was read to its end, or as far as was wanted.
struct Settled {
    layout: Layout,
    ends: Ends,
    body: Body,
}

/// Reads the rows from their first to their last.
type Attempt<'a> = dyn Fn(TakeRows<'_>) -> Result<Body, Failure> + 'a;

/// Finds the encoding, and the way to tell records apart, with which all of a file can be read. What an attempt gave that
/// came to nothing does not count.
fn settle(
    spec: &SourceSpec,
    input: Input<'_>,
    read: &mut dyn FnMut(&Attempt<'_>) -> Result<Body, Failure>,
) -> Result<Settled, Vec<Problem>> {
    let mut ends = Ends::Likely;
    let mut layout = look(spec, input, declared_encoding(spec)?)?;
    loop {
        match read(&|take| chunks::read(spec, input, &layout, ends, take)) {
            Ok(body) => return Ok(Settled { layout, ends, body }),
            Err(Failure::Unclosed { .. }) if ends == Ends::Likely => ends = Ends::Sure,
            Err(Failure::NotUtf8 { .. }) if layout.encoding.guessed && layout.encoding.encoding != WINDOWS_1252 => {
                ends = Ends::Likely;
                layout = look(spec, input, Some(WINDOWS_1252))?;
            }
            Err(failure) => return Err(vec![failure.problem(spec)]),
        }
    }
}

/// Finds encoding, delimiter and header.
pub(super) fn look(
    spec: &SourceSpec,
    input: Input<'_>,
    declared: Option<&'static Encoding>,
) -> Result<Layout, Vec<Problem>> {
    let fail = |error: std::io::Error| vec![crate::files::unreadable(spec, &error)];
    let open = |skip: usize| input.open(skip).map(|reader| reader.take(SAMPLE as u64)).map_err(fail);
    let mut head = Vec::new();
    open(0)?.read_to_end(&mut head).map_err(fail)?;
    let encoding = encoding::detect(&head, declared);
    let mut sample = Vec::new();
    TextReader::new(open(encoding.mark)?, encoding.encoding).fill(&mut sample, SAMPLE).map_err(fail)?;
    let header = Header::find(spec, sample)?;
    Ok(Layout { encoding, header })
}

/// The encoding that the plugin declares.
pub(super) fn declared_encoding(spec: &SourceSpec) -> Result<Option<&'static Encoding>, Vec<Problem>> {
    let Some(name) = &spec.encoding else { return Ok(None) };
    match encoding::by_name(name) {
        Some(encoding) => Ok(Some(encoding)),
        None => Err(vec![
            Problem::error("source-option", format!("source {}: encoding `{name}` is not known", spec.name))
                .file(&spec.path)
                .hint("Use utf-8, windows-1252, iso-8859-1, utf-16le or utf-16be, or leave it out."),
        ]),
    }
}

impl Settled {
    /// All columns, under the names that `names` gives for the header.
    fn columns(&self, spec: &SourceSpec, names: &dyn Fn(&[String]) -> Vec<String>) -> Vec<SourceColumn> {
        let header = &self.layout.header;
        let width = self.body.filled.len().max(header.names.len());
        let originals: Vec<String> = match spec.header {
            Some(false) => (1..=width).map(|number| format!("column_{number}")).collect(),
            _ => header.names.clone(),
        };
        let more = |index: usize| header.more.iter().map(|row| row.get(index).cloned().unwrap_or_default()).collect();
        let columns = names(&originals).into_iter().zip(originals).enumerate();
        columns.map(|(index, (name, original))| SourceColumn { name, original, more: more(index) }).collect()
    }

    /// The columns without those that have no name and in which nothing stands, such as behind delimiters at the end of
    /// every line.
    fn kept(&self, columns: &[SourceColumn]) -> Vec<usize> {
        let filled = |index: usize| self.body.filled.get(index).copied().unwrap_or(false);
        (0..columns.len()).filter(|&index| !columns[index].original.trim().is_empty() || filled(index)).collect()
    }

    fn table(
        self,
        spec: &SourceSpec,
        columns: Vec<SourceColumn>,
        kept: Vec<usize>,
        batches: Vec<RecordBatch>,
    ) -> SourceTable {
        let mut table = TextTable::new(columns);
        table.batches = batches;
        table.keep(&kept);
        let mut table = SourceTable::text(&spec.name, &spec.path, table);
        table.problems = problems(spec, &self.layout, &table, &self.body);
        table.problems.sort();
        table
    }
}

fn problems(spec: &SourceSpec, layout: &Layout, table: &SourceTable, body: &Body) -> Vec<Problem> {
    let (Layout { encoding, header }, Body { long, short, .. }) = (layout, body);
    let mut problems = Vec::new();
    let width = if spec.header == Some(false) { table.columns.len() } else { header.names.len() };
    if let Some((row, fields)) = long.first {
        problems.push(
            Problem::error("source-row-width", format!("row left out: {fields} fields where the header has {width}"))
                .file(&spec.path)
                .row(row)
                .count(long.count)
                .hint(format!(
                    "A value that holds {} must stand between quotes.",
                    delimiter_name(header.dialect.delimiter)
                )),
        );
    }
    if let Some((row, fields)) = short.first {
        problems.push(
            Problem::notice("source-row-short", format!("{fields} of {width} fields; the rest was taken as missing"))
                .file(&spec.path)
                .row(row)
                .count(short.count),
        );
    }
    for repeated in header.repeated() {
        let first = table.columns.iter().filter(|column| column.original == repeated).nth(1);
        let name = first.map_or_else(String::new, |column| column.name.clone());
        problems.push(
            Problem::notice(
                "source-column-twice",
                format!("the header has this column more than once; the second is named `{name}`"),
            )
            .file(&spec.path)
            .row(header.row)
            .column(repeated),
        );
    }
    if body.size.rows == 0 {
        problems.push(Problem::notice("source-no-rows", "there is a header and no row below it").file(&spec.path));
    }
    if encoding.guessed && encoding.encoding == WINDOWS_1252 && spec.encoding.is_none() {
        problems.push(
            Problem::notice("source-encoding", "the text is not UTF-8; it was read as windows-1252")
                .file(&spec.path)
                .hint("Set encoding in plugin.toml to say which it is."),
        );
    }
    problems
}

/// The character that stands around fields.
pub(super) fn quote(spec: &SourceSpec) -> Option<u8> {
    match spec.quote.as_deref() {
        None => Some(b'"'),
        Some(text) => character(text),
    }
}

//! Delimited text: any delimiter, encoding and header, read in chunks that are cut into columns in parallel.

mod chunks;
mod dialect;
mod header;
mod input;
mod parse;

use std::io::Read;
use std::path::Path;

use encoding_rs::{Encoding, WINDOWS_1252};

use self::chunks::{Body, Failure};
use self::header::Header;
use super::build::{self, TextTable};
use super::encoding::{self, TextEncoding, TextReader};
use super::names::clean_names;
use super::spec::{SourceSpec, character};
use super::table::{SourceColumn, SourceTable};
use crate::kind::{Definition, Kind, Takes};
use crate::problem::Problem;

pub(super) use self::dialect::{delimiter_name, detect_delimiter};
pub(super) use self::input::Input;

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
    let declared = declared_encoding(spec)?;
    let layout = look(spec, input, declared)?;
    let body = match chunks::read(spec, input, &layout, limit) {
        Err(Failure::NotUtf8 { .. }) if layout.encoding.guessed => {
            let layout = look(spec, input, Some(WINDOWS_1252))?;
            chunks::read(spec, input, &layout, limit).map(|body| (layout, body))
        }
        other => other.map(|body| (layout, body)),
    };
    let (layout, body) = body.map_err(|failure| vec![failure.problem(spec)])?;
    Ok(table(spec, layout, body, names))
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

fn table(spec: &SourceSpec, layout: Layout, body: Body, names: &dyn Fn(&[String]) -> Vec<String>) -> SourceTable {
    let header = layout.header;
    let width = body.batches.iter().map(|batch| batch.num_columns() - 1).max().unwrap_or(0).max(header.names.len());
    let originals: Vec<String> = match spec.header {
        Some(false) => (1..=width).map(|number| format!("column_{number}")).collect(),
        _ => header.names.clone(),
    };
    let columns =
        names(&originals).into_iter().zip(originals).enumerate().map(|(index, (name, original))| SourceColumn {
            name,
            original,
            more: header.more.iter().map(|row| row.get(index).cloned().unwrap_or_default()).collect(),
        });
    let mut table = TextTable::new(columns.collect());
    table.batches = body.batches;
    build::widen(&table.columns, &mut table.batches);
    table.drop_unnamed();
    let mut table = SourceTable::text(&spec.name, &spec.path, table);
    table.problems = problems(spec, &header, &table, body.long, body.short, layout.encoding);
    table.problems.sort();
    table
}

fn problems(
    spec: &SourceSpec,
    header: &Header,
    table: &SourceTable,
    long: chunks::Rows,
    short: chunks::Rows,
    encoding: TextEncoding,
) -> Vec<Problem> {
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
    if table.rows() == 0 {
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

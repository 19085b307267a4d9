//! Register files of mbo (RO): records of several kinds in one delimited text, each below the one that it belongs to.
//!
//! Gives one table per kind, `<name>__PER`, `<name>__ISG` …. Every record repeats the person, and the number of the
//! enrolment where it has one; its `parent_row` is the line of that record: of a person for an enrolment, of an enrolment
//! for its periods.

use std::collections::BTreeMap;
use std::path::Path;

use super::build::TextTable;
use super::encoding;
use super::flatten::sparse;
use super::names::PARENT_ROW;
use super::spec::SourceSpec;
use super::table::{SourceColumn, SourceTable};
use crate::kind::{Definition, Kind, Takes};
use crate::problem::Problem;

/// The kind `ro`.
pub(crate) const KIND: Definition = Definition {
    kind: Kind::Ro,
    name: "ro",
    title: "Register files of mbo (RO)",
    takes: Takes::File,
    options: &["encoding", "null", "drop"],
    gives: "Register files of mbo (RO), delimiter `;` or a vertical bar: `<name>__PER`, `__ISG`, `__ISP` …, one table \
            per kind of record. Known fields have names (`persoon`, `volgnummer`, `opleidingcode`), others are `field_3` \
            as a person counts. `parent_row` is the `source_row` of the record above: of a person for an enrolment, of \
            an enrolment for what lies below it.",
    example: r#"name = "register"
kind = "ro"
path = "RO_21CY_20250731.csv""#,
    read,
};

/// How many fields a record may have; more is text of another kind.
const MOST_FIELDS: usize = 200;
/// How many kinds of record a file may have; more is text of another kind.
const MOST_KINDS: usize = 60;

/// A kind of record of which more is known than its code.
struct Known {
    code: &'static str,
    /// The kind that it belongs to, which stands above it.
    below: &'static str,
    /// The names of its first fields behind the code; `-` for one of which the meaning is not known.
    fields: &'static str,
}

/// What the fields mean, read off deliveries; what is not certain keeps its number.
const KNOWN: [Known; 11] = [
    Known { code: "VLP", below: "", fields: "brin van tot" },
    Known { code: "SLR", below: "", fields: "" },
    Known { code: "PER", below: "", fields: "persoon - geboortedatum geslacht" },
    Known {
        code: "ISG",
        below: "PER",
        fields: "persoon - volgnummer inschrijfdatum uitschrijfdatum_gepland uitschrijfdatum reden_uitschrijving",
    },
    Known { code: "ISP", below: "ISG", fields: "persoon - volgnummer begindatum opleidingcode leertraject" },
    Known { code: "ISE", below: "ISG", fields: "persoon - volgnummer" },
    Known { code: "BPV", below: "ISG", fields: "persoon - volgnummer" },
    Known { code: "DIP", below: "PER", fields: "persoon" },
    Known { code: "AMO", below: "DIP", fields: "persoon" },
    Known { code: "GEO", below: "PER", fields: "persoon" },
    Known { code: "KZD", below: "PER", fields: "persoon" },
];

/// Whether a text consists of such records: what `inspect` asks.
pub(super) fn is_register(text: &str) -> bool {
    let lines = text.lines().filter(|line| !line.trim().is_empty()).take(50);
    let codes: Vec<Option<&str>> = lines.map(record_code).collect();
    let known = codes.iter().flatten().filter(|code| KNOWN.iter().any(|known| known.code == **code)).count();
    !codes.is_empty() && codes.iter().all(Option::is_some) && known * 2 > codes.len()
}

/// The code that a line begins with, when it is one.
fn record_code(line: &str) -> Option<&str> {
    let code = line.split([';', '|']).next().filter(|code| code.len() < line.len())?.trim();
    (code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())).then_some(code)
}

/// Reads every record into the table of its kind; `source_row` and `parent_row` are numbers of lines.
pub(super) fn read(spec: &SourceSpec, path: &Path, limit: Option<u64>) -> Result<Vec<SourceTable>, Vec<Problem>> {
    let text = text(spec, path)?;
    let delimiter = delimiter(&text);
    let mut tables: BTreeMap<&str, TextTable> = BTreeMap::new();
    let mut order: Vec<&str> = Vec::new();
    let mut lines: BTreeMap<Key<'_>, usize> = BTreeMap::new();
    let (mut odd, mut orphans) = (Lines::default(), BTreeMap::<&str, Lines>::new());
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let number = index + 1;
        let fields: Vec<&str> = line.split(delimiter).map(str::trim).collect();
        let code = record_code(line).filter(|code| tables.contains_key(code) || tables.len() < MOST_KINDS);
        let Some(code) = code.filter(|_| fields.len() <= MOST_FIELDS) else {
            odd.add(number);
            continue;
        };
        let known = KNOWN.iter().find(|known| known.code == code);
        let table = tables.entry(code).or_insert_with(|| {
            order.push(code);
            TextTable::new(vec![SourceColumn::same(PARENT_ROW)])
        });
        // Records of unknown kinds are about the person above them.
        let below = known.map_or("PER", |known| known.below);
        match lines.get(&key(below, &fields)) {
            Some(parent) => table.set(0, &parent.to_string()),
            None if below.is_empty() => {}
            None => orphans.entry(code).or_default().add(number),
        }
        set_fields(spec, table, known, &fields[1..]);
        table.end_row(number as i64);
        if table.is_sparse() {
            return Err(vec![sparse(spec)]);
        }
        lines.insert(key(code, &fields), number);
        if limit.is_some_and(|limit| number as u64 >= limit) {
            break;
        }
    }
    if order.is_empty() {
        return Err(vec![
            Problem::error("source-records", "no line begins with the code of a record, such as PER; or ISG;")
                .file(&spec.path)
                .row(1)
                .hint("Look whether this is the register file (RO) itself; other text is of kind csv."),
        ]);
    }
    Ok(finished(spec, tables, &order, odd, orphans))
}

/// What tells a record from others of its kind: the kind, the two numbers of the person, and its own number.
type Key<'l> = (&'l str, &'l str, &'l str, &'l str);

/// The key of a record of a kind, or of the record of that kind to which it belongs.
fn key<'l>(kind: &'l str, fields: &[&'l str]) -> Key<'l> {
    let field = |index: usize| fields.get(index).copied().unwrap_or_default();
    // The fourth field of a person is the date of birth, which no other record repeats.
    let number = if kind == "PER" { "" } else { field(3) };
    (kind, field(1), field(2), number)
}

/// The values of a record, with columns added where it is wider than those before it.
fn set_fields(spec: &SourceSpec, table: &mut TextTable, known: Option<&Known>, fields: &[&str]) {
    // Delimiters at the end of a line only fill it up to the width of the file.
    let width = fields.iter().rposition(|field| !field.is_empty()).map_or(0, |last| last + 1);
    let named = known.map_or(0, |known| known.fields.split_whitespace().count());
    while table.columns.len() <= width.max(named) {
        let number = table.columns.len();
        let name = known.and_then(|known| known.fields.split_whitespace().nth(number - 1)).filter(|name| *name != "-");
        // The code is field 1, as a person counts.
        let column = name.map_or_else(|| format!("field_{}", number + 1), str::to_owned);
        table.add_column(SourceColumn::same(&column));
    }
    for (index, field) in fields.iter().enumerate().take(width) {
        if !field.is_empty() && !spec.null.iter().any(|null| null == field) {
            table.set(index + 1, field);
        }
    }
}

fn finished<'t>(
    spec: &SourceSpec,
    mut tables: BTreeMap<&'t str, TextTable>,
    order: &[&'t str],
    odd: Lines,
    orphans: BTreeMap<&'t str, Lines>,
) -> Vec<SourceTable> {
    let mut finished = Vec::new();
    for code in order {
        let Some(mut table) = tables.remove(code) else { continue };
        table.close();
        let mut table = SourceTable::text(format!("{}__{code}", spec.name), &spec.path, table);
        table.sheet = Some((*code).to_owned());
        if let Some(lines) = orphans.get(code) {
            let message = "no record stands above this one that it belongs to: parent_row is empty";
            let problem = Problem::notice("source-record-alone", message).sheet(*code);
            table.problems.push(lines.place(problem.file(&spec.path)));
        }
        finished.push(table.finish(spec));
    }
    if let Some(first) = finished.first_mut().filter(|_| odd.count > 0) {
        let problem = Problem::error("source-record", "the line does not begin with the code of a record: left out");
        let hint =
            "Three capitals or digits and a delimiter begin a record. Look whether the file was changed by hand.";
        first.problems.push(odd.place(problem.file(&spec.path).hint(hint)));
    }
    finished
}

/// Lines of which the same is said.
#[derive(Debug, Default)]
struct Lines {
    first: usize,
    count: u64,
}

impl Lines {
    fn add(&mut self, line: usize) {
        self.first = if self.count == 0 { line } else { self.first };
        self.count += 1;
    }

    fn place(&self, problem: Problem) -> Problem {
        problem.row(self.first as u64).count(self.count)
    }
}

/// The character between the fields: what stands behind the code of most records.
fn delimiter(text: &str) -> char {
    let behind =
        |delimiter: char| text.lines().take(1000).filter(|line| line.chars().nth(3) == Some(delimiter)).count();
    if behind('|') > behind(';') { '|' } else { ';' }
}

fn text(spec: &SourceSpec, path: &Path) -> Result<String, Vec<Problem>> {
    let declared = super::csv::declared_encoding(spec)?;
    let bytes = std::fs::read(path).map_err(|error| vec![crate::files::unreadable(spec, &error)])?;
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(vec![
            Problem::error("source-empty", "the file holds nothing but white space")
                .file(&spec.path)
                .hint("Make the export again and look whether it holds records."),
        ]);
    }
    encoding::decode(bytes, declared).map(|(text, _)| text).ok_or_else(|| {
        vec![
            Problem::error("source-encoding", "the text is not of the declared encoding")
                .file(&spec.path)
                .hint("Leave encoding out to have it found."),
        ]
    })
}

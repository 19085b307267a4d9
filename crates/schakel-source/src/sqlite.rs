//! SQLite databases, opened for reading only: nothing is written, not even a journal beside the file.

use std::collections::BTreeSet;
use std::path::Path;

use rusqlite::limits::Limit;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};

use super::archive::most_unpacked;
use super::build::TextTable;
use super::names::{clean_names, unique};
use super::spec::SourceSpec;
use super::spreadsheet::number_text;
use super::table::{SourceColumn, SourceTable};
use crate::kind::{Definition, Kind, Takes};
use crate::problem::{Problem, did_you_mean};

/// The kind `sqlite`.
pub(crate) const KIND: Definition = Definition {
    kind: Kind::Sqlite,
    name: "sqlite",
    title: "SQLite",
    takes: Takes::File,
    options: &["table", "tables", "null", "drop", "long"],
    gives: "`<name>` for `table`; `<name>__<table>` for each of `tables`, or for all tables and views. Opened for \
            reading only.",
    example: r#"name = "rooster"
kind = "sqlite"
path = "rooster.sqlite"
tables = ["lessen", "klassen"]"#,
    read,
};

/// Steps of its machine that the database may take for a file, and after how many that is looked at: a view may go on
/// without end.
const MOST_STEPS: u64 = 10_000_000_000;
const STEPS: i32 = 1_000_000;
/// The largest value, in bytes.
const LARGEST: i32 = 64 << 20;

/// Reads the declared tables, or all tables and views.
pub(super) fn read(spec: &SourceSpec, path: &Path, limit: Option<u64>) -> Result<Vec<SourceTable>, Vec<Problem>> {
    let connection = open(path).map_err(|error| vec![problem(spec, &error)])?;
    let present = tables(&connection).map_err(|error| vec![problem(spec, &error)])?;
    let (wanted, problems) = wanted(spec, &present);
    if !problems.is_empty() {
        return Err(problems);
    }
    let mut read = Vec::new();
    let mut problems = Vec::new();
    let mut taken = BTreeSet::new();
    let mut left = most_unpacked(std::fs::metadata(path).map_or(0, |metadata| metadata.len()));
    for table in wanted {
        let name = match &spec.table {
            Some(_) => spec.name.clone(),
            None => unique(format!("{}__{}", spec.name, super::clean_name(&table)), &mut taken),
        };
        match rows(&connection, &table, &name, spec, limit, &mut left) {
            Ok(rows) => {
                let rows = rows.finish(spec);
                let long = spec.long.then(|| rows.long());
                read.push(rows);
                read.extend(long);
            }
            Err(problem) => problems.push(problem.sheet(table)),
        }
    }
    if problems.is_empty() { Ok(read) } else { Err(problems) }
}

/// The names of tables and views, in their order.
fn tables(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut statement = connection.prepare(
        "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
    )?;
    statement.query_map([], |row| row.get(0))?.collect()
}

fn open(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    // Changes that are not in the file yet stand beside it; without those, nothing beside the file is needed.
    let pending = ["-wal", "-journal"].iter().any(|ending| {
        let mut beside = path.as_os_str().to_owned();
        beside.push(ending);
        std::fs::metadata(&beside).is_ok_and(|metadata| metadata.len() > 0)
    });
    let mut connection = match (pending, uri(path)) {
        (false, Some(uri)) => Connection::open_with_flags(uri, flags)?,
        _ => Connection::open_with_flags(path, flags)?,
    };
    connection.pragma_update(None, "query_only", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, LARGEST)?;
    let mut left = MOST_STEPS / u64::from(STEPS.unsigned_abs());
    let stop = move || {
        left = left.saturating_sub(1);
        left == 0
    };
    connection.progress_handler(STEPS, Some(stop))?;
    Ok(connection)
}

/// The path as a URI that says that nobody changes the file meanwhile.
fn uri(path: &Path) -> Option<String> {
    let mut uri = String::from("file:");
    let mut text = path.to_str()?.to_owned();
    if cfg!(windows) {
        text = format!("/{}", text.replace('\\', "/"));
    }
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b':' => uri.push(char::from(byte)),
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri.push_str("?immutable=1");
    Some(uri)
}

fn wanted(spec: &SourceSpec, present: &[String]) -> (Vec<String>, Vec<Problem>) {
    let asked: Vec<&String> = spec.table.iter().chain(&spec.tables).collect();
    if asked.is_empty() {
        return (present.to_vec(), Vec::new());
    }
    let mut wanted = Vec::new();
    let mut problems = Vec::new();
    for name in asked {
        match present.iter().find(|table| table.eq_ignore_ascii_case(name)) {
            Some(table) => wanted.push(table.clone()),
            None => {
                let names: Vec<&str> = present.iter().map(String::as_str).collect();
                let mut problem = Problem::error("source-table", format!("the database has no table `{name}`"))
                    .file(&spec.path)
                    .sheet(name);
                problem.hint = did_you_mean(name, &names);
                problems.push(problem);
            }
        }
    }
    (wanted, problems)
}

/// Reads a table; `left` bytes may still be read.
fn rows(
    connection: &Connection,
    table: &str,
    name: &str,
    spec: &SourceSpec,
    limit: Option<u64>,
    left: &mut u64,
) -> Result<SourceTable, Problem> {
    let failed = |error: rusqlite::Error| problem(spec, &error);
    let query = format!("SELECT * FROM \"{}\"", table.replace('"', "\"\""));
    let mut statement = connection.prepare(&query).map_err(failed)?;
    let originals: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let columns: Vec<SourceColumn> = clean_names(&originals)
        .into_iter()
        .zip(originals)
        .map(|(name, original)| SourceColumn { name, original, more: Vec::new() })
        .collect();
    let width = columns.len();
    let mut out = TextTable::new(columns);
    let mut blobs = vec![(0, 0); width];
    let mut result = statement.query([]).map_err(failed)?;
    let mut number = 0;
    while let Some(row) = result.next().map_err(failed)? {
        number += 1;
        // What a place in a table costs, whether a value stands in it or not.
        *left = left.checked_sub(4 * width as u64).ok_or_else(|| endless(spec))?;
        let mut set = |column, text: &str| {
            out.set(column, text);
            *left = left.checked_sub(text.len() as u64).ok_or_else(|| endless(spec))?;
            Ok::<(), Problem>(())
        };
        for (column, blob) in blobs.iter_mut().enumerate() {
            match row.get_ref(column).map_err(failed)? {
                ValueRef::Null => {}
                ValueRef::Integer(value) => set(column, &value.to_string())?,
                ValueRef::Real(value) => set(column, &number_text(value))?,
                ValueRef::Text(text) => {
                    let text = String::from_utf8_lossy(text);
                    if !spec.null.iter().any(|null| *null == text) {
                        set(column, &text)?;
                    }
                }
                ValueRef::Blob(_) => *blob = (if blob.1 == 0 { number } else { blob.0 }, blob.1 + 1),
            }
        }
        out.end_row(number);
        if limit.is_some_and(|limit| number as u64 >= limit) {
            break;
        }
    }
    out.close();
    let mut table_read = SourceTable::text(name, &spec.path, out);
    table_read.sheet = Some(table.to_owned());
    for (column, (first, count)) in table_read.columns.iter().zip(blobs).filter(|(_, (_, count))| *count > 0) {
        table_read.problems.push(
            Problem::notice("source-type", "binary values are left out")
                .file(&spec.path)
                .sheet(table)
                .column(&column.original)
                .row(first as u64)
                .count(count),
        );
    }
    Ok(table_read)
}

fn problem(spec: &SourceSpec, error: &rusqlite::Error) -> Problem {
    use rusqlite::ErrorCode;
    let problem = |message: &str, hint: &str| Problem::error("source-database", message).file(&spec.path).hint(hint);
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => {
            problem("this is not a SQLite database, or it is encrypted", "Look whether the right file is named.")
        }
        Some(ErrorCode::DatabaseCorrupt) => {
            problem("the database is damaged or was cut off", "Copy it again while no program has it open.")
        }
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            problem("another program is writing to the database", "Close that program, or use a copy.")
        }
        Some(ErrorCode::OperationInterrupted) => endless(spec),
        Some(ErrorCode::TooBig) => {
            problem("a value is larger than 64 MB", "Leave its table out: name those to read in `tables`.")
        }
        // What the database says itself may hold a value.
        code => {
            let told = code.map_or_else(String::new, |code| format!(" ({code:?})"));
            problem(
                &format!("the database could not be read{told}"),
                "Copy it again while no program has it open. A view may ask for what is not there: name the tables to \
                 read in `tables`.",
            )
        }
    }
}

/// That a view gives more than a file of this size can hold.
fn endless(spec: &SourceSpec) -> Problem {
    Problem::error("source-database", "a view of the database goes on without end, or nearly so")
        .file(&spec.path)
        .hint("Name the tables to read in `tables`, and ask who made the database.")
}

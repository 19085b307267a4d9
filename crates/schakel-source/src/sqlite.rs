//! SQLite databases, opened for reading only: nothing is written, not even a journal beside the file.

use std::path::Path;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};

use super::build::TextTable;
use super::names::clean_names;
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
    for table in wanted {
        let name = match &spec.table {
            Some(_) => spec.name.clone(),
            None => format!("{}__{}", spec.name, super::clean_name(&table)),
        };
        match rows(&connection, &table, &name, spec, limit) {
            Ok(rows) => {
                let rows = rows.finish(spec);
                let long = spec.long.then(|| rows.long());
                read.push(rows);
                read.extend(long);
            }
            Err(error) => problems.push(problem(spec, &error).sheet(table)),
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
    let connection = match (pending, uri(path)) {
        (false, Some(uri)) => Connection::open_with_flags(uri, flags)?,
        _ => Connection::open_with_flags(path, flags)?,
    };
    connection.pragma_update(None, "query_only", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
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

fn rows(
    connection: &Connection,
    table: &str,
    name: &str,
    spec: &SourceSpec,
    limit: Option<u64>,
) -> rusqlite::Result<SourceTable> {
    let query = format!("SELECT * FROM \"{}\"", table.replace('"', "\"\""));
    let mut statement = connection.prepare(&query)?;
    let originals: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let columns: Vec<SourceColumn> = clean_names(&originals)
        .into_iter()
        .zip(originals)
        .map(|(name, original)| SourceColumn { name, original, more: Vec::new() })
        .collect();
    let width = columns.len();
    let mut out = TextTable::new(columns);
    let mut blobs = vec![(0, 0); width];
    let mut result = statement.query([])?;
    let mut number = 0;
    while let Some(row) = result.next()? {
        number += 1;
        for (column, blob) in blobs.iter_mut().enumerate() {
            match row.get_ref(column)? {
                ValueRef::Null => {}
                ValueRef::Integer(value) => out.set(column, &value.to_string()),
                ValueRef::Real(value) => out.set(column, &number_text(value)),
                ValueRef::Text(text) => {
                    let text = String::from_utf8_lossy(text);
                    if !spec.null.iter().any(|null| *null == text) {
                        out.set(column, &text);
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
        _ => {
            problem(&format!("the database could not be read: {error}"), "Copy it again while no program has it open.")
        }
    }
}

//! The rows of one table as text, in an order that is the same every time.

use std::pin::pin;

use futures::TryStreamExt;

use super::catalog::{self, Column, Relation};
use super::failure::Failure;
use super::session::Session;
use super::{quoted, schema};
use crate::build::TextTable;
use crate::names::clean_names;
use crate::problem::Problem;
use crate::spec::SourceSpec;
use crate::table::{SourceColumn, SourceTable};

/// Rows that are asked for at once.
const PORTION: u64 = 10_000;

/// Reads a table. What is wrong with it leaves the session as it was, for the next one.
pub(super) async fn read(
    session: &Session,
    spec: &SourceSpec,
    relation: &Relation,
    name: &str,
    limit: Option<u64>,
) -> Result<SourceTable, Failure> {
    session.run("SAVEPOINT of_table").await?;
    let read = read_rows(session, spec, relation, name, limit).await;
    match &read {
        Ok(_) => session.run("CLOSE of_rows").await?,
        Err(failure) if failure.ends_the_session() => {}
        Err(_) => session.run("ROLLBACK TO SAVEPOINT of_table").await?,
    }
    read
}

async fn read_rows(
    session: &Session,
    spec: &SourceSpec,
    relation: &Relation,
    name: &str,
    limit: Option<u64>,
) -> Result<SourceTable, Failure> {
    let mut columns = Vec::new();
    let mut binary = Vec::new();
    let (mut locked, mut key) = (Vec::new(), Vec::new());
    let all = catalog::columns(session, relation).await?;
    let originals: Vec<&str> = all.iter().map(|column| column.name.as_str()).collect();
    for (column, name) in all.iter().zip(clean_names(&originals)) {
        if let Some(place) = column.key.filter(|_| column.readable) {
            key.push((place, ordered(column)));
        }
        let shown = SourceColumn { name, original: column.name.clone(), more: Vec::new() };
        match column {
            // What is dropped is not even asked for.
            _ if shown.is_among(&spec.drop) => {}
            Column { readable: false, .. } => locked.push(column.name.as_str()),
            Column { type_name, .. } if type_name == "bytea" => binary.push(column.name.clone()),
            _ => columns.push((shown, text(column))),
        }
    }
    if !locked.is_empty() {
        return Err(Failure::told(not_allowed(&locked, locked.len() == all.len())));
    }
    let whole_key = all.iter().filter(|column| column.key.is_some()).count() == key.len() && !key.is_empty();
    key.sort();
    let order: Vec<String> = match whole_key {
        true => key.into_iter().map(|(_, expression)| expression).collect(),
        false => columns.iter().map(|(_, expression)| format!("{expression} COLLATE \"C\"")).collect(),
    };
    let (columns, expressions): (Vec<SourceColumn>, Vec<String>) = columns.into_iter().unzip();
    let mut query = format!(
        "DECLARE of_rows NO SCROLL CURSOR FOR SELECT {} FROM {}.{} AS r",
        expressions.join(", "),
        quoted(schema(spec)),
        quoted(&relation.name)
    );
    if !order.is_empty() {
        query.push_str(&format!(" ORDER BY {}", order.join(", ")));
    }
    session.run(&query).await?;
    let rows = fetch(session, spec, columns, limit).await?;
    let mut table = SourceTable::text(name, &spec.path, rows);
    table.sheet = Some(relation.name.clone());
    for column in binary {
        let notice = Problem::notice("source-type", "binary values are left out");
        table.problems.push(notice.file(&spec.path).sheet(&relation.name).column(column));
    }
    Ok(table)
}

/// Takes the rows of the open cursor, a portion at a time.
async fn fetch(
    session: &Session,
    spec: &SourceSpec,
    columns: Vec<SourceColumn>,
    limit: Option<u64>,
) -> Result<TextTable, Failure> {
    let portion = limit.unwrap_or(PORTION).min(PORTION);
    let client = &session.client;
    let statement = session.within(client.prepare(&format!("FETCH FORWARD {portion} FROM of_rows"))).await?;
    let names: Vec<String> = columns.iter().map(|column| column.original.clone()).collect();
    let mut out = TextTable::new(columns);
    let mut number = 0;
    loop {
        let before = number;
        let nothing: [&str; 0] = [];
        let mut rows = pin!(session.within(client.query_raw(&statement, nothing)).await?);
        while let Some(row) = session.within(rows.try_next()).await? {
            number += 1;
            for (index, name) in names.iter().enumerate() {
                let value: Option<&str> = row.try_get(index).map_err(|_| Failure::told(not_text(name, number)))?;
                if let Some(value) = value.filter(|value| !spec.null.iter().any(|null| null == value)) {
                    out.set(index, value);
                }
            }
            out.end_row(number as i64);
        }
        if number - before < portion || limit.is_some_and(|limit| number >= limit) {
            break;
        }
    }
    out.close();
    Ok(out)
}

/// The value of a column as text, in the form that the other kinds of source have.
fn text(column: &Column) -> String {
    let name = reference(column);
    match column.type_name.as_str() {
        _ if column.is_list => format!("pg_catalog.array_to_string({name}, ';')"),
        "timestamp" | "timestamptz" => format!("pg_catalog.replace({name}::timestamp::text, ' ', 'T')"),
        "money" => format!("{name}::numeric::text"),
        _ => format!("{name}::text"),
    }
}

/// A column of the key, in an order that does not depend on the language of the server.
fn ordered(column: &Column) -> String {
    let language = if column.collated { " COLLATE \"C\"" } else { "" };
    format!("{}{language}", reference(column))
}

/// The column itself: without the name of the table, ORDER BY would take the text of that name in the result.
fn reference(column: &Column) -> String {
    format!("r.{}", quoted(&column.name))
}

fn not_allowed(columns: &[&str], all: bool) -> Problem {
    let (message, hint) = match all {
        true => ("the user may not read this table".to_owned(), "Have the right given: GRANT SELECT ON … TO …."),
        false => (
            format!("the user may not read these columns: {}", columns.join(", ")),
            "Name them in `drop` in plugin.toml, or have the right given: GRANT SELECT (…) ON … TO ….",
        ),
    };
    Problem::error("source-database", message).hint(hint)
}

fn not_text(column: &str, row: u64) -> Problem {
    Problem::error("source-encoding", "a value is not text that can be read as UTF-8")
        .row(row)
        .column(column)
        .hint("The database was made with SQL_ASCII and holds text of several encodings; drop the column or repair it.")
}

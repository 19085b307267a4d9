//! Turns what the query engine says into a problem at a place of the plugin's file.
//!
//! What the engine says while rows pass can hold a value of a person, so none of it is repeated; what it says about the
//! text of the query can only hold what the author typed.

use std::collections::BTreeSet;

use datafusion::common::{Column, DataFusionError, SchemaError, TableReference};
use datafusion::error::DataFusionError as Error;
use datafusion::sql::sqlparser::parser::ParserError;

use super::Query;
use super::streamed::Unread;
use schakel_source::problem::{Problem, did_you_mean};

/// Starts the messages of our own functions, which never hold a value.
pub(super) const OWN: &str = "schakel: ";

/// The query cannot be read.
pub(super) fn parsing(query: &Query<'_>, error: &Error) -> Problem {
    let text = match error.find_root() {
        Error::SQL(error, _) => match error.as_ref() {
            ParserError::TokenizerError(text) | ParserError::ParserError(text) => text.clone(),
            ParserError::RecursionLimitExceeded => "the query is nested too deeply".to_owned(),
        },
        other => other.strip_backtrace(),
    };
    let (message, place) = split_place(&text);
    let problem =
        Problem::error("sql-syntax", message).file(query.file).hint("The query is not SQL as this program reads it.");
    match place {
        Some((line, column)) => problem.row(line).column(column.to_string()),
        None => problem,
    }
}

/// `Expected: …, found: FROM at Line: 3, Column: 7` as the message and its place.
fn split_place(text: &str) -> (String, Option<(u64, u64)>) {
    let Some((message, place)) = text.split_once(" at Line: ") else { return (text.to_owned(), None) };
    let mut numbers = place.split(", Column: ").map(|number| number.trim().parse().ok());
    match (numbers.next().flatten(), numbers.next().flatten()) {
        (Some(line), Some(column)) => (message.to_owned(), Some((line, column))),
        _ => (text.to_owned(), None),
    }
}

/// The query cannot be planned: a name that is not there, types that do not fit.
pub(super) fn planning(query: &Query<'_>, error: &Error) -> Vec<Problem> {
    if let Error::Collection(errors) = error {
        return errors.iter().flat_map(|error| planning(query, error)).collect();
    }
    let problem = match error.find_root() {
        Error::SchemaError(error, _) => schema(query, error),
        Error::Plan(text) if text.starts_with("Invalid function ") => {
            Problem::error("sql-function", first_line(text)).hint("docs/plugin-sql.md lists the functions there are.")
        }
        Error::ArrowError(..) => execution(query, error),
        Error::Execution(_) => execution(query, error),
        other => {
            let problem = Problem::error("sql-plan", first_line(&plain(other)));
            // This dialect takes all that follows for the second value.
            match query.text.to_uppercase().contains("DISTINCT FROM") {
                true => problem.hint("Put `a IS DISTINCT FROM b` in parentheses where AND or OR follows."),
                false => problem,
            }
        }
    }
    .file(query.file);
    vec![match error.diagnostic().and_then(|diagnostic| diagnostic.span) {
        Some(span) => problem.row(span.start.line).column(span.start.column.to_string()),
        None => problem,
    }]
}

fn schema(query: &Query<'_>, error: &SchemaError) -> Problem {
    match error {
        SchemaError::FieldNotFound { field, valid_fields } => {
            let names: Vec<&str> = valid_fields.iter().map(|column| column.name()).collect();
            let tables: BTreeSet<&str> =
                valid_fields.iter().filter_map(|c| Some(c.relation.as_ref()?.table())).collect();
            if let Some(problem) = no_table(query, field, &tables) {
                return problem;
            }
            let place = match (&field.relation, tables.first()) {
                (None, Some(table)) if tables.len() == 1 => format!(" in `{table}`"),
                _ => String::new(),
            };
            let problem = Problem::error("sql-column", format!("there is no column `{}`{place}", written(field)));
            let problem = match locate(query.text, field) {
                Some((line, column)) => problem.row(line).column(column.to_string()),
                None => problem,
            };
            match did_you_mean(field.name(), &names) {
                Some(hint) => problem.hint(hint),
                None => problem.hint("`schakel inspect` lists the columns of a source."),
            }
        }
        SchemaError::AmbiguousReference { field } => {
            let problem =
                Problem::error("sql-column", format!("`{}` could be a column of more than one table", written(field)))
                    .hint("Write the name of the table and a dot before it.");
            match locate(query.text, field) {
                Some((line, column)) => problem.row(line).column(column.to_string()),
                None => problem,
            }
        }
        SchemaError::DuplicateQualifiedField { name, .. } | SchemaError::DuplicateUnqualifiedField { name } => {
            Problem::error("sql-column", format!("the query gives two columns called `{name}`"))
                .hint("Give one of them another name with AS.")
        }
    }
}

/// That the name before the dot is of no table of the query, when that is what is wrong.
fn no_table(query: &Query<'_>, field: &Column, tables: &BTreeSet<&str>) -> Option<Problem> {
    let wrong = field.relation.as_ref().map(TableReference::table).filter(|table| !tables.contains(table))?;
    let known: Vec<String> = tables.iter().map(|table| format!("`{table}`")).collect();
    let hint = match known.is_empty() {
        true => "A query reads the tables that stand behind FROM and JOIN.".to_owned(),
        false => format!("Before the dot stands {}.", known.join(" or ")),
    };
    let message = format!("`{}`: no table or alias of this query is called `{wrong}`", written(field));
    let problem = Problem::error("sql-column", message).hint(hint);
    Some(match locate(query.text, field) {
        Some((line, column)) => problem.row(line).column(column.to_string()),
        None => problem,
    })
}

/// A column as an author writes it: `t.name`, without quotes around it.
fn written(column: &Column) -> String {
    match &column.relation {
        Some(table) => format!("{}.{}", table.table(), column.name),
        None => column.name.clone(),
    }
}

/// The first place at which the text names the column, for errors that come without one.
fn locate(text: &str, column: &Column) -> Option<(u64, u64)> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    for (index, line) in text.lines().enumerate() {
        let code = line.split("--").next().unwrap_or(line);
        for (at, _) in code.match_indices(column.name.as_str()) {
            let before = code[..at].chars().next_back().is_some_and(is_name);
            let after = code[at + column.name.len()..].chars().next().is_some_and(is_name);
            if !before && !after {
                return Some((index as u64 + 1, code[..at].chars().count() as u64 + 1));
            }
        }
    }
    None
}

/// The query was planned and failed over the rows.
pub(super) fn execution(query: &Query<'_>, error: &Error) -> Problem {
    if let Error::External(inner) = error.find_root()
        && let Some(Unread(problem)) = inner.downcast_ref()
    {
        return problem.clone();
    }
    let problem = match error.find_root() {
        Error::Execution(text) if text.starts_with(OWN) => Problem::error("sql-run", text[OWN.len()..].to_owned()),
        Error::ResourcesExhausted(_) => {
            Problem::error("sql-memory", "the query needs more working memory than it may use")
                .hint("Look for a join without its condition, or raise sql_memory_mb in [settings] of schakel.toml.")
        }
        Error::ArrowError(error, _) => {
            use datafusion::arrow::error::ArrowError;
            match error.as_ref() {
                ArrowError::DivideByZero => Problem::error("sql-run", "a number is divided by zero")
                    .hint("Divide by nullif(…, 0)."),
                ArrowError::CastError(_) | ArrowError::ParseError(_) => {
                    Problem::error("sql-run", "a value cannot be converted to the type that the query asks for")
                        .hint("Use parse_date, parse_decimal or TRY_CAST, or select the text as it is: the gate reads it and names the row.")
                }
                _ => Problem::error("sql-run", "the query failed over a value"),
            }
        }
        _ => Problem::error("sql-run", "the query failed over a value"),
    };
    let problem = problem.file(query.file);
    match error.diagnostic().and_then(|diagnostic| diagnostic.span) {
        Some(span) => problem.row(span.start.line).column(span.start.column.to_string()),
        None => problem,
    }
}

fn plain(error: &DataFusionError) -> String {
    let text = error.strip_backtrace();
    let text = text.split_once(": ").map_or(text.as_str(), |(_, message)| message);
    text.to_owned()
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().trim_end_matches('.').to_owned()
}

//! xAPI: statements of learning record stores, one per line or in a list, packed or not.

mod duration;
mod statement;
mod tables;

use std::path::Path;

use serde::Deserialize;
use serde::de::IgnoredAny;

use self::tables::Statements;
use super::encoding;
use super::spec::SourceSpec;
use super::table::SourceTable;
use crate::json::lines::Lines;
use crate::json::text::{head, problem};
use crate::json::{self, items, of_file};
use crate::kind::{Definition, Kind, Takes};
use crate::problem::Problem;

/// The kind `xapi`.
pub(crate) const KIND: Definition = Definition {
    kind: Kind::Xapi,
    name: "xapi",
    title: "xAPI statements",
    takes: Takes::Files,
    options: &["encoding", "keep", "null", "drop", "long"],
    gives: "xAPI statements, one per line, as a list, or as a response of a learning record store \
            (`{\"statements\": […]}`), also packed by gzip: `<name>__statements`, one row each, with the account of the \
            actor, instructor and team, verb, object, result (`duration_seconds`) and context; \
            `<name>__context_activities(parent_row, relation, activity_id, activity_name, activity_definition_type)`; \
            `<name>__extensions(parent_row, place, key, value)`. Names and addresses of persons are not read; \
            `keep = [\"actor_name\"]` does. Statements that are not valid, voided ones and those that void are left out \
            and counted.",
    example: r#"name = "lrs"
kind = "xapi"
path = "statements-*.ndjson.gz""#,
    read,
};

/// Bytes by which the form of a file is told.
const HEAD: u64 = 256 << 10;

/// A response of a learning record store.
#[derive(Default, Deserialize)]
struct Response {
    /// Where the rest is; absent or empty when this is all.
    #[serde(default)]
    more: String,
}

/// Whether a text holds statements: what `inspect` asks.
pub(super) fn is_statements(text: &str) -> bool {
    ["\"actor\"", "\"verb\"", "\"object\""].iter().all(|key| text.contains(key))
}

/// Reads every statement. `source_row` is the line, or the number of the statement in its list, counted on through
/// several files.
fn read(spec: &SourceSpec, path: &Path, limit: Option<u64>) -> Result<Vec<SourceTable>, Vec<Problem>> {
    let mut statements = Statements::new(spec);
    let mut problems = Vec::new();
    let mut lines = Lines::default();
    let mut last_more = None;
    for path in &crate::files(spec, path)? {
        let spec = &of_file(spec, path);
        let read = match form(path) {
            Err(error) => Err(vec![problem(spec, &error)]),
            Ok(Form::Lines) => lines.read_file(spec, path, limit, &mut statements),
            Ok(form) => json::text(spec, path).and_then(|text| {
                let of_response = matches!(form, Form::Response);
                let within = SourceSpec { items: of_response.then(|| "statements".to_owned()), ..spec.clone() };
                let taken = statements.count();
                items::read(&within, &text, lines.last_row(), limit, &mut statements)
                    .map_err(|problem| vec![problem])?;
                lines.pass(statements.count() - taken);
                if of_response {
                    let response = serde_json::from_str::<Response>(&text).unwrap_or_default();
                    last_more = (!response.more.is_empty()).then(|| spec.path.clone());
                }
                Ok(())
            }),
        };
        problems.extend(read.err().into_iter().flatten());
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let mut notices = lines.refused;
    if let Some(file) = last_more.filter(|_| limit.is_none()) {
        notices.push(
            Problem::error("source-page", "the last response says that there are more statements; they are not here")
                .file(file)
                .hint("Ask the learning record store for what `more` names, until it is empty."),
        );
    }
    let count = statements.count();
    let mut tables = statements.finish(spec);
    if count == 0 && !notices.is_empty() {
        return Err(notices);
    }
    if let Some(first) = tables.first_mut() {
        first.problems.append(&mut notices);
        if count == 0 {
            first.problems.push(Problem::notice("source-no-rows", "there are no statements").file(&spec.path));
        }
    }
    Ok(tables)
}

/// How the statements of a file stand in it.
enum Form {
    Lines,
    List,
    Response,
}

/// Tells the form by the beginning of a file: a response is often one line of any length.
fn form(path: &Path) -> std::io::Result<Form> {
    let head = head(path, HEAD)?;
    let (text, _, _) = encoding::detect(&head, None).encoding.decode(&head);
    let text = text.trim_start();
    if json::has_key(text, "statements") {
        return Ok(Form::Response);
    }
    let first = text.lines().next().unwrap_or_default();
    let goes_on = text.len() > first.len() && serde_json::from_str::<IgnoredAny>(first).is_err();
    Ok(if text.starts_with('[') || text.starts_with('{') && goes_on { Form::List } else { Form::Lines })
}

//! LimeSurvey archives (.lsa): a zip with the structure of the survey (.lss) and its responses (.lsr).
//!
//! Gives `<name>` with one row per response, its columns named by question code (`Q1`, `Q2_SQ001`);
//! `<name>__questions` with what every column asks; and `<name>__options` with the answer codes.

use std::path::Path;

use super::structure::{Column, Survey, plain, rows};
use super::{asked, submitted, tells_of_person};
use crate::build::TextTable;
use crate::problem::Problem;
use crate::spec::SourceSpec;
use crate::table::{SourceColumn, SourceTable};
use crate::{archive, persons};

/// Reads the archive.
pub(crate) fn read(spec: &SourceSpec, path: &Path, limit: Option<u64>) -> Result<Vec<SourceTable>, Vec<Problem>> {
    archive::check(spec, path).map_err(|problem| vec![problem])?;
    let structure = part(spec, path, ".lss", "structure").map_err(|problem| vec![problem])?;
    let responses = part(spec, path, "_responses.lsr", "responses").map_err(|problem| vec![problem])?;
    tables(spec, &structure, &responses, limit).map_err(|problem| vec![problem])
}

fn part(spec: &SourceSpec, path: &Path, ending: &str, what: &str) -> Result<String, Problem> {
    let missing = || {
        Problem::error("source-archive", format!("the archive has no {what} (a file that ends in {ending})"))
            .file(&spec.path)
            .hint("Export the survey as \"Survey archive (.lsa)\".")
    };
    let (_, bytes) = archive::part(spec, path, ending)?.ok_or_else(missing)?;
    String::from_utf8(bytes).map_err(|_| {
        Problem::error("source-encoding", format!("the {what} are not UTF-8")).file(&spec.path).sheet(ending)
    })
}

fn tables(
    spec: &SourceSpec,
    structure: &str,
    responses: &str,
    limit: Option<u64>,
) -> Result<Vec<SourceTable>, Problem> {
    let survey = Survey::read(spec, structure).map_err(|problem| problem.sheet(".lss"))?;
    let fields: Vec<String> = plain(spec, responses, &["responses", "fields", "fieldname"])?;
    let columns: Vec<Column> = fields.iter().map(|field| survey.column(field)).collect();
    let originals: Vec<String> = columns.iter().map(|column| column.original.clone()).collect();
    let names = submitted::column_names(&originals);
    let header = names.iter().zip(originals).map(|(name, original)| SourceColumn {
        name: name.clone(),
        original,
        more: Vec::new(),
    });
    let mut table = TextTable::new(header.collect());
    let mut number = 0;
    for row in rows(spec, responses, &["responses", "rows", "row"])? {
        number += 1;
        for (column, field) in fields.iter().enumerate() {
            let value = row.get(field).or_else(|| row.get(&format!("_{field}")));
            if let Some(value) = value.filter(|value| !value.is_empty() && !spec.null.contains(value)) {
                table.set(column, value);
            }
        }
        table.end_row(number);
        if limit.is_some_and(|limit| number as u64 >= limit) {
            break;
        }
    }
    table.close();
    let mut table = SourceTable::text(&spec.name, &spec.path, table);
    if number == 0 {
        table.problems.push(Problem::notice("source-no-rows", "the survey has no responses").file(&spec.path));
    }
    let table = persons::leave_out(submitted::add(table), spec, tells_of_person).finish(spec);
    let long = spec.long.then(|| table.long());
    let of_questions = names.iter().zip(&fields).zip(&columns);
    let of_questions =
        of_questions.filter_map(|((name, field), column)| Some((name.as_str(), field.as_str(), survey.asked(column)?)));
    let questions = asked::table(spec, "field", of_questions);
    let options = survey.options_table(spec);
    Ok(std::iter::once(table).chain(long).chain([questions, options]).collect())
}

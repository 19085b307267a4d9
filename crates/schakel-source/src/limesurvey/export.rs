//! The results of a survey as LimeSurvey exports them to CSV.
//!
//! Gives what an archive gives, as far as the headings tell. With `structure = "survey.lss"` the structure of the survey
//! tells the codes behind field names, all texts and types, and the answer codes.

use std::path::Path;

use arrow_array::{Array, BooleanArray, RecordBatch};

use super::asked::{self, Asked};
use super::heading::{Heading, Style, is_field};
use super::structure::{Survey, coded};
use super::{is_own, submitted, tells_of_person};
use crate::problem::Problem;
use crate::spec::SourceSpec;
use crate::table::SourceTable;
use crate::{archive, csv, json, persons};

/// Reads the export, and the structure of the survey when it is declared.
pub(crate) fn read(spec: &SourceSpec, path: &Path, limit: Option<u64>) -> Result<Vec<SourceTable>, Vec<Problem>> {
    let survey = spec.structure_beside(path).map(|(beside, path)| {
        let text = json::text(&beside, &path)?;
        Survey::read(&beside, &text).map_err(|problem| vec![problem])
    });
    // Without the structure everything else can still be looked at: what is wrong is told at once.
    let (survey, mut problems) = match survey.transpose() {
        Ok(survey) => (survey, Vec::new()),
        Err(problems) => (None, problems),
    };
    match table(spec, path, limit, survey.as_ref()) {
        Ok((table, columns)) if problems.is_empty() => Ok(tables(spec, survey.as_ref(), table, &columns)),
        Ok(_) => Err(problems),
        Err(more) => {
            problems.extend(more);
            Err(problems)
        }
    }
}

/// A column of the export.
struct Column {
    /// `Q2[SQ001]`, or the heading itself.
    code: String,
    /// What it asks; nothing for what LimeSurvey adds.
    asked: Option<Asked>,
    /// Whether the structure has its question.
    known: bool,
}

impl Column {
    fn read(heading: &str, style: Style, survey: Option<&Survey>) -> Column {
        let Heading { code, part, question, part_text } = Heading::read(heading, style);
        if heading.is_empty() || is_own(&code) {
            return Column { code, asked: None, known: true };
        }
        let found = match is_field(heading) {
            true => survey.map(|survey| survey.column(heading)),
            false => survey.and_then(|survey| survey.coded(&code, &part)),
        };
        let told = found.as_ref().zip(survey).and_then(|(found, survey)| survey.asked(found));
        let known = told.is_some();
        let code_in_sql = match &found {
            Some(found) => found.original.clone(),
            None if code.is_empty() => heading.to_owned(),
            None => coded(&code, &part),
        };
        let mut asked = told.unwrap_or_else(|| Asked { code, part_code: part, ..Asked::default() });
        for (text, of_heading) in [(&mut asked.question, question), (&mut asked.part, part_text)] {
            if text.is_empty() {
                *text = of_heading;
            }
        }
        Column { code: code_in_sql, asked: Some(asked), known }
    }
}

fn columns(headings: &[String], survey: Option<&Survey>) -> Vec<Column> {
    let style = Style::of(headings, survey).unwrap_or(Style::Code);
    headings.iter().map(|heading| Column::read(heading, style, survey)).collect()
}

/// The responses with all their columns, and what each of these holds.
fn table(
    spec: &SourceSpec,
    path: &Path,
    limit: Option<u64>,
    survey: Option<&Survey>,
) -> Result<(SourceTable, Vec<Column>), Vec<Problem>> {
    archive::refuse(spec, path).map_err(|problem| vec![problem])?;
    let names = |headings: &[String]| {
        let codes: Vec<String> = columns(headings, survey).into_iter().map(|column| column.code).collect();
        submitted::column_names(&codes)
    };
    let mut table = csv::read_table(spec, csv::Input::File(path), limit, &names)?;
    let headings: Vec<String> = table.columns.iter().map(|column| column.original.clone()).collect();
    let Some(style) = Style::of(&headings, survey) else { return Err(vec![not_an_export(spec)]) };
    let columns = columns(&headings, survey);
    let unknown: Vec<usize> = (0..columns.len()).filter(|&index| !columns[index].known).collect();
    match (survey, unknown.first()) {
        (Some(_), Some(_)) if columns.iter().all(|column| column.asked.is_none() || !column.known) => {
            return Err(vec![of_another_survey(spec)]);
        }
        (Some(_), Some(&first)) => table.problems.push(
            Problem::notice("source-structure", "the structure has no question with the code of this column")
                .file(&spec.path)
                .column(table.columns[first].name.as_str())
                .count(unknown.len() as u64)
                .hint("Export structure and results at the same time."),
        ),
        (None, _) if style == Style::Field => table.problems.push(
            Problem::notice(
                "source-structure",
                "the headings are numbers of questions; their codes and texts are not known",
            )
            .file(&spec.path)
            .hint("Export the survey structure (.lss) into the same folder and set structure in plugin.toml."),
        ),
        _ => {}
    }
    Ok((table, columns))
}

fn tables(spec: &SourceSpec, survey: Option<&Survey>, table: SourceTable, columns: &[Column]) -> Vec<SourceTable> {
    let names: Vec<(String, String)> =
        table.columns.iter().map(|column| (column.name.clone(), column.original.clone())).collect();
    let of_questions = names.iter().zip(columns);
    let of_questions = of_questions
        .filter_map(|((name, original), column)| Some((name.as_str(), original.as_str(), column.asked.clone()?)));
    let questions = asked::table(spec, "original", of_questions);
    let options = survey.map(|survey| survey.options_table(spec));

    let rows = table.rows();
    // Of a survey without responses one row is exported, in which nothing stands.
    let mut table = table.filtered(has_values);
    if rows > 0 && table.rows() == 0 {
        table.problems.push(Problem::notice("source-no-rows", "the survey has no responses").file(&spec.path));
    }
    let mut table = persons::leave_out(submitted::add(table), spec, tells_of_person).finish(spec);
    table.problems.sort();
    let long = spec.long.then(|| table.long());
    std::iter::once(table).chain(long).chain([questions]).chain(options).collect()
}

/// The rows in which something stands.
fn has_values(batch: &RecordBatch) -> BooleanArray {
    let (values, _) = batch.columns().split_at(batch.num_columns() - 1);
    (0..batch.num_rows()).map(|row| Some(values.iter().any(|column| column.is_valid(row)))).collect()
}

fn not_an_export(spec: &SourceSpec) -> Problem {
    Problem::error(
        "source-header",
        "the headings are not those of LimeSurvey results: none is a code with a part such as Q2[SQ001], a field such as \
         841748X3X26, or a column such as submitdate",
    )
    .file(&spec.path)
    .row(1)
    .hint(
        "Export the results as CSV with \"Question code\" or \"Question code & question text\" as headings, name the \
         structure (.lss) in `structure`, or declare another kind.",
    )
}

fn of_another_survey(spec: &SourceSpec) -> Problem {
    let structure = spec.structure.as_deref().unwrap_or_default();
    Problem::error("source-structure", format!("no question of the results is in the structure `{structure}`"))
        .file(&spec.path)
        .hint("It is of another survey: export structure and results of the same one.")
}

//! Answers to a form of Microsoft or Google: questions under short names, several answers in a cell taken apart.

mod moment;
mod naming;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

pub(super) use self::naming::is_form;
use self::naming::{Question, is_person, names, own};
use super::build::TextTable;
use super::csv::beside;
use super::kind::{Definition, Kind, Takes};
use super::known::{declared, renamed};
use super::names::{PARENT_ROW, SOURCE_ROW, clean_name, unique};
use super::spec::SourceSpec;
use super::table::{SourceColumn, SourceTable};
use super::{persons, tabular};
use crate::problem::{Problem, did_you_mean};

/// The kind `forms`.
pub(crate) const KIND: Definition = Definition {
    kind: Kind::Forms,
    name: "forms",
    title: "Microsoft Forms and Google Forms",
    takes: Takes::File,
    options: &[
        "columns",
        "multiple",
        "keep",
        "sheet",
        "header_row",
        "delimiter",
        "quote",
        "encoding",
        "null",
        "decimal",
        "drop",
        "long",
    ],
    gives: "Answers as Excel or CSV, with Dutch or English headings: `<name>(id, started, submitted, …)` and a column \
            per question under its first words (`wat_is_je_rol`; a row of a table of questions `hoe_vaak__gesprek`), \
            or under the name that `columns = { rol = \"Wat is je rol?\" }` gives it. `<name>__questions(column_name, \
            original, question, part)`. `<name>__choices(parent_row, column_name, value)` has each of several answers \
            of a cell: of Microsoft when all of a column end in `;`, of Google when `multiple` names the question.",
    example: r#"name = "enquete"
kind = "forms"
path = "enquete.xlsx"
columns = { rol = "Wat is je rol?" }
multiple = ["Met wie heb je gesproken?"]
long = true"#,
    read,
};

/// Columns that are always there.
const ALWAYS: [&str; 3] = ["id", "started", "submitted"];
/// Headings of at most this many words may ask who a person is; longer questions only mention it.
const SHORT: usize = 4;

fn read(spec: &SourceSpec, path: &Path, limit: Option<u64>) -> Result<Vec<SourceTable>, Vec<Problem>> {
    let table = tabular::read(spec, path, limit)?;
    let (table, questions) = named(spec, table)?;
    let at = |name: &str| table.columns.iter().position(|column| column.name == name);
    let moments: Vec<usize> = ["started", "submitted", "modified"].into_iter().filter_map(at).collect();
    let to_iso = |table: SourceTable, at: &usize| {
        table.with_values(*at, |text| Some(moment::iso(text).unwrap_or_else(|| text.to_owned())))
    };
    let table = moments.iter().fold(table, to_iso);
    let tells = |column: &SourceColumn| {
        let heading = &column.original;
        let short = heading.split_whitespace().count() <= SHORT && questions.contains_key(&column.name);
        is_person(heading) || short && persons::tells_of_person(heading)
    };
    let mut table = persons::leave_out(table, spec, tells).finish(spec);
    table.problems.sort();
    let multiple = multiple(spec, &table, &questions)?;
    let choices = choices(&table, &questions, &multiple);
    let asked = asked(&table, &questions);
    let mut tables = beside(spec, table, false);
    tables.extend([asked, choices]);
    Ok(tables)
}

/// The table under short names, and its questions by those.
fn named(spec: &SourceSpec, table: SourceTable) -> Result<(SourceTable, BTreeMap<String, Question>), Vec<Problem>> {
    let declared = declared(spec, &table.columns, |name| no_name(spec, name))?;
    let mut taken: BTreeSet<String> = ALWAYS.map(str::to_owned).into();
    let mut given: BTreeMap<usize, String> = BTreeMap::new();
    for (index, name) in declared {
        taken.insert(name.to_owned());
        given.insert(index, name.to_owned());
    }
    let mut questions: BTreeMap<usize, Question> = BTreeMap::new();
    for (index, column) in table.columns.iter().enumerate() {
        let heading = &column.original;
        let own = own(heading).filter(|name| !given.values().any(|other| other == name));
        match own {
            Some(name) if !given.contains_key(&index) => {
                taken.insert(name.to_owned());
                given.insert(index, name.to_owned());
            }
            _ if is_person(heading) && !given.contains_key(&index) => {
                given.insert(index, unique(column.name.clone(), &mut taken));
            }
            _ if given.get(&index).is_some_and(|name| ALWAYS.contains(&name.as_str())) => {}
            _ => {
                questions.insert(index, Question::read(heading));
            }
        }
    }
    if !given.values().any(|name| name == "submitted" || name == "started") {
        return Err(vec![not_a_form(spec)]);
    }
    let unnamed = questions.iter().filter(|(index, _)| !given.contains_key(index));
    let unnamed = unnamed.map(|(index, question)| (*index, question.clone())).collect();
    given.extend(names(&unnamed, &mut taken));
    let found: Vec<Option<&str>> =
        (0..table.columns.len()).map(|index| given.get(&index).map(String::as_str)).collect();
    let table = renamed(table, &found, &ALWAYS);
    let by_name = questions.into_iter().map(|(index, question)| (table.columns[index].name.clone(), question));
    let by_name = by_name.collect();
    Ok((table, by_name))
}

/// What is wrong with a name that the declaration gives to a column.
fn no_name(spec: &SourceSpec, name: &str) -> Option<Problem> {
    let good = !name.is_empty() && clean_name(name) == name && ![SOURCE_ROW, PARENT_ROW].contains(&name);
    let message = format!("source {}: `{name}` in `columns` cannot be the name of a column", spec.name);
    let problem = Problem::error("source-option", message).file(&spec.path);
    (!good)
        .then(|| problem.hint("Use letters, digits and _ only; source_row and parent_row have a meaning of their own."))
}

/// The columns, by name, of the questions that `multiple` names.
fn multiple(
    spec: &SourceSpec,
    table: &SourceTable,
    questions: &BTreeMap<String, Question>,
) -> Result<BTreeSet<String>, Vec<Problem>> {
    let mut columns = BTreeSet::new();
    let mut problems = Vec::new();
    for wanted in &spec.multiple {
        let flat = Question::read(wanted).question;
        let named = |column: &&SourceColumn| {
            let asked = questions.get(&column.name).is_some_and(|question| question.question == flat);
            column.name == *wanted || column.original == *wanted || asked
        };
        let before = columns.len();
        columns.extend(table.columns.iter().filter(named).map(|column| column.name.clone()));
        if columns.len() == before {
            let texts: Vec<&str> = questions.values().map(|question| question.question.as_str()).collect();
            let mut problem = Problem::error(
                "source-column-missing",
                format!("there is no question `{wanted}`, named in `multiple`"),
            )
            .file(&spec.path)
            .row(1);
            problem.hint = did_you_mean(wanted, &texts);
            problems.push(problem);
        }
    }
    if problems.is_empty() { Ok(columns) } else { Err(problems) }
}

/// `<name>__choices`: each of the answers of a cell that holds several.
fn choices(table: &SourceTable, questions: &BTreeMap<String, Question>, multiple: &BTreeSet<String>) -> SourceTable {
    let mut rows = TextTable::new([PARENT_ROW, "column_name", "value"].map(SourceColumn::same).to_vec());
    for (index, column) in table.columns.iter().enumerate().filter(|(_, column)| questions.contains_key(&column.name)) {
        let (mut any, mut all, mut semicolon) = (false, true, false);
        table.each_value(index, |_, text| {
            any = true;
            all &= text.trim_end().ends_with(';');
            semicolon |= text.contains(';');
        });
        let taken_apart = any && all || multiple.contains(&column.name);
        if !taken_apart {
            continue;
        }
        let separator = if semicolon { ";" } else { ", " };
        table.each_value(index, |row, text| {
            for value in text.split(separator).map(str::trim).filter(|value| !value.is_empty()) {
                rows.push_row([row.to_string().as_str(), column.name.as_str(), value], row);
            }
        });
    }
    rows.close();
    let mut choices = SourceTable::child(format!("{}__choices", table.name), &table.file, rows);
    choices.sheet.clone_from(&table.sheet);
    choices
}

/// `<name>__questions`: what every column asks.
fn asked(table: &SourceTable, questions: &BTreeMap<String, Question>) -> SourceTable {
    let header = ["column_name", "original", "question", "part"];
    let mut rows = TextTable::new(header.map(SourceColumn::same).to_vec());
    let asked = table.columns.iter().filter_map(|column| Some((column, questions.get(&column.name)?)));
    for (number, (column, Question { question, part })) in (1..).zip(asked) {
        rows.push_row([&column.name, &column.original, question, part].map(String::as_str), number);
    }
    rows.close();
    SourceTable::text(format!("{}__questions", table.name), &table.file, rows)
}

fn not_a_form(spec: &SourceSpec) -> Problem {
    Problem::error("source-header", "the headings are not those of a form: none says when it was answered")
        .file(&spec.path)
        .row(1)
        .hint(
            "Expected `Begintijd` and `Tijd van voltooien` (Microsoft) or `Tijdstempel` (Google), or the same in \
             English. In another language: columns = { submitted = \"Zeitstempel\" }.",
        )
}

//! Which table of the model a table of a source could fill, and from which columns.

use std::collections::BTreeSet;

use schakel_model::{Column, SCHOOL_ID, Section, Table};
use schakel_source::TableInspection;

use super::fixed;

/// How many tables of the model are proposed for one table of a source.
const MOST: usize = 4;

/// A table of the model with the column of the source for each of its columns.
#[derive(Debug)]
pub(super) struct Fit {
    pub(super) table: &'static Table,
    /// Column of the model and column of the source, in the order of the model.
    pub(super) columns: Vec<(&'static Column, String)>,
    score: f64,
    /// Whether nothing that the model asks for is missing.
    whole: bool,
    /// Whether its key is the number that the file gives its own rows.
    by_own_number: bool,
}

impl Fit {
    pub(super) fn uses(&self, source_column: &str) -> bool {
        self.columns.iter().any(|(_, column)| column == source_column)
    }

    pub(super) fn source_of(&self, column: &str) -> Option<&str> {
        self.columns.iter().find(|(model, _)| model.name == column).map(|(_, source)| source.as_str())
    }
}

/// Whether a table of a source holds rows of the school: not the table of its columns, its long form, or its questions.
pub(super) fn may_fill(source: &str, table: &TableInspection) -> bool {
    let part = table.name.strip_prefix(source).and_then(|rest| rest.strip_prefix("__")).unwrap_or_default();
    !["long", "columns", "questions", "options"].contains(&part) && table.rows > 0
}

/// The tables of the model that the columns fit best, the best first.
pub(super) fn fits(table: &TableInspection) -> Vec<Fit> {
    let model = schakel_model::tables().iter().filter(|model| model.from_plugins() && is_proposed(model));
    let mut fits: Vec<Fit> = model.filter_map(|model| fit(table, model)).collect();
    fits.sort_by(|one, other| other.score.total_cmp(&one.score).then_with(|| one.table.name.cmp(other.table.name)));
    let best = fits.first().map_or(0.0, |fit| fit.score);
    // A table that many fewer columns speak for is there by chance, unless it could be filled as it is.
    fits.retain(|fit| fit.whole || fit.score >= best || !fit.by_own_number && fit.score * 2.0 > best);
    fits.truncate(MOST);
    fits.extend(enrolled(&fits));
    fits
}

/// Who is enrolled is a student, also where the list tells no more of them than a number.
fn enrolled(fits: &[Fit]) -> Option<Fit> {
    let of = |table: &str| fits.iter().find(|fit| fit.table.name == table);
    let number = of("enrolment").filter(|_| of("student").is_none())?.source_of("student_id")?;
    let table = schakel_model::table("student")?;
    let columns = vec![(table.column("student_id")?, number.to_owned())];
    Some(Fit { table, columns, score: 0.0, whole: true, by_own_number: false })
}

/// The school itself stands in schakel.toml, surveys have their own mapping, and the trajectory has its workbook.
fn is_proposed(table: &Table) -> bool {
    !matches!(table.section, Section::Surveys | Section::Trajectory | Section::Data) && table.name != "school"
}

/// Names that a file gives the number of its own rows.
const OWN_NUMBER: [&str; 8] = ["id", "nr", "nummer", "code", "key", "sleutel", "volgnr", "sourcedid"];

fn is_own_number(column: &str) -> bool {
    OWN_NUMBER.contains(&column.to_lowercase().as_str())
}

/// Columns that the names do not tell: the number of the rows as their key, and the key of a group or programme as its name.
fn fall_back(table: &TableInspection, model: &'static Table, columns: &mut Vec<(usize, &'static Column, String)>) {
    let missing = |name: &str, columns: &[(usize, &'static Column, String)]| {
        let at = model.columns.iter().position(|column| column.name == name && column.required)?;
        let column = model.columns.get(at)?;
        columns.iter().all(|(_, found, _)| found.name != name).then_some((at, column))
    };
    let own = table.columns.iter().find(|own| is_own_number(&own.name));
    // Who was there often stands in the list of moments itself.
    if model.key.contains(&"moment_id")
        && columns.iter().any(|(_, column, _)| column.person().is_some())
        && let (Some(own), Some((at, column))) = (own, missing("moment_id", columns))
    {
        columns.push((at, column, own.name.clone()));
    }
    // A list of functions goes by the number of the person.
    if model.name == "staff_role"
        && columns.iter().any(|(_, column, _)| column.name == "role")
        && let (Some(own), Some((at, column))) = (own, missing("staff_id", columns))
    {
        columns.push((at, column, own.name.clone()));
    }
    if let [key] = model.key
        && columns.len() >= 2
        && let Some((at, column)) = missing(key, columns)
    {
        let student =
            || columns.iter().find(|(_, column, _)| column.name == "student_id").map(|(.., name)| name.clone());
        // A student has one enrolment in a list of students.
        let stand_in = own.map(|own| own.name.clone()).or_else(|| student().filter(|_| model.name == "enrolment"));
        columns.extend(stand_in.map(|name| (at, column, name)));
    }
    if let [key] = model.key
        && let Some((at, column)) = missing("name", columns)
    {
        let named = columns.iter().find(|(_, found, _)| found.name == *key).map(|(.., name)| name.clone());
        columns.extend(named.map(|name| (at, column, name)));
    }
}

fn fit(table: &TableInspection, model: &'static Table) -> Option<Fit> {
    let mut pairs: Vec<(f64, usize, &'static Column, &str)> = Vec::new();
    for column in table.columns.iter().filter(|column| !column.profile.identifies) {
        for proposal in column.proposals.iter().filter(|proposal| proposal.table == model.name) {
            let position = model.columns.iter().position(|other| other.name == proposal.column);
            let Some((at, model_column)) = position.and_then(|at| Some((at, model.columns.get(at)?))) else { continue };
            pairs.push((proposal.likeness, at, model_column, &column.name));
        }
    }
    pairs.sort_by(|one, other| other.0.total_cmp(&one.0).then_with(|| one.1.cmp(&other.1)));
    let (mut taken, mut used) = (BTreeSet::new(), BTreeSet::new());
    let mut columns: Vec<(usize, &'static Column, String)> = Vec::new();
    let mut score = 0.0;
    for (likeness, at, column, source) in pairs {
        if column.name == SCHOOL_ID || taken.contains(&at) || used.contains(source) {
            continue;
        }
        taken.insert(at);
        used.insert(source);
        columns.push((at, column, source.to_owned()));
        score += likeness;
    }
    fall_back(table, model, &mut columns);
    columns.sort_by_key(|(at, ..)| *at);
    let is_needed =
        |column: &&Column| column.required && column.name != SCHOOL_ID && fixed::value(model, column).is_none();
    let needed = model.columns.iter().filter(is_needed).count();
    let found = columns.iter().filter(|(_, column, _)| is_needed(column)).count();
    let key = model.key.iter().filter_map(|key| model.column(key)).filter(is_needed);
    let has_key = key.clone().all(|key| columns.iter().any(|(_, column, _)| column.name == key.name));
    let columns: Vec<(&'static Column, String)> =
        columns.into_iter().map(|(_, column, source)| (column, source)).collect();
    // Rows cannot be told apart without their key; and a key alone says nothing.
    let fits = has_key && columns.len() >= 2 && found * 2 >= needed;
    let by_own_number = model.key.len() == 1
        && columns.iter().any(|(column, source)| model.key.contains(&column.name) && is_own_number(source));
    fits.then_some(Fit { table: model, columns, score, whole: found == needed, by_own_number })
}

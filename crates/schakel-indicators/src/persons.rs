//! Tables with a row per person, for a school that shares them with research. They go to disclosure control, and to nothing
//! else.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use schakel_disclosure::{RawPersons, ReleasedPersons, release_persons};
use serde::Deserialize;

use crate::header::{Bilingual, HeaderError, split};
use crate::parameters::Parameters;
use crate::rows::Rows;
use crate::steps::Steps;
use crate::{IndicatorError, Request, StoreView, engine};

static FILES: [(&str, &str); 3] = [
    ("persons/staff_answers.sql", include_str!("../sql/persons/staff_answers.sql")),
    ("persons/student_answers.sql", include_str!("../sql/persons/student_answers.sql")),
    ("persons/students.sql", include_str!("../sql/persons/students.sql")),
];

/// A table with a row per person: what it is, and its rows.
#[derive(Debug, Clone)]
pub struct PersonTable {
    /// What it is.
    pub header: &'static PersonHeader,
    /// Its rows.
    pub released: ReleasedPersons,
}

/// What a table with a row per person is.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonHeader {
    /// Its name.
    pub name: String,
    /// Who is in it, in Dutch.
    pub nl: String,
    /// Who is in it, in English.
    pub en: String,
    /// The columns by which a person could be recognised, the most telling first.
    pub quasi: Vec<PersonColumn>,
    /// The other columns.
    #[serde(default)]
    pub values: Vec<PersonColumn>,
    /// What a column per item of a survey holds.
    pub item: Option<Bilingual>,
}

/// A column of such a table.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonColumn {
    /// Its name.
    pub name: String,
    /// What it holds, in Dutch.
    pub nl: String,
    /// What it holds, in English.
    pub en: String,
}

/// The tables with their queries, read once.
fn tables() -> Result<&'static [(PersonHeader, &'static str, &'static str)], HeaderError> {
    type Tables = Vec<(PersonHeader, &'static str, &'static str)>;
    static TABLES: OnceLock<Result<Tables, HeaderError>> = OnceLock::new();
    let read = || {
        let one = |(file, text): &(&'static str, &'static str)| {
            split::<PersonHeader>(file, text).map(|(header, query)| (header, *file, query))
        };
        FILES.iter().map(one).collect()
    };
    TABLES.get_or_init(read).as_deref().map_err(Clone::clone)
}

/// The rows of persons that a school may share.
///
/// # Errors
/// When the store cannot be read, or a query fails.
pub fn persons_blocking(
    store: &StoreView,
    request: &Request,
    school: &str,
) -> Result<Vec<PersonTable>, IndicatorError> {
    let tables = tables()?;
    let queries: Vec<(&str, &str)> = tables.iter().map(|(_, file, query)| (*file, *query)).collect();
    let steps = Steps::only(&queries, &Parameters::new(request)?)?;
    let own = StoreView {
        schools: store.schools.clone().into_iter().filter(|(id, _)| id == school).collect(),
        results: None,
    };
    let mut released = Vec::with_capacity(tables.len());
    for part in own.parts() {
        let answers = tokio::runtime::Builder::new_multi_thread()
            .build()
            .map_err(|e| IndicatorError::Request(format!("no threads for the query engine: {e}")))?
            .block_on(engine::run(&steps, &part, request.settings.rules.single_role))?;
        for (header, file, _) in tables {
            let rows = answers.get(file)?;
            let raw = if header.item.is_some() { answered(header, rows)? } else { registered(header, rows)? };
            released.push(PersonTable { header, released: release_persons(raw) });
        }
    }
    Ok(released)
}

fn raw(header: &PersonHeader, values: Vec<String>) -> RawPersons {
    let quasi = header.quasi.iter().map(|column| column.name.clone()).collect();
    RawPersons { name: header.name.clone(), quasi, values, rows: Vec::new() }
}

type Texts = Vec<crate::rows::Texts>;

fn texts(rows: &Rows, columns: &[PersonColumn]) -> Result<Texts, IndicatorError> {
    columns.iter().map(|column| rows.texts(&column.name)).collect()
}

fn row(texts: &Texts, at: usize) -> Vec<String> {
    texts.iter().map(|column| column.get(at).to_owned()).collect()
}

/// A row of the query per person.
fn registered(header: &PersonHeader, rows: &Rows) -> Result<RawPersons, IndicatorError> {
    let mut raw = raw(header, header.values.iter().map(|column| column.name.clone()).collect());
    let (quasi, values) = (texts(rows, &header.quasi)?, texts(rows, &header.values)?);
    raw.rows = (0..rows.len()).map(|at| (row(&quasi, at), row(&values, at))).collect();
    Ok(raw)
}

/// A row of the query per answer; every item becomes a column.
fn answered(header: &PersonHeader, rows: &Rows) -> Result<RawPersons, IndicatorError> {
    let quasi = texts(rows, &header.quasi)?;
    let (respondents, items, scores) = (rows.texts("respondent")?, rows.texts("item")?, rows.numbers("score")?);
    let mut persons: BTreeMap<&str, (usize, BTreeMap<&str, String>)> = BTreeMap::new();
    let mut columns: BTreeSet<&str> = BTreeSet::new();
    for at in 0..rows.len() {
        columns.insert(items.get(at));
        let (_, answers) = persons.entry(respondents.get(at)).or_insert_with(|| (at, BTreeMap::new()));
        if let Some(score) = scores.get(at) {
            answers.insert(items.get(at), format!("{}", score.round()));
        }
    }
    let mut raw = raw(header, columns.iter().map(|&item| item.to_owned()).collect());
    raw.rows = persons
        .into_values()
        .map(|(at, mut answers)| {
            (row(&quasi, at), columns.iter().map(|item| answers.remove(item).unwrap_or_default()).collect())
        })
        .collect();
    Ok(raw)
}

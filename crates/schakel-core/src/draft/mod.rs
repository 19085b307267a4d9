//! A plugin to start from: declarations and queries that are proposed from what `inspect` found in a school's files.
//!
//! | module | does |
//! |---|---|
//! | [`fit`] | which table of the model a table of a source could fill, and from which columns |
//! | [`fixed`] | what stands for a column that no source has |
//! | [`query`] | the query that says so |
//! | [`joined`] | all that is proposed for a table, as one query |
//! | [`survey`] | questionnaires as `[[survey]]` |
//! | [`words`] | the words of a school that must be translated into codes, as a small CSV beside the query |
//! | [`folder`] | all of it as the files of a folder |
//! | [`ready`] | queries that are ready for kinds of which the columns are known |
//! | [`year`] | the school year that a file is about |
//!
//! A proposal is made from names and shapes of values. It is never more than that: whoever connects a school looks at every
//! line of it, and `check` says what does not hold.

mod fit;
mod fixed;
mod folder;
mod joined;
mod query;
mod ready;
mod survey;
mod words;
mod year;

use std::collections::BTreeMap;

use schakel_model::Table;
use schakel_source::{Inspection, Kind};

pub use self::folder::{Identity, files};
use self::query::Proposed;
use self::words::WordList;
use self::year::Year;

/// A query to start from.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct ProposedQuery {
    /// The table of the model that it fills.
    pub table: &'static str,
    /// The text, with remarks for its author.
    pub sql: String,
    /// Columns that the model asks for and for which nothing was found.
    pub open: Vec<&'static str>,
    /// Whether the columns of this kind are known, so that it was not guessed from names.
    pub ready: bool,
}

/// Files of a plugin that are proposed, and what is left to its author.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// The queries, in the order of the model.
    pub queries: Vec<ProposedQuery>,
    /// Small tables beside the queries, by the name of the file: words that must be translated.
    pub lists: BTreeMap<String, String>,
    /// The questionnaires, as declarations.
    pub surveys: Vec<String>,
    /// The declarations of those tables.
    pub list_sources: Vec<String>,
    /// Columns that no query uses, by the table of the source; only of tables of which some are used.
    pub unused: BTreeMap<String, Vec<String>>,
    /// Names of the sources that a query reads from.
    used: Vec<String>,
    /// Why nothing is proposed for a source of which the columns are known, by its name.
    reasons: BTreeMap<String, &'static str>,
    /// How most dates of these files are written, when not as ISO dates.
    pub date: Option<&'static str>,
    /// The decimal sign of these files, when it is a comma.
    pub decimal_comma: bool,
}

impl Draft {
    /// Whether a query reads from a source.
    #[must_use]
    pub fn uses(&self, source: &str) -> bool {
        self.used.iter().any(|used| used == source)
    }

    /// Why nothing is proposed for a source, when its kind has nothing of the model.
    #[must_use]
    pub fn why_nothing(&self, source: &str) -> Option<&'static str> {
        self.reasons.get(source).copied()
    }
}

/// Proposes the queries for what was found in some files, of a school year such as `2025-2026`.
#[must_use]
pub fn draft(inspections: &[Inspection], school_year: &str) -> Draft {
    let year = Year::named(school_year);
    let formats = query::Formats::of(inspections);
    let mut proposed: BTreeMap<usize, Vec<Proposed>> = BTreeMap::new();
    let mut lists: Vec<WordList> = Vec::new();
    let (mut unused, mut used) = (BTreeMap::new(), Vec::new());
    for inspection in inspections {
        let name = inspection.spec.name.as_str();
        let of_file = year.of_file(&inspection.file);
        if let Some(queries) = ready::queries(inspection, inspections, &of_file, &mut lists) {
            if !queries.is_empty() {
                used.push(name.to_owned());
            }
            for query in queries {
                proposed.entry(place(query.table)).or_default().push(query);
            }
            continue;
        }
        if survey::is_survey(inspection.kind) {
            continue;
        }
        // A workbook of the trajectory is taken over as it stands.
        if inspection.kind == Kind::TrajectoryWorkbook {
            used.push(name.to_owned());
            continue;
        }
        for table in inspection.tables.iter().filter(|table| fit::may_fill(name, table)) {
            let fits = fit::fits(table);
            if !fits.is_empty() && !used.iter().any(|known| known == name) {
                used.push(name.to_owned());
            }
            let left = table
                .columns
                .iter()
                .filter(|column| !column.profile.identifies && !fits.iter().any(|fit| fit.uses(&column.name)));
            let left: Vec<String> = left.map(|column| column.name.clone()).collect();
            if !left.is_empty() && !fits.is_empty() {
                unused.insert(table.name.clone(), left);
            }
            for fit in &fits {
                proposed
                    .entry(place(fit.table))
                    .or_default()
                    .push(query::of(name, table, fit, &formats, &of_file, &mut lists));
            }
        }
    }
    let queries: Vec<ProposedQuery> = proposed.into_values().filter_map(|parts| joined::joined(&parts)).collect();
    let reasons = inspections.iter().filter_map(|inspection| {
        let name = inspection.spec.name.as_str();
        let reason = ready::why_nothing(inspection.kind)?;
        // Scores of areas are joined by the queries of another source.
        let joined = queries.iter().any(|query| query.ready && query.sql.contains(&query::quoted(name)));
        if joined {
            used.push(name.to_owned());
        }
        (!joined).then(|| (name.to_owned(), reason))
    });
    let reasons = reasons.collect();
    let mut draft = Draft {
        queries,
        list_sources: lists.iter().map(WordList::declaration).collect(),
        lists: lists.iter().map(|list| (list.file(), list.csv())).collect(),
        unused,
        used,
        reasons,
        date: formats.date,
        decimal_comma: formats.decimal_comma,
        surveys: Vec::new(),
    };
    survey::add(inspections, &year, &mut draft);
    draft
}

/// Where a table stands in the model.
fn place(table: &Table) -> usize {
    schakel_model::tables().iter().position(|other| other.name == table.name).unwrap_or(usize::MAX)
}

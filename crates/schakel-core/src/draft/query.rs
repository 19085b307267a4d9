//! The query that fills a table of the model from columns of a source.

use std::collections::BTreeMap;

use datafusion::sql::sqlparser::keywords::{
    ALL_KEYWORDS, ALL_KEYWORDS_INDEX, RESERVED_FOR_COLUMN_ALIAS, RESERVED_FOR_TABLE_ALIAS,
};
use schakel_model::{Column, Format, SCHOOL_ID, Table, Type};
use schakel_source::{Guess, Inspection, Kind, TableInspection};

use super::fit::{Fit, fits};
use super::fixed;
use super::words::WordList;
use super::year::Year;

/// How dates and numbers are written in these files together.
#[derive(Debug)]
pub(super) struct Formats {
    pub(super) date: Option<&'static str>,
    pub(super) decimal_comma: bool,
    /// Whether enrolments are known by the number of the student and the school year.
    enrolment_per_year: bool,
}

impl Formats {
    /// The form that most columns have; other columns are read with a form of their own.
    pub(super) fn of(inspections: &[Inspection]) -> Formats {
        let columns = || inspections.iter().flat_map(|inspection| &inspection.tables).flat_map(|table| &table.columns);
        let mut dates: BTreeMap<&'static str, usize> = BTreeMap::new();
        for form in columns().filter_map(|column| date_form(column.profile.guess)) {
            *dates.entry(form).or_default() += 1;
        }
        Formats {
            date: dates.into_iter().max_by_key(|(_, count)| *count).map(|(form, _)| form),
            decimal_comma: columns().any(|column| column.profile.guess == Guess::DecimalComma),
            enrolment_per_year: enrolment_per_year(inspections),
        }
    }
}

/// Whether students stand in lists of a year, and no other source has numbers of enrolments of its own.
fn enrolment_per_year(inspections: &[Inspection]) -> bool {
    let stands_in = |fit: &Fit| fit.source_of("enrolment_id").is_some_and(|id| is_stand_in(fit, "enrolment_id", id));
    let own = [Kind::Oneroster, Kind::Edexml, Kind::Ooapi, Kind::Ro, Kind::Cijferho];
    let mut fits = inspections.iter().flat_map(|inspection| &inspection.tables).flat_map(fits);
    !inspections.iter().any(|inspection| own.contains(&inspection.kind)) && fits.any(|fit| stands_in(&fit))
}

/// The form of dates that are not ISO dates.
fn date_form(guess: Guess) -> Option<&'static str> {
    match guess {
        Guess::DateDayFirst => Some("d-m-jjjj"),
        Guess::DateMonthFirst => Some("m/d/jjjj"),
        Guess::DateCompact => Some("jjjjmmdd"),
        _ => None,
    }
}

/// What fills a table of the model from one table of a source.
#[derive(Debug)]
pub(super) struct Proposed {
    pub(super) table: &'static Table,
    pub(super) text: Text,
    /// Columns that are needed and were not found.
    pub(super) open: Vec<&'static Column>,
    /// The kind and the name of the source of a whole query.
    pub(super) origin: Option<(Kind, String)>,
}

/// The text of a proposal.
#[derive(Debug)]
pub(super) enum Text {
    /// A whole query.
    Whole(String),
    /// A whole query for a table that nothing else fills.
    Otherwise(String),
    /// The values of columns of the model, in their order, and where they come from: the source, and its rows in SQL.
    Parts { values: BTreeMap<usize, String>, row: String, from: String, source: String },
}

impl Text {
    /// The text of a whole query.
    pub(super) fn whole(&self) -> Option<&str> {
        match self {
            Text::Whole(sql) | Text::Otherwise(sql) => Some(sql),
            Text::Parts { .. } => None,
        }
    }

    /// Whether a whole query says of a column that its author must find it elsewhere.
    pub(super) fn leaves_open(&self, column: &Column) -> bool {
        let remark = format!("-- {} is needed", column.name);
        self.whole().is_some_and(|sql| sql.lines().any(|line| line.starts_with(&remark)))
    }
}

/// The query for a fit; words that are no codes get a list to translate them by.
pub(super) fn of(
    source_name: &str,
    table: &TableInspection,
    fit: &Fit,
    formats: &Formats,
    year: &Year,
    lists: &mut Vec<WordList>,
) -> Proposed {
    let source_of = |column: &Column| {
        let name = fit.source_of(column.name)?;
        table.columns.iter().find(|source| source.name == name)
    };
    let columns = || fit.table.columns.iter().enumerate().filter(|(_, column)| column.name != SCHOOL_ID);
    let mut needed: Vec<(usize, WordList)> = Vec::new();
    for (at, column) in columns() {
        needed.extend(source_of(column).and_then(|source| WordList::needed(column, source)).map(|list| (at, list)));
    }
    // Once there is a join, every column says whose it is.
    let (alias, owner) = if needed.is_empty() { ("", "") } else { (" t", "t.") };
    let mut from = format!("FROM {}{alias}\n", quoted(&table.name));
    let (mut values, mut open) = (BTreeMap::new(), Vec::new());
    for (at, column) in columns() {
        let Some(source) = source_of(column) else {
            let fixed = fixed::value(fit.table, column).map(|value| format!("'{}'", year.filled(value)));
            let value = fixed.or_else(|| previous_enrolment(fit, column, owner).filter(|_| formats.enrolment_per_year));
            match value.filter(|_| column.required) {
                Some(value) => drop(values.insert(at, value)),
                None => open.extend(column.required.then_some(column)),
            }
            continue;
        };
        let given = format!("{owner}{}", quoted(&source.name));
        let list = needed.iter().position(|(of, _)| *of == at).and_then(|number| Some((number, needed.get(number)?)));
        let value = match list {
            Some((number, (_, list))) => {
                let words = format!("w{}", number + 1);
                from.push_str(&format!("LEFT JOIN {} {words} ON {words}.word = {given}\n", list.name()));
                format!("coalesce({words}.code, {given})")
            }
            None if is_stand_in(fit, column.name, &source.name) => {
                let school_year =
                    source_of_year(fit, owner).unwrap_or_else(|| format!("'{}'", year.filled("@school_year")));
                format!("concat({given}, '-', {school_year})")
            }
            None => value(column, &given, source.profile.guess, formats),
        };
        let empty = fixed::when_empty(fit.table, column).filter(|_| source.profile.filled < 1.0);
        let value = match (empty, value.strip_suffix(')').filter(|_| list.is_some())) {
            (None, _) => value,
            (Some(empty), Some(translated)) => format!("{translated}, '{empty}')"),
            (Some(empty), None) => format!("coalesce({value}, '{empty}')"),
        };
        values.insert(at, value);
    }
    needed.into_iter().for_each(|(_, list)| list.add_to(lists));
    Proposed {
        table: fit.table,
        text: Text::Parts { values, row: format!("{owner}source_row"), from, source: source_name.to_owned() },
        open,
        origin: None,
    }
}

/// Whether the number of a student stands for that of an enrolment: there is one in every school year.
fn is_stand_in(fit: &Fit, column: &str, source: &str) -> bool {
    column == "enrolment_id" && fit.source_of("student_id") == Some(source)
}

/// The enrolment of the school year before the day on which the destination was established.
fn previous_enrolment(fit: &Fit, column: &Column, owner: &str) -> Option<String> {
    let of = |column| fit.source_of(column).map(|source| format!("{owner}{}", quoted(source)));
    let (student, year) = (of("student_id")?, of("reference_year")?);
    (column.name == "from_enrolment_id")
        .then(|| format!("concat({student}, '-', CAST({year} AS INT) - 1, '-', {year})"))
}

/// The school year of a row, when a column tells it.
fn source_of_year(fit: &Fit, owner: &str) -> Option<String> {
    fit.source_of("school_year").map(|source| format!("school_year({owner}{})", quoted(source)))
}

/// The value of a column of the model from what a source gives.
fn value(column: &Column, given: &str, guess: Guess, formats: &Formats) -> String {
    let form = date_form(guess);
    let own_form = form.filter(|form| Some(*form) != formats.date);
    let date = own_form.map_or_else(|| format!("parse_date({given})"), |form| format!("parse_date({given}, '{form}')"));
    let is_date = form.is_some() || guess == Guess::DateIso;
    match column.ty {
        Type::Code(_) if column.name == "contract_class" && is_number(guess) => contract_class(given),
        Type::Int if is_date => format!("extract(year FROM {date})"),
        Type::Date if own_form.is_some() => date,
        Type::Dec if guess == Guess::DecimalPoint && formats.decimal_comma => format!("parse_decimal({given}, '.')"),
        Type::Text if column.format == Some(Format::SchoolYear) => format!("school_year({given})"),
        _ => given.to_owned(),
    }
}

fn is_number(guess: Guess) -> bool {
    matches!(guess, Guess::WholeNumber | Guess::DecimalPoint | Guess::DecimalComma)
}

/// The class of a contract in full-time equivalents.
fn contract_class(given: &str) -> String {
    let fte = format!("parse_decimal({given})");
    format!(
        "CASE WHEN {fte} < 0.5 THEN 'lt_0_5' WHEN {fte} <= 0.8 THEN '0_5_to_0_8' WHEN {fte} > 0.8 THEN 'gt_0_8' \
         ELSE 'unknown' END"
    )
}

/// A name as SQL takes it.
pub(super) fn quoted(name: &str) -> String {
    let plain = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if plain && !is_reserved(name) { name.to_owned() } else { format!("\"{name}\"") }
}

/// Whether SQL takes a name for a word of its own.
fn is_reserved(name: &str) -> bool {
    let word = name.to_uppercase();
    let at = ALL_KEYWORDS.iter().position(|keyword| *keyword == word);
    let keyword = at.and_then(|at| ALL_KEYWORDS_INDEX.get(at));
    let names_of_sql =
        ["PRIMARY", "USER", "CASE", "NOT", "NULL", "TRUE", "FALSE", "TABLE", "COLUMN", "INTERVAL", "DISTINCT"];
    names_of_sql.contains(&word.as_str())
        || keyword.is_some_and(|keyword| {
            RESERVED_FOR_COLUMN_ALIAS.contains(keyword) || RESERVED_FOR_TABLE_ALIAS.contains(keyword)
        })
}

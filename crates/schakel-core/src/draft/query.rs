//! The query that fills a table of the model from columns of a source.

use std::collections::{BTreeMap, BTreeSet};

use datafusion::sql::sqlparser::keywords::{
    ALL_KEYWORDS, ALL_KEYWORDS_INDEX, RESERVED_FOR_COLUMN_ALIAS, RESERVED_FOR_TABLE_ALIAS,
};
use schakel_model::{Column, Format, SCHOOL_ID, Section, Table, Type};
use schakel_source::{Guess, Inspection, TableInspection};

use super::ProposedQuery;
use super::fit::Fit;
use super::fixed;
use super::ready::Year;
use super::words::WordList;

/// How dates and numbers are written in these files together.
#[derive(Debug)]
pub(super) struct Formats {
    pub(super) date: Option<&'static str>,
    pub(super) decimal_comma: bool,
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
        }
    }
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
}

/// The text of a proposal.
#[derive(Debug)]
pub(super) enum Text {
    /// A whole query.
    Whole(String),
    /// The values of columns of the model, in their order, and where they come from.
    Parts { values: BTreeMap<usize, String>, row: String, from: String },
}

/// The query for a fit; words that are no codes get a list to translate them by.
pub(super) fn of(
    table: &TableInspection,
    fit: &Fit,
    formats: &Formats,
    year: &Year<'_>,
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
            match fixed::value(fit.table, column).filter(|_| column.required) {
                Some(value) => drop(values.insert(at, format!("'{}'", year.filled(value)))),
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
            None => value(column, &given, source.profile.guess, formats),
        };
        values.insert(at, value);
    }
    needed.into_iter().for_each(|(_, list)| list.add_to(lists));
    Proposed { table: fit.table, text: Text::Parts { values, row: format!("{owner}source_row"), from }, open }
}

fn codes(column: &Column) -> String {
    let Some(list) = column.codes() else { return String::new() };
    let codes: Vec<&str> = list.codes.iter().map(|code| code.code).collect();
    format!(" One of {}.", codes.join(", "))
}

/// The value of a column of the model from what a source gives.
fn value(column: &Column, given: &str, guess: Guess, formats: &Formats) -> String {
    let form = date_form(guess);
    let own_form = form.filter(|form| Some(*form) != formats.date);
    let date = own_form.map_or_else(|| format!("parse_date({given})"), |form| format!("parse_date({given}, '{form}')"));
    let is_date = form.is_some() || guess == Guess::DateIso;
    match column.ty {
        Type::Int if is_date => format!("extract(year FROM {date})"),
        Type::Date if own_form.is_some() => date,
        Type::Dec if guess == Guess::DecimalPoint && formats.decimal_comma => format!("parse_decimal({given}, '.')"),
        Type::Text if column.format == Some(Format::SchoolYear) => format!("school_year({given})"),
        _ => given.to_owned(),
    }
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

/// Everything that is proposed for a table, as one query.
pub(super) fn joined(parts: &[Proposed]) -> Option<ProposedQuery> {
    let table = parts.first()?.table;
    // What is known of a kind goes before what names suggest.
    let whole: Vec<&str> = parts
        .iter()
        .filter_map(|part| match &part.text {
            Text::Whole(sql) => Some(sql.trim_end()),
            Text::Parts { .. } => None,
        })
        .collect();
    if !whole.is_empty() {
        let sql = format!("{}\n", whole.join("\nUNION ALL\n"));
        return Some(ProposedQuery { table: table.name, sql, open: Vec::new(), ready: true });
    }
    // Tables that are put together have the same columns.
    let all: BTreeSet<usize> = parts.iter().flat_map(Proposed::columns).collect();
    let selects: Vec<String> = parts.iter().map(|part| part.select(&all)).collect();
    let open: Vec<&Column> = table
        .columns
        .iter()
        .filter(|column| parts.iter().any(|part| part.open.iter().any(|open| open.name == column.name)))
        .collect();
    let remarks: String = open
        .iter()
        .map(|column| {
            format!(
                "-- {} is needed, and no column was found for it. {}{}\n",
                column.name,
                column.definition,
                codes(column)
            )
        })
        .collect();
    let sql = match table.key {
        // The same person or group may stand in several files.
        [key] if selects.len() > 1 && matches!(table.section, Section::Organisation | Section::People) => {
            let values = all.iter().filter_map(|at| table.columns.get(*at)).filter(|column| column.name != *key);
            let values = values.map(|column| format!("  max({0}) AS {0},\n", quoted(column.name)));
            format!(
                "SELECT\n  {key},\n{}  min(source_row) AS source_row\nFROM (\n{}) AS one_of_each\nGROUP BY {key}\n",
                values.collect::<String>(),
                selects.join("UNION ALL\n"),
            )
        }
        _ => selects.join("UNION ALL\n"),
    };
    let sql = format!("{remarks}{sql}");
    Some(ProposedQuery { table: table.name, sql, open: open.iter().map(|column| column.name).collect(), ready: false })
}

impl Proposed {
    fn columns(&self) -> Vec<usize> {
        match &self.text {
            Text::Whole(_) => Vec::new(),
            Text::Parts { values, .. } => values.keys().copied().collect(),
        }
    }

    fn select(&self, all: &BTreeSet<usize>) -> String {
        let Text::Parts { values, row, from } = &self.text else { return String::new() };
        let lines = all.iter().filter_map(|at| {
            let name = self.table.columns.get(*at)?.name;
            let value = values.get(at).map_or("NULL", String::as_str);
            Some(if value == name { format!("  {value},\n") } else { format!("  {value} AS {},\n", quoted(name)) })
        });
        let row = if row == "source_row" { row.clone() } else { format!("{row} AS source_row") };
        format!("SELECT\n{}  {row}\n{from}", lines.collect::<String>())
    }
}

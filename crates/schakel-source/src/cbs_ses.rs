//! Areas by four-digit postcode, of CBS: scores of socio-economic status (SES-WOA), and the list of poverty problem
//! cumulation areas (APCG).
//!
//! Both are about an area, not about the persons who live in it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use arrow_array::BooleanArray;
use arrow_array::cast::AsArray;

use super::kind::{Definition, Kind, Takes};
use super::known::{Way, assign, misspelt, plain, renamed, taken};
use super::spec::SourceSpec;
use super::table::SourceTable;
use super::tabular;
use crate::problem::Problem;

/// The kind `cbs_ses`.
pub(crate) const KIND: Definition = Definition {
    kind: Kind::CbsSes,
    name: "cbs_ses",
    title: "CBS scores by postcode (SES-WOA, APCG)",
    takes: Takes::File,
    options: &["sheet", "header_row", "delimiter", "quote", "encoding", "null", "drop"],
    gives: "SES-WOA: `<name>(year, pc4, households, wealth_score, work_score, score, wealth_spread, work_spread, \
            spread, spread_lower, spread_upper)`, numbers with a decimal point. `score` is the total; the interval \
            that CBS gives is that of the spread. The list of APCG postcodes: `<name>(pc4, apcg, year)`. A file may \
            hold several years: choose one before joining on `pc4`. `NA`, `.` and `x` are missing.",
    example: r#"name = "ses"
kind = "cbs_ses"
path = "SES_PC4_2021-2022.csv""#,
    read,
};

/// A column: its heading, and its name in SQL.
struct Field(&'static str, &'static str);

/// A file of CBS.
struct Delivery {
    /// How all its headings begin.
    prefix: &'static str,
    fields: &'static [Field],
    /// What it cannot do without, besides the postcode.
    needed: &'static str,
}

static DELIVERIES: [Delivery; 2] = [
    Delivery {
        prefix: "SES_",
        fields: &[
            Field("SES_Verslagjaar", "year"),
            Field("SES_PC4", "pc4"),
            Field("SES_Aantal_huishoudens", "households"),
            Field("SES_Deelscore_welvaart", "wealth_score"),
            Field("SES_Deelscore_arbeid", "work_score"),
            Field("SES_Totaalscore", "score"),
            Field("SES_Spreiding_welvaart", "wealth_spread"),
            Field("SES_Spreiding_arbeid", "work_spread"),
            Field("SES_Spreiding_totaalscore", "spread"),
            Field("SES_Interval_ondergrens", "spread_lower"),
            Field("SES_Interval_bovengrens", "spread_upper"),
        ],
        needed: "score",
    },
    Delivery {
        prefix: "CBS_APCG_",
        fields: &[Field("CBS_APCG_PC4", "pc4"), Field("CBS_APCG_tf", "apcg"), Field("CBS_APCG_Jaar", "year")],
        needed: "apcg",
    },
];

/// How CBS writes that there is no figure.
const MISSING: [&str; 3] = ["NA", ".", "x"];

/// Whether these are the headings of one of the files: what `inspect` asks.
pub(super) fn is_delivery(headings: &[String]) -> bool {
    let has = |field: &Field| headings.iter().any(|heading| plain(heading) == plain(field.0));
    DELIVERIES.iter().any(|delivery| delivery.fields.iter().filter(|field| is_needed(delivery, field)).all(has))
}

fn is_needed(delivery: &Delivery, field: &Field) -> bool {
    field.1 == "pc4" || field.1 == delivery.needed
}

fn read(spec: &SourceSpec, path: &Path, limit: Option<u64>) -> Result<Vec<SourceTable>, Vec<Problem>> {
    let mut with_comma = SourceSpec { decimal: Some(",".to_owned()), ..spec.clone() };
    with_comma.null.extend(MISSING.map(str::to_owned));
    let table = tabular::read(&with_comma, path, limit)?;
    let table = named(spec, table)?;
    let mut table = with_postcodes(table);
    table.problems.extend(twice(&table));
    table.problems.sort();
    Ok(vec![table.finish(&with_comma)])
}

/// The table under the names of SQL.
fn named(spec: &SourceSpec, table: SourceTable) -> Result<SourceTable, Vec<Problem>> {
    let headings: Vec<&str> = table.columns.iter().map(|column| column.original.as_str()).collect();
    for delivery in &DELIVERIES {
        let same: Way<'_, Field> = &|field, heading| plain(field.0) == plain(heading);
        let short: Way<'_, Field> =
            &|field, heading| field.0.strip_prefix(delivery.prefix).is_some_and(|field| plain(field) == plain(heading));
        let near: Way<'_, Field> = &|field, heading| misspelt(&plain(field.0), &plain(heading));
        let found = assign(&headings, delivery.fields, &[same, short, near]);
        let there = |field: &Field| found.iter().flatten().any(|(other, _)| other.1 == field.1);
        if !delivery.fields.iter().filter(|field| is_needed(delivery, field)).all(there) {
            continue;
        }
        let near = headings.iter().zip(&found).filter_map(|(heading, found)| match found {
            Some((field, way)) if *way > 0 => Some((*heading, field.0)),
            _ => None,
        });
        let notice = taken(&spec.path, "CBS", near, "Look whether that is what they hold.");
        let names: Vec<Option<&str>> = found.iter().map(|found| found.map(|(field, _)| field.1)).collect();
        let all: Vec<&str> = delivery.fields.iter().map(|field| field.1).collect();
        let mut table = renamed(table, &names, &all);
        table.problems.extend(notice);
        return Ok(table);
    }
    Err(vec![
        Problem::error("source-header", "the headings are not those of SES-WOA or APCG by postcode")
            .file(&spec.path)
            .row(1)
            .hint("Expected SES_PC4 and SES_Totaalscore, or CBS_APCG_PC4 and CBS_APCG_tf."),
    ])
}

/// The rows of an area; others, such as totals, are left out and told.
fn with_postcodes(table: SourceTable) -> SourceTable {
    let Some(at) = table.columns.iter().position(|column| column.name == "pc4") else { return table };
    let is_postcode = |text: &str| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut rows = BTreeSet::new();
    let last = table.columns.len();
    for batch in &table.batches {
        let numbers = batch.column(last).as_primitive::<arrow_array::types::Int64Type>().values();
        let postcodes = batch.column(at).as_string::<i32>();
        let odd = numbers.iter().zip(postcodes).filter(|(_, postcode)| !postcode.is_some_and(is_postcode));
        rows.extend(odd.map(|(row, _)| *row));
    }
    let mut table = table.filtered(|batch| {
        let postcodes = batch.column(at).as_string::<i32>();
        postcodes.iter().map(|postcode| Some(postcode.is_some_and(is_postcode))).collect::<BooleanArray>()
    });
    if let Some(first) = rows.first() {
        let message = "row left out: its postcode is not of four digits";
        let problem = Problem::error("source-postcode", message).file(&table.file).column(&table.columns[at].original);
        let hint = "Rows of totals need not be there; else look whether zeros or digits were lost.";
        table.problems.push(problem.row(u64::try_from(*first).unwrap_or(0)).count(rows.len() as u64).hint(hint));
    }
    table
}

/// Areas that are there more than once in a year: joining on them would count persons more than once.
fn twice(table: &SourceTable) -> Option<Problem> {
    let at = |name: &str| table.columns.iter().position(|column| column.name == name);
    let mut years = BTreeMap::new();
    table.each_value(at("year")?, |row, year| {
        years.insert(row, year.to_owned());
    });
    let mut seen = BTreeSet::new();
    let (mut first, mut count) = (None, 0);
    table.each_value(at("pc4")?, |row, postcode| {
        if !seen.insert((postcode.to_owned(), years.get(&row).cloned())) {
            first = first.or(u64::try_from(row).ok());
            count += 1;
        }
    });
    let problem =
        Problem::notice("source-row-twice", "the postcode is there more than once in a year").file(&table.file);
    first.map(|row| {
        problem.row(row).count(count).hint("Joining on it counts persons more than once: keep one row per postcode.")
    })
}

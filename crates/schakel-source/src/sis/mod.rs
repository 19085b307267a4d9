//! Exports of student information systems: SOMtoday and Magister, under the names that the system gives to its fields,
//! whatever headings the school chose.

mod fields;
mod headings;

use std::path::Path;

use self::fields::{MAGISTER, SOMTODAY, System};
use super::build::TextTable;
use super::csv::beside;
use super::kind::{Definition, Kind, Takes};
use super::known::{plain, renamed, taken};
use super::names::PARENT_ROW;
use super::spec::SourceSpec;
use super::table::{SourceColumn, SourceTable};
use super::{persons, tabular};
use crate::problem::Problem;

/// The options of both kinds.
const OPTIONS: &[&str] =
    &["columns", "keep", "sheet", "header_row", "delimiter", "quote", "encoding", "null", "decimal", "drop", "long"];

/// The kind `somtoday`.
pub(crate) const SOMTODAY_KIND: Definition = Definition {
    kind: Kind::Somtoday,
    name: "somtoday",
    title: "SOMtoday",
    takes: Takes::File,
    options: OPTIONS,
    gives: "An export of students or of staff, as CSV or Excel, under the names of UMService: `<name>(leerlingNummer, \
            leerlingStamgroep, leerlingMentoren, …)` or `<name>(medewerkerAfkorting, medewerkerFunctie, …)`. Usual \
            spellings (`Stamklas`) and misspelt names are recognised and told; `columns` says which heading is which. \
            A field that lacks is there and empty; other columns stay. Lists are child tables with a `value` per row: \
            `<name>__mentoren`, `<name>__lesgroepenVakken`, `<name>__rollen`. Of a postcode the digits are read.",
    example: r#"name = "leerlingen"
kind = "somtoday"
path = "leerlingen.csv"
columns = { leerlingNummer = "Lln.nr", leerlingStamgroep = "Klas" }"#,
    read: |spec, path, limit| read(&SOMTODAY, spec, path, limit),
};

/// The kind `magister`.
pub(crate) const MAGISTER_KIND: Definition = Definition {
    kind: Kind::Magister,
    name: "magister",
    title: "Magister list export",
    takes: Takes::File,
    options: OPTIONS,
    gives: "A list of students, as CSV or Excel: `<name>(STAMNR, CLASS, PROFILECODE, PROFILEDESC, STUDY, LOCATION, \
            STUDYYEAR, STUDYPERIOD, PMENTORCODE, CMENTORCODE, studiebegindatum, studieeinddatum, vertrekdatum)`, \
            recognised as for `somtoday`. Dates stay as they are written.",
    example: r#"name = "leerlingen"
kind = "magister"
path = "leerlingen.csv"
columns = { STAMNR = "Leerlingnr", CLASS = "Basisgroep" }"#,
    read: |spec, path, limit| read(&MAGISTER, spec, path, limit),
};

/// The kind of which these are the headings, by the names of the system itself.
pub(super) fn kind_of(headings: &[String]) -> Option<Kind> {
    let kinds = [(Kind::Somtoday, &SOMTODAY), (Kind::Magister, &MAGISTER)];
    kinds.into_iter().find(|(_, system)| headings::is_export(system, headings)).map(|(kind, _)| kind)
}

fn read(
    system: &'static System,
    spec: &SourceSpec,
    path: &Path,
    limit: Option<u64>,
) -> Result<Vec<SourceTable>, Vec<Problem>> {
    let table = tabular::read(spec, path, limit)?;
    let found = headings::recognise(system, spec, &table)?;
    let names: Vec<Option<&str>> = found.fields.iter().map(|field| field.map(|field| field.name)).collect();
    let all: Vec<&str> = found.export.fields.iter().map(|field| field.name).collect();
    let mut table = renamed(table, &names, &all);
    if !names.contains(&Some(found.export.key)) {
        let message = format!("{} tells rows apart; it is not there, so it is empty", found.export.key);
        let hint = format!("Say which heading it is: columns = {{ {} = \"Nummer\" }}.", found.export.key);
        table.problems.push(
            Problem::error("source-column-missing", message)
                .file(&spec.path)
                .row(1)
                .column(found.export.key)
                .hint(hint),
        );
    }
    let near = found.near.iter().map(|(heading, name)| (heading.as_str(), *name));
    let hint = "Look whether that is what they hold; else say in `columns` which heading is which.";
    table.problems.extend(taken(&spec.path, system.title, near, hint));
    let table = with_postcode_digits(spec, table);
    let table = persons::leave_out(table, spec, |column| persons::tells_of_person(&column.original));
    let mut table = table.finish(spec);
    table.problems.sort();
    let lists = found.export.fields.iter().filter_map(|field| {
        let part = field.list?;
        let at = table.columns.iter().position(|column| column.name == field.name)?;
        Some(values(&table, at, part))
    });
    let lists: Vec<SourceTable> = lists.collect();
    let mut tables = beside(spec, table, false);
    tables.extend(lists);
    Ok(tables)
}

/// `<name>__<part>(parent_row, value)`: the values of cells that hold several, between `;` where the column has any,
/// else between `,`.
fn values(table: &SourceTable, column: usize, part: &str) -> SourceTable {
    let mut semicolon = false;
    table.each_value(column, |_, text| semicolon |= text.contains(';'));
    let separator = if semicolon { ';' } else { ',' };
    let mut list = TextTable::new([PARENT_ROW, "value"].map(SourceColumn::same).to_vec());
    table.each_value(column, |row, text| {
        for value in text.split(separator).map(str::trim).filter(|value| !value.is_empty()) {
            list.push_row([row.to_string().as_str(), value], row);
        }
    });
    list.close();
    let mut list = SourceTable::child(format!("{}__{part}", table.name), &table.file, list);
    list.sheet.clone_from(&table.sheet);
    list
}

/// The digits of Dutch postcodes only, unless they are kept whole.
fn with_postcode_digits(spec: &SourceSpec, mut table: SourceTable) -> SourceTable {
    for at in 0..table.columns.len() {
        let column = &table.columns[at];
        let is_postcode = [&column.name, &column.original].into_iter().any(|name| plain(name).contains("postcode"));
        if !is_postcode || column.is_among(&spec.keep) {
            continue;
        }
        let (mut first, mut count) = (None, 0);
        table.each_value(at, |row, text| {
            if postcode_digits(text).is_none() {
                first = first.or(u64::try_from(row).ok());
                count += 1;
            }
        });
        if let Some(row) = first {
            let message = "does not begin with the four digits of a Dutch postcode; taken as missing";
            let problem = Problem::notice("source-postcode", message).file(&spec.path).row(row).count(count);
            table.problems.push(problem.column(&column.original));
        }
        table = table.with_values(at, postcode_digits);
    }
    table
}

/// `1234` of `1234 AB`.
fn postcode_digits(text: &str) -> Option<String> {
    let digits = text.trim().get(..4).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    let ends = !text.trim()[4..].starts_with(|c: char| c.is_ascii_digit());
    ends.then(|| digits.to_owned())
}

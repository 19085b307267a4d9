//! Open data of DUO: tables that are wide by year and sex, in which small counts are masked.

mod heading;

use std::path::Path;

use self::heading::Heading;
use super::build::TextTable;
use super::kind::{Definition, Kind, Takes};
use super::names::PARENT_ROW;
use super::spec::SourceSpec;
use super::table::{SourceColumn, SourceTable, decimal_point};
use super::tabular;
use crate::problem::Problem;

/// The kind `duo`.
pub(crate) const KIND: Definition = Definition {
    kind: Kind::Duo,
    name: "duo",
    title: "DUO open data",
    takes: Takes::File,
    options: &["masked", "sheet", "header_row", "delimiter", "quote", "encoding", "null", "drop"],
    gives: "The table as it stands, and `<name>__long(parent_row, measure, school_year, sex, value, lowest, highest)` \
            from headings with a year or a sex, such as `EXAMENKANDIDATEN SCHOOLJAAR 2019-2020 - MAN`. A masked count \
            `<5` has no `value` and lies between `lowest` 1 and `highest` 4 (nobody is written as 0); of a plain \
            number all three are equal. `masked = \"4\"` for files in which 4 stands for 1 to 4. `sex` is `TOTAAL` for \
            all together.",
    example: r#"name = "examens"
kind = "duo"
path = "examenkandidaten-en-geslaagden.csv""#,
    read,
};

/// Whether these are the headings of such a table: what `inspect` asks.
pub(super) fn is_table(headings: &[String]) -> bool {
    let measures =
        headings.iter().filter_map(|heading| Heading::read(heading)).filter(|heading| !heading.sex.is_empty());
    let named = |word: &str| headings.iter().any(|heading| heading.to_uppercase().starts_with(word));
    measures.count() >= 2 && (named("INSTELLINGSCODE") || named("BRIN") || named("BEVOEGD GEZAG"))
}

fn read(spec: &SourceSpec, path: &Path, limit: Option<u64>) -> Result<Vec<SourceTable>, Vec<Problem>> {
    let mut table = tabular::read(spec, path, limit)?.finish(spec);
    let measures: Vec<(usize, Heading)> = table
        .columns
        .iter()
        .enumerate()
        .filter_map(|(index, column)| Some((index, Heading::read(&column.original)?)))
        .collect();
    if measures.is_empty() {
        return Err(vec![
            Problem::error("source-header", "no heading has a school year or a sex behind what it counts")
                .file(&spec.path)
                .row(1)
                .hint("Expected headings such as EXAMENKANDIDATEN SCHOOLJAAR 2019-2020 - MAN; else use kind csv."),
        ]);
    }
    let mut long = Long::new(spec);
    for (index, heading) in &measures {
        long.column(&mut table, *index, heading);
    }
    table.problems.extend(long.unmasked(&table));
    table.problems.sort();
    let long = long.finish(&table);
    Ok(vec![table, long])
}

/// The long form under construction.
struct Long<'s> {
    spec: &'s SourceSpec,
    rows: TextTable,
    /// How many counts are masked, are 4, and are 1 to 3.
    seen: [u64; 3],
}

impl Long<'_> {
    fn new(spec: &SourceSpec) -> Long<'_> {
        let columns = [PARENT_ROW, "measure", "school_year", "sex", "value", "lowest", "highest"];
        Long { spec, rows: TextTable::new(columns.map(SourceColumn::same).to_vec()), seen: [0; 3] }
    }

    /// Adds the values of a column; those that are no numbers are told and left out.
    fn column(&mut self, table: &mut SourceTable, index: usize, heading: &Heading) {
        let masked = self.spec.masked.as_deref().filter(|_| heading.is_count());
        let (mut first, mut odd) = (None, 0);
        table.each_value(index, |row, text| {
            let Some(number) = Number::read(text, masked) else {
                first = first.or(u64::try_from(row).ok());
                odd += 1;
                return;
            };
            if heading.is_count() {
                let kind = match (number.value.as_str(), number.highest.as_str()) {
                    ("", _) => Some(0),
                    (_, "4") => Some(1),
                    (_, "1" | "2" | "3") => Some(2),
                    _ => None,
                };
                kind.into_iter().for_each(|kind| self.seen[kind] += 1);
            }
            let Heading { measure, school_year, sex } = heading;
            let Number { value, lowest, highest } = &number;
            self.rows.push_row(
                [&row.to_string(), measure, school_year, sex, value, lowest, highest].map(String::as_str),
                row,
            );
        });
        if let Some(row) = first {
            let message = "not a number: it is not in the long table";
            let problem = Problem::error("source-number", message).file(&self.spec.path).row(row).count(odd);
            let hint = "Name what stands for a missing value in `null` in plugin.toml.";
            table.problems.push(problem.column(&table.columns[index].original).hint(hint));
        }
    }

    /// Counts of 4 and none of 1 to 3 or `<5`: 4 seems to stand for all of those.
    fn unmasked(&self, table: &SourceTable) -> Option<Problem> {
        let [masked, four, fewer] = self.seen;
        (masked == 0 && fewer == 0 && four >= 10).then(|| {
            Problem::notice("source-masked", "counts of 4 occur and none of 1 to 3: 4 seems to stand for 1 to 4")
                .file(&table.file)
                .count(four)
                .hint("Set masked = \"4\" in plugin.toml when the explanation of the file says so.")
        })
    }

    fn finish(mut self, table: &SourceTable) -> SourceTable {
        self.rows.close();
        let mut long = SourceTable::child(format!("{}__long", table.name), &table.file, self.rows);
        long.sheet.clone_from(&table.sheet);
        long.derived = true;
        long
    }
}

/// A number with the bounds between which it lies.
struct Number {
    value: String,
    lowest: String,
    highest: String,
}

impl Number {
    /// `<5` is masked, and so is `masked` as far as it is there.
    fn read(text: &str, masked: Option<&str>) -> Option<Number> {
        let text = text.trim();
        let between = |highest: u64| {
            (highest > 0).then(|| Number { value: String::new(), lowest: "1".to_owned(), highest: highest.to_string() })
        };
        if masked == Some(text) {
            return between(text.parse().ok()?);
        }
        if let Some(limit) = text.strip_prefix('<') {
            return between(limit.trim().parse::<u64>().ok()?.saturating_sub(1));
        }
        let number = decimal_point(text).unwrap_or_else(|| text.to_owned());
        let is_number =
            number.bytes().all(|byte| byte.is_ascii_digit() || b"-.".contains(&byte)) && number.parse::<f64>().is_ok();
        is_number.then(|| Number { value: number.clone(), lowest: number.clone(), highest: number })
    }
}

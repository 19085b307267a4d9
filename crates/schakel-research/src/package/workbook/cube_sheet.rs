//! The sheets of numbers: one for each group of indicators, a column for each school.

use std::collections::{BTreeMap, BTreeSet};

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::{KEPT_BACK, Looks, Sheet, cell, head, tab};
use crate::package::study::Language;
use crate::package::table::{Table, Value};

/// The columns of the cube by which a line of a sheet is told apart, in their order.
const KEYS: [&str; 8] = ["indicator", "measure", "by", "grp", "part", "period", "compared_with", "unit"];
const WIDTHS: [f64; 8] = [34.0, 12.0, 20.0, 26.0, 26.0, 16.0, 16.0, 14.0];

/// What a line of a sheet is sorted by, values before changes, and its texts.
type Key = (String, bool, [String; 8]);
/// The values of a line by school.
type Line<'t> = BTreeMap<&'t str, Value>;

/// A sheet for each group of indicators, by the first letter of their ids.
pub(super) fn groups(cube: &Table, language: Language) -> Result<Vec<Sheet>, XlsxError> {
    let place = |name: &str| cube.columns.iter().position(|column| column.name == name).unwrap_or(usize::MAX);
    let names = |column: &str| cube.names(column, |code| language.pick(&code.nl, &code.en).to_owned());
    let text = |row: &[Value], place: usize| row.get(place).map(Value::written).unwrap_or_default();
    let (keys, labels) = (KEYS.map(place), KEYS.map(names));
    let (school, status, value, band) = (place("school"), place("status"), place("value"), place("band"));
    let bands = names("band");
    let schools: BTreeSet<String> = cube.rows.iter().map(|row| text(row, school)).collect();

    let mut groups: BTreeMap<String, BTreeMap<Key, Line>> = BTreeMap::new();
    let aliases: Vec<&str> = schools.iter().map(String::as_str).collect();
    for row in &cube.rows {
        let key = keys.map(|place| text(row, place));
        let key = (key[0].clone(), key[1] != "value", key);
        let group: String = key.0.chars().take(1).collect();
        let shown = match (text(row, status).as_str(), text(row, band)) {
            ("released", band) if !band.is_empty() => Value::Text(bands.get(&band).cloned().unwrap_or(band)),
            ("released", _) => row.get(value).cloned().unwrap_or(Value::Empty),
            ("missing", _) => Value::Empty,
            _ => Value::Text(KEPT_BACK.to_owned()),
        };
        let alias = text(row, school);
        if let Some(alias) = aliases.iter().find(|known| **known == alias) {
            groups.entry(group).or_default().entry(key).or_default().insert(alias, shown);
        }
    }
    let of_group =
        |(group, lines): (&String, &BTreeMap<Key, Line>)| sheet(group, lines, &aliases, cube, &labels, language);
    groups.iter().map(of_group).collect()
}

fn sheet(
    group: &str,
    lines: &BTreeMap<Key, Line>,
    aliases: &[&str],
    cube: &Table,
    labels: &[BTreeMap<String, String>; 8],
    language: Language,
) -> Result<Sheet, XlsxError> {
    let looks = Looks::new();
    let mut sheet = Worksheet::new();
    let name = tab(group);
    sheet.set_name(&name)?;
    let label = |key: &str| {
        let column = cube.columns.iter().find(|column| column.name == key);
        column.map_or(key, |column| language.pick(column.nl, column.en)).to_owned()
    };
    let mut columns: Vec<(String, f64)> = KEYS.iter().zip(WIDTHS).map(|(key, width)| (label(key), width)).collect();
    columns.extend(aliases.iter().map(|alias| (format!("school {alias}"), 12.0)));
    head(&mut sheet, 0, &columns, &looks)?;
    let mut indicators = Vec::new();
    for (row, ((_, _, key), line)) in (1..).zip(lines) {
        for (place, (code, labels)) in (0_u16..).zip(key.iter().zip(labels)) {
            let named = labels.get(code);
            // An indicator keeps its id beside its name.
            let shown = match (place, named) {
                (0, Some(name)) => format!("{code} {name}"),
                (_, Some(name)) => name.clone(),
                (_, None) => code.clone(),
            };
            if place == 0 && indicators.last() != Some(&shown) {
                indicators.push(shown.clone());
            }
            cell(&mut sheet, row, place, &Value::text(&shown), &looks)?;
        }
        for (place, alias) in (0_u16..).zip(aliases) {
            let place = place + WIDTHS.len() as u16;
            match line.get(alias) {
                Some(Value::Text(mark)) => drop(sheet.write_string_with_format(row, place, mark, &looks.mark)?),
                Some(value) => cell(&mut sheet, row, place, value, &looks)?,
                None => {}
            }
        }
    }
    let last = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, u32::try_from(lines.len()).unwrap_or(u32::MAX), last)?;
    Ok(Sheet { name, about: indicators.join("; "), sheet })
}

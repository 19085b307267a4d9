//! The numbers of a figure as a table, for readers who want them in words.

use super::alternative::Words;
use super::{BarRow, ChartData, DotsRow, Figure, Lang, LevelsRow, Panel, Part, PartsRow, Shown, Unit, by_name};

/// Rows of texts under a head; the first column names the row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DataTable {
    /// Names of the columns.
    pub head: Vec<String>,
    /// Rows, each with a text per column.
    pub rows: Vec<Vec<String>>,
}

impl Figure {
    /// Every number that the chart shows, with the words that the chart shows; what is kept back is said to be so.
    pub fn data_table(&self, lang: Lang) -> DataTable {
        let words = Words(lang);
        let unit = self.chart.unit;
        match &self.chart.data {
            ChartData::Bars(rows) | ChartData::Chain(rows) => bars(&words, rows, unit),
            ChartData::Stacked(rows) | ChartData::Likert(rows) => parts(&words, rows, unit),
            ChartData::Multiples(panels) => multiples(&words, panels, unit),
            ChartData::Dots(rows) => dots(&words, rows, unit),
            ChartData::Levels { scale, columns, rows } => levels(&words, scale, columns, rows),
            ChartData::Dumbbell { from_label, to_label, rows } => {
                let name = |label: &str, nl, en| {
                    if label.is_empty() { words.pick(nl, en).to_owned() } else { label.to_owned() }
                };
                let head = [name(from_label, "eerst", "first"), name(to_label, "daarna", "then")];
                let cells = rows.iter().map(|row| {
                    let hidden = row.shown == Shown::Suppressed;
                    let value = |text: &str, value| {
                        if hidden { words.hidden().to_owned() } else { words.value(text, value, unit) }
                    };
                    vec![row.label.clone(), value(&row.from_text, row.from), value(&row.to_text, row.to)]
                });
                table(&words, head, cells)
            }
            ChartData::Timeline { bars, .. } => {
                let head = [
                    words.pick("stand", "status").to_owned(),
                    words.pick("van", "from").to_owned(),
                    words.pick("tot", "until").to_owned(),
                    words.pick("akkoord op", "approved on").to_owned(),
                ];
                let cells = bars.iter().map(|bar| {
                    let date = |date: Option<_>| date.map_or_else(|| "–".to_owned(), |date| words.date(date));
                    let state = if bar.text.is_empty() { words.phase(bar.phase).to_owned() } else { bar.text.clone() };
                    vec![bar.label.clone(), state, date(bar.from), date(bar.to), date(bar.approved)]
                });
                table(&words, head, cells)
            }
            ChartData::Matrix { columns, rows } => {
                let cells = rows.iter().map(|row| {
                    let values = row.cells.iter().map(|cell| match cell.shown {
                        Shown::Suppressed => words.hidden().to_owned(),
                        Shown::Released => words.value(&cell.text, cell.value, unit),
                    });
                    std::iter::once(row.label.clone()).chain(values).collect()
                });
                table(&words, columns.iter().cloned(), cells)
            }
        }
    }
}

fn bars(words: &Words, rows: &[BarRow], unit: Unit) -> DataTable {
    let with_interval = rows.iter().any(|row| row.low.is_some() && row.high.is_some());
    let with_mark = rows.iter().any(|row| row.mark.is_some());
    let mark = rows.iter().map(|row| row.mark_label.as_str()).find(|label| !label.is_empty());
    let mut head = vec![words.pick("nu", "now").to_owned()];
    if with_interval {
        head.push(words.pick("marge", "interval").to_owned());
    }
    if with_mark {
        head.push(mark.unwrap_or_else(|| words.pick("eerder", "earlier")).to_owned());
    } else if let Some(first) = head.first_mut() {
        words.pick("waarde", "value").clone_into(first);
    }
    let cells = rows.iter().map(|row| {
        let hidden = row.shown == Shown::Suppressed;
        let value = if hidden { words.hidden().to_owned() } else { words.value(&row.text, row.value, unit) };
        let mut cells = vec![row.label.clone(), value];
        if with_interval {
            cells.push(match (row.low, row.high) {
                (Some(low), Some(high)) if !hidden => format!("{}–{}", words.number(low), words.number(high)),
                _ => "–".to_owned(),
            });
        }
        if with_mark {
            cells.push(row.mark.map_or_else(|| "–".to_owned(), |mark| words.value("", Some(mark), unit)));
        }
        cells
    });
    table(words, head, cells)
}

fn parts(words: &Words, rows: &[PartsRow], unit: Unit) -> DataTable {
    let mut names: Vec<&str> = Vec::new();
    for part in rows.iter().flat_map(|row| &row.parts) {
        if !names.contains(&part.label.as_str()) {
            names.push(&part.label);
        }
    }
    let value = |part: Option<&Part>| match part {
        Some(part) => words.value(&part.text, part.value, unit),
        None => "–".to_owned(),
    };
    let cells = rows.iter().map(|row| {
        let of_row = |name: &&str| {
            if row.is_open() {
                value(row.parts.iter().find(|part| part.label == **name))
            } else {
                words.hidden().to_owned()
            }
        };
        std::iter::once(row.label.clone()).chain(names.iter().map(of_row)).collect()
    });
    let mut table = table(words, names.iter().map(|name| (*name).to_owned()), cells);
    if rows.iter().any(|row| !row.note.is_empty()) {
        table.head.push(words.pick("toelichting", "remark").to_owned());
        for (cells, row) in table.rows.iter_mut().zip(rows) {
            cells.push(if row.note.is_empty() || !row.is_open() { "–".to_owned() } else { row.note.clone() });
        }
    }
    table
}

/// A row per name with a column per panel.
fn multiples(words: &Words, panels: &[Panel], unit: Unit) -> DataTable {
    let names = panels.first().map(|panel| panel.rows.as_slice()).unwrap_or_default();
    let cells = names.iter().enumerate().map(|(index, name)| {
        let values = panels.iter().map(|panel| match panel.rows.get(index) {
            Some(row) if row.shown == Shown::Released => words.value(&row.text, row.value, unit),
            Some(_) => words.hidden().to_owned(),
            None => "–".to_owned(),
        });
        std::iter::once(name.label.clone()).chain(values).collect()
    });
    table(words, panels.iter().map(|panel| panel.label.clone()), cells)
}

/// A column per unit in the order of their names, whatever their values.
fn dots(words: &Words, rows: &[DotsRow], unit: Unit) -> DataTable {
    let mut names: Vec<&str> = rows.iter().flat_map(|row| &row.dots).map(|dot| dot.label.as_str()).collect();
    names.sort_by(|a, b| by_name(a, b));
    names.dedup();
    let with_median = rows.iter().any(|row| row.median.is_some());
    let cells = rows.iter().map(|row| {
        let of_row = |name: &&str| match row.dots.iter().find(|dot| dot.label == **name) {
            _ if row.shown == Shown::Suppressed => words.hidden().to_owned(),
            Some(dot) => words.dot_value(dot, unit),
            None => "–".to_owned(),
        };
        let median = with_median.then(|| words.median(row, unit).unwrap_or_else(|| "–".to_owned()));
        std::iter::once(row.label.clone()).chain(names.iter().map(of_row)).chain(median).collect()
    });
    let median = with_median.then(|| words.pick("mediaan", "median"));
    table(words, names.iter().copied().chain(median).map(str::to_owned), cells)
}

fn levels(words: &Words, scale: &[String], columns: &[String], rows: &[LevelsRow]) -> DataTable {
    let cells = rows.iter().map(|row| {
        let values = row.cells.iter().map(|cell| words.level(*cell, scale));
        std::iter::once(row.label.clone()).chain(values).collect()
    });
    table(words, columns.iter().cloned(), cells)
}

fn table(words: &Words, head: impl IntoIterator<Item = String>, rows: impl Iterator<Item = Vec<String>>) -> DataTable {
    let first = words.pick("naam", "name").to_owned();
    DataTable { head: std::iter::once(first).chain(head).collect(), rows: rows.collect() }
}

//! The words for charts that set units side by side.

use super::super::{Dot, DotsRow, LevelCell, LevelsRow, Panel, Shown, Unit};
use super::Words;

impl Words {
    pub(super) fn dots(&self, row: &DotsRow, unit: Unit) -> String {
        if row.shown == Shown::Suppressed {
            return format!("{}: {}", row.label, self.hidden());
        }
        let mut parts: Vec<String> =
            row.dots.iter().map(|dot| format!("{} {}", dot.label, self.dot_value(dot, unit))).collect();
        if let Some(median) = self.median(row, unit) {
            parts.push(format!("{} {median}", self.pick("mediaan", "median")));
        }
        format!("{}: {}", row.label, parts.join(", "))
    }

    /// The value of a unit with its interval, or that it is not shown.
    pub(in crate::document) fn dot_value(&self, dot: &Dot, unit: Unit) -> String {
        match dot.shown {
            Shown::Suppressed => self.hidden().to_owned(),
            Shown::Released => {
                format!("{}{}", self.value(&dot.text, dot.value, unit), self.interval(dot.low, dot.high))
            }
        }
    }

    /// The median of a row that may be seen.
    pub(in crate::document) fn median(&self, row: &DotsRow, unit: Unit) -> Option<String> {
        let median = row.median.filter(|_| row.shown == Shown::Released)?;
        Some(self.value(&row.median_text, Some(median), unit))
    }

    pub(super) fn panel(&self, panel: &Panel, unit: Unit) -> String {
        let rows: Vec<String> = panel.rows.iter().map(|row| self.bar(row, unit)).collect();
        format!("{}: {}", panel.label, rows.join(", "))
    }

    pub(super) fn levels(&self, row: &LevelsRow, columns: &[String], scale: &[String]) -> String {
        let cells: Vec<String> = columns
            .iter()
            .zip(&row.cells)
            .map(|(column, cell)| format!("{column} {}", self.level(*cell, scale)))
            .collect();
        format!("{}: {}", row.label, cells.join(", "))
    }

    /// A level as number and word.
    pub(in crate::document) fn level(&self, cell: LevelCell, scale: &[String]) -> String {
        match cell {
            LevelCell::Level(level) => match scale.get(level).filter(|word| !word.is_empty()) {
                Some(word) => format!("{level} ({word})"),
                None => level.to_string(),
            },
            LevelCell::NotObserved => self.not_observed().to_owned(),
            LevelCell::Suppressed => self.hidden().to_owned(),
        }
    }

    pub(crate) fn not_observed(&self) -> &'static str {
        self.pick("niet waargenomen", "not observed")
    }
}

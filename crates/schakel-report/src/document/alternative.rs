//! The text that stands for a figure: its message and the released numbers, for readers that cannot see it.

mod compared;

use std::fmt::Write;

use super::{BarRow, ChartData, Date, DumbbellRow, Figure, Lang, Part, Phase, Shown, TimelineBar, Unit};

impl Figure {
    /// Title, kind of chart and every number that the chart shows. A number that is kept back is said to be so.
    pub fn alternative_text(&self, lang: Lang) -> String {
        let words = Words(lang);
        let mut out = sentence(&self.title);
        let unit = self.chart.unit;
        let rows: Vec<String> = match &self.chart.data {
            ChartData::Bars(rows) | ChartData::Chain(rows) => rows.iter().map(|row| words.bar(row, unit)).collect(),
            ChartData::Multiples(panels) => panels.iter().map(|panel| words.panel(panel, unit)).collect(),
            ChartData::Stacked(rows) | ChartData::Likert(rows) => rows
                .iter()
                .map(|row| {
                    if !row.is_open() {
                        return format!("{}: {}", row.label, words.hidden());
                    }
                    let parts: Vec<String> = row.parts.iter().map(|p| words.part(p, unit)).collect();
                    format!("{}{}: {}", row.label, bracketed(&row.note), parts.join(", "))
                })
                .collect(),
            ChartData::Dots(rows) => rows.iter().map(|row| words.dots(row, unit)).collect(),
            ChartData::Levels { scale, columns, rows } => {
                rows.iter().map(|row| words.levels(row, columns, scale)).collect()
            }
            ChartData::Dumbbell { from_label, to_label, rows } => {
                rows.iter().map(|row| words.dumbbell(row, from_label, to_label, unit)).collect()
            }
            ChartData::Timeline { today, bars } => {
                let mut rows: Vec<String> = bars.iter().map(|bar| words.timeline(bar)).collect();
                if let Some(today) = today {
                    rows.push(format!("{}: {}", words.pick("vandaag", "today"), words.date(*today)));
                }
                rows
            }
            ChartData::Matrix { columns, rows } => rows
                .iter()
                .map(|row| {
                    let cells: Vec<String> = columns
                        .iter()
                        .zip(&row.cells)
                        .map(|(column, cell)| {
                            let value = match cell.shown {
                                Shown::Suppressed => words.hidden().to_owned(),
                                Shown::Released => words.value(&cell.text, cell.value, unit),
                            };
                            format!("{column} {value}")
                        })
                        .collect();
                    format!("{}: {}", row.label, cells.join(", "))
                })
                .collect(),
        };
        let _ = write!(out, " {}: {}.", words.kind(&self.chart.data), rows.join("; "));
        if !self.alt_extra.is_empty() {
            out.push(' ');
            out.push_str(&sentence(&self.alt_extra));
        }
        out
    }
}

/// A remark behind a name; nothing when there is none.
fn bracketed(note: &str) -> String {
    if note.is_empty() { String::new() } else { format!(" ({note})") }
}

fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '!', '?']) { text.to_owned() } else { format!("{text}.") }
}

pub(super) struct Words(pub(super) Lang);

impl Words {
    pub(super) fn pick(&self, nl: &'static str, en: &'static str) -> &'static str {
        match self.0 {
            Lang::Nl => nl,
            Lang::En => en,
        }
    }

    pub(super) fn hidden(&self) -> &'static str {
        self.pick("niet getoond", "not shown")
    }

    fn kind(&self, data: &ChartData) -> &'static str {
        match data {
            ChartData::Bars(_) | ChartData::Chain(_) => self.pick("Staafdiagram", "Bar chart"),
            ChartData::Stacked(_) => self.pick("Gestapelde staven", "Stacked bars"),
            ChartData::Likert(_) => self.pick("Antwoorden van oneens naar eens", "Answers from disagree to agree"),
            ChartData::Multiples(_) => {
                self.pick("Kleine staafdiagrammen op één schaal", "Small bar charts on one scale")
            }
            ChartData::Dumbbell { .. } => self.pick("Twee waarden per rij", "Two values per row"),
            ChartData::Timeline { .. } => self.pick("Tijdlijn", "Timeline"),
            ChartData::Matrix { .. } => self.pick("Matrix", "Matrix"),
            ChartData::Dots(_) => {
                self.pick("Een stip per eenheid op een lijn per rij", "A dot per unit on a line per row")
            }
            ChartData::Levels { .. } => self.pick("Matrix met niveaus", "Matrix of levels"),
        }
    }

    pub(super) fn number(&self, value: f64) -> String {
        if !value.is_finite() {
            return "–".to_owned();
        }
        let rounded = (value * 10.0).round() / 10.0;
        let text = format!("{rounded}");
        match self.0 {
            Lang::Nl => text.replace('.', ","),
            Lang::En => text,
        }
    }

    pub(super) fn value(&self, text: &str, value: Option<f64>, unit: Unit) -> String {
        if !text.is_empty() {
            return text.to_owned();
        }
        let Some(value) = value else {
            return "–".to_owned();
        };
        let number = self.number(value);
        match unit {
            Unit::Percent => format!("{number}%"),
            Unit::Hours => format!("{number} {}", self.pick("uur", "hours")),
            Unit::Score | Unit::Count => number,
        }
    }

    pub(super) fn interval(&self, low: Option<f64>, high: Option<f64>) -> String {
        match (low, high) {
            (Some(low), Some(high)) => format!(
                " ({} {} {} {})",
                self.pick("marge", "interval"),
                self.number(low),
                self.pick("tot", "to"),
                self.number(high)
            ),
            _ => String::new(),
        }
    }

    pub(super) fn bar(&self, row: &BarRow, unit: Unit) -> String {
        if row.shown == Shown::Suppressed {
            return format!("{}: {}", row.label, self.hidden());
        }
        let mut out = format!("{}: {}", row.label, self.value(&row.text, row.value, unit));
        out.push_str(&self.interval(row.low, row.high));
        if let Some(mark) = row.mark {
            let label =
                if row.mark_label.is_empty() { self.pick("eerder", "earlier") } else { row.mark_label.as_str() };
            // The colon keeps the year of a label apart from the number: both are heard.
            let _ = write!(out, ", {label}: {}", self.value("", Some(mark), unit));
        }
        out.push_str(&bracketed(&row.note));
        out
    }

    fn part(&self, part: &Part, unit: Unit) -> String {
        let value = self.value(&part.text, part.value, unit);
        if part.label.is_empty() { value } else { format!("{} {value}", part.label) }
    }

    fn dumbbell(&self, row: &DumbbellRow, from: &str, to: &str, unit: Unit) -> String {
        if row.shown == Shown::Suppressed {
            return format!("{}: {}", row.label, self.hidden());
        }
        let mut parts = Vec::new();
        if row.from.is_some() {
            let name = if from.is_empty() { self.pick("van", "from") } else { from };
            parts.push(format!("{name}: {}", self.value(&row.from_text, row.from, unit)));
        }
        if row.to.is_some() {
            let name = if to.is_empty() { self.pick("naar", "to") } else { to };
            parts.push(format!("{name}: {}", self.value(&row.to_text, row.to, unit)));
        }
        format!("{}: {}{}", row.label, parts.join(", "), self.interval(row.low, row.high))
    }

    fn timeline(&self, bar: &TimelineBar) -> String {
        let state = if bar.text.is_empty() { self.phase(bar.phase) } else { bar.text.as_str() };
        let mut out = format!("{}: {state}", bar.label);
        if let Some(from) = bar.from {
            let _ = write!(out, ", {} {}", self.pick("van", "from"), self.date(from));
        }
        if let Some(to) = bar.to {
            let _ = write!(out, ", {} {}", self.pick("tot", "until"), self.date(to));
        }
        if let Some(approved) = bar.approved {
            let word = self.pick("akkoord op", "approved on");
            let _ = write!(out, ", {word} {}", self.date(approved));
        }
        out
    }

    pub(super) fn phase(&self, phase: Phase) -> &'static str {
        match phase {
            Phase::Idea => self.pick("idee", "idea"),
            Phase::Submitted => self.pick("wacht op akkoord", "waits for approval"),
            Phase::Approved => self.pick("akkoord", "approved"),
            Phase::Running => self.pick("loopt", "running"),
            Phase::Finished => self.pick("afgerond", "finished"),
            Phase::Stopped => self.pick("gestopt", "stopped"),
            Phase::Adapted => self.pick("aangepast", "adapted"),
        }
    }

    pub(super) fn date(&self, date: Date) -> String {
        const NL: [&str; 12] = [
            "januari",
            "februari",
            "maart",
            "april",
            "mei",
            "juni",
            "juli",
            "augustus",
            "september",
            "oktober",
            "november",
            "december",
        ];
        const EN: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let names = match self.0 {
            Lang::Nl => NL,
            Lang::En => EN,
        };
        let month = names[usize::from(date.month.clamp(1, 12)) - 1];
        format!("{} {month} {}", date.day, date.year)
    }
}

#[cfg(test)]
mod tests;

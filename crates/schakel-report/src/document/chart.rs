//! What a chart shows. Numbers here are released: rounded, and allowed to be seen.

use super::{DotsRow, LevelsRow, Panel};

/// A chart: its scale and its data.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartSpec {
    /// What the numbers are.
    pub unit: Unit,
    /// Lower end of the scale; `None` leaves it to the figure.
    pub min: Option<f64>,
    /// Upper end of the scale; `None` leaves it to the figure.
    pub max: Option<f64>,
    /// The data, by kind of chart.
    pub data: ChartData,
}

/// What the numbers of a chart are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Unit {
    /// Percentages, 0 to 100.
    Percent,
    /// Scores, 0 to 100.
    Score,
    /// Hours.
    Hours,
    /// Numbers of persons, moments and the like.
    #[default]
    Count,
}

/// Data of a chart, by kind.
#[derive(Debug, Clone, PartialEq)]
pub enum ChartData {
    /// `bars`: one bar per row, optionally with an interval and a mark of an earlier measurement.
    Bars(Vec<BarRow>),
    /// `stacked`: a bar per row, divided into parts that together make the whole.
    Stacked(Vec<PartsRow>),
    /// `likert`: answers from disagreement to agreement, a bar per row around a line in the middle.
    Likert(Vec<PartsRow>),
    /// `multiples`: a small panel of bars per unit, all on one scale.
    Multiples(Vec<Panel>),
    /// `dumbbell`: two measurements per row, joined.
    Dumbbell {
        /// Name of the earlier measurement; empty when it is not named.
        from_label: String,
        /// Name of the later measurement; empty when it is not named.
        to_label: String,
        /// Rows.
        rows: Vec<DumbbellRow>,
    },
    /// `chain`: bars that each are a part of the bar above.
    Chain(Vec<BarRow>),
    /// `timeline`: periods on a calendar.
    Timeline {
        /// The day of the report; `None` draws no line.
        today: Option<Date>,
        /// Bars.
        bars: Vec<TimelineBar>,
    },
    /// `matrix`: a small value in every cell of rows and columns.
    Matrix {
        /// Names of the columns.
        columns: Vec<String>,
        /// Rows, each with one cell per column.
        rows: Vec<MatrixRow>,
    },
    /// `dots`: a dot per unit, so a strip per row shows the spread.
    Dots(Vec<DotsRow>),
    /// `levels`: a level in every cell of rows and columns.
    Levels {
        /// Words of the levels, from level 0 up.
        scale: Vec<String>,
        /// Names of the columns.
        columns: Vec<String>,
        /// Rows, each with one cell per column.
        rows: Vec<LevelsRow>,
    },
}

impl ChartData {
    /// Whether cells of a matrix hold more than a number, which takes room that a telephone does not have.
    pub(crate) fn has_words_in_cells(&self) -> bool {
        let ChartData::Matrix { rows, .. } = self else {
            return false;
        };
        rows.iter().flat_map(|row| &row.cells).any(|cell| cell.text.contains(' '))
    }
}

/// How strongly a mark speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Tone {
    /// Carries the message.
    #[default]
    Primary,
    /// Is set against the others.
    Strong,
    /// Supports.
    Soft,
    /// Carries no judgement.
    Neutral,
}

/// Whether a value may be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shown {
    /// It is released.
    #[default]
    Released,
    /// It is kept back; there is no number, and nothing drawn may give it away.
    Suppressed,
}

/// A row of `bars` or `chain`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BarRow {
    /// Name of the row.
    pub label: String,
    /// Length of the bar; `None` exactly when it is suppressed.
    pub value: Option<f64>,
    /// The value as it is printed.
    pub text: String,
    /// Lower end of the interval.
    pub low: Option<f64>,
    /// Upper end of the interval.
    pub high: Option<f64>,
    /// Value of an earlier measurement.
    pub mark: Option<f64>,
    /// Name of the earlier measurement; empty when it is not named at this row.
    pub mark_label: String,
    /// Muted remark after the value; empty when there is none.
    pub note: String,
    /// How strongly the bar speaks.
    pub tone: Tone,
    /// Whether the value may be seen.
    pub shown: Shown,
}

/// A row of `stacked` or `likert`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PartsRow {
    /// Name of the row.
    pub label: String,
    /// Its parts; empty when the row is suppressed.
    pub parts: Vec<Part>,
    /// Muted remark behind the bar, such as the number of answers; empty when there is none.
    pub note: String,
    /// Whether the row may be seen.
    pub shown: Shown,
}

impl PartsRow {
    /// Whether every part may be seen. With one part kept back the whole row is: the others make a known whole with it, and would tell it.
    pub fn is_open(&self) -> bool {
        let open = |part: &Part| part.shown == Shown::Released && part.value.is_some();
        self.shown == Shown::Released && !self.parts.is_empty() && self.parts.iter().all(open)
    }
}

/// A part of a row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Part {
    /// Name of the part, the same in every row.
    pub label: String,
    /// Value; `None` exactly when it is suppressed.
    pub value: Option<f64>,
    /// The value as it is printed.
    pub text: String,
    /// Tone; `None` leaves it to the order of the parts.
    pub tone: Option<Tone>,
    /// Whether the value may be seen.
    pub shown: Shown,
}

/// A row of `dumbbell`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DumbbellRow {
    /// Name of the row.
    pub label: String,
    /// Earlier value; `None` when there is none or it is suppressed.
    pub from: Option<f64>,
    /// Later value; `None` when there is none or it is suppressed.
    pub to: Option<f64>,
    /// Earlier value as it is printed.
    pub from_text: String,
    /// Later value as it is printed.
    pub to_text: String,
    /// Lower end of the interval of the later value.
    pub low: Option<f64>,
    /// Upper end of the interval of the later value.
    pub high: Option<f64>,
    /// Whether the row may be seen.
    pub shown: Shown,
}

/// A bar of `timeline`.
#[derive(Debug, Clone, PartialEq)]
pub struct TimelineBar {
    /// Name of the row.
    pub label: String,
    /// First day; `None` when it is not known.
    pub from: Option<Date>,
    /// Last day; `None` when it is open.
    pub to: Option<Date>,
    /// Where it stands.
    pub phase: Phase,
    /// Where it stands, as it is printed.
    pub text: String,
    /// Day of the explicit approval; `None` when there is none.
    pub approved: Option<Date>,
}

/// Where an intervention stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// An idea.
    Idea,
    /// Waits for approval.
    Submitted,
    /// Approved, not begun.
    Approved,
    /// Runs.
    Running,
    /// Ended as planned.
    Finished,
    /// Ended early.
    Stopped,
    /// Goes on in another form.
    Adapted,
}

/// A row of `matrix`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MatrixRow {
    /// Name of the row.
    pub label: String,
    /// Cells, one per column.
    pub cells: Vec<MatrixCell>,
}

/// A cell of `matrix`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MatrixCell {
    /// Value; `None` when there is none or it is suppressed.
    pub value: Option<f64>,
    /// The value as it is printed.
    pub text: String,
    /// Whether the value may be seen.
    pub shown: Shown,
}

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// Year.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, from 1.
    pub day: u8,
}

impl Date {
    /// Reads `jjjj-mm-dd`; `None` when the text has another form or the day does not exist.
    pub fn parse(text: &str) -> Option<Date> {
        let mut parts = text.splitn(3, '-');
        let (y, m, d) = (parts.next()?, parts.next()?, parts.next()?);
        let digits = |s: &str, n: usize| s.len() == n && s.bytes().all(|b| b.is_ascii_digit());
        if !(digits(y, 4) && digits(m, 2) && digits(d, 2)) {
            return None;
        }
        let date = Date { year: y.parse().ok()?, month: m.parse().ok()?, day: d.parse().ok()? };
        let exists = (1..=12).contains(&date.month) && date.day >= 1 && date.day <= date.days_in_month();
        exists.then_some(date)
    }

    /// Days since 1 January of the year 0 in the Gregorian calendar: for distances.
    pub fn day_number(self) -> i64 {
        // Years counted from March put the leap day at the end.
        let (y, m) = if self.month > 2 {
            (i64::from(self.year), i64::from(self.month) - 3)
        } else {
            (i64::from(self.year) - 1, i64::from(self.month) + 9)
        };
        let leap_days = y.div_euclid(4) - y.div_euclid(100) + y.div_euclid(400);
        365 * y + leap_days + (153 * m + 2) / 5 + i64::from(self.day) + 59
    }

    fn days_in_month(self) -> u8 {
        let leap = (self.year % 4 == 0 && self.year % 100 != 0) || self.year % 400 == 0;
        match self.month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn only_days_that_exist_are_read() {
        assert_eq!(day("2024-02-29"), Date { year: 2024, month: 2, day: 29 });
        for wrong in ["2025-02-29", "2025-13-01", "2025-00-10", "2025-4-1", "01-04-2025", "2025-04-00", ""] {
            assert_eq!(Date::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn distances_follow_the_calendar() {
        assert_eq!(day("2026-03-01").day_number() - day("2026-02-28").day_number(), 1);
        assert_eq!(day("2024-03-01").day_number() - day("2024-02-28").day_number(), 2);
        assert_eq!(day("2026-01-01").day_number() - day("2025-01-01").day_number(), 365);
        assert_eq!(Date { year: 0, month: 1, day: 1 }.day_number(), 0);
    }
}

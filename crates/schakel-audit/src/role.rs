//! What the columns of a table hold: labels, counts, shares or other numbers.

use super::cell::{Said, Writing, bounds, hides, is_known_mark, said, writing};
use super::names::{is_hint_of_code, is_hint_of_other, is_hint_of_share};
use super::read::Grid;
use super::table::{Declared, text_at};

/// What the values of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Labels that say what a row is about.
    Dimension,
    /// Numbers of persons or things.
    Count,
    /// Shares of a count in another, as hundred or as one times `part / whole`, rounded to so many decimals.
    Share {
        /// How many decimals are shown.
        decimals: u32,
        /// What the whole is: 100 for percentages, 1 for fractions.
        of: i64,
    },
    /// Numbers that are neither, such as means.
    Other,
}

/// What the values of a column look like.
pub(crate) struct Profile {
    /// How its numbers are written.
    pub writing: Writing,
    numbers: usize,
    marks: usize,
    texts: usize,
    decimals: u32,
    least: f64,
    most: f64,
    percent_signs: bool,
    leading_zeros: bool,
    hides: bool,
}

impl Profile {
    /// Looks at a column of a grid.
    pub(crate) fn of(grid: &Grid, rows: &[usize], at: usize, declared: &[Declared]) -> Profile {
        let texts = || rows.iter().map(|row| text_at(grid, *row, at)).filter(|text| !text.is_empty());
        let mut profile = Profile {
            writing: writing(texts()),
            numbers: 0,
            marks: 0,
            texts: 0,
            decimals: 0,
            least: f64::INFINITY,
            most: f64::NEG_INFINITY,
            percent_signs: false,
            leading_zeros: false,
            hides: false,
        };
        for text in texts() {
            profile.percent_signs |= text.ends_with('%') && bounds(text).is_none();
            match said(text, profile.writing) {
                Said::Number(number, decimals) => {
                    profile.numbers += 1;
                    profile.decimals = profile.decimals.max(decimals);
                    profile.least = profile.least.min(number);
                    profile.most = profile.most.max(number);
                    let digits = text.as_bytes();
                    profile.leading_zeros |= digits.len() > 1 && digits[0] == b'0' && digits[1].is_ascii_digit();
                }
                Said::Other => {
                    let known = declared.iter().any(|mark| mark.text == text) || is_known_mark(text);
                    // `5-9` may be a label, of an age, as well as a mark.
                    let is_label = text.starts_with(|c: char| c.is_ascii_digit());
                    profile.hides |= known && hides(text) && !is_label;
                    if known { profile.marks += 1 } else { profile.texts += 1 }
                }
            }
        }
        profile
    }

    /// Whether numbers stand in the column, or marks of numbers that are not shown.
    fn is_measure(&self) -> bool {
        let said = self.numbers + self.marks;
        (self.numbers > 0 || self.hides) && self.texts * 10 <= said && !self.leading_zeros
    }
}

/// What every column holds.
pub(crate) fn roles(columns: &[(usize, String, Profile)]) -> Vec<Role> {
    let measure: Vec<bool> = columns.iter().map(|(.., profile)| profile.is_measure()).collect();
    // Labels stand in front: a number between labels is a code.
    let last_measure = measure.iter().rposition(|is| *is).unwrap_or(0);
    let last_label = measure[..last_measure].iter().rposition(|is| !*is).unwrap_or(0);
    let role = |at: usize| {
        let (_, name, profile) = &columns[at];
        let year = profile.least >= 1950.0 && profile.most <= 2100.0 && profile.numbers > 1 && profile.decimals == 0;
        let code = profile.decimals == 0 && profile.marks == 0 && (at < last_label || is_hint_of_code(name) || year);
        if !measure[at] || code {
            return Role::Dimension;
        }
        let within = |most: f64| profile.least >= 0.0 && profile.most <= most;
        if is_hint_of_other(name) {
            return Role::Other;
        }
        if is_hint_of_share(name) || profile.percent_signs || profile.decimals > 0 && within(100.0) {
            let of = if within(1.0) && profile.decimals >= 2 && !profile.percent_signs { 1 } else { 100 };
            return if profile.decimals <= 6 { Role::Share { decimals: profile.decimals, of } } else { Role::Other };
        }
        // A negative count is a mark, and then the only one.
        let counts = profile.decimals == 0 && profile.most < 1e12 && (profile.least >= 0.0 || profile.least == -1.0);
        if counts || profile.numbers == 0 { Role::Count } else { Role::Other }
    };
    (0..columns.len()).map(role).collect()
}

//! The text in the masked cells of a protected table.

use std::str::FromStr;

use super::cell::{Said, Writing, bounds, said, threshold};

/// The text in all masked cells of a protected table. It says nothing of the count in a cell: in cells that were masked
/// so that others do not follow stands any count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marker(String);

impl Marker {
    /// The marker that tells for which threshold a table was protected, so that whoever audits the table needs nothing
    /// else: `x(5)`.
    #[must_use]
    pub fn telling(threshold: i64) -> Marker {
        Marker(format!("x({threshold})"))
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }

    /// The threshold that it tells.
    #[must_use]
    pub fn threshold(&self) -> Option<i64> {
        threshold(&self.0)
    }
}

/// Why a text cannot be the marker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WrongMarker {
    /// It is empty, or blanks stand around it.
    Blank,
    /// It would be read as a count.
    Number,
    /// It tells between which counts a cell lies.
    Range,
}

impl std::fmt::Display for WrongMarker {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(match self {
            WrongMarker::Blank => "a marker is a text without blanks around it, such as x",
            WrongMarker::Number => "a number would be read as a count; give a text, such as x",
            WrongMarker::Range => {
                "all masked cells look alike, large counts too, so a marker tells no range; give a text, such as x"
            }
        })
    }
}

impl std::error::Error for WrongMarker {}

impl FromStr for Marker {
    type Err = WrongMarker;

    fn from_str(text: &str) -> Result<Marker, WrongMarker> {
        let is_number = |writing| matches!(said(text, writing), Said::Number(..));
        if text.is_empty() || text.trim() != text {
            Err(WrongMarker::Blank)
        } else if is_number(Writing::Point) || is_number(Writing::Comma) {
            Err(WrongMarker::Number)
        } else if bounds(text).is_some() {
            Err(WrongMarker::Range)
        } else {
            Ok(Marker(text.to_owned()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marker_is_no_count_and_tells_no_range() {
        for (text, wrong) in [
            ("", WrongMarker::Blank),
            (" x", WrongMarker::Blank),
            ("5", WrongMarker::Number),
            ("1.000", WrongMarker::Number),
            ("12 %", WrongMarker::Number),
            ("<5", WrongMarker::Range),
            ("1-4", WrongMarker::Range),
        ] {
            assert_eq!(text.parse::<Marker>(), Err(wrong), "{text}");
        }
        for text in ["x", "–", "-", "geheim", "x(5)"] {
            assert_eq!(text.parse::<Marker>().as_ref().map(Marker::text), Ok(text));
        }
    }

    #[test]
    fn a_marker_can_tell_its_threshold() {
        assert_eq!(Marker::telling(5).threshold(), Some(5));
        assert_eq!("x".parse::<Marker>().map(|marker| marker.threshold()), Ok(None));
    }
}

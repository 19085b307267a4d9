//! What is asked: which years, seen from which day, with which thresholds.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use schakel_disclosure::Ledger;
use schakel_model::SchoolYear;

use crate::{IndicatorError, Settings};

/// The years, the day and the thresholds of a computation.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// Name of the project, as reports print it.
    pub project: String,
    /// The school year of the report, `2025-2026`.
    pub school_year: String,
    /// The school year it is compared with.
    pub previous_school_year: Option<String>,
    /// The day of the report: the "today" of everything.
    pub report_date: NaiveDate,
    /// Thresholds.
    pub settings: Settings,
    /// What was told before, by school.
    pub earlier: BTreeMap<String, Ledger>,
}

impl Request {
    /// The years, the earliest first.
    pub(crate) fn years(&self) -> Result<Vec<SchoolYear>, IndicatorError> {
        let read = |text: &str| {
            SchoolYear::parse(text)
                .ok_or_else(|| IndicatorError::Request(format!("`{text}` is no school year; expected e.g. 2025-2026")))
        };
        let mut years = vec![read(&self.school_year)?];
        if let Some(previous) = &self.previous_school_year {
            years.push(read(previous)?);
        }
        years.sort_by_key(|year| year.start_year());
        years.dedup();
        Ok(years)
    }
}

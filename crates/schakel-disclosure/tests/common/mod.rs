//! Cells of invented tables.
#![allow(dead_code, reason = "not every test uses all of it")]

use schakel_disclosure::{Measure, Place, Protects, RawCell, Term, Unit};

pub(crate) fn place(by: &str, group: &str, part: &str) -> Place {
    let term = |code: &str| Term::new(code, "", "");
    Place { by: term(by), group: term(group), part: term(part), period: term("2025-2026") }
}

/// A share of students.
pub(crate) fn share(table: &str, by: &str, group: &str, part: u64, whole: u64) -> RawCell {
    RawCell {
        table: table.into(),
        of: "all students".into(),
        partition: by != "all",
        within: None,
        place: place(by, group, ""),
        protects: Protects::Students,
        sensitive: false,
        unit: Unit::Percent,
        measure: Measure::Share { part: part as f64, whole: whole as f64 },
        interval: None,
        persons: whole,
        n: Some(whole),
        n_min: 0,
        population: None,
        response: None,
        small_group: None,
    }
}

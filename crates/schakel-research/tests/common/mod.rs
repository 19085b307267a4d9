//! Facts of an invented school.
#![allow(dead_code)]

use schakel_report::facts::Facts;

/// A school that is told in full.
pub(crate) fn facts() -> Facts {
    serde_json::from_str(include_str!("../../../schakel-report/tests/facts/shared.json")).unwrap()
}

//! Who guides, who is reached, and what comes of it: every number here was worked out by hand from the rows above it.

#[path = "../common/mod.rs"]
mod common;

mod chances;
mod guides;
mod reached;

use common::Fixture;

/// Nine teachers (six `docent`, three `mentor`), one decaan and one team leader.
pub(crate) fn staff() -> Fixture {
    let roles = (1..=11).map(|key| {
        let role = match key {
            1..=6 => "docent",
            7..=9 => "mentor",
            10 => "decaan",
            _ => "teamleider",
        };
        let team = if key <= 5 { "a" } else { "b" };
        format!("{key}|{role}|{team}|2020-08-01")
    });
    Fixture::new()
        .rows("staff", "staff_key|teaches", (1..=11).map(|key| format!("{key}|{}", key <= 9)))
        .rows("staff_role", "staff_key|role|team_id|from", roles)
        .table("team", "team_id|name|school_year\na|Team A|2025-2026\nb|Team B|2025-2026")
}

pub(crate) fn moment(id: u32, date: &str, minutes: &str, setting: &str, evidence: &str) -> String {
    format!("{id}|{date}|{minutes}|{setting}|{evidence}")
}

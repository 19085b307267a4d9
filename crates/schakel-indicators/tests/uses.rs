//! Which columns the indicators need is found in their queries.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::Fixture;
use schakel_indicators::{Use, catalogue, uses};
use schakel_model::Privacy;

fn told() -> Vec<Use> {
    uses(&Fixture::new().request).unwrap()
}

fn needs(uses: &[Use], name: &str, table: &str, column: &str) -> bool {
    let user = uses.iter().find(|user| user.name == name).unwrap();
    user.columns.get(table).is_some_and(|columns| columns.contains(column))
}

#[test]
fn every_indicator_and_list_is_told_with_columns_that_the_store_has() {
    let (uses, catalogue) = (told(), catalogue().unwrap());
    assert_eq!(uses.len(), catalogue.indicators.len() + catalogue.lists.len());
    for user in &uses {
        assert!(!user.columns.is_empty(), "{} reads nothing", user.name);
        for (table, columns) in &user.columns {
            let schema = schakel_model::table(table).unwrap().store_schema();
            assert!(columns.iter().all(|column| schema.field_with_name(column).is_ok()), "{table}: {columns:?}");
        }
    }
}

#[test]
fn what_a_view_reads_counts_for_the_indicators_that_read_the_view() {
    let uses = told();
    assert!(needs(&uses, "B2", "guidance_moment_staff", "staff_key"), "by way of the moments");
    assert!(needs(&uses, "stories", "story", "text") && !needs(&uses, "B2", "story", "text"));
    assert!(!uses.iter().any(|user| needs(&uses, &user.name, "student", "student_id")), "nobody needs a pseudonym");
}

/// Free text is shown where a person released it; nothing is counted from it.
#[test]
fn no_indicator_reads_free_text() {
    for user in told().iter().filter(|user| !user.list) {
        for (table, columns) in &user.columns {
            let table = schakel_model::table(table).unwrap();
            let free = |column: &String| table.column(column).is_some_and(|column| column.privacy == Privacy::P5);
            assert!(!columns.iter().any(free), "{}: {} {columns:?}", user.name, table.name);
        }
    }
}

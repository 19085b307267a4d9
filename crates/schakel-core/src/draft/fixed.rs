//! What stands for a column that a source does not have: a value that is true of most schools, for the author to change.

use schakel_model::{Column, Format, Table};

/// Table and column of the model, and the value.
const VALUES: [(&str, &str, &str); 10] = [
    ("guidance_moment", "evidence", "registration"),
    ("guidance_moment", "scheduled", "no"),
    ("guidance_moment_student", "present", "yes"),
    ("staff", "contract_class", "unknown"),
    ("staff", "course_alumnus", "no"),
    ("programme", "code_system", "own"),
    ("student_background", "provenance", "las"),
    ("enrolment", "status", "active"),
    ("enrolment", "on_reference_date", "yes"),
    ("transition", "provenance", "school_aftercare"),
];

/// The value, when there is one; `@school_year` and `@first_day` are of the project.
pub(super) fn value(table: &Table, column: &Column) -> Option<&'static str> {
    if column.format == Some(Format::SchoolYear) {
        return Some("@school_year");
    }
    if column.name == "from" && column.required {
        return Some("@first_day");
    }
    VALUES.iter().find(|(of, name, _)| *of == table.name && *name == column.name).map(|(.., value)| *value)
}

/// Table and column of the model, and what a cell without a value means.
const EMPTY: [(&str, &str, &str); 6] = [
    ("enrolment", "status", "active"),
    ("guidance_moment_student", "present", "unknown"),
    ("staff", "contract_class", "unknown"),
    ("student_background", "gender", "unknown"),
    ("transition", "destination", "unknown"),
    ("transition", "level_change", "not_applicable"),
];

/// What a cell without a value means in a column that has one in other rows, when that is certain enough.
pub(super) fn when_empty(table: &Table, column: &Column) -> Option<&'static str> {
    EMPTY.iter().find(|(of, name, _)| *of == table.name && *name == column.name).map(|(.., value)| *value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_is_one_that_its_column_takes() {
        for (table, column, value) in VALUES.into_iter().chain(EMPTY) {
            let column = schakel_model::table(table).unwrap().column(column).unwrap();
            assert!(column.required, "{}", column.name);
            assert!(column.codes().is_none_or(|list| list.contains(value)), "{}: {value}", column.name);
        }
    }
}

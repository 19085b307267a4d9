//! The rule of the single decaan, which belongs to disclosure control, as a table that queries can read.

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow_array::{Int64Array, RecordBatch, StringArray};
use arrow_schema::{DataType, Field, Schema};
use schakel_disclosure::{RoleSize, ShownRole, merge_small_roles};

use crate::IndicatorError;
use crate::rows::Rows;

/// The table that says under which name each role of a school is shown.
pub(crate) const TABLE: &str = "shown_roles";
/// The view it is made from.
pub(crate) const MADE_FROM: &str = "role_sizes";
/// What is read of that.
pub(crate) const QUERY: &str = "SELECT school_id, role, role_group, persons FROM role_sizes ORDER BY school_id, role";

/// Under which name each role of each school is shown.
pub(crate) fn shown_roles(rows: &Rows, single_role: u64) -> Result<BTreeMap<String, Vec<ShownRole>>, IndicatorError> {
    let (schools, roles) = (rows.texts("school_id")?, rows.texts("role")?);
    let (groups, persons) = (rows.texts("role_group")?, rows.numbers("persons")?);
    let mut sizes: BTreeMap<String, Vec<RoleSize>> = BTreeMap::new();
    for row in 0..rows.len() {
        let role = roles.get(row).to_owned();
        let group = if is_function(&role) { groups.get(row).to_owned() } else { role.clone() };
        let persons = persons.count(row).unwrap_or(0);
        sizes.entry(schools.get(row).to_owned()).or_default().push(RoleSize { role, group, persons });
    }
    Ok(sizes.into_iter().map(|(school, sizes)| (school, merge_small_roles(&sizes, single_role))).collect())
}

/// The same as a table.
pub(crate) fn table(shown: &BTreeMap<String, Vec<ShownRole>>) -> Result<RecordBatch, IndicatorError> {
    let rows: Vec<(&String, &ShownRole)> =
        shown.iter().flat_map(|(school, roles)| roles.iter().map(move |role| (school, role))).collect();
    let texts =
        |text: fn(&(&String, &ShownRole)) -> String| Arc::new(rows.iter().map(text).map(Some).collect::<StringArray>());
    let persons = rows.iter().map(|(_, role)| i64::try_from(role.persons).unwrap_or(i64::MAX));
    let schema = Arc::new(Schema::new(vec![
        Field::new("school_id", DataType::Utf8, false),
        Field::new("role", DataType::Utf8, false),
        Field::new("shown", DataType::Utf8, false),
        Field::new("persons", DataType::Int64, false),
    ]));
    RecordBatch::try_new(
        schema,
        vec![
            texts(|(school, _)| (*school).clone()),
            texts(|(_, role)| role.role.clone()),
            texts(|(_, role)| role.shown.clone()),
            Arc::new(persons.collect::<Int64Array>()),
        ],
    )
    .map_err(|e| IndicatorError::shape(TABLE, e.to_string()))
}

/// Roles that are functions of staff; the others are merged with nobody.
fn is_function(role: &str) -> bool {
    !matches!(role, "extern" | "ouder" | "parent" | "peer" | "student" | "unknown")
}

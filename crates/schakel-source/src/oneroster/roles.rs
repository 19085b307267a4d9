//! `roles` of version 1.2, made from what version 1.1 has in `users`, so that one query serves both.

use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use arrow_array::{Array, RecordBatch};

use super::standard::{StandardFile, Version};
use crate::build::TextTable;
use crate::spec::SourceSpec;
use crate::table::{SourceColumn, SourceTable};

/// One row per person and organisation, with the row of the person as its place.
pub(super) fn of_users(spec: &SourceSpec, users: &SourceTable) -> SourceTable {
    let standard = StandardFile::named("roles").map(|file| file.columns(Version::V1_2)).unwrap_or_default();
    let columns: Vec<SourceColumn> = standard.iter().map(|column| SourceColumn::same(column.name)).collect();
    let place = |name: &str| columns.iter().position(|column| column.name == name).unwrap_or(usize::MAX);
    let from_users = ["status", "dateLastModified", "role"].map(|name| (name, place(name)));
    let (user, kind, org) = (place("userSourcedId"), place("roleType"), place("orgSourcedId"));
    let mut table = TextTable::new(columns);
    for batch in &users.batches {
        let rows = batch.columns().last().and_then(|rows| rows.as_primitive_opt::<Int64Type>());
        for row in 0..batch.num_rows() {
            let orgs = value(batch, "orgSourcedIds", row);
            for organisation in orgs.split(',').map(str::trim) {
                for (name, column) in from_users {
                    table.set(column, value(batch, name, row));
                }
                table.set(user, value(batch, "sourcedId", row));
                // Version 1.1 knows one role per person, so it is the main one.
                table.set(kind, "primary");
                table.set(org, organisation);
                table.end_row(rows.map_or(0, |rows| rows.value(row)));
            }
        }
    }
    table.close();
    let mut roles = SourceTable::text(format!("{}__roles", spec.name), &spec.path, table);
    roles.sheet.clone_from(&users.sheet);
    roles.derived = true;
    roles
}

/// A value, or the empty text of a missing one.
fn value<'b>(batch: &'b RecordBatch, column: &str, row: usize) -> &'b str {
    let texts = batch.column_by_name(column).and_then(|column| column.as_string_opt::<i32>());
    texts.filter(|texts| texts.is_valid(row)).map_or("", |texts| texts.value(row))
}

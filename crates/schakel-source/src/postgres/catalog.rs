//! What a schema holds and what of it the user may read.

use super::failure::Failure;
use super::schema;
use super::session::Session;
use crate::problem::{Problem, did_you_mean};
use crate::spec::SourceSpec;

/// A table, view, materialised view or foreign table.
#[derive(Debug)]
pub(super) struct Relation {
    pub(super) name: String,
    /// Its number in the catalogue.
    pub(super) oid: u32,
    /// Whether at least one column may be read.
    pub(super) readable: bool,
}

/// A column of a relation.
#[derive(Debug)]
pub(super) struct Column {
    pub(super) name: String,
    /// The type, below a domain.
    pub(super) type_name: String,
    pub(super) is_list: bool,
    /// Whether its order depends on a language.
    pub(super) collated: bool,
    /// Its place in the primary key.
    pub(super) key: Option<i32>,
    /// Whether the user may read it.
    pub(super) readable: bool,
}

const RELATIONS: &str = "SELECT c.relname::text, c.oid, pg_catalog.has_any_column_privilege(c.oid, 'SELECT') \
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
    WHERE n.nspname = $1::text AND c.relkind IN ('r', 'v', 'm', 'f', 'p') AND NOT c.relispartition \
    ORDER BY c.relname::text COLLATE \"C\"";

const SCHEMAS: &str = "SELECT nspname::text FROM pg_catalog.pg_namespace \
    WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema' ORDER BY nspname::text COLLATE \"C\"";

const COLUMNS: &str = "SELECT a.attname::text, coalesce(e.typname, b.typname, t.typname)::text, \
    coalesce(b.typcategory, t.typcategory) = 'A', a.attcollation <> 0, \
    pg_catalog.array_position(i.indkey::int2[], a.attnum), \
    pg_catalog.has_column_privilege($1::oid, a.attnum, 'SELECT') \
    FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid \
    LEFT JOIN pg_catalog.pg_type b ON b.oid = t.typbasetype \
    LEFT JOIN pg_catalog.pg_type e ON e.oid = coalesce(b.typelem, t.typelem) \
    AND coalesce(b.typcategory, t.typcategory) = 'A' \
    LEFT JOIN pg_catalog.pg_index i ON i.indrelid = a.attrelid AND i.indisprimary \
    WHERE a.attrelid = $1::oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum";

/// The relations of the declared schema, in the order of their names.
pub(super) async fn relations(session: &Session, spec: &SourceSpec) -> Result<Vec<Relation>, Failure> {
    let client = &session.client;
    let mut relations = Vec::new();
    for row in session.within(client.query(RELATIONS, &[&schema(spec)])).await? {
        let relation = || Ok(Relation { name: row.try_get(0)?, oid: row.try_get(1)?, readable: row.try_get(2)? });
        relations.push(relation().map_err(Failure::Server)?);
    }
    if relations.is_empty() {
        let rows = session.within(client.query(SCHEMAS, &[])).await?;
        let schemas: Result<Vec<String>, _> = rows.iter().map(|row| row.try_get(0)).collect();
        let schemas: Vec<String> = schemas.map_err(Failure::Server)?;
        let others: Vec<&str> = schemas.iter().map(String::as_str).collect();
        if !others.contains(&schema(spec)) {
            let message = format!("the database has no schema `{}`", schema(spec));
            let mut problem = Problem::error("source-table", message);
            problem.hint = did_you_mean(schema(spec), &others);
            return Err(Failure::told(problem));
        }
    }
    Ok(relations)
}

/// The columns of a relation, in their order.
pub(super) async fn columns(session: &Session, relation: &Relation) -> Result<Vec<Column>, Failure> {
    let rows = session.within(session.client.query(COLUMNS, &[&relation.oid])).await?;
    let columns: Result<Vec<Column>, tokio_postgres::Error> = rows
        .iter()
        .map(|row| {
            Ok(Column {
                name: row.try_get(0)?,
                type_name: row.try_get(1)?,
                is_list: row.try_get(2)?,
                collated: row.try_get(3)?,
                key: row.try_get(4)?,
                readable: row.try_get(5)?,
            })
        })
        .collect();
    columns.map_err(Failure::Server)
}

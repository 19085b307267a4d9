//! PostgreSQL servers: tables and views of one moment, read without the right to change anything.

mod address;
mod catalog;
mod failure;
mod password;
mod rows;
mod session;
mod tls;

use std::path::Path;

pub(crate) use self::address::{check, is_address, without_password};
use self::catalog::Relation;
use self::failure::Failure;
use self::session::Session;
use super::names::{clean_name, unique};
use super::spec::SourceSpec;
use super::table::SourceTable;
use crate::kind::{Definition, Kind, Takes};
use crate::problem::{Problem, did_you_mean};

/// The kind `postgres`.
pub(crate) const KIND: Definition = Definition {
    kind: Kind::Postgres,
    name: "postgres",
    title: "PostgreSQL server",
    takes: Takes::Server,
    options: &["schema", "table", "tables", "tls", "ca", "pgpass", "seconds", "null", "drop", "long"],
    gives: "`<name>` for `table`; `<name>__<table>` for each of `tables`, or for all tables and views of the schema that \
            the user may read. All rows are of one moment, in the order of the primary key, or else of all columns; \
            `source_row` counts them. Values are text: dates and moments as ISO text (moments with a time zone in Dutch \
            time), a list of values joined by `;`, JSON as it stands; binary values are left out. The password comes \
            from the environment (`SCHAKEL_PG_PASSWORD_<NAME>`, or `PGPASSWORD`) or from a `pgpass` file that only its \
            owner may read, never from plugin.toml.",
    example: r#"name = "las"
kind = "postgres"
path = "postgresql://schakel@db.school.example:5432/las"
tables = ["leerling", "klas"]
ca = "plugin:school-ca.pem"    # the certificate of the school's own authority"#,
    read,
};

/// Reads the declared tables, or all that the user may read.
///
/// A server that does not answer costs this source only: it is asked on a thread of its own, within a time limit.
fn read(spec: &SourceSpec, folder: &Path, limit: Option<u64>) -> Result<Vec<SourceTable>, Vec<Problem>> {
    let asked = || -> Result<Vec<SourceTable>, Vec<Problem>> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| {
            let message = format!("the system gives no connection: {}", error.kind());
            vec![Problem::error("source-database", message).file(&spec.path)]
        })?;
        runtime.block_on(read_all(spec, folder, limit))
    };
    // A runtime cannot be started on a thread that belongs to another.
    std::thread::scope(|scope| scope.spawn(asked).join()).unwrap_or_else(|_| {
        let message = "what the server sent could not be understood";
        Err(vec![Problem::error("source-database", message).file(&spec.path)])
    })
}

async fn read_all(spec: &SourceSpec, folder: &Path, limit: Option<u64>) -> Result<Vec<SourceTable>, Vec<Problem>> {
    let told = |failure: Failure| vec![failure.problem(spec)];
    let session = Session::open(spec, folder).await.map_err(told)?;
    let present = catalog::relations(&session, spec).await.map_err(told)?;
    let wanted = wanted(spec, &present)?;
    let (mut tables, mut problems) = (Vec::new(), Vec::new());
    let mut taken = std::collections::BTreeSet::new();
    for relation in wanted {
        let name = match &spec.table {
            Some(_) => spec.name.clone(),
            None => unique(format!("{}__{}", spec.name, clean_name(&relation.name)), &mut taken),
        };
        match rows::read(&session, spec, relation, &name, limit).await {
            Ok(table) => {
                let long = spec.long.then(|| table.long());
                tables.push(table);
                tables.extend(long);
            }
            Err(failure) => {
                let over = failure.ends_the_session();
                problems.push(failure.problem(spec).sheet(&relation.name));
                if over {
                    break;
                }
            }
        }
    }
    if problems.is_empty() { Ok(tables) } else { Err(problems) }
}

/// The declared tables among those that are there; without a declaration all that may be read.
fn wanted<'r>(spec: &SourceSpec, present: &'r [Relation]) -> Result<Vec<&'r Relation>, Vec<Problem>> {
    let asked: Vec<&String> = spec.table.iter().chain(&spec.tables).collect();
    if asked.is_empty() {
        let readable: Vec<&Relation> = present.iter().filter(|relation| relation.readable).collect();
        return match readable.is_empty() {
            false => Ok(readable),
            true => Err(vec![
                Problem::error(
                    "source-table",
                    format!("there is no table in schema `{}` that may be read", schema(spec)),
                )
                .file(&spec.path)
                .hint("Name another `schema`, or have the user given the right: GRANT SELECT ON … TO …."),
            ]),
        };
    }
    let (mut wanted, mut problems) = (Vec::new(), Vec::new());
    for name in asked {
        let same = |relation: &&Relation| relation.name == *name;
        let alike = |relation: &&Relation| relation.name.eq_ignore_ascii_case(name);
        match present.iter().find(same).or_else(|| present.iter().find(alike)) {
            Some(relation) => wanted.push(relation),
            None => {
                let names: Vec<&str> = present.iter().map(|relation| relation.name.as_str()).collect();
                let message = format!("schema `{}` has no table `{name}`", schema(spec));
                let mut problem = Problem::error("source-table", message).file(&spec.path).sheet(name);
                problem.hint = did_you_mean(name, &names);
                problems.push(problem);
            }
        }
    }
    if problems.is_empty() { Ok(wanted) } else { Err(problems) }
}

/// The schema that is read.
fn schema(spec: &SourceSpec) -> &str {
    spec.schema.as_deref().unwrap_or("public")
}

/// A name between the quotes of SQL.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

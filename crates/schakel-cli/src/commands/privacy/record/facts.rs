//! What the record says, from the definitions in use.

use std::collections::BTreeMap;

use schakel_core::gate::Treatment;
use schakel_core::load::SchoolFields;
use schakel_core::privacy::{Entry, Log, State};
use schakel_core::project::{Project, School};
use schakel_indicators::Use;
use schakel_model::{Column, MODEL_VERSION, Table};
use schakel_source::problem::Problem;
use serde::Serialize;

/// The record of a school.
#[derive(Debug, Serialize)]
pub(super) struct Record {
    pub(super) project: String,
    pub(super) school: String,
    pub(super) name: String,
    pub(super) alias: Option<String>,
    pub(super) school_year: String,
    pub(super) report_date: String,
    pub(super) program: &'static str,
    pub(super) model: &'static str,
    pub(super) data: String,
    /// The agreement under which the school shares with the research team, if it does.
    pub(super) agreement: Option<String>,
    pub(super) retention_until: Option<String>,
    /// The settings in use.
    pub(super) settings: BTreeMap<&'static str, f64>,
    /// The list of objections, as schakel.toml names it.
    pub(super) objections: Option<String>,
    /// How many persons are remembered as left out.
    pub(super) remembered: usize,
    /// What was done before.
    pub(super) log: Vec<Entry>,
    #[serde(flatten)]
    pub(super) fields: SchoolFields,
    /// The tables that the plugin fills.
    pub(super) tables: Vec<StoredTable>,
    /// What could not be looked at.
    pub(super) not_looked_at: Vec<String>,
}

/// A table of the store.
#[derive(Debug, Serialize)]
pub(super) struct StoredTable {
    #[serde(skip)]
    pub(super) table: &'static Table,
    pub(super) name: &'static str,
    /// What fills it: a query, `[[survey]]`, the library, schakel.toml.
    pub(super) by: String,
    pub(super) columns: Vec<StoredColumn>,
}

/// A column of the store.
#[derive(Debug, Serialize)]
pub(super) struct StoredColumn {
    #[serde(skip)]
    pub(super) column: &'static Column,
    pub(super) name: &'static str,
    pub(super) privacy: &'static str,
    pub(super) treatment: Treatment,
    /// Whether the plugin gives it; nothing where only a run tells.
    pub(super) filled: Option<bool>,
    /// The indicators and lists that read it.
    pub(super) needed_for: Vec<String>,
}

/// The table that schakel.toml fills where no query does.
const SCHOOL: &str = "school";

impl Record {
    /// What there is to say of a school.
    ///
    /// # Errors
    /// When what is known of removals cannot be read.
    pub(super) fn new(
        project: &Project,
        school: &School,
        fields: SchoolFields,
        uses: &[Use],
    ) -> Result<Record, Problem> {
        let log = Log::read(project)?.entries;
        let not_looked_at = fields.problems.iter().map(ToString::to_string).collect();
        let tables = tables(&fields, uses);
        Ok(Record {
            project: project.name.clone(),
            school: school.id.clone(),
            name: school.name.clone().unwrap_or_else(|| school.id.clone()),
            alias: school.alias.clone(),
            school_year: project.school_year.clone(),
            report_date: project.report_date.to_string(),
            program: env!("CARGO_PKG_VERSION"),
            model: MODEL_VERSION,
            data: school.data.clone(),
            agreement: project.share.as_ref().map(|share| share.agreement.clone()),
            retention_until: project.retention_of(school).map(|day| day.to_string()),
            settings: project.settings.iter().collect(),
            objections: school.objections.clone(),
            remembered: State::read(project, &school.id)?.objections.len(),
            log: log.into_iter().filter(|entry| entry.school == school.id).collect(),
            fields,
            tables,
            not_looked_at,
        })
    }

    /// The columns that are kept, or may be, each with its table.
    pub(super) fn kept(&self) -> impl Iterator<Item = (&StoredTable, &StoredColumn)> {
        let columns = self.tables.iter().flat_map(|table| table.columns.iter().map(move |column| (table, column)));
        columns.filter(|(_, column)| column.filled != Some(false))
    }
}

fn tables(fields: &SchoolFields, uses: &[Use]) -> Vec<StoredTable> {
    let mut tables = Vec::new();
    for table in schakel_model::tables().iter().filter(|table| table.from_plugins()) {
        let own: Vec<_> = fields.fills.iter().filter(|filled| filled.table == table.name).collect();
        if own.is_empty() && table.name != SCHOOL {
            continue;
        }
        let mut by: Vec<&str> = own.iter().map(|filled| filled.by.as_str()).collect();
        by.dedup();
        let columns = table.columns.iter().map(|column| {
            let given = own.iter().map(|filled| {
                let names = filled.columns.as_ref()?;
                // The id of the school is added to every row.
                Some(column.name == schakel_model::SCHOOL_ID || names.iter().any(|name| name == column.name))
            });
            let given: Option<Vec<bool>> = given.collect();
            StoredColumn {
                column,
                name: column.name,
                privacy: column.privacy.name(),
                treatment: Treatment::of(table, column),
                filled: given.filter(|given| !given.is_empty()).map(|given| given.contains(&true)),
                needed_for: needed_for(table, column, uses),
            }
        });
        let columns = columns.collect();
        tables.push(StoredTable { table, name: table.name, by: by.join(", "), columns });
    }
    tables
}

fn needed_for(table: &Table, column: &Column, uses: &[Use]) -> Vec<String> {
    let names = [column.store_name(), column.name.into()];
    let needs = |user: &&Use| {
        user.columns.get(table.name).is_some_and(|columns| names.iter().any(|name| columns.contains(name.as_ref())))
    };
    uses.iter().filter(needs).map(|user| user.name.clone()).collect()
}

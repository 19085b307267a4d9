//! What is read of the sources of a school, field by field, from the plugin in use and the files as they are.

use std::sync::Arc;

use schakel_model::Table;
use schakel_source::problem::Problem;
use schakel_source::{Kind, SourceSpec, SourceTable};
use serde::Serialize;

use super::plan::Plan;
use super::{Options, sources};
use crate::mapping::{Limits, Mapper, Needs, Query, Relation};
use crate::plugin::native::NativeTable;
use crate::privacy;
use crate::project::{Project, School};
use crate::survey;

/// Rows of a table that are looked at: in formats without a header the columns follow from the rows.
const ROWS: u64 = 10_000;

/// What is read of a school, and what it becomes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SchoolFields {
    /// Id of the plugin.
    pub plugin: String,
    /// Its version.
    pub version: String,
    /// Who wrote it and answers for it.
    pub publisher: String,
    /// Whether it has a native library, which reads files itself.
    pub library: bool,
    /// The sources, in the order of plugin.toml; then what the library reads.
    pub sources: Vec<SourceFields>,
    /// The tables of the model that it fills.
    pub fills: Vec<Filled>,
    /// What could not be looked at. What is said of the rest holds.
    #[serde(skip)]
    pub problems: Vec<Problem>,
}

/// A source and its tables.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceFields {
    /// Name of the source.
    pub name: String,
    /// Kind of source.
    pub kind: String,
    /// The file, as messages name it.
    pub file: String,
    /// Its tables with their columns.
    pub tables: Vec<TableFields>,
}

/// A table of a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TableFields {
    /// The name in SQL.
    pub name: String,
    /// The columns in their order, then those that are not read.
    pub fields: Vec<Field>,
}

/// A column of a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Field {
    /// The name in the file.
    pub name: String,
    /// What becomes of it.
    pub fate: Fate,
    /// What it is read for: queries, `[[survey]]`, tables. Nothing for a column that is read for nothing.
    pub used_by: Vec<String>,
    /// The columns of the model that its values end up in, as `table.column`, where that can be told.
    pub becomes: Vec<String>,
}

/// What becomes of a column of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// It is read.
    Read,
    /// It tells who a person is, and is read because `keep` asks for it.
    Kept,
    /// It is not read, because it tells who a person is.
    TellsOfPerson,
    /// It is not read, because `drop` says so.
    Dropped,
}

/// A table of the model that a plugin fills.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Filled {
    /// The table.
    pub table: &'static str,
    /// The columns that are given; nothing where only a run tells.
    pub columns: Option<Vec<String>>,
    /// By what: a query, `[[survey]]`, the library.
    pub by: String,
}

/// Looks which fields are read of a school.
///
/// # Errors
/// When the plugin cannot be used at all, or nothing of the school may be read.
pub fn fields(project: &Project, school: &School, options: &Options) -> Result<SchoolFields, Vec<Problem>> {
    privacy::may_be_read(project, school).map_err(|problem| vec![problem])?;
    let plan = Plan::read(project, school)?;
    let mut problems = Vec::new();
    let mut read: Vec<(&SourceSpec, String, Vec<SourceTable>)> = Vec::new();
    for spec in &plan.manifest.sources {
        match sources::first(project, school, &plan, spec, ROWS) {
            Ok((shown, tables)) => read.push((spec, shown, tables)),
            Err(more) => problems.extend(more),
        }
    }
    let native = plan.run_library(project, school, options).unwrap_or_else(|more| {
        problems.extend(more);
        Vec::new()
    });
    let tables = || read.iter().flat_map(|(_, _, tables)| tables);
    let of_sources = tables().map(|table| empty(&table.name, table.schema()));
    let relations = of_sources.chain(native.iter().map(|table| empty(&table.name, table.schema.clone())));
    let mapper = Mapper::new(relations.collect(), &Arc::new(plan.forms.clone()), Limits::default())?;
    let mut needed: Vec<Needed> = Vec::new();
    let mut fills = Vec::new();
    for query in &plan.queries {
        let name = format!("{}.sql", query.table.name);
        match mapper.needs(&Query { file: &query.file, text: &query.text }) {
            Ok(needs) => {
                let columns = Some(needs.gives.iter().map(|(column, _)| column.clone()).collect());
                fills.push(Filled { table: query.table.name, columns, by: name.clone() });
                needed.push(Needed { query: name, table: query.table, needs });
            }
            // Without a source its queries fail too, which says nothing new.
            Err(more) if problems.is_empty() => problems.extend(more),
            Err(_) => {}
        }
    }
    let has_query = |table: &str| plan.queries.iter().any(|query| query.table.name == table);
    let given = |table: &'static str, columns, by: &str| Filled { table, columns, by: by.to_owned() };
    fills.extend(survey::fills(&plan.manifest.surveys).into_iter().map(|table| given(table, None, SURVEY)));
    for table in &native {
        if let Some(model) = schakel_model::table(&table.name).filter(|model| !has_query(model.name)) {
            fills.push(given(model.name, Some(names_of(table)), LIBRARY));
        }
    }
    let all: Vec<SourceTable> = tables().cloned().collect();
    let of_workbook: Vec<(&str, &'static str)> =
        plan.workbook_tables(&all).into_iter().map(|(model, table)| (table.name.as_str(), model.name)).collect();
    for (table, model) in of_workbook.iter().filter(|(_, model)| !has_query(model)) {
        let columns = all.iter().find(|own| own.name == *table).map(sql_names);
        fills.push(given(model, columns, Kind::TrajectoryWorkbook.name()));
    }
    let surveyed: Vec<&str> = plan.manifest.surveys.iter().flat_map(crate::survey::SurveySpec::tables).collect();
    let used_by = |table: &SourceTable, column: &str| -> Vec<String> {
        // What is offered in another form (`<name>__long`) holds every column of the table.
        let derived = |other: &str| other.strip_prefix(table.name.as_str()).is_some_and(|rest| rest.starts_with("__"));
        let is_derived = |other: &str| derived(other) && all.iter().any(|own| own.name == other && own.derived);
        let in_another_form = |needs: &Needs| needs.reads.keys().any(|other| is_derived(other));
        let mut by: Vec<String> = needed
            .iter()
            .filter(|needed| needed.reads(&table.name, column) || in_another_form(&needed.needs))
            .map(|needed| needed.query.clone())
            .collect();
        by.extend(surveyed.iter().any(|name| *name == table.name || is_derived(name)).then(|| SURVEY.to_owned()));
        let filled = of_workbook.iter().find(|(name, _)| *name == table.name);
        by.extend(filled.map(|(_, model)| (*model).to_owned()));
        by
    };
    let becomes = |table: &SourceTable, column: &str| -> Vec<String> {
        // Below a sheet of the workbook stand the columns of the model themselves.
        let sheet =
            of_workbook.iter().find(|(name, _)| *name == table.name).map(|(_, model)| format!("{model}.{column}"));
        becomes_of(&needed, &table.name, column).into_iter().chain(sheet).collect()
    };
    let told = Told { used_by: &used_by, becomes: &becomes };
    let mut listed: Vec<SourceFields> =
        read.iter().map(|(spec, shown, tables)| source(spec, shown, tables, &told)).collect();
    listed.extend(library(&plan, &native, &needed));
    let manifest = &plan.manifest;
    Ok(SchoolFields {
        plugin: manifest.id.clone(),
        version: manifest.version.clone(),
        publisher: manifest.publisher.clone(),
        library: manifest.library.is_some(),
        sources: listed,
        fills,
        problems,
    })
}

const SURVEY: &str = "[[survey]]";
const LIBRARY: &str = "library";

/// A query of the plugin with what it needs.
struct Needed {
    query: String,
    table: &'static Table,
    needs: Needs,
}

impl Needed {
    fn reads(&self, table: &str, column: &str) -> bool {
        self.needs.reads.get(table).is_some_and(|columns| columns.contains(column))
    }
}

/// What can be told of a column of a source.
struct Told<'t> {
    used_by: &'t dyn Fn(&SourceTable, &str) -> Vec<String>,
    becomes: &'t dyn Fn(&SourceTable, &str) -> Vec<String>,
}

/// The columns of the model that the values of a column end up in.
fn becomes_of(needed: &[Needed], table: &str, column: &str) -> Vec<String> {
    let origin = (table.to_owned(), column.to_owned());
    let ends_in = |needed: &Needed| -> Vec<String> {
        let model = needed.table;
        let given = needed
            .needs
            .gives
            .iter()
            .filter(|(name, origins)| origins.contains(&origin) && model.column(name).is_some());
        given.map(|(name, _)| format!("{}.{name}", model.name)).collect()
    };
    needed.iter().flat_map(ends_in).collect()
}

/// A table that can be planned over.
fn empty(name: &str, schema: arrow_schema::SchemaRef) -> Relation {
    Relation { name: name.to_owned(), schema, batches: Vec::new(), stream: None }
}

fn names_of(table: &NativeTable) -> Vec<String> {
    table.schema.fields().iter().map(|field| field.name().clone()).collect()
}

fn sql_names(table: &SourceTable) -> Vec<String> {
    table.columns.iter().map(|column| column.name.clone()).collect()
}

fn source(spec: &SourceSpec, shown: &str, tables: &[SourceTable], told: &Told<'_>) -> SourceFields {
    let keeps = |names: [&str; 2]| spec.keep.iter().any(|keep| names.contains(&keep.as_str()));
    let table = |table: &SourceTable| {
        let read = table.columns.iter().map(|column| Field {
            name: column.original.clone(),
            fate: if keeps([&column.name, &column.original]) { Fate::Kept } else { Fate::Read },
            used_by: (told.used_by)(table, &column.name),
            becomes: (told.becomes)(table, &column.name),
        });
        let unread = table.unread.iter().map(|unread| Field {
            name: unread.column.original.clone(),
            fate: if unread.tells_of_person { Fate::TellsOfPerson } else { Fate::Dropped },
            used_by: Vec::new(),
            becomes: Vec::new(),
        });
        TableFields { name: table.name.clone(), fields: read.chain(unread).collect() }
    };
    SourceFields {
        name: spec.name.clone(),
        kind: spec.kind.name().to_owned(),
        file: shown.to_owned(),
        tables: tables.iter().filter(|table| !table.derived).map(table).collect(),
    }
}

/// What a library gives, of the files that it reads itself.
fn library(plan: &Plan, native: &[NativeTable], needed: &[Needed]) -> Option<SourceFields> {
    let library = plan.manifest.library.as_ref()?;
    let field = |table: &NativeTable, name: String| {
        // A table that is called as one of the model is that table.
        let own = schakel_model::table(&table.name);
        let queries =
            needed.iter().filter(|needed| needed.reads(&table.name, &name)).map(|needed| needed.query.clone());
        let used_by = queries.chain(own.map(|model| model.name.to_owned())).collect();
        let mut becomes = becomes_of(needed, &table.name, &name);
        becomes.extend(own.filter(|model| model.column(&name).is_some()).map(|model| format!("{}.{name}", model.name)));
        Field { name, fate: Fate::Read, used_by, becomes }
    };
    let table = |table: &NativeTable| TableFields {
        name: table.name.clone(),
        fields: names_of(table).into_iter().map(|name| field(table, name)).collect(),
    };
    let files: Vec<&str> = plan.manifest.reads.values().map(String::as_str).collect();
    let (name, file, tables) = (library.clone(), files.join(", "), native.iter().map(table).collect());
    Some(SourceFields { name, kind: LIBRARY.to_owned(), file, tables })
}

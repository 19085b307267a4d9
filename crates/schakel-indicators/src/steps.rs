//! What is to be run: tables to read, views to make, queries to answer, each with the tables that it waits for.

use std::collections::BTreeSet;

use datafusion::sql::parser::DFParser;
use datafusion::sql::resolve::resolve_table_references;
use schakel_model::Table;

use crate::catalogue::VIEWS;
use crate::parameters::Parameters;
use crate::{Catalogue, Indicator, IndicatorError, List, shown_roles};

/// The query of all schools.
pub(crate) const SCHOOLS: &str = "schools";
/// The query of the survey waves of every school.
pub(crate) const WAVES: &str = "waves";

/// Something to run.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    /// What the table that it makes, or the answer, is called.
    pub(crate) name: String,
    /// What comes of it.
    pub(crate) makes: Makes,
    /// The tables and views it reads.
    pub(crate) reads: BTreeSet<String>,
}

/// What comes of a step.
#[derive(Debug, Clone)]
pub(crate) enum Makes {
    /// A table of the model, from the store.
    Table(&'static Table),
    /// A table that other queries read.
    View(Query),
    /// Under which name each role is shown: a table that other queries read, and an answer.
    ShownRoles(Query),
    /// An answer.
    Answer(Query),
}

/// A query with the values of the request in it.
#[derive(Debug, Clone)]
pub(crate) struct Query {
    /// Its file, for messages.
    pub(crate) file: String,
    /// The query itself.
    pub(crate) sql: String,
}

/// Everything that is run for a request, each step after those it waits for.
#[derive(Debug)]
pub(crate) struct Steps(Vec<Step>);

impl Steps {
    pub(crate) fn new(catalogue: &Catalogue, parameters: &Parameters) -> Result<Self, IndicatorError> {
        let mut steps = Self::views(parameters)?;
        steps.add(SCHOOLS, SCHOOLS, "SELECT school_id FROM school", parameters, Makes::Answer)?;
        let waves = "SELECT school_id, label, max(until) AS until FROM measurements GROUP BY school_id, label";
        steps.add(WAVES, WAVES, waves, parameters, Makes::Answer)?;
        for indicator in &catalogue.indicators {
            let file = format!("{}.sql", indicator.header.id);
            steps.add(&cells_of(indicator), &file, indicator.query, parameters, Makes::Answer)?;
            if let Some(query) = indicator.change_query {
                steps.add(&changes_of(indicator), &file, query, parameters, Makes::Answer)?;
            }
        }
        for list in &catalogue.lists {
            let name = rows_of(list);
            steps.add(&name, &format!("{name}.sql"), list.query, parameters, Makes::Answer)?;
        }
        Ok(steps)
    }

    /// The queries of these files, with what they wait for.
    pub(crate) fn only(queries: &[(&str, &str)], parameters: &Parameters) -> Result<Self, IndicatorError> {
        let mut steps = Self::views(parameters)?;
        for (file, query) in queries {
            steps.add(file, file, query, parameters, Makes::Answer)?;
        }
        let files: Vec<&str> = queries.iter().map(|(file, _)| *file).collect();
        let behind: BTreeSet<String> = steps.behind(&files).into_iter().map(|step| step.name.clone()).collect();
        steps.0.retain(|step| behind.contains(&step.name) || files.contains(&step.name.as_str()));
        Ok(steps)
    }

    /// The tables of the model, and the views.
    fn views(parameters: &Parameters) -> Result<Self, IndicatorError> {
        let table = |table: &&'static Table| Step {
            name: table.name.to_owned(),
            makes: Makes::Table(table),
            reads: BTreeSet::new(),
        };
        let mut steps = Self(schakel_model::tables().iter().map(table).collect());
        for (name, query) in VIEWS {
            steps.add(name, &format!("views/{name}.sql"), query, parameters, Makes::View)?;
            if *name == shown_roles::MADE_FROM {
                let (table, query) = (shown_roles::TABLE, shown_roles::QUERY);
                steps.add(table, table, query, parameters, Makes::ShownRoles)?;
            }
        }
        Ok(steps)
    }

    fn add(
        &mut self,
        name: &str,
        file: &str,
        query: &str,
        parameters: &Parameters,
        makes: fn(Query) -> Makes,
    ) -> Result<(), IndicatorError> {
        let sql = parameters.fill(file, query)?;
        let reads = reads(file, &sql)?;
        self.0.push(Step { name: name.to_owned(), makes: makes(Query { file: file.to_owned(), sql }), reads });
        Ok(())
    }

    /// The steps, in their order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Step> {
        self.0.iter()
    }

    /// The query of a step.
    pub(crate) fn sql(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|step| step.name == name).and_then(Step::query).map(|query| query.sql.as_str())
    }

    /// The steps that these answers wait for, directly or through others, in the order in which they are run.
    pub(crate) fn behind(&self, answers: &[&str]) -> Vec<&Step> {
        let mut wanted = BTreeSet::new();
        let mut behind = Vec::new();
        for step in self.0.iter().rev() {
            let asked = answers.contains(&step.name.as_str());
            if asked || wanted.contains(step.name.as_str()) {
                wanted.extend(step.reads.iter().map(String::as_str));
                if !asked {
                    behind.push(step);
                }
            }
        }
        behind.reverse();
        behind
    }
}

impl Step {
    /// Its query; a table of the model has none.
    pub(crate) fn query(&self) -> Option<&Query> {
        match &self.makes {
            Makes::Table(_) => None,
            Makes::View(query) | Makes::ShownRoles(query) | Makes::Answer(query) => Some(query),
        }
    }
}

/// The name of the answer with the cells of an indicator.
pub(crate) fn cells_of(indicator: &Indicator) -> String {
    indicator.header.id.clone()
}

/// The name of the answer with the changes of an indicator.
pub(crate) fn changes_of(indicator: &Indicator) -> String {
    format!("{} changes", indicator.header.id)
}

/// The name of the answer with the rows of a list.
pub(crate) fn rows_of(list: &List) -> String {
    format!("lists/{}", list.header.name)
}

/// The tables and views that a query names.
fn reads(file: &str, sql: &str) -> Result<BTreeSet<String>, IndicatorError> {
    let statements = DFParser::parse_sql(sql).map_err(|e| IndicatorError::query(file, &e))?;
    let mut names = BTreeSet::new();
    for statement in &statements {
        let (tables, _) = resolve_table_references(statement, true).map_err(|e| IndicatorError::query(file, &e))?;
        names.extend(tables.iter().map(|table| table.table().to_owned()));
    }
    Ok(names)
}

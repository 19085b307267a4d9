//! From the tables of sources and library to what goes to the gate.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::ledger;
use super::plan::Plan;
use crate::gate::Input;
use crate::mapping::{self, Mapper, Origins, Query, Relation};
use crate::plugin::native::NativeTable;
use crate::project::{Project, School};
use crate::survey;
use schakel_source::SourceTable;
use schakel_source::problem::Problem;

/// What goes to the gate: the result of every query, the tables that need none, and the school itself.
pub(super) fn inputs(
    project: &Project,
    school: &School,
    plan: &Plan,
    tables: Vec<SourceTable>,
    native: Vec<NativeTable>,
    files: &BTreeMap<String, String>,
) -> Result<(Vec<Input>, Vec<Problem>), Vec<Problem>> {
    let has_query = |table: &str| plan.queries.iter().any(|query| query.table.name == table);
    let (mut inputs, mut notices) = surveys(plan, &tables, &native, files)?;
    for table in &native {
        if let Some(model) =
            schakel_model::table(&table.name).filter(|model| model.from_plugins() && !has_query(model.name))
        {
            inputs.push(Input {
                table: model,
                origin: plan.manifest_file.clone(),
                schema: table.schema.clone(),
                batches: table.batches.clone(),
                source: None,
                sheet: None,
                origins: Origins::new(),
            });
        }
    }
    for (model, table) in plan.workbook_tables(&tables) {
        if table.rows() > 0 && !has_query(model.name) {
            let source = plan.source_of(&table.name).map(|spec| spec.name.clone());
            let (schema, batches) = (table.schema(), table.batches.clone());
            let (origin, origins) = (plan.manifest_file.clone(), Origins::new());
            inputs.push(Input { table: model, origin, schema, batches, source, sheet: table.sheet.clone(), origins });
        }
    }
    let places: BTreeMap<String, (Option<String>, Option<String>)> = tables
        .iter()
        .map(|table| {
            let source = plan.source_of(&table.name).map(|spec| spec.name.clone());
            (table.name.clone(), (source, table.sheet.clone()))
        })
        .collect();
    let relations = tables
        .into_iter()
        .map(|table| Relation {
            schema: table.schema(),
            name: table.name,
            batches: table.batches,
            stream: table.stream,
        })
        .chain(native.into_iter().map(|table| Relation {
            name: table.name,
            schema: table.schema,
            batches: table.batches,
            stream: None,
        }));
    let limits = mapping::Limits {
        seconds: project.settings.whole("sql_seconds"),
        memory_mb: project.settings.whole("sql_memory_mb"),
        ..mapping::Limits::default()
    };
    let mapper = Mapper::new(relations.collect(), &Arc::new(plan.forms.clone()), limits)?;
    let results: Vec<_> =
        plan.queries.par_iter().map(|query| mapper.run(&Query { file: &query.file, text: &query.text })).collect();
    let mut problems = Vec::new();
    for (query, result) in plan.queries.iter().zip(results) {
        match result {
            Ok(mapped) => {
                notices.extend(mapped.problems);
                let (source, sheet) =
                    mapped.reads.first().and_then(|table| places.get(table)).cloned().unwrap_or_default();
                let source_of = |table: String| match places.get(&table) {
                    Some((Some(source), _)) => source.clone(),
                    _ => table,
                };
                let sources = |tables: BTreeSet<String>| tables.into_iter().map(source_of).collect();
                let origins = mapped.origins.into_iter().map(|(column, tables)| (column, sources(tables))).collect();
                let (schema, batches, origin) = (mapped.schema, mapped.batches, query.file.clone());
                inputs.push(Input { table: query.table, origin, schema, batches, source, sheet, origins });
            }
            Err(more) => problems.extend(more),
        }
    }
    if !inputs.iter().any(|input| input.table.name == "school") {
        match ledger::school(school) {
            Ok(input) => inputs.push(input),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() { Ok((inputs, notices)) } else { Err(problems) }
}

/// What the surveys of plugin.toml give.
fn surveys(
    plan: &Plan,
    tables: &[SourceTable],
    native: &[NativeTable],
    files: &BTreeMap<String, String>,
) -> Result<(Vec<Input>, Vec<Problem>), Vec<Problem>> {
    let surveys = &plan.manifest.surveys;
    let fills = survey::fills(surveys);
    // Two ways to the same rows: nobody could tell from a row which of them it came.
    let by_query = plan.queries.iter().map(|query| (query.table.name, query.file.as_str()));
    let by_library = native.iter().map(|table| (table.name.as_str(), "the library"));
    let twice = by_query.chain(by_library).filter(|(table, _)| fills.contains(table)).map(|(table, other)| {
        Problem::error("survey-declared", format!("both [[survey]] and {other} fill the table `{table}`"))
            .file(&plan.manifest_file)
            .hint("Map all questionnaires in the one way, or all in the other.")
    });
    let twice: Vec<Problem> = twice.collect();
    if !twice.is_empty() {
        return Err(twice);
    }
    if surveys.is_empty() {
        return Ok((Vec::new(), Vec::new()));
    }
    let place = |table: &str| {
        let source = plan.source_of(table).map_or_else(|| table.to_owned(), |spec| spec.name.clone());
        let file = files.get(&source).cloned().unwrap_or_else(|| source.clone());
        (source, file)
    };
    let given = survey::Given { tables, place: &place, manifest_file: &plan.manifest_file, forms: &plan.forms };
    survey::inputs(surveys, &given)
}

//! OOAPI 5: the answers of a service as JSON files, one table per kind of thing they are about.

mod entity;
mod pages;
mod persons;

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use self::entity::Entity;
use self::pages::Page;
use super::flatten::Flattener;
use super::spec::SourceSpec;
use super::table::{SourceColumn, SourceTable, Unread};
use crate::json;
use crate::kind::{Definition, Kind, Takes};
use crate::problem::Problem;

pub(super) use self::pages::is_page;

/// The kind `ooapi`.
pub(crate) const KIND: Definition = Definition {
    kind: Kind::Ooapi,
    name: "ooapi",
    title: "OOAPI 5",
    takes: Takes::FolderOrFiles("json"),
    options: &["keep", "null", "drop", "long"],
    gives: "The answers of an OOAPI 5 service, a folder of JSON files, one file, or several by a name with `*`: \
            `<name>__persons`, `__associations`, `__programs`, `__courses`, `__offerings`, `__organizations`, `__groups` \
            …, told by the id of what is in the answer (`personId`) or by the name of the file (`persons-1.json`). Pages \
            are put together in their order; a page that lacks or is there twice is told. What is nested is as for kind \
            `json`. Of a person are read `personId`, `primaryCode`, `affiliations`, `activeEnrollment`, `dateOfBirth`, \
            `gender` and what is not of the standard; names, contact data, birth place, nationality and the citizen \
            service number are not. `keep = [\"surname\"]` does read one.",
    example: r#"name = "ooapi"
kind = "ooapi"
path = "ooapi"                 # a folder with persons-1.json, persons-2.json, offerings.json …"#,
    read,
};

/// Reads every answer into the table of what it is about; `source_row` is the number of the record over all pages.
fn read(spec: &SourceSpec, path: &Path, limit: Option<u64>) -> Result<Vec<SourceTable>, Vec<Problem>> {
    let (mut pages, mut problems, mut notices) = (Vec::new(), Vec::new(), Vec::new());
    for file in &crate::files(spec, path)? {
        match page(spec, file) {
            Ok(Some(page)) => pages.push(page),
            Ok(None) => notices.push(
                Problem::notice("source-file", "not an answer of OOAPI: it was not read")
                    .file(&spec.path)
                    .sheet(name_of(file))
                    .hint("Its name or the ids in it should say what it is about, such as persons-1.json."),
            ),
            Err(more) => problems.extend(more),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    if pages.is_empty() {
        return Err(vec![
            Problem::error("source-missing", "there is no answer of OOAPI here")
                .file(&spec.path)
                .hint("Expected JSON files such as persons-1.json with a list `items`. Look at `path` in plugin.toml."),
        ]);
    }
    pages::sort(&mut pages);
    let parts: Vec<(&Entity, SourceSpec)> = entity::ALL
        .iter()
        .filter(|entity| pages.iter().any(|page| page.entity == *entity))
        .map(|entity| (entity, SourceSpec { name: format!("{}__{}", spec.name, entity.table), ..spec.clone() }))
        .collect();
    let mut tables = Vec::new();
    for (entity, part) in &parts {
        let (mut own, told) = pages::in_order(spec, pages.iter_mut().filter(|page| page.entity == *entity));
        let mut flattener = Flattener::new(part);
        let limit = limit.map_or(usize::MAX, |limit| limit as usize);
        let mut met = BTreeSet::new();
        for item in own.iter_mut().flat_map(|page| &mut page.items).take(limit) {
            persons::leave_out(item, **entity == entity::PERSONS, spec, &mut met);
            flattener.record(item, flattener.records() + 1);
        }
        match flattener.finish() {
            Ok(mut of_entity) => {
                if let Some(first) = of_entity.first_mut() {
                    first.sheet = Some(entity.table.to_owned());
                    first.problems.extend(told);
                    let met = met.iter().map(|name| SourceColumn::cleaned(name));
                    first.unread.extend(met.map(|column| Unread { column, tells_of_person: true }));
                }
                tables.extend(of_entity);
            }
            Err(problem) => problems.push(problem.sheet(entity.table)),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    if let Some(first) = tables.first_mut() {
        first.problems.append(&mut notices);
    }
    Ok(tables)
}

/// One file; `None` when it is no answer of OOAPI.
fn page(spec: &SourceSpec, path: &Path) -> Result<Option<Page>, Vec<Problem>> {
    let name = name_of(path);
    let placed = |problem: Problem| problem.file(&spec.path).sheet(&name);
    // The files of a folder were not looked at yet.
    crate::files::check_file(spec, path).map_err(|problem| vec![placed(problem)])?;
    let text = json::text(spec, path).map_err(|problems| problems.into_iter().map(placed).collect::<Vec<_>>())?;
    let value: Value =
        serde_json::from_str(&text).map_err(|error| vec![placed(json::syntax(spec, &error, error.line()))])?;
    Ok(Page::of(value, name))
}

fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

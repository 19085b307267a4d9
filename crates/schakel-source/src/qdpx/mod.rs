//! Projects of qualitative analysis in REFI-QDA (.qdpx): a zip with the project (`project.qde`) and its texts.

mod passages;
mod project;
mod shapes;

use std::collections::BTreeMap;
use std::path::Path;

use arrow_array::cast::AsArray;

use self::passages::Passages;
use self::project::Project;
use self::shapes::SHAPES;
use super::archive::{self, Archive};
use super::csv::Input;
use super::spec::SourceSpec;
use super::table::{SourceColumn, SourceTable, Unread};
use crate::inspect::names_a_person;
use crate::kind::{Definition, Kind, Takes};
use crate::persons;
use crate::problem::Problem;
use crate::xml::Tables;

/// The kind `qdpx`.
pub(crate) const KIND: Definition = Definition {
    kind: Kind::Qdpx,
    name: "qdpx",
    title: "Qualitative analysis (REFI-QDA)",
    takes: Takes::File,
    options: &["keep", "null", "drop"],
    gives: "A project of REFI-QDA: `<name>__codes` (`guid`, `name`, `parent`, `is_codable`, `description`), \
            `__sources` \
            (`guid`, `type`), `__codings` (`guid`, `source`, `selection`, `type`, `start`, `end`, `code`, and `text`: \
            the passage of a text). `start` and `end` count characters of a text, the first is 0, or milliseconds of \
            sound and film; a coding of a whole source has neither. Also `__selections`, `__variables`, `__cases` \
            (`guid`), `__case_members` and `__variable_values`. Users, memos, notes, and the names of sources and \
            cases are not read; `keep = [\"name\"]` reads those of sources and cases.",
    example: r#"name = "analyse"
kind = "qdpx"
path = "gesprekken.qdpx""#,
    read,
};

/// Whether this is the name of the project in such an archive: what `inspect` asks.
pub(super) fn is_project(name: &str) -> bool {
    name.to_lowercase().ends_with(".qde")
}

/// Reads the project, and the passages from the texts in the archive.
pub(super) fn read(spec: &SourceSpec, path: &Path, limit: Option<u64>) -> Result<Vec<SourceTable>, Vec<Problem>> {
    archive::check(spec, path).and_then(|()| tables(spec, path, limit)).map_err(|problem| vec![problem])
}

fn tables(spec: &SourceSpec, path: &Path, limit: Option<u64>) -> Result<Vec<SourceTable>, Problem> {
    let mut archive = Archive::open(spec, path)?;
    let name = archive.names().into_iter().find(|name| is_project(name)).ok_or_else(|| {
        Problem::error("source-archive", "the archive has no project (a file such as project.qde)")
            .file(&spec.path)
            .hint("Export the project as REFI-QDA project (.qdpx); a codebook alone (.qdc) has no passages.")
    })?;
    let bytes = archive.bytes(&name)?;
    let placed = |problem: Problem| problem.sheet(&name);
    let project = Project::read(spec, Input::Bytes(&bytes)).map_err(placed)?;
    let mut others = Tables::new(spec, &SHAPES, limit);
    others.read(spec, Input::Bytes(&bytes)).map_err(placed)?;
    if project.codes.is_empty() && others.count() == 0 {
        return Err(Problem::error("source-records", "the project has no codes and no sources")
            .file(&spec.path)
            .sheet(&name)
            .hint("Look whether this is the right project, and export it again."));
    }
    let codes = project.codes_table(spec, limit);
    let mut passages = Passages::new(spec, &mut archive, project.texts, project.wide_breaks);
    let mut tables = vec![codes];
    for table in others.finish() {
        let of_codings = table.name == format!("{}__codings", spec.name);
        tables.push(if of_codings { passages.add_to(table)? } else { table });
    }
    Ok(without_persons(spec, tables).into_iter().map(|table| table.finish(spec)).collect())
}

/// The tables without the values of variables that name a person, such as a variable `Naam`.
fn without_persons(spec: &SourceSpec, tables: Vec<SourceTable>) -> Vec<SourceTable> {
    let is = |table: &SourceTable, part: &str| table.name == format!("{}__{part}", spec.name);
    let variables = tables.iter().find(|table| is(table, "variables"));
    let named: BTreeMap<String, SourceColumn> = variables
        .iter()
        .flat_map(|table| table.texts("guid").zip(table.texts("name")))
        .filter_map(|(guid, name)| Some((guid?.to_owned(), name.filter(|name| names_a_person(name))?)))
        .map(|(guid, name)| (guid, SourceColumn::cleaned(name)))
        .filter(|(_, variable)| !variable.is_among(&spec.keep))
        .collect();
    let without = |table: SourceTable| {
        if named.is_empty() || !is(&table, "variable_values") {
            return table;
        }
        let mut table = table.filtered(|batch| {
            let guids = batch.column_by_name("variable").and_then(|guids| guids.as_string_opt::<i32>());
            let other = |guid: Option<&str>| Some(guid.is_none_or(|guid| !named.contains_key(guid)));
            guids.into_iter().flatten().map(other).collect()
        });
        table.problems.extend(persons::notice(spec, &named.values().cloned().collect::<Vec<_>>()));
        table.unread.extend(named.values().map(|column| Unread { column: column.clone(), tells_of_person: true }));
        table
    };
    tables.into_iter().map(without).collect()
}

/// The columns of a table by their names.
fn columns<const N: usize>(names: [&str; N]) -> Vec<SourceColumn> {
    names.map(SourceColumn::same).to_vec()
}

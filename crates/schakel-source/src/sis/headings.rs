//! Which fields the headings of an export are: as declared, by their names, as schools spell them, or nearly so.

use std::collections::BTreeMap;

use super::fields::{Export, Field, System};
use crate::known::{Way, assign, declared, misspelt, plain};
use crate::names::clean_name;
use crate::persons;
use crate::problem::{Problem, did_you_mean};
use crate::spec::SourceSpec;
use crate::table::{SourceColumn, SourceTable};

/// Of how many fields the names must stand in a file for `inspect` to take it for an export.
const TELLING: usize = 3;

/// The export that a file is.
pub(super) struct Found {
    pub(super) export: &'static Export,
    /// For every column the field that it is.
    pub(super) fields: Vec<Option<&'static Field>>,
    /// Heading and name of the fields that were recognised by another name than their own.
    pub(super) near: Vec<(String, &'static str)>,
}

/// Recognises the export and its fields.
///
/// # Errors
/// What is declared in `columns` and cannot be, or that the headings are those of no export.
pub(super) fn recognise(
    system: &'static System,
    spec: &SourceSpec,
    table: &SourceTable,
) -> Result<Found, Vec<Problem>> {
    let declared = declared(spec, &table.columns, |name| no_field(system, spec, name))?;
    let found = system.exports.iter().map(|export| of_export(export, &declared, &table.columns));
    // Of exports that fit as well the first is meant, as the system lists them.
    let best = found.reduce(|best, other| if known(&other) > known(&best) { other } else { best });
    match best {
        Some(found)
            if known(&found) >= 2 || found.fields.iter().flatten().any(|field| field.name == found.export.key) =>
        {
            Ok(found)
        }
        _ => Err(vec![not_an_export(system, spec)]),
    }
}

/// Whether headings are those of an export, by the names of the system itself.
pub(super) fn is_export(system: &System, headings: &[String]) -> bool {
    system.exports.iter().any(|export| {
        let same = |field: &&Field| headings.iter().any(|heading| plain(heading) == plain(field.name));
        let there: Vec<&str> = export.fields.iter().filter(same).map(|field| field.name).collect();
        there.contains(&export.key) && there.len() >= TELLING
    })
}

fn known(found: &Found) -> usize {
    found.fields.iter().flatten().count()
}

fn of_export(export: &'static Export, declared: &BTreeMap<usize, &str>, columns: &[SourceColumn]) -> Found {
    let headings: Vec<&str> = columns.iter().map(|column| column.original.as_str()).collect();
    let is_declared = |name: &str| declared.values().any(|declared| *declared == name);
    // What is declared and what tells of a person is not looked for among the others.
    let free = headings.iter().enumerate().map(|(index, heading)| {
        let taken = declared.contains_key(&index) || persons::tells_of_person(heading);
        if taken { String::new() } else { plain(&clean_name(heading)) }
    });
    let free: Vec<String> = free.collect();
    let free: Vec<&str> = free.iter().map(String::as_str).collect();
    let wanted: Vec<&'static Field> = export.fields.iter().filter(|field| !is_declared(field.name)).collect();
    let same: Way<'_, &Field> = &|field, heading| plain(field.name) == heading;
    let spelling: Way<'_, &Field> = &|field, heading| field.spellings.split(' ').any(|spelling| spelling == heading);
    let near: Way<'_, &Field> = &|field, heading| misspelt(&plain(field.name), heading);
    let assigned = assign(&free, &wanted, &[same, spelling, near]);
    let mut near = Vec::new();
    let fields = assigned.iter().enumerate().map(|(index, found)| {
        let by_declaration =
            declared.get(&index).and_then(|name| export.fields.iter().find(|field| field.name == *name));
        by_declaration.or_else(|| {
            let (field, way) = (*found)?;
            if way > 0 {
                near.push((headings[index].to_owned(), field.name));
            }
            Some(*field)
        })
    });
    Found { export, fields: fields.collect(), near }
}

/// What is wrong with a field that the declaration names.
fn no_field(system: &System, spec: &SourceSpec, name: &str) -> Option<Problem> {
    let names: Vec<&str> = system.exports.iter().flat_map(|export| export.fields).map(|field| field.name).collect();
    let message = format!("source {}: `{name}` in `columns` is no field of {}", spec.name, system.title);
    let problem = Problem::error("source-option", message).file(&spec.path);
    (!names.contains(&name)).then(|| Problem { hint: did_you_mean(name, &names), ..problem })
}

fn not_an_export(system: &System, spec: &SourceSpec) -> Problem {
    let keys: Vec<String> = system.exports.iter().map(|export| format!("{} ({})", export.key, export.of)).collect();
    let example = system.exports.first().map_or("", |export| export.key);
    Problem::error("source-header", format!("the headings are not those of an export of {}", system.title))
        .file(&spec.path)
        .row(1)
        .hint(format!(
            "Expected names such as {}. Say which heading is which: columns = {{ {example} = \"Lln.nr\" }}.",
            keys.join(" or "),
        ))
}

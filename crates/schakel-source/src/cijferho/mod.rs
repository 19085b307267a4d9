//! 1CijferHO: lines of fixed width, of which the description that comes with them tells the fields, and decode tables.

mod description;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use encoding_rs::Encoding;

use self::description::{Description, Layout};
use super::csv::{beside as with_long, declared_encoding};
use super::files::file_names;
use super::fixed::layout::{line_width, rows, width};
use super::fixed::lines;
use super::kind::{Definition, Kind, Takes};
use super::known::plain;
use super::names::{clean_name, unique};
use super::persons;
use super::spec::SourceSpec;
use super::table::{SourceColumn, SourceTable};
use crate::problem::Problem;

/// The kind `cijferho`.
pub(crate) const KIND: Definition = Definition {
    kind: Kind::Cijferho,
    name: "cijferho",
    title: "1CijferHO",
    takes: Takes::File,
    options: &["description", "decode", "encoding", "null", "decimal", "drop", "keep", "long"],
    gives: "Every field that the description tells (`Bestandsbeschrijving…txt` in the same folder), under its clean \
            name (`Eerste_jaar_in_het_hoger_onderwijs`), and the decode tables as `<name>__dec_vopl` …, from all \
            `Dec_*.asc` in the folder unless `decode` names some. Numbers of citizens and in education are not read: \
            `keep = [\"Persoonsgebonden_nummer\"]` has the one read that ties the lines of a student. ISO-8859-1 \
            unless declared. A line of another width than described is left out and told.",
    example: r#"name = "ho"
kind = "cijferho"
path = "EV99XX24.asc"
description = "Bestandsbeschrijving_1cyferho_2024.txt"
decode = ["Dec_vopl.asc", "Dec_isat.asc"]"#,
    read,
};

/// How many lines decide which layout a file has.
const LOOK_AHEAD: u64 = 100;
/// How many decode tables are read.
const MOST_TABLES: usize = 200;
/// Numbers that tell who a student is, by plain names.
const PERSON_FIELDS: [&str; 5] =
    ["persoonsgebondennummer", "burgerservicenummer", "onderwijsnummer", "bsn", "sofinummer"];

/// A file beside the source, with the declaration under which its problems are told.
type Beside = (SourceSpec, PathBuf);

/// The files that belong to the source at `path`: descriptions and decode tables, those declared or those that are
/// there.
pub(super) fn beside(spec: &SourceSpec, path: &Path) -> Vec<Beside> {
    let (descriptions, decode) = parts(spec, path);
    descriptions.into_iter().chain(decode).collect()
}

/// Descriptions, the declared one first, and decode tables.
fn parts(spec: &SourceSpec, path: &Path) -> (Vec<Beside>, Vec<Beside>) {
    let names = file_names(path.parent().unwrap_or(Path::new(".")));
    let named = |start: &str, end: &str| {
        let fits = move |name: &&String| name.to_lowercase().starts_with(start) && name.to_lowercase().ends_with(end);
        names.iter().filter(fits).cloned().collect::<Vec<String>>()
    };
    let mut descriptions: Vec<String> = spec.description.iter().cloned().collect();
    // Decode tables are described in a file of their own.
    descriptions.extend(
        named("bestandsbeschrijving", ".txt").into_iter().filter(|name| Some(name) != spec.description.as_ref()),
    );
    let mut decode = if spec.decode.is_empty() { named("dec_", ".asc") } else { spec.decode.clone() };
    let mut seen = BTreeSet::new();
    decode.retain(|name| seen.insert(name.clone()));
    decode.truncate(MOST_TABLES);
    let beside = |name: &String| spec.beside(path, name);
    (descriptions.iter().map(beside).collect(), decode.iter().map(beside).collect())
}

/// Whether a description in the folder tells the layout of this file: what `inspect` asks.
pub(super) fn is_described(spec: &SourceSpec, path: &Path) -> bool {
    let (descriptions, _) = parts(spec, path);
    let all = descriptions.iter().filter_map(|(spec, path)| Description::open(spec, path).ok());
    let layouts: Vec<Layout> = all.flat_map(|description| description.layouts).collect();
    layout_of(spec, path, None, &layouts).is_ok_and(|(_, fits)| fits)
}

fn read(spec: &SourceSpec, path: &Path, limit: Option<u64>) -> Result<Vec<SourceTable>, Vec<Problem>> {
    let encoding = declared_encoding(spec)?;
    let (beside, decode) = parts(spec, path);
    let declared = spec.description.is_some();
    let mut descriptions = Vec::new();
    let mut problems = Vec::new();
    for (index, (spec, path)) in beside.iter().enumerate() {
        match Description::open(spec, path) {
            Ok(description) => descriptions.push(description),
            // Another one in the folder may be of a file that is not read.
            Err(problem) if declared && index == 0 => problems.push(problem),
            Err(_) => {}
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let of_file = if declared { &descriptions[..1] } else { &descriptions[..] };
    let layouts: Vec<Layout> = of_file.iter().flat_map(|description| description.layouts.clone()).collect();
    let (layout, _) = layout_of(spec, path, encoding, &layouts).map_err(|problem| vec![problem])?;
    let table = table(spec, path, encoding, &layout, limit).map_err(|problem| vec![problem])?;
    let mut table = persons::leave_out(table, spec, tells_of_person).finish(spec);
    table.problems.sort();
    let mut tables = with_long(spec, table, false);
    let mut undescribed = Vec::new();
    let mut taken = BTreeSet::new();
    for (beside, path) in &decode {
        match decode_table(spec, beside, path, encoding, &descriptions) {
            Ok(Some(mut table)) => {
                table.name = unique(table.name, &mut taken);
                tables.push(table.finish(spec));
            }
            Ok(None) => undescribed.push(beside.path.as_str()),
            Err(problem) => problems.push(problem),
        }
    }
    if let Some(table) = tables.first_mut().filter(|_| !undescribed.is_empty()) {
        let message =
            format!("decode tables of which no description tells the fields were not read: {}", undescribed.join(", "));
        let hint =
            "Put Bestandsbeschrijving_Dec-bestanden.txt into the same folder, or name in `decode` which ones to read.";
        table.problems.push(Problem::notice("source-description", message).file(&spec.path).hint(hint));
    }
    if problems.is_empty() { Ok(tables) } else { Err(problems) }
}

fn tells_of_person(column: &SourceColumn) -> bool {
    PERSON_FIELDS.contains(&plain(&column.original).as_str())
}

/// The layout that fits most of the first lines, and whether that is more than half of them.
fn layout_of(
    spec: &SourceSpec,
    path: &Path,
    encoding: Option<&'static Encoding>,
    layouts: &[Layout],
) -> Result<(Layout, bool), Problem> {
    let mut widths = Vec::new();
    lines::each(spec, path, encoding, |number, line| {
        widths.extend((!line.trim().is_empty()).then(|| line_width(line)));
        number < LOOK_AHEAD
    })?;
    let mut best: Option<(&Layout, usize)> = None;
    for layout in layouts.iter().filter(|layout| layout.decode.is_none()) {
        let wanted = width(&layout.fields);
        let fits = widths.iter().filter(|width| **width == wanted).count();
        if let Some((other, most)) = best
            && most == fits
            && fits > 0
            && other.fields != layout.fields
        {
            let message = "two descriptions tell of lines of this width, with other fields";
            return Err(Problem::error("source-description", message)
                .file(&spec.path)
                .hint("Say in plugin.toml which one belongs to it: description = \"Bestandsbeschrijving_….txt\"."));
        }
        if best.is_none_or(|(_, most)| fits > most) {
            best = Some((layout, fits));
        }
    }
    let Some((layout, fits)) = best else {
        return Err(Problem::error("source-description", "no description of this file was found")
            .file(&spec.path)
            .hint(
                "Put the Bestandsbeschrijving (.txt) of this file into the same folder, or name it in `description`.",
            ));
    };
    overlap(spec, layout)?;
    Ok((layout.clone(), fits * 2 > widths.len()))
}

/// A field that begins before the one above it ends was misread or mistyped.
fn overlap(spec: &SourceSpec, layout: &Layout) -> Result<(), Problem> {
    let odd = layout.fields.windows(2).find(|pair| pair[1].start < pair[0].start + pair[0].length);
    odd.map_or(Ok(()), |pair| {
        let message = "the description has this field begin before the one above it ends";
        Err(Problem::error("source-description", message)
            .file(&spec.path)
            .column(&pair[1].name)
            .hint("Look at its Startpositie, and at the Aantal posities of the field above it."))
    })
}

fn table(
    spec: &SourceSpec,
    path: &Path,
    encoding: Option<&'static Encoding>,
    layout: &Layout,
    limit: Option<u64>,
) -> Result<SourceTable, Problem> {
    let expected = width(&layout.fields);
    let mut refused = Refused::default();
    let text =
        rows(spec, path, encoding, &layout.fields, limit, |number, width| refused.unless(width == expected, number))?;
    let mut table = SourceTable::text(&spec.name, &spec.path, text);
    let message = format!("line left out: it does not have the {expected} characters of the description");
    let problem = refused.problem(message, &spec.path);
    match problem {
        Some(problem) if table.rows() == 0 => {
            return Err(problem.hint("Look whether the description is that of this file and of this year."));
        }
        problem => {
            table.problems.extend(problem.map(|problem| problem.hint("Look whether the file was changed by hand.")))
        }
    }
    if table.rows() == 0 {
        table.problems.push(Problem::notice("source-no-rows", "there is no line with anything in it").file(&spec.path));
    }
    Ok(table)
}

/// `<name>__dec_vopl`; none when no description tells its fields.
fn decode_table(
    spec: &SourceSpec,
    beside: &SourceSpec,
    path: &Path,
    encoding: Option<&'static Encoding>,
    descriptions: &[Description],
) -> Result<Option<SourceTable>, Problem> {
    let file = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().to_lowercase());
    let mut told = descriptions.iter().flat_map(|description| &description.layouts);
    let told = told.find(|layout| layout.decode.as_deref() == Some(&file)).cloned();
    let by_reference = || descriptions.iter().find_map(|description| description.by_reference(&file));
    let derived = told.is_none();
    let Some(layout) = told.or_else(by_reference) else { return Ok(None) };
    let widest = width(&layout.fields);
    let mut refused = Refused::default();
    // Blanks at the end of a line are often cut off.
    let text =
        rows(beside, path, encoding, &layout.fields, None, |number, width| refused.unless(width <= widest, number))?;
    let stem = file.strip_suffix(".asc").unwrap_or(&file);
    let mut table = SourceTable::text(format!("{}__{}", spec.name, clean_name(stem)), &beside.path, text);
    let message = format!("line left out: it is longer than the {widest} characters of the description");
    table.problems.extend(refused.problem(message, &beside.path));
    if derived {
        let message = "no description tells its fields: read as codes as long as the field they explain, and a text";
        let hint = "Put Bestandsbeschrijving_Dec-bestanden.txt into the same folder.";
        table.problems.push(Problem::notice("source-description", message).file(&beside.path).hint(hint));
    }
    table.problems.sort();
    Ok(Some(table))
}

/// Lines that were left out.
#[derive(Default)]
struct Refused {
    first: Option<u64>,
    count: u64,
}

impl Refused {
    /// Passes on whether a line is good, and remembers it when it is not.
    fn unless(&mut self, good: bool, line: u64) -> bool {
        if !good {
            self.first = self.first.or(Some(line));
            self.count += 1;
        }
        good
    }

    fn problem(&self, message: String, file: &str) -> Option<Problem> {
        Some(Problem::error("source-row-width", message).file(file).row(self.first?).count(self.count))
    }
}

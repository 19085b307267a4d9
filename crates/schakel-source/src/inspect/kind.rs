//! Of which kind a file is, and how it would be declared.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use serde::Serialize;

use super::xml_rows::{first_names, row_path};
use crate::csv::{Input, Layout, delimiter_name, detect_delimiter, look};
use crate::files::{check_file, file_names};
use crate::json;
use crate::kind::Kind;
use crate::limesurvey;
use crate::problem::Problem;
use crate::spec::{Fields, FixedField, SourceSpec};
use crate::spreadsheet::Workbook;
use crate::workbook::names_table;
use crate::{
    cbs_ses, cijferho, duo, edexml, encoding, forms, oneroster, ooapi, oso, qdpx, ro, sis, tabular, tbgi, xapi,
};

/// Text that is looked at to tell its kind.
const SAMPLE: u64 = 256 << 10;

/// How a text file is written.
pub(super) struct Text {
    pub(super) encoding: String,
    pub(super) delimiter: Option<String>,
    pub(super) header_rows: Option<u64>,
}

/// The kind of export that the files of a folder are together, if they are one.
pub(super) fn of_folder(folder: &Path) -> Option<Kind> {
    let names = file_names(folder);
    let has = |ending: &str| names.iter().any(|name| name.to_lowercase().ends_with(ending));
    if oneroster::is_set(names.iter().map(String::as_str)) {
        Some(Kind::Oneroster)
    } else if has(".json") && !has(".csv") {
        Some(Kind::Ooapi)
    } else {
        // Dossiers lie in a folder of their own.
        (has(".xml") && !has(".csv")).then_some(Kind::Oso)
    }
}

/// Completes the declaration of a file; gives how it is written when it is text.
pub(super) fn settle(spec: &mut SourceSpec, path: &Path) -> Result<Option<Text>, Vec<Problem>> {
    if path.is_dir() {
        spec.kind = of_folder(path).unwrap_or(Kind::Oneroster);
        return Ok(None);
    }
    check_file(spec, path).map_err(|problem| vec![problem])?;
    let head = json::text::head(path, SAMPLE).map_err(|error| vec![json::text::problem(spec, &error)])?;
    if head.starts_with(b"SQLite format 3\0") {
        spec.kind = Kind::Sqlite;
        return Ok(None);
    }
    if head.starts_with(b"PAR1") {
        spec.kind = Kind::Parquet;
        return Ok(None);
    }
    if head.starts_with(b"PK") || head.starts_with(b"\xD0\xCF\x11\xE0") {
        settle_archive(spec, path);
        return Ok(None);
    }
    let found = encoding::detect(&head, None);
    let (sample, _, _) = found.encoding.decode(&head);
    let mut text = Text { encoding: found.encoding.name().to_owned(), delimiter: None, header_rows: None };
    match sample.trim_start().chars().next() {
        Some('<') => settle_xml(spec, path, &head),
        Some('{' | '[') if ooapi::is_page(&sample) => spec.kind = Kind::Ooapi,
        Some('{' | '[') if xapi::is_statements(&sample) => spec.kind = Kind::Xapi,
        Some('{' | '[') => {
            let mut lines = sample.lines().filter(|line| !line.trim().is_empty());
            let first_is_whole = lines.next().is_some_and(|line| {
                serde_json::from_str::<serde_json::Value>(line).is_ok_and(|value| value.is_object())
            });
            let more = lines.next().is_some_and(|line| line.trim_start().starts_with('{'));
            spec.kind = if first_is_whole && more { Kind::Ndjson } else { Kind::Json };
        }
        _ if ro::is_register(&sample) => spec.kind = Kind::Ro,
        _ if cijferho::is_described(spec, path) => spec.kind = Kind::Cijferho,
        _ if fixed_width(&sample).is_some() => {
            spec.kind = Kind::Fixed;
            let fields = fixed_width(&sample).unwrap_or_default();
            spec.fields = Some(Fields::Fixed(fields));
        }
        _ => settle_csv(spec, path, &mut text)?,
    }
    Ok(Some(text))
}

fn settle_xml(spec: &mut SourceSpec, path: &Path, head: &[u8]) {
    let names = first_names(spec, head);
    if edexml::begins(&names) {
        spec.kind = Kind::Edexml;
    } else if oso::begins(&names) {
        spec.kind = Kind::Oso;
    } else if tbgi::begins(&names) {
        spec.kind = Kind::Tbgi;
    } else {
        spec.kind = Kind::Xml;
        spec.row = row_path(spec, Input::File(path));
    }
}

fn settle_archive(spec: &mut SourceSpec, path: &Path) {
    let archive = File::open(path).ok().and_then(|file| zip::ZipArchive::new(BufReader::new(file)).ok());
    let names: Vec<String> = archive
        .map(|archive| archive.file_names().flatten().map(|name| name.to_lowercase()).collect())
        .unwrap_or_default();
    spec.kind = if oneroster::is_set(names.iter().map(String::as_str)) {
        Kind::Oneroster
    } else if names.iter().any(|name| name.ends_with(".lss")) {
        Kind::Lsa
    } else if names.iter().any(|name| qdpx::is_project(name)) {
        Kind::Qdpx
    } else if names.iter().any(|name| name == "content.xml") {
        Kind::Ods
    } else {
        Kind::Xlsx
    };
    if matches!(spec.kind, Kind::Lsa | Kind::Oneroster | Kind::Qdpx) {
        return;
    }
    let Ok(workbook) = Workbook::open(spec, path) else { return };
    let sheets: Vec<String> =
        workbook.sheets().into_iter().filter(|sheet| sheet.visible).map(|sheet| sheet.name).collect();
    let of_trajectory = schakel_model::trajectory_sheets()
        .iter()
        .filter(|table| sheets.iter().any(|sheet| names_table(sheet, table)))
        .count();
    if of_trajectory >= 3 {
        spec.kind = Kind::TrajectoryWorkbook;
    } else if let Some(kind) = spec.kind.eq(&Kind::Xlsx).then(|| of_first_sheet(spec, path)).flatten() {
        spec.kind = kind;
    } else if sheets.len() > 1 {
        spec.sheets = sheets;
    }
}

/// The kind that the headings of the first sheet tell.
fn of_first_sheet(spec: &SourceSpec, path: &Path) -> Option<Kind> {
    let table = tabular::read(spec, path, Some(1)).ok()?;
    let headings: Vec<String> = table.columns.iter().map(|column| column.original.clone()).collect();
    by_headings(&headings)
}

/// The kind of which these are the headings.
fn by_headings(headings: &[String]) -> Option<Kind> {
    let others = [
        (Kind::Duo, duo::is_table(headings)),
        (Kind::CbsSes, cbs_ses::is_delivery(headings)),
        (Kind::Forms, forms::is_form(headings)),
    ];
    sis::kind_of(headings).or_else(|| others.into_iter().find(|(_, is)| *is).map(|(kind, _)| kind))
}

fn settle_csv(spec: &mut SourceSpec, path: &Path, text: &mut Text) -> Result<(), Vec<Problem>> {
    spec.kind = Kind::Csv;
    let Layout { encoding, header } = look(spec, Input::File(path), None)?;
    text.encoding = encoding.encoding.name().to_owned();
    let delimiter = header.dialect.delimiter;
    if !delimiter.is_ascii_control() || delimiter == b'\t' {
        text.delimiter = Some(delimiter_name(delimiter));
        spec.delimiter = Some(if delimiter == b'\t' { "tab".to_owned() } else { char::from(delimiter).to_string() });
    }
    spec.encoding = (encoding.encoding != encoding_rs::UTF_8).then(|| encoding.encoding.name().to_lowercase());
    let mut as_qualtrics = spec.clone();
    as_qualtrics.kind = Kind::Qualtrics;
    let qualtrics = look(&as_qualtrics, Input::File(path), Some(encoding.encoding))?.header;
    // In the older form the texts of what Qualtrics adds begin with these two.
    let texts = qualtrics.more.first().map(Vec::as_slice).unwrap_or_default();
    let is_old = matches!(texts, [id, set, ..] if id == "ResponseID" && set == "ResponseSet");
    if is_old || qualtrics.more.iter().flatten().any(|field| field.contains("ImportId")) {
        spec.kind = Kind::Qualtrics;
        text.header_rows = Some(qualtrics.more.len() as u64 + 1);
    } else if limesurvey::is_export(&header.names) {
        settle_limesurvey(spec, path);
        text.header_rows = Some(1);
    } else if let Some(kind) = by_headings(&header.names) {
        spec.kind = kind;
        text.header_rows = Some(1);
    } else if is_data(&header.names) {
        spec.header = Some(false);
        text.header_rows = Some(0);
    } else {
        text.header_rows = Some(1);
        let questions =
            header.names.iter().filter(|name| name.contains("]. ") || name.split_once(". ").is_some()).count();
        spec.long = questions > 5 && questions * 2 > header.names.len();
    }
    Ok(())
}

/// Results of LimeSurvey, with the structure of the survey when one lies beside them.
fn settle_limesurvey(spec: &mut SourceSpec, path: &Path) {
    spec.kind = Kind::Limesurvey;
    spec.long = true;
    let beside = file_names(path.parent().unwrap_or(Path::new(".")));
    let mut structures = beside.into_iter().filter(|name| name.to_lowercase().ends_with(".lss"));
    spec.structure = structures.next().filter(|_| structures.next().is_none());
    if limesurvey::read_export(spec, path, Some(1)).is_err() {
        // It is of another survey.
        spec.structure = None;
    }
}

/// Whether a first row holds data rather than names: numbers and dates are no names of columns.
fn is_data(first: &[String]) -> bool {
    let filled: Vec<&String> = first.iter().filter(|field| !field.is_empty()).collect();
    let digits = |field: &str| {
        field.chars().any(|c| c.is_ascii_digit()) && field.chars().all(|c| c.is_ascii_digit() || "-/.,: ".contains(c))
    };
    let numbers = filled.iter().filter(|field| digits(field)).count();
    numbers * 4 >= filled.len() && numbers > 0
}

/// Fields of lines that are all as long and have no delimiter: cut where every line is blank and the next is not.
fn fixed_width(sample: &str) -> Option<Vec<FixedField>> {
    let lines: Vec<Vec<char>> = sample.lines().map(|line| line.chars().collect()).collect();
    let whole = if lines.len() > 2 { &lines[..lines.len() - 1] } else { &lines[..] };
    let width = whole.first()?.len();
    let regular = whole.len() >= 2 && width >= 20 && whole.iter().all(|line| line.len() == width);
    if !regular || detect_delimiter(sample.as_bytes(), None).is_some() {
        return None;
    }
    let blank: Vec<bool> = (0..width).map(|at| whole.iter().all(|line| line[at] == ' ')).collect();
    let mut fields = Vec::new();
    let mut start = 0;
    for at in 1..=width {
        if at == width || (blank[at - 1] && !blank[at]) {
            fields.push(FixedField { name: format!("veld_{}", start + 1), start: start + 1, length: at - start });
            start = at;
        }
    }
    Some(fields)
}

/// The declaration as it would stand in `plugin.toml`.
pub(super) fn toml(spec: &SourceSpec) -> String {
    #[derive(Serialize)]
    struct Plugin<'s> {
        source: [&'s SourceSpec; 1],
    }
    toml::to_string(&Plugin { source: [spec] }).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(fields: &[&str]) -> Vec<String> {
        fields.iter().map(|field| (*field).to_owned()).collect()
    }

    #[test]
    fn a_row_of_numbers_and_dates_is_data() {
        assert!(is_data(&texts(&["PER", "1", "", "24-2-1992", "M"])));
        assert!(!is_data(&texts(&["StudentID", "naam", "2025 cijfer"])));
    }

    #[test]
    fn lines_of_one_length_without_a_delimiter_have_fixed_fields() {
        let fields = fixed_width("0001  havo      2024\n0002  vwo       2025\n0003  mbo       2025\n").unwrap();
        let places: Vec<(usize, usize)> = fields.iter().map(|field| (field.start, field.length)).collect();
        assert_eq!(places, [(1, 6), (7, 10), (17, 4)]);
    }
}

//! Real samples, where this machine has them (`shared/data` beside one of the folders above): as many rows as Python counts.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use schakel_source::{Kind, SourceSpec, SourceTable, inspect, read};

use crate::given::values;

/// The folder or file of a sample; `None`, with a notice, when it is not here.
pub(crate) fn sample(name: &str) -> Option<PathBuf> {
    let folders = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    let found = folders.map(|folder| folder.join("shared/data").join(name)).find(|path| path.exists());
    if found.is_none() {
        println!("skipped: the sample {name} is not on this machine");
    }
    found
}

/// What Python counts; `None`, with a notice, where there is no Python.
pub(crate) fn counted(arguments: &[&Path]) -> Option<BTreeMap<String, u64>> {
    counted_by("count.py", arguments)
}

fn counted_by(script: &str, arguments: &[&Path]) -> Option<BTreeMap<String, u64>> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples").join(script);
    let Ok(output) = Command::new("python3").arg(script).args(arguments).output() else {
        println!("skipped: there is no python3 on this machine");
        return None;
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    Some(
        text.lines()
            .map(|line| line.rsplit_once(' ').unwrap())
            .map(|(name, rows)| (name.into(), rows.parse().unwrap()))
            .collect(),
    )
}

pub(crate) fn tables(kind: Kind, path: &Path) -> Vec<SourceTable> {
    let file = path.file_name().unwrap().to_str().unwrap();
    read(&SourceSpec::new("t", kind, file), path.parent().unwrap()).unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn roster(name: &str) {
    let Some(folder) = sample(name) else { return };
    let Some(mut counted) = counted(&[&folder]) else { return };
    counted.remove("manifest.csv");
    let tables = tables(Kind::Oneroster, &folder);
    let read: BTreeMap<String, u64> = tables
        .iter()
        .filter(|table| !table.derived)
        .map(|table| (table.sheet.clone().unwrap(), table.rows()))
        .collect();
    println!("{name}: {read:?}");
    for problem in tables.iter().flat_map(|table| &table.problems) {
        println!("{problem}");
    }
    assert_eq!(read, counted);
}

#[test]
fn a_set_of_oneroster_has_the_rows_that_python_counts() {
    roster("oneroster-1.1");
}

#[test]
fn a_set_that_is_nearly_oneroster_has_the_rows_that_python_counts() {
    roster("oneroster-nearmiss");
}

#[test]
fn a_register_file_has_the_records_that_python_counts() {
    let Some(file) = sample("mbo-register/RO_21CY_20250730_20250731.csv") else { return };
    let Some(counted) = counted(&[Path::new("--records"), &file]) else { return };
    let tables = tables(Kind::Ro, &file);
    let read: BTreeMap<String, u64> = tables.iter().map(|table| (table.sheet.clone().unwrap(), table.rows())).collect();
    println!("mbo-register: {read:?}");
    for problem in tables.iter().flat_map(|table| &table.problems) {
        println!("{problem}");
    }
    assert_eq!(read, counted);
}

/// A document of which every table has as many rows as Python counts elements; gives what was noticed.
fn document(kind: Kind, name: &str) -> Vec<&'static str> {
    let Some(file) = sample(name) else { return Vec::new() };
    let tables = tables(kind, &file);
    let read: BTreeMap<String, u64> = tables.iter().map(|table| (table.sheet.clone().unwrap(), table.rows())).collect();
    let mut arguments = vec![Path::new("--elements"), &file];
    arguments.extend(read.keys().map(Path::new));
    println!("{name}: {read:?}");
    for problem in tables.iter().flat_map(|table| &table.problems) {
        println!("{problem}");
    }
    if let Some(counted) = counted(&arguments) {
        assert_eq!(read, counted);
    }
    assert_eq!(inspect(&file).unwrap().kind, kind);
    tables.iter().flat_map(|table| &table.problems).map(|problem| problem.code).collect()
}

#[test]
fn dossiers_of_oso_have_the_elements_that_python_counts() {
    document(Kind::Oso, "oso/Voorbeelddossier_OV_POVO_full.xml");
    // Only the last says that something was left out.
    let found = document(Kind::Oso, "oso/Voorbeelddossier_OV_VOVO_opt_out.xml");
    assert!(found.is_empty() || found.iter().filter(|code| **code == "source-consent").count() == 1, "{found:?}");
}

#[test]
fn grounds_of_funding_have_the_elements_that_python_counts() {
    document(Kind::Tbgi, "mbo-register/TBGI_25LX_2027_20251124.XML");
}

#[test]
fn statements_of_xapi_have_the_rows_and_verbs_that_python_counts() {
    let Some(file) = sample("xapi/statements-2000.ndjson.gz") else { return };
    let Some(counted) = counted(&[Path::new("--xapi"), &file]) else { return };
    let tables = tables(Kind::Xapi, &file);
    let mut read: BTreeMap<String, u64> =
        tables.iter().map(|table| (table.name.replace("t__", ""), table.rows())).collect();
    for verb in values(&tables[0], "verb") {
        *read.entry(verb).or_default() += 1;
    }
    println!("xapi: {read:?}");
    assert_eq!(tables[0].problems, []);
    assert_eq!(read, counted);
    assert_eq!(inspect(&file).unwrap().kind, Kind::Xapi);
}

#[test]
fn the_examples_of_ooapi_have_the_rows_that_python_counts() {
    let Some(description) = sample("ooapi-v5/ooapi.json") else { return };
    let folder = tempfile::tempdir().unwrap();
    let Some(mut counted) = counted_by("ooapi.py", &[&description, folder.path()]) else { return };
    // The address of a person is not read.
    counted.remove("persons__address_additional");
    counted.retain(|table, _| !table.contains("person_address"));
    let tables = tables(Kind::Ooapi, folder.path());
    let read: BTreeMap<String, u64> =
        tables.iter().map(|table| (table.name.replacen("t__", "", 1), table.rows())).collect();
    println!("ooapi-v5: {read:?}");
    assert_eq!(read, counted);
    assert!(read.len() > 30 && tables.iter().all(|table| table.problems.is_empty()));
}

/// The kind that `inspect` finds, and the rows and columns of the first table beside those that Python counts.
fn table(name: &str, kind: Kind, count: &[&str], own_columns: i64) {
    let Some(file) = sample(name) else { return };
    let mut arguments = vec![Path::new(count[0]), file.as_path()];
    arguments.extend(count[1..].iter().map(Path::new));
    let Some(counted) = counted(&arguments) else { return };
    assert_eq!(inspect(&file).unwrap().kind, kind, "{name}");
    let tables = tables(kind, &file);
    let (rows, columns) = (tables[0].rows(), tables[0].columns.len());
    println!("{name}: {rows} rows, {columns} columns; Python: {counted:?}");
    assert_eq!(rows, counted["rows"], "{name}");
    assert_eq!(columns as i64, counted["columns"].cast_signed() + own_columns, "{name}");
}

#[test]
fn results_of_surveys_have_the_rows_and_columns_that_python_counts() {
    // In the archive the access code is left out, and whether it was submitted is added.
    table("limesurvey/first.csv", Kind::Limesurvey, &["--table", ",", "1"], 0);
    table("limesurvey/colors.lsa", Kind::Lsa, &["--lsa"], 0);
    // Seven columns tell who answered; in the older form a last one without a name is dropped too.
    table("qualtrics/sample.csv", Kind::Qualtrics, &["--table", ",", "3"], -7);
    table("qualtrics/sample_legacy.csv", Kind::Qualtrics, &["--table", ",", "2"], -8);
}

#[test]
fn lists_and_workbooks_have_the_rows_and_columns_that_python_counts() {
    table("refi-qda/cases123.csv", Kind::Csv, &["--table", ",", "1"], 0);
    table("refi-qda/survey456.csv", Kind::Csv, &["--table", ",", "1"], 0);
    table("refi-qda/survey789.xlsx", Kind::Xlsx, &["--sheet"], 0);
    table("1cijferho/enriched-first-399-rows.csv", Kind::Csv, &["--table", ";", "1"], 0);
    table("cbs/SES_PC4_2021-2022.csv", Kind::CbsSes, &["--table", ";", "1"], 0);
    table("duo/examen-first-1999-rows.csv", Kind::Duo, &["--table", ";", "1"], 0);
}

#[test]
fn a_structure_of_limesurvey_tells_of_every_question_that_python_finds_in_it() {
    let Some(structure) = sample("limesurvey/survey.lss") else { return };
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy(&structure, folder.path().join("survey.lss")).unwrap();
    let results = folder.path().join("results.csv");
    let Some(counted) = counted(&[Path::new("--lss"), &structure, &results]) else { return };
    let mut spec = SourceSpec::new("t", Kind::Limesurvey, "results.csv");
    spec.structure = Some("survey.lss".to_owned());
    let tables = read(&spec, folder.path()).unwrap_or_else(|problems| panic!("{problems:?}"));
    println!("survey.lss: {} questions; Python: {counted:?}", tables[1].rows());
    assert_eq!((tables[1].name.as_str(), tables[1].rows()), ("t__questions", counted["questions"]));
    assert_eq!((tables[0].rows(), tables[0].problems.len()), (counted["rows"], 0), "{:?}", tables[0].problems);
}

//! Tests of a plugin: small projects in its folder, and the tables that each should give.
//!
//! A case is a folder `tests/<case>` in the plugin's folder with a `schakel.toml` of its own, whose schools use the plugin on
//! small made-up files, and a folder `expected` with a CSV file for every table and the problems that are told. A case is
//! loaded with a key that is always the same, into a store that is thrown away.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use arrow_array::RecordBatch;
use arrow_cast::display::{ArrayFormatter, FormatOptions};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use crate::load::{Options, load_all};
use crate::plugin::MANIFEST_FILE;
use crate::project::{PROJECT_FILE, Project, School, Setting};
use crate::pseudonym::{Key, KeyFolder};
use crate::store::StoreFolder;
use schakel_source::problem::Problem;

/// The folder in a plugin's folder that holds its cases.
pub const TESTS: &str = "tests";
/// The folder in a case that holds what should come out.
pub const EXPECTED: &str = "expected";
/// The file with the problems that are told, beside the tables.
pub const PROBLEMS: &str = "problems.txt";
/// How many columns of a line that differs are shown.
const CELLS_SHOWN: usize = 3;
/// How many characters of a value are shown.
const LONGEST_SHOWN: usize = 400;
/// The tables about the data themselves are the program's, and change with its version.
fn is_compared(table: &schakel_model::Table) -> bool {
    table.from_plugins()
}

/// A case that was run.
#[derive(Debug)]
pub struct Case {
    /// Its name: that of its folder.
    pub name: String,
    /// What came out: the text of every file of `expected`.
    pub files: BTreeMap<String, String>,
    /// Where that differs from what was expected; empty when it does not.
    pub differences: Vec<Difference>,
}

/// A file that is not as expected.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Difference {
    /// The file in `expected`.
    pub file: String,
    /// What is different; the values are those of the small made-up files of the test.
    pub what: String,
}

/// The folders of a plugin's cases, in the order of their names.
///
/// # Errors
/// When there is no plugin, or it has no folder with cases.
pub fn cases(plugin: &Path) -> Result<Vec<PathBuf>, Problem> {
    if !plugin.join(MANIFEST_FILE).is_file() {
        return Err(Problem::error("plugin-missing", "there is no plugin here")
            .file(plugin.to_string_lossy())
            .hint("Name the folder with its plugin.toml, such as plugins/delta."));
    }
    let folder = plugin.join(TESTS);
    let entries = fs::read_dir(&folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut cases: Vec<PathBuf> = entries.filter(|path| path.join(PROJECT_FILE).is_file()).collect();
    cases.sort();
    if cases.is_empty() {
        return Err(Problem::error("plugin-test", "this plugin has no tests").file(folder.to_string_lossy()).hint(
            "Make a folder tests/<name> with a schakel.toml, a school that uses the plugin, and small made-up files.",
        ));
    }
    Ok(cases)
}

/// Runs a case and compares.
///
/// # Errors
/// When the project of the case cannot be read, or the machine gives no temporary folder.
pub fn run(case: &Path, settings: &[Setting], host: Option<PathBuf>) -> Result<Case, Vec<Problem>> {
    let project = Project::open_with(case, settings)?;
    let failed = |error: std::io::Error| {
        vec![
            Problem::error("plugin-test", format!("the test cannot be run: {}", error.kind()))
                .file(case.to_string_lossy()),
        ]
    };
    let scratch = tempfile::tempdir().map_err(failed)?;
    let keys = KeyFolder::new(scratch.path().join("keys"));
    for school in &project.schools {
        keys.put(&project.id, &school.id, &Key::new([7; 32])).map_err(failed)?;
    }
    let store = StoreFolder::new(scratch.path().join("store"));
    let options = Options { store: store.clone(), keys, fresh: true, host, echo: true };
    let schools: Vec<&School> = project.schools.iter().collect();
    let loads = load_all(&project, &schools, &options, &|_| {});
    let mut files = BTreeMap::new();
    for load in &loads {
        let of_school = |file: &str| match schools.len() {
            1 => file.to_owned(),
            _ => format!("{}/{file}", load.school),
        };
        for table in schakel_model::tables().iter().filter(|table| is_compared(table)) {
            let file = store.school(&load.school).join(format!("{}.parquet", table.name));
            if let Some(csv) = read(&file).map_err(|error| vec![Problem::error("plugin-test", error)])? {
                files.insert(of_school(&format!("{}.csv", table.name)), csv);
            }
        }
        let told: String =
            load.problems.iter().map(|problem| format!("{}[{}] {problem}\n", problem.severity, problem.code)).collect();
        files.insert(of_school(PROBLEMS), told);
    }
    let expected = case.join(EXPECTED);
    let differences = differences(&expected, &files);
    let name = case.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    Ok(Case { name, files, differences })
}

/// A stored table as CSV; nothing when it has no rows.
fn read(file: &Path) -> Result<Option<String>, String> {
    let Ok(opened) = fs::File::open(file) else { return Ok(None) };
    let reader = ParquetRecordBatchReaderBuilder::try_new(opened).map_err(|error| error.to_string())?;
    let batches = reader.build().map_err(|error| error.to_string())?;
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut first = true;
    for batch in batches {
        let batch = batch.map_err(|error| error.to_string())?;
        write(&batch, first, &mut writer).map_err(|error| error.to_string())?;
        first = false;
    }
    let bytes = writer.into_inner().map_err(|error| error.to_string())?;
    Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
}

fn write(
    batch: &RecordBatch,
    header: bool,
    writer: &mut csv::Writer<Vec<u8>>,
) -> Result<(), Box<dyn std::error::Error>> {
    let schema = batch.schema();
    if header {
        writer.write_record(schema.fields().iter().map(|field| field.name()))?;
    }
    let options = FormatOptions::default();
    let columns: Vec<ArrayFormatter<'_>> =
        batch.columns().iter().map(|column| ArrayFormatter::try_new(column, &options)).collect::<Result<_, _>>()?;
    for row in 0..batch.num_rows() {
        writer.write_record(columns.iter().map(|column| column.value(row).to_string()))?;
    }
    Ok(())
}

/// Every file that is not as expected, by its name.
fn differences(expected: &Path, found: &BTreeMap<String, String>) -> Vec<Difference> {
    let mut names: Vec<String> = found.keys().cloned().collect();
    names.extend(below(expected, ""));
    names.sort();
    names.dedup();
    let mut differences = Vec::new();
    for file in names {
        let wanted = fs::read_to_string(expected.join(&file)).ok();
        // Whoever writes such a file on Windows has other ends of lines.
        let wanted = wanted.map(|text| text.replace("\r\n", "\n"));
        let what = match (wanted.as_deref(), found.get(&file).map(String::as_str)) {
            (None, Some("")) => continue,
            (None, Some(text)) => format!("was not expected: {}", size(text)),
            (Some(""), None) => continue,
            (Some(text), None) => format!("is not there; {} expected", size(text)),
            (Some(wanted), Some(text)) if wanted == text => continue,
            (Some(wanted), Some(text)) => first_difference(&file, wanted, text),
            (None, None) => continue,
        };
        differences.push(Difference { file, what });
    }
    differences
}

/// The names of all files below a folder, with `/`.
fn below(folder: &Path, before: &str) -> Vec<String> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = format!("{before}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            names.extend(below(&entry.path(), &format!("{name}/")));
        } else {
            names.push(name);
        }
    }
    names
}

fn size(text: &str) -> String {
    match text.lines().count() {
        1 => "1 line".to_owned(),
        lines => format!("{lines} lines"),
    }
}

/// The first line that differs, with what its columns should be and are.
fn first_difference(file: &str, wanted: &str, found: &str) -> String {
    let mut lines = wanted.lines().zip(found.lines()).enumerate();
    let sizes_of = (wanted.lines().count(), found.lines().count());
    let sizes = match sizes_of {
        (one, other) if one == other => String::new(),
        (one, other) => format!("; {other} lines instead of {one}"),
    };
    let Some((index, (one, other))) = lines.find(|(_, (one, other))| one != other) else {
        let last = sizes_of.0.min(sizes_of.1);
        let extra = match (wanted.lines().nth(last), found.lines().nth(last)) {
            (Some(line), _) => format!("line {} did not come: {}", last + 1, shown(line)),
            (None, Some(line)) => format!("line {} was not expected: {}", last + 1, shown(line)),
            (None, None) => "the last line ends otherwise".to_owned(),
        };
        return format!("{extra}{sizes}");
    };
    let line = format!("line {} differs", index + 1);
    if !file.ends_with(".csv") || index == 0 {
        return format!("{line}: expected {}, got {}{sizes}", shown(one), shown(other));
    }
    let header: Vec<String> = fields(wanted.lines().next().unwrap_or_default());
    let (one, other) = (fields(one), fields(other));
    let cells = header.iter().zip(one.iter().zip(&other)).filter(|(_, (one, other))| one != other);
    let mut cells: Vec<String> =
        cells.map(|(name, (one, other))| format!("{name} expected {}, got {}", shown(one), shown(other))).collect();
    let more = cells.len().saturating_sub(CELLS_SHOWN);
    cells.truncate(CELLS_SHOWN);
    let more = if more == 0 { String::new() } else { format!("; {more} columns more") };
    let at = if cells.is_empty() { String::new() } else { format!(": {}", cells.join("; ")) };
    format!("{line}{at}{more}{sizes}")
}

/// A value as a message shows it.
fn shown(value: &str) -> String {
    match value.char_indices().nth(LONGEST_SHOWN) {
        None if value.is_empty() => "nothing".to_owned(),
        None => format!("`{value}`"),
        Some((end, _)) => format!("`{}…`", &value[..end]),
    }
}

fn fields(line: &str) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(line.as_bytes());
    let record = reader.records().next().and_then(Result::ok);
    record.map(|record| record.iter().map(str::to_owned).collect()).unwrap_or_default()
}

/// Writes what came out as what is expected from now on; the folder is replaced as a whole.
///
/// # Errors
/// When the folder cannot be written.
pub fn accept(case: &Path, run: &Case) -> std::io::Result<()> {
    let making = tempfile::tempdir_in(case)?;
    for (name, text) in run.files.iter().filter(|(_, text)| !text.is_empty()) {
        let file = making.path().join(name);
        fs::create_dir_all(file.parent().unwrap_or(making.path()))?;
        fs::write(file, text)?;
    }
    let expected = case.join(EXPECTED);
    if expected.exists() {
        fs::remove_dir_all(&expected)?;
    }
    let made = making.keep();
    open_to_others(&made)?;
    fs::rename(made, expected)
}

/// A temporary folder is its owner's alone; what is expected is for colleagues too.
#[cfg(unix)]
pub(crate) fn open_to_others(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755))
}

/// A temporary folder has the rights of the one it lies in.
#[cfg(not(unix))]
pub(crate) fn open_to_others(_folder: &Path) -> std::io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_shows_what_was_expected_and_what_came() {
        let of = |wanted, found| first_difference("a.csv", wanted, found);
        let what = of("a,b,c\n1,2,3\n4,5,6\n", "a,b,c\n1,2,3\n4,,6\n7,8,9\n");
        assert_eq!(what, "line 3 differs: b expected `5`, got nothing; 4 lines instead of 3");
        assert_eq!(of("a\n1\n", "a\n1\n2\n"), "line 3 was not expected: `2`; 3 lines instead of 2");
        assert_eq!(of("a\n1\n2\n", "a\n1\n"), "line 3 did not come: `2`; 2 lines instead of 3");
        assert_eq!(of("a,b\n1,2\n", "a,c\n1,2\n"), "line 1 differs: expected `a,b`, got `a,c`");
        let many = of("a,b,c,d\n1,2,3,4\n", "a,b,c,d\n5,6,7,8\n");
        assert!(many.ends_with("c expected `3`, got `7`; 1 columns more"), "{many}");
        let told = first_difference(PROBLEMS, "error[M01] a, b\n", "error[M02] a, b\n");
        assert_eq!(told, "line 1 differs: expected `error[M01] a, b`, got `error[M02] a, b`");
    }
}

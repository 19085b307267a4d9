//! Files into grids of text: everything that stands in a table, with the place of every row.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use arrow_array::{Array, Int64Array, StringArray};
use schakel_source::problem::Problem;
use schakel_source::{Kind, SheetName, SourceSpec, SourceTable};

/// The most cells of a file.
const MOST_CELLS: usize = 8_000_000;
/// The most sheets of a workbook.
const MOST_SHEETS: u64 = 500;
/// Endings by which the files of a folder are known as tables.
const ENDINGS: [&str; 6] = ["csv", "tsv", "tab", "txt", "xlsx", "ods"];

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// Delimited text.
    Text,
    /// A workbook of Excel.
    Xlsx,
    /// An OpenDocument spreadsheet.
    Ods,
}

/// A table as it stands in a file, before anything is known of it.
#[derive(Debug, Clone)]
pub(crate) struct Grid {
    /// The file, as messages name it.
    pub file: String,
    /// How it is written.
    pub format: Format,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// The rows that hold something.
    pub rows: Vec<GridRow>,
}

/// A row of a [`Grid`].
#[derive(Debug, Clone)]
pub(crate) struct GridRow {
    /// The row as a person sees it in the file, from 1.
    pub row: u64,
    /// What stands in its cells, without blanks around it; empty where nothing stands.
    pub cells: Vec<Box<str>>,
}

/// The tables that paths stand for: files, and all tables in folders, in the order of their names.
///
/// # Errors
/// A path that is not there, or a folder without tables.
pub(crate) fn files(paths: &[PathBuf]) -> Result<Vec<(PathBuf, String)>, Vec<Problem>> {
    let (mut files, mut problems) = (Vec::new(), Vec::new());
    for path in paths {
        let shown = path.to_string_lossy().into_owned();
        if !path.is_dir() {
            files.push((path.clone(), shown));
            continue;
        }
        let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
        let is_table = |path: &Path| {
            let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
            let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(['.', '~']));
            path.is_file() && !hidden && ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
        };
        let mut inside: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| is_table(path)).collect();
        inside.sort();
        if inside.is_empty() {
            let message = format!("there is no table in this folder (.{})", ENDINGS.join(", ."));
            problems.push(Problem::error("audit-folder", message).file(&shown));
        }
        files.extend(inside.into_iter().map(|path| (path.clone(), path.to_string_lossy().into_owned())));
    }
    if problems.is_empty() { Ok(files) } else { Err(problems) }
}

/// Reads every table of a file. Hidden sheets are read too: whoever has the workbook can show them.
///
/// # Errors
/// Everything by which the file cannot be read.
pub(crate) fn grids(path: &Path, shown: &str) -> Result<Vec<Grid>, Vec<Problem>> {
    let format = format(path, shown).map_err(|problem| vec![problem])?;
    let (mut grids, mut cells) = (Vec::new(), 0);
    if format == Format::Text {
        let spec = SourceSpec { header: Some(false), ..SourceSpec::new("table", Kind::Csv, shown) };
        let tables = read(&spec, path)?;
        for table in tables.iter().filter(|table| !table.derived) {
            grids.push(grid(table, shown, format, &mut cells)?);
        }
        return Ok(grids);
    }
    let kind = if format == Format::Ods { Kind::Ods } else { Kind::Xlsx };
    for sheet in 1..=MOST_SHEETS {
        let sheet = Some(SheetName::Number(sheet));
        let spec = SourceSpec { header: Some(false), sheet, ..SourceSpec::new("table", kind, shown) };
        match read(&spec, path) {
            Ok(tables) => {
                for table in tables.iter().filter(|table| !table.derived) {
                    grids.push(grid(table, shown, format, &mut cells)?);
                }
            }
            Err(problems) if problems.iter().all(|problem| problem.code == "source-sheet") => break,
            Err(problems) if problems.iter().all(|problem| problem.code == "source-empty") => {}
            Err(problems) => return Err(problems),
        }
    }
    Ok(grids)
}

/// Reads a source at a path that may be of anywhere.
fn read(spec: &SourceSpec, path: &Path) -> Result<Vec<SourceTable>, Vec<Problem>> {
    // `base` joined with an absolute path is that path; a relative one stays relative to where the person is.
    let at = SourceSpec { path: path.to_string_lossy().into_owned(), ..spec.clone() };
    schakel_source::read(&at, Path::new("")).map_err(|problems| {
        let named = problems.into_iter().map(|problem| problem.file(spec.path.clone()));
        named.collect()
    })
}

/// How a file is written, by its first bytes.
fn format(path: &Path, shown: &str) -> Result<Format, Problem> {
    let mut head = [0_u8; 64];
    let length = match File::open(path) {
        Ok(file) => {
            let mut text = Vec::new();
            let _ = file.take(64).read_to_end(&mut text);
            head[..text.len()].copy_from_slice(&text);
            text.len()
        }
        // What is wrong with it is told by whoever reads it.
        Err(_) => 0,
    };
    let head = &head[..length];
    let other = |what: &str, hint: &str| {
        Err(Problem::error("audit-kind", format!("this is {what}, no table")).file(shown).hint(hint))
    };
    match head {
        [b'P', b'K', 3, 4, ..] if head.windows(8).any(|word| word == b"mimetype") => Ok(Format::Ods),
        [b'P', b'K', 3, 4, ..] => Ok(Format::Xlsx),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => other("an Excel file of before 2007", "Save it as .xlsx."),
        [b'%', b'P', b'D', b'F', ..] => other("a PDF", "Give the file that the table was made from: .csv or .xlsx."),
        [b'P', b'A', b'R', b'1', ..] => other("Parquet", "Save it as .csv."),
        _ => Ok(Format::Text),
    }
}

/// The grid of a table; `cells` are those of the file so far.
fn grid(table: &SourceTable, shown: &str, format: Format, cells: &mut usize) -> Result<Grid, Vec<Problem>> {
    let width = table.columns.len();
    *cells = cells.saturating_add(usize::try_from(table.rows()).unwrap_or(usize::MAX).saturating_mul(width));
    if *cells > MOST_CELLS {
        let problem = Problem::error("audit-large", "the file has more than 8 million cells").file(shown);
        return Err(vec![problem.hint("Give its parts that do not belong together one by one.")]);
    }
    let place = |name: &str| name.strip_prefix("column_").and_then(|number| number.parse::<usize>().ok());
    let places: Vec<usize> =
        table.columns.iter().enumerate().map(|(at, column)| place(&column.original).map_or(at, |n| n - 1)).collect();
    let wide = places.iter().max().map_or(0, |most| most + 1);
    let mut rows = Vec::new();
    for batch in &table.batches {
        let numbers = batch.columns().last().and_then(|column| column.as_any().downcast_ref::<Int64Array>());
        let texts: Vec<Option<&StringArray>> =
            batch.columns().iter().take(width).map(|column| column.as_any().downcast_ref()).collect();
        for at in 0..batch.num_rows() {
            let mut cells: Vec<Box<str>> = vec![Box::default(); wide];
            for (place, column) in places.iter().zip(&texts) {
                if let Some(column) = column.filter(|column| column.is_valid(at)) {
                    cells[*place] = column.value(at).trim().into();
                }
            }
            let row = numbers.map_or(0, |numbers| numbers.value(at)).unsigned_abs();
            if cells.iter().any(|cell| !cell.is_empty()) {
                rows.push(GridRow { row, cells });
            }
        }
    }
    Ok(Grid { file: shown.to_owned(), format, sheet: table.sheet.clone(), rows })
}

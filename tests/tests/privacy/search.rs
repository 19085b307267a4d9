//! Looks for traces of persons in everything that the program leaves behind: every byte of every file, also of what is
//! packed in it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::process::Command;

use flate2::read::ZlibDecoder;
use parquet::file::serialized_reader::SerializedFileReader;
use parquet::record::Row;
use schakel_tests::Example;

/// The folder of the example project.
pub(crate) const PROJECT: &str = "examples/zes-scholen";
/// The files of a school in which students stand in rows, each with the name of its source.
const LISTS: [(&str, &str); 4] = [
    ("leerlingen_2425", "leerlingen_2024-2025.csv"),
    ("leerlingen_2526", "leerlingen_2025-2026.csv"),
    ("gesprekken_2425", "gesprekken_2024-2025.csv"),
    ("gesprekken_2526", "gesprekken_2025-2026.csv"),
];
/// A shorter text may stand anywhere by chance.
const SHORTEST: usize = 6;

/// Every file below the project but the school's own, with what it holds: its bytes, and those of what is packed in it.
pub(crate) struct Left(Vec<(PathBuf, Vec<u8>)>);

impl Left {
    pub(crate) fn by(example: &Example) -> Left {
        let own = ["data", "instrument", "schakel.toml"].map(|own| example.project().join(own));
        let mut files = example.files(PROJECT).unwrap();
        files.retain(|file| !own.iter().any(|own| file.starts_with(own)));
        Left(files.into_iter().map(|file| (file.clone(), unpacked(&file))).collect())
    }

    /// How many files there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// The files that hold a text.
    pub(crate) fn holding(&self, text: &str) -> Vec<&Path> {
        let holds = |bytes: &[u8]| bytes.windows(text.len()).any(|window| window == text.as_bytes());
        self.0.iter().filter(|(_, bytes)| holds(bytes)).map(|(file, _)| file.as_path()).collect()
    }

    /// The files that hold any of these pseudonyms.
    pub(crate) fn holding_any(&self, pseudonyms: &BTreeSet<String>) -> Vec<&Path> {
        let holds = |bytes: &[u8]| {
            let runs = bytes.split(|byte| !byte.is_ascii_hexdigit());
            let mut windows = runs.flat_map(|run| run.windows(32));
            windows.any(|window| std::str::from_utf8(window).is_ok_and(|text| pseudonyms.contains(text)))
        };
        self.0.iter().filter(|(_, bytes)| holds(bytes)).map(|(file, _)| file.as_path()).collect()
    }
}

fn unpacked(file: &Path) -> Vec<u8> {
    let mut all = fs::read(file).unwrap();
    match file.extension().and_then(|end| end.to_str()) {
        Some("parquet") => {
            for row in rows(file) {
                all.extend(row.to_string().into_bytes());
            }
        }
        Some("zip" | "xlsx") => {
            let mut archive = zip::ZipArchive::new(Cursor::new(all.clone())).unwrap();
            for index in 0..archive.len() {
                archive.by_index(index).unwrap().read_to_end(&mut all).unwrap();
            }
        }
        Some("pdf") => {
            all.extend(streams(&all.clone()));
            let text = Command::new("pdftotext").arg(file).arg("-").output().expect("pdftotext, of poppler-utils");
            all.extend(text.stdout);
            let folder = tempfile::tempdir().unwrap();
            let attached = Command::new("pdfdetach").arg("-saveall").arg("-o").arg(folder.path()).arg(file).output();
            assert!(attached.expect("pdfdetach, of poppler-utils").status.success());
            for file in fs::read_dir(folder.path()).unwrap() {
                all.extend(fs::read(file.unwrap().path()).unwrap());
            }
        }
        _ => {}
    }
    all
}

/// What the streams of a PDF hold.
fn streams(pdf: &[u8]) -> Vec<u8> {
    const BEGIN: &[u8] = b"stream";
    let (mut all, mut read) = (Vec::new(), 0);
    for at in 0..pdf.len().saturating_sub(BEGIN.len()) {
        if &pdf[at..at + BEGIN.len()] != BEGIN || pdf[..at].ends_with(b"end") {
            continue;
        }
        let from = pdf[at + BEGIN.len()..].iter().position(|byte| *byte != b'\r' && *byte != b'\n').unwrap_or(0);
        let mut stream = Vec::new();
        read += usize::from(ZlibDecoder::new(&pdf[at + BEGIN.len() + from..]).read_to_end(&mut stream).is_ok());
        all.extend(stream);
    }
    assert!(read > 10, "{read} streams");
    all
}

fn rows(file: &Path) -> impl Iterator<Item = Row> {
    SerializedFileReader::try_from(file).unwrap().into_iter().map(Result::unwrap)
}

fn value(row: &Row, column: &str) -> Option<String> {
    let found = row.get_column_iter().find(|(name, _)| *name == column)?.1.to_string();
    Some(found.trim_matches('"').to_owned())
}

/// The files of the store of a school.
fn tables(example: &Example, school: &str) -> Vec<PathBuf> {
    let mut files = example.files(&format!("{PROJECT}/.schakel/store/{school}")).unwrap();
    files.retain(|file| file.extension().is_some_and(|end| end == "parquet"));
    files
}

/// The pseudonyms of students and staff in the store of a school.
pub(crate) fn pseudonyms(example: &Example, school: &str, kinds: &[&str]) -> BTreeSet<String> {
    let of = |kind: &&str| {
        let file = example.path(&format!("{PROJECT}/.schakel/store/{school}/{kind}.parquet"));
        let column = format!("{kind}_id");
        rows(&file).map(move |row| value(&row, &column).unwrap()).collect::<Vec<_>>()
    };
    kinds.iter().flat_map(of).collect()
}

/// What the files of a school say of a student.
pub(crate) struct Said {
    /// The student's own id, and every text that stands in the student's rows and nowhere else: as it stands there, and
    /// days also as the store writes them.
    pub(crate) only_here: BTreeSet<String>,
    /// The rows, by source.
    rows: BTreeSet<(String, String)>,
}

impl Said {
    pub(crate) fn of(example: &Example, school: &str, student: &str) -> Said {
        let mut counts: BTreeMap<String, u32> = BTreeMap::new();
        let (mut own, mut rows) = (BTreeSet::new(), BTreeSet::new());
        let folder = example.path(&format!("{PROJECT}/data/{school}"));
        for (source, name) in LISTS {
            let text = fs::read(folder.join("export").join(name)).unwrap();
            let text = encoding_rs::WINDOWS_1252.decode(&text).0.into_owned();
            // A field may hold several lines; a row is what a spreadsheet shows as one.
            let mut reader = csv::ReaderBuilder::new();
            reader.has_headers(false).flexible(true).delimiter(b';');
            for (record, number) in reader.from_reader(text.as_bytes()).records().zip(1..) {
                let record = record.unwrap();
                let fields: Vec<&str> = record.iter().map(str::trim).collect();
                let is_own = fields.contains(&student);
                for field in fields.into_iter().filter(|field| field.len() >= SHORTEST) {
                    *counts.entry(field.to_owned()).or_default() += u32::from(!is_own);
                    own.extend(is_own.then(|| field.to_owned()));
                }
                rows.extend(is_own.then(|| (source.to_owned(), u32::to_string(&number))));
            }
        }
        own.retain(|field| counts[field] == 0);
        // Elsewhere in the files of the school, such as in answers and in the workbook, the same may stand for something else.
        let lists: Vec<PathBuf> = LISTS.iter().map(|(_, name)| folder.join("export").join(name)).collect();
        for file in example.files(&format!("{PROJECT}/data/{school}")).unwrap() {
            if !lists.contains(&file) {
                let text = String::from_utf8_lossy(&unpacked(&file)).into_owned();
                own.retain(|field| !text.contains(field.as_str()));
            }
        }
        let day = |field: &String| match field.split('-').collect::<Vec<_>>()[..] {
            [day, month, year] if year.len() == 4 => Some(format!("{year}-{month}-{day}")),
            _ => None,
        };
        let days: Vec<String> = own.iter().filter_map(day).collect();
        own.extend(days);
        assert!(own.contains(student) && rows.len() > 2, "{own:?} {rows:?}");
        Said { only_here: own, rows }
    }

    /// How many rows of the store say that they come from a row of this student.
    pub(crate) fn pointed_at(&self, example: &Example, school: &str) -> usize {
        let all = tables(example, school);
        let places = all
            .iter()
            .flat_map(|file| rows(file))
            .filter_map(|row| Some((value(&row, "source_id")?, value(&row, "source_row")?)));
        places.filter(|place| self.rows.contains(place)).count()
    }
}

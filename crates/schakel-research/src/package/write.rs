//! Writing the package: whole or not at all.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{fs, io};

use schakel_report::across::{across, under_aliases};
use schakel_report::facts::Facts;
use sha2::{Digest, Sha256};

use super::about::{About, about};
use super::error::PackageError;
use super::nameless::nameless;
use super::study::{Contributor, Study};
use super::table::Table;
use super::{citation, datapackage, ddi, parquet_file, readme, sav, tables, workbook};

/// The file by which a folder is known to hold a package.
const MARK: &str = "datapackage.json";

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The folder of the package.
    pub folder: PathBuf,
    /// Names of the files within it, in order.
    pub files: Vec<String>,
    /// Rows of the cube.
    pub numbers: usize,
    /// Schools in it.
    pub schools: usize,
}

/// A file of the package.
pub(super) struct File {
    /// Path within the package, with `/`.
    pub(super) path: String,
    pub(super) bytes: Vec<u8>,
}

impl File {
    pub(super) fn sha256(&self) -> String {
        Sha256::digest(&self.bytes).iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
    }
}

/// Writes the data package of a project in `folder`: new, or in the place of a package that is there.
///
/// # Errors
/// When the schools cannot be put side by side, a text names a school, or the files cannot be made or written. Then nothing has
/// changed on disk.
pub fn write(folder: &Path, study: &Study, schools: &[(String, Facts)]) -> Result<Written, PackageError> {
    let place = |source| PackageError::Io { folder: folder.to_owned(), source };
    let taken = match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_some(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => false,
        Err(error) => return Err(place(error)),
    };
    if taken && !folder.join(MARK).is_file() {
        return Err(PackageError::Occupied { folder: folder.to_owned() });
    }
    let made = make(study, schools)?;
    let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(place)?;
    let beside = tempfile::Builder::new().prefix(".datapackage").tempdir_in(parent).map_err(place)?;
    let (new, old) = (beside.path().join("new"), beside.path().join("old"));
    for file in &made.files {
        let path = new.join(&file.path);
        path.parent().map_or(Ok(()), fs::create_dir_all).map_err(place)?;
        fs::write(path, &file.bytes).map_err(place)?;
    }
    if folder.exists() {
        fs::rename(folder, &old).map_err(place)?;
    }
    if let Err(error) = fs::rename(&new, folder) {
        if old.exists() {
            fs::rename(&old, folder).map_err(place)?;
        }
        return Err(place(error));
    }
    let files = made.files.into_iter().map(|file| file.path).collect();
    Ok(Written { folder: folder.to_owned(), files, numbers: made.numbers, schools: made.schools })
}

struct Made {
    files: Vec<File>,
    numbers: usize,
    schools: usize,
}

fn make(study: &Study, schools: &[(String, Facts)]) -> Result<Made, PackageError> {
    let study = &study.cleaned();
    let published = under_aliases(schools.to_vec())?;
    let side = across(&study.id, schools.to_vec())?.across.unwrap_or_default();
    if let Some(place) = study.contributors.iter().position(|who| !who.orcid.iter().all(|id| Contributor::is_orcid(id)))
    {
        return Err(PackageError::Orcid { number: place + 1 });
    }
    let tables = tables::tables(&published, &side);
    let about = about(study, &published);
    nameless(study, &about, schools, &tables)?;
    let numbers = tables.first().map_or(0, |cube| cube.rows.len());
    let files = files(study, &about, &tables).map_err(PackageError::Format)?;
    Ok(Made { files, numbers, schools: published.len() })
}

fn files(
    study: &Study,
    about: &About,
    tables: &[Table],
) -> Result<Vec<File>, Box<dyn std::error::Error + Send + Sync>> {
    let mut data = Vec::new();
    for table in tables {
        data.push((File { path: table.file("csv"), bytes: table.csv()? }, table));
        if table.definition.name == tables::CUBE.name {
            data.push((File { path: table.file("parquet"), bytes: parquet_file::write(table)? }, table));
            let bytes = sav::write(table, &about.title, &about.date, study.language);
            data.push((File { path: table.file("sav"), bytes }, table));
        }
    }
    let mut files = vec![
        File { path: "README.md".to_owned(), bytes: readme::write(study, about, &data).into_bytes() },
        File { path: "CITATION.cff".to_owned(), bytes: citation::write(study, about).into_bytes() },
        File { path: MARK.to_owned(), bytes: datapackage::write(study, about, &data)? },
        File { path: "ddi-codebook.xml".to_owned(), bytes: ddi::write(study, about, &data)? },
        File { path: "tables.xlsx".to_owned(), bytes: workbook::write(study, about, tables)? },
    ];
    files.extend(data.into_iter().map(|(file, _)| file));
    Ok(files)
}

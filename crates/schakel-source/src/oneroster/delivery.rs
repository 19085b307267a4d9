//! The CSV files of a set: in a folder, or in a zip of which they are unpacked in memory only.

use std::path::{Path, PathBuf};

use crate::archive;
use crate::csv::{self, Input};
use crate::files::folder_files;
use crate::problem::Problem;
use crate::spec::SourceSpec;
use crate::table::SourceTable;

/// Where the files of a set are.
#[derive(Debug)]
pub(super) enum Delivery {
    Folder(PathBuf),
    Zip(PathBuf),
}

impl Delivery {
    /// The folder or zip at `path`, and the names of its CSV files in their order.
    pub(super) fn open(spec: &SourceSpec, path: &Path) -> Result<(Delivery, Vec<String>), Problem> {
        if path.is_dir() {
            return Ok((Delivery::Folder(path.to_owned()), folder_files(spec, path, "csv")?));
        }
        archive::check(spec, path)?;
        let mut names = archive::names(spec, path)?;
        names.retain(|name| name.to_lowercase().ends_with(".csv") && !is_hidden(name));
        Ok((Delivery::Zip(path.to_owned()), names))
    }

    /// One file as a table with the name of the set and its own.
    pub(super) fn read(
        &self,
        spec: &SourceSpec,
        name: &str,
        limit: Option<u64>,
    ) -> Result<Option<SourceTable>, Vec<Problem>> {
        let tables = match self {
            Delivery::Folder(folder) => csv::read_input(spec, Input::File(&folder.join(name)), limit),
            Delivery::Zip(path) => {
                let bytes = archive::bytes(spec, path, name).map_err(|problem| vec![problem])?;
                csv::read_input(spec, Input::Bytes(&bytes), limit)
            }
        };
        let placed = |problem: Problem| problem.sheet(file_name(name));
        match tables {
            Ok(tables) => Ok(tables.into_iter().next().map(|mut table| {
                table.problems = table.problems.into_iter().map(placed).collect();
                table.sheet = Some(file_name(name).to_owned());
                table
            })),
            Err(problems) => Err(problems.into_iter().map(placed).collect()),
        }
    }
}

/// The name of a part of a zip without its folders.
pub(super) fn file_name(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

/// What operating systems put beside the files themselves, and what would lie outside the zip.
fn is_hidden(name: &str) -> bool {
    name.split(['/', '\\']).any(|part| part == "__MACOSX" || part.starts_with('.') && part != ".")
}

//! One writer per format: a school as its own systems would have written it.

/// Texts of different owners as the fields of one row.
macro_rules! cells {
    ($($field:expr),* $(,)?) => { [$(AsRef::<str>::as_ref(&$field)),*] };
}

mod fixed_width;
mod forms;
mod lime_archive;
mod lime_csv;
mod list_export;
mod lob_lists;
mod mbo_register;
mod names;
mod one_roster;
mod ooapi;
mod project;
mod qualtrics;
mod sheet;
mod sqlite;
mod text;
mod workbook;
mod xapi;

use std::collections::BTreeMap;

use crate::profile::Format;
use crate::sim::School;
use crate::{Error, Result};

pub(crate) use names::identifiers;
pub(crate) use project::{SchoolEntry, project_files};

/// Files by their path, with `/` between folders.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// The files of a school, in its format, with its trajectory workbook.
pub(crate) fn school_files(school: &School) -> Result<Files> {
    let mut files = Files::new();
    match school.profile.format {
        Format::OneRoster => {
            one_roster::write(school, &mut files);
            lob_lists::write(school, &mut files);
            lime_csv::write(school, &mut files);
        }
        Format::ListExport => {
            list_export::write(school, &mut files)?;
            forms::write(school, &mut files)?;
        }
        Format::MboRegister => {
            mbo_register::write(school, &mut files);
            qualtrics::write(school, &mut files);
        }
        Format::Sqlite => {
            sqlite::write(school, &mut files)?;
            lime_archive::write(school, &mut files)?;
        }
        Format::Ooapi => ooapi::write(school, &mut files)?,
        Format::FixedWidth => {
            fixed_width::write(school, &mut files);
            xapi::write(school, &mut files)?;
        }
    }
    files.insert("trajectwerkboek.xlsx".to_owned(), workbook::write(school)?);
    Ok(files)
}

/// An error while writing a file, with the name of the file.
fn failed(file: &str) -> impl Fn(&dyn std::fmt::Display) -> Error + '_ {
    move |cause| Error::Write { file: file.to_owned(), cause: cause.to_string() }
}

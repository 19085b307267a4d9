//! Why a package is not written.

use std::io;
use std::path::PathBuf;

use schakel_report::across::AliasError;

/// Why there is no package.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PackageError {
    /// Occurs when the schools cannot be put side by side.
    #[error(transparent)]
    Alias(#[from] AliasError),
    /// Occurs when a text that would be published names a school.
    #[error(
        "a text of the package names school {alias}: table {table}, column {column}, row {row}. \
         Change that text in the data of the school it is from, or leave it unreleased"
    )]
    NamesSchool {
        /// Name in research of the school that is named.
        alias: String,
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// Row of the table, from 1.
        row: usize,
    },
    /// Occurs when what the study says of itself names a school.
    #[error("the {what} of the study names school {alias}: choose another in [research] of schakel.toml")]
    StudyNamesSchool {
        /// Name in research of the school that is named.
        alias: String,
        /// Which text.
        what: &'static str,
    },
    /// Occurs when an ORCID is not one.
    #[error("the ORCID of contributor {number} of the study is not an ORCID; expected one as 0000-0002-1825-0097")]
    Orcid {
        /// Which contributor, from 1.
        number: usize,
    },
    /// Occurs when the folder holds something else.
    #[error("{} holds other files: name a new or empty folder, or one with a data package", folder.display())]
    Occupied {
        /// The folder.
        folder: PathBuf,
    },
    /// Occurs when a file cannot be written.
    #[error("the data package cannot be written in {}: {source}", folder.display())]
    Io {
        /// The folder.
        folder: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Occurs when a format cannot be made: a fault of the program.
    #[error("the data package cannot be made: {0}")]
    Format(#[from] Box<dyn std::error::Error + Send + Sync>),
}

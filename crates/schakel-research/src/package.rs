//! The data package of the research team: the released numbers of all schools, to be published and deposited.
//!
//! Every file is made from one list of tables, whose columns are each defined once: the data as CSV, Parquet, SPSS and
//! XLSX, their description as a Data Package and as a DDI codebook, and the texts around them.
//!
//! **Architecture invariant:** a package knows schools by their alias only. Facts come in through
//! [`schakel_report::across::under_aliases`], and what is about to be written is searched for the names of the schools.

mod about;
mod citation;
mod datapackage;
mod ddi;
mod error;
mod nameless;
mod parquet_file;
mod readme;
mod sav;
mod study;
mod table;
mod tables;
mod workbook;
mod write;

pub use self::error::PackageError;
pub use self::study::{Contributor, LICENCES, Language, Licence, Study};
pub use self::write::{Written, write};

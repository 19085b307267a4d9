//! The common model of career guidance data: tables, enumerations, labels, definitions, checks.
//!
//! Every table is defined once, by a declarative macro that yields both the record struct a plugin author
//! fills ([`record`]) and the description everyone else reads ([`Table`]): the gate checks against it, the
//! store and the engine take their Arrow schemas from it, and the codebook (`docs/model.md`) is printed from it.
//!
//! ```
//! use schakel_model::{Lang, code_label, record::GuidanceMoment, table};
//!
//! let moment = table("guidance_moment").expect("a table of the model");
//! assert_eq!(moment.nl, "Begeleidingsmoment");
//! assert_eq!(moment.column("minutes").map(|c| c.required), Some(false));
//! assert_eq!(code_label("moment_form", "informal", Lang::Nl), Some("tussendoor"));
//! assert_eq!(GuidanceMoment::TABLE.name, moment.name);
//! ```
//!
//! The crate does no input or output and knows no school and no file format.

mod code;
mod column;
mod example;
mod kind;
mod registry;
mod role;
mod schema;
mod school_year;
mod table;
#[macro_use]
mod define;

pub mod check;
pub mod codes;
pub mod docs;
pub mod iso_date;
pub mod record;
mod tables;

pub use code::{Code, CodeList, Lang};
pub use column::{Column, Reference};
pub use kind::{Format, Person, Privacy, Section, Type};
pub use record::Record;
pub use registry::{
    code_label, code_list, code_lists, dependency_order, table, tables, tables_called, trajectory_sheets,
};
pub use role::{RoleGroup, role_group};
pub use schema::{SCHOOL_ID, SOURCE_ID, SOURCE_ROW};
pub use school_year::SchoolYear;
pub use table::{Period, Table};

/// The version of the common model that a plugin declares (`model = "1"`); it changes only when an
/// existing plugin would have to change.
pub const MODEL_VERSION: &str = "1";

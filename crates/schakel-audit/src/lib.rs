//! What a published table gives away, and the same table protected.
//!
//! A table is read as anyone finds it: CSV or a workbook, with marks such as `<5` or `x` in place of small counts. From
//! its names and its numbers follows what adds up to what, and which percentage is which count in which other. An
//! attacker needs no more: [`audit`] says which of the masked cells can be derived, exactly or nearly, and from what.
//! [`protect()`] masks further cells until nothing can be derived.

mod across;
mod attack;
mod audit;
mod cell;
mod groups;
mod how;
mod layout;
mod links;
mod local;
mod marker;
mod marks;
mod names;
mod program;
mod protect;
mod read;
mod relation;
mod report;
mod role;
mod table;
#[cfg(test)]
mod tests;
mod within;
mod world;
mod write;

pub use self::audit::{Audit, Options, audit};
pub use self::marker::{Marker, WrongMarker};
pub use self::protect::{Cost, Protected, protect};
pub use self::relation::Found;
pub use self::report::{CellReport, Leak, MarkReport, RelationReport, Report, SmallReport, TableReport};
pub use self::table::Declared;

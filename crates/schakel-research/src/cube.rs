//! The cube: every released number of a school as one flat row, with what became of it.
//!
//! A value of an indicator is a row with the measure `value`; a change of a group between two periods, or the difference
//! of a group with another, is a row with the measure `change`. What is kept back is there too, with its status and
//! without a value. The columns are defined once, in [`COLUMNS`]; codebooks, schemas and checks come from that.

mod columns;
mod csv;
mod from_facts;

pub use self::columns::{COLUMNS, Code, Column, Datum, Kind, Row};
pub(crate) use self::csv::looks_like_formula;
pub use self::csv::{Fault, read, write};
pub use self::from_facts::{Labels, labels, rows};

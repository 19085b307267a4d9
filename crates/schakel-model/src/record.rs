//! One struct per table: what a plugin author fills, row by row.
//!
//! A value that may be missing is an `Option`; codes are text (see [`crate::codes`]); dates are
//! [`chrono::NaiveDate`]. Fields that do not apply can be left to `..Default::default()`: an empty
//! required text is refused by the gate, it never becomes data. `..Student::at("students", 12)` does the same and says
//! where the row was found.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::Table;

pub use crate::tables::data::*;
pub use crate::tables::guidance::*;
pub use crate::tables::organisation::*;
pub use crate::tables::outcomes::*;
pub use crate::tables::people::*;
pub use crate::tables::surveys::*;
pub use crate::tables::trajectory::*;
pub use crate::tables::trajectory_research::*;

/// A row of a table of the model.
pub trait Record: Serialize + DeserializeOwned + Default {
    /// The table it is a row of.
    fn table() -> &'static Table;
}

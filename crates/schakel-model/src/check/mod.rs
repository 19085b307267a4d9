//! Named checks of the model.
//!
//! A [`Check`] says what is tested, how serious it is and what a person can do about it; the gate
//! prints it with the place. The functions beside it decide about one value and allocate only when
//! they must, so that the gate can run them over whole columns.

mod date;
mod definition;
mod identifier;
mod number;
mod text;

pub use date::{DateFormat, DateFormatError, date_in_range, parse_date, period_in_order};
pub use definition::*;
pub use identifier::direct_identifier;
pub use number::{DecimalMark, in_range, parse_bool, parse_decimal, parse_int};
pub use text::{MAX_ID_CHARS, SET_SEPARATOR, enumeration, format, id, school_year, set};

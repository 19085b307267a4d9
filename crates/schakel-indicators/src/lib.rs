//! Indicator definitions (SQL files with a header) and their execution.
//!
//! One query computes an indicator for all schools and breakdowns at once. What the queries give is handed to
//! [`schakel_disclosure::release`] and to nothing else; what comes back is the [`Outcome`].
//!
//! **Architecture invariant:** no raw number leaves this crate. [`compute`] returns released types only, and lists show
//! nothing above a fact about the organisation unless disclosure control released it.

mod answers;
mod catalogue;
mod cells;
pub mod docs;
mod engine;
mod error;
mod explain;
mod facts;
mod header;
mod labels;
mod list_header;
mod lists;
mod outcome;
mod parameters;
mod persons;
mod request;
mod rows;
mod settings;
mod shown_roles;
pub mod statistics;
mod steps;
mod store;
mod uses;

pub use catalogue::{Catalogue, Indicator, List, catalogue};
pub use error::IndicatorError;
pub use explain::{Explanation, TableRead, explain};
pub use facts::{FACTS_VERSION, Provenance};
pub use header::{About, Bilingual, Changes, Header, HeaderError, Interval, Labels, OwnCode, split};
pub use list_header::{ListColumn, ListHeader};
pub use outcome::{IndicatorOutcome, ListRow, Outcome, SchoolOutcome, compute, compute_blocking};
pub use persons::{PersonColumn, PersonHeader, PersonTable, persons_blocking};
pub use request::Request;
pub use settings::{Settings, THRESHOLDS, Threshold};
pub use store::{SchoolFiles, StoreView};
pub use uses::{Columns, Use, uses};

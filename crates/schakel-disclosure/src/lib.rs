//! Raw cells become released values, or are suppressed.
//!
//! Reports are about schools in which everyone knows everyone, and about minors, so a number leaves the
//! engine only as a *released* number. [`release`] is the one way to get one: it takes every raw cell
//! ([`RawCell`]), change ([`RawChange`]) and text ([`RawFact`]) of a publication together, judges each by
//! the [`Rules`], and rounds what may be shown.
//!
//! **Architecture invariant:** the `Released…` types have no public constructor and no public field, so only this
//! crate can make one. The compiler keeps that:
//!
//! ```compile_fail,E0451
//! use schakel_disclosure::{Figure, ReleasedCell};
//! fn forge(mut cell: ReleasedCell) -> ReleasedCell {
//!     ReleasedCell { value: None, ..cell }
//! }
//! ```
//!
//! They can be written, never read back from text, so a file cannot be passed off as a release either:
//!
//! ```compile_fail,E0277
//! let cell: schakel_disclosure::ReleasedCell = serde_json::from_str("{}").unwrap();
//! ```
//!
//! The crate formats nothing and does not know the model: it is told which people a number protects.

mod change;
mod fact;
mod figure;
mod judge;
mod ledger;
pub mod linear;
mod margin;
mod persons;
mod raw;
mod release;
mod released;
mod roles;
mod rules;
mod together;

pub use fact::FactClass;
pub use figure::{Band10, Figure, Unit};
pub use ledger::Ledger;
pub use margin::{Margin, newcombe_wilson, wilson};
pub use persons::{PERSONS_K, RawPersons, ReleasedPersons, release_persons};
pub use raw::{
    Direction, FactValue, Identity, Measure, Pairing, Place, Protects, RawCell, RawChange, RawFact, Response,
    SmallGroup, Term,
};
pub use release::{Raw, Release, release, release_after};
pub use released::{Band, ReleasedCell, ReleasedChange, ReleasedFact, Status};
pub use roles::{OTHER_SUFFIX, RoleSize, ShownRole, merge_small_roles};
pub use rules::{Reason, Rules};

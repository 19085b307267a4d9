//! Exchange packages of schools, gathering them, and what the research team publishes.
//!
//! **Architecture invariant:** this crate sees released numbers only.

pub mod cube;
pub mod exchange;
pub mod package;

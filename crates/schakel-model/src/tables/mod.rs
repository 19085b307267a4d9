//! The tables of the model, one file per section.

pub(crate) mod data;
pub(crate) mod guidance;
pub(crate) mod organisation;
pub(crate) mod outcomes;
pub(crate) mod people;
pub(crate) mod surveys;
pub(crate) mod trajectory;
pub(crate) mod trajectory_research;

//! From a school's own files to the checked, pseudonymised store.

pub mod plugin;
pub mod problem;
pub mod project;

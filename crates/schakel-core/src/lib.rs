//! From a school's own files to the checked, pseudonymised store.
//!
//! | module | does |
//! |---|---|
//! | [`project`] | reads schakel.toml |
//! | [`source`] | reads the files of a school into tables of text |
//! | [`plugin`] | reads plugin.toml, and runs native libraries in a process of their own |
//! | [`mapping`] | runs a plugin's SQL over those tables |
//! | [`gate`] | checks every row against the model and replaces the ids of persons |
//! | [`pseudonym`] | makes pseudonyms, keeps keys |
//! | [`store`] | writes Parquet, one folder per school |
//! | [`load`] | does all of this for a school |
//! | [`workbook`] | makes the blank trajectory workbook, which schools fill in by hand |

pub mod gate;
pub mod load;
pub mod mapping;
pub mod plugin;
pub mod problem;
pub mod project;
pub mod pseudonym;
pub mod source;
pub mod store;
pub mod values;
pub mod workbook;

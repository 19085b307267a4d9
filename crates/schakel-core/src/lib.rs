//! From a school's own files to the checked, pseudonymised store.
//!
//! | module | does |
//! |---|---|
//! | [`project`] | reads schakel.toml |
//! | [`plugin`] | reads plugin.toml, and runs native libraries in a process of their own |
//! | [`mapping`] | runs a plugin's SQL over those tables |
//! | [`survey`] | maps questionnaires without SQL |
//! | [`gate`] | checks every row against the model and replaces the ids of persons |
//! | [`pseudonym`] | makes pseudonyms, keeps keys |
//! | [`store`] | writes Parquet, one folder per school |
//! | [`load`] | does all of this for a school |

pub mod gate;
pub mod load;
pub mod mapping;
pub mod plugin;
pub mod project;
pub mod pseudonym;
pub mod store;
pub mod survey;
pub mod values;

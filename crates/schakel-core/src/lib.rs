//! From a school's own files to the checked, pseudonymised store.
//!
//! | module | does |
//! |---|---|
//! | [`project`] | reads schakel.toml |
//! | [`draft`] | proposes a plugin from what a school's files look like |
//! | [`editor`] | JSON Schemas of plugin.toml and schakel.toml |
//! | [`plugin`] | reads plugin.toml, and runs native libraries in a process of their own |
//! | [`mapping`] | runs a plugin's SQL over those tables |
//! | [`survey`] | maps questionnaires without SQL |
//! | [`gate`] | checks every row against the model and replaces the ids of persons |
//! | [`pseudonym`] | makes pseudonyms, keeps keys |
//! | [`store`] | writes Parquet, one folder per school |
//! | [`golden`] | tests of a plugin: small projects and the tables they should give |
//! | [`load`] | does all of this for a school |
//! | [`privacy`] | leaves persons out, removes schools, replaces keys, and proves it |

pub mod draft;
pub mod editor;
pub mod gate;
pub mod golden;
pub mod load;
pub mod mapping;
pub mod plugin;
pub mod privacy;
pub mod project;
pub mod pseudonym;
pub mod store;
pub mod survey;
pub mod values;

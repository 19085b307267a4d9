//! What the author of a native plugin depends on, and the C ABI that plugin and program share.
//!
//! A plugin of this kind is a shared library (`crate-type = ["cdylib"]`) that reads what SQL cannot reach and hands over tables of the common
//! model, row by row:
//!
//! ```
//! use schakel_plugin::model::record::{School, Student};
//! use schakel_plugin::{Config, Place, Plugin, Result, Tables, export_plugin};
//!
//! /// Students from a list with one number per line.
//! struct Register {
//!     school_id: String,
//!     numbers: String,
//! }
//!
//! impl Plugin for Register {
//!     fn open(config: &Config) -> Result<Register> {
//!         let numbers = std::fs::read_to_string(config.file("numbers")?).place("numbers")?;
//!         Ok(Register { school_id: config.school_id.clone(), numbers })
//!     }
//!
//!     fn tables(&self, tables: &mut Tables<Register>) {
//!         tables.rows(Register::students);
//!     }
//! }
//!
//! impl Register {
//!     fn students(&self) -> Result<Vec<Student>> {
//!         Ok(self.numbers.lines().zip(1..).map(|(number, line)| Student {
//!             student_id: number.to_owned(),
//!             school_id: self.school_id.clone(),
//!             ..Student::at("numbers", line)
//!         }).collect())
//!     }
//! }
//!
//! export_plugin!(Register);
//! # fn main() {}
//! ```
//!
//! Beside the library stands `plugin.toml`, which names it and the files that it may read. The program opens the library in a process of its own, with limits
//! to time and memory and without a network; whatever happens there costs the other schools nothing. Person ids are handed over as they are: the program
//! replaces them by pseudonyms before anything is stored.
//!
//! Tests of a plugin go through the same border as the program: see [`harness`].

pub mod abi;
mod config;
mod error;
#[doc(hidden)]
pub mod export;
pub mod harness;
pub mod import;
mod rows;
mod tables;
mod words;

pub use chrono::{Datelike, NaiveDate};
pub use config::Config;
pub use error::{Error, Place, Result};
pub use rows::{BATCH_ROWS, Rows};
pub use schakel_model as model;
pub use tables::{Batches, Tables};
pub use words::Words;

/// A native plugin: opened once per run for one school.
pub trait Plugin: Sized + Send + 'static {
    /// Opens the plugin for a school: looks at the files and keeps what the tables need.
    ///
    /// # Errors
    /// When a file cannot be used, with the file and what was expected.
    fn open(config: &Config) -> Result<Self>;

    /// Names the tables it fills for this school, and the function for each.
    fn tables(&self, tables: &mut Tables<Self>);
}

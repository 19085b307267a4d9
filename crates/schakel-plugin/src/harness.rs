//! For the tests of plugins: opens a plugin as the program does, through the C functions, and gives back typed records.
//!
//! ```no_run
//! # use schakel_plugin::{Config, Plugin, Result, Tables};
//! # struct Register;
//! # impl Plugin for Register {
//! #     fn open(_: &Config) -> Result<Self> { Ok(Register) }
//! #     fn tables(&self, _: &mut Tables<Self>) {}
//! # }
//! use schakel_plugin::{harness, model::record::Student};
//!
//! let plugin = harness::open::<Register>(harness::config("delta", &[("numbers", "tests/data/numbers.txt")]))?;
//! let students = plugin.records::<Student>()?;
//! assert_eq!(students[0].source_row, Some(1));
//! # Ok::<(), schakel_plugin::Error>(())
//! ```

#![allow(unsafe_code, reason = "checks the table of a plugin linked into the test itself")]

use arrow_array::RecordBatch;
use schakel_model::Record;

use crate::export::plugin_table;
use crate::import::{Failure, Library, Opened, Stream};
use crate::{Config, Error, Plugin, Result};

/// A configuration for the school `school_id` in 2025-2026, with these files by name.
pub fn config(school_id: &str, files: &[(&str, &str)]) -> Config {
    Config {
        school_id: school_id.to_owned(),
        school_name: format!("School {school_id}"),
        school_year: "2025-2026".to_owned(),
        previous_school_year: "2024-2025".to_owned(),
        report_date: "2026-06-15".to_owned(),
        files: files.iter().map(|(name, path)| ((*name).to_owned(), path.into())).collect(),
        settings: serde_json::Map::new(),
    }
}

/// Opens a plugin.
///
/// # Errors
/// When the plugin says that it cannot.
pub fn open<P: Plugin>(config: Config) -> Result<Harness> {
    let table: &'static _ = Box::leak(Box::new(plugin_table::<P>("harness\0", "0\0")));
    // SAFETY: the table was made by this crate, and is never freed.
    let library = unsafe { Library::check(table) }.map_err(|unusable| Error::new(format!("{unusable:?}")))?;
    Ok(Harness { opened: library.open(&config).map_err(in_words)? })
}

/// A plugin that was opened for a test.
#[derive(Debug)]
pub struct Harness {
    opened: Opened,
}

impl Harness {
    /// Names of the tables, in the plugin's order.
    ///
    /// # Errors
    /// When the plugin gives none.
    pub fn tables(&self) -> Result<Vec<String>> {
        self.opened.tables().map_err(in_words)
    }

    /// All rows of a table as Arrow batches.
    ///
    /// # Errors
    /// When the plugin fails in the middle, or hands over arrays that are not valid.
    pub fn batches(&self, table: &str) -> Result<Vec<RecordBatch>> {
        self.stream(table)?.map(|batch| batch.map_err(in_words)).collect()
    }

    /// All rows of a table of the common model.
    ///
    /// # Errors
    /// When the plugin fails in the middle, or a required value is missing.
    pub fn records<T: Record>(&self) -> Result<Vec<T>> {
        let mut records = Vec::new();
        for batch in self.batches(T::table().name)? {
            let rows: Vec<T> = serde_arrow::from_record_batch(&batch).map_err(|error| Error::new(error.message()))?;
            records.extend(rows);
        }
        Ok(records)
    }

    fn stream(&self, table: &str) -> Result<Stream> {
        self.opened.read(table).map_err(in_words)
    }
}

fn in_words(failure: Failure) -> Error {
    Error::new(failure.to_string())
}

//! The store: one folder per school with one Parquet file per table, and `load.json` that says what it was made from.

mod folder;
mod load_file;
mod parquet;

pub use folder::{StoreFolder, Writing};
pub use load_file::{LOAD_FILE, LoadFile, SourceFile, StoredProblem};
pub use parquet::write_table;

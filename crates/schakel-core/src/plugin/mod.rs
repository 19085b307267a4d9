//! Plugins of schools: their `plugin.toml`, and native libraries in a process of their own.

mod manifest;

pub use manifest::{MANIFEST_FILE, Formats, Limits, Manifest, library_file_name};

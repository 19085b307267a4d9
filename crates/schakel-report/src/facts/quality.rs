//! Where the facts come from, and what the checks found.

use serde::{Deserialize, Serialize};

/// A file or database that was read.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Source {
    /// Name in the plugin.
    pub name: String,
    /// Kind of source: `csv`, `xlsx`, …
    #[serde(default)]
    pub kind: String,
    /// Path within the school's data folder.
    #[serde(default)]
    pub file: String,
    /// SHA-256 of the bytes that were read, in hexadecimal.
    #[serde(default)]
    pub sha256: String,
    /// Day of the delivery, `yyyy-mm-dd`.
    #[serde(default)]
    pub read_on: Option<String>,
}

/// Counts of what the checks found.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Quality {
    /// Rows that were refused.
    #[serde(default)]
    pub refused_rows: f64,
    /// Codes that the plugin does not know.
    #[serde(default)]
    pub unknown_codes: f64,
    /// What else the checks noted.
    #[serde(default)]
    pub findings: Vec<serde_json::Value>,
}

/// Versions of what made the report.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Versions {
    /// The program.
    #[serde(default)]
    pub schakel: String,
    /// The common model.
    #[serde(default)]
    pub model: String,
    /// The plugin of the school.
    #[serde(default)]
    pub plugin: PluginVersion,
}

/// The plugin of the school.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct PluginVersion {
    /// Id.
    #[serde(default)]
    pub id: String,
    /// Version.
    #[serde(default)]
    pub version: String,
}

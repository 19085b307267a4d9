//! What the program tells a plugin when it opens it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::{Error, Result};

/// For which school a plugin is opened, where its files are and how it was set up.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Config {
    /// Id of the school in the project file.
    pub school_id: String,
    /// Name of the school.
    pub school_name: String,
    /// The school year of the report, such as `2025-2026`.
    pub school_year: String,
    /// The school year before it.
    pub previous_school_year: String,
    /// The day that counts as today, `jjjj-mm-dd`. A plugin does not look at the clock: the same files give the same rows.
    pub report_date: String,
    /// Files and folders by name: what `plugin.toml` lists under `[reads]`, and its sources.
    pub files: BTreeMap<String, PathBuf>,
    /// The table `[settings]` of `plugin.toml`.
    pub settings: serde_json::Map<String, serde_json::Value>,
}

impl Config {
    /// The file or folder that `plugin.toml` calls `name`.
    ///
    /// # Errors
    /// When `plugin.toml` has no such name.
    pub fn file(&self, name: &str) -> Result<&Path> {
        self.files.get(name).map(PathBuf::as_path).ok_or_else(|| {
            let known = self.files.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
            Error::new(format!("plugin.toml declares no file `{name}` under [reads] (it declares: {known})"))
        })
    }

    /// The setting called `name`, if `plugin.toml` has one.
    ///
    /// # Errors
    /// When it is not of the type asked for.
    pub fn setting<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>> {
        let Some(value) = self.settings.get(name) else { return Ok(None) };
        T::deserialize(value).map(Some).map_err(|error| Error::new(format!("plugin.toml, settings.{name}: {error}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_not_declared_is_an_error_that_names_the_declared_ones() {
        let config = Config { files: [("users".to_owned(), PathBuf::from("u.json"))].into(), ..Config::default() };
        assert_eq!(config.file("users").unwrap(), Path::new("u.json"));
        assert_eq!(
            config.file("user").unwrap_err().to_string(),
            "plugin.toml declares no file `user` under [reads] (it declares: users)"
        );
    }

    #[test]
    fn a_setting_has_the_type_its_reader_asks_for() {
        let mut config = Config::default();
        config.settings.insert("weeks".to_owned(), 40.into());
        assert_eq!(config.setting::<u32>("weeks").unwrap(), Some(40));
        assert_eq!(config.setting::<u32>("months").unwrap(), None);
        let error = config.setting::<String>("weeks").unwrap_err().to_string();
        assert!(error.starts_with("plugin.toml, settings.weeks: invalid type"), "{error}");
    }
}

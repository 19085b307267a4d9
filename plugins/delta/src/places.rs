//! From the digits of a postcode to the quintile of its area.

use std::collections::BTreeMap;
use std::path::Path;

use schakel_plugin::{Place, Result};

/// The list beside the plugin, made from the figures of Statistics Netherlands per area of four digits.
#[derive(Debug)]
pub(crate) struct Quintiles(BTreeMap<String, i64>);

impl Quintiles {
    pub(crate) fn read(path: &Path) -> Result<Quintiles> {
        let mut reader = csv::Reader::from_path(path).place("ses-pc4.csv")?;
        let rows = reader.deserialize().collect::<Result<_, _>>().place("ses-pc4.csv")?;
        Ok(Quintiles(rows))
    }

    /// 1 (lowest) to 5 (highest); missing for an area without a figure. The postcode itself goes no further.
    pub(crate) fn of(&self, postcode: Option<&str>) -> Option<i64> {
        self.0.get(postcode?.trim()).copied()
    }
}

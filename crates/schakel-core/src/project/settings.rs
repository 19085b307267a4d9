//! What a project may set: every setting once, with its default and its meaning.

use std::collections::BTreeMap;

use serde::Serialize;

/// What kind of number a setting is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A whole number.
    Whole,
    /// A share between 0 and 1.
    Share,
}

/// One setting of `[settings]` in schakel.toml.
#[derive(Debug)]
pub struct Setting {
    /// Key in schakel.toml.
    pub name: &'static str,
    /// Whole number or share.
    pub kind: Kind,
    /// The value when schakel.toml says nothing.
    pub default: f64,
    /// Smallest and largest value that is accepted.
    pub range: (f64, f64),
    /// What it does, in one sentence.
    pub meaning: &'static str,
}

const fn whole(name: &'static str, default: u32, range: (u32, u32), meaning: &'static str) -> Setting {
    Setting { name, kind: Kind::Whole, default: default as f64, range: (range.0 as f64, range.1 as f64), meaning }
}

const fn share(name: &'static str, default: f64, meaning: &'static str) -> Setting {
    Setting { name, kind: Kind::Share, default, range: (0.0, 1.0), meaning }
}

/// Every setting there is, in the order of the documentation.
pub static SETTINGS: &[Setting] = &[
    whole(
        "students_k",
        10,
        (5, 100),
        "Smallest number of students that a figure may be about; 5 is the lowest that is allowed, and the report prints it.",
    ),
    whole("staff_k", 5, (5, 100), "Smallest number of staff of one role that a figure may be about."),
    whole(
        "sensitive_k",
        10,
        (10, 100),
        "Smallest group in a breakdown by a sensitive trait, such as gender or first generation.",
    ),
    whole(
        "sensitive_part",
        5,
        (5, 100),
        "Smallest numerator, and smallest remainder, in a breakdown by a sensitive trait.",
    ),
    whole("single_role", 3, (3, 20), "A role held by fewer persons than this is merged into its role group."),
    whole("pairs_min", 8, (5, 100), "Fewest linked pairs of answers behind a change from one wave to another."),
    share("response_warn_role", 0.5, "Response of a role below which its figures carry a warning."),
    share("response_warn_all", 0.6, "Response of all together below which the figures carry a warning."),
    share("response_hide", 0.25, "Response below which figures are not shown."),
    whole("sql_seconds", 120, (1, 86_400), "Seconds that one query of a plugin may take."),
    whole(
        "sql_memory_mb",
        2_048,
        (64, 1_048_576),
        "Megabytes (2^20 bytes) of working memory that the query of a plugin may use.",
    ),
    whole(
        "source_memory_mb",
        256,
        (1, 1_048_576),
        "Megabytes (2^20 bytes) of text that a source of kind csv, ndjson, xml, edexml or tbgi may have to be kept in memory; \
         of a larger one every query reads the files again.",
    ),
];

/// The settings of a project: what schakel.toml says, and the default for the rest.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Settings(BTreeMap<&'static str, f64>);

impl Default for Settings {
    fn default() -> Settings {
        Settings::of(&SETTINGS.iter().collect::<Vec<_>>())
    }
}

impl Settings {
    /// The defaults of these settings.
    pub(super) fn of(known: &[&Setting]) -> Settings {
        Settings(known.iter().map(|setting| (setting.name, setting.default)).collect())
    }

    /// The setting called `name`; not a number for a name that is not in [`SETTINGS`].
    pub fn get(&self, name: &str) -> f64 {
        self.0.get(name).copied().unwrap_or(f64::NAN)
    }

    /// The setting called `name` as a whole number, 0 for a name that is not in [`SETTINGS`].
    pub fn whole(&self, name: &str) -> u64 {
        self.get(name) as u64
    }

    /// All settings by name.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, f64)> + '_ {
        self.0.iter().map(|(name, value)| (*name, *value))
    }

    /// Sets one value after checking it; the sentence says what was expected.
    pub(super) fn set(&mut self, setting: &Setting, value: f64) -> Result<(), String> {
        let (low, high) = setting.range;
        if setting.kind == Kind::Whole && value.fract() != 0.0 {
            return Err(format!("`{}` is {value}; expected a whole number", setting.name));
        }
        if !(low..=high).contains(&value) {
            return Err(format!("`{}` is {value}; expected {low} to {high}", setting.name));
        }
        self.0.insert(setting.name, value);
        Ok(())
    }
}

/// The table of settings for the documentation, in Markdown.
pub fn markdown() -> String {
    let mut text = String::from("| setting | default | from–to | meaning |\n|---|---|---|---|\n");
    for Setting { name, default, range: (low, high), meaning, .. } in SETTINGS {
        text.push_str(&format!("| `{name}` | {default} | {low}–{high} | {meaning} |\n"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_lies_within_its_own_range_and_every_name_is_used_once() {
        for setting in SETTINGS {
            assert!((setting.range.0..=setting.range.1).contains(&setting.default), "{}", setting.name);
        }
        assert_eq!(Settings::default().iter().count(), SETTINGS.len());
    }

    #[test]
    fn a_limit_that_protects_persons_cannot_be_set_lower_than_the_rules_allow() {
        let k = SETTINGS.iter().find(|s| s.name == "students_k").unwrap();
        assert_eq!(Settings::default().set(k, 4.0), Err("`students_k` is 4; expected 5 to 100".to_owned()));
        assert!(Settings::default().set(k, 5.0).is_ok());
        assert_eq!(Settings::default().set(k, 7.5), Err("`students_k` is 7.5; expected a whole number".to_owned()));
    }

    #[test]
    fn the_documentation_has_a_row_for_every_setting() {
        let text = markdown();
        assert_eq!(text.lines().count(), 2 + SETTINGS.len());
        assert!(text.contains("| `students_k` | 10 | 5–100 |"));
    }
}

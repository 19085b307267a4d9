//! `plugin.toml`: what a plugin is, which files it reads and within which limits a native library runs.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use schakel_source::SourceSpec;
use schakel_source::problem::Problem;

use crate::survey::SurveySpec;

/// Name of the file that makes a folder a plugin.
pub const MANIFEST_FILE: &str = "plugin.toml";

const KEYS: &str = "docs/plugin-toml.md lists what a plugin.toml may say.";

/// What `plugin.toml` says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Name of the plugin; the same as the name of its folder.
    pub id: String,
    /// The plugin's own version, written into the provenance of every load.
    pub version: String,
    /// Who wrote it and answers for it.
    pub publisher: String,
    /// Major version of the common model it was written for.
    pub model: String,
    /// Native plugins only: name of the library without `lib` in front and `.so`, `.dll` or `.dylib` behind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub library: Option<String>,
    /// How the gate reads text that this plugin selects.
    #[serde(default)]
    pub formats: Formats,
    /// The files it reads, in the order in which they are written down.
    #[serde(default, rename = "source")]
    pub sources: Vec<SourceSpec>,
    /// The questionnaires that are mapped without SQL.
    #[serde(default, rename = "survey", skip_serializing_if = "Vec::is_empty")]
    pub surveys: Vec<SurveySpec>,
    /// Native plugins only: files and folders that the library reads itself, by the name it asks for them. Paths are written as
    /// those of sources. The library may read these, the files of its sources and its own folder; nothing else of the school's.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub reads: BTreeMap<String, String>,
    /// The plugin's own settings, handed to a native library as they are.
    #[serde(default)]
    #[schemars(with = "std::collections::BTreeMap<String, serde_json::Value>")]
    pub settings: toml::Table,
    /// Within which limits a native library runs.
    #[serde(default)]
    pub limits: Limits,
}

/// How text that a plugin selects is read as a date or a number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Formats {
    /// Form of dates, in the letters `d`, `m` and `j` (or `y`): `dd-mm-jjjj`. ISO dates are always read too.
    pub date: String,
    /// Decimal sign of numbers, `.` or `,`.
    pub decimal: char,
}

impl Default for Formats {
    fn default() -> Formats {
        Formats { date: "jjjj-mm-dd".to_owned(), decimal: '.' }
    }
}

/// Within which limits a native library runs. A library that passes one of them is stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Seconds that a run may take, from start to last row.
    pub seconds: u64,
    /// Seconds that may pass without anything arriving.
    pub silent_seconds: u64,
    /// Megabytes (of 2^20 bytes) of memory that the library may use, and that it may hand over.
    pub memory_mb: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { seconds: 60, silent_seconds: 30, memory_mb: 1024 }
    }
}

impl Manifest {
    /// Reads the text of a `plugin.toml`; `file` is how a message names it (relative to the project file).
    ///
    /// # Errors
    /// When the text is not TOML or does not say what a plugin must say, with line and column; and one problem for each value
    /// that cannot be meant.
    pub fn parse(text: &str, file: &str) -> Result<Manifest, Vec<Problem>> {
        let mut manifest: Manifest =
            toml::from_str(text).map_err(|error| vec![toml_problem(text, file, &error, "plugin-manifest", KEYS)])?;
        let begins = |line: &str| {
            let heading = line.split('#').next().unwrap_or_default();
            heading.split_whitespace().collect::<String>() == "[[survey]]"
        };
        let begin = text.lines().zip(1..).filter(|(line, _)| begins(line));
        for (survey, (_, line)) in manifest.surveys.iter_mut().zip(begin) {
            survey.line = line;
        }
        let problems = manifest.faults(file);
        if problems.is_empty() { Ok(manifest) } else { Err(problems) }
    }

    /// Name and path of every source that is a file, as written.
    pub(super) fn source_paths(&self) -> impl Iterator<Item = (&str, &str)> {
        self.sources
            .iter()
            .filter(|source| !source.kind.is_server())
            .map(|source| (source.name.as_str(), source.path.as_str()))
    }

    fn faults(&self, file: &str) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut fault =
            |what: String, hint: &str| problems.push(Problem::error("plugin-manifest", what).file(file).hint(hint));
        for (key, value) in
            [("id", &self.id), ("version", &self.version), ("publisher", &self.publisher), ("model", &self.model)]
        {
            if value.trim().is_empty() {
                fault(
                    format!("`{key}` is empty"),
                    "Every plugin has an id, a version, a publisher and a model version.",
                );
            }
        }
        if !is_name(&self.id) && !self.id.trim().is_empty() {
            fault(
                format!("`id` is `{}`; expected small letters, digits and hyphens", self.id),
                "Use the name of the plugin's folder.",
            );
        }
        if self.library.is_none() && !self.reads.is_empty() {
            fault("`reads` is given without a `library`".to_owned(), "Declare files that SQL reads as [[source]].");
        }
        if let Some(library) = &self.library
            && (library.is_empty() || library.contains(['/', '\\', '.']))
        {
            fault(
                format!("`library` is `{library}`; expected the bare name of the library"),
                "Leave out the folder, `lib` in front and `.so`, `.dll` or `.dylib` behind: the program adds what this system needs.",
            );
        }
        if self.model != schakel_model::MODEL_VERSION && !self.model.trim().is_empty() {
            fault(
                format!("`model` is `{}`; this program knows version {}", self.model, schakel_model::MODEL_VERSION),
                "CHANGELOG.md says what changed between versions of the model.",
            );
        }
        let names = self.sources.iter().map(|source| source.name.as_str()).chain(self.reads.keys().map(String::as_str));
        let mut known = BTreeSet::new();
        for name in names.filter(|name| !known.insert(*name)) {
            fault(
                format!("the name `{name}` is given twice"),
                "Every source and every file under [reads] has a name of its own.",
            );
        }
        let Limits { seconds, silent_seconds, memory_mb } = self.limits;
        for (key, value) in [("seconds", seconds), ("silent_seconds", silent_seconds), ("memory_mb", memory_mb)] {
            if value == 0 {
                fault(
                    format!("`limits.{key}` is 0; a library needs some of it"),
                    "Leave the line out to use the default.",
                );
            }
        }
        problems.extend(self.sources.iter().flat_map(SourceSpec::check).map(|problem| problem.file(file)));
        problems.extend(self.surveys.iter().flat_map(SurveySpec::check).map(|problem| problem.file(file)));
        problems
    }
}

/// What a library called `name` is called on this system: `libname.so`, `name.dll` or `libname.dylib`.
pub fn library_file_name(name: &str) -> String {
    format!("{}{name}{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX)
}

fn is_name(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_')
}

/// What the reader of TOML says, with its place, as a problem with this code and hint.
pub(super) fn toml_problem(text: &str, file: &str, error: &toml::de::Error, code: &'static str, hint: &str) -> Problem {
    let problem = Problem::error(code, error.message().trim().replace('\n', ", ")).file(file).hint(hint);
    match error.span().and_then(|span| text.get(..span.start)) {
        None => problem,
        Some(before) => {
            let line = before.matches('\n').count() as u64 + 1;
            let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
            problem.row(line).column(column.to_string())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEAST: &str = "id = \"delta\"\nversion = \"1.0.0\"\npublisher = \"IT\"\nmodel = \"1\"\n";

    #[test]
    fn the_least_that_a_plugin_says_is_who_it_is() {
        let manifest = Manifest::parse(LEAST, "plugin.toml").unwrap();
        assert_eq!((manifest.id.as_str(), manifest.library), ("delta", None));
        assert_eq!(manifest.formats, Formats { date: "jjjj-mm-dd".to_owned(), decimal: '.' });
        assert_eq!(manifest.limits, Limits { seconds: 60, silent_seconds: 30, memory_mb: 1024 });
    }

    #[test]
    fn the_document_that_messages_point_at_names_every_key() {
        let document = include_str!("../../../../docs/plugin-toml.md");
        let own = ["id", "version", "publisher", "model", "library", "date", "decimal", "name", "kind", "path"];
        let survey = ["instrument", "items", "questions", "answers", "separator", "wave", "unfinished", "respondent"];
        let limits = ["seconds", "silent_seconds", "memory_mb"];
        for key in own.into_iter().chain(survey).chain(limits) {
            assert!(document.contains(&format!("`{key}`")), "docs/plugin-toml.md does not say what `{key}` is");
        }
        let example = document.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
        assert_eq!(Manifest::parse(example, "plugin.toml").unwrap().formats.decimal, ',');
    }

    #[test]
    fn a_misspelt_key_is_named_with_its_line() {
        let problems = Manifest::parse(&format!("{LEAST}[limits]\nsecond = 5\n"), "p/plugin.toml").unwrap_err();
        assert_eq!((problems[0].row, problems[0].file.as_deref()), (Some(6), Some("p/plugin.toml")));
        assert!(problems[0].message.contains("unknown field `second`"), "{}", problems[0]);
        assert!(problems[0].message.contains("`silent_seconds`"), "the possible keys are named: {}", problems[0]);
    }

    #[test]
    fn a_source_is_checked_with_the_plugin_it_belongs_to() {
        let source = "[[source]]\nname = \"users\"\nkind = \"csv\"\npath = \"users.csv\"\n";
        let manifest = Manifest::parse(&format!("{LEAST}{source}"), "plugin.toml").unwrap();
        assert_eq!(manifest.source_paths().collect::<Vec<_>>(), [("users", "users.csv")]);

        let twice = format!("{LEAST}{source}sheet = \"Blad1\"\n{source}");
        let problems = Manifest::parse(&twice, "p/plugin.toml").unwrap_err();
        assert_eq!(problems[0].message, "the name `users` is given twice");
        assert!(problems[1].message.contains("`sheet` does not belong to kind csv"), "{}", problems[1]);
        assert!(problems.iter().all(|problem| problem.file.as_deref() == Some("p/plugin.toml")));
    }

    #[test]
    fn a_plugin_of_another_model_version_is_refused_with_both_versions() {
        let problems = Manifest::parse(&LEAST.replace("model = \"1\"", "model = \"7\""), "plugin.toml").unwrap_err();
        assert_eq!(problems[0].message, "`model` is `7`; this program knows version 1");
    }

    #[test]
    fn every_value_that_cannot_be_meant_is_reported_at_once() {
        let text = "id = \"De Delta\"\nversion = \"\"\npublisher = \"IT\"\nmodel = \"1\"\nlibrary = \"libdelta.so\"\n[limits]\nseconds = 0\n";
        let problems = Manifest::parse(text, "plugin.toml").unwrap_err();
        let said: Vec<_> = problems.iter().map(|p| p.message.as_str()).collect();
        assert_eq!(said.len(), 4, "{said:#?}");
        assert!(said[0].starts_with("`version` is empty"));
        assert!(said[1].starts_with("`id` is `De Delta`"));
        assert!(said[2].starts_with("`library` is `libdelta.so`"));
        assert!(said[3].starts_with("`limits.seconds` is 0"));
    }
}

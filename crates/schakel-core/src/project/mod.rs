//! The project: which schools, where their data and plugins are, and what is set.

pub mod keys;
mod read;
pub mod research;
pub mod settings;
mod sharing;
mod toml_fields;

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

pub use keys::{Key, KeyKind};
pub use research::{Contributor, Research};
pub use settings::{Kind as SettingKind, SETTINGS, Setting, Settings};
pub use sharing::{Collect, Share};

/// Name of the project file.
pub const PROJECT_FILE: &str = "schakel.toml";

/// What schakel.toml says.
#[derive(Debug, Clone, PartialEq)]
pub struct Project {
    /// Folder of the project file; paths in it start here.
    pub folder: PathBuf,
    /// Id of the project: part of every pseudonym, and the name of the folder of keys.
    pub id: String,
    /// Name of the project as reports print it.
    pub name: String,
    /// The school year that is reported, such as `2025-2026`.
    pub school_year: String,
    /// The school year it is compared with.
    pub previous_school_year: Option<String>,
    /// The day of the report: "today" wherever something is due or running.
    pub report_date: NaiveDate,
    /// The last day on which data may be kept.
    pub retention_until: Option<NaiveDate>,
    /// Thresholds and limits.
    pub settings: Settings,
    /// The study of the research team; none where it says nothing of it.
    pub research: Option<Research>,
    /// Who worked on the study, in the order of the file.
    pub contributors: Vec<Contributor>,
    /// To whom its schools share; none when they do not.
    pub share: Option<Share>,
    /// How packages of schools are gathered; none where they are not.
    pub collect: Option<Collect>,
    /// The schools, in the order of the file; none where only packages are gathered.
    pub schools: Vec<School>,
}

/// One `[[school]]` of the project file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct School {
    /// Id of the school: small letters, digits, `-` and `_`; the name of its folder in store and output.
    pub id: String,
    /// Folder of the plugin, as written (relative to the project file).
    pub plugin: String,
    /// Folder of the data, as written (relative to the project file).
    pub data: String,
    /// Name of the school, for a plugin without a `school.sql`.
    pub name: Option<String>,
    /// `vo`, `mbo` or `hbo`, for a plugin without a `school.sql`.
    pub sector: Option<String>,
    /// How the school is called in research output, for a plugin without a `school.sql`.
    pub alias: Option<String>,
    /// The school's registration number (BRIN), for a plugin without a `school.sql`.
    pub brin: Option<String>,
    /// File with the local ids of persons whose data are left out, as written.
    pub objections: Option<String>,
    /// The last day on which data of this school may be kept, where that is another than the project's.
    pub retention_until: Option<NaiveDate>,
    /// Line of the project file at which the school starts.
    pub line: u64,
}

impl Project {
    /// The school called `id`.
    pub fn school(&self, id: &str) -> Option<&School> {
        self.schools.iter().find(|school| school.id == id)
    }

    /// The last day on which data of a school may be kept, if anyone said so.
    pub fn retention_of(&self, school: &School) -> Option<NaiveDate> {
        school.retention_until.or(self.retention_until)
    }

    /// A path of the project file as a path that can be opened.
    pub fn path(&self, written: &str) -> PathBuf {
        self.folder.join(written)
    }

    /// Where the store is unless told otherwise.
    pub fn default_store(&self) -> PathBuf {
        self.folder.join(".schakel").join("store")
    }

    /// Where the queries' answers are kept unless told otherwise.
    pub fn default_results(&self) -> PathBuf {
        self.folder.join(".schakel").join("results")
    }

    /// The file beside the store in which something is kept about a school between runs.
    pub fn beside_store(&self, what: &str, school: &str) -> PathBuf {
        self.folder.join(".schakel").join(what).join(format!("{school}.json"))
    }

    /// Where it is kept who is left out, and what was removed. Not beside the store, which may be thrown away at any time.
    pub fn privacy_folder(&self) -> PathBuf {
        self.folder.join("privacy")
    }

    /// Where reports are written unless told otherwise.
    pub fn default_output(&self) -> PathBuf {
        self.folder.join("out")
    }

    /// Where the packages of schools are kept that were collected.
    pub fn default_collected(&self) -> PathBuf {
        self.folder.join("collected")
    }

    /// How a message names `path`: relative to the project file where it lies below it, always with `/`.
    pub fn shown(&self, path: &Path) -> String {
        let shown = path.strip_prefix(&self.folder).unwrap_or(path);
        shown.to_string_lossy().replace('\\', "/")
    }
}

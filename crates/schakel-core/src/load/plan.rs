//! What a school's plugin says, before any of the school's data are read.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use schakel_model::{Table, check};

use super::Options;
use crate::plugin::library::{self, Approved, Subject};
use crate::plugin::native::{self, Folders, NativeRun, NativeTable};
use crate::plugin::{Lock, MANIFEST_FILE, Manifest};
use crate::project::{Project, School};
use crate::survey::SurveySpec;
use crate::values::Forms;
use schakel_source::problem::{Problem, did_you_mean};
use schakel_source::{Kind, SourceSpec, SourceTable};

/// A plugin, read and found usable.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) folder: PathBuf,
    pub(super) manifest: Manifest,
    /// How messages name plugin.toml.
    pub(super) manifest_file: String,
    pub(super) forms: Forms,
    /// Where none of its paths may lead: the data of other schools, the store.
    pub(super) off_limits: Vec<PathBuf>,
    /// The library, when it has one.
    pub(super) library: Option<Approved>,
    /// The queries, in the order of their names.
    pub(super) queries: Vec<PluginQuery>,
}

/// A query of the plugin and the table it fills.
#[derive(Debug)]
pub(super) struct PluginQuery {
    pub(super) table: &'static Table,
    pub(super) file: String,
    pub(super) text: String,
}

impl Plan {
    /// Reads the plugin of a school.
    pub(super) fn read(project: &Project, school: &School) -> Result<Plan, Vec<Problem>> {
        let folder = project.path(&school.plugin);
        let shown = |name: &str| format!("{}/{name}", school.plugin.trim_end_matches('/'));
        let manifest_file = shown(MANIFEST_FILE);
        let text = std::fs::read_to_string(folder.join(MANIFEST_FILE)).map_err(|error| {
            let message = match error.kind() {
                std::io::ErrorKind::NotFound => "there is no plugin here".to_owned(),
                kind => format!("the plugin cannot be read: {kind}"),
            };
            let hint = format!(
                "Correct `plugin` of {} in schakel.toml; a plugin is a folder with a {MANIFEST_FILE}.",
                school.id
            );
            vec![Problem::error("plugin-missing", message).file(&manifest_file).hint(hint)]
        })?;
        let manifest = Manifest::parse(&text, &manifest_file)?;
        let mut problems = Vec::new();
        let forms = Forms::of(&manifest.formats);
        if let Err(message) = &forms {
            problems.push(Problem::error("plugin-manifest", message).file(&manifest_file).hint("Correct [formats]."));
        }
        let queries = match queries(&folder, shown) {
            Ok(queries) => queries,
            Err(more) => {
                problems.extend(more);
                Vec::new()
            }
        };
        // Before what is stored counts as unchanged: trust that was withdrawn holds for tables of an earlier run too.
        let library = match trusted_library(project, school, &manifest, &manifest_file, &folder) {
            Ok(library) => library,
            Err(problem) => {
                problems.push(*problem);
                None
            }
        };
        match forms {
            Ok(forms) if problems.is_empty() => {
                let off_limits = off_limits(project, school);
                Ok(Plan { folder, manifest, manifest_file, forms, off_limits, library, queries })
            }
            _ => Err(problems),
        }
    }

    /// The source that a table belongs to: `survey` for `survey` and `survey__long`.
    pub(super) fn source_of(&self, table: &str) -> Option<&SourceSpec> {
        let belongs = |spec: &&SourceSpec| {
            table.strip_prefix(spec.name.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with("__"))
        };
        self.manifest.sources.iter().filter(belongs).max_by_key(|spec| spec.name.len())
    }

    /// The sources that the surveys name.
    pub(super) fn survey_sources(&self) -> BTreeSet<&str> {
        let tables = self.manifest.surveys.iter().flat_map(SurveySpec::tables);
        tables.filter_map(|table| self.source_of(table)).map(|spec| spec.name.as_str()).collect()
    }

    /// The sheets of trajectory workbooks with the table of the model that each fills.
    pub(super) fn workbook_tables<'t>(&self, tables: &'t [SourceTable]) -> Vec<(&'static Table, &'t SourceTable)> {
        let of_workbook = |table: &'t SourceTable| {
            let spec = self.source_of(&table.name).filter(|spec| spec.kind == Kind::TrajectoryWorkbook)?;
            let name = table.name.strip_prefix(spec.name.as_str())?.strip_prefix("__")?;
            Some((schakel_model::table(name)?, table))
        };
        tables.iter().filter_map(of_workbook).collect()
    }

    /// The library and the files that it reads itself: what can change what it gives.
    pub(super) fn library_files(&self, project: &Project, school: &School) -> Vec<(String, PathBuf)> {
        let data = project.path(&school.data);
        let off_limits = &self.off_limits;
        let folders = Folders { data: &data, plugin: &self.folder, project: &project.folder, off_limits };
        let library = self.library.iter().map(Approved::library);
        let library = library.map(|library| (library.file_name.clone(), library.path.clone()));
        library.chain(native::files_of_library(&self.manifest, &folders)).collect()
    }

    /// The tables of the plugin's library; none when it has no library.
    pub(super) fn run_library(
        &self,
        project: &Project,
        school: &School,
        options: &Options,
    ) -> Result<Vec<NativeTable>, Vec<Problem>> {
        let Some(library) = &self.library else { return Ok(Vec::new()) };
        let data = project.path(&school.data);
        let run = NativeRun {
            manifest: &self.manifest,
            manifest_file: &self.manifest_file,
            library,
            school_id: &school.id,
            school_name: school.name.as_deref().unwrap_or(&school.id),
            school_year: &project.school_year,
            previous_school_year: project.previous_school_year.as_deref().unwrap_or_default(),
            report_date: &project.report_date.to_string(),
            folders: Folders {
                data: &data,
                plugin: &self.folder,
                project: &project.folder,
                off_limits: &self.off_limits,
            },
            host: options.host.as_deref(),
            echo: options.echo,
        };
        native::read_tables(&run).map(|native| native.tables)
    }
}

/// What a plugin of this school has no business with: the data of the other schools, and what was made of them.
fn off_limits(project: &Project, school: &School) -> Vec<PathBuf> {
    let own = project.path(&school.data).canonicalize().ok();
    let others = project.schools.iter().filter(|other| other.id != school.id).map(|other| project.path(&other.data));
    // Schools may share a folder, or have one within that of another.
    let holds_own = |folder: &PathBuf| {
        own.as_ref().is_some_and(|own| folder.canonicalize().is_ok_and(|folder| own.starts_with(folder)))
    };
    let own = project.default_store().parent().map(Path::to_owned).into_iter().chain([project.privacy_folder()]);
    others.filter(|folder| !holds_own(folder)).chain(own).collect()
}

/// The library of a plugin when it may be opened; boxed, because a problem is large beside it.
fn trusted_library(
    project: &Project,
    school: &School,
    manifest: &Manifest,
    manifest_file: &str,
    folder: &Path,
) -> Result<Option<Approved>, Box<Problem>> {
    let subject = Subject { school: &school.id, manifest, manifest_file, folder };
    if manifest.library.is_none() {
        return Ok(None);
    }
    library::approve(&subject, &Lock::read(&project.folder)?).map_err(Box::new)
}

/// The `<table>.sql` files of a plugin, in the order of their names.
fn queries(folder: &Path, shown: impl Fn(&str) -> String) -> Result<Vec<PluginQuery>, Vec<Problem>> {
    let unreadable = |name: &str, error: &std::io::Error| {
        Problem::error("plugin-missing", format!("cannot be read: {}", error.kind())).file(shown(name))
    };
    let entries = std::fs::read_dir(folder).map_err(|error| vec![unreadable("", &error)])?;
    let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let is_query = |name: &String| name.to_lowercase().ends_with(".sql") && !name.starts_with('.');
    let mut names: Vec<String> = names.filter(is_query).collect();
    names.sort();
    let (mut queries, mut problems) = (Vec::new(), Vec::new());
    for name in names {
        let file = shown(&name);
        let small = name.to_lowercase();
        let table = small.trim_end_matches(".sql");
        if name != small && schakel_model::table(table).is_some() {
            // Some systems do not tell these apart, and others do: one name works on all.
            let message = format!("`{name}` is not read; the name of a query has small letters only");
            problems.push(
                Problem::error(check::UNKNOWN_TABLE.code, message).file(file).hint(format!("Call it `{small}`.")),
            );
            continue;
        }
        let table = name.trim_end_matches(".sql");
        let Some(table) = schakel_model::table(table).filter(|table| table.from_plugins()) else {
            let known: Vec<&str> =
                schakel_model::tables().iter().filter(|table| table.from_plugins()).map(|table| table.name).collect();
            let called: Vec<&str> = schakel_model::tables_called(table).iter().map(|table| table.name).collect();
            let hint = match called.first().filter(|name| known.contains(name)) {
                Some(name) => format!("Did you mean `{name}`?"),
                None => did_you_mean(table, &known).unwrap_or_else(|| check::UNKNOWN_TABLE.action.to_owned()),
            };
            let message =
                format!("`{table}` is not a table that a plugin fills; the name of a query is the table it fills");
            problems.push(Problem::error(check::UNKNOWN_TABLE.code, message).file(file).hint(hint));
            continue;
        };
        match std::fs::read_to_string(folder.join(&name)) {
            Ok(text) => queries.push(PluginQuery { table, file, text }),
            Err(error) => problems.push(unreadable(&name, &error)),
        }
    }
    if problems.is_empty() { Ok(queries) } else { Err(problems) }
}

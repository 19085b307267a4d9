//! `schakel plugin new`: a plugin to start from, proposed from a school's files.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anstream::println;
use schakel_core::draft::{self, Draft, Identity};
use schakel_core::editor;
use schakel_core::project::{PROJECT_FILE, Project};
use schakel_model::SchoolYear;
use schakel_source::{Inspection, Kind, clean_name};

use crate::args::NewPluginArgs;
use crate::commands::editions::write_whole;
use crate::commands::{sources_of, together};
use crate::exit::{Ended, Failure, Outcome};
use crate::print::{self, DIM, NAME, NOTICE};

/// Looks at the files, writes the plugin's folder, and adds the school to the project.
///
/// # Errors
/// Wrong use when a name cannot be used, the plugin is there already, or what the project asks for is not given; and
/// problems when a file cannot be read: then nothing is written.
pub(super) fn run(args: &NewPluginArgs) -> Ended {
    let target = Target::of(args)?;
    let files = together(&args.files);
    let sources = sources_of(&files)?;
    let data = data_folder(&files)?;
    let mut inspections = Vec::new();
    let (mut problems, mut names) = (Vec::new(), BTreeSet::new());
    for file in &sources {
        let written = below(&data, file);
        match schakel_source::inspect_as(&resolved(file)?, &source_name(file, &mut names), &written) {
            Ok(inspection) => inspections.push(inspection),
            Err(unreadable) => problems.extend(unreadable),
        }
    }
    if !problems.is_empty() {
        print::problems(&problems);
        println!("{DIM}nothing was written{DIM:#}");
        return Ok(print::outcome(&problems));
    }
    let draft = draft::draft(&inspections, &target.school_year);
    let publisher = args.publisher.clone().or_else(|| args.name.clone()).unwrap_or_else(|| args.id.clone());
    let files = draft::files(&Identity { id: args.id.clone(), publisher }, &inspections, &draft);
    write_folder(&target.plugin, &files)?;
    target.add_school(args, &data)?;
    target.write_schemas()?;
    show(args, &target, &inspections, &draft);
    Ok(Outcome::Done)
}

/// Where the plugin goes, and what the project says.
struct Target {
    folder: PathBuf,
    plugin: PathBuf,
    school_year: String,
    /// The text of schakel.toml as it is; none for a project that is new.
    text: Option<String>,
    /// Whether the project has this school already.
    known: bool,
}

impl Target {
    fn of(args: &NewPluginArgs) -> Result<Target, Failure> {
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if args.id.is_empty() || args.id.len() > 40 || !args.id.chars().all(fits) || args.id.starts_with('-') {
            let message =
                format!("`{}` cannot be an id; use small letters, digits and hyphens, such as delta", args.id);
            return Err(Failure::Usage(message));
        }
        let folder = match args.project.file_name() {
            Some(name) if name == PROJECT_FILE => args.project.parent().unwrap_or(Path::new(".")).to_owned(),
            _ => args.project.clone(),
        };
        let plugin = folder.join("plugins").join(&args.id);
        if plugin.exists() {
            let shown = plugin.display();
            return Err(Failure::Usage(format!(
                "{shown} is there already, and stays as it is. Choose another id, or remove it."
            )));
        }
        let file = folder.join(PROJECT_FILE);
        let (text, school_year, known) = if file.is_file() {
            let project = crate::commands::open_project(&file, &[])?;
            let text = fs::read_to_string(&file).map_err(|error| Failure::fault("reading schakel.toml", error))?;
            (Some(text), project.school_year.clone(), project.school(&args.id).is_some())
        } else {
            let given = args.school_year.as_deref().ok_or_else(|| {
                let message = "there is no schakel.toml; give --school-year, such as 2025-2026, to have one made";
                Failure::Usage(message.to_owned())
            })?;
            // One year alone could be the first or the last of the two.
            let year = SchoolYear::recognise(given)
                .filter(|_| given.contains(['-', '/']))
                .ok_or_else(|| Failure::Usage(format!("`{given}` is not a school year; write it as 2025-2026")))?;
            (None, year.to_string(), false)
        };
        if !known && args.sector.is_none() {
            return Err(Failure::Usage("give --sector vo, mbo or hbo: the report needs it".to_owned()));
        }
        let target = Target { folder, plugin, school_year, text, known };
        // What will be written is read first: a wrong school year must not leave half a project behind.
        target.project_text(args, "data").map(|_| target)
    }

    /// The text of schakel.toml with the school in it.
    fn project_text(&self, args: &NewPluginArgs, data: &str) -> Result<String, Failure> {
        let quoted = |text: &str| format!("{text:?}");
        let mut text = match &self.text {
            Some(text) => text.trim_end().to_owned(),
            None => {
                let last = self.school_year.split('-').next_back().unwrap_or_default();
                format!(
                    "#:schema .schakel/schakel.schema.json\n[project]\nid = {}\nname = {}\nschool_year = {}\n# The day that counts as today in the report.\nreport_date = \"{last}-07-15\"",
                    quoted(&args.id),
                    quoted(args.name.as_ref().unwrap_or(&args.id)),
                    quoted(&self.school_year),
                )
            }
        };
        if !self.known {
            let sector = args.sector.map_or("", |sector| sector.code());
            text.push_str(&format!(
                "\n\n[[school]]\nid = {0}\nname = {1}\nsector = \"{sector}\"\nplugin = \"plugins/{2}\"\ndata = {3}\n",
                quoted(&args.id),
                quoted(args.name.as_ref().unwrap_or(&args.id)),
                args.id,
                quoted(data),
            ));
        }
        Project::parse(&text, PROJECT_FILE, &self.folder, &crate::commands::thresholds()).map_err(|problems| {
            print::problems(&problems);
            Failure::Usage("the project file that would be written cannot be used".to_owned())
        })?;
        Ok(text)
    }

    /// The schemas that the first lines of both files name, for editors.
    fn write_schemas(&self) -> Result<(), Failure> {
        let folder = self.folder.join(".schakel");
        for (name, schema) in
            [("plugin", editor::plugin_schema()), ("schakel", editor::project_schema(&crate::commands::thresholds()))]
        {
            let text =
                serde_json::to_string_pretty(&schema).map_err(|error| Failure::fault("writing a schema", error))?;
            write_whole(&folder.join(format!("{name}.schema.json")), text.as_bytes())?;
        }
        Ok(())
    }

    fn add_school(&self, args: &NewPluginArgs, data: &Path) -> Result<(), Failure> {
        if self.known {
            return Ok(());
        }
        let shown = below(&resolved(&self.folder)?, data);
        write_whole(&self.folder.join(PROJECT_FILE), self.project_text(args, &shown)?.as_bytes())
    }
}

/// The path as the system knows it, so that paths can be compared.
fn resolved(path: &Path) -> Result<PathBuf, Failure> {
    fs::canonicalize(path).map_err(|_| Failure::Usage(format!("{} is not there", path.display())))
}

/// The folder that all files lie in: the data folder of the school.
fn data_folder(files: &[PathBuf]) -> Result<PathBuf, Failure> {
    let mut common: Option<PathBuf> = None;
    for file in files {
        let whole = resolved(file)?;
        let parent = || whole.parent().map(Path::to_owned).unwrap_or_default();
        let folder = if whole.is_dir() && !schakel_source::is_export(&whole) { whole.clone() } else { parent() };
        common = Some(match common {
            None => folder,
            Some(so_far) => {
                let shared = so_far.components().zip(folder.components()).take_while(|(one, other)| one == other);
                shared.map(|(part, _)| part.as_os_str()).collect()
            }
        });
    }
    Ok(common.unwrap_or_default())
}

/// How a path is written: from `folder` with `/`, or whole when it lies on another drive.
fn below(folder: &Path, path: &Path) -> String {
    let whole = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let shared = folder.components().zip(whole.components()).take_while(|(one, other)| one == other).count();
    if shared == 0 {
        return whole.to_string_lossy().into_owned();
    }
    let up = folder.components().skip(shared).map(|_| "..".to_owned());
    let down = whole.components().skip(shared).map(|part| part.as_os_str().to_string_lossy().into_owned());
    let shown = up.chain(down).collect::<Vec<_>>().join("/");
    if shown.is_empty() { ".".to_owned() } else { shown }
}

/// The name of a source, once in a plugin.
fn source_name(file: &Path, taken: &mut BTreeSet<String>) -> String {
    let stem = file.file_stem().map_or_else(String::new, |stem| clean_name(&stem.to_string_lossy()).to_lowercase());
    let stem = if stem.is_empty() { "source".to_owned() } else { stem };
    let numbered = (2..).map(|number| format!("{stem}_{number}"));
    let name = std::iter::once(stem.clone()).chain(numbered).find(|name| !taken.contains(name)).unwrap_or(stem);
    taken.insert(name.clone());
    name
}

/// Writes all files into a folder that appears whole or not at all.
fn write_folder(folder: &Path, files: &BTreeMap<String, String>) -> Result<(), Failure> {
    let fault = |error: std::io::Error| Failure::fault("writing the plugin", error);
    let parent = folder.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(fault)?;
    let making = tempfile::tempdir_in(parent).map_err(fault)?;
    for (name, text) in files {
        fs::write(making.path().join(name), text).map_err(fault)?;
    }
    readable(making.path()).map_err(fault)?;
    fs::rename(making.path(), folder).map_err(fault)?;
    // The folder was moved: there is nothing to clear away.
    let _ = making.keep();
    Ok(())
}

/// A temporary folder is its owner's alone; a plugin is for colleagues too.
#[cfg(unix)]
fn readable(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn readable(_folder: &Path) -> std::io::Result<()> {
    Ok(())
}

/// Some of the names, and how many more there are.
fn few(names: &[String]) -> String {
    const SHOWN: usize = 8;
    let shown = names.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ");
    if names.len() > SHOWN { format!("{shown} and {} more", names.len() - SHOWN) } else { shown }
}

fn show(args: &NewPluginArgs, target: &Target, inspections: &[Inspection], draft: &Draft) {
    println!("{NAME}{}{NAME:#}", target.plugin.display());
    let mut rows = vec![["  file", "fills", "from", "still open"].map(str::to_owned).to_vec()];
    for query in &draft.queries {
        let how = if query.ready { "what is known of the kind" } else { "names and values" };
        rows.push(vec![
            format!("  {}.sql", query.table),
            query.table.to_owned(),
            how.to_owned(),
            query.open.join(", "),
        ]);
    }
    rows.extend(draft.lists.keys().map(|file| {
        let what = if file.starts_with("vragen_") { "questions and items" } else { "words of the school" };
        vec![format!("  {file}"), what.to_owned(), String::new(), "to be completed".to_owned()]
    }));
    let workbooks = inspections.iter().filter(|inspection| inspection.kind == Kind::TrajectoryWorkbook);
    rows.extend(workbooks.map(|inspection| {
        let file = format!("  {}", inspection.file);
        vec![file, "the trajectory".to_owned(), "its own sheets, without a query".to_owned(), String::new()]
    }));
    print::columns(&rows);
    let silent = inspections.iter().filter(|inspection| !draft.uses(&inspection.spec.name));
    for inspection in silent {
        if let Some(why) = draft.why_nothing(&inspection.spec.name) {
            println!("{NOTICE}notice{NOTICE:#} {} is left out: {why}", inspection.file);
            continue;
        }
        println!("{NOTICE}notice{NOTICE:#} nothing was proposed for {}", inspection.file);
        println!(
            "  {DIM}do{DIM:#} Look at its columns with `schakel inspect`, and at the tables with `schakel schema`."
        );
    }
    if !draft.unused.is_empty() {
        println!("\n{DIM}columns that no query uses:{DIM:#}");
        print::columns(
            &draft.unused.iter().map(|(table, columns)| vec![format!("  {table}"), few(columns)]).collect::<Vec<_>>(),
        );
    }
    let project = args.project.display();
    println!("\n{DIM}Look at every line, then:{DIM:#} schakel check --project {project} --school {}", args.id);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_written_from_the_folder_of_the_project() {
        let shown = |path: &str| below(Path::new("/school/project"), Path::new(path));
        assert_eq!(shown("/school/project/data/delta"), "data/delta");
        assert_eq!(shown("/school/data"), "../data");
        assert_eq!(shown("/school/project"), ".");
    }
}

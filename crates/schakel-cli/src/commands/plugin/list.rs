//! `schakel plugin list`: which plugin serves which school.

use std::path::Path;

use anstream::println;
use schakel_core::plugin::library::{self, Standing, Subject};
use schakel_core::plugin::{Lock, MANIFEST_FILE, Manifest};
use schakel_core::project::{Project, School};
use schakel_source::problem::Problem;
use serde_json::{Value, json};

use crate::commands::open_project;
use crate::exit::Ended;
use crate::print;

/// Shows the plugins of a project.
///
/// # Errors
/// Wrong use when there is no such project.
pub(super) fn run(project: &Path, json: bool) -> Ended {
    let project = open_project(project, &[])?;
    let mut problems = Vec::new();
    let lock = Lock::read(&project.folder).unwrap_or_else(|problem| {
        problems.push(problem);
        Lock::default()
    });
    let mut listed = Vec::new();
    for school in &project.schools {
        match look(&project, school, &lock) {
            Ok(plugin) => listed.push(plugin),
            Err(wrong) => problems.extend(wrong),
        }
    }
    if json {
        let plugins: Vec<Value> = listed.iter().map(Listed::json).collect();
        print::json(&json!({"plugins": plugins, "problems": problems}))?;
    } else {
        let mut rows =
            vec![["school", "plugin", "version", "kind", "library", "sources", "fills"].map(str::to_owned).to_vec()];
        rows.extend(listed.iter().map(Listed::row));
        print::columns(&rows);
        if listed.is_empty() {
            println!("no plugins");
        }
        print::problems(&problems);
    }
    Ok(print::outcome(&problems))
}

struct Listed {
    school: String,
    manifest: Manifest,
    tables: Vec<String>,
    /// Whether its library may be opened; nothing when it has none, or when it is not there.
    standing: Option<Standing>,
}

impl Listed {
    fn kind(&self) -> &'static str {
        match (&self.manifest.library, self.tables.is_empty()) {
            (None, _) => "sql",
            (Some(_), true) => "native",
            (Some(_), false) => "native + sql",
        }
    }

    /// Whether its library may be opened, in one word.
    fn standing(&self) -> &'static str {
        match (&self.manifest.library, &self.standing) {
            (None, _) => "-",
            (Some(_), None) => "missing",
            (Some(_), Some(standing)) => standing.name(),
        }
    }

    fn row(&self) -> Vec<String> {
        let mut fills = Vec::new();
        match self.tables.len() {
            0 => {}
            1 => fills.push("1 table by SQL".to_owned()),
            count => fills.push(format!("{count} tables by SQL")),
        }
        match self.manifest.surveys.len() {
            0 => {}
            1 => fills.push("1 survey".to_owned()),
            count => fills.push(format!("{count} surveys")),
        }
        if self.manifest.library.is_some() {
            fills.push("what the library gives".to_owned());
        }
        vec![
            self.school.clone(),
            self.manifest.id.clone(),
            self.manifest.version.clone(),
            self.kind().to_owned(),
            self.standing().to_owned(),
            self.manifest.sources.len().to_string(),
            fills.join(", "),
        ]
    }

    fn json(&self) -> Value {
        json!({
            "school": self.school,
            "plugin": self.manifest.id,
            "version": self.manifest.version,
            "publisher": self.manifest.publisher,
            "kind": self.kind(),
            "sources": self.manifest.sources.len(),
            "library": self.manifest.library,
            "trust": self.manifest.library.as_ref().map(|_| self.standing()),
            "tables": self.tables,
            "surveys": self.manifest.surveys.len(),
        })
    }
}

/// The plugin of a school: its manifest, and how messages name that.
pub(super) fn manifest(project: &Project, school: &School) -> Result<(Manifest, String), Vec<Problem>> {
    let file = project.path(&school.plugin).join(MANIFEST_FILE);
    let shown = project.shown(&file);
    let text = std::fs::read_to_string(&file).map_err(|_| {
        vec![
            Problem::error("plugin-missing", "there is no plugin here that can be read")
                .school(&school.id)
                .file(&shown)
                .hint("Name the plugin's folder under `plugin` in schakel.toml."),
        ]
    })?;
    Ok((Manifest::parse(&text, &shown)?, shown))
}

fn look(project: &Project, school: &School, lock: &Lock) -> Result<Listed, Vec<Problem>> {
    let folder = project.path(&school.plugin);
    let (manifest, shown) = manifest(project, school)?;
    let mut tables: Vec<String> = std::fs::read_dir(&folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(".sql").map(str::to_owned))
        .filter(|name| schakel_model::table(name).is_some())
        .collect();
    tables.sort();
    let subject = Subject { school: &school.id, manifest: &manifest, manifest_file: &shown, folder: &folder };
    let library = library::find(&subject).ok().flatten();
    let standing = library.map(|library| library::standing(&library, &manifest.id, lock));
    Ok(Listed { school: school.id.clone(), manifest, tables, standing })
}

//! The library of a plugin: where it lies, and whether it may be opened.

use std::path::{Path, PathBuf};

use super::digest::sha256_of_file;
use super::failure::{About, Failure, Hint, Stage};
use super::lock::{Lock, Pin, platform};
use super::protocol::Refusal;
use super::{Manifest, library_file_name};
use schakel_source::problem::Problem;

/// The library of a plugin as it lies there now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Library {
    /// Where it is.
    pub path: PathBuf,
    /// Its name on this system.
    pub file_name: String,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
    /// Whether it lies in the folder of the program. What can write there can replace the program itself, so a pin
    /// would add nothing.
    pub beside_program: bool,
}

/// Whether a library may be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It came with the program.
    BesideProgram,
    /// A person trusted this very file.
    Trusted,
    /// Nobody trusted a library of this plugin on this platform.
    Unknown,
    /// A person trusted another file.
    Changed(Pin),
}

impl Standing {
    /// In one word, for a list.
    pub fn name(&self) -> &'static str {
        match self {
            Standing::BesideProgram => "with the program",
            Standing::Trusted => "trusted",
            Standing::Unknown => "not trusted",
            Standing::Changed(_) => "changed",
        }
    }
}

/// A library that may be opened: the only kind that is. Made by [`approve`] alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approved(Library);

impl Approved {
    /// The library.
    pub fn library(&self) -> &Library {
        &self.0
    }
}

/// A plugin as a project uses it.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// Id of the school.
    pub school: &'a str,
    /// What `plugin.toml` says.
    pub manifest: &'a Manifest,
    /// How messages name `plugin.toml` (relative to the project file).
    pub manifest_file: &'a str,
    /// The plugin's folder.
    pub folder: &'a Path,
}

impl Subject<'_> {
    /// The failure as a problem of this plugin, before anything ran.
    fn problem(&self, failure: &Failure, file_name: &str) -> Problem {
        let about = About::of(self.school, self.manifest, self.manifest_file, file_name);
        failure.problem(&about, &Stage::Starting, &Hint::default())
    }
}

/// Finds the library of a plugin and hashes it; nothing when the plugin has none.
///
/// # Errors
/// When it is nowhere, or cannot be read.
pub fn find(subject: &Subject<'_>) -> Result<Option<Library>, Problem> {
    let Some(name) = &subject.manifest.library else { return Ok(None) };
    let file_name = library_file_name(name);
    let give_up = |failure| subject.problem(&failure, &file_name);
    let (path, beside_program) = locate(subject.folder, &file_name).map_err(give_up)?;
    let sha256 = sha256_of_file(&path)
        .map_err(|error| give_up(Failure::Refused(Refusal::CannotLoad(error.kind().to_string()))))?;
    Ok(Some(Library { path, file_name, sha256, beside_program }))
}

/// Whether the library of `plugin` may be opened.
pub fn standing(library: &Library, plugin: &str, lock: &Lock) -> Standing {
    if library.beside_program {
        return Standing::BesideProgram;
    }
    match lock.pin(plugin, &platform()) {
        None => Standing::Unknown,
        Some(pin) if pin.sha256 == library.sha256 => Standing::Trusted,
        Some(pin) => Standing::Changed(pin.clone()),
    }
}

/// The library of a plugin when it may be opened; nothing when the plugin has none.
///
/// # Errors
/// When it is nowhere, when nobody trusted it, or when it is not the file that was trusted.
pub fn approve(subject: &Subject<'_>, lock: &Lock) -> Result<Option<Approved>, Problem> {
    let Some(library) = find(subject)? else { return Ok(None) };
    let sha256 = library.sha256.clone();
    let failure = match standing(&library, &subject.manifest.id, lock) {
        Standing::BesideProgram | Standing::Trusted => return Ok(Some(Approved(library))),
        Standing::Unknown => Failure::Untrusted { sha256 },
        Standing::Changed(pin) => Failure::Changed { trusted: pin.sha256, sha256 },
    };
    Err(subject.problem(&failure, &library.file_name))
}

/// Where the library of a plugin is: in the plugin's folder, beside the program, or in the folder `deps` there. True
/// for the latter two, which are for those who build program and plugins together.
fn locate(plugin: &Path, file_name: &str) -> Result<(PathBuf, bool), Failure> {
    let program = std::env::current_exe().ok().and_then(|exe| exe.parent().map(Path::to_owned));
    let beside = program.into_iter().flat_map(|folder| [folder.join("deps"), folder].into_iter().rev());
    let candidates = [(plugin.to_owned(), false)].into_iter().chain(beside.map(|folder| (folder, true)));
    candidates.map(|(folder, beside)| (folder.join(file_name), beside)).find(|(path, _)| path.is_file()).ok_or_else(
        || Failure::Missing {
            looked_in: ["the plugin's folder", "the folder of the program", "its folder `deps`"]
                .map(str::to_owned)
                .into(),
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_library_that_is_nowhere_is_said_so() {
        assert!(matches!(locate(Path::new("."), "no-such-library.so"), Err(Failure::Missing { .. })));
    }

    #[test]
    fn only_the_very_file_that_was_trusted_may_be_opened() {
        let folder = tempfile::tempdir().unwrap();
        let file_name = library_file_name("delta");
        std::fs::write(folder.path().join(&file_name), "one").unwrap();
        let text = "id = 'delta'\nversion = '1.0.0'\npublisher = 'IT'\nmodel = '1'\nlibrary = 'delta'\n";
        let manifest = Manifest::parse(text, "p/plugin.toml").unwrap();
        let subject =
            Subject { school: "delta", manifest: &manifest, manifest_file: "p/plugin.toml", folder: folder.path() };
        let mut lock = Lock::default();
        let unknown = approve(&subject, &lock).unwrap_err();
        assert_eq!(unknown.code, "plugin-untrusted");
        assert!(unknown.message.contains("its SHA-256 begins with 7692c3ad3540"), "{unknown}");
        assert!(unknown.hint.unwrap().contains("`schakel plugin trust --project . delta`"));

        let sha256 = find(&subject).unwrap().unwrap().sha256;
        let mut pin = Pin {
            plugin: "delta".to_owned(),
            platform: "plan9-vax".to_owned(),
            version: "1.0.0".to_owned(),
            publisher: "IT".to_owned(),
            file: file_name.clone(),
            sha256,
        };
        lock.trust(pin.clone());
        assert_eq!(approve(&subject, &lock).unwrap_err().code, "plugin-untrusted", "trusted for another platform");
        pin.platform = platform();
        lock.trust(pin);
        assert_eq!(approve(&subject, &lock).unwrap().unwrap().library().file_name, file_name);

        std::fs::write(folder.path().join(&file_name), "two").unwrap();
        let changed = approve(&subject, &lock).unwrap_err();
        assert_eq!(changed.code, "plugin-changed");
        assert!(changed.message.contains("7692c3ad3540") && changed.message.contains("3fc4ccfe7458"), "{changed}");
    }
}

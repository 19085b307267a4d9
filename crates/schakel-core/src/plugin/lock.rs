//! `plugins.lock`: the native libraries that a person trusted, each by its SHA-256.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::manifest::toml_problem;
use schakel_source::problem::Problem;

/// Name of the file, which lies beside schakel.toml.
pub const LOCK_FILE: &str = "plugins.lock";

const HEADER: &str = "# Native libraries that were trusted, by their SHA-256. Written by `schakel plugin trust`.\n";
const CODE: &str = "plugins-lock";
const REPAIR: &str =
    "Take the file back from where it was kept, or remove it and run `schakel plugin trust --project .`.";

/// A library that was trusted: for one plugin, on one platform.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pin {
    /// Id of the plugin.
    pub plugin: String,
    /// For which operating system and processor, as [`platform`] names them.
    pub platform: String,
    /// Version of the plugin when the library was trusted.
    pub version: String,
    /// Who published the plugin then.
    pub publisher: String,
    /// Name of the library file.
    pub file: String,
    /// SHA-256 of the library file, in hexadecimal.
    pub sha256: String,
}

/// What `plugins.lock` says: at most one library per plugin and platform.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lock(BTreeMap<(String, String), Pin>);

#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    library: Vec<Pin>,
}

/// Operating system and processor of this program, such as `linux-x86_64`.
pub fn platform() -> String {
    format!("{}-{}", std::env::consts::OS, std::env::consts::ARCH)
}

impl Lock {
    /// Reads the file in the folder of a project; nothing is trusted when it is not there.
    ///
    /// # Errors
    /// When the file cannot be read, or is not what `schakel plugin trust` writes.
    pub fn read(folder: &Path) -> Result<Lock, Problem> {
        match std::fs::read_to_string(folder.join(LOCK_FILE)) {
            Ok(text) => Lock::parse(&text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Lock::default()),
            Err(error) => Err(fault(format!("the file cannot be read: {}", error.kind()))),
        }
    }

    /// Reads the text of the file.
    ///
    /// # Errors
    /// When it is not what `schakel plugin trust` writes.
    pub fn parse(text: &str) -> Result<Lock, Problem> {
        let written: Written =
            toml::from_str(text).map_err(|error| toml_problem(text, LOCK_FILE, &error, CODE, REPAIR))?;
        let mut lock = Lock::default();
        for pin in written.library {
            if pin.sha256.len() != 64 || !pin.sha256.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) {
                return Err(fault(format!("`sha256` of {} is no SHA-256; expected 64 digits 0-9, a-f", pin.plugin)));
            }
            if let Some(earlier) = lock.trust(pin) {
                // Which of the two was meant is not for the program to guess.
                let Pin { plugin, platform, .. } = earlier;
                return Err(fault(format!("plugin {plugin} stands there twice for {platform}; expected once")));
            }
        }
        Ok(lock)
    }

    /// The library that was trusted for a plugin on a platform.
    pub fn pin(&self, plugin: &str, platform: &str) -> Option<&Pin> {
        self.0.get(&(plugin.to_owned(), platform.to_owned()))
    }

    /// Trusts a library from now on, in the place of the one that is returned.
    pub fn trust(&mut self, pin: Pin) -> Option<Pin> {
        self.0.insert((pin.plugin.clone(), pin.platform.clone()), pin)
    }

    /// Writes the file into the folder of a project, as a whole or not at all: sorted, the same bytes for the same
    /// libraries.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn write(&self, folder: &Path) -> Result<(), Problem> {
        let text = self.text().map_err(|error| fault(format!("the file cannot be made: {error}")))?;
        let put = || {
            let mut file = tempfile::NamedTempFile::new_in(folder)?;
            file.write_all(text.as_bytes())?;
            file.as_file().sync_all()?;
            share(file.as_file())?;
            file.persist(folder.join(LOCK_FILE)).map_err(|error| error.error)
        };
        put().map(|_| ()).map_err(|error| {
            fault(format!("the file cannot be written: {}", error.kind()))
                .hint("Check the rights and the free space of the project's folder.")
        })
    }

    fn text(&self) -> Result<String, toml::ser::Error> {
        let written = Written { library: self.0.values().cloned().collect() };
        Ok(format!("{HEADER}\n{}", toml::to_string(&written)?))
    }
}

/// The file goes with the project to others; a temporary file is for its owner alone.
fn share(file: &std::fs::File) -> std::io::Result<()> {
    #[cfg(unix)]
    file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644))?;
    let _ = file;
    Ok(())
}

fn fault(what: String) -> Problem {
    Problem::error(CODE, what).file(LOCK_FILE).hint(REPAIR)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pin(plugin: &str, platform: &str, digit: char) -> Pin {
        Pin {
            plugin: plugin.to_owned(),
            platform: platform.to_owned(),
            version: "1.0.0".to_owned(),
            publisher: "IT \"van\" Delta".to_owned(),
            file: "libdelta.so".to_owned(),
            sha256: digit.to_string().repeat(64),
        }
    }

    #[test]
    fn the_file_is_sorted_and_comes_back_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let pins = [
            pin("kompas", "linux-x86_64", '1'),
            pin("delta", "windows-x86_64", '2'),
            pin("delta", "linux-x86_64", '3'),
        ];
        let (mut one, mut other) = (Lock::default(), Lock::default());
        pins.iter().cloned().for_each(|pin| assert_eq!(one.trust(pin), None));
        pins.iter().rev().cloned().for_each(|pin| assert_eq!(other.trust(pin), None));
        one.write(folder.path()).unwrap();
        let bytes = std::fs::read_to_string(folder.path().join(LOCK_FILE)).unwrap();
        assert_eq!(bytes, other.text().unwrap());
        assert_eq!(Lock::read(folder.path()).unwrap(), one);
        let hashes: Vec<_> =
            bytes.lines().filter_map(|line| line.strip_prefix("sha256 = \"")).map(|hash| &hash[..1]).collect();
        assert_eq!(hashes, ["3", "2", "1"]);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
    }

    #[test]
    fn a_project_without_the_file_trusts_nothing() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Lock::read(folder.path()).unwrap(), Lock::default());
    }

    #[test]
    fn a_file_that_was_spoilt_is_no_file_and_trusts_nothing() {
        let mut lock = Lock::default();
        lock.trust(pin("delta", "linux-x86_64", 'a'));
        let text = lock.text().unwrap();
        let entry = text.strip_prefix(HEADER).unwrap();
        for (spoilt, what) in [
            (text.replace("aaaa\"", "AAAA\""), "is no SHA-256"),
            (text.replace("aaaa\"", "\""), "is no SHA-256"),
            (format!("{text}{entry}"), "plugin delta stands there twice for linux-x86_64"),
            (format!("{text}sha1 = 'x'"), "unknown field `sha1`"),
            (text[..text.len() - 5].to_owned(), "string"),
        ] {
            let problem = Lock::parse(&spoilt).unwrap_err();
            assert_eq!((problem.code, problem.file.as_deref()), (CODE, Some(LOCK_FILE)), "{problem}");
            assert!(problem.message.contains(what), "{problem}");
        }
    }

    #[test]
    fn a_folder_that_cannot_be_written_is_said_so() {
        let problem = Lock::default().write(Path::new("/no/such/folder")).unwrap_err();
        assert!(problem.message.contains("cannot be written"), "{problem}");
    }
}

//! The file in which the key of a school is kept, outside the project.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::{Key, hex};
use schakel_source::problem::Problem;

/// The folder in which keys are kept: `<folder>/<project>/<school>.key`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyFolder(PathBuf);

/// What a key of a school is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyOf {
    /// Making pseudonyms.
    Pseudonyms,
    /// Knowing persons again who are left out. It stays when pseudonyms get another key: the ids themselves are not kept.
    Objections,
}

impl KeyOf {
    fn file_name(self, school: &str) -> String {
        match self {
            KeyOf::Pseudonyms => format!("{school}.key"),
            // No id of a school has a point in it.
            KeyOf::Objections => format!("{school}.objections.key"),
        }
    }
}

/// A key, and what there is to say about its file.
#[derive(Debug)]
pub struct OpenedKey {
    /// The key.
    pub key: Key,
    /// That it was made, or that its rights were too wide. For the screen only: it names a folder of this machine.
    pub notices: Vec<Problem>,
}

impl KeyFolder {
    /// Keys in this folder.
    pub fn new(folder: impl Into<PathBuf>) -> KeyFolder {
        KeyFolder(folder.into())
    }

    /// `$SCHAKEL_KEYS`, or `schakel/keys` in the folder in which the system keeps a user's data.
    ///
    /// # Errors
    /// When neither is known.
    pub fn of_this_user() -> Result<KeyFolder, Problem> {
        let named = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let data = || {
            if cfg!(windows) {
                named("LOCALAPPDATA")
            } else {
                named("XDG_DATA_HOME").or_else(|| named("HOME").map(|home| home.join(".local").join("share")))
            }
        };
        named("SCHAKEL_KEYS")
            .or_else(|| data().map(|data| data.join("schakel").join("keys")))
            .map(KeyFolder)
            .ok_or_else(|| {
                Problem::error("key-folder", "there is no folder for the keys of pseudonyms")
                    .hint("Name one in SCHAKEL_KEYS.")
            })
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The file of a school's key for pseudonyms.
    pub fn file(&self, project: &str, school: &str) -> PathBuf {
        self.file_of(KeyOf::Pseudonyms, project, school)
    }

    /// The file of a key of a school.
    pub fn file_of(&self, of: KeyOf, project: &str, school: &str) -> PathBuf {
        self.0.join(project).join(of.file_name(school))
    }

    /// Puts a key that is known, where there is none yet.
    ///
    /// # Errors
    /// When the file is there already or cannot be written.
    pub fn put(&self, project: &str, school: &str, key: &Key) -> std::io::Result<()> {
        let file = self.file(project, school);
        make_folder(file.parent().unwrap_or(Path::new(".")))?;
        create_private(&file)?.write_all(format!("{}\n", hex(&key.0)).as_bytes())
    }

    /// Reads the key of a school for pseudonyms, or makes one when there is none.
    ///
    /// # Errors
    /// When the file cannot be read or written, or does not hold a key.
    pub fn open(&self, project: &str, school: &str) -> Result<OpenedKey, Problem> {
        self.open_of(KeyOf::Pseudonyms, project, school)
    }

    /// Reads a key of a school, or makes one when there is none.
    ///
    /// # Errors
    /// As [`KeyFolder::open`].
    pub fn open_of(&self, of: KeyOf, project: &str, school: &str) -> Result<OpenedKey, Problem> {
        let file = self.file_of(of, project, school);
        match self.read(of, project, school)? {
            Some(key) => Ok(OpenedKey { key, notices: narrow(&file, school)? }),
            None => make(of, &file, school),
        }
    }

    /// Reads a key of a school; nothing when there is none.
    ///
    /// # Errors
    /// When the file cannot be read, or does not hold a key.
    pub fn read(&self, of: KeyOf, project: &str, school: &str) -> Result<Option<Key>, Problem> {
        let file = self.file_of(of, project, school);
        match fs::read_to_string(&file) {
            Ok(text) => parse(&text).map(Some).ok_or_else(|| {
                fault(&file, school, "does not hold a key of 64 hexadecimal digits").hint(
                    "Put the original file back: with another key the pseudonyms of earlier loads cannot be linked.",
                )
            }),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(fault(&file, school, &format!("cannot be read: {}", error.kind()))),
        }
    }

    /// Puts a new key for pseudonyms in the place of the old one, which is gone then.
    ///
    /// # Errors
    /// When the file cannot be written; the old key is then still there.
    pub fn replace(&self, project: &str, school: &str) -> Result<Key, Problem> {
        let file = self.file(project, school);
        // What a run that was broken off left behind.
        let beside = file.with_extension("key.new");
        without(&beside, school)?;
        let made = make(KeyOf::Pseudonyms, &beside, school)?;
        fs::rename(&beside, &file)
            .map_err(|error| fault(&file, school, &format!("cannot be replaced: {}", error.kind())))?;
        Ok(made.key)
    }

    /// Removes all keys of a school.
    ///
    /// # Errors
    /// When a file is there and cannot be removed.
    pub fn remove(&self, project: &str, school: &str) -> Result<(), Problem> {
        without(&self.file(project, school).with_extension("key.new"), school)?;
        [KeyOf::Pseudonyms, KeyOf::Objections]
            .into_iter()
            .try_for_each(|of| without(&self.file_of(of, project, school), school))
    }
}

/// Removes a file that may not be there.
fn without(file: &Path, school: &str) -> Result<(), Problem> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(fault(file, school, &format!("cannot be removed: {}", error.kind())))
        }
        _ => Ok(()),
    }
}

fn fault(file: &Path, school: &str, what: &str) -> Problem {
    Problem::error("key-file", format!("the key file {} {what}", file.display())).school(school)
}

fn parse(text: &str) -> Option<Key> {
    let digits = text.trim().as_bytes();
    let mut bytes = [0; 32];
    if digits.len() != 64 || !digits.is_ascii() {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(Key::new(bytes))
}

fn make(of: KeyOf, file: &Path, school: &str) -> Result<OpenedKey, Problem> {
    let failed = |error: std::io::Error| fault(file, school, &format!("cannot be made: {}", error.kind()));
    let folder = file.parent().unwrap_or(Path::new("."));
    make_folder(folder).map_err(failed)?;
    let key = Key::random().map_err(|_| fault(file, school, "cannot be made: the system gives no random numbers"))?;
    let mut new = create_private(file).map_err(failed)?;
    new.write_all(format!("{}\n", hex(&key.0)).as_bytes()).and_then(|()| new.sync_all()).map_err(failed)?;
    let (what, why) = match of {
        KeyOf::Pseudonyms => ("pseudonyms", "pseudonyms of a later load cannot be linked to these"),
        KeyOf::Objections => ("objections", "nobody can be left out who is remembered, and the school cannot be read"),
    };
    let notice = Problem::notice("key-made", format!("a new key for {what} was made: {}", file.display()))
        .school(school)
        .hint(format!("Keep a copy of it in a safe place: without it, {why}."));
    Ok(OpenedKey { key, notices: vec![notice] })
}

#[cfg(unix)]
fn make_folder(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

#[cfg(not(unix))]
fn make_folder(folder: &Path) -> std::io::Result<()> {
    // The folder of a user's data is closed to other users, and what is made in it inherits that.
    fs::create_dir_all(folder)
}

#[cfg(unix)]
fn create_private(file: &Path) -> std::io::Result<fs::File> {
    use std::os::unix::fs::OpenOptionsExt;
    fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(file)
}

#[cfg(not(unix))]
fn create_private(file: &Path) -> std::io::Result<fs::File> {
    fs::OpenOptions::new().write(true).create_new(true).open(file)
}

/// Takes away the rights of others, and says so.
#[cfg(unix)]
fn narrow(file: &Path, school: &str) -> Result<Vec<Problem>, Problem> {
    use std::os::unix::fs::PermissionsExt;
    let failed = |error: std::io::Error| fault(file, school, &format!("cannot be kept private: {}", error.kind()));
    let rights = fs::metadata(file).map_err(failed)?.permissions();
    if rights.mode() & 0o077 == 0 {
        return Ok(Vec::new());
    }
    fs::set_permissions(file, fs::Permissions::from_mode(0o600)).map_err(failed)?;
    Ok(vec![
        Problem::notice(
            "key-rights",
            format!("others could read the key file {}; now only its owner can", file.display()),
        )
        .school(school),
    ])
}

#[cfg(not(unix))]
fn narrow(_file: &Path, _school: &str) -> Result<Vec<Problem>, Problem> {
    Ok(Vec::new())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> (tempfile::TempDir, KeyFolder) {
        let temp = tempfile::tempdir().unwrap();
        let keys = KeyFolder::new(temp.path().join("keys"));
        (temp, keys)
    }

    #[test]
    fn the_first_run_makes_a_key_and_says_where_and_later_runs_use_it() {
        let (_temp, keys) = folder();
        let first = keys.open("zes", "delta").unwrap();
        assert_eq!(first.notices.len(), 1);
        assert!(first.notices[0].message.contains("delta.key"), "{}", first.notices[0]);
        let second = keys.open("zes", "delta").unwrap();
        assert_eq!(second.key, first.key);
        assert!(second.notices.is_empty());
        assert_ne!(keys.open("zes", "kompas").unwrap().key, first.key, "every school has its own");
    }

    #[test]
    fn a_damaged_key_file_is_not_replaced() {
        let (_temp, keys) = folder();
        keys.open("zes", "delta").unwrap();
        fs::write(keys.file("zes", "delta"), "not a key").unwrap();
        let problem = keys.open("zes", "delta").unwrap_err();
        assert!(problem.message.contains("does not hold a key"), "{problem}");
        assert_eq!(fs::read_to_string(keys.file("zes", "delta")).unwrap(), "not a key");
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_can_read_a_key() {
        use std::os::unix::fs::PermissionsExt;
        let (_temp, keys) = folder();
        keys.open("zes", "delta").unwrap();
        let file = keys.file("zes", "delta");
        let rights = |file: &Path| fs::metadata(file).unwrap().permissions().mode() & 0o777;
        assert_eq!(rights(&file), 0o600);
        fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
        assert_eq!(keys.open("zes", "delta").unwrap().notices.len(), 1);
        assert_eq!(rights(&file), 0o600);
    }
}

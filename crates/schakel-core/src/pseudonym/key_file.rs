//! The file in which the key of a school is kept, outside the project.

use std::fs;
use std::path::{Path, PathBuf};

use super::private_file::{SecretText, fault, read_secret, write_new};
use super::{Key, hex};
use schakel_source::problem::Problem;

/// The folder in which keys are kept: `<folder>/<project>/<school>.key`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyFolder(PathBuf);

/// What a key of a school is for that persons are recognised by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyOf {
    /// Making pseudonyms.
    Pseudonyms,
    /// Knowing persons again who are left out. It stays when pseudonyms get another key: the ids themselves are not kept.
    Objections,
}

impl KeyOf {
    fn purpose(self) -> &'static Purpose {
        match self {
            KeyOf::Pseudonyms => &PSEUDONYMS,
            KeyOf::Objections => &OBJECTIONS,
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
        self.0.join(project).join(format!("{school}.key"))
    }

    /// The file of the key by which persons are known again who are left out.
    pub fn objections_file(&self, project: &str, school: &str) -> PathBuf {
        self.0.join(project).join(format!("{school}.objections.key"))
    }

    fn file_of(&self, of: KeyOf, project: &str, school: &str) -> PathBuf {
        match of {
            KeyOf::Pseudonyms => self.file(project, school),
            KeyOf::Objections => self.objections_file(project, school),
        }
    }

    /// The file of the key by which a school signs what it shares. No id of a school has a dot, so no other key has
    /// this name.
    pub fn signing_file(&self, project: &str, school: &str) -> PathBuf {
        self.0.join(project).join(format!("{school}.signing.key"))
    }

    /// The file of the secret key of a project's research team.
    pub fn research_file(&self, project: &str) -> PathBuf {
        self.0.join(project).join("research.age.key")
    }

    /// Puts a key that is known, where there is none yet.
    ///
    /// # Errors
    /// When the file is there already or cannot be written.
    pub fn put(&self, project: &str, school: &str, key: &Key) -> std::io::Result<()> {
        write_new(&self.file(project, school), &format!("{}\n", hex(&key.0)))
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
        open(&self.file_of(of, project, school), school, of.purpose())
    }

    /// Reads a key of a school; nothing when there is none.
    ///
    /// # Errors
    /// When the file cannot be read, or does not hold a key.
    pub fn read(&self, of: KeyOf, project: &str, school: &str) -> Result<Option<Key>, Problem> {
        let file = self.file_of(of, project, school);
        if !file.exists() {
            return Ok(None);
        }
        read(&file, of.purpose()).map(|opened| Some(opened.key)).map_err(|problem| problem.school(school))
    }

    /// Puts a new key for pseudonyms in the place of the old one, which is gone then.
    ///
    /// # Errors
    /// When the file cannot be written; the old key is then still there.
    pub fn replace(&self, project: &str, school: &str) -> Result<(), Problem> {
        let file = self.file(project, school);
        let beside = new_beside(&file);
        // What a run that was broken off left behind.
        without(&beside).and_then(|()| make(&beside, &PSEUDONYMS)).map_err(|problem| problem.school(school))?;
        fs::rename(&beside, &file)
            .map_err(|error| fault(&file, &format!("cannot be replaced: {}", error.kind())).school(school))
    }

    /// Removes all keys of a school.
    ///
    /// # Errors
    /// When a file is there and cannot be removed.
    pub fn remove(&self, project: &str, school: &str) -> Result<(), Problem> {
        let own = self.file(project, school);
        let others = [self.objections_file(project, school), self.signing_file(project, school), new_beside(&own)];
        let removed = [own].iter().chain(&others).try_for_each(|file| without(file));
        removed.map_err(|problem| problem.school(school))
    }

    /// Reads the key by which a school signs what it shares, or makes one when there is none.
    ///
    /// # Errors
    /// As [`KeyFolder::open`].
    pub fn open_signing(&self, project: &str, school: &str) -> Result<OpenedKey, Problem> {
        open(&self.signing_file(project, school), school, &SIGNING)
    }

    /// Reads the secret key of a project's research team; where there is none, `make` gives the text of a new one.
    ///
    /// # Errors
    /// When the file cannot be read or written.
    pub fn open_research(&self, project: &str, make: impl FnOnce() -> String) -> Result<SecretText, Problem> {
        let file = self.research_file(project);
        if file.exists() {
            return read_secret(&file);
        }
        let text = make();
        write_new(&file, &text).map_err(|error| fault(&file, &format!("cannot be made: {}", error.kind())))?;
        Ok(SecretText { text, notices: vec![RESEARCH.made(&file)] })
    }
}

/// Where a key is made that takes the place of another.
fn new_beside(file: &Path) -> PathBuf {
    file.with_extension("key.new")
}

/// Removes a file that may not be there.
fn without(file: &Path) -> Result<(), Problem> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(fault(file, &format!("cannot be removed: {}", error.kind())))
        }
        _ => Ok(()),
    }
}

/// What a key is for, as far as a person is told.
struct Purpose {
    name: &'static str,
    keep: &'static str,
    put_back: &'static str,
}

const PSEUDONYMS: Purpose = Purpose {
    name: "key for pseudonyms",
    keep: "Keep a copy of it in a safe place: without it, pseudonyms of a later load cannot be linked to these.",
    put_back: "Put the original file back: with another key the pseudonyms of earlier loads cannot be linked.",
};
const OBJECTIONS: Purpose = Purpose {
    name: "key for objections",
    keep: "Keep a copy of it in a safe place: without it nobody is known again who is left out, and the school is not read.",
    put_back: "Put the original file back: with another key nobody is known again who is left out.",
};
const SIGNING: Purpose = Purpose {
    name: "key for signing packages",
    keep: "Keep a copy of it in a safe place, and give the research team the public key that `schakel keys` prints.",
    put_back: "Put the original file back: the research team refuses what another key signed.",
};
const RESEARCH: Purpose = Purpose {
    name: "secret key of the research team",
    keep: "Keep a copy of it in a safe place: without it, no package that was made for it can be read.",
    put_back: "",
};

impl Purpose {
    fn made(&self, file: &Path) -> Problem {
        Problem::notice("key-made", format!("a new {} was made: {}", self.name, file.display())).hint(self.keep)
    }
}

fn open(file: &Path, school: &str, purpose: &Purpose) -> Result<OpenedKey, Problem> {
    let opened = if file.exists() { read(file, purpose) } else { make(file, purpose) };
    match opened {
        Ok(mut opened) => {
            opened.notices = opened.notices.into_iter().map(|notice| notice.school(school)).collect();
            Ok(opened)
        }
        Err(problem) => Err(problem.school(school)),
    }
}

fn read(file: &Path, purpose: &Purpose) -> Result<OpenedKey, Problem> {
    let SecretText { text, notices } = read_secret(file)?;
    match parse(&text) {
        Some(key) => Ok(OpenedKey { key, notices }),
        None => Err(fault(file, "does not hold a key of 64 hexadecimal digits").hint(purpose.put_back)),
    }
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

fn make(file: &Path, purpose: &Purpose) -> Result<OpenedKey, Problem> {
    let key = Key::random().map_err(|_| fault(file, "cannot be made: the system gives no random numbers"))?;
    let written = write_new(file, &format!("{}\n", hex(&key.0)));
    written.map_err(|error| fault(file, &format!("cannot be made: {}", error.kind())))?;
    Ok(OpenedKey { key, notices: vec![purpose.made(file)] })
}

#[cfg(test)]
mod tests {
    use std::fs;

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
    fn a_school_signs_with_another_key_than_that_of_its_pseudonyms() {
        let (_temp, keys) = folder();
        let signing = keys.open_signing("zes", "delta").unwrap();
        assert!(signing.notices[0].message.contains("key for signing packages"), "{}", signing.notices[0]);
        assert_ne!(keys.open("zes", "delta").unwrap().key, signing.key);
        assert_eq!(keys.open_signing("zes", "delta").unwrap().key, signing.key);
    }

    #[test]
    fn the_key_of_the_research_team_is_made_once() {
        let (_temp, keys) = folder();
        let first = keys.open_research("zes", || "one".to_owned()).unwrap();
        assert_eq!((first.text.as_str(), first.notices.len()), ("one", 1));
        let again = keys.open_research("zes", || "two".to_owned()).unwrap();
        assert_eq!((again.text.as_str(), again.notices.len()), ("one", 0));
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

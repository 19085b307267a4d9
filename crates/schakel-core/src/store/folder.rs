//! The folder of a school in the store, replaced as a whole or not at all.

use std::fs;
use std::path::{Path, PathBuf};

use super::{LOAD_FILE, LoadFile};
use schakel_source::problem::Problem;

/// The store of a project.
#[derive(Debug, Clone)]
pub struct StoreFolder(PathBuf);

/// A school's folder while it is written, beside the one it will replace. Dropped before [`Writing::finish`] it disappears.
#[derive(Debug)]
pub struct Writing {
    temporary: PathBuf,
    target: PathBuf,
    aside: PathBuf,
    school: String,
}

impl StoreFolder {
    /// The store in this folder.
    pub fn new(folder: impl Into<PathBuf>) -> StoreFolder {
        StoreFolder(folder.into())
    }

    /// The folder of the store.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The folder of a school.
    pub fn school(&self, school: &str) -> PathBuf {
        self.0.join(school)
    }

    /// What a school's folder was made from; nothing when there is none or it cannot be read.
    pub fn load_file(&self, school: &str) -> Option<LoadFile> {
        LoadFile::read(&self.school(school).join(LOAD_FILE))
    }

    /// Removes a school, with what a run that was broken off left of it: nothing of an earlier load is taken for what the
    /// sources say now.
    ///
    /// # Errors
    /// When a folder is there and cannot be removed.
    pub fn remove(&self, school: &str) -> Result<(), Problem> {
        let folders = [self.school(school), self.temporary(school), self.aside(school)];
        let removed = folders.iter().try_for_each(|folder| without(folder));
        removed.map_err(|error| fault(school, "remove what was stored earlier", &error))
    }

    /// Starts writing a school. What a run that was broken off left behind disappears: one run at a time uses a store.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn write(&self, school: &str) -> Result<Writing, Problem> {
        let temporary = self.temporary(school);
        let made = without(&self.aside(school))
            .and_then(|()| without(&temporary))
            .and_then(|()| fs::create_dir_all(&temporary));
        made.map_err(|error| fault(school, "make a folder", &error))?;
        Ok(Writing { temporary, target: self.school(school), aside: self.aside(school), school: school.to_owned() })
    }

    /// Where a school is written.
    fn temporary(&self, school: &str) -> PathBuf {
        self.0.join(format!(".{school}.tmp"))
    }

    /// Where the earlier folder of a school steps aside while the new one is put in place.
    fn aside(&self, school: &str) -> PathBuf {
        self.0.join(format!(".{school}.old"))
    }
}

/// Removes a folder that may not be there.
fn without(folder: &Path) -> std::io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn fault(school: &str, what: &str, error: &std::io::Error) -> Problem {
    Problem::error("store", format!("the store cannot {what}: {}", error.kind()))
        .school(school)
        .hint("Check the rights and the free space of the folder, or name another one.")
}

impl Writing {
    /// The file of a table.
    pub fn table(&self, table: &str) -> PathBuf {
        self.temporary.join(format!("{table}.parquet"))
    }

    /// Puts the folder in the place of the earlier one.
    ///
    /// # Errors
    /// When a folder cannot be renamed; the earlier one is then still there.
    pub fn finish(self, load: &LoadFile) -> Result<(), Problem> {
        let failed = |what: &'static str| {
            let school = self.school.clone();
            move |error: std::io::Error| fault(&school, what, &error)
        };
        load.write(&self.temporary.join(LOAD_FILE)).map_err(failed("write load.json"))?;
        // A folder cannot be renamed onto another one: the earlier one steps aside and goes when the new one is there.
        let had_one = match fs::rename(&self.target, &self.aside) {
            Ok(()) => true,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => false,
            Err(error) => return Err(failed("replace what was stored earlier")(error)),
        };
        if let Err(error) = fs::rename(&self.temporary, &self.target) {
            if had_one {
                let _ = fs::rename(&self.aside, &self.target);
            }
            return Err(failed("put the new folder in place")(error));
        }
        if had_one {
            fs::remove_dir_all(&self.aside).map_err(failed("remove what was stored earlier"))?;
        }
        Ok(())
    }
}

impl Drop for Writing {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.temporary);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(key: &str) -> LoadFile {
        LoadFile { key: key.to_owned(), ..LoadFile::default() }
    }

    fn names(store: &StoreFolder) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(store.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_school_is_replaced_as_a_whole() {
        let temp = tempfile::tempdir().unwrap();
        let store = StoreFolder::new(temp.path());
        let first = store.write("delta").unwrap();
        fs::write(first.table("staff"), "1").unwrap();
        fs::write(first.table("student"), "1").unwrap();
        first.finish(&load("a")).unwrap();
        let second = store.write("delta").unwrap();
        fs::write(second.table("staff"), "2").unwrap();
        second.finish(&load("b")).unwrap();
        assert_eq!(fs::read_to_string(store.school("delta").join("staff.parquet")).unwrap(), "2");
        assert!(!store.school("delta").join("student.parquet").exists(), "a table that is no longer given is gone");
        assert_eq!(store.load_file("delta").map(|load| load.key).as_deref(), Some("b"));
        assert_eq!(names(&store), ["delta"], "nothing is left beside it");
    }

    #[test]
    fn what_was_not_finished_leaves_the_earlier_load_as_it_was() {
        let temp = tempfile::tempdir().unwrap();
        let store = StoreFolder::new(temp.path());
        store.write("delta").unwrap().finish(&load("a")).unwrap();
        drop(store.write("delta").unwrap());
        assert_eq!(store.load_file("delta").map(|load| load.key).as_deref(), Some("a"));
        assert_eq!(names(&store), ["delta"]);
        fs::create_dir_all(temp.path().join(".delta.old")).unwrap();
        store.write("delta").unwrap().finish(&load("b")).unwrap();
        assert_eq!(names(&store), ["delta"], "what a broken run left is gone");
        for left in [".delta.tmp", ".delta.old"] {
            fs::create_dir_all(temp.path().join(left)).unwrap();
        }
        store.remove("delta").unwrap();
        store.remove("delta").unwrap();
        assert!(names(&store).is_empty(), "nor does a broken run leave anything when the school is removed");
        assert!(store.load_file("delta").is_none());
    }
}

//! Whether files changed: by path, size and time of change, looked at again and again. That also works on network drives.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Deeper folders are not looked at: a link to a folder above would never end.
const DEPTH: usize = 8;
/// More files are not looked at: a project that is a whole disk would keep the machine busy.
const MOST: usize = 20_000;

/// What some files looked like.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Stamp(Vec<(PathBuf, u64, Option<SystemTime>)>);

impl Stamp {
    /// What the files and folders at these paths look like now; what is not there counts as absent.
    pub(crate) fn of(paths: &[PathBuf]) -> Stamp {
        // Something is always in it, so that the first look differs from no look.
        let mut found = vec![(PathBuf::new(), 1, None)];
        for path in paths {
            add(path, DEPTH, &mut found);
        }
        found.sort();
        Stamp(found)
    }
}

fn add(path: &Path, depth: usize, found: &mut Vec<(PathBuf, u64, Option<SystemTime>)>) {
    let Ok(about) = std::fs::metadata(path) else { return };
    if about.is_file() && found.len() < MOST {
        found.push((path.to_owned(), about.len(), about.modified().ok()));
    }
    if !about.is_dir() || depth == 0 {
        return;
    }
    for entry in std::fs::read_dir(path).into_iter().flatten().flatten() {
        add(&entry.path(), depth - 1, found);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_comes_grows_or_goes_changes_the_stamp() {
        let folder = tempfile::tempdir().unwrap();
        let (paths, file) = ([folder.path().to_owned()], folder.path().join("a/b.hbs"));
        let empty = Stamp::of(&paths);
        assert_ne!(empty, Stamp::default());
        std::fs::create_dir(folder.path().join("a")).unwrap();
        std::fs::write(&file, "1").unwrap();
        let one = Stamp::of(&paths);
        std::fs::write(&file, "12").unwrap();
        let two = Stamp::of(&paths);
        assert!(empty != one && one != two);
        assert_eq!(two, Stamp::of(&paths));
        std::fs::remove_file(&file).unwrap();
        assert_eq!(empty, Stamp::of(&paths));
    }
}

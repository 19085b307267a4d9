//! Files and folders that appear whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What a folder that is being written begins with.
const NEW: &str = ".new-";
/// What follows on the name of a folder that steps aside for a new one.
const OLD: &str = ".old";

/// Writes a file beside its place, then renames it into it.
pub(super) fn write_file(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut beside = tempfile::NamedTempFile::new_in(folder)?;
    beside.write_all(bytes)?;
    beside.as_file().sync_all()?;
    beside.persist(file).map_err(|error| error.error)?;
    Ok(())
}

/// Writes a folder with these files, in the place of an earlier one with that name.
pub(super) fn replace<'f>(
    parent: &Path,
    name: &str,
    files: impl Iterator<Item = (&'f str, &'f [u8])>,
) -> io::Result<()> {
    fs::create_dir_all(parent)?;
    let new = tempfile::Builder::new().prefix(NEW).tempdir_in(parent)?;
    for (name, bytes) in files {
        let mut file = fs::File::create(new.path().join(name))?;
        file.write_all(bytes)?;
        file.sync_all()?;
    }
    let (place, aside) = (parent.join(name), aside(parent, name));
    // A folder cannot be renamed onto another one: the earlier one steps aside and goes when the new one is there.
    let had_one = match fs::rename(&place, &aside) {
        Ok(()) => true,
        Err(error) if error.kind() == io::ErrorKind::NotFound => false,
        Err(error) => return Err(error),
    };
    if let Err(error) = fs::rename(new.path(), &place) {
        if had_one {
            let _ = fs::rename(&aside, &place);
        }
        return Err(error);
    }
    // It is in its place now, and no longer to be removed.
    let _ = new.keep();
    if had_one { fs::remove_dir_all(&aside) } else { Ok(()) }
}

/// Undoes what a run that was broken off left behind: what stepped aside comes back, and what was half written goes.
pub(super) fn mend(parent: &Path) -> io::Result<()> {
    for (name, path) in folders(parent)? {
        if name.starts_with(NEW) {
            fs::remove_dir_all(path)?;
        } else if let Some(name) = name.strip_prefix('.').and_then(|name| name.strip_suffix(OLD)) {
            let place = parent.join(name);
            if place.exists() { fs::remove_dir_all(path)? } else { fs::rename(path, place)? }
        }
    }
    Ok(())
}

/// The folders below a folder by name, in the order of their names; none when it is not there.
pub(super) fn folders(parent: &Path) -> io::Result<Vec<(String, PathBuf)>> {
    let entries = match fs::read_dir(parent) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry?;
        // What a link points to is not ours to remove.
        if entry.file_type()?.is_dir()
            && let Ok(name) = entry.file_name().into_string()
        {
            found.push((name, entry.path()));
        }
    }
    found.sort();
    Ok(found)
}

fn aside(parent: &Path, name: &str) -> PathBuf {
    parent.join(format!(".{name}{OLD}"))
}

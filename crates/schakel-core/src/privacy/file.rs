//! Files of the folder `privacy`: written whole or not at all.

use std::fs;
use std::io::Write;
use std::path::Path;

use schakel_source::problem::Problem;

/// The most bytes that a file in the folder is read of: a log of a hundred thousand lines.
const MOST: u64 = 256 << 20;

/// The text of a file; nothing when there is none.
pub(super) fn read(file: &Path, shown: &str) -> Result<Option<String>, Problem> {
    let size = match fs::metadata(file) {
        Ok(data) => data.len(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(fault(shown, &format!("cannot be read: {}", error.kind()))),
    };
    if size > MOST {
        return Err(fault(shown, "is larger than such a file can be"));
    }
    fs::read_to_string(file).map(Some).map_err(|error| fault(shown, &format!("cannot be read: {}", error.kind())))
}

/// Writes a file beside its place and moves it there when it is on the disk.
pub(super) fn write(file: &Path, shown: &str, text: &str) -> Result<(), Problem> {
    let failed = |error: std::io::Error| fault(shown, &format!("cannot be written: {}", error.kind()));
    let folder = file.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(failed)?;
    let mut beside = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
    beside.write_all(text.as_bytes()).and_then(|()| beside.as_file().sync_all()).map_err(failed)?;
    beside.persist(file).map(|_| ()).map_err(|error| failed(error.error))
}

/// Removes a file that may not be there, and what was being written beside it when a run was broken off.
pub(super) fn remove(file: &Path) -> std::io::Result<()> {
    gone(fs::remove_file(file))?;
    let beside = file.parent().map(fs::read_dir).into_iter().flatten().flatten().flatten();
    let broken_off = beside.filter(|entry| entry.file_name().to_string_lossy().starts_with(".tmp"));
    broken_off.map(|entry| entry.path()).try_for_each(|file| gone(fs::remove_file(file)))
}

/// What came of removing something that may not be there.
pub(super) fn gone(removed: std::io::Result<()>) -> std::io::Result<()> {
    removed.or_else(|error| if error.kind() == std::io::ErrorKind::NotFound { Ok(()) } else { Err(error) })
}

pub(super) fn fault(shown: &str, what: &str) -> Problem {
    Problem::error("privacy-file", format!("the file {what}"))
        .file(shown)
        .hint("Put it back from a copy. Nothing of the school is used until it can be read.")
}

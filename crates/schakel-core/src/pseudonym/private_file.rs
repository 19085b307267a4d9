//! Files that only their owner can read.

use std::fs;
use std::io::{Read, Write};
use std::path::Path;

use schakel_source::problem::Problem;

/// A secret that is kept as text, and what there is to say about its file.
pub struct SecretText {
    /// The text of the file.
    pub text: String,
    /// That it was made, or that its rights were too wide. For the screen only: it names a folder of this machine.
    pub notices: Vec<Problem>,
}

/// Reads a secret that is kept as text, and takes away the rights of others to read it.
///
/// # Errors
/// When the file cannot be read, or cannot be kept private.
pub fn read_secret(file: &Path) -> Result<SecretText, Problem> {
    // No key is longer; what is, is another file.
    const MOST: u64 = 4096;
    let read = |file: &Path| -> std::io::Result<String> {
        let mut text = String::new();
        fs::File::open(file)?.take(MOST).read_to_string(&mut text)?;
        Ok(text)
    };
    let text = read(file).map_err(|error| fault(file, &format!("cannot be read: {}", error.kind())))?;
    Ok(SecretText { text, notices: narrow(file)? })
}

pub(super) fn fault(file: &Path, what: &str) -> Problem {
    Problem::error("key-file", format!("the key file {} {what}", file.display()))
}

/// Writes a file that is not there yet, readable by its owner only.
pub(super) fn write_new(file: &Path, text: &str) -> std::io::Result<()> {
    make_folder(file.parent().unwrap_or(Path::new(".")))?;
    let mut new = create_private(file)?;
    new.write_all(text.as_bytes())?;
    new.sync_all()
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
fn narrow(file: &Path) -> Result<Vec<Problem>, Problem> {
    use std::os::unix::fs::PermissionsExt;
    let failed = |error: std::io::Error| fault(file, &format!("cannot be kept private: {}", error.kind()));
    let rights = fs::metadata(file).map_err(failed)?.permissions();
    if rights.mode() & 0o077 == 0 {
        return Ok(Vec::new());
    }
    fs::set_permissions(file, fs::Permissions::from_mode(0o600)).map_err(failed)?;
    let message = format!("others could read the key file {}; now only its owner can", file.display());
    Ok(vec![Problem::notice("key-rights", message)])
}

#[cfg(not(unix))]
fn narrow(_file: &Path) -> Result<Vec<Problem>, Problem> {
    Ok(Vec::new())
}

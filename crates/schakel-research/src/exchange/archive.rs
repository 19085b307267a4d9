//! The files of a package in one archive, and out of it again within limits.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::Refusal;
use super::contents::names;
use super::manifest::{MANIFEST, SIGNATURE};

/// What a package may unpack to, in bytes. That of a large school is below a hundredth of it.
const MOST_UNPACKED: u64 = 64 << 20;

/// Packs files, always to the same bytes: the times in it are those that the format begins with.
pub(super) fn pack<'f>(files: impl Iterator<Item = (&'f str, &'f [u8])>) -> zip::result::ZipResult<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    for (name, bytes) in files {
        writer.start_file(name, options)?;
        writer.write_all(bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}

/// The files of a package, each by its name. Nothing is written to disk, and no other name than those of a package is
/// accepted.
pub(super) fn unpack(bytes: &[u8]) -> Result<BTreeMap<&'static str, Vec<u8>>, Refusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Archive)?;
    if archive.has_duplicate_names() {
        return Err(Refusal::Files);
    }
    let mut files = BTreeMap::new();
    let mut left = MOST_UNPACKED;
    for index in 0..archive.len() {
        let file = archive.by_index(index).map_err(|_| Refusal::Archive)?;
        let name = known(file.name().map_err(|_| Refusal::Files)?.as_ref())?;
        let mut content = Vec::new();
        file.take(left + 1).read_to_end(&mut content).map_err(|_| Refusal::Archive)?;
        left = left.checked_sub(content.len() as u64).ok_or(Refusal::TooLarge)?;
        files.insert(name, content);
    }
    if !files.contains_key(SIGNATURE) && files.contains_key(MANIFEST) {
        return Err(Refusal::Unsigned);
    }
    let whole = [false, true].iter().any(|with_persons| files.len() == names(*with_persons).len() + 2);
    if whole { Ok(files) } else { Err(Refusal::Files) }
}

/// The name as this program writes it.
fn known(name: &str) -> Result<&'static str, Refusal> {
    let mut all = names(true).into_iter().chain([MANIFEST, SIGNATURE]);
    match all.find(|known| *known == name) {
        Some(known) => Ok(known),
        None if name.contains(['/', '\\', ':']) || name.contains("..") => Err(Refusal::Path),
        None => Err(Refusal::Files),
    }
}

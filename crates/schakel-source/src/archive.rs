//! Zip archives (xlsx, ods, lsa, oneroster): whole, and not larger than they claim to be.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

use super::spec::SourceSpec;
use crate::problem::Problem;

/// What an archive may unpack to, in bytes.
const MOST_UNPACKED: u64 = 4 << 30;
/// What one file of an archive may be that is read into memory, in bytes.
const MOST_IN_MEMORY: u64 = 1 << 30;
/// What an archive of any ratio may unpack to, in bytes.
const ALWAYS_FINE: u64 = 64 << 20;
/// How many times its own size a larger archive may unpack to; workbooks stay below 60.
const MOST_RATIO: u64 = 300;

/// An archive of which every part was unpacked once, within limits.
pub(super) fn check(spec: &SourceSpec, path: &Path) -> Result<(), Problem> {
    let file = File::open(path).map_err(|error| crate::files::unreadable(spec, &error))?;
    let packed = file.metadata().map_or(0, |metadata| metadata.len());
    let limit = most_unpacked(packed);
    let mut archive = zip::ZipArchive::new(BufReader::new(file)).map_err(|_| not_an_archive(spec, path))?;
    let mut unpacked = 0;
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).map_err(|_| damaged(spec))?;
        let left = limit - unpacked;
        unpacked += io::copy(&mut part.by_ref().take(left + 1), &mut io::sink()).map_err(|_| damaged(spec))?;
        if unpacked > limit {
            return Err(too_large(spec));
        }
    }
    Ok(())
}

/// Whether a file is a zip, as workbooks are, or a workbook of the old kind.
pub(super) fn is_archive(path: &Path) -> bool {
    let mut head = [0; 4];
    let read = File::open(path).and_then(|mut file| file.read(&mut head)).unwrap_or(0);
    matches!(&head[..read], [b'P', b'K', 3 | 5 | 7, ..] | [0xD0, 0xCF, 0x11, 0xE0])
}

/// Refuses an archive or a workbook where text is expected.
pub(super) fn refuse(spec: &SourceSpec, path: &Path) -> Result<(), Problem> {
    if !is_archive(path) {
        return Ok(());
    }
    Err(Problem::error(
        "source-archive",
        format!("expected text for {}, but this is an archive or a workbook", spec.kind),
    )
    .file(&spec.path)
    .hint("Export it as CSV, or look with `schakel inspect` which kind it is."))
}

/// An archive that was checked, opened once for all its files.
pub(super) struct Archive<'s> {
    spec: &'s SourceSpec,
    archive: zip::ZipArchive<BufReader<File>>,
}

impl<'s> Archive<'s> {
    pub(super) fn open(spec: &'s SourceSpec, path: &Path) -> Result<Archive<'s>, Problem> {
        let file = File::open(path).map_err(|error| crate::files::unreadable(spec, &error))?;
        let archive = zip::ZipArchive::new(BufReader::new(file)).map_err(|_| not_an_archive(spec, path))?;
        Ok(Archive { spec, archive })
    }

    /// The names of the files, in their order.
    pub(super) fn names(&self) -> Vec<String> {
        let names = self.archive.file_names().flatten().map(|name| name.into_owned());
        let mut names: Vec<String> = names.filter(|name| !name.ends_with('/')).collect();
        names.sort();
        names
    }

    /// The bytes of one file. Nothing is written to disk.
    pub(super) fn bytes(&mut self, name: &str) -> Result<Vec<u8>, Problem> {
        let mut bytes = Vec::new();
        let part = self.archive.by_name(name).map_err(|_| damaged(self.spec))?;
        part.take(MOST_IN_MEMORY + 1).read_to_end(&mut bytes).map_err(|_| damaged(self.spec))?;
        if bytes.len() as u64 > MOST_IN_MEMORY { Err(too_large(self.spec)) } else { Ok(bytes) }
    }
}

/// The names of the files in an archive that was checked, in their order.
pub(super) fn names(spec: &SourceSpec, path: &Path) -> Result<Vec<String>, Problem> {
    Ok(Archive::open(spec, path)?.names())
}

/// The bytes of one file in an archive that was checked. Nothing is written to disk.
pub(super) fn bytes(spec: &SourceSpec, path: &Path, name: &str) -> Result<Vec<u8>, Problem> {
    Archive::open(spec, path)?.bytes(name)
}

/// One part of an archive that was checked, found by the end of its name without regard to case.
pub(super) fn part(spec: &SourceSpec, path: &Path, ending: &str) -> Result<Option<(String, Vec<u8>)>, Problem> {
    let names = names(spec, path)?;
    let Some(name) = names.into_iter().find(|name| name.to_lowercase().ends_with(ending)) else { return Ok(None) };
    let bytes = bytes(spec, path, &name)?;
    Ok(Some((name, bytes)))
}

/// What a packed file of this size may unpack to, in bytes.
pub(super) fn most_unpacked(packed: u64) -> u64 {
    packed.saturating_mul(MOST_RATIO).clamp(ALWAYS_FINE, MOST_UNPACKED)
}

fn not_an_archive(spec: &SourceSpec, path: &Path) -> Problem {
    let mut head = [0; 8];
    let read = File::open(path).and_then(|mut file| file.read(&mut head)).unwrap_or(0);
    let problem = |message: &str, hint: &str| Problem::error("source-archive", message).file(&spec.path).hint(hint);
    match &head[..read] {
        [0xD0, 0xCF, 0x11, 0xE0, ..] => problem(
            "this is an old .xls workbook, or one that is protected by a password",
            "Open it in Excel and save it as .xlsx without a password.",
        ),
        [b'P', b'K', ..] => damaged(spec),
        bytes if bytes.iter().all(|byte| byte.is_ascii_graphic() || byte.is_ascii_whitespace()) => problem(
            &format!("expected a {} file, but this is text", spec.kind),
            "Declare kind = \"csv\", or export the file again.",
        ),
        _ => problem(
            &format!("this is not a {} file", spec.kind),
            "Look whether the right file is named, and export it again.",
        ),
    }
}

fn damaged(spec: &SourceSpec) -> Problem {
    Problem::error("source-archive", format!("the {} file is not whole: it was cut off or damaged", spec.kind))
        .file(&spec.path)
        .hint("Copy or download it again; a partly synchronised file looks like this too.")
}

pub(super) fn too_large(spec: &SourceSpec) -> Problem {
    Problem::error("source-archive", "the file unpacks to far more than a file of this size should")
        .file(&spec.path)
        .hint("Do not open it. Ask who made it.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kind::Kind;
    use std::io::Write;

    fn problem(bytes: &[u8]) -> Problem {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.xlsx");
        std::fs::write(&path, bytes).unwrap();
        check(&SourceSpec::new("a", Kind::Xlsx, "a.xlsx"), &path).unwrap_err()
    }

    fn zipped(size: u64) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
        writer.start_file("xl/sheet.xml", zip::write::SimpleFileOptions::default()).unwrap();
        io::copy(&mut io::repeat(b'a').take(size), &mut writer).unwrap();
        writer.flush().unwrap();
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn an_archive_that_unpacks_to_hundreds_of_times_its_size_is_refused() {
        let bomb = zipped(ALWAYS_FINE + (16 << 20));
        assert!(bomb.len() < 1 << 20);
        assert!(problem(&bomb).message.contains("far more"));
    }

    #[test]
    fn a_small_archive_may_have_any_ratio() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.xlsx");
        std::fs::write(&path, zipped(1 << 20)).unwrap();
        assert_eq!(check(&SourceSpec::new("a", Kind::Xlsx, "a.xlsx"), &path), Ok(()));
    }

    #[test]
    fn a_cut_off_archive_a_text_and_an_old_workbook_are_told_apart() {
        let whole = zipped(1000);
        assert!(problem(&whole[..whole.len() / 2]).message.contains("not whole"));
        assert!(problem(b"id;naam\n1;x\n").message.contains("this is text"));
        assert!(problem(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1").message.contains("old .xls"));
    }
}

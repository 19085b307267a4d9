//! The library file in a form that nobody can change between the hash and the load.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::pseudonym::hex;

/// No library is larger, in bytes.
const LARGEST: u64 = 1 << 30;

/// A library file that stays as it was hashed, as long as this lives.
#[derive(Debug)]
pub struct Held {
    /// What is to be opened.
    pub path: PathBuf,
    /// SHA-256 of what stands under [`path`](Held::path), in hexadecimal.
    pub sha256: String,
    #[allow(dead_code, reason = "kept, not read: the file is held through it")]
    keep: Keep,
}

#[cfg(target_os = "linux")]
type Keep = File;
#[cfg(all(unix, not(target_os = "linux")))]
type Keep = tempfile::TempDir;
#[cfg(windows)]
type Keep = File;

/// In the host, before the bounds are drawn: reads the file once, and holds what was read.
///
/// Linux: a copy in memory (memfd), sealed by the kernel against every change. macOS and other Unix: a copy in a
/// folder that only this user can enter, removed when this is dropped. Windows: the file itself, open in a way that
/// lets nobody write, rename or remove it.
///
/// # Errors
/// When the file cannot be read or held.
pub fn hold(file: &Path) -> io::Result<Held> {
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{MemfdFlags, SealFlags, fcntl_add_seals, memfd_create};
        let flags = MemfdFlags::CLOEXEC | MemfdFlags::ALLOW_SEALING;
        // Newer kernels want to be told that the content is code; older ones do not know the word.
        let copy = memfd_create("library", flags | MemfdFlags::EXEC).or_else(|_| memfd_create("library", flags))?;
        let mut copy = File::from(copy);
        let sha256 = copy_of(File::open(file)?, &mut copy)?;
        fcntl_add_seals(&copy, SealFlags::WRITE | SealFlags::GROW | SealFlags::SHRINK | SealFlags::SEAL)?;
        let number = std::os::fd::AsRawFd::as_raw_fd(&copy);
        Ok(Held { path: PathBuf::from(format!("/proc/self/fd/{number}")), sha256, keep: copy })
    }
    #[cfg(all(unix, not(target_os = "linux")))]
    {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("library");
        let sha256 = copy_of(File::open(file)?, &mut File::create_new(&path)?)?;
        Ok(Held { path, sha256, keep: folder })
    }
    #[cfg(windows)]
    {
        use std::os::windows::fs::OpenOptionsExt;
        const SHARE_READ: u32 = 1;
        let held = File::options().read(true).share_mode(SHARE_READ).open(file)?;
        let sha256 = copy_of(held.try_clone()?, &mut io::sink())?;
        Ok(Held { path: file.to_owned(), sha256, keep: held })
    }
}

/// Copies a library and gives its SHA-256.
fn copy_of(from: File, to: &mut impl Write) -> io::Result<String> {
    let (mut from, mut hash, mut part) = (from.take(LARGEST + 1), Sha256::new(), vec![0u8; 1 << 16]);
    loop {
        match from.read(&mut part)? {
            0 if from.limit() == 0 => return Err(io::Error::other("it is larger than a library can be")),
            0 => return Ok(hex(&hash.finalize())),
            length => {
                hash.update(&part[..length]);
                to.write_all(&part[..length])?;
            }
        }
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn what_was_hashed_stays_whatever_becomes_of_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("libdelta.so");
        std::fs::write(&file, "one").unwrap();
        let held = hold(&file).unwrap();
        std::fs::write(&file, "another").unwrap();
        assert_eq!(std::fs::read(&held.path).unwrap(), b"one");
        assert_eq!(held.sha256, "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed");
        let writing = File::options().write(true).open(&held.path).and_then(|mut file| file.write_all(b"x"));
        assert_eq!(writing.unwrap_err().kind(), io::ErrorKind::PermissionDenied);
        assert!(File::options().write(true).open(&held.path).and_then(|file| file.set_len(0)).is_err());
    }
}

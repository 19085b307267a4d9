//! Where delimited text comes from: it is opened once to look at it, and again to read its rows.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

/// A file, or a part of an archive that was unpacked in memory.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Input<'i> {
    /// A file on disk.
    File(&'i Path),
    /// The bytes of a file.
    Bytes(&'i [u8]),
}

impl<'i> Input<'i> {
    /// A reader of everything behind the first `skip` bytes.
    pub(crate) fn open(self, skip: usize) -> io::Result<Box<dyn Read + Send + 'i>> {
        match self {
            Input::File(path) => {
                let mut file = File::open(path)?;
                file.seek(SeekFrom::Start(skip as u64))?;
                Ok(Box::new(file))
            }
            Input::Bytes(bytes) => Ok(Box::new(bytes.get(skip..).unwrap_or_default())),
        }
    }
}

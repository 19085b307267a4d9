//! A text file, packed by gzip or not, that is read in pieces: how large it is does not matter.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use flate2::read::MultiGzDecoder;

use crate::archive::{most_unpacked, too_large};
use crate::encoding::{self, TextReader};
use crate::problem::Problem;
use crate::spec::SourceSpec;

/// How a packed file begins.
const GZIP: [u8; 2] = [0x1F, 0x8B];
/// Bytes by which the encoding is told.
const HEAD: u64 = 64 << 10;
/// Bytes that are read at once.
const PIECE: usize = 4 << 20;

/// A file of which it is known that all of it is text of one encoding.
pub(crate) struct TextFile<'p> {
    path: &'p Path,
    encoding: &'static Encoding,
    mark: usize,
}

impl<'p> TextFile<'p> {
    /// Looks through the whole file once: what is cut off, no text, or unpacks without end is told before anything is
    /// read of it.
    pub(crate) fn open(spec: &SourceSpec, path: &'p Path) -> Result<TextFile<'p>, Vec<Problem>> {
        let declared = crate::csv::declared_encoding(spec)?;
        let told = |error: &io::Error| vec![problem(spec, error)];
        let mut head = Vec::new();
        unpacked(path).and_then(|file| file.take(HEAD).read_to_end(&mut head)).map_err(|error| told(&error))?;
        let found = encoding::detect(&head, declared);
        let mut text = TextFile { path, encoding: found.encoding, mark: found.mark };
        match text.is_well_formed() {
            Ok(true) => {}
            Ok(false) if found.guessed && found.encoding == UTF_8 => text.encoding = WINDOWS_1252,
            Ok(false) => return Err(vec![super::wrong_encoding(spec)]),
            Err(error) => return Err(told(&error)),
        }
        Ok(text)
    }

    /// A reader that gives UTF-8.
    pub(crate) fn reader(&self) -> io::Result<TextReader<Box<dyn Read + Send>>> {
        let mut file = unpacked(self.path)?;
        io::copy(&mut file.by_ref().take(self.mark as u64), &mut io::sink())?;
        Ok(TextReader::new(file, self.encoding))
    }

    /// All of it.
    pub(super) fn whole(&self, spec: &SourceSpec) -> Result<String, Problem> {
        let told = |error: io::Error| problem(spec, &error);
        let mut reader = self.reader().map_err(told)?;
        let mut text = Vec::new();
        while reader.fill(&mut text, PIECE).map_err(told)? {}
        String::from_utf8(text).map_err(|_| super::wrong_encoding(spec))
    }

    /// Whether all of it is of the encoding.
    fn is_well_formed(&self) -> io::Result<bool> {
        let mut reader = self.reader()?;
        let mut piece = Vec::new();
        while reader.fill(&mut piece, PIECE)? {
            match std::str::from_utf8(&piece) {
                Ok(_) => piece.clear(),
                Err(error) if error.error_len().is_none() => drop(piece.drain(..error.valid_up_to())),
                Err(_) => return Ok(false),
            }
        }
        Ok(piece.is_empty() && !reader.malformed)
    }
}

/// The first bytes of a file, unpacked when it is packed.
pub(crate) fn head(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    unpacked(path)?.take(most).read_to_end(&mut head)?;
    Ok(head)
}

/// What is wrong with a file that could not be read to its end.
pub(crate) fn problem(spec: &SourceSpec, error: &io::Error) -> Problem {
    match error.kind() {
        ErrorKind::FileTooLarge => too_large(spec),
        ErrorKind::UnexpectedEof | ErrorKind::InvalidInput | ErrorKind::InvalidData => {
            Problem::error("source-archive", "the packed file is not whole: it was cut off or damaged")
                .file(&spec.path)
                .hint("Copy or download it again; a partly synchronised file looks like this too.")
        }
        _ => crate::files::unreadable(spec, error),
    }
}

/// Whether a file is packed by gzip.
pub(crate) fn is_packed(path: &Path) -> bool {
    let mut start = Vec::new();
    let read = File::open(path).and_then(|file| file.take(GZIP.len() as u64).read_to_end(&mut start));
    read.is_ok() && start == GZIP
}

fn unpacked(path: &Path) -> io::Result<Box<dyn Read + Send>> {
    let file = File::open(path)?;
    if !is_packed(path) {
        return Ok(Box::new(file));
    }
    let left = most_unpacked(file.metadata()?.len());
    Ok(Box::new(Limited { inner: MultiGzDecoder::new(io::BufReader::new(file)), left }))
}

/// Fails when more comes than a file of this size should hold.
struct Limited<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.left = self.left.checked_sub(read as u64).ok_or(ErrorKind::FileTooLarge)?;
        Ok(read)
    }
}

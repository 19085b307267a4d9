//! The lines of a text of any size: read in chunks, of which the last whole line ends one.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use encoding_rs::{Encoding, WINDOWS_1252};

use crate::encoding::{self, TextReader};
use crate::files::unreadable;
use crate::problem::Problem;
use crate::spec::SourceSpec;

/// Bytes of text that are read at a time.
const CHUNK: usize = 1 << 20;
/// The longest line, in bytes; a longer one means that this is no text of lines.
const LONGEST: usize = 1 << 20;

/// Walks over the lines with their numbers from 1, until `take` says that it has enough. The encoding is ISO-8859-1
/// unless declared, or told by a byte-order mark.
pub(crate) fn each(
    spec: &SourceSpec,
    path: &Path,
    declared: Option<&'static Encoding>,
    mut take: impl FnMut(u64, &str) -> bool,
) -> Result<(), Problem> {
    let failed = |error: std::io::Error| unreadable(spec, &error);
    let mut file = File::open(path).map_err(failed)?;
    let mut head = Vec::new();
    file.by_ref().take(4).read_to_end(&mut head).map_err(failed)?;
    let found = encoding::detect(&head, declared.or(Some(WINDOWS_1252)));
    file.seek(SeekFrom::Start(found.mark as u64)).map_err(failed)?;
    let mut reader = TextReader::new(file, found.encoding);
    let mut text = Vec::new();
    let mut number = 0;
    loop {
        let more = reader.fill(&mut text, CHUNK).map_err(failed)?;
        let end = match more {
            true => memchr::memrchr(b'\n', &text).map_or(0, |at| at + 1),
            false => text.len(),
        };
        let rest = text.split_off(end);
        let lines = std::str::from_utf8(&text).ok().filter(|_| !reader.malformed);
        let lines = lines.ok_or_else(|| not_of_encoding(spec))?;
        for line in lines.lines() {
            number += 1;
            if !take(number, line) {
                return Ok(());
            }
        }
        if !more {
            return Ok(());
        }
        if rest.len() > LONGEST {
            return Err(endless(spec, number + 1));
        }
        text = rest;
    }
}

fn not_of_encoding(spec: &SourceSpec) -> Problem {
    Problem::error("source-encoding", "the text is not of the declared encoding")
        .file(&spec.path)
        .hint("Leave encoding out for ISO-8859-1.")
}

fn endless(spec: &SourceSpec, row: u64) -> Problem {
    Problem::error("source-row-width", "a line is longer than a million characters: this is no text of lines")
        .file(&spec.path)
        .row(row)
        .hint("Look whether the right file is named, and whether it was unpacked.")
}

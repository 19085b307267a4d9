//! A document as a stream of UTF-8 text, whatever its encoding: what is in memory is one piece of it.

use std::io::{self, BufRead, Read};

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use crate::csv::Input;
use crate::encoding::{self, TextEncoding, TextReader};

/// Bytes that are read at a time.
const PIECE: usize = 64 << 10;
/// What may be taken between two calls of [`Document::refresh`]: a row element, or one text or tag outside rows.
pub(super) const LARGEST: usize = 32 << 20;

/// A document that is being read. Its errors are `FileTooLarge` for an element above [`LARGEST`] and `InvalidData` for
/// bytes that are not of the encoding, besides those of the operating system.
pub(super) struct Document<'i> {
    text: TextReader<Box<dyn Read + Send + 'i>>,
    piece: Vec<u8>,
    at: usize,
    /// Line breaks in the pieces before this one.
    lines: u64,
    left: usize,
    /// Whether what is read is text that nobody wants: of that, what is too large is passed over.
    unwanted: bool,
    /// How many texts were passed over.
    pub(super) passed: u64,
}

impl<'i> Document<'i> {
    /// Opens a document; `InvalidData` when it is not of the encoding that it says.
    pub(super) fn open(input: Input<'i>) -> io::Result<Document<'i>> {
        let found = encoding_of(input)?;
        Ok(Document {
            text: TextReader::new(input.open(found.mark)?, found.encoding),
            piece: Vec::new(),
            at: 0,
            lines: 0,
            left: LARGEST,
            unwanted: false,
            passed: 0,
        })
    }

    /// Begins to count anew what is taken at once. What comes next may be text, and `unwanted`.
    pub(super) fn refresh(&mut self, unwanted: bool) {
        self.left = LARGEST;
        self.unwanted = unwanted;
    }

    /// Reads the next piece; it is empty at the end.
    fn next_piece(&mut self) -> io::Result<()> {
        self.lines += breaks(&self.piece);
        self.piece.clear();
        self.at = 0;
        while self.piece.is_empty() && self.text.fill(&mut self.piece, PIECE)? {}
        if self.text.malformed { Err(io::ErrorKind::InvalidData.into()) } else { Ok(()) }
    }

    /// Goes to the tag behind a text, so that nothing more of it is held.
    fn pass_over(&mut self) -> io::Result<()> {
        self.passed += 1;
        self.left = LARGEST;
        loop {
            if let Some(tag) = memchr::memchr(b'<', &self.piece[self.at..]) {
                self.at += tag;
                return Ok(());
            }
            self.next_piece()?;
            if self.piece.is_empty() {
                return Ok(());
            }
        }
    }

    /// The line up to which was read, from 1.
    pub(super) fn line(&self) -> u64 {
        self.lines + breaks(&self.piece[..self.at]) + 1
    }
}

impl BufRead for Document<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at >= self.piece.len() {
            self.next_piece()?;
        }
        match (self.left, self.unwanted) {
            (0, true) => self.pass_over()?,
            (0, false) => return Err(io::ErrorKind::FileTooLarge.into()),
            _ => {}
        }
        let rest = &self.piece[self.at..];
        Ok(&rest[..rest.len().min(self.left)])
    }

    fn consume(&mut self, amount: usize) {
        // A tag is no text, and neither is what stands in one.
        self.unwanted = self.unwanted && memchr::memchr(b'<', &self.piece[self.at..self.at + amount]).is_none();
        self.at += amount;
        self.left -= amount.min(self.left);
    }
}

impl Read for Document<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let amount = self.fill_buf()?.read(buffer)?;
        self.consume(amount);
        Ok(amount)
    }
}

fn breaks(text: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', text).count() as u64
}

/// The encoding of a document: a mark, or UTF-8 when all of it is; else what its first line says, else windows-1252.
fn encoding_of(input: Input<'_>) -> io::Result<TextEncoding> {
    let mut bytes = input.open(0)?;
    let mut piece = Vec::new();
    bytes.by_ref().take(PIECE as u64).read_to_end(&mut piece)?;
    let found = encoding::detect(&piece, None);
    let other = match found.encoding {
        encoding if encoding == UTF_8 => !is_utf8(bytes, piece.clone())?,
        encoding => encoding == WINDOWS_1252,
    };
    match (other, found.guessed) {
        (false, _) => Ok(found),
        (true, true) => Ok(TextEncoding { encoding: said(&piece).unwrap_or(WINDOWS_1252), ..found }),
        (true, false) => Err(io::ErrorKind::InvalidData.into()),
    }
}

/// Whether a piece and all that follows it is UTF-8.
fn is_utf8(mut bytes: impl Read, mut piece: Vec<u8>) -> io::Result<bool> {
    loop {
        let valid = match std::str::from_utf8(&piece) {
            Ok(_) => piece.len(),
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            Err(_) => return Ok(false),
        };
        piece.drain(..valid);
        let cut = piece.len();
        if bytes.by_ref().take(PIECE as u64).read_to_end(&mut piece)? == 0 {
            return Ok(cut == 0);
        }
    }
}

/// The encoding in `<?xml … encoding="…"?>`, when it can hold bytes that are not UTF-8.
fn said(head: &[u8]) -> Option<&'static Encoding> {
    let line = head.strip_prefix(b"<?xml")?;
    let line = String::from_utf8_lossy(&line[..line.iter().position(|byte| *byte == b'>')?]).into_owned();
    let value = line.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let encoding = encoding::by_name(value[1..].split(quote).next()?)?;
    (encoding.is_ascii_compatible() && encoding != UTF_8).then_some(encoding)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> io::Result<String> {
        let mut text = String::new();
        Document::open(Input::Bytes(bytes))?.read_to_string(&mut text)?;
        Ok(text)
    }

    #[test]
    fn bytes_that_are_not_utf8_are_of_the_encoding_that_the_first_line_says() {
        assert_eq!(text(b"<?xml version='1.0' encoding='iso-8859-15'?>\xA4").unwrap().chars().last(), Some('€'));
        assert_eq!(text(b"<?xml version='1.0'?>\xE9").unwrap().chars().last(), Some('é'));
        // Programs that write UTF-8 and say something else are more than those that do the reverse.
        assert_eq!(text("<?xml encoding='iso-8859-1'?>é".as_bytes()).unwrap().chars().last(), Some('é'));
        assert_eq!(text(b"<?xml encoding='utf-8'?>\xE9").unwrap().chars().last(), Some('é'));
    }

    #[test]
    fn a_byte_far_behind_the_first_piece_tells_that_it_is_not_utf8() {
        let mut bytes = "é".repeat(PIECE).into_bytes();
        assert!(text(&bytes).unwrap().ends_with('é'));
        bytes.push(0xE9);
        assert!(text(&bytes).unwrap().ends_with("Ã©é"));
    }

    #[test]
    fn text_that_is_not_of_its_mark_is_refused() {
        assert_eq!(text(b"\xEF\xBB\xBF<a>\xE9").unwrap_err().kind(), io::ErrorKind::InvalidData);
        assert_eq!(text(b"\xFF\xFEa\0\0\xD8a\0").unwrap_err().kind(), io::ErrorKind::InvalidData);
        assert_eq!(text(b"\xFF\xFEa\0\xE9\0").unwrap(), "aé");
    }

    #[test]
    fn text_that_nobody_wants_is_passed_over_when_it_is_too_large_and_tags_never_are() {
        let bytes = format!("{}<b>", "x".repeat(LARGEST + PIECE));
        let taken = |unwanted: bool, bytes: &str| {
            let mut document = Document::open(Input::Bytes(bytes.as_bytes())).unwrap();
            document.refresh(unwanted);
            let mut text = String::new();
            document.read_to_string(&mut text).map(|_| (text.len(), text.ends_with("x<b>"), document.passed))
        };
        assert_eq!(taken(true, &bytes).unwrap(), (LARGEST + 3, true, 1));
        assert_eq!(taken(false, &bytes).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
        assert_eq!(taken(true, &format!("<a {bytes}")).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
    }

    #[test]
    fn lines_are_those_of_what_was_taken() {
        let bytes = "x\n".repeat(PIECE);
        let mut document = Document::open(Input::Bytes(bytes.as_bytes())).unwrap();
        assert_eq!(document.line(), 1);
        io::copy(&mut document.by_ref().take(PIECE as u64 + 4), &mut io::sink()).unwrap();
        assert_eq!(document.line(), PIECE as u64 / 2 + 3);
    }
}

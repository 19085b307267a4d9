//! Which encoding a text file has, and reading it as UTF-8 whatever it has.

use std::io::{self, Read};

use encoding_rs::{Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How a file is read as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TextEncoding {
    /// The encoding that is used.
    pub(super) encoding: &'static Encoding,
    /// Bytes of the byte-order mark that stands in front.
    pub(super) mark: usize,
    /// Whether it was found by looking, so that it may still turn out wrong.
    pub(super) guessed: bool,
}

/// The encoding with this name; `iso-8859-1` means windows-1252, as everywhere on the web.
pub(super) fn by_name(name: &str) -> Option<&'static Encoding> {
    let name = match name.trim().to_ascii_lowercase().as_str() {
        "utf16" | "utf-16" => "utf-16le".to_owned(),
        "utf8-sig" | "utf-8-sig" | "utf-8-bom" => "utf-8".to_owned(),
        other => other.to_owned(),
    };
    Encoding::for_label(name.as_bytes())
}

/// The encoding of a file that starts with `head`: by its byte-order mark, else as declared, else by looking.
///
/// A byte-order mark wins from the declaration: it cannot stand there by accident.
pub(super) fn detect(head: &[u8], declared: Option<&'static Encoding>) -> TextEncoding {
    if let Some((encoding, mark)) = Encoding::for_bom(head) {
        return TextEncoding { encoding, mark, guessed: false };
    }
    if let Some(encoding) = declared {
        return TextEncoding { encoding, mark: 0, guessed: false };
    }
    let encoding = match head.get(..64.min(head.len() / 2 * 2)) {
        Some(start) if zeros(start, 1) * 4 > start.len() => UTF_16LE,
        Some(start) if zeros(start, 0) * 4 > start.len() => UTF_16BE,
        _ if is_utf8_start(head) => UTF_8,
        _ => WINDOWS_1252,
    };
    TextEncoding { encoding, mark: 0, guessed: true }
}

/// How many of the bytes at even (0) or odd (1) places are zero.
fn zeros(bytes: &[u8], place: usize) -> usize {
    bytes.iter().skip(place).step_by(2).filter(|byte| **byte == 0).count()
}

/// Whether the bytes are UTF-8, apart from a character cut off at the end.
fn is_utf8_start(bytes: &[u8]) -> bool {
    match std::str::from_utf8(bytes) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(),
    }
}

/// Reads a file as UTF-8 in pieces. Text that is UTF-8 already passes unchecked.
pub(super) struct TextReader<R> {
    inner: R,
    decoder: Option<Decoder>,
    raw: Vec<u8>,
    /// Whether bytes were met that the encoding does not know.
    pub(super) malformed: bool,
    finished: bool,
}

impl<R: Read> TextReader<R> {
    /// A reader of `inner`, which stands behind the byte-order mark.
    pub(super) fn new(inner: R, encoding: &'static Encoding) -> TextReader<R> {
        let decoder = (encoding != UTF_8).then(|| encoding.new_decoder_without_bom_handling());
        TextReader { inner, decoder, raw: Vec::new(), malformed: false, finished: false }
    }

    /// Appends about `amount` bytes of text; `false` at the end of the file.
    pub(super) fn fill(&mut self, text: &mut Vec<u8>, amount: usize) -> io::Result<bool> {
        let Some(decoder) = &mut self.decoder else {
            return Ok(self.inner.by_ref().take(amount as u64).read_to_end(text)? > 0);
        };
        if self.finished {
            return Ok(false);
        }
        self.raw.clear();
        let read = self.inner.by_ref().take(amount as u64).read_to_end(&mut self.raw)?;
        self.finished = read == 0;
        let room = decoder.max_utf8_buffer_length(read).unwrap_or(read * 3 + 16);
        let start = text.len();
        text.resize(start + room, 0);
        let (_, _, written, malformed) = decoder.decode_to_utf8(&self.raw, &mut text[start..], self.finished);
        text.truncate(start + written);
        self.malformed |= malformed;
        Ok(written > 0 || !self.finished)
    }
}

/// The whole of a text in memory; `None` when the bytes are not of the encoding.
pub(super) fn decode(mut bytes: Vec<u8>, declared: Option<&'static Encoding>) -> Option<(String, &'static Encoding)> {
    let found = detect(&bytes, declared);
    bytes.drain(..found.mark);
    if found.encoding == UTF_8 {
        return match String::from_utf8(bytes) {
            Ok(text) => Some((text, UTF_8)),
            Err(error) if found.guessed => {
                Some((WINDOWS_1252.decode_without_bom_handling(error.as_bytes()).0.into_owned(), WINDOWS_1252))
            }
            Err(_) => None,
        };
    }
    let text = found.encoding.decode_without_bom_handling_and_without_replacement(&bytes)?;
    Some((text.into_owned(), found.encoding))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(bytes: &[u8]) -> (&'static str, usize) {
        let found = detect(bytes, None);
        (found.encoding.name(), found.mark)
    }

    #[test]
    fn marks_and_patterns_tell_the_encoding() {
        assert_eq!(found(b"\xEF\xBB\xBFid;naam"), ("UTF-8", 3));
        assert_eq!(found(b"\xFF\xFEi\0d\0"), ("UTF-16LE", 2));
        assert_eq!(found(b"i\0d\0;\0n\0"), ("UTF-16LE", 0));
        assert_eq!(found(b"\0i\0d\0;\0n"), ("UTF-16BE", 0));
        assert_eq!(found("id;één".as_bytes()), ("UTF-8", 0));
        assert_eq!(found(b"id;\xE9\xE9n"), ("windows-1252", 0));
    }

    #[test]
    fn a_character_cut_off_at_the_end_of_the_sample_is_still_utf8() {
        assert_eq!(found(&"één".as_bytes()[..4]), ("UTF-8", 0));
    }

    #[test]
    fn names_that_schools_write_are_known() {
        for (name, known) in [
            ("UTF-8", "UTF-8"),
            ("utf-16", "UTF-16LE"),
            ("ISO-8859-1", "windows-1252"),
            ("windows-1252", "windows-1252"),
        ] {
            assert_eq!(by_name(name).unwrap().name(), known);
        }
        assert!(by_name("ebcdic").is_none());
    }

    #[test]
    fn pieces_of_any_size_give_the_same_text() {
        let bytes: Vec<u8> = "één ‘é’\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for amount in 1..7 {
            let mut reader = TextReader::new(bytes.as_slice(), UTF_16LE);
            let mut text = Vec::new();
            while reader.fill(&mut text, amount).unwrap() {}
            assert_eq!(String::from_utf8(text).unwrap(), "één ‘é’\n");
        }
    }
}

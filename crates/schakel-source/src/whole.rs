//! A delimited text as it is written, to change single fields of it and leave every other byte as it is.

use std::ops::Range;
use std::path::Path;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::csv::{Dialect, Input, look};
use crate::files::{check_file, unreadable};
use crate::problem::Problem;
use crate::spec::SourceSpec;
use crate::{Kind, encoding};

/// The largest file that is taken into memory whole, in bytes.
const MOST_BYTES: u64 = 1 << 30;

/// A delimited text with the places of its fields.
#[derive(Debug, Clone)]
pub struct WholeText {
    text: String,
    encoding: &'static Encoding,
    mark: Vec<u8>,
    dialect: Dialect,
    newline: u8,
}

/// A field by the place of its row and column, both from 0; rows are counted as in `source_row`, less one.
pub type Place = (u64, usize);

impl WholeText {
    /// Reads a file in the encoding and with the delimiter that [`crate::read`] finds.
    ///
    /// # Errors
    /// What makes the file unreadable: missing, empty, larger than 1 GB, or in an encoding that is not known.
    pub fn read(path: &Path, shown: &str) -> Result<WholeText, Vec<Problem>> {
        let spec = SourceSpec { header: Some(false), ..SourceSpec::new("table", Kind::Csv, shown) };
        check_file(&spec, path).map_err(|problem| vec![problem])?;
        let fail = |error: std::io::Error| vec![unreadable(&spec, &error)];
        if std::fs::metadata(path).map_err(fail)?.len() > MOST_BYTES {
            let problem = Problem::error("source-large", "the file is larger than 1 GB").file(shown);
            return Err(vec![problem.hint("Cut it into parts that do not belong together.")]);
        }
        let bytes = std::fs::read(path).map_err(fail)?;
        let mark = Encoding::for_bom(&bytes).map_or(0, |(_, length)| length);
        let mark = bytes[..mark].to_vec();
        let Some((text, encoding)) = encoding::decode(bytes.clone(), None) else {
            let problem = Problem::error("source-encoding", "the text has bytes that its encoding does not know");
            return Err(vec![problem.file(shown).hint("Save it as UTF-8.")]);
        };
        let layout = look(&spec, Input::Bytes(&bytes), Some(encoding))?;
        let newline = if layout.header.bare_returns { b'\r' } else { b'\n' };
        Ok(WholeText { text, encoding, mark, dialect: layout.header.dialect, newline })
    }

    /// The text with other values in some fields, as the bytes of a file; `change` gives for the value of a field what
    /// is to stand there, or nothing to leave it. A field keeps its quotes.
    ///
    /// # Errors
    /// A value that the encoding of the file cannot write.
    pub fn changed(&self, change: &mut dyn FnMut(Place, &str) -> Option<String>) -> Result<Vec<u8>, Problem> {
        let mut text = String::with_capacity(self.text.len());
        let mut copied = 0;
        self.each_field(&mut |place, span, quoted| {
            let Some(field) = self.text.get(span.clone()) else { return };
            let quote = char::from(self.dialect.quote.unwrap_or(b'"')).to_string();
            let value = if quoted { field.replace(&quote.repeat(2), &quote) } else { field.to_owned() };
            let Some(new) = change(place, &value) else { return };
            text.push_str(&self.text[copied..span.start]);
            let special =
                |c: char| c == char::from(self.dialect.delimiter) || c == '\n' || c == '\r' || quote.contains(c);
            match quoted {
                true => text.push_str(&new.replace(&quote, &quote.repeat(2))),
                false if new.contains(special) => {
                    text.push_str(&format!("{quote}{}{quote}", new.replace(&quote, &quote.repeat(2))));
                }
                false => text.push_str(&new),
            }
            copied = span.end;
        });
        text.push_str(&self.text[copied..]);
        self.encoded(&text)
    }

    /// Walks over the fields: place, where the value stands between its quotes, and whether there are any.
    fn each_field(&self, take: &mut dyn FnMut(Place, Range<usize>, bool)) {
        let bytes = self.text.as_bytes();
        let Dialect { delimiter, quote } = self.dialect;
        let (mut row, mut column, mut at) = (0, 0, 0);
        while at < bytes.len() {
            let quoted = quote.is_some() && Some(bytes[at]) == quote;
            let start = at + usize::from(quoted);
            let mut end = start;
            if quoted {
                while end < bytes.len() {
                    if Some(bytes[end]) != quote {
                        end += 1;
                    } else if bytes.get(end + 1).copied() == quote {
                        end += 2;
                    } else {
                        break;
                    }
                }
                at = end + 1;
            }
            while at < bytes.len() && bytes[at] != delimiter && bytes[at] != self.newline {
                at += 1;
            }
            if !quoted {
                end = at;
                if self.newline == b'\n' && at > start && bytes.get(at) == Some(&b'\n') && bytes[at - 1] == b'\r' {
                    end -= 1;
                }
            }
            take((row, column), start..end.min(bytes.len()), quoted);
            match bytes.get(at) {
                Some(byte) if *byte == delimiter => column += 1,
                _ => (row, column) = (row + 1, 0),
            }
            at += 1;
        }
    }

    fn encoded(&self, text: &str) -> Result<Vec<u8>, Problem> {
        let mut bytes = self.mark.clone();
        if self.encoding == UTF_8 {
            bytes.extend_from_slice(text.as_bytes());
        } else if self.encoding == UTF_16LE {
            bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
        } else if self.encoding == UTF_16BE {
            bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
        } else {
            let (encoded, _, unknown) = self.encoding.encode(text);
            if unknown {
                let message = format!("{} has no sign for what is to stand in a field", self.encoding.name());
                return Err(Problem::error("source-encoding", message));
            }
            bytes.extend_from_slice(&encoded);
        }
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(bytes: &[u8], at: Place, new: &str) -> Vec<u8> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        std::fs::write(&path, bytes).unwrap();
        let whole = WholeText::read(&path, "a.csv").unwrap();
        whole.changed(&mut |place, _| (place == at).then(|| new.to_owned())).unwrap()
    }

    #[test]
    fn only_the_field_changes_and_keeps_its_quotes() {
        let csv = b"a;b;c\r\n\"x \"\"y\"\"\";\"2\";3\r\n\r\n\"een\ntwee\";5;6";
        let text = |at, new| String::from_utf8(changed(csv, at, new)).unwrap();
        let own = String::from_utf8(csv.to_vec()).unwrap();
        assert_eq!(text((1, 1), "<5"), own.replace("\"2\"", "\"<5\""));
        assert_eq!(text((1, 2), "<5"), own.replace(";3\r\n", ";<5\r\n"));
        assert_eq!(text((3, 2), "a;b"), own.replace(";5;6", ";5;\"a;b\""));
        assert_eq!(text((9, 9), "x"), own);
    }

    #[test]
    fn encodings_and_marks_stay() {
        assert_eq!(changed(b"n\xE4am,b\n1,2\n", (1, 0), "x"), b"n\xE4am,b\nx,2\n");
        assert_eq!(changed("\u{feff}één,b\n1,2\n".as_bytes(), (1, 1), "–"), "\u{feff}één,b\n1,–\n".as_bytes());
        let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        assert_eq!(changed(&wide("\u{feff}é;b\n1;2\n"), (1, 1), "–"), wide("\u{feff}é;b\n1;–\n"));
    }

    #[test]
    fn a_value_is_given_without_its_doubled_quotes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        std::fs::write(&path, "a,b\n\"x \"\"y\"\"\",2\n").unwrap();
        let mut seen = Vec::new();
        WholeText::read(&path, "a.csv")
            .unwrap()
            .changed(&mut |_, value| {
                seen.push(value.to_owned());
                None
            })
            .unwrap();
        assert_eq!(seen, ["a", "b", "x \"y\"", "2"]);
    }
}

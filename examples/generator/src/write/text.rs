//! Delimited text in the encodings and habits of different systems.

/// How bytes are made of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    Utf8,
    /// With a byte-order mark, as spreadsheets want it.
    Utf8Bom,
    Windows1252,
    /// With a byte-order mark.
    Utf16Le,
}

impl Encoding {
    /// The bytes of a text.
    pub(super) fn bytes(self, text: &str) -> Vec<u8> {
        match self {
            Self::Utf8 => text.as_bytes().to_vec(),
            Self::Utf8Bom => ["\u{feff}", text].concat().into_bytes(),
            Self::Windows1252 => encoding_rs::WINDOWS_1252.encode(text).0.into_owned(),
            Self::Utf16Le => "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect(),
        }
    }
}

/// Rows of text between delimiters.
#[derive(Clone, Debug)]
pub(super) struct Table {
    delimiter: char,
    newline: &'static str,
    always_quote: bool,
    text: String,
}

impl Table {
    /// An empty table; fields are quoted only where they must be.
    pub(super) fn new(delimiter: char) -> Self {
        Self { delimiter, newline: "\n", always_quote: false, text: String::new() }
    }

    /// Lines end as on Windows.
    pub(super) fn windows(mut self) -> Self {
        self.newline = "\r\n";
        self
    }

    /// Every field in quotes.
    pub(super) fn quoted(mut self) -> Self {
        self.always_quote = true;
        self
    }

    /// Adds a row.
    pub(super) fn row<S: AsRef<str>>(&mut self, fields: impl IntoIterator<Item = S>) {
        for (at, field) in fields.into_iter().enumerate() {
            if at > 0 {
                self.text.push(self.delimiter);
            }
            self.field(field.as_ref());
        }
        self.text.push_str(self.newline);
    }

    fn field(&mut self, field: &str) {
        let must = field.contains(self.delimiter) || field.contains(['"', '\n', '\r']);
        if must || self.always_quote {
            self.text.push('"');
            self.text.push_str(&field.replace('"', "\"\""));
            self.text.push('"');
        } else {
            self.text.push_str(field);
        }
    }

    /// The file.
    pub(super) fn bytes(&self, encoding: Encoding) -> Vec<u8> {
        encoding.bytes(&self.text)
    }

    /// The file without a line end after the last row, as some systems leave it.
    pub(super) fn bytes_without_last_newline(&self, encoding: Encoding) -> Vec<u8> {
        encoding.bytes(self.text.trim_end_matches(self.newline))
    }
}

/// A number with a decimal comma.
pub(super) fn comma(number: f64) -> String {
    number.to_string().replace('.', ",")
}

/// The text of something that may be missing.
pub(super) fn or_empty<T: ToString>(value: Option<T>) -> String {
    value.map(|v| v.to_string()).unwrap_or_default()
}

/// The second of these where the pair has this code, the code itself otherwise.
pub(super) fn word<'a>(words: &[(&str, &'a str)], code: &'a str) -> &'a str {
    words.iter().find(|(c, _)| *c == code).map_or(code, |(_, w)| w)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_with_a_delimiter_a_quote_or_a_line_break_is_quoted() {
        let mut table = Table::new(';');
        table.row(["a", "b;c", "d\"e", "f\ng"]);
        assert_eq!(table.text, "a;\"b;c\";\"d\"\"e\";\"f\ng\"\n");
    }

    #[test]
    fn the_encodings_differ_in_their_bytes() {
        assert_eq!(Encoding::Utf8.bytes("é"), [0xC3, 0xA9]);
        assert_eq!(Encoding::Utf8Bom.bytes("a"), [0xEF, 0xBB, 0xBF, b'a']);
        assert_eq!(Encoding::Windows1252.bytes("é"), [0xE9]);
        assert_eq!(Encoding::Utf16Le.bytes("a"), [0xFF, 0xFE, b'a', 0]);
    }
}

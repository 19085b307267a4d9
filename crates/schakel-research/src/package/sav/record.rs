//! Bytes of a system file: little-endian numbers, and texts padded with spaces.

/// The file so far.
#[derive(Default)]
pub(super) struct Bytes(pub(super) Vec<u8>);

impl Bytes {
    pub(super) fn raw(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    pub(super) fn int(&mut self, number: i32) {
        self.raw(&number.to_le_bytes());
    }

    /// A length or a number of things.
    pub(super) fn count(&mut self, number: usize) {
        self.int(i32::try_from(number).unwrap_or(i32::MAX));
    }

    pub(super) fn double(&mut self, number: f64) {
        self.raw(&number.to_le_bytes());
    }

    /// `text` in exactly `width` bytes: cut off, or filled up with spaces.
    pub(super) fn padded(&mut self, text: &[u8], width: usize) {
        let text = text.get(..width).unwrap_or(text);
        self.raw(text);
        self.0.resize(self.0.len() + (width - text.len()), b' ');
    }

    /// Its length, then the text itself.
    pub(super) fn counted(&mut self, text: &[u8]) {
        self.count(text.len());
        self.raw(text);
    }

    /// An extension record (type 7): `count` elements of `size` bytes.
    pub(super) fn extension(&mut self, subtype: i32, size: usize, content: &Bytes) {
        self.int(7);
        self.int(subtype);
        self.count(size);
        self.count(content.0.len() / size.max(1));
        self.raw(&content.0);
    }
}

/// As much of a text as fits in `width` bytes, whole characters only.
pub(super) fn cut(text: &str, width: usize) -> &str {
    let mut end = width.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_between_characters() {
        assert_eq!(cut("één", 1), "");
        assert_eq!(cut("één", 2), "é");
        assert_eq!(cut("één", 9), "één");
    }

    #[test]
    fn a_text_fills_its_place() {
        let mut bytes = Bytes::default();
        bytes.padded(b"ab", 4);
        bytes.padded(b"abcdef", 4);
        assert_eq!(bytes.0, b"ab  abcd");
    }
}

//! Short texts as numbers.

/// A text of four bytes or fewer, as nearly all are that a glyph stands for: two of them are compared without a look at either.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Short(u32);

impl Short {
    /// The text; `None` when it is longer, or holds the character that fills up shorter ones.
    #[inline]
    pub(crate) fn of(text: &str) -> Option<Short> {
        let mut bytes = [0; 4];
        for (at, byte) in text.bytes().enumerate() {
            *bytes.get_mut(at).filter(|_| byte != 0)? = byte;
        }
        Some(Short(u32::from_le_bytes(bytes)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_the_same_when_their_numbers_are() {
        let texts = ["", "a", "b", "ab", "ë", "ft", "fft", "…", "\u{ad}", "abcd"];
        for (at, one) in texts.iter().enumerate() {
            for (other_at, other) in texts.iter().enumerate() {
                assert_eq!(Short::of(one) == Short::of(other), at == other_at, "{one} {other}");
            }
        }
        assert_eq!(Short::of("abcde"), None);
        assert_eq!(Short::of("a\0"), None);
    }
}

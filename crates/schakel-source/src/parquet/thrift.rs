//! The Thrift in a Parquet file, walked over before the library reads it. The library skips what it does not know element by
//! element, also where a damaged length says that there are billions of them.
//!
//! Reference: the Thrift compact protocol,
//! <https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md>.

use std::io::Read;

/// Structures within structures.
const DEEPEST: u32 = 40;

/// Walks over Thrift.
pub(super) struct Walk<R> {
    reader: R,
    /// The bytes that may still be read.
    left: u64,
}

impl<R: Read> Walk<R> {
    pub(super) fn over(reader: R, most: u64) -> Self {
        Self { reader, left: most }
    }

    /// The bytes that may still be read.
    pub(super) const fn left(&self) -> u64 {
        self.left
    }

    /// Walks over a structure; gives the whole number in this field of it, if it is there. `None` when it cannot be walked
    /// over in as many steps as it has bytes.
    pub(super) fn structure(&mut self, wanted: i16) -> Option<Option<i64>> {
        let (mut last, mut found) = (0_i16, None);
        loop {
            let head = self.byte()?;
            let of = head & 0x0f;
            if of == 0 {
                return Some(found);
            }
            last = match head >> 4 {
                0 => i16::try_from(self.number()?).ok()?,
                delta => last.checked_add(i16::from(delta))?,
            };
            if last == wanted && matches!(of, 4..=6) {
                found = Some(self.number()?);
            } else {
                self.value(of, DEEPEST)?;
            }
        }
    }

    fn value(&mut self, of: u8, depth: u32) -> Option<()> {
        let depth = depth.checked_sub(1)?;
        match of {
            // The value of a truth value is in its type.
            1 | 2 => Some(()),
            3 => self.byte().map(drop),
            4..=6 => self.number().map(drop),
            7 => self.skip(8),
            8 => {
                let length = self.varint()?;
                self.skip(length)
            }
            9 | 10 => {
                let head = self.byte()?;
                let size = if head >> 4 == 15 { self.varint()? } else { u64::from(head >> 4) };
                self.elements(size, &[head & 0x0f], depth)
            }
            11 => match self.varint()? {
                0 => Some(()),
                size => {
                    let of = self.byte()?;
                    self.elements(size, &[of >> 4, of & 0x0f], depth)
                }
            },
            12 => loop {
                let head = self.byte()?;
                if head & 0x0f == 0 {
                    break Some(());
                }
                if head >> 4 == 0 {
                    self.number()?;
                }
                self.value(head & 0x0f, depth)?;
            },
            13 => self.skip(16),
            _ => None,
        }
    }

    /// Elements of a collection. Truth values in one are counted differently by different programs; no Parquet file has
    /// them.
    fn elements(&mut self, size: u64, of: &[u8], depth: u32) -> Option<()> {
        if size > 0 && (of.iter().any(|of| matches!(of, 1 | 2)) || size > self.left) {
            return None;
        }
        (0..size).try_for_each(|_| of.iter().try_for_each(|of| self.value(*of, depth)))
    }

    fn byte(&mut self) -> Option<u8> {
        let mut byte = [0];
        self.left = self.left.checked_sub(1)?;
        self.reader.read_exact(&mut byte).ok()?;
        Some(byte[0])
    }

    fn varint(&mut self) -> Option<u64> {
        let mut value = 0;
        for place in 0..10 {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f).checked_shl(7 * place)?;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }

    /// A number with a sign, in zigzag.
    fn number(&mut self) -> Option<i64> {
        let value = self.varint()?;
        // Both halves fit: the first lost its highest bit, the second is 0 or 1.
        Some((value >> 1).cast_signed() ^ -(value & 1).cast_signed())
    }

    fn skip(&mut self, bytes: u64) -> Option<()> {
        self.left = self.left.checked_sub(bytes)?;
        let skipped = std::io::copy(&mut self.reader.by_ref().take(bytes), &mut std::io::sink()).ok()?;
        (skipped == bytes).then_some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walked(bytes: &[u8]) -> Option<Option<i64>> {
        Walk::over(bytes, bytes.len() as u64).structure(3)
    }

    #[test]
    fn a_field_is_found_by_its_number() {
        // Field 1 = 0, field 2 = 10, field 3 = -7, then the end.
        assert_eq!(walked(&[0x15, 0x00, 0x15, 0x14, 0x15, 0x0d, 0x00]), Some(Some(-7)));
        assert_eq!(walked(&[0x00]), Some(None));
    }

    #[test]
    fn what_is_not_wanted_is_walked_over() {
        // Field 1 a text, field 2 a list of two doubles, field 3 = 1 after a structure with a truth value in field 5.
        let mut bytes = vec![0x18, 0x02, b'a', b'b', 0x19, 0x27];
        bytes.extend([0; 16]);
        bytes.extend([0x3c, 0x11, 0x00, 0x05, 0x06, 0x02, 0x00]);
        assert_eq!(walked(&bytes), Some(Some(1)));
    }

    #[test]
    fn a_collection_with_more_elements_than_bytes_is_no_thrift() {
        let billions = [0xff, 0xff, 0xff, 0xff, 0x07];
        for head in [vec![0x19, 0xf7], vec![0x19, 0xf1], vec![0x1a, 0xf3], vec![0x1b]] {
            let bytes = [&head[..], &billions, &[0x11; 40]].concat();
            assert_eq!(walked(&bytes), None, "{head:02x?}");
        }
    }

    #[test]
    fn what_ends_too_early_or_goes_too_deep_is_no_thrift() {
        assert_eq!(walked(&[0x18, 0x05, b'a']), None);
        assert_eq!(walked(&[0x1c; 100]), None);
        assert_eq!(walked(&[0x15]), None);
        assert_eq!(walked(&[0x15, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x00]), None);
    }
}

//! Compression of streams, with one state for all of them: making the state costs more than packing a page.

use flate2::{Compress, Compression, FlushCompress};
use lopdf::{Stream, dictionary};

/// Packs streams.
pub(super) struct Packer {
    state: Compress,
    /// Where streams are packed before their length is known.
    room: Vec<u8>,
}

impl Packer {
    pub(super) fn new() -> Packer {
        Packer::with_level(LEVEL)
    }

    pub(super) fn with_level(level: u32) -> Packer {
        Packer { state: Compress::new(Compression::new(level), true), room: Vec::new() }
    }

    /// The bytes, packed.
    pub(super) fn pack(&mut self, bytes: &[u8]) -> Result<Vec<u8>, std::io::Error> {
        self.state.reset();
        self.room.clear();
        // No input grows by more than this; `compress_vec` never grows the vector itself.
        self.room.reserve(bytes.len() + bytes.len() / 1000 + 64);
        self.state.compress_vec(bytes, &mut self.room, FlushCompress::Finish)?;
        Ok(self.room.as_slice().to_vec())
    }

    /// A stream that is packed.
    pub(super) fn stream(&mut self, bytes: &[u8]) -> Result<Stream, std::io::Error> {
        let dict = dictionary! { "Filter" => "FlateDecode" };
        Ok(Stream::new(dict, self.pack(bytes)?))
    }
}

/// At level 5 a report is a tenth smaller, and packing it takes half as long again.
const LEVEL: u32 = 2;
/// For what is packed once for many reports.
pub(super) const SMALLEST: u32 = 9;

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn what_is_packed_can_be_unpacked_whatever_was_packed_before() {
        let mut packer = Packer::new();
        let noise: Vec<u8> = (0..70_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        for bytes in [b"een twee een twee".as_slice(), b"", &noise] {
            let packed = packer.pack(bytes).unwrap();
            let mut back = Vec::new();
            flate2::read::ZlibDecoder::new(packed.as_slice()).read_to_end(&mut back).unwrap();
            assert_eq!(back, bytes);
        }
    }
}

//! Compression of streams, with one state for all of them. The same bytes are packed the same way on every processor.

use std::io;

use libdeflater::{CompressionLvl, Compressor};
use lopdf::{Stream, dictionary};

/// Packs streams.
pub(super) struct Packer {
    state: Compressor,
    /// Where streams are packed before their length is known.
    room: Vec<u8>,
}

impl Packer {
    pub(super) fn new() -> Packer {
        Packer::with_level(QUICK)
    }

    pub(super) fn with_level(level: CompressionLvl) -> Packer {
        Packer { state: Compressor::new(level), room: Vec::new() }
    }

    /// The bytes, packed.
    pub(super) fn pack(&mut self, bytes: &[u8]) -> Result<Vec<u8>, io::Error> {
        let most = self.state.zlib_compress_bound(bytes.len());
        if self.room.len() < most {
            self.room.resize(most, 0);
        }
        let length = self.state.zlib_compress(bytes, &mut self.room).map_err(io::Error::other)?;
        Ok(self.room[..length].to_vec())
    }

    /// A stream that is packed.
    pub(super) fn stream(&mut self, bytes: &[u8]) -> Result<Stream, io::Error> {
        let dict = dictionary! { "Filter" => "FlateDecode" };
        Ok(Stream::new(dict, self.pack(bytes)?))
    }
}

/// At level 6 a report is a fifteenth smaller, and packing it takes twice as long.
const QUICK: CompressionLvl = match CompressionLvl::new(1) {
    Ok(level) => level,
    Err(_) => CompressionLvl::fastest(),
};
/// For what is packed once for many reports.
pub(super) const SMALLEST: CompressionLvl = CompressionLvl::best();

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

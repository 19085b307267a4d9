//! What program and plugin host say to each other.
//!
//! The program writes one [`Request`] as JSON to the standard input of the host and closes it. The host answers with frames: one byte for the kind, four
//! bytes (little endian) for the length, then the content. The rows of a table are an Arrow IPC stream cut into frames. A run that went well ends in
//! [`Frame::Done`], whose counts must agree with what arrived: so a stream that broke off is never taken for a whole one.

use std::io::{self, Read, Write};
use std::path::PathBuf;

use schakel_plugin::Config;
use serde::{Deserialize, Serialize};

use super::os::Guarantees;

/// No frame is longer; a longer one is garbage.
const LONGEST: usize = 1 << 20;

/// What the host is to do.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Request {
    /// The library file.
    pub(super) library: PathBuf,
    /// SHA-256 of the library, in hexadecimal: the file that was looked at is the file that is opened.
    pub(super) sha256: String,
    /// What the library is told.
    pub(super) config: Config,
    /// What the library may read.
    pub(super) readable: Vec<PathBuf>,
    /// Bytes of memory for the library.
    pub(super) memory_bytes: u64,
    /// Seconds of processor time for the library.
    pub(super) cpu_seconds: u64,
    /// Process id of the program.
    pub(super) parent: u32,
}

/// One message of the host.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Frame {
    /// The bounds are drawn; the library is opened next.
    Bounded(Guarantees),
    /// The library is a plugin of the right version.
    Loaded(Loaded),
    /// The tables it will hand over.
    Tables(Vec<String>),
    /// The rows of this table follow.
    Table(String),
    /// A piece of the Arrow IPC stream of the table.
    Rows(Vec<u8>),
    /// The table ends, with its number of rows.
    TableEnd(u64),
    /// It could not be done.
    Failed(Refusal),
    /// All tables were handed over.
    Done(Totals),
}

/// What the library says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Loaded {
    pub(super) name: String,
    pub(super) version: String,
}

/// How much was handed over.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Totals {
    pub(super) tables: u64,
    pub(super) rows: u64,
}

/// Why the host gave up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Refusal {
    /// The library file is not the one that was looked at.
    Changed,
    /// The system cannot open it as a library, for this reason.
    CannotLoad(String),
    /// It is a library, and no plugin.
    NotAPlugin,
    /// It was built for another version of the border.
    OtherAbi { name: String, library: String, program: String },
    /// Its table of functions is not whole.
    Incomplete(String),
    /// It said that it could not do it.
    Failed(String),
    /// It panicked.
    Panicked(String),
    /// It handed over what is no valid Arrow data.
    Invalid(String),
    /// The host itself could not go on.
    Host(String),
}

impl Frame {
    fn kind(&self) -> u8 {
        match self {
            Frame::Bounded(_) => b'B',
            Frame::Loaded(_) => b'L',
            Frame::Tables(_) => b'T',
            Frame::Table(_) => b't',
            Frame::Rows(_) => b'r',
            Frame::TableEnd(_) => b'e',
            Frame::Failed(_) => b'F',
            Frame::Done(_) => b'D',
        }
    }

    /// Writes the frame.
    ///
    /// # Errors
    /// When the program no longer listens.
    pub(super) fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let content = match self {
            Frame::Bounded(guarantees) => serde_json::to_vec(guarantees)?,
            Frame::Loaded(loaded) => serde_json::to_vec(loaded)?,
            Frame::Tables(names) => serde_json::to_vec(names)?,
            Frame::Table(name) => serde_json::to_vec(name)?,
            Frame::Rows(bytes) => return write_parts(out, self.kind(), bytes),
            Frame::TableEnd(rows) => serde_json::to_vec(rows)?,
            Frame::Failed(refusal) => serde_json::to_vec(refusal)?,
            Frame::Done(totals) => serde_json::to_vec(totals)?,
        };
        if content.len() > LONGEST {
            return Err(io::Error::other("a message is too long"));
        }
        write_one(out, self.kind(), &content)
    }

    /// Reads the next frame; nothing at the end.
    ///
    /// # Errors
    /// [`io::ErrorKind::InvalidData`] for what is no frame, [`io::ErrorKind::UnexpectedEof`] for half of one.
    pub(super) fn read(input: &mut impl Read) -> io::Result<Option<Frame>> {
        let mut kind = [0u8];
        if input.read(&mut kind)? == 0 {
            return Ok(None);
        }
        let mut length = [0u8; 4];
        input.read_exact(&mut length)?;
        let length = u32::from_le_bytes(length) as usize;
        if length > LONGEST || !b"BLTtreFD".contains(&kind[0]) {
            return Err(io::ErrorKind::InvalidData.into());
        }
        let mut content = vec![0u8; length];
        input.read_exact(&mut content)?;
        Ok(Some(match kind[0] {
            b'B' => Frame::Bounded(serde_json::from_slice(&content)?),
            b'L' => Frame::Loaded(serde_json::from_slice(&content)?),
            b'T' => Frame::Tables(serde_json::from_slice(&content)?),
            b't' => Frame::Table(serde_json::from_slice(&content)?),
            b'r' => Frame::Rows(content),
            b'e' => Frame::TableEnd(serde_json::from_slice(&content)?),
            b'F' => Frame::Failed(serde_json::from_slice(&content)?),
            _ => Frame::Done(serde_json::from_slice(&content)?),
        }))
    }
}

fn write_parts(out: &mut impl Write, kind: u8, bytes: &[u8]) -> io::Result<()> {
    bytes.chunks(LONGEST).try_for_each(|part| write_one(out, kind, part))
}

fn write_one(out: &mut impl Write, kind: u8, content: &[u8]) -> io::Result<()> {
    let length = u32::try_from(content.len()).map_err(io::Error::other)?;
    out.write_all(&[kind])?;
    out.write_all(&length.to_le_bytes())?;
    out.write_all(content)
}

/// Cuts what is written to it into [`Frame::Rows`].
pub(super) struct RowWriter<'a, W: Write> {
    out: &'a mut W,
    kept: Vec<u8>,
}

impl<'a, W: Write> RowWriter<'a, W> {
    pub(super) fn new(out: &'a mut W) -> RowWriter<'a, W> {
        RowWriter { out, kept: Vec::new() }
    }
}

impl<W: Write> Write for RowWriter<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.kept.extend_from_slice(bytes);
        if self.kept.len() >= LONGEST / 4 {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        write_parts(self.out, b'r', &self.kept)?;
        self.kept.clear();
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round_trip(frame: &Frame) -> Frame {
        let mut bytes = Vec::new();
        frame.write(&mut bytes).unwrap();
        Frame::read(&mut bytes.as_slice()).unwrap().unwrap()
    }

    #[test]
    fn every_frame_arrives_as_it_was_sent() {
        let refusal = Refusal::OtherAbi { name: "x".into(), library: "9.0".into(), program: "1.0".into() };
        for frame in [
            Frame::Bounded(Guarantees { enforced: vec!["a".into()], missing: vec![] }),
            Frame::Loaded(Loaded { name: "x".into(), version: "1".into() }),
            Frame::Tables(vec!["student".into()]),
            Frame::Table("student".into()),
            Frame::Rows(vec![1, 2, 3]),
            Frame::TableEnd(7),
            Frame::Failed(refusal),
            Frame::Done(Totals { tables: 1, rows: 7 }),
        ] {
            assert_eq!(round_trip(&frame), frame);
        }
    }

    #[test]
    fn rows_longer_than_a_frame_travel_in_several() {
        let mut bytes = Vec::new();
        let sent: Vec<u8> = (0..3 * LONGEST).map(|index| index as u8).collect();
        let mut writer = RowWriter::new(&mut bytes);
        writer.write_all(&sent).unwrap();
        writer.flush().unwrap();
        let (mut input, mut arrived) = (bytes.as_slice(), Vec::new());
        while let Some(frame) = Frame::read(&mut input).unwrap() {
            let Frame::Rows(part) = frame else { panic!("rows only") };
            arrived.extend(part);
        }
        assert!(arrived == sent, "{} of {} bytes", arrived.len(), sent.len());
    }

    #[test]
    fn a_length_that_no_frame_has_is_refused_before_memory_is_taken_for_it() {
        let error = Frame::read(&mut [b'r', 255, 255, 255, 255, 0].as_slice()).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::InvalidData);
    }

    #[test]
    fn half_a_frame_is_told_from_the_end() {
        assert_eq!(Frame::read(&mut [].as_slice()).unwrap(), None);
        let error = Frame::read(&mut [b'r', 4, 0, 0, 0, 1].as_slice()).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::UnexpectedEof);
    }
}

//! Damage to a file: what is cut off, changed, put in, or there again and again.

use arbitrary::{Result, Unstructured};

/// Numbers that lengths and counts in files should not have.
const NUMBERS: &[u64] = &[0, 1, 0x7F, 0x80, 0xFF, 0xFFFF, 0x7FFF_FFFF, 0xFFFF_FFFF, u64::MAX, 1 << 40];

/// Damages a file in a few places; `pieces` are what may be put in.
pub fn damage(u: &mut Unstructured<'_>, bytes: &mut Vec<u8>, pieces: &[&str]) -> Result<()> {
    for _ in 0..u.int_in_range(1..=5)? {
        let at = u.int_in_range(0..=bytes.len())?;
        let end = (at + u.int_in_range(0..=60)?).min(bytes.len());
        match u.int_in_range(0..=9)? {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(at..end)),
            2 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = u.arbitrary()?;
                }
            }
            3 => {
                let number = u.choose(NUMBERS)?.to_le_bytes();
                let size = *u.choose(&[1, 2, 4, 8])?;
                let room = bytes.len().saturating_sub(at).min(size);
                bytes[at..at + room].copy_from_slice(&number[..room]);
            }
            4 => {
                let again = bytes[at..end].repeat(*u.choose(&[1, 2, 30, 200])?);
                drop(bytes.splice(at..at, again));
            }
            5 => {
                let count = u.int_in_range(0..=8)?.min(u.len());
                drop(bytes.splice(at..at, u.bytes(count)?.iter().copied()));
            }
            6 if !pieces.is_empty() => drop(bytes.splice(at..end, u.choose(pieces)?.bytes())),
            _ if !pieces.is_empty() => drop(bytes.splice(at..at, u.choose(pieces)?.bytes())),
            _ => bytes.truncate(end),
        }
    }
    Ok(())
}

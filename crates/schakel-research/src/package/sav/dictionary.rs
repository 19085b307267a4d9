//! The dictionary of a system file: everything before the data.

use super::SYSTEM_MISSING;
use super::record::{Bytes, cut};
use super::variable::{Coded, Storage, Variable};

/// Longest label of a variable.
const LABEL: usize = 252;
/// Longest label of a value.
const VALUE_LABEL: usize = 120;
/// Widest text whose values are labelled in records of type 3; wider ones have a record of their own.
const SHORT: usize = 8;
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

pub(super) fn header(variables: &[Variable], cases: usize, title: &str, day: &str) -> Bytes {
    let mut out = Bytes::default();
    out.raw(b"$FL2");
    out.padded(b"@(#) SPSS DATA FILE schakel", 60);
    out.int(2);
    let eights = |segment: super::variable::Segment| segment.width.div_ceil(8).max(1);
    out.count(variables.iter().flat_map(|one| one.storage.segments()).map(eights).sum());
    // Not compressed, not weighted.
    out.int(0);
    out.int(0);
    out.count(cases);
    out.double(100.0);
    out.padded(short_day(day).as_bytes(), 9);
    out.raw(b"00:00:00");
    out.padded(cut(title, 64).as_bytes(), 64);
    out.raw(&[0; 3]);
    out
}

/// `15 Jun 26` for `2026-06-15`.
fn short_day(day: &str) -> String {
    let mut parts = day.split('-');
    let (year, month, day) = (parts.next(), parts.next(), parts.next());
    let name = month.and_then(|m| m.parse::<usize>().ok()).and_then(|m| MONTHS.get(m.checked_sub(1)?));
    let year = year.and_then(|year| year.get(2..)).unwrap_or("00");
    format!("{} {} {year}", day.unwrap_or("01"), name.unwrap_or(&"Jan"))
}

/// The name of up to eight bytes by which records speak of a variable: `V3`, and `V3_1` for its next part.
fn short_name(place: usize, part: usize) -> String {
    if part == 0 { format!("V{}", place + 1) } else { format!("V{}_{part}", place + 1) }
}

pub(super) fn variables(out: &mut Bytes, variables: &[Variable]) {
    for (place, variable) in variables.iter().enumerate() {
        for (part, segment) in variable.storage.segments().iter().enumerate() {
            let label = if part == 0 { cut(&variable.label, LABEL) } else { "" };
            out.int(2);
            out.count(segment.width);
            out.int(i32::from(!label.is_empty()));
            out.count(if part == 0 { variable.missing.len() } else { 0 });
            let format = format(variable, segment.width);
            out.int(format);
            out.int(format);
            out.padded(short_name(place, part).as_bytes(), 8);
            if !label.is_empty() {
                out.count(label.len());
                out.padded(label.as_bytes(), label.len().next_multiple_of(4));
            }
            if part == 0 {
                variable.missing.iter().for_each(|number| out.double(*number));
            }
            // Every further eight bytes of a text have a record that says so.
            for _ in 1..segment.width.div_ceil(8) {
                out.int(2);
                out.int(-1);
                (0..4).for_each(|_| out.int(0));
                out.padded(b"", 8);
            }
        }
    }
}

/// `F12.1` or `A20`: kind, width and digits after the point, a byte each.
fn format(variable: &Variable, width: usize) -> i32 {
    let width = i32::try_from(width).unwrap_or(i32::MAX);
    match variable.storage {
        Storage::Number => (5 << 16) | (12 << 8) | variable.decimals,
        Storage::Text { .. } => (1 << 16) | (width << 8),
    }
}

/// The labels of numbers and of short texts.
pub(super) fn value_labels(out: &mut Bytes, variables: &[Variable]) {
    // A variable is spoken of by the place of its first eight bytes, from 1.
    let mut next = 1_usize;
    for variable in variables {
        let index = next;
        next += variable.storage.segments().iter().map(|segment| segment.width.div_ceil(8).max(1)).sum::<usize>();
        if variable.labels.is_empty() || is_long(variable) {
            continue;
        }
        out.int(3);
        out.count(variable.labels.len());
        for (value, label) in &variable.labels {
            match value {
                Coded::Number(number) => out.double(*number),
                Coded::Text(text) => out.padded(text.as_bytes(), SHORT),
            }
            let label = cut(label, VALUE_LABEL);
            // At most 120, by the cut.
            out.raw(&[u8::try_from(label.len()).unwrap_or_default()]);
            out.padded(label.as_bytes(), (label.len() + 1).next_multiple_of(8) - 1);
        }
        out.int(4);
        out.int(1);
        out.count(index);
    }
}

fn is_long(variable: &Variable) -> bool {
    matches!(variable.storage, Storage::Text { width } if width > SHORT)
}

/// The records of type 7, and the end of the dictionary.
pub(super) fn extensions(out: &mut Bytes, variables: &[Variable], cases: usize) {
    let mut integers = Bytes::default();
    // Version 1.0.0, no machine, IEEE 754, code of compression, little-endian, UTF-8.
    for number in [1, 0, 0, -1, 1, 1, 2, 65_001] {
        integers.int(number);
    }
    out.extension(3, 4, &integers);
    let mut floats = Bytes::default();
    // The last of these is the lowest number above that for a missing value.
    for number in [SYSTEM_MISSING, f64::MAX, SYSTEM_MISSING.next_up()] {
        floats.double(number);
    }
    out.extension(4, 8, &floats);

    let mut display = Bytes::default();
    let mut names = Vec::new();
    let mut very_long = Bytes::default();
    let mut labels = Bytes::default();
    for (place, variable) in variables.iter().enumerate() {
        for segment in variable.storage.segments() {
            // Nominal or scale; how wide a column is; to the left or to the right.
            display.int(if variable.scale { 3 } else { 1 });
            display.count(if segment.width == 0 { 12 } else { segment.width.min(40) });
            display.int(i32::from(segment.width == 0));
        }
        names.push(format!("{}={}", short_name(place, 0), variable.name));
        if let Storage::Text { width } = variable.storage {
            if width > 255 {
                very_long.raw(format!("{}={width:05}\0\t", short_name(place, 0)).as_bytes());
            } else if is_long(variable) && !variable.labels.is_empty() {
                long_labels(&mut labels, variable, width);
            }
        }
    }
    out.extension(11, 4, &display);
    out.extension(13, 1, &Bytes(names.join("\t").into_bytes()));
    if !very_long.0.is_empty() {
        out.extension(14, 1, &very_long);
    }
    let mut count = Bytes::default();
    count.raw(&1_u64.to_le_bytes());
    count.raw(&(cases as u64).to_le_bytes());
    out.extension(16, 8, &count);
    out.extension(20, 1, &Bytes(b"UTF-8".to_vec()));
    if !labels.0.is_empty() {
        out.extension(21, 1, &labels);
    }
    out.int(999);
    out.int(0);
}

/// The labels of the values of a text wider than eight bytes.
fn long_labels(out: &mut Bytes, variable: &Variable, width: usize) {
    out.counted(variable.name.as_bytes());
    out.count(width);
    out.count(variable.labels.len());
    for (value, label) in &variable.labels {
        let Coded::Text(value) = value else { continue };
        out.count(width);
        out.padded(value.as_bytes(), width);
        out.counted(cut(label, VALUE_LABEL).as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_is_written_in_nine_characters() {
        assert_eq!(short_day("2026-06-15"), "15 Jun 26");
        assert_eq!(short_day("2026-13-15"), "15 Jan 26");
        assert_eq!(short_day(""), "01 Jan 00");
    }

    #[test]
    fn the_head_has_176_bytes() {
        assert_eq!(header(&[], 0, "één titel", "2026-06-15").0.len(), 176);
    }
}

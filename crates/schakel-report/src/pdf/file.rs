//! Writes the objects of a file: streams as they are, everything else packed into object streams, and the
//! cross-reference stream that finds them.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat};

use super::WriteError;
use super::pack::Packer;
use super::written::Written;

/// Objects in one object stream: enough to pack well, few enough to be read quickly.
const PER_STREAM: usize = 200;

/// Where an object is.
#[derive(Clone, Copy)]
enum Place {
    Free,
    At(usize),
    /// Number of the object stream, and the place in it.
    In(u32, usize),
}

/// An object that is no stream.
#[derive(Clone, Copy)]
enum Small<'o> {
    Object(&'o Object),
    Written(&'o [u8]),
}

/// Writes a file. Objects are written in the order of their numbers.
pub(super) fn write(document: &Document, written: &Written, packer: &mut Packer) -> Result<Vec<u8>, WriteError> {
    let mut out = Vec::with_capacity(200_000);
    out.extend(b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
    let mut places = vec![Place::Free; document.max_id as usize + 1];
    let mut small: Vec<(u32, Small<'_>)> =
        written.objects().map(|(number, text)| (number, Small::Written(text))).collect();
    for (&(number, _), object) in &document.objects {
        match object {
            Object::Stream(stream) => {
                set(&mut places, number, Place::At(out.len()));
                indirect_stream(&mut out, number, &stream.dict, &stream.content);
            }
            other => small.push((number, Small::Object(other))),
        }
    }
    small.sort_by_key(|(number, _)| *number);
    let mut next = document.max_id + 1;
    for group in small.chunks(PER_STREAM) {
        for (index, (number, _)) in group.iter().enumerate() {
            set(&mut places, *number, Place::In(next, index));
        }
        places.push(Place::At(out.len()));
        let stream = object_stream(group, packer)?;
        indirect_stream(&mut out, next, &stream.dict, &stream.content);
        next += 1;
    }
    let start = out.len();
    places.push(Place::At(start));
    let stream = cross_references(&places, &document.trailer, packer)?;
    indirect_stream(&mut out, next, &stream.dict, &stream.content);
    out.extend(b"startxref\n");
    integer(&mut out, start as i64);
    out.extend(b"\n%%EOF\n");
    Ok(out)
}

fn set(places: &mut [Place], number: u32, place: Place) {
    if let Some(slot) = places.get_mut(number as usize) {
        *slot = place;
    }
}

fn indirect_stream(out: &mut Vec<u8>, number: u32, dict: &Dictionary, content: &[u8]) {
    integer(out, i64::from(number));
    out.extend(b" 0 obj\n<<");
    entries(out, dict, &[b"Length"]);
    out.extend(b"/Length ");
    integer(out, content.len() as i64);
    out.extend(b">>stream\n");
    out.extend(content);
    out.extend(b"\nendstream\nendobj\n");
}

fn object_stream(group: &[(u32, Small<'_>)], packer: &mut Packer) -> Result<Stream, WriteError> {
    let mut index = Vec::with_capacity(group.len() * 10);
    let mut body = Vec::with_capacity(group.len() * 90);
    for (number, value) in group {
        integer(&mut index, i64::from(*number));
        index.push(b' ');
        integer(&mut index, body.len() as i64);
        index.push(b' ');
        match value {
            Small::Object(value) => object(&mut body, value),
            Small::Written(text) => body.extend_from_slice(text),
        }
        body.push(b'\n');
    }
    let first = index.len() as i64;
    index.append(&mut body);
    let mut dict = Dictionary::new();
    dict.set("Type", "ObjStm");
    dict.set("N", group.len() as i64);
    dict.set("First", first);
    dict.set("Filter", "FlateDecode");
    Ok(Stream::new(dict, packer.pack(&index)?))
}

fn cross_references(places: &[Place], trailer: &Dictionary, packer: &mut Packer) -> Result<Stream, WriteError> {
    // Kind of entry, then offset or number of the object stream, then place in it.
    let mut rows = Vec::with_capacity(places.len() * 7);
    for place in places {
        let (kind, first, second) = match *place {
            Place::Free => (0, 0, 0xFFFF),
            Place::At(offset) => (1, offset as u32, 0),
            Place::In(stream, index) => (2, stream, index as u16),
        };
        rows.push(kind);
        rows.extend(first.to_be_bytes());
        rows.extend(second.to_be_bytes());
    }
    let mut dict = Dictionary::new();
    dict.set("Type", "XRef");
    dict.set("Size", places.len() as i64);
    dict.set("W", vec![1.into(), 4.into(), 2.into()]);
    for key in [b"Root".as_slice(), b"Info", b"ID"] {
        if let Ok(value) = trailer.get(key) {
            dict.set(key, value.clone());
        }
    }
    dict.set("Filter", "FlateDecode");
    Ok(Stream::new(dict, packer.pack(&rows)?))
}

pub(super) fn object(out: &mut Vec<u8>, value: &Object) {
    match value {
        Object::Null => out.extend(b"null"),
        Object::Boolean(true) => out.extend(b"true"),
        Object::Boolean(false) => out.extend(b"false"),
        Object::Integer(value) => integer(out, *value),
        Object::Real(value) => real(out, *value),
        Object::Name(value) => name(out, value),
        Object::String(value, StringFormat::Literal) if value.is_ascii() => literal(out, value),
        Object::String(value, _) => hexadecimal(out, value),
        Object::Array(values) => {
            out.push(b'[');
            for (index, value) in values.iter().enumerate() {
                if index > 0 {
                    out.push(b' ');
                }
                object(out, value);
            }
            out.push(b']');
        }
        Object::Dictionary(dict) => {
            out.extend(b"<<");
            entries(out, dict, &[]);
            out.extend(b">>");
        }
        Object::Reference(id) => reference(out, *id),
        // A stream is always an object of its own.
        Object::Stream(_) => out.extend(b"null"),
    }
}

fn entries(out: &mut Vec<u8>, dict: &Dictionary, without: &[&[u8]]) {
    for (key, value) in dict.iter() {
        if without.contains(&key.as_slice()) {
            continue;
        }
        entry(out, key, value);
    }
}

pub(super) fn entry(out: &mut Vec<u8>, key: &[u8], value: &Object) {
    name(out, key);
    if !matches!(value, Object::Name(_) | Object::Array(_) | Object::Dictionary(_) | Object::String(..)) {
        out.push(b' ');
    }
    object(out, value);
}

pub(super) fn reference(out: &mut Vec<u8>, (number, generation): ObjectId) {
    integer(out, i64::from(number));
    out.push(b' ');
    integer(out, i64::from(generation));
    out.extend(b" R");
}

fn name(out: &mut Vec<u8>, value: &[u8]) {
    out.push(b'/');
    for &byte in value {
        if byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(&byte) {
            out.push(byte);
        } else {
            out.push(b'#');
            hex(out, byte);
        }
    }
}

fn literal(out: &mut Vec<u8>, value: &[u8]) {
    out.push(b'(');
    for &byte in value {
        if matches!(byte, b'(' | b')' | b'\\') {
            out.push(b'\\');
        }
        out.push(byte);
    }
    out.push(b')');
}

fn hexadecimal(out: &mut Vec<u8>, value: &[u8]) {
    out.push(b'<');
    for &byte in value {
        hex(out, byte);
    }
    out.push(b'>');
}

pub(super) fn hex(out: &mut Vec<u8>, byte: u8) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    out.push(DIGITS[usize::from(byte >> 4)]);
    out.push(DIGITS[usize::from(byte & 15)]);
}

pub(super) fn integer(out: &mut Vec<u8>, value: i64) {
    decimal::<1>(out, value);
}

/// A number with at most three decimals, which is finer than anything on a page.
pub(super) fn real(out: &mut Vec<u8>, value: f32) {
    decimal::<1000>(out, rounded(f64::from(value) * 1000.0));
}

/// A number with at most two decimals: hundredths of a point are finer than any printer.
pub(super) fn hundredths(out: &mut Vec<u8>, value: f32) {
    decimal::<100>(out, rounded(f64::from(value * 100.0)));
}

/// A number with at most one decimal.
pub(super) fn tenths(out: &mut Vec<u8>, value: f32) {
    decimal::<10>(out, rounded(f64::from(value * 10.0)));
}

/// The nearest whole number, away from zero in the middle. The function of the standard library is a call into the C library on most
/// processors, and is asked for several times per glyph.
fn rounded(value: f64) -> i64 {
    (value + 0.5_f64.copysign(value)) as i64
}

/// A number that is given in parts of a unit, as a decimal number; zeros that close its decimals are left out.
fn decimal<const PARTS: u64>(out: &mut Vec<u8>, value: i64) {
    if value < 0 {
        out.push(b'-');
    }
    let whole = value.unsigned_abs() / PARTS;
    let mut rest = value.unsigned_abs() % PARTS;
    if whole < 10 {
        out.push(b'0' + whole as u8);
    } else {
        digits(out, whole);
    }
    if rest > 0 {
        out.push(b'.');
    }
    while rest > 0 {
        out.push(b'0' + (rest * 10 / PARTS) as u8);
        rest = rest * 10 % PARTS;
    }
}

fn digits(out: &mut Vec<u8>, mut value: u64) {
    let start = out.len();
    while value > 0 {
        out.push(b'0' + (value % 10) as u8);
        value /= 10;
    }
    out[start..].reverse();
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::dictionary;

    fn shown(value: f32) -> String {
        let mut out = Vec::new();
        real(&mut out, value);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn numbers_are_as_short_as_they_can_be() {
        assert_eq!(shown(0.0), "0");
        assert_eq!(shown(12.0), "12");
        assert_eq!(shown(12.5), "12.5");
        assert_eq!(shown(-0.25), "-0.25");
        assert_eq!(shown(595.276), "595.276");
        assert_eq!(shown(0.006), "0.006");
        assert_eq!(shown(-0.0001), "0");
    }

    #[test]
    fn numbers_are_rounded_as_arithmetic_does() {
        let text = |write: fn(&mut Vec<u8>, f32), value: f32| {
            let mut out = Vec::new();
            write(&mut out, value);
            String::from_utf8(out).unwrap()
        };
        let plain = |value: f32, parts: f32| shown((value * parts).round() / parts);
        for number in -400_000..400_000 {
            let value = number as f32 * 0.005;
            assert_eq!(text(hundredths, value), plain(value, 100.0), "{value}");
            assert_eq!(text(tenths, value), plain(value, 10.0), "{value}");
        }
        for value in [0.49999997, 0.5, 1.5, -0.5, -2.5, 1e-30, f32::MIN_POSITIVE, f32::NAN] {
            assert_eq!(rounded(f64::from(value)), f64::from(value).round() as i64, "{value}");
        }
        integer(&mut Vec::new(), i64::MIN);
        assert_eq!(text(real, f32::MIN), i64::MIN.to_string()[..17].to_owned() + "." + "808");
    }

    #[test]
    fn what_is_written_can_be_read_back() {
        let mut document = Document::with_version("1.7");
        let inner = document.add_object(Object::Array(vec![
            Object::Real(1.5),
            Object::Name(b"a b".to_vec()),
            Object::string_literal("een (twee) \\ drie"),
            Object::Null,
            Object::Boolean(true),
        ]));
        let pages = document.add_object(dictionary! {
            "Type" => "Pages", "Kids" => Vec::<Object>::new(), "Count" => 0,
        });
        let root = document.add_object(dictionary! {
            "Type" => "Catalog", "Pages" => pages, "Extra" => inner,
        });
        document.trailer.set("Root", root);
        let bytes = write(&document, &Written::default(), &mut Packer::new()).unwrap();
        let read = Document::load_mem(&bytes).unwrap();
        assert_eq!(read.get_object(inner).unwrap(), document.get_object(inner).unwrap());
    }
}

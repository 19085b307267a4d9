//! Values that stand in cells, elements and fields.

use arbitrary::{Result, Unstructured};

use crate::SECRET;

/// Where a value goes in a form.
pub const HOLE: &str = "§";

/// Texts that mean something to some reader.
const TEXTS: &[&str] = &[
    "",
    "x",
    "0",
    "1",
    "4",
    "<5",
    "-1,5",
    "1.234,5",
    "1e400",
    "99999999999999999999",
    "2031-09-01",
    "1-9-2031",
    "9/25/2031",
    "3/4/2031 08:00",
    "20310901",
    "2031/09/01 9:12:33 p.m. CET",
    "2031-09-01T10:00:00Z",
    "1980-01-01 00:00:00",
    "PT1H30M",
    "P1DT1,5S",
    "1234 AB",
    "1234é",
    "ja",
    "Ja",
    "OPT-UIT",
    "bulk",
    "delta",
    "1.2",
    "Survey Preview",
    "NA",
    "mentor;decaan;",
    "a, b",
    "é",
    "\u{feff}",
    "\u{1F44D}",
    "e\u{301}",
    "[x]",
    "{",
    "&amp;",
    "&#0;",
    "&eigen;",
    "\u{0}",
    "\t",
    " ",
];

/// A value of a few pieces, among which are those of `own`; often the secret.
pub fn value(u: &mut Unstructured<'_>, own: &[&str]) -> Result<String> {
    let mut value = String::new();
    for _ in 0..u.int_in_range(0..=2)? {
        match u.int_in_range(0..=9)? {
            0..=2 => value.push_str(SECRET),
            3..=6 => value.push_str(u.choose(TEXTS)?),
            7 if !own.is_empty() => value.push_str(u.choose(own)?),
            8 => value.push_str(&u.choose(TEXTS)?.repeat(u.int_in_range(2..=40)?)),
            _ => value.extend(u.arbitrary::<char>().ok().filter(|sign| !"<>\"'".contains(*sign))),
        }
    }
    Ok(value)
}

/// A form with a value, as `written`, in each of its holes.
pub fn filled(u: &mut Unstructured<'_>, form: &str, own: &[&str], written: impl Fn(&str) -> String) -> Result<String> {
    let mut text = String::with_capacity(form.len() * 2);
    let mut parts = form.split(HOLE);
    text.push_str(parts.next().unwrap_or_default());
    for part in parts {
        text.push_str(&written(&value(u, own)?));
        text.push_str(part);
    }
    Ok(text)
}

/// The bytes of the input that were not used.
pub fn rest(u: &mut Unstructured<'_>) -> Result<Vec<u8>> {
    u.bytes(u.len()).map(<[u8]>::to_vec)
}

/// The text in one of the encodings that schools have, with line ends of any kind.
pub fn encoded(u: &mut Unstructured<'_>, text: &str) -> Result<Vec<u8>> {
    let utf16 = |mark: &str, of: fn(u16) -> [u8; 2]| format!("{mark}{text}").encode_utf16().flat_map(of).collect();
    Ok(match u.int_in_range(0..=11)? {
        0 => [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        1 => encoding_rs::WINDOWS_1252.encode(text).0.into_owned(),
        2 => utf16("\u{feff}", u16::to_le_bytes),
        3 => utf16("\u{feff}", u16::to_be_bytes),
        4 => utf16("", u16::to_le_bytes),
        5 => text.replace('\n', "\r\n").into_bytes(),
        6 => text.replace('\n', "\r").into_bytes(),
        7 => text.trim_end().as_bytes().to_vec(),
        _ => text.as_bytes().to_vec(),
    })
}

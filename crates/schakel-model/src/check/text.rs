//! Checks of texts: ids, codes, sets, forms.

use crate::code::Code;
use crate::{CodeList, Format, SchoolYear};

/// The longest id, in characters.
pub const MAX_ID_CHARS: usize = 64;
/// What stands between the codes of a set.
pub const SET_SEPARATOR: char = ';';

/// Whether a text can be an id: 1 to 64 characters, no control characters, no space at either end.
#[must_use]
pub fn id(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= MAX_ID_CHARS * 4
        && text.chars().count() <= MAX_ID_CHARS
        && text.trim().len() == text.len()
        && !text.chars().any(char::is_control)
}

/// The code of a list that a text is, exactly as written.
#[must_use]
pub fn enumeration(text: &str, list: &CodeList) -> Option<&'static Code> {
    list.find(text)
}

/// Brings a set into the form of the model: known codes, each once, in the order of the list, joined
/// by `;`. Empty parts are ignored. On failure the unknown codes, in the order of the text.
pub fn set<'t>(text: &'t str, list: &CodeList) -> Result<String, Vec<&'t str>> {
    let mut chosen = vec![false; list.codes.len()];
    let mut unknown = Vec::new();
    for part in text.split(SET_SEPARATOR).map(str::trim) {
        match list.position(part) {
            Some(place) => chosen[place] = true,
            None if part.is_empty() || unknown.contains(&part) => {}
            None => unknown.push(part),
        }
    }
    if !unknown.is_empty() {
        return Err(unknown);
    }
    let mut joined = String::with_capacity(text.len());
    for (code, _) in list.codes.iter().zip(&chosen).filter(|(_, c)| **c) {
        if !joined.is_empty() {
            joined.push(SET_SEPARATOR);
        }
        joined.push_str(code.code);
    }
    Ok(joined)
}

/// Whether a text is a school year in the form of the model.
#[must_use]
pub fn school_year(text: &str) -> bool {
    SchoolYear::parse(text).is_some()
}

/// Whether a text has a form.
#[must_use]
pub fn format(text: &str, format: Format) -> bool {
    let bytes = text.as_bytes();
    match format {
        Format::SchoolYear => school_year(text),
        Format::Brin => brin(bytes),
        Format::LocationCode => bytes.len() == 6 && brin(&bytes[..4]) && bytes[4..].iter().all(u8::is_ascii_digit),
        Format::Postcode4 => bytes.len() == 4 && bytes[0] != b'0' && bytes.iter().all(u8::is_ascii_digit),
        Format::Sha256 => bytes.len() == 64 && bytes.iter().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')),
        Format::Language => bytes.len() == 2 && bytes.iter().all(u8::is_ascii_lowercase),
    }
}

fn brin(bytes: &[u8]) -> bool {
    bytes.len() == 4 && bytes[..2].iter().all(u8::is_ascii_digit) && bytes[2..].iter().all(u8::is_ascii_uppercase)
}

//! Finding what directly identifies a person in a text where it has no place.

/// Whether a text seems to hold an e-mail address or a citizen service number (BSN): a run of nine
/// digits that passes the eleven test. A few other numbers of nine digits pass it too, which is why a
/// hit is a notice and not a refusal.
#[must_use]
pub fn direct_identifier(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.iter().enumerate().any(|(at, byte)| *byte == b'@' && email_around(bytes, at))
        || bytes.split(|b| !b.is_ascii_digit()).any(citizen_number)
}

/// Whether the `@` at this place stands between a name and a domain with a point.
fn email_around(bytes: &[u8], at: usize) -> bool {
    let name = at.checked_sub(1).is_some_and(|before| bytes[before].is_ascii_alphanumeric());
    let domain: Vec<u8> =
        bytes[at + 1..].iter().copied().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-')).collect();
    let point = domain.iter().position(|b| *b == b'.');
    name && point.is_some_and(|p| p > 0 && domain.get(p + 1).is_some_and(u8::is_ascii_alphanumeric))
}

/// The eleven test: nine digits weighed 9 to 2, the last one by -1, make a multiple of 11.
fn citizen_number(digits: &[u8]) -> bool {
    if digits.len() != 9 || digits == b"000000000" {
        return false;
    }
    let weights = [9, 8, 7, 6, 5, 4, 3, 2, -1];
    let sum: i32 = digits.iter().zip(weights).map(|(digit, weight)| i32::from(digit - b'0') * weight).sum();
    sum % 11 == 0
}

//! Reading numbers and yes/no from text.

/// The sign between the whole and the broken part of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DecimalMark {
    /// `7.5`
    #[default]
    Point,
    /// `7,5`
    Comma,
}

impl DecimalMark {
    /// Reads `.` or `,`, as a plugin declares it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "." => Some(Self::Point),
            "," => Some(Self::Comma),
            _ => None,
        }
    }

    /// The sign itself.
    #[must_use]
    pub const fn sign(self) -> u8 {
        match self {
            Self::Point => b'.',
            Self::Comma => b',',
        }
    }
}

/// Reads a decimal number: an optional sign, digits, and at most one decimal mark of the declared
/// kind between digits. The other mark, thousands separators and exponents are refused: `1.250` in a
/// file with a decimal comma is more likely a wrong declaration than twelve hundred hours.
#[must_use]
pub fn parse_decimal(text: &str, mark: DecimalMark) -> Option<f64> {
    let text = text.trim();
    let (whole, broken) = split(text, mark.sign())?;
    if whole.is_empty() {
        return None;
    }
    let value: f64 = if mark == DecimalMark::Comma && broken.is_some() {
        text.replacen(',', ".", 1).parse().ok()?
    } else {
        text.parse().ok()?
    };
    value.is_finite().then_some(value)
}

/// Reads a whole number: an optional sign and digits. A broken part of nothing but one zero (`3.0`,
/// `3,0`), as spreadsheets write, is accepted.
#[must_use]
pub fn parse_int(text: &str) -> Option<i64> {
    let text = text.trim();
    let whole = text.strip_suffix(".0").or_else(|| text.strip_suffix(",0")).unwrap_or(text);
    split(whole, b'.')
        .filter(|(digits, broken)| !digits.is_empty() && broken.is_none())
        .and_then(|_| whole.parse().ok())
}

/// Reads yes or no as school systems write it, in any case: `ja`/`nee`, `j`/`n`, `waar`/`onwaar`,
/// `yes`/`no`, `y`/`n`, `true`/`false`, `1`/`0`.
#[must_use]
pub fn parse_bool(text: &str) -> Option<bool> {
    const YES: [&str; 7] = ["true", "1", "ja", "j", "waar", "yes", "y"];
    const NO: [&str; 6] = ["false", "0", "nee", "n", "onwaar", "no"];
    let text = text.trim();
    if YES.iter().any(|w| text.eq_ignore_ascii_case(w)) {
        Some(true)
    } else if NO.iter().any(|w| text.eq_ignore_ascii_case(w)) {
        Some(false)
    } else {
        None
    }
}

/// Whether a number lies in a range, both ends included.
#[must_use]
pub fn in_range(value: f64, range: (f64, f64)) -> bool {
    (range.0..=range.1).contains(&value)
}

/// The digits before and after the mark; `None` when anything else is in the text or the mark has no
/// digits after it.
fn split(text: &str, mark: u8) -> Option<(&[u8], Option<&[u8]>)> {
    let bytes = text.as_bytes();
    let digits = match bytes.first() {
        Some(b'+' | b'-') => &bytes[1..],
        _ => bytes,
    };
    let (whole, broken) = match digits.iter().position(|b| *b == mark) {
        Some(at) => (&digits[..at], Some(&digits[at + 1..])),
        None => (digits, None),
    };
    let plain = |part: &[u8]| part.iter().all(u8::is_ascii_digit);
    let fits = plain(whole) && broken.is_none_or(|b| !b.is_empty() && plain(b));
    fits.then_some((whole, broken))
}

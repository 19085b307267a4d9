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
    let broken = broken.unwrap_or_default();
    if whole.len() + broken.len() <= EXACT_DIGITS {
        // Both sides of the division are exact, so the quotient is the nearest number there is.
        let digits = whole.iter().chain(broken).fold(0_i64, |sum, b| sum * 10 + i64::from(b - b'0'));
        let size = digits as f64 / TEN_TO_THE[broken.len()];
        return Some(if text.starts_with('-') { -size } else { size });
    }
    let value: f64 = text.replacen(',', ".", 1).parse().ok()?;
    value.is_finite().then_some(value)
}

/// Whole numbers of this many digits are exact as `f64`.
const EXACT_DIGITS: usize = 15;
const TEN_TO_THE: [f64; EXACT_DIGITS + 1] =
    [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

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

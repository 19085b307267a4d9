//! Values that have broken programs before.

use arbitrary::{Result, Unstructured};

/// Never arrives as markup; see [`crate::check::html`].
pub const MARK: &str = "<script>alert(1)</script>";

const TEXTS: &[&str] = &[
    "",
    " ",
    "a",
    MARK,
    "\"/><h1>x</h1><p class=\"",
    "' onload='x",
    "]]>&amp;<!--{{school.name}}{{{x}}}",
    "שלום עולם مرحبا",
    "👩‍👩‍👧‍👦 🏳️‍🌈",
    "a\u{0}\u{1}\u{2}\u{3}\u{4}\u{5}\u{6}\u{7}\u{e}\u{f}b\u{7f}\u{85}",
    "\u{fffe}\u{ffff}\u{feff}\u{200b}\u{200d}\u{2028}\u{2029}\u{202e}",
    "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
    "\u{301}",
    "\u{ad}",
    "woord\u{ad}\u{ad}deel",
    "\u{a0}\u{a0}12\u{a0}oktober\u{a0}2025",
    "één coöperatieve vereniging",
    "’s-Hertogenbosch/ouders-verzorgers–LOB",
    "12 oktober 2025 tot 5 (42–60)",
    "https://example.org/a?b=c&d",
    "=HYPERLINK(\"http://example.org\")",
    "漢字",
    "ﬃ",
];

/// A text: one of the above, repeated or not, or characters of the input.
pub fn text(u: &mut Unstructured<'_>) -> Result<String> {
    Ok(match u.int_in_range(0..=9)? {
        0..=4 => (*u.choose(TEXTS)?).to_owned(),
        5 => u.choose(TEXTS)?.repeat(u.int_in_range(2..=300)?),
        6 => letter(u)?.to_string().repeat(*u.choose(&[80, 1000, 10_000])?),
        7 => format!("{} ", u.choose(TEXTS)?).repeat(u.int_in_range(2..=300)?),
        _ => u.arbitrary::<&str>()?.chars().take(400).collect(),
    })
}

fn letter(u: &mut Unstructured<'_>) -> Result<char> {
    u.choose(&['a', 'W', 'i', '-', '/', '9', 'ë', '\u{301}', '.', '<', 'я']).copied()
}

/// A number, finite or not.
pub fn number(u: &mut Unstructured<'_>) -> Result<f64> {
    const NUMBERS: &[f64] = &[
        0.0,
        -0.0,
        1.0,
        -1.0,
        0.5,
        49.5,
        100.0,
        100.000_001,
        1e6,
        1e15,
        1e19,
        -1e19,
        f64::MAX,
        f64::MIN,
        f64::MIN_POSITIVE,
        f64::NAN,
        f64::INFINITY,
        f64::NEG_INFINITY,
    ];
    Ok(match u.int_in_range(0..=3)? {
        0 | 1 => *u.choose(NUMBERS)?,
        2 => f64::from(u.int_in_range(-20_i32..=120)?),
        _ => u.arbitrary()?,
    })
}

//! The style rules, with the colours of the theme.

use std::fmt::Write;

use super::figures::hex;
use crate::draw::Color;
use crate::theme::Theme;

/// Everything but colours.
const RULES: &str = include_str!("style.css");

pub(super) fn write(out: &mut String, theme: &Theme) {
    out.push_str(":root {\n");
    for (name, color) in [
        ("paper", Color::WHITE),
        ("ink", theme.ink),
        ("muted", theme.muted),
        ("rule", theme.rule),
        ("strong", theme.strong),
        ("primary", theme.primary),
        ("accent", theme.accent),
        ("wash", theme.wash),
        ("decision", theme.accent.tint(0.10)),
        ("remark", theme.primary.tint(0.08)),
    ] {
        let _ = writeln!(out, "  --{name}: {};", hex(color));
    }
    out.push_str("}\n");
    out.push_str(RULES);
}

//! Colours and names that a school may set.

use crate::draw::Color;

/// The colours of a report. The defaults are safe for colour-blind readers: marks have a contrast of at least
/// 3:1 with the paper, text of at least 4.5:1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// Running text.
    pub ink: Color,
    /// Secondary text: captions, axes, running heads.
    pub muted: Color,
    /// Rules and grid lines.
    pub rule: Color,
    /// Cover band, headings and the strongest marks (`tone="strong"`).
    pub strong: Color,
    /// Marks that carry the message and large numbers (`tone="primary"`).
    pub primary: Color,
    /// A lighter step of `primary` (`tone="soft"`).
    pub soft: Color,
    /// Marks without a judgement (`tone="neutral"`).
    pub neutral: Color,
    /// Earlier measurements, decisions, "today": what must stand out beside `primary`.
    pub accent: Color,
    /// Background of notes and of open areas.
    pub wash: Color,
}

impl Default for Theme {
    fn default() -> Theme {
        Theme {
            ink: Color::hex(0x1D_28_33),
            muted: Color::hex(0x5A_67_73),
            rule: Color::hex(0xD5_DB_E0),
            strong: Color::hex(0x16_32_4A),
            primary: Color::hex(0x1B_78_75),
            soft: Color::hex(0x4B_98_96),
            neutral: Color::hex(0x80_8C_98),
            accent: Color::hex(0xB5_6F_0C),
            wash: Color::hex(0xF3_F6_F7),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn default_colours_can_be_told_from_the_paper() {
        let theme = Theme::default();
        for text in [theme.ink, theme.muted, theme.strong, theme.primary] {
            assert!(text.contrast(Color::WHITE) >= 4.5, "{text:?}");
        }
        for mark in [theme.soft, theme.neutral, theme.accent] {
            assert!(mark.contrast(Color::WHITE) >= 3.0, "{mark:?}");
        }
    }
}

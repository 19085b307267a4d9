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
            accent: Color::hex(0x9A_5B_08),
            wash: Color::hex(0xF3_F6_F7),
        }
    }
}

impl Theme {
    /// Reads `theme.toml`: one `name = "#rrggbb"` per colour that differs from the default.
    ///
    /// # Errors
    /// All mistakes in one text: a name that is no colour of the theme, a value that is no colour, or a colour that too few readers could
    /// tell from the paper.
    pub fn parse(text: &str) -> Result<Theme, String> {
        let table: toml::Table = text.parse().map_err(|e: toml::de::Error| e.to_string())?;
        let mut theme = Theme::default();
        let mut wrong = Vec::new();
        for (name, value) in &table {
            let color = value.as_str().and_then(Color::parse);
            match (theme.color(name), color) {
                (None, _) => wrong.push(format!("`{name}` is no colour of the theme")),
                (Some(_), None) => wrong.push(format!("`{name}` must be a colour as \"#16324a\"")),
                (Some((place, least)), Some(color)) => {
                    let contrast = color.contrast(Color::WHITE);
                    if contrast < least {
                        wrong.push(format!(
                            "`{name}` stands out too little from the paper: {contrast:.1} to 1, at least {least} to 1 is needed"
                        ));
                    }
                    *place = color;
                }
            }
        }
        if wrong.is_empty() { Ok(theme) } else { Err(wrong.join("; ")) }
    }

    /// A colour by its name, and the contrast with the paper that its use asks for.
    fn color(&mut self, name: &str) -> Option<(&mut Color, f32)> {
        Some(match name {
            "ink" => (&mut self.ink, 4.5),
            "muted" => (&mut self.muted, 4.5),
            "strong" => (&mut self.strong, 4.5),
            "primary" => (&mut self.primary, 4.5),
            "accent" => (&mut self.accent, 4.5),
            "soft" => (&mut self.soft, 3.0),
            "neutral" => (&mut self.neutral, 3.0),
            "rule" => (&mut self.rule, 1.0),
            "wash" => (&mut self.wash, 1.0),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn default_colours_can_be_told_from_the_paper() {
        let theme = Theme::default();
        for text in [theme.ink, theme.muted, theme.strong, theme.primary, theme.accent] {
            assert!(text.contrast(Color::WHITE) >= 4.5, "{text:?}");
        }
        for mark in [theme.soft, theme.neutral] {
            assert!(mark.contrast(Color::WHITE) >= 3.0, "{mark:?}");
        }
    }

    #[test]
    fn a_school_sets_the_colours_it_wants_to() {
        let theme = Theme::parse("primary = \"#8a1c4a\"").unwrap();
        assert_eq!(theme.primary, Color::hex(0x8A_1C_4A));
        assert_eq!(theme.ink, Theme::default().ink);
    }

    #[test]
    fn every_mistake_is_named_at_once() {
        let wrong = Theme::parse("primary = \"#ffee00\"\ninkt = \"#000000\"\nsoft = \"blauw\"");
        let message = wrong.unwrap_err();
        for part in ["`primary` stands out too little", "`inkt` is no colour", "`soft` must be"] {
            assert!(message.contains(part), "{message}");
        }
    }
}

//! Colours, logo and name that a school may set.

mod logo;

use std::collections::BTreeMap;

use crate::draw::Color;
pub use logo::Logo;
pub(crate) use logo::{Image, MOST_BYTES};

/// Most characters of a name.
const LONGEST_NAME: usize = 120;

/// The colours of a report, and whose it is. The default colours are safe for colour-blind readers: marks have a contrast of at least
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
    /// Stands on the cover.
    pub logo: Option<Logo>,
    /// Takes the place of the report's own name; the templates have it as the word `report-name`.
    pub name: Option<String>,
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
            logo: None,
            name: None,
        }
    }
}

impl Theme {
    /// Reads `theme.toml` that has no logo.
    ///
    /// # Errors
    /// See [`Theme::read`].
    pub fn parse(text: &str) -> Result<Theme, String> {
        Theme::read(text, &BTreeMap::new())
    }

    /// Reads `theme.toml`: a line as `primary = "#rrggbb"` per colour that differs from the default, `name`, and `logo` with `logo_alt`. The PNG
    /// files beside it come by their names.
    ///
    /// # Errors
    /// All mistakes in one text: a name that the theme does not know, a value that is no colour, a colour that too few readers could
    /// tell from the paper, or a logo that is not there, cannot be read or has no text that stands for it.
    pub fn read(text: &str, images: &BTreeMap<String, Vec<u8>>) -> Result<Theme, String> {
        let table: toml::Table = text.parse().map_err(|e: toml::de::Error| e.to_string())?;
        let mut theme = Theme::default();
        let mut wrong = Vec::new();
        match named(&table) {
            Ok(name) => theme.name = name,
            Err(message) => wrong.push(message),
        }
        match logo_of(&table, images) {
            Ok(logo) => theme.logo = logo,
            Err(message) => wrong.push(message),
        }
        for (name, value) in &table {
            if matches!(name.as_str(), "name" | "logo" | "logo_alt") {
                continue;
            }
            let color = value.as_str().and_then(Color::parse);
            match (theme.color(name), color) {
                (None, _) => wrong.push(format!("`{name}` is no colour of the theme; it also knows {TEXTS}")),
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

/// What a theme holds beside colours, as messages say it.
const TEXTS: &str = "`name`, `logo` and `logo_alt`";

/// A text of the theme; `None` when it is not set.
fn text_of(table: &toml::Table, key: &str) -> Result<Option<String>, String> {
    let Some(value) = table.get(key) else { return Ok(None) };
    let text = value.as_str().unwrap_or_default();
    // A line end or other control character has no place in a name.
    let words = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    let text = words.collect::<Vec<_>>().join(" ");
    if text.is_empty() { Err(format!("`{key}` must be a text in quotes, and not empty")) } else { Ok(Some(text)) }
}

fn named(table: &toml::Table) -> Result<Option<String>, String> {
    let name = text_of(table, "name")?;
    match name.as_ref().map(|name| name.chars().count()) {
        Some(length) if length > LONGEST_NAME => {
            Err(format!("`name` has {length} characters, and at most {LONGEST_NAME} fit on the cover"))
        }
        _ => Ok(name),
    }
}

fn logo_of(table: &toml::Table, images: &BTreeMap<String, Vec<u8>>) -> Result<Option<Logo>, String> {
    let (file, alt) = match (text_of(table, "logo")?, text_of(table, "logo_alt")?) {
        (None, None) => return Ok(None),
        (None, Some(_)) => return Err("`logo_alt` stands alone: it needs `logo`, the name of a PNG file".to_owned()),
        (Some(_), None) => {
            return Err("`logo` needs `logo_alt`: the name that it shows, for who cannot see it".to_owned());
        }
        (Some(file), Some(alt)) => (file, alt),
    };
    match images.get(&file) {
        Some(bytes) => Logo::read(bytes, &alt).map(Some).map_err(|message| format!("`{file}` {message}")),
        None => {
            let there: Vec<String> = images.keys().map(|name| format!("`{name}`")).collect();
            let there = if there.is_empty() { "no such file".to_owned() } else { there.join(", ") };
            Err(format!(
                "`logo` has to be the name of a PNG file (.png) beside theme.toml, not `{file}`; there is {there}"
            ))
        }
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
    fn a_school_names_its_report() {
        let name = |text: &str| Theme::parse(text).map(|theme| theme.name);
        assert_eq!(name("name = \" Onze\\n stand \""), Ok(Some("Onze stand".to_owned())));
        assert_eq!(name(""), Ok(None));
        assert_eq!(name("name = 3"), Err("`name` must be a text in quotes, and not empty".to_owned()));
        assert!(name(&format!("name = \"{}\"", "x".repeat(121))).unwrap_err().contains("121 characters"));
    }

    #[test]
    fn a_logo_needs_a_file_beside_the_theme_and_a_text_that_stands_for_it() {
        let images = BTreeMap::from([("schild.png".to_owned(), b"GIF89a".to_vec())]);
        let wrong = |text: &str| Theme::read(text, &images).unwrap_err();
        assert!(wrong("logo = \"schild.png\"").contains("`logo` needs `logo_alt`"));
        assert!(wrong("logo_alt = \"School\"").contains("`logo_alt` stands alone"));
        for file in ["logo.png", "../schild.png", "/etc/passwd"] {
            let message = wrong(&format!("logo = \"{file}\"\nlogo_alt = \"School\""));
            assert!(message.contains(&format!("not `{file}`; there is `schild.png`")), "{message}");
        }
        let message = wrong("logo = \"schild.png\"\nlogo_alt = \"School\"");
        assert_eq!(message, "`schild.png` is a GIF file, and has to be a PNG file");
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

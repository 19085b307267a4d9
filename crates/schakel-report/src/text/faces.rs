//! The faces of the reports, and words shaped in them.

use std::cell::OnceCell;
use std::rc::Rc;
use std::sync::OnceLock;

use harfrust::{Buffer, Direction, Feature, Font, Language, Script, ShapeOptions, ShapePlan, ShaperFont, Tag};

use super::fonts::{FAMILY, FontId};
use super::hyphens::{self, Opening};
use super::short::Short;
use super::words;
use crate::document::Lang;
use crate::draw::{Face as FaceName, Measure};

/// Marks above marks rise to this, in thousandths of the type size: higher ones would lie on other lines.
const HIGHEST_MARK: i32 = 1000;

/// How digits are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Figures {
    /// Each with its own width, for running text.
    #[default]
    Proportional,
    /// All of one width, so that columns of numbers line up.
    Tabular,
}

/// A glyph of a shaped word. Lengths are thousandths of the type size.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Glyph {
    pub(crate) font: FontId,
    pub(crate) id: u16,
    /// How far it stands above its own baseline: a mark on a capital.
    pub(crate) rise: i16,
    pub(crate) advance: i32,
    pub(crate) offset: i32,
    /// How far the font's own advance goes beyond the place where the next glyph begins.
    pub(crate) beyond: f32,
    /// Byte of the word's text that the glyph begins with.
    pub(crate) cluster: u32,
    /// The text that it stands for, where that is short.
    pub(crate) short: Option<Short>,
}

/// A shaped word.
#[derive(Debug)]
pub(crate) struct Word {
    /// The font it was shaped in, and parts of it are; a few signs of it may be of another.
    pub(crate) font: FontId,
    pub(crate) text: Box<str>,
    pub(crate) glyphs: Box<[Glyph]>,
    /// Width in thousandths of the type size.
    pub(crate) width: i32,
    /// The characters that neither the face nor the one that stands in for it has a glyph for.
    pub(crate) missing: Box<[char]>,
    openings: [OnceCell<Box<[Opening]>>; 2],
}

impl Word {
    /// Widths of the glyphs of stretches of the text, in thousandths of the type size; see [`Widths::up_to`].
    pub(crate) fn widths(&self) -> Widths<'_> {
        Widths { glyphs: &self.glyphs }
    }

    /// Places where the word may be broken.
    pub(crate) fn openings(&self, lang: Lang) -> &[Opening] {
        self.openings[lang as usize].get_or_init(|| hyphens::openings(&self.text, lang).into())
    }

    /// Text of the glyph with this index; empty for the second and later glyphs of a cluster.
    pub(crate) fn glyph_text(&self, index: usize) -> &str {
        let Some(glyph) = self.glyphs.get(index) else {
            return "";
        };
        let from = glyph.cluster as usize;
        let later = self.glyphs[index + 1..].first();
        let to = later.map_or(self.text.len(), |next| next.cluster as usize);
        self.text.get(from..to).unwrap_or("")
    }
}

/// Measures stretches of a word one after the other, so that a word takes as long as it is, however often it is divided.
#[derive(Clone, Copy)]
pub(crate) struct Widths<'w> {
    glyphs: &'w [Glyph],
}

impl Widths<'_> {
    /// Width of the glyphs from the end of the stretch before up to a byte of the text.
    pub(crate) fn up_to(&mut self, end: usize) -> i32 {
        let count = self.glyphs.iter().take_while(|glyph| (glyph.cluster as usize) < end).count();
        let (stretch, rest) = self.glyphs.split_at(count);
        self.glyphs = rest;
        stretch.iter().map(|glyph| glyph.advance).sum()
    }
}

/// Measures of a face that a PDF reader needs, in thousandths of the type size.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FaceMetrics {
    pub(crate) ascent: f32,
    pub(crate) descent: f32,
    pub(crate) cap_height: f32,
    pub(crate) x_height: f32,
    pub(crate) italic_angle: f32,
    pub(crate) bounds: [f32; 4],
}

/// One face.
pub(crate) struct Face {
    pub(crate) id: FontId,
    /// Its size beside the type size.
    pub(crate) scale: f32,
    /// The font for words with a letter that this one lacks.
    stand_in: Option<FontId>,
    pub(crate) name: &'static str,
    pub(crate) bytes: &'static [u8],
    pub(crate) metrics: FaceMetrics,
    /// Advance of every glyph.
    pub(crate) advances: Box<[u16]>,
    pub(crate) space: i32,
    pub(crate) space_glyph: u16,
    font: Font,
    plans: [ShapePlan; 2],
    hyphens: [i32; 2],
    to_thousandths: f32,
}

impl Face {
    pub(super) fn load(id: FontId) -> Option<Face> {
        let (name, bytes) = id.file();
        let font = Font::new(bytes, 0)?;
        let to_thousandths = 1000.0 / f32::from(font.units_per_em());
        let scale = |value: f32| value * to_thousandths;
        let metrics = font.metrics();
        let line = metrics.h_line()?;
        let bounds = metrics.bounds;
        let face_metrics = FaceMetrics {
            ascent: scale(line.ascender.to_f32()),
            descent: scale(line.descender.to_f32()),
            cap_height: scale(metrics.cap_height?.to_f32()),
            x_height: scale(metrics.x_height?.to_f32()),
            italic_angle: font.style_metrics().italic_angle.map_or(0.0, |a| a.to_f32()),
            bounds: [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(|v| scale(v.to_f32())),
        };
        let glyph_metrics = font.glyph_metrics();
        let advances = (0..font.num_glyphs())
            .map(|g| scale(glyph_metrics.h_advance(g.into())).round() as u16)
            .collect::<Box<[u16]>>();
        let space_glyph = u16::try_from(font.charmap().map_unicode(' ')?.to_u32()).ok()?;
        let plans = [Figures::Proportional, Figures::Tabular].map(|figures| {
            let language = Language::new("nl");
            ShapePlan::new(&font, Direction::LeftToRight, Some(Script::LATIN), language.as_ref(), features(figures))
        });
        let mut face = Face {
            id,
            scale: id.scale(),
            stand_in: id.stand_in(),
            name,
            bytes,
            metrics: face_metrics,
            space: i32::from(*advances.get(usize::from(space_glyph))?),
            space_glyph,
            advances,
            font,
            plans,
            hyphens: [0; 2],
            to_thousandths,
        };
        face.hyphens = [Figures::Proportional, Figures::Tabular].map(|figures| face.shape_alone("-", figures).width);
        Some(face)
    }

    /// A word shaped with kerning and ligatures. Words are remembered over documents.
    pub(crate) fn word(&self, text: &str, figures: Figures) -> Rc<Word> {
        words::known(self.id, figures, text, || self.shape(text, figures))
    }

    /// Width of a hyphen in thousandths of the type size.
    pub(crate) fn hyphen(&self, figures: Figures) -> i32 {
        self.hyphens[figures as usize]
    }

    /// A word with a letter that the face lacks is set in the font that stands in for it, as a whole: letters of two
    /// designs in one word would be seen.
    fn shape(&self, text: &str, figures: Figures) -> Word {
        let own = self.shape_alone(text, figures);
        let Some(other) = self.stand_in.filter(|_| !own.missing.is_empty()).and_then(FontId::load_stand_in) else {
            return own;
        };
        let whole = other.shape_alone(text, figures);
        if whole.missing.is_empty() { whole } else { self.shape_mixed(other, text, figures) }
    }

    /// A word that no font has as a whole, such as a rare letter beside a sign: each stretch in the font that has it.
    fn shape_mixed(&self, other: &Face, text: &str, figures: Figures) -> Word {
        let (mut glyphs, mut missing, mut rest) = (Vec::new(), Vec::new(), text);
        while let Some(first) = rest.chars().next() {
            let own = self.has(first);
            let (stretch, after) = rest.split_at(rest.find(|c| self.has(c) != own).unwrap_or(rest.len()));
            let word = if own { self } else { other }.shape_alone(stretch, figures);
            let from = (text.len() - rest.len()) as u32;
            glyphs.extend(word.glyphs.iter().map(|g| Glyph { cluster: g.cluster + from, ..*g }));
            missing.extend(word.missing);
            rest = after;
        }
        self.word_of(text, glyphs.into(), missing.into())
    }

    fn has(&self, c: char) -> bool {
        self.font.charmap().map_unicode(c).is_some()
    }

    fn shape_alone(&self, text: &str, figures: Figures) -> Word {
        let mut buffer = Buffer::new();
        buffer.push_str(text);
        buffer.set_direction(Direction::LeftToRight);
        buffer.set_script(Some(Script::LATIN));
        buffer.set_language(Language::new("nl"));
        let options = ShapeOptions::new().plan(Some(&self.plans[figures as usize])).features(features(figures));
        // The plan was made with the same direction, script and features, so shaping cannot refuse it; if it
        // did, every character would be reported as missing below.
        let shaped = harfrust::shape(&ShaperFont::new(&self.font), &mut buffer, options).is_ok();
        let scale = |value: i32| (value as f32 * self.to_thousandths * self.scale).round() as i32;
        let glyphs: Box<[Glyph]> = buffer
            .glyph_infos()
            .iter()
            .zip(buffer.glyph_positions())
            .map(|(info, position)| {
                let id = u16::try_from(info.glyph_id).unwrap_or(0);
                let (advance, offset) = (scale(position.x_advance), scale(position.x_offset));
                Glyph {
                    font: self.id,
                    rise: scale(position.y_offset).clamp(-HIGHEST_MARK, HIGHEST_MARK) as i16,
                    id,
                    advance,
                    offset,
                    beyond: offset as f32 + self.stated_advance(id) - advance as f32,
                    cluster: info.cluster,
                    short: None,
                }
            })
            .collect();
        let missing = self.without_glyph(text, &glyphs, shaped);
        self.word_of(text, glyphs, missing)
    }

    /// How far the file moves on after a glyph, in thousandths of the type size.
    pub(crate) fn stated_advance(&self, glyph: u16) -> f32 {
        self.advances.get(usize::from(glyph)).copied().map_or(0.0, f32::from) * self.scale
    }

    /// The characters of a shaped text that have no glyph.
    fn without_glyph(&self, text: &str, glyphs: &[Glyph], shaped: bool) -> Box<[char]> {
        let mut missing = Vec::new();
        for (index, glyph) in glyphs.iter().enumerate().filter(|(_, glyph)| glyph.id == 0 || !shaped) {
            // Glyphs of one cluster begin with the same byte; what the face lacks can be any of its characters.
            let later = glyphs[index + 1..].iter().find(|later| later.cluster > glyph.cluster);
            let end = later.map_or(text.len(), |later| later.cluster as usize);
            let cluster = text.get(glyph.cluster as usize..end).unwrap_or_default();
            let before = missing.len();
            missing.extend(cluster.chars().filter(|c| !is_invisible(*c) && !self.has(*c)));
            if missing.len() == before {
                missing.extend(cluster.chars().next());
            }
        }
        missing.sort_unstable();
        missing.dedup();
        missing.into()
    }

    fn word_of(&self, text: &str, glyphs: Box<[Glyph]>, missing: Box<[char]>) -> Word {
        let mut word = Word {
            font: self.id,
            width: glyphs.iter().map(|g| g.advance).sum(),
            text: text.into(),
            glyphs,
            missing,
            openings: Default::default(),
        };
        let texts: Vec<Option<Short>> = (0..word.glyphs.len()).map(|at| Short::of(word.glyph_text(at))).collect();
        for (glyph, text) in word.glyphs.iter_mut().zip(texts) {
            glyph.short = text;
        }
        word
    }

    /// Width of one line of text in points, with the spaces of the face.
    pub(crate) fn line_width(&self, text: &str, figures: Figures, size: f32) -> f32 {
        let mut thousandths = 0;
        for (index, part) in text.split(' ').enumerate() {
            if index > 0 {
                thousandths += self.space;
            }
            if !part.is_empty() {
                thousandths += self.word(part, figures).width;
            }
        }
        thousandths as f32 * size / 1000.0
    }
}

/// Characters that join, part or turn others and need no glyph.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

fn features(figures: Figures) -> &'static [Feature] {
    const fn on(tag: &[u8; 4]) -> Feature {
        Feature { tag: Tag::new(tag), value: 1, start: Feature::GLOBAL_START, end: Feature::GLOBAL_END }
    }
    const PROPORTIONAL: &[Feature] = &[on(b"pnum")];
    const TABULAR: &[Feature] = &[on(b"tnum")];
    match figures {
        Figures::Proportional => PROPORTIONAL,
        Figures::Tabular => TABULAR,
    }
}

/// All faces of the family.
pub(crate) struct Faces([Face; FAMILY]);

static FACES: OnceLock<Option<Faces>> = OnceLock::new();

impl Faces {
    /// The faces compiled into the program; `None` when their files are damaged.
    pub(crate) fn get() -> Option<&'static Faces> {
        FACES.get_or_init(Faces::load).as_ref()
    }

    fn load() -> Option<Faces> {
        let load = |face| Face::load(FontId::of(face));
        Some(Faces([
            load(FaceName::Regular)?,
            load(FaceName::SemiBold)?,
            load(FaceName::Bold)?,
            load(FaceName::Italic)?,
        ]))
    }

    pub(crate) fn face(&self, name: FaceName) -> &Face {
        &self.0[name as usize]
    }

    /// The face behind a font; `None` for a stand-in whose file is damaged.
    pub(crate) fn font(&self, font: FontId) -> Option<&Face> {
        self.0.get(font.number()).or_else(|| font.load_stand_in())
    }
}

impl Measure for Faces {
    fn width(&self, text: &str, face: FaceName, size: f32) -> f32 {
        self.face(face).line_width(text, Figures::Proportional, size)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_of_the_family_is_there() {
        let faces = Faces::get().unwrap();
        for name in [FaceName::Regular, FaceName::SemiBold, FaceName::Bold, FaceName::Italic] {
            let face = faces.face(name);
            assert!(face.metrics.cap_height > face.metrics.x_height);
            assert!(faces.width("Docenten", name, 10.0) > 30.0);
        }
        assert!(faces.face(FaceName::Italic).metrics.italic_angle < 0.0);
    }

    #[test]
    fn pairs_of_letters_are_kerned() {
        let face = Faces::get().unwrap().face(FaceName::Regular);
        let alone = face.word("T", Figures::Proportional).width + face.word("o", Figures::Proportional).width;
        assert!(face.word("To", Figures::Proportional).width < alone);
    }

    #[test]
    fn digits_of_a_table_have_one_width() {
        let face = Faces::get().unwrap().face(FaceName::Regular);
        let widths: Vec<i32> =
            "0123456789".chars().map(|d| face.word(&d.to_string(), Figures::Tabular).width).collect();
        assert!(widths.iter().all(|w| *w == widths[0]), "{widths:?}");
        assert_ne!(face.word("1", Figures::Proportional).width, widths[0]);
    }

    #[test]
    fn names_in_latin_greek_and_cyrillic_have_their_glyphs() {
        let faces = Faces::get().unwrap();
        for name in [FaceName::Regular, FaceName::SemiBold, FaceName::Bold, FaceName::Italic] {
            for text in [
                "Łukasz",
                "Şükrü",
                "İğdır",
                "Nguyễn",
                "Đặng",
                "Þórð",
                "Țăran",
                "Ķirsis",
                "Ħal",
                "Ŋutu",
                "Ọláyẹmí",
                "Ștefan",
                "Zoe\u{308}",
                "Rene\u{301}",
                "Ελένη",
                "Ἀθηνᾶ",
                "Юлия",
                "Їжакевич",
                "Љубица",
                "Қайрат",
                "Өмүрбек",
                "Ґалаґан",
            ] {
                assert_eq!(faces.face(name).word(text, Figures::Proportional).missing[..], [], "{text}");
            }
        }
    }

    #[test]
    fn every_character_without_a_glyph_is_named() {
        let face = Faces::get().unwrap().face(FaceName::Regular);
        assert_eq!(face.word("tekst漢字", Figures::Proportional).missing[..], ['字', '漢']);
        assert_eq!(face.word("👩\u{200d}🏫", Figures::Proportional).missing[..], ['🏫', '👩']);
        assert_eq!(face.word("coöperatieve", Figures::Proportional).missing[..], []);
    }

    #[test]
    fn glyphs_give_back_the_text_they_stand_for() {
        let face = Faces::get().unwrap().face(FaceName::Regular);
        for text in ["efficiënt", "’s-Hertogenbosch", "fijnstof", "1.214", "ﬂat"] {
            let word = face.word(text, Figures::Proportional);
            let back: String = (0..word.glyphs.len()).map(|g| word.glyph_text(g)).collect();
            assert_eq!(back, text);
        }
    }
}

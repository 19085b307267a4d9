//! The font files in the program: the family of the reports, and what stands in for letters that it lacks.

use std::sync::LazyLock;

use super::faces::Face;
use crate::draw::Face as FaceName;

macro_rules! file {
    ($name:literal) => {
        ($name, include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../report-templates/fonts/", $name, ".ttf")))
    };
}

/// Name and content of every font, the family in the order of its faces.
static FILES: [(&str, &[u8]); FontId::COUNT] = [
    file!("SourceSans3-Regular"),
    file!("SourceSans3-SemiBold"),
    file!("SourceSans3-Bold"),
    file!("SourceSans3-Italic"),
    file!("NotoSans-Regular"),
    file!("NotoSans-Bold"),
    file!("NotoSans-Italic"),
];

/// Number of faces of the family.
pub(super) const FAMILY: usize = 4;

/// A font of the program, by its place in the list of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FontId(u8);

impl FontId {
    /// How many there are.
    pub(crate) const COUNT: usize = 7;

    /// The font of a face of the family.
    pub(super) fn of(face: FaceName) -> FontId {
        FontId(face as u8)
    }

    /// All fonts in the order of their numbers.
    pub(crate) fn all() -> impl Iterator<Item = FontId> {
        (0..FontId::COUNT as u8).map(FontId)
    }

    /// Its number, from 0.
    pub(crate) fn number(self) -> usize {
        usize::from(self.0)
    }

    pub(super) fn file(self) -> (&'static str, &'static [u8]) {
        FILES.get(self.number()).copied().unwrap_or_default()
    }

    /// Its size beside the type size: a stand-in is so much smaller that its letters are as high as those of the family.
    pub(super) fn scale(self) -> f32 {
        if self.number() < FAMILY { 1.0 } else { 0.915 }
    }

    /// The font that stands in for a face of the family. It has no semi-bold of its own.
    pub(super) fn stand_in(self) -> Option<FontId> {
        [4, 5, 5, 6].get(self.number()).copied().map(FontId)
    }

    /// A font that stands in: read when the first text asks for it, which most reports never do. `None` for a face of the
    /// family, and when the file is damaged.
    pub(super) fn load_stand_in(self) -> Option<&'static Face> {
        static STAND_INS: [LazyLock<Option<Face>>; FontId::COUNT - FAMILY] = [
            LazyLock::new(|| Face::load(FontId(4))),
            LazyLock::new(|| Face::load(FontId(5))),
            LazyLock::new(|| Face::load(FontId(6))),
        ];
        STAND_INS.get(self.number().checked_sub(FAMILY)?)?.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Faces, Figures};

    const FACES: [FaceName; 4] = [FaceName::Regular, FaceName::SemiBold, FaceName::Bold, FaceName::Italic];

    #[test]
    fn a_word_with_a_letter_that_the_family_lacks_is_set_in_one_other_design_as_a_whole() {
        let faces = Faces::get().unwrap();
        for face in FACES.map(|name| faces.face(name)) {
            for text in ["Ƙaura’u", "Ƴar’adua", "Ɖɔe", "Ʋe", "Ƒoli", "Ɖ\u{300}ewe-Ʋoe", "Ԛафа", "Ԝ", "ꞓ"]
            {
                let word = face.word(text, Figures::Proportional);
                assert_eq!(word.missing[..], [], "{text}");
                assert!(word.font != face.id && word.glyphs.iter().all(|g| g.font == word.font), "{text}");
                let back: String = (0..word.glyphs.len()).map(|g| word.glyph_text(g)).collect();
                assert_eq!(back, text);
            }
            let family = face.word("Kwame", Figures::Proportional);
            assert!(family.glyphs.iter().all(|g| g.font == face.id));
        }
    }

    /// From what the file of the other design says of itself.
    #[test]
    fn letters_of_the_other_design_are_as_high_as_those_of_the_family_and_measured_at_that_size() {
        let faces = Faces::get().unwrap();
        let face = faces.face(FaceName::Regular);
        let word = face.word("Ƙ", Figures::Proportional);
        let other = faces.font(word.font).unwrap();
        assert!((other.metrics.cap_height * other.scale - face.metrics.cap_height).abs() < 10.0);
        assert!((other.metrics.x_height * other.scale - face.metrics.x_height).abs() < 10.0);
        let stated = f32::from(other.advances[usize::from(word.glyphs[0].id)]);
        assert!((word.width as f32 - stated * other.scale).abs() <= 1.0);
    }

    #[test]
    fn a_word_that_no_design_has_as_a_whole_takes_each_part_from_where_it_is() {
        let face = Faces::get().unwrap().face(FaceName::Regular);
        let word = face.word("Ƙ≥9", Figures::Proportional);
        assert_eq!(word.missing[..], []);
        assert_eq!(
            word.glyphs.iter().map(|g| (g.cluster, g.font == face.id)).collect::<Vec<_>>(),
            [(0, false), (2, true), (5, true)]
        );
        let back: String = (0..word.glyphs.len()).map(|g| word.glyph_text(g)).collect();
        assert_eq!(back, "Ƙ≥9");
        assert_eq!(face.word("Ƙ≥漢", Figures::Proportional).missing[..], ['漢']);
    }

    #[test]
    fn a_mark_on_a_capital_stands_above_it() {
        let face = Faces::get().unwrap().face(FaceName::Regular);
        let rise = |text: &str| face.word(text, Figures::Proportional).glyphs.last().unwrap().rise;
        assert!(rise("Ɖ\u{301}") > 100, "{}", rise("Ɖ\u{301}"));
        assert_eq!(rise("D"), 0);
    }
}

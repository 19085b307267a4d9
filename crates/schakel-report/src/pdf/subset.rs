//! Font programs with only some of their glyphs.
//!
//! Nearly every report uses the same letters, so the letters of Dutch and English are taken out of the fonts and packed
//! once, for all reports; only a report with a rarer letter gets a subset of its own. Which of the two it is depends on
//! its text alone, so the same report always gives the same bytes.

use std::sync::OnceLock;

use subsetter::GlyphRemapper;

use super::pack::{self, Packer};
use super::{Hash, WriteError};
use crate::text::{Face, Figures};

/// A font program with some of its glyphs, packed.
pub(super) struct Subset {
    /// Six letters that tell subsets of one font apart.
    pub(super) tag: String,
    pub(super) packed: Vec<u8>,
    /// Length before packing, in bytes.
    pub(super) length: usize,
    glyphs: GlyphRemapper,
}

impl Subset {
    /// A subset with these glyphs; glyph 0, for what is missing, is always the first.
    pub(super) fn of(
        face: &Face,
        glyphs: impl Iterator<Item = u16>,
        packer: &mut Packer,
    ) -> Result<Subset, WriteError> {
        let mut remapper = GlyphRemapper::new();
        for glyph in glyphs {
            remapper.remap(glyph);
        }
        let program = subsetter::subset(face.bytes, 0, &remapper).map_err(|_| WriteError::Font(face.name))?;
        let mut hash = Hash::new();
        hash.add(&program);
        let tag = hash.bytes().iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect();
        Ok(Subset { tag, packed: packer.pack(&program)?, length: program.len(), glyphs: remapper })
    }

    /// The glyph of the subset that stands for one of the font, if it is there.
    pub(super) fn place(&self, glyph: u16) -> Option<u16> {
        self.glyphs.get(glyph)
    }
}

/// What reports in Dutch and English are written with, beside the printable characters of ASCII.
const LETTERS: &str = "àáâäçèéêëìíîïñòóôöùúûüÁÉËÏÖÜ‘’“”–—·•…€°±×≥≤½\u{a0}";
/// Letters that join.
const JOINED: [&str; 6] = ["ff", "fi", "fl", "fj", "ft", "fft"];

/// The subset of a face with the letters of Dutch and English; `index` is its place in the family.
pub(super) fn standard(index: usize, face: &Face) -> Option<&'static Subset> {
    static STANDARD: [OnceLock<Option<Subset>>; 4] = [const { OnceLock::new() }; 4];
    let make = || {
        let mut letters: Vec<String> = (' '..='~').chain(LETTERS.chars()).map(String::from).collect();
        letters.extend(JOINED.map(str::to_owned));
        let words = letters
            .iter()
            .flat_map(|text| [Figures::Proportional, Figures::Tabular].map(|figures| face.word(text, figures)));
        let mut glyphs: Vec<u16> =
            words.flat_map(|word| word.glyphs.iter().map(|g| g.id).collect::<Vec<_>>()).collect();
        glyphs.sort_unstable();
        glyphs.dedup();
        Subset::of(face, glyphs.into_iter(), &mut Packer::with_level(pack::SMALLEST)).ok()
    };
    STANDARD.get(index)?.get_or_init(make).as_ref()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::Face as FaceName;
    use crate::text::Faces;

    #[test]
    fn the_letters_of_dutch_are_in_the_standard_subset_and_rarer_ones_are_not() {
        let faces = Faces::get().unwrap();
        for (index, name) in
            [FaceName::Regular, FaceName::SemiBold, FaceName::Bold, FaceName::Italic].into_iter().enumerate()
        {
            let face = faces.face(name);
            let subset = standard(index, face).unwrap();
            let holds = |text: &str| {
                let word = face.word(text, Figures::Proportional);
                word.glyphs.iter().all(|g| subset.place(g.id).is_some())
            };
            assert!(holds("‘coöperatieve’") && holds("fijnstof,") && holds("1.214") && holds("€12–15"), "{index}");
            assert!(!holds("Ελένη"), "{index}");
        }
    }

    /// Else a report with such letters, which are many, gets a subset of its own, which takes longer.
    #[test]
    fn letters_that_the_faces_join_are_in_the_standard_subset() {
        let faces = Faces::get().unwrap();
        let letters = || ('a'..='z').chain('A'..='Z');
        for (index, name) in
            [FaceName::Regular, FaceName::SemiBold, FaceName::Bold, FaceName::Italic].into_iter().enumerate()
        {
            let (face, subset) = (faces.face(name), standard(index, faces.face(name)).unwrap());
            let pairs = letters().flat_map(|a| letters().map(move |b| format!("{a}{b}")));
            for text in pairs.chain(letters().map(|c| format!("ff{c}"))) {
                let word = face.word(&text, Figures::Proportional);
                assert!(word.glyphs.iter().all(|g| subset.place(g.id).is_some()), "{text}");
            }
        }
    }

    #[test]
    fn a_subset_is_named_after_its_content() {
        let face = Faces::get().unwrap().face(FaceName::Regular);
        let of = |glyphs: &[u16]| Subset::of(face, glyphs.iter().copied(), &mut Packer::new()).unwrap();
        assert_eq!(of(&[20, 30]).tag, of(&[20, 30]).tag);
        assert_ne!(of(&[20, 30]).tag, of(&[20, 31]).tag);
        assert_eq!(of(&[20, 30]).place(30), Some(2));
        assert_eq!(of(&[20, 30]).place(31), None);
    }
}

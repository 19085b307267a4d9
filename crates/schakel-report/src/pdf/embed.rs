//! Fonts of the file: only the glyphs that are used, each with the text it stands for.

use std::collections::HashMap;
use std::fmt::Write;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::WriteError;
use super::pack::Packer;
use super::subset::{self, Subset};
use crate::text::{Face, Faces, FontId, Short};

const NAMES: [&str; FontId::COUNT] = ["FR", "FS", "FB", "FI", "GR", "GB", "GI"];
/// Thickness of upright stems, which the font files do not state.
const STEMS: [i64; FontId::COUNT] = [82, 118, 144, 78, 90, 164, 86];

/// Codes of the glyphs that were used, per font.
pub(super) struct Fonts {
    faces: &'static Faces,
    used: [Used; FontId::COUNT],
}

/// A code stands for a glyph and a text together: the hyphen of a broken word is drawn as the hyphen of a
/// compound is, and read as nothing.
#[derive(Default)]
struct Used {
    /// One more than the number of the first text that a glyph was used for, or 0.
    first: Vec<u16>,
    others: HashMap<(u16, String), u16>,
    /// Glyph and text in the order of first use: the number of a code is its place here.
    codes: Vec<(u16, String)>,
    /// The same texts where they are short, as nearly all are.
    shorts: Vec<Option<Short>>,
}

impl Used {
    /// The number of the first text that a glyph was used for.
    fn first(&self, glyph: u16) -> Option<usize> {
        self.first.get(usize::from(glyph))?.checked_sub(1).map(usize::from)
    }
}

/// Codes go from here, in rows of the printable characters of ASCII: so a text of the page is two plain characters
/// for a glyph, half of what hexadecimal takes, and content stays text.
const FIRST_ROW: usize = 0x0120;
const ROW: usize = 95;

/// Texts beside the first ones of their glyphs that have codes of their own. With one for every glyph of a font there
/// are rows enough; no report comes near, and what would go beyond is drawn right and read as the first text.
const MOST_OTHERS: usize = 9_000;

/// The code with a number.
fn code(number: usize) -> u16 {
    (FIRST_ROW + number / ROW * 0x0100 + number % ROW) as u16
}

impl Fonts {
    pub(super) fn new(faces: &'static Faces) -> Fonts {
        Fonts { faces, used: Default::default() }
    }

    /// Name of the font in the resources of a page.
    pub(super) fn name(&self, font: FontId) -> &'static str {
        NAMES[font.number()]
    }

    /// Its size beside the type size.
    pub(super) fn scale(&self, font: FontId) -> f32 {
        self.faces.font(font).map_or(1.0, |face| face.scale)
    }

    /// The face behind a font.
    pub(super) fn face(&self, font: FontId) -> Option<&'static Face> {
        self.faces.font(font)
    }

    /// The code for a glyph that stands for a text, which is also given as a short one if it is.
    #[inline]
    pub(super) fn code<'t>(
        &mut self,
        font: FontId,
        glyph: u16,
        short: Option<Short>,
        text: impl FnOnce() -> &'t str,
    ) -> u16 {
        let used = &self.used[font.number()];
        match used.first(glyph) {
            Some(first) if short.is_some() && used.shorts.get(first) == Some(&short) => code(first),
            _ => self.further_code(font, glyph, text()),
        }
    }

    /// The code for a glyph that was not used so far, or that may stand for another text than it did first.
    fn further_code(&mut self, font: FontId, glyph: u16, text: &str) -> u16 {
        let used = &mut self.used[font.number()];
        if used.first.is_empty() {
            used.first = vec![0; self.faces.font(font).map_or(0, |face| face.advances.len())];
        }
        if let Some(first) = used.first(glyph) {
            if used.codes.get(first).is_some_and(|(_, known)| known == text) {
                return code(first);
            }
            if let Some(&number) = used.others.get(&(glyph, text.to_owned())) {
                return code(usize::from(number));
            }
            if used.others.len() >= MOST_OTHERS {
                return code(first);
            }
        }
        let number = used.codes.len();
        used.codes.push((glyph, text.to_owned()));
        used.shorts.push(Short::of(text));
        match used.first.get_mut(usize::from(glyph)) {
            Some(first) if *first == 0 => *first = number as u16 + 1,
            _ => {
                used.others.insert((glyph, text.to_owned()), number as u16);
            }
        }
        code(number)
    }

    /// Puts the fonts into the file.
    pub(super) fn embed(&self, file: &mut Document, pages: &[ObjectId], packer: &mut Packer) -> Result<(), WriteError> {
        let Some(page) = pages.first() else {
            return Ok(());
        };
        let resources = file.get_dictionary(*page)?.get(b"Resources")?.as_reference()?;
        let fonts = file.get_dictionary(resources)?.get(b"Font")?.as_reference()?;
        for (id, used) in FontId::all().zip(&self.used) {
            let Some(face) = self.faces.font(id).filter(|_| !used.codes.is_empty()) else {
                continue;
            };
            let font = embed_face(face, used, file, packer)?;
            file.get_object_mut(fonts)?.as_dict_mut()?.set(self.name(id), Object::Reference(font));
        }
        Ok(())
    }
}

/// Puts one font into the file, with the glyphs that were used.
fn embed_face(face: &Face, used: &Used, file: &mut Document, packer: &mut Packer) -> Result<ObjectId, WriteError> {
    let index = face.id.number();
    let own;
    let subset = match subset::standard(index, face) {
        Some(standard) if used.codes.iter().all(|(glyph, _)| standard.place(*glyph).is_some()) => standard,
        _ => {
            let glyphs = used.codes.iter().map(|(glyph, _)| *glyph);
            own = Subset::of(face, glyphs, packer)?;
            &own
        }
    };
    let rows = used.codes.len().div_ceil(ROW);
    let mut to_glyph: Vec<u8> = vec![0; 2 * usize::from(code(rows * ROW - 1)) + 2];
    let mut widths: Vec<Object> = Vec::with_capacity(2 * rows);
    for (row, codes) in used.codes.chunks(ROW).enumerate() {
        widths.push(Object::Integer(code(row * ROW).into()));
        let of = |(glyph, _): &(u16, String)| {
            Object::from(i64::from(face.advances.get(usize::from(*glyph)).copied().unwrap_or(0)))
        };
        widths.push(Object::Array(codes.iter().map(of).collect()));
        for (at, (glyph, _)) in codes.iter().enumerate() {
            let place = 2 * usize::from(code(row * ROW + at));
            to_glyph[place..place + 2].copy_from_slice(&subset.place(*glyph).unwrap_or(0).to_be_bytes());
        }
    }
    let name = format!("{}+{}", subset.tag, face.name);
    let m = &face.metrics;
    let mut program = Stream::new(dictionary! { "Filter" => "FlateDecode" }, subset.packed.clone());
    program.dict.set("Length1", subset.length as i64);
    let program = file.add_object(program);
    let italic = m.italic_angle != 0.0;
    let descriptor = file.add_object(dictionary! {
        "Type" => "FontDescriptor",
        "FontName" => Object::Name(name.clone().into_bytes()),
        // Nonsymbolic, and italic where it is.
        "Flags" => if italic { 32 + 64 } else { 32 },
        "FontBBox" => m.bounds.map(|v| Object::Integer(v.round() as i64)).to_vec(),
        "ItalicAngle" => Object::Real(m.italic_angle),
        "Ascent" => m.ascent.round() as i64,
        "Descent" => m.descent.round() as i64,
        "CapHeight" => m.cap_height.round() as i64,
        "XHeight" => m.x_height.round() as i64,
        "StemV" => STEMS[index],
        "FontFile2" => program,
    });
    let to_glyph = file.add_object(Stream::new(Dictionary::new(), to_glyph));
    let unicode = file.add_object(packer.stream(to_unicode(&used.codes).as_bytes())?);
    let descendant = file.add_object(dictionary! {
        "Type" => "Font",
        "Subtype" => "CIDFontType2",
        "BaseFont" => Object::Name(name.clone().into_bytes()),
        "CIDSystemInfo" => dictionary! {
            "Registry" => Object::string_literal("Adobe"),
            "Ordering" => Object::string_literal("Identity"),
            "Supplement" => 0,
        },
        "FontDescriptor" => descriptor,
        "DW" => 0,
        "W" => widths,
        "CIDToGIDMap" => to_glyph,
    });
    Ok(file.add_object(dictionary! {
        "Type" => "Font",
        "Subtype" => "Type0",
        "BaseFont" => Object::Name(name.into_bytes()),
        "Encoding" => "Identity-H",
        "DescendantFonts" => vec![Object::Reference(descendant)],
        "ToUnicode" => unicode,
    }))
}

/// The table from codes to text.
fn to_unicode(codes: &[(u16, String)]) -> String {
    let mut out = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
         /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
    );
    let mut number = 0;
    for block in codes.chunks(100) {
        let _ = writeln!(out, "{} beginbfchar", block.len());
        for (_, text) in block {
            let _ = write!(out, "<{:04X}> <", code(number));
            number += 1;
            // A glyph beside another one for the same letter stands for no text of its own.
            let text = if text.is_empty() { "\u{200b}" } else { text };
            for unit in text.encode_utf16() {
                let _ = write!(out, "{unit:04X}");
            }
            out.push_str(">\n");
        }
        out.push_str("endbfchar\n");
    }
    out.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::Face;

    #[test]
    fn every_code_is_two_plain_characters_however_many_texts_a_glyph_stands_for() {
        let faces = Faces::get().unwrap();
        let word = faces.face(Face::Regular).word("a", crate::text::Figures::Proportional);
        let (font, glyph) = (word.glyphs[0].font, word.glyphs[0].id);
        let mut fonts = Fonts::new(faces);
        let of = |fonts: &mut Fonts, glyph: u16, text: &str| fonts.code(font, glyph, Short::of(text), || text);
        let codes: Vec<u16> = (0..10_000).map(|n| of(&mut fonts, glyph, &n.to_string())).collect();
        for other in 0..faces.face(Face::Regular).advances.len() as u16 {
            of(&mut fonts, other, "x");
        }
        let used = &fonts.used[font.number()];
        let last = code(used.codes.len() - 1);
        assert!(last.to_be_bytes().iter().all(u8::is_ascii), "{last:04X}");
        assert_eq!(of(&mut fonts, glyph, "12"), codes[12]);
        assert_eq!(codes[9_999], codes[0]);
    }
}

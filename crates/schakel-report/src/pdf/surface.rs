//! The content of a page as operators (ISO 32000-1, 8 and 9). Colours, lines and fonts are only set when they change.

use super::{WriteError, file};
use crate::draw::{Color, Stroke};

/// A step of a path. Points are in the space of the page, from its lower left corner, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Step {
    Move(f32, f32),
    Line(f32, f32),
    /// Two control points and the end.
    Curve(f32, f32, f32, f32, f32, f32),
    Close,
}

/// How text on one baseline looks, and where it begins.
#[derive(Debug)]
pub(super) struct TextLook {
    /// Name of the font in the resources of the page.
    pub(super) font: &'static str,
    pub(super) size: f32,
    /// Space added to every letter, in points.
    pub(super) tracking: f32,
    pub(super) color: Color,
    pub(super) x: f32,
    pub(super) y: f32,
}

/// A page that is drawn on. It writes operators itself: the operations of printpdf cost several objects for every
/// line and letter, which would take a third of the time of a report.
#[derive(Debug)]
pub(super) struct Surface {
    out: Vec<u8>,
    fill: Option<Color>,
    outline: Option<Color>,
    width: Option<f32>,
    dash: Option<Option<(f32, f32)>>,
    font: Option<(&'static str, f32)>,
    /// Whether codes go to a string that was begun.
    in_string: bool,
}

impl Surface {
    pub(super) fn new() -> Surface {
        Surface {
            out: Vec::with_capacity(16_000),
            fill: None,
            outline: None,
            width: None,
            dash: None,
            font: None,
            in_string: false,
        }
    }

    /// The content stream. It is plain text: codes of glyphs are plain characters too.
    ///
    /// # Errors
    /// When a code is not: rather no file than one with an empty page.
    pub(super) fn finish(self) -> Result<String, WriteError> {
        Ok(String::from_utf8(self.out)?)
    }

    /// Begins marks that belong to the structure.
    pub(super) fn begin_content(&mut self, role: &str, number: i64) {
        self.out.push(b'/');
        self.out.extend(role.as_bytes());
        self.out.extend(b"<</MCID ");
        file::integer(&mut self.out, number);
        self.out.extend(b">>BDC\n");
    }

    /// Begins marks that are decoration.
    pub(super) fn begin_artifact(&mut self) {
        self.out.extend(b"/Artifact BMC\n");
    }

    /// Ends what was begun last.
    pub(super) fn end(&mut self) {
        self.out.extend(b"EMC\n");
    }

    /// Begins text; what is set follows, and then [`end_text`](Surface::end_text).
    pub(super) fn begin_text(&mut self, look: &TextLook) {
        self.set_fill(look.color);
        self.out.extend(b"BT");
        self.set_font(look.font, look.size);
        self.operator(&[look.x, look.y], b" Td");
        if look.tracking != 0.0 {
            self.operator(&[look.tracking], b" Tc");
        }
        self.out.push(b'[');
    }

    /// Sets a glyph by its code: two plain characters, see `embed`.
    #[inline]
    pub(super) fn code(&mut self, code: u16) {
        if !self.in_string {
            self.in_string = true;
            self.out.push(b'(');
        }
        let bytes = code.to_be_bytes();
        if bytes.into_iter().any(is_special) {
            self.escaped(bytes);
        } else {
            self.out.extend_from_slice(&bytes);
        }
    }

    fn escaped(&mut self, bytes: [u8; 2]) {
        for byte in bytes {
            if is_special(byte) {
                self.out.push(b'\\');
            }
            self.out.push(byte);
        }
    }

    /// Moves to the left by thousandths of the type size.
    pub(super) fn back(&mut self, thousandths: f32) {
        self.end_string();
        file::tenths(&mut self.out, thousandths);
    }

    /// What follows is of another font, of a size in points.
    pub(super) fn switch_font(&mut self, font: &'static str, size: f32) {
        self.end_string();
        self.out.extend(b"]TJ");
        self.set_font(font, size);
        self.out.push(b'[');
    }

    /// What follows stands so many points above the baseline.
    pub(super) fn raise(&mut self, points: f32) {
        self.end_string();
        self.out.extend(b"]TJ");
        self.operator(&[points], b" Ts[");
    }

    /// Sets a glyph that stands for another text than the font says.
    pub(super) fn instead(&mut self, code: u16, text: char) {
        self.end_string();
        self.out.extend(b"]TJ/Span<</ActualText<FEFF");
        for byte in text.encode_utf16(&mut [0; 2]).iter().flat_map(|unit| unit.to_be_bytes()) {
            file::hex(&mut self.out, byte);
        }
        self.out.extend(b">>>BDC[");
        self.code(code);
        self.end_string();
        self.out.extend(b"]TJ EMC[");
    }

    /// Ends text. Its tracking would outlast it.
    pub(super) fn end_text(&mut self, look: &TextLook) {
        self.end_string();
        self.out.extend(if look.tracking == 0.0 { b"]TJ ET\n".as_slice() } else { b"]TJ 0 Tc ET\n" });
    }

    fn end_string(&mut self) {
        if self.in_string {
            self.in_string = false;
            self.out.push(b')');
        }
    }

    /// Draws a path.
    pub(super) fn path(&mut self, steps: &[Step], fill: Option<Color>, stroke: Option<Stroke>) {
        if let Some(color) = fill {
            self.set_fill(color);
        }
        if let Some(stroke) = stroke {
            self.set_stroke(stroke);
        }
        let paint = match (fill, stroke) {
            (Some(_), Some(_)) => b"B\n",
            (Some(_), None) => b"f\n",
            (None, Some(_)) => b"S\n",
            (None, None) => return,
        };
        for step in steps {
            match *step {
                Step::Move(x, y) => self.operator(&[x, y], b" m"),
                Step::Line(x, y) => self.operator(&[x, y], b" l"),
                Step::Curve(ax, ay, bx, by, x, y) => self.operator(&[ax, ay, bx, by, x, y], b" c"),
                Step::Close => self.out.extend(b" h"),
            }
        }
        self.out.push(b' ');
        self.out.extend(paint);
    }

    /// Draws an image of the resources of the page: left and lower side, width and height.
    pub(super) fn image(&mut self, name: &str, [x, y, width, height]: [f32; 4]) {
        self.out.extend(b"q");
        self.operator(&[width, 0.0, 0.0, height, x, y], b" cm/");
        self.out.extend(name.as_bytes());
        self.out.extend(b" Do Q\n");
    }

    fn set_font(&mut self, font: &'static str, size: f32) {
        if self.font != Some((font, size)) {
            self.font = Some((font, size));
            self.out.push(b'/');
            self.out.extend(font.as_bytes());
            self.operator(&[size], b" Tf");
        }
    }

    fn set_fill(&mut self, color: Color) {
        if self.fill != Some(color) {
            self.fill = Some(color);
            self.color(color, b" rg\n");
        }
    }

    fn set_stroke(&mut self, stroke: Stroke) {
        if self.outline != Some(stroke.color) {
            self.outline = Some(stroke.color);
            self.color(stroke.color, b" RG\n");
        }
        if self.width != Some(stroke.width) {
            self.width = Some(stroke.width);
            self.operator(&[stroke.width], b" w\n");
        }
        if self.dash != Some(stroke.dash) {
            self.dash = Some(stroke.dash);
            self.out.push(b'[');
            if let Some((on, off)) = stroke.dash {
                self.operator(&[on, off], b"");
            }
            self.out.extend(b"]0 d\n");
        }
    }

    fn color(&mut self, color: Color, operator: &[u8]) {
        for part in [color.r, color.g, color.b] {
            self.out.push(b' ');
            file::real(&mut self.out, f32::from(part) / 255.0);
        }
        self.out.extend(operator);
    }

    /// Numbers with what is done with them.
    fn operator(&mut self, values: &[f32], operator: &[u8]) {
        for &value in values {
            self.out.push(b' ');
            file::hundredths(&mut self.out, value);
        }
        self.out.extend(operator);
    }
}

/// Whether a byte of a string would end it.
fn is_special(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(size: f32, tracking: f32) -> TextLook {
        TextLook { font: "FR", size, tracking, color: Color::hex(0), x: 10.0, y: 20.5 }
    }

    fn set(surface: &mut Surface, look: &TextLook, what: impl Fn(&mut Surface)) {
        surface.begin_text(look);
        what(surface);
        surface.end_text(look);
    }

    #[test]
    fn what_stays_the_same_is_said_once() {
        let mut surface = Surface::new();
        let word = |surface: &mut Surface| {
            surface.code(u16::from_be_bytes(*b"\x01A"));
            surface.code(u16::from_be_bytes(*b"\x01("));
            surface.back(-12.34);
        };
        set(&mut surface, &look(9.5, 0.0), word);
        set(&mut surface, &look(9.5, 0.0), word);
        set(&mut surface, &look(8.0, 0.05), |_| {});
        assert_eq!(
            surface.finish().unwrap(),
            " 0 0 0 rg\nBT/FR 9.5 Tf 10 20.5 Td[(\x01A\x01\\()-12.3]TJ ET\n\
             BT 10 20.5 Td[(\x01A\x01\\()-12.3]TJ ET\nBT/FR 8 Tf 10 20.5 Td 0.05 Tc[]TJ 0 Tc ET\n"
        );
    }

    #[test]
    fn a_path_is_filled_and_outlined_as_asked() {
        let mut surface = Surface::new();
        let steps =
            [Step::Move(0.0, 0.0), Step::Line(5.0, 0.0), Step::Curve(1.0, 2.0, 3.0, 4.0, 5.0, 6.0), Step::Close];
        surface.path(&steps, Some(Color::WHITE), Some(Stroke::dashed(Color::hex(0xFF_00_00), 0.5, 1.0, 2.0)));
        surface.path(&steps, None, None);
        assert_eq!(
            surface.finish().unwrap(),
            " 1 1 1 rg\n 1 0 0 RG\n 0.5 w\n[ 1 2]0 d\n 0 0 m 5 0 l 1 2 3 4 5 6 c h B\n"
        );
    }

    #[test]
    fn another_font_goes_on_in_the_same_line_and_a_mark_is_raised() {
        let mut surface = Surface::new();
        set(&mut surface, &look(9.5, 0.0), |surface| {
            surface.switch_font("GR", 8.7);
            surface.raise(1.5);
            surface.code(u16::from_be_bytes(*b"\x01x"));
        });
        set(&mut surface, &look(9.5, 0.0), |_| {});
        assert_eq!(
            surface.finish().unwrap(),
            " 0 0 0 rg\nBT/FR 9.5 Tf 10 20.5 Td[]TJ/GR 8.7 Tf[]TJ 1.5 Ts[(\x01x)]TJ ET\n\
             BT/FR 9.5 Tf 10 20.5 Td[]TJ ET\n"
        );
    }

    #[test]
    fn a_letter_without_its_trema_is_read_with_it() {
        let mut surface = Surface::new();
        set(&mut surface, &look(9.0, 0.0), |surface| {
            surface.code(0x0141);
            surface.instead(u16::from_be_bytes(*b"\x01o"), 'ö');
        });
        assert!(
            surface.finish().unwrap().contains("[(\x01A)]TJ/Span<</ActualText<FEFF00F6>>>BDC[(\x01o)]TJ EMC[]TJ ET")
        );
    }
}

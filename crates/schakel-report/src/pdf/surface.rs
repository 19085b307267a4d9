//! The content of a page as operators (ISO 32000-1, 8 and 9). Colours, lines and fonts are only set when they change.

use super::{file, hundredths};
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

/// Text on one baseline.
#[derive(Debug)]
pub(super) struct SetText<'a> {
    /// Name of the font in the resources of the page.
    pub(super) font: &'static str,
    pub(super) size: f32,
    /// Space added to every letter, in points.
    pub(super) tracking: f32,
    pub(super) color: Color,
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) parts: &'a [TextPart],
}

/// A part of a text.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum TextPart {
    /// Codes of two bytes each, all of them plain characters; see `embed`.
    Codes(Vec<u8>),
    /// Moves to the left by thousandths of the type size.
    Back(f32),
    /// Codes that stand for another text than the font says.
    Instead { codes: Vec<u8>, text: String },
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
}

impl Surface {
    pub(super) fn new() -> Surface {
        Surface { out: Vec::with_capacity(16_000), fill: None, outline: None, width: None, dash: None, font: None }
    }

    /// The content stream. It is plain text: codes of glyphs are plain characters too.
    pub(super) fn finish(self) -> String {
        String::from_utf8(self.out).unwrap_or_default()
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

    /// Sets text.
    pub(super) fn text(&mut self, text: &SetText<'_>) {
        self.set_fill(text.color);
        self.out.extend(b"BT");
        if self.font != Some((text.font, text.size)) {
            self.font = Some((text.font, text.size));
            self.out.extend(b"/");
            self.out.extend(text.font.as_bytes());
            self.operator(&[text.size], b" Tf");
        }
        self.operator(&[text.x, text.y], b" Td");
        if text.tracking != 0.0 {
            // It outlasts the text object, so it is taken back below.
            self.operator(&[text.tracking], b" Tc");
        }
        self.out.push(b'[');
        for part in text.parts {
            match part {
                TextPart::Codes(codes) => file::literal(&mut self.out, codes),
                TextPart::Back(thousandths) => file::real(&mut self.out, (thousandths * 10.0).round() / 10.0),
                TextPart::Instead { codes, text } => {
                    self.out.extend(b"]TJ/Span<</ActualText<FEFF");
                    for byte in text.encode_utf16().flat_map(u16::to_be_bytes) {
                        file::hex(&mut self.out, byte);
                    }
                    self.out.extend(b">>>BDC[");
                    file::literal(&mut self.out, codes);
                    self.out.extend(b"]TJ EMC[");
                }
            }
        }
        self.out.extend(if text.tracking == 0.0 { b"]TJ ET\n".as_slice() } else { b"]TJ 0 Tc ET\n" });
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
            file::real(&mut self.out, hundredths(value));
        }
        self.out.extend(operator);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(size: f32, parts: &[TextPart]) -> SetText<'_> {
        SetText { font: "FR", size, tracking: 0.0, color: Color::hex(0), x: 10.0, y: 20.5, parts }
    }

    #[test]
    fn what_stays_the_same_is_said_once() {
        let mut surface = Surface::new();
        let parts = [TextPart::Codes(b"\x01A\x01(".to_vec()), TextPart::Back(-12.34)];
        surface.text(&text(9.5, &parts));
        surface.text(&text(9.5, &parts));
        surface.text(&text(8.0, &[]));
        assert_eq!(
            surface.finish(),
            " 0 0 0 rg\nBT/FR 9.5 Tf 10 20.5 Td[(\x01A\x01\\()-12.3]TJ ET\n\
             BT 10 20.5 Td[(\x01A\x01\\()-12.3]TJ ET\nBT/FR 8 Tf 10 20.5 Td[]TJ ET\n"
        );
    }

    #[test]
    fn a_path_is_filled_and_outlined_as_asked() {
        let mut surface = Surface::new();
        let steps =
            [Step::Move(0.0, 0.0), Step::Line(5.0, 0.0), Step::Curve(1.0, 2.0, 3.0, 4.0, 5.0, 6.0), Step::Close];
        surface.path(&steps, Some(Color::WHITE), Some(Stroke::dashed(Color::hex(0xFF_00_00), 0.5, 1.0, 2.0)));
        surface.path(&steps, None, None);
        assert_eq!(surface.finish(), " 1 1 1 rg\n 1 0 0 RG\n 0.5 w\n[ 1 2]0 d\n 0 0 m 5 0 l 1 2 3 4 5 6 c h B\n");
    }

    #[test]
    fn a_letter_without_its_trema_is_read_with_it() {
        let mut surface = Surface::new();
        surface.text(&text(9.0, &[TextPart::Instead { codes: b"\x01o".to_vec(), text: "ö".to_owned() }]));
        assert!(surface.finish().contains("[]TJ/Span<</ActualText<FEFF00F6>>>BDC[(\x01o)]TJ EMC[]TJ ET"));
    }
}

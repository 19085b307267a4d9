//! Draws with the operations of printpdf.

use std::collections::BTreeMap;

use printpdf::{
    Color as PdfColor, DictItem, Line, LineDashPattern, LinePoint, Op, PaintMode, Point, Polygon, PolygonRing, Pt, Rgb,
    WindingOrder,
};

use super::surface::{SetText, Step, Surface, TextPart};
use super::{file, hundredths};
use crate::draw::{Color, Stroke};

/// Gathers the operations of one page. Colours and lines are only set when they change.
#[derive(Debug, Default)]
pub(super) struct Operations {
    ops: Vec<Op>,
    fill: Option<Color>,
    outline: Option<Color>,
    width: Option<f32>,
    dash: Option<Option<(f32, f32)>>,
}

impl Operations {
    pub(super) fn new() -> Operations {
        Operations { ops: Vec::with_capacity(1500), ..Operations::default() }
    }

    pub(super) fn finish(self) -> Vec<Op> {
        self.ops
    }

    fn set_fill(&mut self, color: Color) {
        if self.fill != Some(color) {
            self.fill = Some(color);
            self.ops.push(Op::SetFillColor { col: rgb(color) });
        }
    }

    fn set_stroke(&mut self, stroke: Stroke) {
        if self.outline != Some(stroke.color) {
            self.outline = Some(stroke.color);
            self.ops.push(Op::SetOutlineColor { col: rgb(stroke.color) });
        }
        if self.width != Some(stroke.width) {
            self.width = Some(stroke.width);
            self.ops.push(Op::SetOutlineThickness { pt: Pt(hundredths(stroke.width)) });
        }
        if self.dash != Some(stroke.dash) {
            self.dash = Some(stroke.dash);
            let dash = match stroke.dash {
                Some((on, off)) => LineDashPattern::new(0.0, &[hundredths(on), hundredths(off)]),
                None => LineDashPattern::solid(),
            };
            self.ops.push(Op::SetLineDashPattern { dash });
        }
    }
}

impl Surface for Operations {
    fn begin_content(&mut self, role: &str, number: i64) {
        let map = BTreeMap::from([("MCID".to_owned(), DictItem::Int(number))]);
        self.ops
            .push(Op::BeginMarkedContentWithProperties { tag: role.to_owned(), properties: DictItem::Dict { map } });
    }

    fn begin_artifact(&mut self) {
        self.ops.push(Op::BeginMarkedContent { tag: "Artifact".to_owned() });
    }

    fn end(&mut self) {
        self.ops.push(Op::EndMarkedContent);
    }

    fn text(&mut self, text: &SetText<'_>) {
        self.set_fill(text.color);
        let mut out = Vec::with_capacity(256);
        out.extend(b"BT /");
        out.extend(text.font.as_bytes());
        for (value, operator) in [(vec![text.size], " Tf "), (vec![text.x, text.y], " Td [")] {
            for value in value {
                out.push(b' ');
                file::real(&mut out, hundredths(value));
            }
            out.extend(operator.as_bytes());
        }
        if text.tracking != 0.0 {
            // It outlasts the text object, so it is taken back below.
            out.extend(b"] TJ ");
            file::real(&mut out, hundredths(text.tracking));
            out.extend(b" Tc [");
        }
        for part in text.parts {
            match part {
                TextPart::Codes(codes) => hexadecimal(&mut out, codes),
                TextPart::Back(thousandths) => {
                    file::real(&mut out, (thousandths * 10.0).round() / 10.0);
                }
                TextPart::Instead { codes, text } => {
                    out.extend(b"] TJ /Span <</ActualText <FEFF");
                    for byte in text.encode_utf16().flat_map(u16::to_be_bytes) {
                        file::hex(&mut out, byte);
                    }
                    out.extend(b">>> BDC [");
                    hexadecimal(&mut out, codes);
                    out.extend(b"] TJ EMC [");
                }
            }
        }
        out.extend(if text.tracking == 0.0 { b"] TJ ET".as_slice() } else { b"] TJ 0 Tc ET" });
        self.own(out);
    }

    fn path(&mut self, steps: &[Step], fill: Option<Color>, stroke: Option<Stroke>) {
        if let Some(color) = fill {
            self.set_fill(color);
        }
        if let Some(stroke) = stroke {
            self.set_stroke(stroke);
        }
        let mode = match (fill, stroke) {
            (Some(_), Some(_)) => PaintMode::FillStroke,
            (Some(_), None) => PaintMode::Fill,
            (None, Some(_)) => PaintMode::Stroke,
            (None, None) => return,
        };
        let closed = steps.last() == Some(&Step::Close);
        let points = line_points(steps);
        self.ops.push(if closed {
            Op::DrawPolygon {
                polygon: Polygon { rings: vec![PolygonRing { points }], mode, winding_order: WindingOrder::NonZero },
            }
        } else {
            Op::DrawLine { line: Line { points, is_closed: false } }
        });
    }

    fn image(&mut self, name: &str, [x, y, width, height]: [f32; 4]) {
        let mut out = b"q".to_vec();
        for value in [width, 0.0, 0.0, height, x, y] {
            out.push(b' ');
            file::real(&mut out, hundredths(value));
        }
        out.extend(b" cm /");
        out.extend(name.as_bytes());
        out.extend(b" Do Q");
        self.own(out);
    }
}

impl Operations {
    /// A text object or image as one operation of our own. The operations that printpdf has for text write one object
    /// per glyph, which would take most of the time of a report.
    fn own(&mut self, operators: Vec<u8>) {
        if let Ok(key) = String::from_utf8(operators) {
            self.ops.push(Op::Unknown { key, value: Vec::new() });
        }
    }
}

fn hexadecimal(out: &mut Vec<u8>, codes: &[u8]) {
    out.push(b'<');
    for &byte in codes {
        file::hex(out, byte);
    }
    out.push(b'>');
}

fn rgb(color: Color) -> PdfColor {
    let part = |c: u8| (f32::from(c) / 255.0 * 1000.0).round() / 1000.0;
    PdfColor::Rgb(Rgb::new(part(color.r), part(color.g), part(color.b), None))
}

fn point(x: f32, y: f32) -> Point {
    Point { x: Pt(hundredths(x)), y: Pt(hundredths(y)) }
}

fn line_points(steps: &[Step]) -> Vec<LinePoint> {
    let plain = |x, y| LinePoint { p: point(x, y), bezier: false };
    let handle = |x, y| LinePoint { p: point(x, y), bezier: true };
    let mut points = Vec::with_capacity(steps.len() * 3);
    for step in steps {
        match *step {
            Step::Move(x, y) | Step::Line(x, y) => points.push(plain(x, y)),
            Step::Curve(ax, ay, bx, by, x, y) => {
                points.extend([handle(ax, ay), handle(bx, by), plain(x, y)]);
            }
            Step::Close => {}
        }
    }
    points
}

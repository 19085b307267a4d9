//! What pages are drawn on. A faster writer of content streams can take the place of the operations of
//! printpdf without a change to the layout.

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
    pub(super) font: &'a str,
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
    /// Codes of two bytes each.
    Codes(Vec<u8>),
    /// Moves to the left by thousandths of the type size.
    Back(f32),
    /// Codes that stand for another text than the font says.
    Instead { codes: Vec<u8>, text: String },
}

/// A page that is drawn on.
pub(super) trait Surface {
    /// Begins marks that belong to the structure.
    fn begin_content(&mut self, role: &str, number: i64);
    /// Begins marks that are decoration.
    fn begin_artifact(&mut self);
    /// Ends what was begun last.
    fn end(&mut self);
    /// Sets text.
    fn text(&mut self, text: &SetText<'_>);
    /// Draws a path.
    fn path(&mut self, steps: &[Step], fill: Option<Color>, stroke: Option<Stroke>);
    /// Draws an image of the resources of the page: left and lower side, width and height.
    fn image(&mut self, name: &str, place: [f32; 4]);
}

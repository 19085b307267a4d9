//! Values as Typst writes them.

use schakel_report::draw::{Color, Stroke};

/// How a shape is painted.
pub fn look(fill: Option<Color>, stroke: Option<Stroke>) -> String {
    let fill = fill.map_or_else(|| "none".to_owned(), rgb);
    let stroke = stroke.map_or_else(|| "none".to_owned(), line);
    format!("fill: {fill}, stroke: {stroke}")
}

/// How an outline is drawn.
pub fn line(stroke: Stroke) -> String {
    let dash = stroke.dash.map_or("none".to_owned(), |(on, off)| format!("({on}pt, {off}pt)"));
    format!("(paint: {}, thickness: {}pt, dash: {dash})", rgb(stroke.color), stroke.width)
}

/// A colour.
pub fn rgb(color: Color) -> String {
    format!("rgb({}, {}, {})", color.r, color.g, color.b)
}

/// Text as a string of Typst, with any run of white space as one space; a string is never read as markup.
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    let mut spaced = false;
    for c in text.chars() {
        let space = matches!(c, ' ' | '\t' | '\n' | '\r');
        if !(space && spaced) {
            match c {
                '"' | '\\' => out.extend(['\\', c]),
                _ if space => out.push(' '),
                _ => out.push(c),
            }
        }
        spaced = space;
    }
    out.push('"');
    out
}

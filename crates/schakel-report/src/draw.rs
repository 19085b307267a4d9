//! The drawing layer between figures and the page.
//!
//! A figure is drawn once as a list of simple shapes in points, and the page engine places that list. Keeping
//! the list free of any output format lets the same figure go into the PDF as vector operations and into the
//! HTML edition as SVG.

/// A colour of the sRGB space, eight bits per channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Color {
    /// Red, 0 to 255.
    pub r: u8,
    /// Green, 0 to 255.
    pub g: u8,
    /// Blue, 0 to 255.
    pub b: u8,
}

impl Color {
    /// White, for text on a filled mark.
    pub const WHITE: Color = Color::hex(0xFF_FF_FF);

    /// The colour written as `0xRRGGBB`.
    pub const fn hex(rgb: u32) -> Color {
        Color { r: (rgb >> 16) as u8, g: (rgb >> 8) as u8, b: rgb as u8 }
    }

    /// Reads `#rrggbb`; `None` when the text has another form.
    pub fn parse(text: &str) -> Option<Color> {
        let digits = text.strip_prefix('#')?;
        if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        u32::from_str_radix(digits, 16).ok().map(Color::hex)
    }

    /// This colour mixed with white: `amount` 1.0 leaves it as it is, 0.0 gives white.
    pub fn tint(self, amount: f32) -> Color {
        let mix = |c: u8| (255.0 - (255.0 - f32::from(c)) * amount.clamp(0.0, 1.0)).round() as u8;
        Color { r: mix(self.r), g: mix(self.g), b: mix(self.b) }
    }

    /// Contrast ratio with another colour as WCAG 2.1 defines it, from 1 (equal) to 21 (black on white).
    pub fn contrast(self, other: Color) -> f32 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn luminance(self) -> f32 {
        let linear = |c: u8| {
            let c = f32::from(c) / 255.0;
            if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.r) + 0.7152 * linear(self.g) + 0.0722 * linear(self.b)
    }
}

/// How an outline is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stroke {
    /// Colour of the line.
    pub color: Color,
    /// Thickness in points.
    pub width: f32,
    /// Lengths of dash and gap in points; `None` for a solid line.
    pub dash: Option<(f32, f32)>,
}

impl Stroke {
    /// A solid line.
    pub const fn solid(color: Color, width: f32) -> Stroke {
        Stroke { color, width, dash: None }
    }

    /// A dashed line: `dash` points drawn, `gap` points left open.
    pub const fn dashed(color: Color, width: f32, dash: f32, gap: f32) -> Stroke {
        Stroke { color, width, dash: Some((dash, gap)) }
    }
}

/// The faces of the one type family of the reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Face {
    /// Running text.
    #[default]
    Regular,
    /// Small headings, labels that carry a value.
    SemiBold,
    /// Headings and emphasis.
    Bold,
    /// Emphasis within running text.
    Italic,
}

/// Which point of a text its x coordinate gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Anchor {
    /// The left end.
    #[default]
    Start,
    /// The middle.
    Middle,
    /// The right end.
    End,
}

/// One shape of a drawing. Coordinates are points from the top left corner of the drawing, y downwards.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// A rectangle, with rounded corners when `radius` is above zero.
    Rect {
        /// Left side.
        x: f32,
        /// Upper side.
        y: f32,
        /// Width.
        w: f32,
        /// Height.
        h: f32,
        /// Radius of the corners.
        radius: f32,
        /// Colour of the inside.
        fill: Option<Color>,
        /// Outline.
        stroke: Option<Stroke>,
    },
    /// A straight line.
    Line {
        /// Start, horizontally.
        x1: f32,
        /// Start, vertically.
        y1: f32,
        /// End, horizontally.
        x2: f32,
        /// End, vertically.
        y2: f32,
        /// How it is drawn.
        stroke: Stroke,
    },
    /// A closed polygon.
    Polygon {
        /// Corners in order.
        points: Vec<(f32, f32)>,
        /// Colour of the inside.
        fill: Option<Color>,
        /// Outline.
        stroke: Option<Stroke>,
    },
    /// A circle.
    Circle {
        /// Centre, horizontally.
        cx: f32,
        /// Centre, vertically.
        cy: f32,
        /// Radius.
        r: f32,
        /// Colour of the inside.
        fill: Option<Color>,
        /// Outline.
        stroke: Option<Stroke>,
    },
    /// A rectangle of diagonal hatching: the marker of a value that is not shown.
    Hatch {
        /// Left side.
        x: f32,
        /// Upper side.
        y: f32,
        /// Width.
        w: f32,
        /// Height.
        h: f32,
        /// Colour of the lines.
        color: Color,
    },
    /// One line of text.
    Text {
        /// Where the anchor of the text lies.
        x: f32,
        /// The baseline.
        y: f32,
        /// Which point of the text lies at `x`.
        anchor: Anchor,
        /// Size in points.
        size: f32,
        /// Face.
        face: Face,
        /// Colour.
        color: Color,
        /// The text; it is never broken over lines.
        text: String,
    },
}

impl Item {
    /// The shape, moved to the right and down.
    pub fn moved(self, dx: f32, dy: f32) -> Item {
        self.mapped(|x| x + dx, |y| y + dy, 1.0)
    }

    /// The shape, smaller or larger seen from the top left corner. Outlines keep their thickness.
    pub fn scaled(self, scale: f32) -> Item {
        self.mapped(|x| x * scale, |y| y * scale, scale)
    }

    fn mapped(self, px: impl Fn(f32) -> f32, py: impl Fn(f32) -> f32, s: f32) -> Item {
        match self {
            Item::Rect { x, y, w, h, radius, fill, stroke } => {
                Item::Rect { x: px(x), y: py(y), w: w * s, h: h * s, radius: radius * s, fill, stroke }
            }
            Item::Line { x1, y1, x2, y2, stroke } => {
                Item::Line { x1: px(x1), y1: py(y1), x2: px(x2), y2: py(y2), stroke }
            }
            Item::Polygon { points, fill, stroke } => {
                Item::Polygon { points: points.into_iter().map(|(x, y)| (px(x), py(y))).collect(), fill, stroke }
            }
            Item::Circle { cx, cy, r, fill, stroke } => Item::Circle { cx: px(cx), cy: py(cy), r: r * s, fill, stroke },
            Item::Hatch { x, y, w, h, color } => Item::Hatch { x: px(x), y: py(y), w: w * s, h: h * s, color },
            Item::Text { x, y, anchor, size, face, color, text } => {
                Item::Text { x: px(x), y: py(y), anchor, size: size * s, face, color, text }
            }
        }
    }
}

/// A finished figure: shapes within a box of `width` by `height` points, painted in order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Drawing {
    /// Width of the box in points.
    pub width: f32,
    /// Height of the box in points.
    pub height: f32,
    /// Shapes, the first lies undermost.
    pub items: Vec<Item>,
}

/// Measures text as it will be set, so that a figure can make room for its labels.
pub trait Measure {
    /// Width of one line of text in points.
    fn width(&self, text: &str, face: Face, size: f32) -> f32;
}

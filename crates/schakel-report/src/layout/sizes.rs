//! Measures of the page and of the type. All lengths are points, from the top left corner of an A4 page.

use crate::draw::{Color, Face};
use crate::text::Figures;

pub(crate) const PAGE_WIDTH: f32 = 595.276;
pub(crate) const PAGE_HEIGHT: f32 = 841.89;

/// Which side of the paper is up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Turn {
    /// The short side: running text.
    #[default]
    Portrait,
    /// The long side: what is wide. There is no margin column.
    Landscape,
}

impl Turn {
    pub(crate) fn page_width(self) -> f32 {
        match self {
            Turn::Portrait => PAGE_WIDTH,
            Turn::Landscape => PAGE_HEIGHT,
        }
    }

    pub(crate) fn page_height(self) -> f32 {
        match self {
            Turn::Portrait => PAGE_HEIGHT,
            Turn::Landscape => PAGE_WIDTH,
        }
    }

    /// Where content ends.
    pub(crate) fn bottom(self) -> f32 {
        match self {
            Turn::Portrait => BOTTOM,
            Turn::Landscape => TOP + 33.0 * LINE,
        }
    }

    /// Width of what covers the page between its margins.
    pub(crate) fn full(self) -> f32 {
        FULL + self.page_width() - PAGE_WIDTH
    }

    /// Baseline of the running foot.
    pub(crate) fn foot(self) -> f32 {
        FOOT_BASELINE + self.page_height() - PAGE_HEIGHT
    }
}

/// Left side of the text column.
pub(crate) const LEFT: f32 = 62.0;
/// Width of the text column: about 75 letters of running text.
pub(crate) const TEXT: f32 = 348.0;
/// Space between the text column and the margin column.
pub(crate) const GUTTER: f32 = 20.0;
/// Width of the margin column.
pub(crate) const MARGIN: f32 = 116.0;
/// Width of what covers both columns.
pub(crate) const FULL: f32 = TEXT + GUTTER + MARGIN;

/// Where content begins and ends on a page. Its height is a whole number of lines of running text.
pub(crate) const TOP: f32 = 66.0;
pub(crate) const BOTTOM: f32 = TOP + 50.0 * LINE;

/// Height of the band on the first page.
pub(crate) const COVER: f32 = 136.0;

/// Baselines of the running head and foot.
pub(crate) const HEAD_BASELINE: f32 = 42.0;
pub(crate) const FOOT_BASELINE: f32 = 808.0;

/// Distance of the lines of running text.
pub(crate) const LINE: f32 = 14.0;
/// Blocks begin at whole steps of this from the top, so that lines keep their rhythm after a figure or table.
pub(crate) const STEP: f32 = 3.5;

/// How a kind of text is set.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Setting {
    pub(crate) face: Face,
    pub(crate) size: f32,
    /// Distance of the lines.
    pub(crate) line: f32,
    pub(crate) figures: Figures,
}

impl Setting {
    const fn new(face: Face, size: f32, line: f32) -> Setting {
        Setting { face, size, line, figures: Figures::Proportional }
    }

    /// The same, larger or smaller.
    pub(crate) fn scaled(self, scale: f32) -> Setting {
        Setting { size: self.size * scale, line: self.line * scale, ..self }
    }

    const fn tabular(self) -> Setting {
        Setting { figures: Figures::Tabular, ..self }
    }
}

pub(crate) const BODY: Setting = Setting::new(Face::Regular, 10.0, LINE);
pub(crate) const LEAD: Setting = Setting::new(Face::Regular, 13.0, 18.0);
pub(crate) const SMALL: Setting = Setting::new(Face::Regular, 8.6, 12.0);
pub(crate) const NOTE: Setting = Setting::new(Face::Regular, 8.2, 11.2);
pub(crate) const H1: Setting = Setting::new(Face::Bold, 18.0, 22.0);
pub(crate) const H2: Setting = Setting::new(Face::SemiBold, 12.6, 17.0);
pub(crate) const H3: Setting = Setting::new(Face::SemiBold, 10.4, 14.0);
pub(crate) const TITLE: Setting = Setting::new(Face::SemiBold, 10.2, 13.6);
pub(crate) const CELL: Setting = Setting::new(Face::Regular, 8.9, 12.2).tabular();
pub(crate) const CELL_TOTAL: Setting = Setting::new(Face::SemiBold, 8.9, 12.2).tabular();
pub(crate) const CELL_HEAD: Setting = Setting::new(Face::SemiBold, 8.6, 11.6).tabular();
pub(crate) const KEY_VALUE: Setting = Setting::new(Face::Bold, 18.0, LINE);
pub(crate) const ASIDE: Setting = Setting::new(Face::Regular, 8.6, 11.7);
pub(crate) const ASIDE_TITLE: Setting = Setting::new(Face::SemiBold, 8.8, 11.7);
pub(crate) const ASIDE_BIG: Setting = Setting::new(Face::Bold, 25.0, 27.0);
pub(crate) const CALLOUT_TITLE: Setting = Setting::new(Face::SemiBold, 11.6, 16.0);
pub(crate) const TOC_1: Setting = Setting::new(Face::SemiBold, 10.0, LINE).tabular();
pub(crate) const TOC_2: Setting = Setting::new(Face::Regular, 9.6, LINE).tabular();
pub(crate) const RUNNING: Setting = Setting::new(Face::Regular, 8.0, 10.0).tabular();
pub(crate) const COVER_KICKER: Setting = Setting::new(Face::SemiBold, 9.2, 12.0);
pub(crate) const COVER_TITLE: Setting = Setting::new(Face::Bold, 26.0, 30.0);
pub(crate) const COVER_SUBTITLE: Setting = Setting::new(Face::Regular, 11.4, 15.0);

/// A place on the page where a block is set.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column {
    /// Distance from [`LEFT`].
    pub(crate) x: f32,
    pub(crate) width: f32,
    /// Whether it reaches over the margin column.
    pub(crate) wide: bool,
}

impl Column {
    pub(crate) const TEXT: Column = Column { x: 0.0, width: TEXT, wide: false };

    /// From margin to margin.
    pub(crate) fn full(turn: Turn) -> Column {
        Column { x: 0.0, width: turn.full(), wide: true }
    }

    /// The column without a strip at its left and one at its right side.
    pub(crate) fn inset(self, left: f32, right: f32) -> Column {
        Column { x: self.x + left, width: self.width - left - right, wide: self.wide }
    }
}

/// Where the first baseline of a text lies below the top of its first line: ascent and descent of the face are
/// centred in the line.
pub(crate) fn baseline(setting: Setting) -> f32 {
    const ASCENT: f32 = 1.024;
    const DESCENT: f32 = 0.400;
    (setting.line - (ASCENT + DESCENT) * setting.size) / 2.0 + ASCENT * setting.size
}

/// Text on a filled band that is less strong than white.
pub(crate) fn on_band(band: Color) -> Color {
    let mix = |c: u8| (255.0 * 0.82 + f32::from(c) * 0.18).round() as u8;
    Color { r: mix(band.r), g: mix(band.g), b: mix(band.b) }
}

//! The band at the head of the first page: title, and the logo of the school or the sign of the report.

use super::Composer;
use super::chunk::{Chunk, Owner, Paint};
use super::lines::{self, Place};
use super::sizes::{self, Setting};
use super::tags::Role;
use crate::document::Align;
use crate::draw::{Color, Item, Stroke};
use crate::text::{Fit, shortened};
use crate::theme::Logo;

/// Width of the text on the cover, and the radius of the rings beside it.
const COVER_TEXT: f32 = 376.0;
const RING: f32 = 43.0;
/// Space above and below the text of the cover.
const COVER_PADDING: f32 = 36.0;
/// Space between the lines of the cover.
const COVER_GAP: f32 = 3.0;
/// Each text of the cover has room for about so many lines.
const MOST_LINES: f32 = 5.0;
/// Most width and height of a logo, the paper around it, and the width of the text beside it.
const LOGO: (f32, f32) = (116.0, 72.0);
const LOGO_PAPER: f32 = 9.0;
const TEXT_BESIDE_LOGO: f32 = 332.0;

impl<'d> Composer<'d> {
    pub(super) fn cover(&mut self, kicker: &'d str, title: &'d str, subtitle: &'d str, owner: u32) -> Chunk {
        let band = self.theme.strong;
        let quiet = sizes::on_band(band);
        let parts = [
            (kicker, sizes::COVER_KICKER, quiet, Role::Paragraph),
            (title, sizes::COVER_TITLE, Color::WHITE, Role::Heading(1)),
            (subtitle, sizes::COVER_SUBTITLE, quiet, Role::Paragraph),
        ];
        let logo = self.theme.logo.as_ref();
        let width = if logo.is_some() { TEXT_BESIDE_LOGO } else { COVER_TEXT };
        // What stands highest on the cover is read first.
        let logo = logo.map(|logo| (logo, self.tags.add(Role::Figure, owner)));
        let mut shaped = Vec::new();
        let mut height = 0.0;
        for (text, setting, color, role) in parts {
            if text.is_empty() {
                continue;
            }
            let element = self.tags.add(role, owner);
            let setting = self.fitting(text, setting, width);
            let face = self.faces.face(setting.face);
            // Never more than some lines, so that the band stays one: the whole title is that of the file.
            let room = width * MOST_LINES;
            let text = shortened(text, |text| face.line_width(text, setting.figures, setting.size) <= room);
            let spans = [self.plain(text, setting, color, element)];
            let paragraph = self.shape(&spans);
            height += paragraph.lines(width, Fit::Whole).len() as f32 * setting.line + COVER_GAP;
            shaped.push((paragraph, spans, setting));
        }
        let band_height = sizes::COVER.max(height + 2.0 * COVER_PADDING);
        let mut chunk = Chunk { height: band_height - sizes::TOP, after: 24.0, ..Chunk::default() };
        chunk.paint(
            Owner::Artifact,
            Paint::Shape(Item::Rect {
                x: -sizes::LEFT,
                y: -sizes::TOP,
                w: sizes::PAGE_WIDTH,
                h: band_height,
                radius: 0.0,
                fill: Some(band),
                stroke: None,
            }),
        );
        match logo {
            Some((logo, element)) => self.logo(logo, element, band_height, &mut chunk),
            None => rings(band, band_height, &mut chunk),
        }
        // The text stands in the middle of the band, a little below as the eye wants it.
        let mut y = -sizes::TOP + (band_height - height) / 2.0 + 2.0;
        for (paragraph, spans, setting) in shaped {
            let place = Place { x: 0.0, y, width, align: Align::Left };
            y += lines::paint_lines(paragraph.lines(place.width, Fit::Whole), &spans, setting, place, &mut chunk)
                + COVER_GAP;
        }
        chunk
    }

    /// The setting, smaller by at most a fifth when that keeps a title on one line.
    fn fitting(&self, text: &str, setting: Setting, width: f32) -> Setting {
        let natural = self.faces.face(setting.face).line_width(text, setting.figures, setting.size);
        let scale = width / natural.max(1.0);
        if (0.8..1.0).contains(&scale) {
            Setting { size: (setting.size * scale * 4.0).floor() / 4.0, ..setting }
        } else {
            setting
        }
    }

    /// The logo at the right side of the band, on paper of its own: most are made for white.
    fn logo(&mut self, logo: &Logo, element: u32, band_height: f32, chunk: &mut Chunk) {
        if let Some(element) = self.tags.get_mut(element) {
            element.alt = Some(logo.alt.clone());
        }
        let (width, height) = logo.size_within(LOGO.0, LOGO.1);
        let x = sizes::FULL - LOGO_PAPER - width;
        let y = -sizes::TOP + (band_height - height) / 2.0;
        chunk.paint(
            Owner::Artifact,
            Paint::Shape(Item::Rect {
                x: x - LOGO_PAPER,
                y: y - LOGO_PAPER,
                w: width + 2.0 * LOGO_PAPER,
                h: height + 2.0 * LOGO_PAPER,
                radius: 3.0,
                fill: Some(Color::WHITE),
                stroke: None,
            }),
        );
        let content = self.tags.content(element);
        chunk.paint(Owner::Content(content), Paint::Logo { x, y, width, height });
        chunk.figures.push((element, [x, y, width, height]));
    }
}

/// The sign of the report: rings that hold each other, and run off the page.
fn rings(band: Color, band_height: f32, chunk: &mut Chunk) {
    let lighter = |share: f32| {
        let mix = |c: u8| (f32::from(c) + (255.0 - f32::from(c)) * share).round() as u8;
        Color { r: mix(band.r), g: mix(band.g), b: mix(band.b) }
    };
    for (index, share) in [0.09, 0.15, 0.09].into_iter().enumerate() {
        chunk.paint(
            Owner::Artifact,
            Paint::Shape(Item::Circle {
                cx: COVER_TEXT + RING + 8.0 + index as f32 * RING * 1.4,
                cy: band_height / 2.0 - sizes::TOP,
                r: RING,
                fill: None,
                stroke: Some(Stroke::solid(lighter(share), 7.0)),
            }),
        );
    }
}

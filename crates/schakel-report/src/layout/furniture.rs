//! What stands on every page beside the text: running head, page number, boxes behind callouts; and the page
//! numbers of the contents.

use super::chunk::{Owner, Paint};
use super::lines;
use super::pager::{BoxPart, Page, PlacedHeading};
use super::sizes::{self, HEAD_BASELINE, LEFT, Turn};
use super::{Composer, Composition, Mark, PageMarks};
use crate::document::Lang;
use crate::draw::{Item, Stroke};
use crate::text::{Style, shortened};

/// Width of the bar at the left side of a box.
const BAR: f32 = 3.5;
/// Room for the page number at the foot.
const FOLIO: f32 = 60.0;
/// Length of the rule above footnotes.
const FOOT_RULE: f32 = 90.0;
/// Dots of a leader: each as wide as the line is thick.
const DOT: f32 = 0.8;
const DOT_GAP: f32 = 3.2;

impl Composer<'_> {
    pub(super) fn finish(mut self) -> Composition {
        let pages = std::mem::take(&mut self.pager.pages);
        let headings = std::mem::take(&mut self.pager.headings);
        let count = pages.len();
        let mut out = Vec::with_capacity(count);
        for (number, page) in pages.into_iter().enumerate() {
            out.push(self.page(page, number, count, &headings));
        }
        Composition { pages: out, tags: self.tags, headings, places: self.pager.places }
    }

    fn page(&self, page: Page, number: usize, count: usize, headings: &[PlacedHeading]) -> PageMarks {
        let mut marks = Vec::with_capacity(page.placed.len() * 4 + 8);
        for part in &page.boxes {
            box_marks(part, &mut marks);
        }
        for placed in page.placed {
            for (owner, paint) in placed.paints {
                if let Paint::PageOf { heading, right, baseline, style, leader_from, leader } = paint {
                    let on = headings.get(heading).map_or(0, |h| h.page) + 1;
                    let mut run = self.label(&on.to_string(), style, 0.0, baseline);
                    run.x = right - lines::run_width(&run);
                    let stroke = Stroke::dashed(leader, DOT, DOT, DOT_GAP);
                    let to = run.x - 5.0;
                    // Leaders of all lines begin at whole dots from the right, so that the dots form columns.
                    let period = DOT + DOT_GAP;
                    let dots = ((right - 22.0 - leader_from) / period).floor();
                    let end = (right - 22.0).min(to);
                    if dots >= 2.0 {
                        let line = Item::Line {
                            x1: end - dots * period,
                            y1: baseline - 1.0,
                            x2: end,
                            y2: baseline - 1.0,
                            stroke,
                        };
                        marks.push(mark(Owner::Artifact, placed.x, placed.y, Paint::Shape(line)));
                    }
                    marks.push(mark(owner, placed.x, placed.y, Paint::Text(run)));
                } else {
                    marks.push(mark(owner, placed.x, placed.y, paint));
                }
            }
        }
        if let Some(y) = page.foot.rule {
            let stroke = Stroke::solid(self.theme.neutral, 0.5);
            let rule = Item::Line { x1: LEFT, y1: y, x2: LEFT + FOOT_RULE, y2: y, stroke };
            marks.push(mark(Owner::Artifact, 0.0, 0.0, Paint::Shape(rule)));
        }
        self.running(page.turn, number, count, headings, &mut marks);
        PageMarks { turn: page.turn, marks, links: page.links, figures: page.figures }
    }

    fn running(&self, turn: Turn, number: usize, count: usize, headings: &[PlacedHeading], marks: &mut Vec<Mark>) {
        let style = self.style(sizes::RUNNING, self.theme.muted);
        let (full, foot) = (turn.full(), turn.foot());
        let of = match self.document.lang {
            Lang::Nl => "van",
            Lang::En => "of",
        };
        let folio = format!("{} {of} {count}", number + 1);
        marks.push(self.running_text(&folio, style, LEFT + full, foot, true));
        let short = &self.document.short_title;
        let short = self.shortened(short, style, full - FOLIO);
        marks.push(self.running_text(&short, style, LEFT, foot, false));
        if number > 0
            && let Some(section) = running_section(number, headings)
        {
            let section = self.shortened(section, style, full);
            marks.push(self.running_text(&section, style, LEFT, HEAD_BASELINE, false));
        }
    }

    /// The text, or as much of its beginning as fits.
    fn shortened(&self, text: &str, style: Style, width: f32) -> String {
        let face = self.faces.face(style.face);
        shortened(text, |text| face.line_width(text, style.figures, style.size) <= width).into_owned()
    }

    fn running_text(&self, text: &str, style: Style, x: f32, baseline: f32, ends: bool) -> Mark {
        let mut run = self.label(text, style, x, baseline);
        if ends {
            run.x -= lines::run_width(&run);
        }
        mark(Owner::Artifact, 0.0, 0.0, Paint::Text(run))
    }
}

/// The section a page begins with: the last one that began before it. A page that itself begins with a section
/// says so in its own heading and needs none.
fn running_section(page: usize, headings: &[PlacedHeading]) -> Option<&str> {
    let sections = || headings.iter().filter(|h| h.level == 1);
    let begins = |h: &PlacedHeading| h.page == page && h.y < sizes::TOP + 1.0;
    if sections().any(begins) {
        return None;
    }
    sections().rfind(|h| h.page < page).map(|h| h.title.as_str())
}

fn mark(owner: Owner, dx: f32, dy: f32, paint: Paint) -> Mark {
    Mark { owner, dx, dy, paint }
}

fn box_marks(part: &BoxPart, marks: &mut Vec<Mark>) {
    let x = LEFT + part.look.x;
    let height = part.bottom - part.top;
    for (width, color) in [(part.look.width, part.look.fill), (BAR, part.look.bar)] {
        let rect = Item::Rect { x, y: part.top, w: width, h: height, radius: 0.0, fill: Some(color), stroke: None };
        marks.push(mark(Owner::Artifact, 0.0, 0.0, Paint::Shape(rect)));
    }
}

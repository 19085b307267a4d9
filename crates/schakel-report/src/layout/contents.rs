//! The table of contents.

use super::Composer;
use super::blocks::spaced;
use super::chunk::{Chunk, LinkArea, Owner, Paint};
use super::lines::{self, Place};
use super::sizes::{self, Column};
use super::tags::Role;
use crate::document::{Align, Target};
use crate::text::Fit;

/// Room for the page number.
const NUMBER: f32 = 26.0;
const INDENT: f32 = 14.0;
/// Contents up to this height stay on one page.
const KEPT: f32 = 480.0;

impl<'d> Composer<'d> {
    /// Headings down to a level, with the pages they stand on.
    pub(super) fn contents(&mut self, depth: u8, owner: u32) -> Vec<Chunk> {
        let theme = self.theme;
        let column = Column::TEXT;
        let toc = self.tags.add(Role::Contents, owner);
        let mut chunks = Vec::new();
        let titles = std::mem::take(&mut self.titles);
        for (number, (level, title)) in titles.iter().enumerate() {
            if *level > depth {
                continue;
            }
            let (setting, color, indent) = match level {
                1 => (sizes::TOC_1, theme.strong, 0.0),
                _ => (sizes::TOC_2, theme.ink, INDENT),
            };
            let item = self.tags.add(Role::ContentsItem, toc);
            let reference = self.tags.add(Role::Reference, item);
            let target = Target::Id(super::heading_id(number));
            let (element, link) = self.tags.link(target, reference);
            let mut chunk = Chunk { before: if *level == 1 { 3.5 } else { 0.0 }, ..Chunk::default() };
            let span = self.plain(title.clone(), setting, color, element);
            let content = span.content;
            let spans = [span];
            let paragraph = self.shape(&spans);
            let width = column.width - indent - NUMBER;
            let set = paragraph.lines(width, Fit::Whole);
            let last_width = set.last().map_or(0.0, |l| l.width);
            let place = Place { x: column.x + indent, y: 0.0, width, align: Align::Left };
            let height = lines::paint_lines(set, &spans, setting, place, &mut chunk);
            if let Some((_, Paint::Text(title))) = chunk.paints.last_mut() {
                lines::end_word(title);
            }
            chunk.paint(
                Owner::Content(content),
                Paint::PageOf {
                    heading: number,
                    right: column.x + column.width,
                    baseline: height - setting.line + sizes::baseline(setting),
                    style: self.style(setting, color),
                    leader_from: column.x + indent + last_width + 5.0,
                    leader: theme.neutral,
                },
            );
            chunk.links.push(LinkArea { link, x: column.x, y: 0.0, width: column.width, height });
            self.tags.close_link(element, link);
            chunk.height = height;
            chunks.push(chunk);
        }
        self.titles = titles;
        let height: f32 = chunks.iter().map(|c| c.before + c.height).sum();
        for chunk in &mut chunks {
            chunk.keep_next |= height <= KEPT;
        }
        spaced(&mut chunks, 7.0, 14.0);
        if let Some(last) = chunks.last_mut() {
            last.keep_next = false;
        }
        chunks
    }
}

//! Divides what is higher than a page: a note of thousands of words, a name without an end.

use super::chunk::{Chunk, Cited, Joint, LinkArea, Note, Owner, Paint};
use crate::draw::Item;

/// How far letters reach above and below their baseline, in parts of the type size; lines of text do not touch by this measure.
const ABOVE: f32 = 0.75;
const BELOW: f32 = 0.25;

/// Rounding of heights.
const SLACK: f32 = 0.05;

/// A part of something that is divided, and where it began.
struct Part {
    from: f32,
    to: f32,
    /// Lower ends of the marks before it and of its own marks: what belongs to a line begins between these, above its letters.
    between: (f32, f32),
    paints: Vec<(Owner, Paint)>,
}

impl Part {
    /// Whether what begins at a height belongs to it; the last part takes what is left.
    fn holds(&self, y: f32, is_last: bool) -> bool {
        (self.from == 0.0 || y >= self.between.0 - SLACK) && (is_last || y < self.between.1 - SLACK)
    }
}

impl Chunk {
    /// The chunk in parts of at most so many points, divided between lines. What is drawn in one piece stays whole.
    pub(super) fn torn(mut self, room: f32) -> Vec<Chunk> {
        let drawings: Vec<(f32, f32)> = self.figures.iter().map(|(_, [_, y, _, h])| (*y, y + h)).collect();
        let parts = divide(std::mem::take(&mut self.paints), &drawings, self.height, room);
        let count = parts.len();
        let links = std::mem::take(&mut self.links);
        let mut chunks: Vec<Chunk> = Vec::with_capacity(count);
        for (index, part) in parts.into_iter().enumerate() {
            let inside = |y: f32| part.holds(y, index + 1 == count);
            let first = index == 0;
            let mut chunk = if first { self.beginning() } else { self.further() };
            let drawn = self.figures.iter().filter(|(_, [_, y, ..])| inside(*y));
            chunk.figures = drawn.map(|(element, [x, y, w, h])| (*element, [*x, y - part.from, *w, *h])).collect();
            chunk.height = part.to - part.from;
            let own = links.iter().filter(|area| inside(area.y));
            chunk.links = own.map(|area| LinkArea { y: area.y - part.from, ..*area }).collect();
            let cited = self.cited.iter().filter(|cited| inside(cited.y));
            chunk.cited = cited.map(|cited| Cited { y: cited.y - part.from, ..*cited }).collect();
            chunk.paints = part.paints;
            if index + 1 == count {
                (chunk.after, chunk.keep_next, chunk.holds) = (self.after, self.keep_next, self.holds);
            }
            chunks.push(chunk);
        }
        chunks
    }

    /// What only the first part has.
    fn beginning(&mut self) -> Chunk {
        Chunk {
            before: self.before,
            new_page: self.new_page,
            on_grid: self.on_grid,
            close: self.close,
            barrier: self.barrier,
            opens: self.opens,
            joint: self.joint,
            cap_top: self.cap_top,
            anchors: std::mem::take(&mut self.anchors),
            notes: std::mem::take(&mut self.notes),
            opens_table: self.opens_table,
            ..self.further()
        }
    }

    /// What every part has.
    fn further(&self) -> Chunk {
        Chunk { wide: self.wide, boxed: self.boxed, head: self.head, joint: Joint::Inside, ..Chunk::default() }
    }
}

impl Note {
    /// The note in parts of at most so many points.
    pub(super) fn torn(self, room: f32) -> Vec<Note> {
        let Note { height, cap_top, paints, links } = self;
        let parts = divide(paints, &[], height, room);
        let count = parts.len();
        let note = |(index, part): (usize, Part)| {
            let inside = |y: f32| part.holds(y, index + 1 == count);
            let own = links.iter().filter(|area| inside(area.y));
            let links = own.map(|area| LinkArea { y: area.y - part.from, ..*area }).collect();
            Note { height: part.to - part.from, cap_top, paints: part.paints, links }
        };
        parts.into_iter().enumerate().map(note).collect()
    }
}

/// Marks in parts, each measured from its own top.
fn divide(paints: Vec<(Owner, Paint)>, drawings: &[(f32, f32)], height: f32, room: f32) -> Vec<Part> {
    let reaches: Vec<(f32, f32)> = paints
        .iter()
        .map(|(_, paint)| {
            let (top, bottom) = reach(paint);
            let whole = drawings.iter().find(|(from, to)| top >= from - 0.5 && top <= to + 0.5);
            whole.copied().unwrap_or((top, bottom))
        })
        .collect();
    let mut order: Vec<usize> = (0..paints.len()).collect();
    order.sort_by(|a, b| reaches[*a].0.total_cmp(&reaches[*b].0));
    let mut parts = vec![Part { from: 0.0, to: height, between: (0.0, 0.0), paints: Vec::new() }];
    let mut part_of = vec![0; paints.len()];
    for mark in order {
        let (top, bottom) = reaches[mark];
        let Some(part) = parts.last_mut() else { continue };
        if bottom > part.from + room && top > part.from {
            part.to = top.min(part.from + room);
            let reached = part.between.1;
            parts.push(Part { from: top, to: height, between: (reached, reached), paints: Vec::new() });
        }
        part_of[mark] = parts.len() - 1;
        if let Some(part) = parts.last_mut() {
            part.between.1 = part.between.1.max(bottom);
        }
    }
    // On each page in the order in which it is read.
    for ((owner, paint), part) in paints.into_iter().zip(part_of) {
        let part = &mut parts[part];
        part.paints.push((owner, paint.lowered(-part.from)));
    }
    if let Some(last) = parts.last_mut() {
        last.to = last.to.clamp(last.from, last.from + room);
    }
    parts
}

/// Upper and lower end of a mark.
fn reach(paint: &Paint) -> (f32, f32) {
    match paint {
        Paint::Text(run) => (run.baseline - ABOVE * run.style.size, run.baseline + BELOW * run.style.size),
        Paint::PageOf { baseline, style, .. } => (baseline - ABOVE * style.size, baseline + BELOW * style.size),
        Paint::Logo { y, height, .. } => (*y, y + height),
        Paint::Shape(item) => match item {
            Item::Rect { y, h, .. } | Item::Hatch { y, h, .. } => (*y, y + h),
            Item::Line { y1, y2, .. } => (y1.min(*y2), y1.max(*y2)),
            Item::Circle { cy, r, .. } => (cy - r, cy + r),
            Item::Text { y, size, .. } => (y - ABOVE * size, y + BELOW * size),
            Item::Polygon { points, .. } => points
                .iter()
                .fold((f32::INFINITY, f32::NEG_INFINITY), |(top, bottom), (_, y)| (top.min(*y), bottom.max(*y))),
        },
    }
}

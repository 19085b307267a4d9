//! Moves a figure up, over text of its own section, when it does not fit below that text and too little follows
//! to fill the page without it.

use std::collections::VecDeque;
use std::rc::Rc;

use super::foot::Line;
use super::{Anchor, Chunk, Joint, Note, Page, Pager, SLACK};

/// A figure is moved over at most so many blocks of text.
const MOST_BLOCKS: usize = 4;

/// Chunks that were placed, and how things stood before.
#[derive(Debug)]
pub(super) struct Step {
    before: State,
    chunks: Vec<Chunk>,
}

/// How far the pages were filled. Pages only grow, so lengths suffice to go back.
#[derive(Debug)]
struct State {
    pages: usize,
    placed: usize,
    boxes: usize,
    box_bottom: Option<f32>,
    links: usize,
    figures: usize,
    note_end: f32,
    wide_end: f32,
    end: f32,
    headings: usize,
    y: f32,
    after: Option<f32>,
    table: Option<usize>,
    waiting: VecDeque<Chunk>,
    late_notes: VecDeque<Rc<Note>>,
    foot_lines: usize,
    foot_height: f32,
    carried: VecDeque<Line>,
}

impl Pager {
    /// Remembers a group of text that is about to be placed. What a figure is not moved over begins anew: so it never
    /// comes between a heading and its first paragraph.
    pub(super) fn remember(&mut self, group: &[Chunk]) {
        if group.iter().any(|c| is_heading(c) || c.floats || c.head.is_some() || c.boxed.is_some() || c.wide) {
            self.steps.clear();
            return;
        }
        let before = self.state();
        self.steps.push(Step { before, chunks: group.to_vec() });
    }

    /// Places a figure over the last blocks of text, where it fits; gives it back when it fits nowhere.
    pub(super) fn lift(&mut self, figure: Chunk) -> Option<Chunk> {
        let mut tried = 0;
        for at in (0..self.steps.len()).rev() {
            if self.steps[at].before.pages != self.pages.len() {
                break;
            }
            let begins = |c: &Chunk| c.joint == Joint::Begins;
            let Some(cut) = self.steps[at].chunks.iter().position(begins) else {
                continue;
            };
            let now = self.state();
            let before = &self.steps[at].before;
            let (y, after, foot) = (before.y, before.after, before.foot_height);
            (self.y, self.after) = (y, after);
            let note_end = self.pages.last_mut().map(|p| std::mem::replace(&mut p.note_end, before.note_end));
            let mut group = self.steps[at].chunks[..cut].to_vec();
            group.push(figure.clone());
            let fits = self.start(&group) + self.height(&group) <= self.limit_above(foot, &group) + SLACK;
            (self.y, self.after) = (now.y, now.after);
            if let (Some(page), Some(end)) = (self.pages.last_mut(), note_end) {
                page.note_end = end;
            }
            if fits {
                let mut steps = std::mem::take(&mut self.steps).split_off(at).into_iter();
                if let Some(first) = steps.next() {
                    self.restore(first.before);
                    self.push(group);
                    self.push(first.chunks[cut..].to_vec());
                }
                for step in steps {
                    self.push(step.chunks);
                }
                return None;
            }
            tried += 1;
            if tried == MOST_BLOCKS {
                break;
            }
        }
        Some(figure)
    }

    fn state(&self) -> State {
        let empty = Page::default();
        let page = self.pages.last().unwrap_or(&empty);
        State {
            pages: self.pages.len(),
            placed: page.placed.len(),
            boxes: page.boxes.len(),
            box_bottom: page.boxes.last().map(|part| part.bottom),
            links: page.links.len(),
            figures: page.figures.len(),
            note_end: page.note_end,
            wide_end: page.wide_end,
            end: page.end,
            headings: self.headings.len(),
            y: self.y,
            after: self.after,
            table: self.table,
            waiting: self.waiting.clone(),
            late_notes: self.late_notes.clone(),
            foot_lines: page.foot.lines.len(),
            foot_height: page.foot.height,
            carried: self.carried.clone(),
        }
    }

    /// Takes back what was placed since. Places of ids are overwritten when their chunks are placed again.
    fn restore(&mut self, state: State) {
        self.pages.truncate(state.pages);
        if let Some(page) = self.pages.last_mut() {
            page.placed.truncate(state.placed);
            page.boxes.truncate(state.boxes);
            if let (Some(part), Some(bottom)) = (page.boxes.last_mut(), state.box_bottom) {
                part.bottom = bottom;
            }
            page.links.truncate(state.links);
            page.figures.truncate(state.figures);
            page.foot.lines.truncate(state.foot_lines);
            page.foot.height = state.foot_height;
            (page.note_end, page.wide_end, page.end) = (state.note_end, state.wide_end, state.end);
        }
        self.headings.truncate(state.headings);
        (self.y, self.after, self.table) = (state.y, state.after, state.table);
        (self.waiting, self.late_notes, self.carried) = (state.waiting, state.late_notes, state.carried);
    }
}

fn is_heading(chunk: &Chunk) -> bool {
    chunk.anchors.iter().any(|anchor| matches!(anchor, Anchor::Heading { .. }))
}

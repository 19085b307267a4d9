//! Fills pages with chunks: keeps together what belongs together, repeats table heads, lets figures wait for
//! room, and puts notes beside what they are about.

mod foot;
mod lift;
mod turn;

use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use super::chunk::{Anchor, BoxLook, Chunk, Joint, LinkArea, Note, Owner, Paint, RepeatedHead};
use super::sizes::{GUTTER, LEFT, LINE, STEP, TEXT, TOP, Turn};
pub(crate) use foot::Footnote;
use foot::{Foot, Line};
use lift::Step;

/// Space between two notes in the margin.
const BETWEEN_NOTES: f32 = 18.0;
/// Space between a note and something wide below it.
const BELOW_NOTE: f32 = 10.0;
/// A figure waits for the next page when at least this much text fits before it.
const WORTH_FILLING: f32 = 4.0 * LINE;
/// No more than this stays empty at the foot of a page for a table that moves as a whole: a third.
const MOST_EMPTY: f32 = 17.0 * LINE;
/// The title of a section stands at the foot of a page only with this much room for text below what is kept with it.
const BELOW_TITLE: f32 = 2.0 * LINE;
/// Rounding of heights.
const SLACK: f32 = 0.05;

/// Marks at a place of a page.
#[derive(Debug, Clone)]
pub(crate) struct Placed {
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) paints: Vec<(Owner, Paint)>,
}

/// The part of a box that lies on a page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct BoxPart {
    pub(crate) look: BoxLook,
    pub(crate) top: f32,
    pub(crate) bottom: f32,
    boxed: usize,
}

/// A filled page.
#[derive(Debug, Clone, Default)]
pub(crate) struct Page {
    pub(crate) turn: Turn,
    pub(crate) placed: Vec<Placed>,
    pub(crate) boxes: Vec<BoxPart>,
    pub(crate) links: Vec<LinkArea>,
    /// Figure elements with the box of their drawing on the page.
    pub(crate) figures: Vec<(u32, [f32; 4])>,
    /// Lower ends of the last note and of the last wide thing in the margin column; 0 when there is none.
    note_end: f32,
    wide_end: f32,
    /// Lower end of the text.
    pub(crate) end: f32,
    pub(crate) foot: Foot,
}

/// A heading that was placed.
#[derive(Debug, Clone)]
pub(crate) struct PlacedHeading {
    pub(crate) level: u8,
    pub(crate) title: String,
    pub(crate) page: usize,
    pub(crate) y: f32,
}

/// The pages so far.
#[derive(Debug)]
pub(crate) struct Pager {
    pub(crate) pages: Vec<Page>,
    pub(crate) headings: Vec<PlacedHeading>,
    /// Page and height of everything with an id.
    pub(crate) places: BTreeMap<String, (usize, f32)>,
    heads: Vec<RepeatedHead>,
    boxes: Vec<BoxLook>,
    /// How new pages stand.
    turn: Turn,
    /// Whether that differs from the page that is being filled.
    turned: bool,
    y: f32,
    /// Space that the last chunk asks for after it; `None` at the head of a page.
    after: Option<f32>,
    /// The table whose rows may follow without a repeated head.
    table: Option<usize>,
    pending: Vec<Chunk>,
    waiting: VecDeque<Chunk>,
    /// Shared with the steps, which remember them.
    late_notes: VecDeque<Rc<Note>>,
    footnotes: Vec<Footnote>,
    /// Lines of footnotes that go on at the foot of the next page.
    carried: VecDeque<Line>,
    /// Text of this section that a figure may be moved over.
    steps: Vec<Step>,
}

impl Pager {
    pub(crate) fn new() -> Pager {
        Pager {
            pages: vec![Page::default()],
            headings: Vec::new(),
            places: BTreeMap::new(),
            heads: Vec::new(),
            boxes: Vec::new(),
            turn: Turn::Portrait,
            turned: false,
            y: TOP,
            after: None,
            table: None,
            pending: Vec::new(),
            waiting: VecDeque::new(),
            late_notes: VecDeque::new(),
            footnotes: Vec::new(),
            carried: VecDeque::new(),
            steps: Vec::new(),
        }
    }

    /// A head that is repeated when rows of its table begin a page.
    pub(crate) fn add_head(&mut self, head: RepeatedHead) -> usize {
        self.heads.push(head);
        self.heads.len() - 1
    }

    pub(crate) fn add_box(&mut self, look: BoxLook) -> usize {
        self.boxes.push(look);
        self.boxes.len() - 1
    }

    /// Whether something in the margin stands beside what comes next.
    pub(crate) fn beside_note(&self) -> bool {
        let waiting: f32 = self.pending.iter().map(|c| c.before + c.height).sum();
        let next = self.y + self.after.unwrap_or(0.0) + waiting;
        self.pending.iter().any(|c| !c.notes.is_empty()) || self.pages.last().is_some_and(|p| p.note_end > next + LINE)
    }

    /// Takes chunks; they are placed as soon as nothing that follows can move them.
    pub(crate) fn push(&mut self, chunks: Vec<Chunk>) {
        for chunk in chunks.into_iter().flat_map(|chunk| self.on_pages(chunk)).collect::<Vec<_>>() {
            let complete = !chunk.keep_next && !chunk.holds;
            self.pending.push(chunk);
            if complete {
                self.flush();
            }
        }
    }

    /// The chunk, or its parts where it is higher than a page.
    fn on_pages(&self, chunk: Chunk) -> Vec<Chunk> {
        let head = chunk.head.filter(|_| !chunk.opens_table).and_then(|head| self.heads.get(head));
        let room = self.turn.bottom() - TOP - head.map_or(0.0, |head| head.height);
        if chunk.height > room + SLACK { chunk.torn(room) } else { vec![chunk] }
    }

    /// Places what is left.
    pub(crate) fn finish(&mut self) {
        self.flush();
        self.place_all_waiting();
        while !self.late_notes.is_empty() {
            self.next_page(Joint::Begins);
        }
        self.close_page();
        while !self.carried.is_empty() {
            self.next_page(Joint::Begins);
        }
        self.place_feet();
    }

    /// What follows begins a new page.
    pub(crate) fn page_break(&mut self) {
        self.flush();
        self.place_all_waiting();
        if self.after.is_some() {
            self.next_page(Joint::Begins);
        }
    }

    fn flush(&mut self) {
        let group = std::mem::take(&mut self.pending);
        let Some(first) = group.first() else { return };
        self.begin_turned();
        let joint = first.joint;
        if first.new_page && self.after.is_some() {
            self.page_break();
        }
        if joint == Joint::Begins {
            while self.place_waiting() {}
        }
        // Figures never leave their section.
        if group.iter().any(|c| c.barrier) {
            self.place_all_waiting();
        }
        let floats = group.len() == 1 && group.iter().all(|c| c.floats);
        if floats && !self.waiting.is_empty() {
            self.waiting.extend(group);
            return;
        }
        let below = if first.opens && !group.iter().any(|c| c.floats) { BELOW_TITLE } else { 0.0 };
        loop {
            if self.start(&group) + self.height(&group) + below <= self.limit(&group) + SLACK {
                self.remember(&group);
                for chunk in group {
                    self.place(chunk);
                }
                return;
            }
            if group.iter().any(|c| c.holds) && (self.is_blank() || self.limit(&[]) - self.y > MOST_EMPTY) {
                self.push(group.into_iter().map(|c| Chunk { holds: false, ..c }).collect());
                self.flush();
                return;
            }
            if self.is_blank() {
                // Higher than a page: it has to be torn somewhere.
                self.steps.clear();
                self.place_torn(group);
                return;
            }
            if floats {
                self.later(group);
                return;
            }
            if let Some((figure, heading)) = group.split_last()
                && figure.following >= WORTH_FILLING
                && self.start(heading) + self.height(heading) + WORTH_FILLING <= self.limit(heading)
            {
                // The heading goes on with the text after the figure, which waits for room.
                self.waiting.push_back(figure.clone());
                self.pending = heading.to_vec();
                return;
            }
            self.next_page(joint);
        }
    }

    /// A figure without room on this page: it waits while the text that follows fills the page. When too little
    /// follows, it goes up, over the text before it.
    fn later(&mut self, group: Vec<Chunk>) {
        let room = self.limit(&[]) - self.y;
        for figure in group {
            let following = figure.following;
            let figure = if room < WORTH_FILLING || following >= room { Some(figure) } else { self.lift(figure) };
            let Some(figure) = figure else { continue };
            self.waiting.push_back(figure);
            if room < WORTH_FILLING || following < WORTH_FILLING {
                self.place_all_waiting();
            }
        }
    }

    fn place_torn(&mut self, group: Vec<Chunk>) {
        for chunk in group {
            let one = std::slice::from_ref(&chunk);
            while !self.is_blank() && self.start(one) + self.height(one) > self.limit(one) + SLACK {
                self.next_page(chunk.joint);
            }
            self.place(chunk);
        }
    }

    fn place_all_waiting(&mut self) {
        while !self.waiting.is_empty() {
            if !self.place_waiting() {
                self.next_page(Joint::Begins);
            }
        }
    }

    /// Places the first waiting figure if it fits.
    fn place_waiting(&mut self) -> bool {
        let Some(chunk) = self.waiting.front() else {
            return false;
        };
        let one = std::slice::from_ref(chunk);
        let fits = self.start(one) + self.height(one) <= self.limit(one) + SLACK;
        if (fits || self.is_blank())
            && let Some(chunk) = self.waiting.pop_front()
        {
            self.steps.clear();
            self.place(chunk);
            return true;
        }
        false
    }

    /// Begins a page, with the figures that wait, unless what follows is part of a list, table or box.
    fn next_page(&mut self, follows: Joint) {
        // A figure is not moved over text of another page.
        self.steps.clear();
        self.close_page();
        self.pages.push(Page { turn: self.turn, ..Page::default() });
        self.y = TOP;
        self.after = None;
        self.table = None;
        self.turned = false;
        self.begin_foot();
        // Pages on their side have no margin column: notes wait for one that has.
        let late = if self.turn == Turn::Portrait { std::mem::take(&mut self.late_notes) } else { VecDeque::new() };
        for note in late {
            self.place_note(Rc::unwrap_or_clone(note), TOP);
        }
        if follows != Joint::Inside {
            while self.place_waiting() {}
        }
    }

    fn close_page(&mut self) {
        self.fill_foot();
        let end = self.y;
        if let Some(page) = self.pages.last_mut() {
            page.end = end;
        }
    }

    /// Where a group would begin on this page.
    fn start(&self, group: &[Chunk]) -> f32 {
        let Some(first) = group.first() else {
            return self.y;
        };
        let mut y = match self.after {
            None => self.y,
            Some(after) => self.y + between(after, first),
        };
        if first.on_grid {
            y = on_grid(y);
        }
        // Something wide waits until the notes above it have ended.
        let note_end = self.pages.last().map_or(0.0, |p| p.note_end);
        let mut at = y;
        for (index, chunk) in group.iter().enumerate() {
            if index > 0 {
                at += between(group[index - 1].after, chunk);
            }
            if chunk.wide {
                let free = note_end + BELOW_NOTE;
                if note_end > 0.0 && at < free {
                    y += free - at;
                }
                break;
            }
            at += chunk.height;
        }
        y
    }

    /// Height of a group from where it begins, with a repeated head.
    fn height(&self, group: &[Chunk]) -> f32 {
        let mut height = 0.0;
        for (index, chunk) in group.iter().enumerate() {
            if index > 0 {
                height += between(group[index - 1].after, chunk);
            }
            height += chunk.height;
        }
        if let Some(first) = group.first()
            && let Some(head) = first.head
            && self.table != Some(head)
            && !first.opens_table
        {
            height += self.heads.get(head).map_or(0.0, |h| h.height);
        }
        height
    }

    fn place(&mut self, chunk: Chunk) {
        let mut y = self.start(std::slice::from_ref(&chunk));
        let top = y;
        if let Some(head) = chunk.head {
            if self.table != Some(head)
                && !chunk.opens_table
                && let Some(repeated) = self.heads.get(head)
            {
                let placed = Placed { x: LEFT, y, paints: repeated.paints.clone() };
                y += repeated.height;
                if let Some(page) = self.pages.last_mut() {
                    page.placed.push(placed);
                }
            }
            self.table = Some(head);
        } else {
            self.table = None;
        }
        let end = y + chunk.height;
        let look = chunk.boxed.and_then(|b| Some((b, *self.boxes.get(b)?)));
        let number = self.pages.len() - 1;
        self.note_anchors(chunk.anchors, number, y);
        let Some(page) = self.pages.last_mut() else {
            return;
        };
        if let Some((boxed, look)) = look {
            match page.boxes.last_mut() {
                Some(part) if part.boxed == boxed => part.bottom = end,
                _ => page.boxes.push(BoxPart { look, top, bottom: end, boxed }),
            }
        }
        if chunk.wide {
            page.wide_end = page.wide_end.max(end);
        }
        page.links.extend(chunk.links.iter().map(|area| LinkArea { x: area.x + LEFT, y: area.y + y, ..*area }));
        page.figures
            .extend(chunk.figures.iter().map(|(element, [fx, fy, w, h])| (*element, [fx + LEFT, fy + y, *w, *h])));
        if !chunk.paints.is_empty() {
            page.placed.push(Placed { x: LEFT, y, paints: chunk.paints });
        }
        page.end = end;
        self.y = end;
        self.after = Some(chunk.after);
        for note in chunk.notes {
            self.place_note(note, y + chunk.cap_top);
        }
        for cited in chunk.cited {
            self.cite(cited.footnote, y + cited.y);
        }
    }

    fn note_anchors(&mut self, anchors: Vec<Anchor>, page: usize, y: f32) {
        for anchor in anchors {
            match anchor {
                Anchor::Id(id) => {
                    self.places.insert(id, (page, y));
                }
                Anchor::Heading { level, title } => self.headings.push(PlacedHeading { level, title, page, y }),
            }
        }
    }

    /// Puts a note so that its capitals begin at `cap`, or lower when another note is in the way, or higher when
    /// the page ends.
    fn place_note(&mut self, note: Note, cap: f32) {
        // At the head of a page the capitals of a large number stand beside those of the text.
        let top = TOP - LINE / 2.0;
        let bottom = self.turn.bottom();
        if note.height > bottom - top + SLACK {
            for part in note.torn(bottom - top) {
                self.place_note(part, cap);
            }
            return;
        }
        let Some(page) = self.pages.last_mut() else {
            return;
        };
        let after = |end: f32, space: f32| if end > 0.0 { end + space } else { top };
        let free = after(page.note_end, BETWEEN_NOTES).max(after(page.wide_end, BELOW_NOTE));
        let mut y = (cap - note.cap_top).max(free);
        if y + note.height > bottom + SLACK {
            y = (bottom - note.height).max(free);
        }
        if y + note.height > bottom + SLACK && free > top {
            self.late_notes.push_back(Rc::new(note));
            return;
        }
        page.note_end = y + note.height;
        let x = LEFT + TEXT + GUTTER;
        page.links.extend(note.links.iter().map(|area| LinkArea { x: area.x + x, y: area.y + y, ..*area }));
        page.placed.push(Placed { x, y, paints: note.paints });
    }
}

/// Space between a chunk and what stands before it.
fn between(after: f32, chunk: &Chunk) -> f32 {
    if chunk.close { chunk.before } else { after.max(chunk.before) }
}

/// The nearest line of the rhythm that is not much above `y`.
fn on_grid(y: f32) -> f32 {
    const GRID: f32 = 2.0 * STEP;
    let nearest = TOP + ((y - TOP) / GRID).round() * GRID;
    if nearest < y - 2.0 { nearest + GRID } else { nearest }
}

//! Footnotes: the mark in the text, and the note as lines for the foot of a page.

use super::Composer;
use super::chunk::{LinkArea, Owner, Paint};
use super::lines::{self, Place};
use super::pager::Footnote;
use super::sizes::{self, Setting};
use super::tags::Role;
use crate::document::{Align, Inline, Lang, Target};
use crate::text::{Figures, Fit};

/// Room for the number before the text.
const INDENT: f32 = 14.0;

impl<'d> Composer<'d> {
    /// Makes the note with this number, part of the element that cites it.
    pub(super) fn footnote(&mut self, number: usize, content: &'d [Inline], owner: u32) {
        let lang = self.document.lang;
        let note = self.tags.add(Role::Note, owner);
        if let Some(note) = self.tags.get_mut(note) {
            note.id = Some(format!("note-{number}"));
        }
        let label = self.tags.add(Role::Label, note);
        let (element, link) = self.tags.link(Target::Id(mark_id(number)), label);
        self.tags.say(to_text(lang));
        let label = self.tags.content(element);
        self.tags.close_link(element, link);
        let setting = sizes::NOTE;
        let spans = self.spans(content, setting, self.theme.ink, note);
        let place = Place { x: INDENT, y: 0.0, width: sizes::TEXT - INDENT, align: Align::Left };
        let mut lines = self.text_chunks(&spans, setting, place, Fit::Ragged);
        if let Some(first) = lines.first_mut() {
            let style = self.style(Setting { figures: Figures::Tabular, ..setting }, self.theme.primary);
            let mut run = lines::label(self.faces, &number.to_string(), style, 0.0, sizes::baseline(setting));
            let width = lines::run_width(&run);
            // Numbers end at one line before the text.
            run.x = (INDENT - 5.0 - width).max(0.0);
            first.links.push(LinkArea { link, x: run.x, y: 0.0, width, height: setting.line });
            lines::end_word(&mut run);
            first.paints.insert(0, (Owner::Content(label), Paint::Text(run)));
        }
        self.pager.add_footnote(Footnote { number, lines });
    }
}

/// The ids of a note and its mark, for links. They cannot meet an id of the markup, which has no control characters.
pub(super) fn note_id(number: usize) -> String {
    format!("\u{1}note-{number}")
}

pub(super) fn mark_id(number: usize) -> String {
    format!("\u{1}mark-{number}")
}

/// The mark of a note: raised digits, which are read and copied as such.
pub(super) fn mark(number: usize) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    number.to_string().bytes().map(|digit| DIGITS[usize::from(digit - b'0') % 10]).collect()
}

/// What the link from a mark to its note is called.
pub(super) fn to_note(lang: Lang, number: usize) -> String {
    match lang {
        Lang::Nl => format!("Naar noot {number}"),
        Lang::En => format!("To note {number}"),
    }
}

fn to_text(lang: Lang) -> String {
    match lang {
        Lang::Nl => "Terug naar de tekst",
        Lang::En => "Back to the text",
    }
    .to_owned()
}

//! From the inlines of a block to spans of text with their place in the structure.

use std::borrow::Cow;

use super::Composer;
use super::footnotes;
use super::sizes::Setting;
use super::tags::Role;
use crate::document::{Inline, Lang, Target};
use crate::draw::{Color, Face};
use crate::text::{Span, Style};

/// Gathers the spans of one block.
pub(super) struct Inlines<'c, 'd> {
    composer: &'c mut Composer<'d>,
    spans: Vec<Span<'d>>,
    /// The content that following text joins; none after an element has ended.
    content: Option<u32>,
    owner: u32,
    link: Option<u32>,
    footnote: Option<usize>,
    /// Footnotes of the block, which follow it in the order of reading.
    footnotes: Vec<(usize, &'d [Inline])>,
}

impl<'d> Composer<'d> {
    /// The spans of a text that belongs to `owner`.
    pub(super) fn spans(&mut self, inlines: &'d [Inline], setting: Setting, color: Color, owner: u32) -> Vec<Span<'d>> {
        let style = self.style(setting, color);
        let mut gather = Inlines {
            composer: self,
            spans: Vec::with_capacity(inlines.len()),
            content: None,
            owner,
            link: None,
            footnote: None,
            footnotes: Vec::new(),
        };
        gather.all(inlines, style);
        let Inlines { spans, footnotes, .. } = gather;
        for (number, content) in footnotes {
            self.footnote(number, content, owner);
        }
        spans
    }

    pub(super) fn style(&self, setting: Setting, color: Color) -> Style {
        Style { face: setting.face, size: setting.size, color, figures: setting.figures, lang: self.document.lang }
    }

    /// One span of plain text that belongs to `owner`.
    pub(super) fn plain(
        &mut self,
        text: impl Into<Cow<'d, str>>,
        setting: Setting,
        color: Color,
        owner: u32,
    ) -> Span<'d> {
        Span {
            text: text.into(),
            style: self.style(setting, color),
            content: self.tags.content(owner),
            link: None,
            footnote: None,
        }
    }
}

impl<'d> Inlines<'_, 'd> {
    fn all(&mut self, inlines: &'d [Inline], style: Style) {
        for inline in inlines {
            self.one(inline, style);
        }
    }

    fn one(&mut self, inline: &'d Inline, style: Style) {
        match inline {
            Inline::Text(text) => self.text(text.as_str(), style),
            Inline::Strong(content) => self.all(content, Style { face: strong(style.face), ..style }),
            Inline::Em(content) => self.all(content, Style { face: Face::Italic, ..style }),
            Inline::Break => self.text("\u{2028}", style),
            Inline::Span { lang, content } => self.other_language(*lang, content, style),
            Inline::Link { target, content } => {
                self.linked(target.clone(), style, |gather, style| {
                    gather.all(content, style);
                });
            }
            Inline::Footnote(content) => self.mark(content, style),
            Inline::Ref { to } => {
                let text = self.composer.reference_text(to);
                self.linked(Target::Id(to.clone()), style, |gather, style| {
                    gather.text(text, style);
                });
            }
        }
    }

    fn text(&mut self, text: impl Into<Cow<'d, str>>, style: Style) {
        let content = match self.content {
            Some(content) => content,
            None => {
                let content = self.composer.tags.content(self.owner);
                self.content = Some(content);
                content
            }
        };
        self.spans.push(Span { text: text.into(), style, content, link: self.link, footnote: self.footnote });
    }

    fn other_language(&mut self, lang: Lang, content: &'d [Inline], style: Style) {
        if lang == style.lang {
            self.all(content, style);
            return;
        }
        let span = self.composer.tags.add(Role::Span, self.owner);
        if let Some(element) = self.composer.tags.get_mut(span) {
            element.lang = Some(lang);
        }
        let outer = std::mem::replace(&mut self.owner, span);
        self.content = None;
        self.all(content, Style { lang, ..style });
        self.owner = outer;
        self.content = None;
    }

    /// The mark of a footnote, which leads to it.
    fn mark(&mut self, content: &'d [Inline], style: Style) {
        self.composer.footnote_count += 1;
        let number = self.composer.footnote_count;
        self.footnotes.push((number, content));
        let reference = self.composer.tags.add(Role::Reference, self.owner);
        let outer = std::mem::replace(&mut self.owner, reference);
        self.footnote = Some(number);
        self.linked(Target::Id(footnotes::note_id(number)), style, |gather, style| {
            gather.text(footnotes::mark(number), style);
        });
        let says = footnotes::to_note(self.composer.document.lang, number);
        self.composer.tags.say(says);
        self.footnote = None;
        self.owner = outer;
    }

    /// A link within a link is plain text.
    fn linked(&mut self, target: Target, style: Style, inside: impl FnOnce(&mut Self, Style)) {
        if self.link.is_some() {
            inside(self, style);
            return;
        }
        let (element, link) = self.composer.tags.link(target, self.owner);
        let outer = std::mem::replace(&mut self.owner, element);
        self.content = None;
        self.link = Some(link);
        let color = self.composer.theme.primary;
        inside(self, Style { color, ..style });
        self.composer.tags.close_link(element, link);
        self.owner = outer;
        self.content = None;
        self.link = None;
    }
}

/// The face of strong text within text of a face.
fn strong(face: Face) -> Face {
    match face {
        Face::Regular | Face::Italic => Face::SemiBold,
        Face::SemiBold | Face::Bold => Face::Bold,
    }
}

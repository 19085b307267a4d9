//! Blocks: sections, headings, paragraphs, lists, boxes, contents.

use std::fmt::Write;

use base64::prelude::{BASE64_STANDARD, Engine};

use super::escape::escape;
use super::{Writer, heading_id};
use crate::document::{AsidePart, Block, CalloutKind, Inline, KeyFigure, ParagraphStyle};

impl Writer<'_> {
    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Cover { kicker, title, subtitle } => self.cover(kicker, title, subtitle),
            Block::Section { id, blocks } => {
                self.out.push_str("<section");
                self.id(id);
                self.out.push_str(">\n");
                self.blocks(blocks);
                self.footnotes();
                self.out.push_str("</section>\n");
            }
            Block::Heading { level, id, content } => self.heading(*level, id, content),
            Block::Paragraph { style, content } => self.paragraph(*style, content),
            Block::List { ordered, items } => self.list(*ordered, items),
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.figure(figure),
            Block::Aside(parts) => self.aside(parts),
            Block::Callout { kind, title, blocks } => self.callout(*kind, title, blocks),
            Block::KeyFigures(figures) => self.key_figures(figures),
            Block::Toc { depth } => self.contents(*depth),
            // Pages are what a screen does not have.
            Block::PageBreak => {}
            Block::Keep(blocks) => self.blocks(blocks),
            Block::Columns(columns) => {
                self.out.push_str("<div class=\"columns\">\n");
                for blocks in columns {
                    self.out.push_str("<div>\n");
                    self.blocks(blocks);
                    self.out.push_str("</div>\n");
                }
                self.out.push_str("</div>\n");
            }
            Block::Landscape(blocks) => {
                self.roomy = true;
                self.blocks(blocks);
                self.roomy = false;
            }
        }
    }

    fn cover(&mut self, kicker: &str, title: &str, subtitle: &str) {
        self.out.push_str("<header class=\"cover\">\n");
        if let Some(logo) = &self.theme.logo {
            let image = logo.image();
            let _ = writeln!(
                self.out,
                "<img class=\"logo\" alt=\"{}\" width=\"{}\" height=\"{}\" src=\"data:image/png;base64,{}\">",
                escape(&logo.alt),
                image.width,
                image.height,
                BASE64_STANDARD.encode(&image.png)
            );
        }
        if !kicker.is_empty() {
            let _ = writeln!(self.out, "<p class=\"kicker\">{}</p>", escape(kicker));
        }
        let _ = writeln!(self.out, "<h1>{}</h1>", escape(title));
        if !subtitle.is_empty() {
            let _ = writeln!(self.out, "<p>{}</p>", escape(subtitle));
        }
        self.out.push_str("</header>\n");
    }

    /// Headings go one level down: the title of the report is the first. Those that stand directly below the title stay where they are, so
    /// that no level is skipped.
    fn heading(&mut self, level: u8, id: &str, content: &[Inline]) {
        self.in_chapter |= level == 1;
        let (element, class) = if self.in_chapter { (level + 1, "") } else { (level, " class=\"minor\"") };
        let own = heading_id(self.headings);
        self.headings += 1;
        let _ = write!(self.out, "<h{element} id=\"{own}\"{class}>");
        if !id.is_empty() {
            let _ = write!(self.out, "<span id=\"{}\"></span>", escape(id));
        }
        self.inlines(content);
        let _ = writeln!(self.out, "</h{element}>");
    }

    fn paragraph(&mut self, style: ParagraphStyle, content: &[Inline]) {
        self.out.push_str(match style {
            ParagraphStyle::Body => "<p>",
            ParagraphStyle::Lead => "<p class=\"lead\">",
            ParagraphStyle::Small => "<p class=\"small\">",
            ParagraphStyle::Note => "<p class=\"note\">",
        });
        self.inlines(content);
        self.out.push_str("</p>\n");
    }

    fn list(&mut self, ordered: bool, items: &[Vec<Block>]) {
        let element = if ordered { "ol" } else { "ul" };
        let _ = writeln!(self.out, "<{element}>");
        for item in items {
            self.out.push_str("<li>");
            match item.as_slice() {
                // An item of one paragraph is its text.
                [Block::Paragraph { content, .. }] => self.inlines(content),
                blocks => self.blocks(blocks),
            }
            self.out.push_str("</li>\n");
        }
        let _ = writeln!(self.out, "</{element}>");
    }

    fn aside(&mut self, parts: &[AsidePart]) {
        self.out.push_str("<div class=\"aside\" role=\"note\">\n");
        for part in parts {
            match part {
                AsidePart::Big(text) => {
                    let _ = writeln!(self.out, "<p class=\"big\">{}</p>", escape(text));
                }
                AsidePart::Title(content) => {
                    self.out.push_str("<p><strong>");
                    self.inlines(content);
                    self.out.push_str("</strong></p>\n");
                }
                AsidePart::Paragraph(content) => {
                    self.out.push_str("<p>");
                    self.inlines(content);
                    self.out.push_str("</p>\n");
                }
            }
        }
        self.out.push_str("</div>\n");
    }

    fn callout(&mut self, kind: CalloutKind, title: &str, blocks: &[Block]) {
        let class = match kind {
            CalloutKind::Decision => "decision",
            CalloutKind::Note => "remark",
            CalloutKind::Warning => "warning",
        };
        let _ = writeln!(self.out, "<div class=\"callout {class}\">");
        if !title.is_empty() {
            let _ = writeln!(self.out, "<p class=\"callout-title\">{}</p>", escape(title));
        }
        self.blocks(blocks);
        self.out.push_str("</div>\n");
    }

    fn key_figures(&mut self, figures: &[KeyFigure]) {
        self.out.push_str("<div class=\"key-figures\">\n");
        for figure in figures {
            let unit = match figure.unit.as_str() {
                "" => String::new(),
                "%" => "%".to_owned(),
                unit => format!(" <small>{}</small>", escape(unit)),
            };
            let _ = write!(self.out, "<p><strong>{}{unit}</strong> <span>", escape(&figure.value));
            self.inlines(&figure.content);
            self.out.push_str("</span></p>\n");
        }
        self.out.push_str("</div>\n");
    }

    fn contents(&mut self, depth: u8) {
        let label = self.pick("Inhoud", "Contents");
        let _ = write!(self.out, "<nav aria-label=\"{label}\">\n<ol class=\"contents\">\n");
        for (number, (level, title)) in self.titles.iter().enumerate().filter(|(_, (level, _))| *level <= depth) {
            let _ = writeln!(
                self.out,
                "<li class=\"level-{level}\"><a href=\"#{}\">{}</a></li>",
                heading_id(number),
                escape(title)
            );
        }
        self.out.push_str("</ol>\n</nav>\n");
    }
}

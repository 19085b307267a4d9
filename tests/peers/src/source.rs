//! The document tree of a report as Typst source: the same content, type sizes, measures and drawings.

use std::fmt::Write as _;

use schakel_report::document::{
    Align, AsidePart, Block, Cell, Document, Figure, Inline, KeyFigure, ParagraphStyle, Table, Target,
};
use schakel_report::draw::{Anchor, Drawing, Face, Item, Measure, Stroke};
use schakel_report::theme::Theme;

use crate::values::{line, look, quoted, rgb};

/// Page, text and headings as our reports have them.
const SETTING: &str = r#"
#set page(paper: "a4", margin: (left: 62pt, right: 185.3pt, top: 66pt, bottom: 76pt),
  header: text(8pt, fill: muted, short-title), numbering: "1")
#set text(font: "Source Sans 3", size: 10pt, fill: ink, hyphenate: true, number-type: "old-style")
#set text(number-type: "lining")
#set par(justify: true, leading: 5.4pt, spacing: 10.5pt)
#set table(stroke: (x: none, y: 0.4pt + rule), inset: (x: 4pt, y: 3pt))
#show table: set text(8.9pt, number-width: "tabular")
#show table: set par(justify: false)
#show heading.where(level: 1): set text(18pt, fill: deep)
#show heading.where(level: 2): set text(12.6pt, weight: 600, fill: deep)
#show heading.where(level: 3): set text(10.4pt, weight: 600, fill: deep)
"#;
/// Width of the text column and of both columns together, in points.
const TEXT: f32 = 348.0;
const FULL: f32 = 484.0;

/// Writes a document as Typst source.
pub fn of(document: &Document, theme: &Theme, measure: &dyn Measure) -> String {
    let mut writer = Writer { out: String::with_capacity(200_000), document, theme, measure };
    writer.head();
    writer.blocks(&document.blocks);
    writer.out
}

struct Writer<'d> {
    out: String,
    document: &'d Document,
    theme: &'d Theme,
    measure: &'d dyn Measure,
}

macro_rules! put {
    ($writer:expr, $($text:tt)*) => { write!($writer.out, $($text)*).expect("memory") };
}

impl Writer<'_> {
    fn head(&mut self) {
        let (title, short) = (quoted(&self.document.title), quoted(&self.document.short_title));
        let lang = &self.document.lang.tag()[..2];
        put!(self, "#set document(title: {title})\n#set text(lang: \"{lang}\")\n#let short-title = {short}\n");
        let colors = [("ink", self.theme.ink), ("muted", self.theme.muted), ("rule", self.theme.rule)];
        for (name, color) in colors.into_iter().chain([("deep", self.theme.strong)]) {
            put!(self, "#let {name} = {}\n", rgb(color));
        }
        self.out.push_str(SETTING);
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
            self.out.push_str("\n\n");
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Cover { kicker, title, subtitle } => {
                put!(self, "#block(width: {FULL}pt, fill: deep, inset: 14pt, text(fill: white)[");
                put!(self, "#text(9.2pt, {}) \\ ", quoted(kicker));
                put!(self, "#text(26pt, weight: 700, {}) \\ ", quoted(title));
                put!(self, "#text(11.4pt, {})])", quoted(subtitle));
            }
            Block::Section { id, blocks } => {
                self.label(id);
                self.blocks(blocks);
            }
            Block::Heading { level, id, content } => {
                self.label(id);
                put!(self, "#heading(level: {level})[");
                self.inlines(content);
                self.out.push(']');
            }
            Block::Paragraph { style, content } => {
                let size = match style {
                    ParagraphStyle::Body => 10.0,
                    ParagraphStyle::Lead => 13.0,
                    ParagraphStyle::Small => 8.6,
                    ParagraphStyle::Note => 8.2,
                };
                put!(self, "#block(text({size}pt)[");
                self.inlines(content);
                self.out.push_str("])");
            }
            Block::List { ordered, items } => {
                self.out.push_str(if *ordered { "#enum(" } else { "#list(" });
                for item in items {
                    self.out.push('[');
                    self.blocks(item);
                    self.out.push_str("], ");
                }
                self.out.push(')');
            }
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.figure(figure),
            Block::Aside(parts) => self.aside(parts),
            Block::Callout { title, blocks, .. } => {
                put!(self, "#block(width: 100%, inset: 10pt, fill: {})[", rgb(self.theme.wash));
                put!(self, "#text(11.6pt, weight: 600, {})\n\n", quoted(title));
                self.blocks(blocks);
                self.out.push(']');
            }
            Block::KeyFigures(figures) => self.key_figures(figures),
            Block::Toc { depth } => put!(self, "#outline(depth: {depth})"),
            Block::PageBreak => self.out.push_str("#pagebreak(weak: true)"),
            Block::Landscape(blocks) => {
                self.out.push_str("#page(flipped: true)[");
                self.blocks(blocks);
                self.out.push(']');
            }
            Block::Columns(columns) => {
                put!(self, "#grid(columns: {}, gutter: 20pt, ", columns.len());
                for blocks in columns {
                    self.out.push('[');
                    self.blocks(blocks);
                    self.out.push_str("], ");
                }
                self.out.push_str(")");
            }
            Block::Keep(blocks) => {
                self.out.push_str("#block(breakable: false)[");
                self.blocks(blocks);
                self.out.push(']');
            }
        }
    }

    fn label(&mut self, id: &str) {
        if !id.is_empty() {
            put!(self, "#[#metadata(none) #label({})]", quoted(id));
        }
    }

    fn inlines(&mut self, content: &[Inline]) {
        for inline in content {
            let (begin, inner) = match inline {
                Inline::Text(text) => {
                    put!(self, "#{};", quoted(text));
                    continue;
                }
                Inline::Break => {
                    self.out.push_str("#linebreak();");
                    continue;
                }
                Inline::Ref { to } => {
                    put!(self, "#context str(locate(label({})).page());", quoted(to));
                    continue;
                }
                Inline::Footnote(inner) => ("footnote".to_owned(), inner),
                Inline::Strong(inner) => ("strong".to_owned(), inner),
                Inline::Em(inner) => ("emph".to_owned(), inner),
                Inline::Span { lang, content } => (format!("text(lang: \"{}\")", &lang.tag()[..2]), content),
                Inline::Link { target: Target::Url(url), content } => (format!("link({})", quoted(url)), content),
                Inline::Link { target: Target::Id(id), content } => (format!("link(label({}))", quoted(id)), content),
            };
            put!(self, "#{begin}[");
            self.inlines(inner);
            self.out.push_str("];");
        }
    }

    fn table(&mut self, table: &Table) {
        self.label(&table.id);
        put!(self, "#block(width: {FULL}pt, breakable: true)[");
        if !table.caption.is_empty() {
            self.out.push_str("#block(sticky: true, text(10.2pt, weight: 600)[");
            self.inlines(&table.caption);
            self.out.push_str("])\n");
        }
        let first = table.head.first().or(table.body.first()).map(Vec::as_slice).unwrap_or_default();
        let columns = first.iter().flat_map(|cell| {
            let width = cell.width.map_or("auto".to_owned(), |share| format!("{share}%"));
            std::iter::repeat_n(width, cell.span.max(1))
        });
        put!(self, "#table(columns: ({},), ", columns.collect::<Vec<_>>().join(", "));
        let aligns: Vec<Align> = first.iter().map(|cell| cell.align.unwrap_or_default()).collect();
        if !table.head.is_empty() {
            self.out.push_str("table.header(");
            table.head.iter().for_each(|row| self.row(row, &aligns, true));
            self.out.push_str("), ");
        }
        table.body.iter().chain(&table.foot).for_each(|row| self.row(row, &aligns, false));
        self.out.push_str(")]");
    }

    fn row(&mut self, row: &[Cell], aligns: &[Align], head: bool) {
        let mut column = 0;
        for cell in row {
            let align = match cell.align.or(aligns.get(column).copied()).unwrap_or_default() {
                Align::Left => "left",
                Align::Right => "right",
                Align::Center => "center",
            };
            put!(self, "table.cell(colspan: {}, align: {align})[", cell.span.max(1));
            if head {
                self.out.push_str("#strong[");
            }
            self.inlines(&cell.content);
            self.out.push_str(if head { "]], " } else { "], " });
            column += cell.span.max(1);
        }
    }

    fn aside(&mut self, parts: &[AsidePart]) {
        put!(self, "#place(dx: {}pt, block(width: 116pt, text(8.6pt)[#set par(justify: false)\n", TEXT + 20.0);
        for part in parts {
            match part {
                AsidePart::Big(text) => put!(self, "#text(25pt, weight: 700, {}) \\ ", quoted(text)),
                AsidePart::Title(content) | AsidePart::Paragraph(content) => {
                    let weight = if matches!(part, AsidePart::Title(_)) { 600 } else { 400 };
                    put!(self, "#text(weight: {weight})[");
                    self.inlines(content);
                    self.out.push_str("] \\ ");
                }
            }
        }
        self.out.push_str("]))");
    }

    fn key_figures(&mut self, figures: &[KeyFigure]) {
        put!(self, "#block(width: {FULL}pt)[#grid(columns: (1fr,) * {}, gutter: 12pt, ", figures.len().max(1));
        for figure in figures {
            let number = format!("{} {}", figure.value, figure.unit);
            put!(self, "[#text(18pt, weight: 700, {}) \\ ", quoted(number.trim()));
            self.inlines(&figure.content);
            self.out.push_str("], ");
        }
        self.out.push_str(")]");
    }

    fn figure(&mut self, figure: &Figure) {
        let lang = self.document.lang;
        self.label(&figure.id);
        put!(self, "#block(width: {FULL}pt, breakable: false)[#text(10.2pt, weight: 600, {})\n", quoted(&figure.title));
        let drawing = schakel_report::figure::draw(&figure.chart, FULL, self.theme, lang, self.measure);
        put!(self, "#figure(alt: {}, [", quoted(&figure.alternative_text(lang)));
        self.drawing(&drawing);
        put!(self, "])\n#text(8.2pt, {})]", quoted(&figure.caption));
    }

    fn drawing(&mut self, drawing: &Drawing) {
        put!(self, "#box(width: {}pt, height: {}pt)[", drawing.width, drawing.height);
        for item in &drawing.items {
            self.item(item);
        }
        self.out.push(']');
    }

    fn item(&mut self, item: &Item) {
        match item {
            Item::Rect { x, y, w, h, radius, fill, stroke } => {
                let look = look(*fill, *stroke);
                put!(
                    self,
                    "#place(dx: {x}pt, dy: {y}pt, rect(width: {w}pt, height: {h}pt, radius: {radius}pt, {look}))"
                );
            }
            Item::Line { x1, y1, x2, y2, stroke } => {
                put!(self, "#place(line(start: ({x1}pt, {y1}pt), end: ({x2}pt, {y2}pt), stroke: {}))", line(*stroke));
            }
            Item::Polygon { points, fill, stroke } => {
                let corners: Vec<String> = points.iter().map(|(x, y)| format!("({x}pt, {y}pt)")).collect();
                put!(self, "#place(polygon({}, {}))", look(*fill, *stroke), corners.join(", "));
            }
            Item::Circle { cx, cy, r, fill, stroke } => {
                let look = look(*fill, *stroke);
                put!(self, "#place(dx: {}pt, dy: {}pt, circle(radius: {r}pt, {look}))", cx - r, cy - r);
            }
            Item::Hatch { x, y, w, h, color } => {
                let look = look(None, Some(Stroke::dashed(*color, 0.6, 2.0, 2.0)));
                put!(self, "#place(dx: {x}pt, dy: {y}pt, rect(width: {w}pt, height: {h}pt, {look}))");
            }
            Item::Text { x, y, anchor, size, face, color, text } => {
                let width = self.measure.width(text, *face, *size);
                let left = match anchor {
                    Anchor::Start => *x,
                    Anchor::Middle => x - width / 2.0,
                    Anchor::End => x - width,
                };
                let (weight, style) = match face {
                    Face::Regular => (400, "normal"),
                    Face::SemiBold => (600, "normal"),
                    Face::Bold => (700, "normal"),
                    Face::Italic => (400, "italic"),
                };
                put!(self, "#place(dx: {left}pt, dy: {y}pt, box(text({size}pt, top-edge: \"baseline\", bottom-edge: ");
                put!(
                    self,
                    "\"baseline\", hyphenate: false, weight: {weight}, style: \"{style}\", fill: {}, ",
                    rgb(*color)
                );
                put!(self, "{})))", quoted(&text.replace(' ', "\u{a0}")));
            }
        }
    }
}

//! Tables: column widths from the content, wrapped cells, rules, heads that repeat.

use super::Composer;
use super::blocks::spaced;
use super::boxes::rule;
use super::chunk::{Anchor, Chunk, Cited, LinkArea, Owner, Paint, RepeatedHead};
use super::lines::{self, Place};
use super::sizes::{self, Column, Setting};
use super::tags::{Attribute, Role};
use super::widths::{self, Demand};
use crate::document::{Align, Cell, Inline, Lang, Scope, Table};
use crate::text::{Fit, Line, Paragraph, Span};

/// Space above and below the text of a cell.
const PAD: f32 = 4.2;

/// A head longer than this is wrapped before it widens its column.
const LONG_HEAD: f32 = 56.0;
/// A table takes up to this many times its natural width, and at least this share of its column.
const ROOMY: f32 = 1.45;
const LEAST_SHARE: f32 = 0.62;

/// A table up to this height is not divided over pages.
const SMALL_TABLE: f32 = 200.0;
/// Nor is one of so few rows, up to two thirds of a page, where no great part of one stays empty for it. What is higher is
/// text in rows, which reads on over pages.
const FEW_ROWS: usize = 8;
const TALLEST_WHOLE: f32 = 33.0 * sizes::LINE;
/// A row higher than this is torn.
const TALLEST_ROW: f32 = 350.0;

/// In a column narrower than this the type is made smaller: two wide letters have room in it.
const NARROWEST_COLUMN: f32 = 17.0;
/// A head higher than this is not repeated: rows need room too.
const TALLEST_HEAD: f32 = 200.0;

/// More than a hyphen takes.
const HYPHEN: f32 = 8.0;

/// A cell whose text is shaped.
struct Shaped<'d> {
    cell: &'d Cell,
    column: usize,
    spans: Vec<Span<'d>>,
    paragraph: Paragraph,
    setting: Setting,
}

impl<'d> Composer<'d> {
    /// Whether a table needs both columns: its text does not fit one without wrapping.
    pub(super) fn table_is_wide(&mut self, table: &'d Table) -> bool {
        let mut columns: Vec<f32> = Vec::new();
        let head = table.head.iter().map(|row| (row, true));
        let body = table.body.iter().chain(&table.foot).map(|row| (row, false));
        for (row, in_head) in head.chain(body) {
            let mut column = 0;
            for cell in row {
                if columns.len() < column + cell.span {
                    columns.resize(column + cell.span, 0.0);
                }
                if cell.span == 1 {
                    let natural = self.rough_width(&cell.content);
                    // Heads may take two lines.
                    let width = if in_head { natural * 0.6 } else { natural };
                    columns[column] = columns[column].max(width);
                }
                column += cell.span;
            }
        }
        let gaps = widths::gap(columns.len(), sizes::TEXT) * columns.len().saturating_sub(1) as f32;
        columns.iter().sum::<f32>() + gaps > sizes::TEXT
    }

    fn rough_width(&self, inlines: &[Inline]) -> f32 {
        let setting = sizes::CELL;
        let face = self.faces.face(setting.face);
        inlines
            .iter()
            .map(|inline| match inline {
                Inline::Text(text) => face.line_width(text.trim(), setting.figures, setting.size),
                Inline::Strong(inner)
                | Inline::Em(inner)
                | Inline::Link { content: inner, .. }
                | Inline::Span { content: inner, .. } => self.rough_width(inner),
                Inline::Break | Inline::Ref { .. } | Inline::Footnote(_) => 0.0,
            })
            .sum()
    }

    pub(super) fn table(&mut self, table: &'d Table, owner: u32, column: Column) -> Vec<Chunk> {
        let element = self.tags.add(Role::Table, owner);
        let mut chunks = self.table_caption(table, element, column);
        let head_element = self.tags.add(Role::Head, element);
        let scale = type_scale(table, column.width);
        let head = self.shape_rows(&table.head, head_element, sizes::CELL_HEAD.scaled(scale), true);
        let mut body = Vec::new();
        for (rows, role, setting) in
            [(&table.body, Role::Body, sizes::CELL), (&table.foot, Role::Foot, sizes::CELL_TOTAL)]
        {
            if !rows.is_empty() {
                let part = self.tags.add(role, element);
                body.append(&mut self.shape_rows(rows, part, setting.scaled(scale), false));
            }
        }
        let aligns = column_aligns(&head, &body);
        let (set, column) = column_widths(&head, &body, &aligns, column);
        let theme = self.theme;

        let mut head_chunk = Chunk::default();
        for row in &head {
            let y = head_chunk.height;
            head_chunk.height += paint_row(row, &set, &aligns, column, y, true, &mut head_chunk);
        }
        let bottom = head_chunk.height;
        rule(&mut head_chunk, column, bottom, theme.strong, 0.9);
        let repeated = if head_chunk.height > TALLEST_HEAD {
            RepeatedHead::default()
        } else {
            RepeatedHead {
                height: head_chunk.height,
                paints: head_chunk.paints.iter().map(|(_, paint)| (Owner::Artifact, paint.clone())).collect(),
            }
        };
        let number = self.pager.add_head(repeated);
        head_chunk.head = Some(number);
        head_chunk.opens_table = true;
        head_chunk.keep_next = !body.is_empty();
        head_chunk.cap_top = PAD + lines::cap_top(sizes::CELL_HEAD);
        chunks.push(head_chunk);

        let count = body.len();
        let totals = table.body.len();
        for (index, row) in body.iter().enumerate() {
            let mut chunk = Chunk {
                head: Some(number),
                cap_top: PAD + lines::cap_top(sizes::CELL),
                // A single row stands neither at the foot nor at the head of a page, and totals stay with what they sum.
                keep_next: index + 1 < count && (index == 0 || index + 2 == count || index + 1 >= totals),
                ..Chunk::default()
            };
            chunk.height = paint_row(row, &set, &aligns, column, 0.0, false, &mut chunk);
            let mut parts =
                if chunk.height > TALLEST_ROW { torn(chunk, sizes::CELL.scaled(scale)) } else { vec![chunk] };
            if let Some(last) = parts.last_mut() {
                let (color, width) = match index + 1 {
                    below if below == count => (theme.neutral, 0.5),
                    below if below == totals => (theme.strong, 0.9),
                    _ => (theme.rule, 0.5),
                };
                let bottom = last.height;
                rule(last, column, bottom, color, width);
            }
            chunks.append(&mut parts);
        }
        spaced(&mut chunks, 14.0, 14.0);
        let height: f32 = chunks.iter().map(|c| c.height + c.before).sum();
        if height <= SMALL_TABLE {
            chunks = whole(chunks, !table.caption.is_empty());
        } else if count <= FEW_ROWS && height <= TALLEST_WHOLE {
            for chunk in &mut chunks {
                chunk.holds = true;
            }
            if let Some(last) = chunks.last_mut() {
                last.holds = false;
            }
        }
        if let Some(first) = chunks.first_mut()
            && !table.id.is_empty()
        {
            first.anchors.push(Anchor::Id(table.id.clone()));
        }
        chunks
    }

    fn table_caption(&mut self, table: &'d Table, element: u32, column: Column) -> Vec<Chunk> {
        if table.caption.is_empty() {
            return Vec::new();
        }
        self.table_count += 1;
        let caption = self.tags.add(Role::Caption, element);
        let word = match self.document.lang {
            Lang::Nl => "Tabel",
            Lang::En => "Table",
        };
        let label = format!("{word}\u{a0}{} ·\u{a0}", self.table_count);
        let setting = sizes::TITLE;
        let mut spans = self.spans(&table.caption, setting, self.theme.strong, caption);
        if let Some(first) = spans.first().cloned() {
            let label = Span { text: label.into(), ..first };
            spans.insert(0, label);
        }
        let mut chunks = self.text_chunks(&spans, setting, column.place(Align::Left), Fit::Whole);
        for chunk in &mut chunks {
            chunk.keep_next = true;
        }
        spaced(&mut chunks, 14.0, 1.0);
        chunks
    }

    fn shape_rows(
        &mut self,
        rows: &'d [Vec<Cell>],
        part: u32,
        setting: Setting,
        in_head: bool,
    ) -> Vec<Vec<Shaped<'d>>> {
        rows.iter()
            .map(|cells| {
                let row = self.tags.add(Role::Row, part);
                let mut column = 0;
                cells
                    .iter()
                    .map(|cell| {
                        let shaped = self.shape_cell(cell, column, row, setting, in_head);
                        column += cell.span;
                        shaped
                    })
                    .collect()
            })
            .collect()
    }

    fn shape_cell(&mut self, cell: &'d Cell, column: usize, row: u32, setting: Setting, in_head: bool) -> Shaped<'d> {
        // An empty corner of the head names nothing, so it is not a heading.
        let names = cell.heading.filter(|_| !(in_head && cell.content.iter().all(is_blank)));
        let (role, attribute) = match names {
            Some(scope) => (Role::HeadCell, Attribute::Scope(scope, cell.span)),
            None if cell.span > 1 => (Role::Cell, Attribute::Columns(cell.span)),
            None => (Role::Cell, Attribute::None),
        };
        let element = self.tags.add(role, row);
        if let Some(element) = self.tags.get_mut(element) {
            element.attribute = attribute;
        }
        let names_row = cell.heading == Some(Scope::Row);
        let color = if in_head || names_row { self.theme.strong } else { self.theme.ink };
        let spans = self.spans(&cell.content, setting, color, element);
        let paragraph = self.shape(&spans);
        Shaped { cell, column, spans, paragraph, setting }
    }
}

/// Widths of the columns, and the column of the page that they fill: a table of little content is not drawn
/// out over the whole of it, where the eye would lose the row.
fn column_widths(
    head: &[Vec<Shaped<'_>>],
    body: &[Vec<Shaped<'_>>],
    aligns: &[Align],
    column: Column,
) -> (Vec<f32>, Column) {
    let mut demands: Vec<Demand> =
        aligns.iter().map(|align| Demand { stretches: *align == Align::Left, ..Demand::default() }).collect();
    let head = head.iter().flatten().map(|shaped| (shaped, true));
    let body = body.iter().flatten().map(|shaped| (shaped, false));
    for (shaped, in_head) in head.chain(body) {
        let Some(demand) = demands.get_mut(shaped.column) else {
            continue;
        };
        if let Some(share) = shaped.cell.width {
            demand.share = Some(share);
        }
        if shaped.cell.span == 1 {
            let natural = shaped.paragraph.natural_width();
            if !in_head && natural + HYPHEN < demand.narrowest.min(demand.whole) {
                // No part of it is as wide as what was found.
                demand.natural = demand.natural.max(natural);
                continue;
            }
            let whole = shaped.paragraph.narrowest(Fit::Whole);
            // Two lines of a head rather than a wide column of short numbers.
            let wished = if in_head && natural > LONG_HEAD { (natural * 0.6).max(whole) } else { natural };
            demand.natural = demand.natural.max(wished);
            demand.narrowest = demand.narrowest.max(shaped.paragraph.narrowest(fit_of(in_head)));
            demand.whole = demand.whole.max(whole);
        }
    }
    let gaps = widths::gap(demands.len(), column.width) * demands.len().saturating_sub(1) as f32;
    let natural = demands.iter().map(|d| d.natural).sum::<f32>() + gaps;
    let width = (natural * ROOMY).clamp(column.width * LEAST_SHARE, column.width);
    let column = Column { width, ..column };
    (widths::distribute(&demands, width), column)
}

/// How large the type of a table is: smaller where it has so many columns that letters would not fit into them.
fn type_scale(table: &Table, width: f32) -> f32 {
    const SMALLEST: f32 = 0.25;
    let rows = table.head.iter().chain(&table.body).chain(&table.foot);
    let columns = rows.map(|row| row.iter().map(|cell| cell.span).sum::<usize>()).max().unwrap_or(1).max(1);
    let room = (width - widths::gap(columns, width) * (columns - 1) as f32) / columns as f32;
    (room / NARROWEST_COLUMN).clamp(SMALLEST, 1.0)
}

fn is_blank(inline: &Inline) -> bool {
    matches!(inline, Inline::Text(text) if text.trim().is_empty())
}

/// Alignment per column: what the head says, or else what the first cell of the body says.
fn column_aligns(head: &[Vec<Shaped<'_>>], body: &[Vec<Shaped<'_>>]) -> Vec<Align> {
    let count = head.iter().chain(body).map(|row| row.iter().map(|s| s.cell.span).sum::<usize>()).max().unwrap_or(0);
    let mut aligns: Vec<Option<Align>> = vec![None; count];
    for shaped in head.iter().chain(body.first()).flatten() {
        if shaped.cell.span == 1
            && let Some(known) = aligns.get_mut(shaped.column)
        {
            *known = known.or(shaped.cell.align);
        }
    }
    aligns.into_iter().map(Option::unwrap_or_default).collect()
}

/// Paints a row from `y` on; gives its height.
fn paint_row(
    row: &[Shaped<'_>],
    set: &[f32],
    aligns: &[Align],
    column: Column,
    y: f32,
    in_head: bool,
    chunk: &mut Chunk,
) -> f32 {
    let gap = widths::gap(set.len(), column.width);
    let broken: Vec<Vec<Line>> =
        row.iter().map(|shaped| shaped.paragraph.lines(span_of(shaped, set, gap).1, fit_of(in_head))).collect();
    let height_of = |shaped: &Shaped<'_>, lines: &[Line]| lines.len().max(1) as f32 * shaped.setting.line;
    let tallest = row.iter().zip(&broken).map(|(shaped, lines)| height_of(shaped, lines)).fold(0.0, f32::max);
    for (shaped, cell_lines) in row.iter().zip(broken) {
        let (x, width) = span_of(shaped, set, gap);
        let height = height_of(shaped, &cell_lines);
        let column_align = aligns.get(shaped.column).copied().unwrap_or_default();
        // Heads stand on the rule below them, text begins at the top of its row.
        let drop = if in_head { tallest - height } else { 0.0 };
        let place =
            Place { x: column.x + x, y: y + PAD + drop, width, align: shaped.cell.align.unwrap_or(column_align) };
        lines::paint_lines(cell_lines, &shaped.spans, shaped.setting, place, chunk);
    }
    tallest + 2.0 * PAD
}

/// A small table stays on one page. One with a caption may wait for room as a figure does; one without belongs
/// to the text around it.
fn whole(chunks: Vec<Chunk>, floats: bool) -> Vec<Chunk> {
    if !floats {
        let count = chunks.len();
        let keep = |(index, chunk): (usize, Chunk)| Chunk { keep_next: index + 1 < count, ..chunk };
        return chunks.into_iter().enumerate().map(keep).collect();
    }
    let mut all = Chunk { floats: true, ..Chunk::default() };
    for (index, chunk) in chunks.into_iter().enumerate() {
        if index == 0 {
            all.before = chunk.before;
            all.cap_top = chunk.cap_top;
        } else {
            all.height += all.after.max(chunk.before);
        }
        all.after = chunk.after;
        all.append(chunk);
    }
    vec![all]
}

/// A row that is higher than half a page, in parts of some lines each: the only rows that a page may end within.
fn torn(row: Chunk, setting: Setting) -> Vec<Chunk> {
    const LINES: usize = 16;
    let line = setting.line;
    let part_of = |top: f32| ((top - PAD) / line + 0.01).max(0.0) as usize / LINES;
    let count = part_of(row.height - 2.0 * PAD) + 1;
    let shift = |part: usize| (part * LINES) as f32 * line;
    let mut parts: Vec<Chunk> = (0..count)
        .map(|part| Chunk {
            height: (PAD + LINES as f32 * line).min(row.height - shift(part)),
            head: row.head,
            cap_top: row.cap_top,
            ..Chunk::default()
        })
        .collect();
    for (owner, mut paint) in row.paints {
        let Paint::Text(run) = &mut paint else { continue };
        let part = part_of(run.baseline - sizes::baseline(setting)).min(count - 1);
        run.baseline -= shift(part);
        parts[part].paint(owner, paint);
    }
    for cited in row.cited {
        let part = part_of(cited.y).min(count - 1);
        parts[part].cited.push(Cited { y: cited.y - shift(part), ..cited });
    }
    for area in row.links {
        let part = part_of(area.y).min(count - 1);
        parts[part].links.push(LinkArea { y: area.y - shift(part), ..area });
    }
    parts
}

/// Words of a head stay whole.
fn fit_of(in_head: bool) -> Fit {
    if in_head { Fit::Whole } else { Fit::Ragged }
}

/// Left side and width of what a cell covers.
fn span_of(shaped: &Shaped<'_>, set: &[f32], gap: f32) -> (f32, f32) {
    let before = set.iter().take(shaped.column);
    let x: f32 = before.map(|w| w + gap).sum();
    let covered = set.iter().skip(shaped.column).take(shaped.cell.span);
    let width: f32 = covered.map(|w| w + gap).sum();
    (x, (width - gap).max(1.0))
}

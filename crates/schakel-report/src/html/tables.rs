//! Tables, which may scroll sideways on a small screen.

use std::fmt::Write;

use super::Writer;
use super::escape::escape;
use crate::document::{Align, Cell, Scope, Table};
use crate::layout::numbering::plain;

impl Writer<'_> {
    pub(super) fn table(&mut self, table: &Table) {
        let number = (!table.caption.is_empty()).then(|| {
            self.tables += 1;
            self.tables
        });
        let word = self.pick("Tabel", "Table");
        // What scrolls must be reached with the keyboard, and so needs a name.
        let name = match number {
            Some(number) => format!("{word} {number}"),
            None => self.name_by_columns(word, table),
        };
        self.out.push_str("<div class=\"scroll\"");
        self.id(&table.id);
        let _ = write!(self.out, " tabindex=\"0\" role=\"region\" aria-label=\"{}\">\n<table>\n", escape(&name));
        if number.is_some() {
            let _ = write!(self.out, "<caption><strong>{name}</strong> · ");
            self.inlines(&table.caption);
            self.out.push_str("</caption>\n");
        }
        let aligned = columns(&table.head);
        if !table.head.is_empty() {
            self.out.push_str("<thead>\n");
            self.rows(&table.head, &aligned);
            self.out.push_str("</thead>\n");
        }
        self.out.push_str("<tbody>\n");
        self.rows(&table.body, &aligned);
        self.out.push_str("</tbody>\n");
        if !table.foot.is_empty() {
            self.out.push_str("<tfoot>\n");
            self.rows(&table.foot, &aligned);
            self.out.push_str("</tfoot>\n");
        }
        self.out.push_str("</table>\n</div>\n");
    }

    /// A name for a table without a caption: what its columns are, and how many of the same name came before.
    fn name_by_columns(&mut self, word: &str, table: &Table) -> String {
        let heads = table.head.last().map(Vec::as_slice).unwrap_or_default();
        let columns: Vec<String> =
            heads.iter().map(|cell| plain(&cell.content)).filter(|text| !text.is_empty()).collect();
        let name = format!("{word}: {}", columns.join(", "));
        let count = self.regions.entry(name.clone()).or_default();
        *count += 1;
        if *count > 1 { format!("{name} ({count})") } else { name }
    }

    fn rows(&mut self, rows: &[Vec<Cell>], aligned: &[Align]) {
        for row in rows {
            self.out.push_str("<tr>");
            let mut column = 0;
            for cell in row {
                let align = cell.align.or_else(|| aligned.get(column).copied()).unwrap_or_default();
                self.cell(cell, align);
                column += cell.span.max(1);
            }
            self.out.push_str("</tr>\n");
        }
    }

    fn cell(&mut self, cell: &Cell, align: Align) {
        let element = match cell.heading {
            Some(Scope::Column) => "th scope=\"col\"",
            Some(Scope::Row) => "th scope=\"row\"",
            None => "td",
        };
        let _ = write!(self.out, "<{element}");
        match align {
            Align::Left => {}
            Align::Right => self.out.push_str(" class=\"right\""),
            Align::Center => self.out.push_str(" class=\"center\""),
        }
        if cell.span > 1 {
            let _ = write!(self.out, " colspan=\"{}\"", cell.span);
        }
        self.out.push('>');
        self.divides = true;
        self.inlines(&cell.content);
        self.divides = false;
        self.out.push_str(if cell.heading.is_some() { "</th>" } else { "</td>" });
    }
}

/// How the last row of the head aligns each column.
fn columns(head: &[Vec<Cell>]) -> Vec<Align> {
    let Some(row) = head.last() else { return Vec::new() };
    row.iter().flat_map(|cell| std::iter::repeat_n(cell.align.unwrap_or_default(), cell.span.max(1))).collect()
}

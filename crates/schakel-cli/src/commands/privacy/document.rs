//! A text with headings, lists and tables, as Markdown and as a page.

use crate::commands::html::{self, text};

/// A part of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    /// A heading of the second or third level.
    Heading(u8, String),
    /// A paragraph.
    Paragraph(String),
    /// Points.
    List(Vec<String>),
    /// A table: its header and its rows.
    Table(Vec<String>, Vec<Vec<String>>),
}

/// A document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Document {
    pub(super) title: String,
    pub(super) blocks: Vec<Block>,
}

impl Document {
    /// The document as Markdown.
    pub(super) fn markdown(&self) -> String {
        let mut out = format!("# {}\n", plain(&self.title));
        for block in &self.blocks {
            out.push('\n');
            match block {
                Block::Heading(level, title) => {
                    out.push_str(&format!("{} {}\n", "#".repeat(usize::from(*level)), plain(title)));
                }
                Block::Paragraph(paragraph) => out.push_str(&format!("{}\n", plain(paragraph))),
                Block::List(points) => points.iter().for_each(|point| out.push_str(&format!("- {}\n", plain(point)))),
                Block::Table(header, rows) => {
                    out.push_str(&row(header));
                    out.push_str(&format!("|{}\n", "---|".repeat(header.len())));
                    rows.iter().for_each(|cells| out.push_str(&row(cells)));
                }
            }
        }
        out
    }

    /// The document as a page for a browser.
    pub(super) fn html(&self, lang: &str) -> String {
        let mut html = String::new();
        for block in &self.blocks {
            match block {
                Block::Heading(level, title) => html.push_str(&format!("<h{level}>{}</h{level}>\n", text(title))),
                Block::Paragraph(paragraph) => html.push_str(&format!("<p>{}</p>\n", text(paragraph))),
                Block::List(points) => {
                    let points: String = points.iter().map(|point| format!("<li>{}</li>\n", text(point))).collect();
                    html.push_str(&format!("<ul>\n{points}</ul>\n"));
                }
                Block::Table(header, rows) => {
                    let cells: String =
                        header.iter().map(|cell| format!("<th scope=\"col\">{}</th>", text(cell))).collect();
                    html.push_str(&format!("<table>\n<tr>{cells}</tr>\n"));
                    for cells in rows {
                        html.push_str("<tr>");
                        for (index, cell) in cells.iter().enumerate() {
                            let (open, close) = if index == 0 { ("th scope=\"row\"", "th") } else { ("td", "td") };
                            html.push_str(&format!("<{open}>{}</{close}>", text(cell)));
                        }
                        html.push_str("</tr>\n");
                    }
                    html.push_str("</table>\n");
                }
            }
        }
        html::page(lang, &self.title, &html)
    }
}

fn row(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| plain(cell).replace('|', "\\|")).collect();
    format!("| {} |\n", cells.join(" | "))
}

/// A text that stays on its line and brings no markup but names in code: names of columns come from files of others.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_name = false;
    for sign in text.chars() {
        match sign {
            '\n' | '\r' => out.push(' '),
            '`' => {
                in_name = !in_name;
                out.push(sign);
            }
            '*' | '_' | '[' | ']' | '<' | '>' | '#' | '\\' if !in_name => out.extend(['\\', sign]),
            _ => out.push(sign),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document() -> Document {
        let table = Block::Table(
            ["field", "fate"].map(str::to_owned).to_vec(),
            vec![["`a|b`", "<script>alert(1)</script>"].map(str::to_owned).to_vec()],
        );
        let list = Block::List(vec!["[here](x)".to_owned()]);
        Document { title: "T".to_owned(), blocks: vec![Block::Heading(2, "H\n# x".to_owned()), list, table] }
    }

    #[test]
    fn names_from_files_bring_no_markup() {
        let markdown = "# T\n\n## H \\# x\n\n- \\[here\\](x)\n\n| field | fate |\n|---|---|\n\
                        | `a\\|b` | \\<script\\>alert(1)\\</script\\> |\n";
        assert_eq!(document().markdown(), markdown);
        let html = document().html("nl");
        assert!(html.contains("<th scope=\"row\"><code>a|b</code></th><td>&lt;script&gt;alert(1)"), "{html}");
        assert!(html.starts_with("<!doctype html>\n<html lang=\"nl\">") && html.ends_with("</html>\n"));
    }
}

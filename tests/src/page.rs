//! A page of the documentation as tests read it: its blocks of code, and what stands above each.

/// A block of code of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block<'p> {
    /// The heading of the second level that it stands below; empty above the first.
    pub heading: &'p str,
    /// The last line with text before it.
    pub above: &'p str,
    /// The language of the block.
    pub language: &'p str,
    /// Its text, with the end of its last line.
    pub text: &'p str,
    /// Where the text begins in the page.
    pub start: usize,
}

impl<'p> Block<'p> {
    /// The file that the block is, when its name in code is all that stands above it.
    #[must_use]
    pub fn file(&self) -> Option<&'p str> {
        self.above.strip_prefix('`').and_then(|name| name.strip_suffix('`')).filter(|name| !name.contains('`'))
    }
}

/// The blocks of a page, in their order. A block that does not end is the rest of the page.
#[must_use]
pub fn blocks(page: &str) -> Vec<Block<'_>> {
    let (mut blocks, mut heading, mut above) = (Vec::new(), "", "");
    let mut open: Option<(&str, usize)> = None;
    let mut at = 0;
    for line in page.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let line = line.trim_end();
        match (open, line.strip_prefix("```")) {
            (None, Some(language)) => open = Some((language, at)),
            (Some((language, text)), Some("")) => {
                blocks.push(Block { heading, above, language, text: &page[text..start], start: text });
                open = None;
                above = "";
            }
            (None, None) if line.starts_with("## ") => (heading, above) = (&line[3..], line),
            (None, None) if !line.is_empty() => above = line,
            _ => {}
        }
    }
    if let Some((language, text)) = open {
        blocks.push(Block { heading, above, language, text: &page[text..], start: text });
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_knows_its_heading_what_stands_above_it_and_where_it_is() {
        let page = "# Page\n\n`a.csv`\n\n```csv\na\n\n## b\n```\n\n## Next `x`\nRun:\n```sh\nschakel\n```\n";
        let blocks = blocks(page);
        let seen: Vec<_> = blocks.iter().map(|b| (b.heading, b.above, b.language, b.text, b.file())).collect();
        assert_eq!(
            seen,
            [("", "`a.csv`", "csv", "a\n\n## b\n", Some("a.csv")), ("Next `x`", "Run:", "sh", "schakel\n", None)]
        );
        assert!(blocks.iter().all(|block| page[block.start..].starts_with(block.text)));
    }
}

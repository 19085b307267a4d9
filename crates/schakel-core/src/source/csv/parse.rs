//! Records of delimited text: where they end, and cutting a chunk of them into columns.

use memchr::{memchr, memchr2_iter, memchr3_iter, memrchr};

use crate::source::build::TextColumn;

/// How the fields of a file are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::source) struct Dialect {
    /// Between fields.
    pub(in crate::source) delimiter: u8,
    /// Around fields that hold delimiters, newlines or quotes (which are doubled inside).
    pub(in crate::source) quote: Option<u8>,
}

/// The end of the last whole record in `text`, which starts at a record; 0 when none is whole.
///
/// A quote opens a quoted field only at the start of a field; elsewhere (`5" pipe`) it is a character like any other.
pub(super) fn end_of_last_record(text: &[u8], dialect: Dialect) -> usize {
    let newline = |text: &[u8]| memrchr(b'\n', text).map_or(0, |at| at + 1);
    let Some(quote) = dialect.quote else { return newline(text) };
    let mut end = 0;
    let mut outside = 0;
    let mut from = 0;
    while let Some(at) = memchr(quote, &text[from..]).map(|at| from + at) {
        from = at + 1;
        if !starts_field(text, at, dialect) {
            continue;
        }
        let found = newline(&text[outside..at]);
        if found > 0 {
            end = outside + found;
        }
        match end_of_quoted(text, at, quote) {
            Some(close) => {
                from = close;
                outside = close;
            }
            None => return end,
        }
    }
    let found = newline(&text[outside..]);
    if found > 0 { outside + found } else { end }
}

/// The place of a quote that is never closed, in a text that starts at a record.
pub(super) fn unclosed_quote(text: &[u8], dialect: Dialect) -> Option<usize> {
    let quote = dialect.quote?;
    let mut from = 0;
    while let Some(at) = memchr(quote, &text[from..]).map(|at| from + at) {
        from = at + 1;
        if starts_field(text, at, dialect) {
            match end_of_quoted(text, at, quote) {
                Some(close) => from = close,
                None => return Some(at),
            }
        }
    }
    None
}

fn starts_field(text: &[u8], at: usize, dialect: Dialect) -> bool {
    at == 0 || text[at - 1] == dialect.delimiter || text[at - 1] == b'\n'
}

/// Just behind the quote that closes the field opened at `open`.
fn end_of_quoted(text: &[u8], open: usize, quote: u8) -> Option<usize> {
    let mut from = open + 1;
    loop {
        let close = from + memchr(quote, text.get(from..)?)?;
        if text.get(close + 1) != Some(&quote) {
            return Some(close + 1);
        }
        from = close + 2;
    }
}

/// What a chunk of records became.
#[derive(Debug, Default)]
pub(super) struct Parsed {
    /// The values by column.
    pub(super) columns: Vec<TextColumn>,
    /// Number of the record within the chunk for every row that was kept, from 0.
    pub(super) rows: Vec<i64>,
    /// How many records there were, blank and refused ones included.
    pub(super) records: i64,
    /// Records with more values than there are columns, which were refused: how many, and the first with its width.
    pub(super) long: Ragged,
    /// Records with fewer fields than there are columns, completed with missing values.
    pub(super) short: Ragged,
}

/// Records of another width than the header.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Ragged {
    pub(super) count: u64,
    /// Number of the record and the width of the first one.
    pub(super) first: Option<(i64, usize)>,
}

impl Ragged {
    fn add(&mut self, record: i64, width: usize) {
        self.count += 1;
        self.first.get_or_insert((record, width));
    }
}

/// How the records of a chunk are to be taken.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rules<'a> {
    pub(super) dialect: Dialect,
    /// How many columns the header has; `None` when a record may have any number.
    pub(super) width: Option<usize>,
    /// Values that mean missing.
    pub(super) null: &'a [String],
}

/// Cuts whole records into columns.
pub(super) fn parse(text: &[u8], rules: Rules<'_>) -> Parsed {
    let width = rules.width.unwrap_or(1);
    let lines = memchr::memchr_iter(b'\n', &text[..text.len().min(1 << 16)]).count().max(1);
    let rows = text.len() / (text.len().min(1 << 16) / lines).max(1) + 16;
    let mut cutter = Cutter {
        text,
        rules,
        at: 0,
        beyond: false,
        out: Parsed {
            columns: (0..width).map(|_| TextColumn::with_capacity(rows, text.len() / width)).collect(),
            rows: Vec::with_capacity(rows),
            ..Parsed::default()
        },
    };
    match rules.dialect.quote {
        Some(quote) => cutter.run(memchr3_iter(rules.dialect.delimiter, b'\n', quote, text)),
        None => cutter.run(memchr2_iter(rules.dialect.delimiter, b'\n', text)),
    }
    cutter.out
}

struct Cutter<'a> {
    text: &'a [u8],
    rules: Rules<'a>,
    /// Where the field at hand starts.
    at: usize,
    /// Whether the record at hand has a value beyond the header.
    beyond: bool,
    out: Parsed,
}

impl Cutter<'_> {
    /// Walks over the special characters, in their order.
    fn run(&mut self, specials: impl Iterator<Item = usize>) {
        let quote = self.rules.dialect.quote;
        let delimiter = self.rules.dialect.delimiter;
        let mut field = 0;
        let mut skip_to = 0;
        // Set behind a quoted field: what stands between its quote and the next delimiter belongs to it as well.
        let mut open = false;
        for special in specials {
            if special < skip_to {
                continue;
            }
            let byte = self.text[special];
            if byte == delimiter {
                self.end_field(field, special);
                open = false;
                field += 1;
            } else if byte == b'\n' {
                field = self.end_of_line(field, special, open);
                open = false;
            } else if Some(byte) == quote && special == self.at && !open {
                skip_to = self.quoted(field, special, byte);
                open = true;
            }
        }
        if self.at < self.text.len() || field > 0 || open {
            self.end_of_line(field, self.text.len(), open);
        }
    }

    /// Takes the inside of a quoted field and gives the place behind its closing quote.
    fn quoted(&mut self, field: usize, open: usize, quote: u8) -> usize {
        let close = end_of_quoted(self.text, open, quote).unwrap_or(self.text.len() + 1);
        let inside = &self.text[open + 1..(close - 1).min(self.text.len())];
        if let Some(column) = self.column(field) {
            let mut from = 0;
            while let Some(at) = memchr(quote, &inside[from..]) {
                column.extend(&inside[from..from + at + 1]);
                from += at + 2;
            }
            column.extend(inside.get(from..).unwrap_or_default());
        } else {
            self.beyond |= !inside.is_empty();
        }
        self.at = close.min(self.text.len());
        self.at
    }

    fn end_field(&mut self, field: usize, end: usize) {
        let piece = &self.text[self.at..end];
        let null = self.rules.null;
        if self.rules.width.is_some_and(|width| field >= width) {
            self.beyond |= !piece.is_empty();
        } else if let Some(column) = self.column(field) {
            column.extend(piece);
            if !null.is_empty() && null.iter().any(|null| null.as_bytes() == column.open_value()) {
                column.forget();
            }
            column.end();
        }
        self.at = end + 1;
    }

    /// Ends the record; the next one starts at field 0.
    fn end_of_line(&mut self, field: usize, newline: usize, quoted: bool) -> usize {
        let end = if newline > self.at && self.text[newline - 1] == b'\r' { newline - 1 } else { newline };
        let record = self.out.records;
        self.out.records += 1;
        if field == 0 && end == self.at && !quoted {
            self.at = newline + 1;
            return 0;
        }
        self.end_field(field, end);
        self.at = newline + 1;
        let rows = self.out.rows.len();
        if std::mem::take(&mut self.beyond) {
            self.out.long.add(record, field + 1);
            self.out.columns.iter_mut().for_each(|column| column.truncate(rows));
            return 0;
        }
        if let Some(missing) = self.out.columns.get_mut(field + 1..).filter(|missing| !missing.is_empty()) {
            missing.iter_mut().for_each(TextColumn::end);
            if self.rules.width.is_some() {
                self.out.short.add(record, field + 1);
            }
        }
        self.out.rows.push(record);
        0
    }

    /// The column of a field. Without a header it is made; beyond the header there is none.
    fn column(&mut self, field: usize) -> Option<&mut TextColumn> {
        while self.rules.width.is_none() && self.out.columns.len() <= field {
            self.out.columns.push(TextColumn::missing(self.out.rows.len()));
        }
        self.out.columns.get_mut(field)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMMA: Dialect = Dialect { delimiter: b',', quote: Some(b'"') };

    fn cut(text: &str, width: Option<usize>, null: &[&str]) -> (Vec<Vec<String>>, Parsed) {
        let null: Vec<String> = null.iter().map(|null| (*null).to_owned()).collect();
        let mut parsed = parse(text.as_bytes(), Rules { dialect: COMMA, width, null: &null });
        let values = std::mem::take(&mut parsed.columns).into_iter().map(|column| {
            let array = column.finish().unwrap();
            let array = array.as_any().downcast_ref::<arrow_array::StringArray>().unwrap().clone();
            array.iter().map(|value| value.unwrap_or("-").to_owned()).collect()
        });
        (values.collect(), parsed)
    }

    #[test]
    fn quoted_fields_may_hold_delimiters_newlines_and_quotes() {
        let (columns, parsed) = cut("a,\"b,1\"\r\n\"c\nd\",\"say \"\"hi\"\"\"\n", Some(2), &[]);
        assert_eq!(columns, [["a", "c\nd"], ["b,1", "say \"hi\""]]);
        assert_eq!(parsed.records, 2);
    }

    #[test]
    fn a_quote_inside_an_unquoted_field_is_a_character() {
        let (columns, _) = cut("5\" pipe,x\n\"a\"b,y\n", Some(2), &[]);
        assert_eq!(columns, [["5\" pipe", "ab"], ["x", "y"]]);
    }

    #[test]
    fn blank_lines_count_as_rows_but_give_none() {
        let (columns, parsed) = cut("a,b\n\n\r\nc,d", Some(2), &[]);
        assert_eq!(columns, [["a", "c"], ["b", "d"]]);
        assert_eq!(parsed.rows, [0, 3]);
    }

    #[test]
    fn empty_and_declared_values_are_missing() {
        let (columns, _) = cut("a,\nNA,\"\"\n\"NA\",x\n", Some(2), &["NA"]);
        assert_eq!(columns, [["a", "-", "-"], ["-", "-", "x"]]);
    }

    #[test]
    fn a_record_with_too_many_values_is_refused_and_one_with_too_few_is_completed() {
        let (columns, parsed) = cut("a,b\nc,d,e\nf\ng,h,,\n", Some(2), &[]);
        assert_eq!(columns, [["a", "f", "g"], ["b", "-", "h"]]);
        assert_eq!(parsed.long, Ragged { count: 1, first: Some((1, 3)) });
        assert_eq!(parsed.short, Ragged { count: 1, first: Some((2, 1)) });
        assert_eq!(parsed.rows, [0, 2, 3]);
    }

    #[test]
    fn without_a_header_the_widest_record_decides() {
        let (columns, _) = cut("a\nb,c,d\ne,f\n", None, &[]);
        assert_eq!(columns, [["a", "b", "e"], ["-", "c", "f"], ["-", "d", "-"]]);
    }

    #[test]
    fn a_chunk_ends_at_a_record_and_never_inside_quotes() {
        let text = b"a,b\n\"c\nd\",e\n\"f\n";
        assert_eq!(end_of_last_record(text, COMMA), 14 - 2);
        assert_eq!(end_of_last_record(b"a,\"b\nc\n", COMMA), 0);
        assert_eq!(end_of_last_record(b"5\",b\nc", COMMA), 5);
        assert_eq!(unclosed_quote(text, COMMA), Some(12));
        assert_eq!(unclosed_quote(b"5\" x,\"y\"\n", COMMA), None);
    }
}

//! Records of delimited text: where they end, and cutting a chunk of them into columns.

use memchr::{memchr, memchr_iter, memrchr};

use crate::build::TextColumn;

/// How the fields of a file are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Dialect {
    /// Between fields.
    pub(crate) delimiter: u8,
    /// Around fields that hold delimiters, newlines or quotes (which are doubled inside).
    pub(crate) quote: Option<u8>,
}

/// The columns that delimited text may have.
pub(super) const MOST_COLUMNS: usize = 16_384;
/// Values that may be made up for fields that rows do not have: for every byte of text, and besides. A wide header above
/// millions of short rows would fill the memory.
const MADE_UP: (usize, usize) = (8, 4 << 20);

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

/// The same by counting quotes, which is much faster. It is right when every quote belongs to a quoted field; when not, the
/// chunk that ends here turns out to end inside quotes.
pub(super) fn likely_end_of_last_record(text: &[u8], dialect: Dialect) -> usize {
    let count = |text: &[u8]| dialect.quote.map_or(0, |quote| memchr_iter(quote, text).count());
    let mut odd = count(text) % 2;
    let mut until = text.len();
    while let Some(at) = memrchr(b'\n', &text[..until]) {
        odd = (odd + count(&text[at..until])) % 2;
        if odd == 0 {
            return at + 1;
        }
        until = at;
    }
    0
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
    /// Whether the text ends inside quotes.
    pub(super) open: bool,
    /// Records with more values than there are columns, which were refused: how many, and the first with its width.
    pub(super) long: Ragged,
    /// Records with fewer fields than there are columns, completed with missing values.
    pub(super) short: Ragged,
    /// The record at which there were too many of those; the text was not taken further.
    pub(super) sparse: Option<i64>,
    /// How many values were made up.
    made_up: usize,
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
    /// How many columns the header has; `None` when a record may have any number up to `most`.
    pub(super) width: Option<usize>,
    pub(super) most: usize,
    /// Values that mean missing.
    pub(super) null: &'a [String],
}

/// Cuts whole records into columns.
pub(super) fn parse(text: &[u8], rules: Rules<'_>) -> Parsed {
    let width = rules.width.unwrap_or(1);
    let sample = &text[..text.len().min(1 << 16)];
    let lines = memchr_iter(b'\n', sample).count().max(1);
    let rows = text.len() / (sample.len() / lines).max(1) + 16;
    let rows = rows.min(text.len() / width * MADE_UP.0 + 16);
    let mut cutter = Cutter {
        text,
        rules,
        start: 0,
        quoted: false,
        close: 0,
        doubled: false,
        field: 0,
        beyond: false,
        out: Parsed {
            columns: (0..width).map(|_| TextColumn::with_capacity(rows, text.len() / width)).collect(),
            rows: Vec::with_capacity(rows),
            ..Parsed::default()
        },
    };
    cutter.run();
    cutter.out
}

/// A byte in each place of a word.
const fn each(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

/// Has the high bit set in every byte that is not zero.
fn not_zero(word: u64) -> u64 {
    ((word & each(0x7F)) + each(0x7F)) | word
}

struct Cutter<'a> {
    text: &'a [u8],
    rules: Rules<'a>,
    /// Where the field at hand starts.
    start: usize,
    /// Whether the field at hand starts with a quote.
    quoted: bool,
    /// Its last quote, which closes it unless another follows at once.
    close: usize,
    /// Whether it holds a doubled quote.
    doubled: bool,
    /// Number of the field at hand.
    field: usize,
    /// Whether the record at hand has a value beyond the header.
    beyond: bool,
    out: Parsed,
}

impl Cutter<'_> {
    /// Walks over the text, eight bytes at a time, and stops at delimiters, newlines and quotes.
    fn run(&mut self) {
        let Dialect { delimiter, quote } = self.rules.dialect;
        let quote = quote.unwrap_or(b'\n');
        let (delimiters, newlines, quotes) = (each(delimiter), each(b'\n'), each(quote));
        let mut inside = false;
        for (number, bytes) in self.text.chunks(8).enumerate() {
            let mut padded = [0; 8];
            let word = match <[u8; 8]>::try_from(bytes) {
                Ok(whole) => whole,
                Err(_) => {
                    padded[..bytes.len()].copy_from_slice(bytes);
                    padded
                }
            };
            let word = u64::from_le_bytes(word);
            let ordinary = not_zero(word ^ delimiters) & not_zero(word ^ newlines) & not_zero(word ^ quotes);
            let mut specials = !ordinary & each(0x80);
            while specials != 0 {
                let at = number * 8 + specials.trailing_zeros() as usize / 8;
                specials &= specials - 1;
                let byte = self.text[at];
                if inside {
                    if byte == quote {
                        inside = false;
                        self.close = at;
                    }
                } else if byte == delimiter {
                    self.end_field(at);
                } else if byte == b'\n' {
                    self.end_record(at);
                } else if at == self.start {
                    inside = true;
                    self.quoted = true;
                } else if self.quoted && at == self.close + 1 {
                    inside = true;
                    self.doubled = true;
                }
            }
        }
        self.out.open = inside;
        if self.start < self.text.len() || self.field > 0 {
            self.end_record(self.text.len());
        }
    }

    /// Ends the field at hand.
    fn end_field(&mut self, end: usize) {
        if self.field < self.out.columns.len() {
            let piece = &self.text[self.start..end];
            let column = &mut self.out.columns[self.field];
            match self.rules.dialect.quote.filter(|_| self.quoted) {
                None => column.extend(piece),
                Some(_) if !self.doubled && self.close > self.start && self.close + 1 == end => {
                    column.extend(&piece[1..piece.len() - 1])
                }
                Some(quote) => unquote(piece, quote, column),
            }
            if !self.rules.null.is_empty() && self.rules.null.iter().any(|null| null.as_bytes() == column.open_value())
            {
                column.forget();
            }
            column.end();
        } else if self.rules.width.is_none() && self.field < self.rules.most && self.out.sparse.is_none() {
            // Without a header the widest record decides.
            self.make_up(self.out.rows.len());
            self.out.columns.push(TextColumn::missing(self.out.rows.len()));
            return self.end_field(end);
        } else {
            self.beyond |= end - self.start > 2 * usize::from(self.quoted);
        }
        self.field += 1;
        self.start = end + 1;
        self.quoted = false;
        self.doubled = false;
    }

    /// Ends the record at hand with its last field.
    fn end_record(&mut self, newline: usize) {
        let end = if newline > self.start && self.text[newline - 1] == b'\r' { newline - 1 } else { newline };
        let record = self.out.records;
        self.out.records += 1;
        if self.field == 0 && end == self.start {
            self.start = newline + 1;
            return;
        }
        self.end_field(end);
        self.start = newline + 1;
        let fields = std::mem::take(&mut self.field);
        if self.out.sparse.is_some() {
            return;
        }
        if std::mem::take(&mut self.beyond) {
            let rows = self.out.rows.len();
            self.out.long.add(record, fields);
            self.out.columns.iter_mut().for_each(|column| column.truncate(rows));
            return;
        }
        if fields < self.out.columns.len() {
            self.make_up(self.out.columns.len() - fields);
            self.out.columns[fields..].iter_mut().for_each(TextColumn::end);
            if self.rules.width.is_some() {
                self.out.short.add(record, fields);
            }
        }
        self.out.rows.push(record);
    }

    /// Counts values that are made up.
    fn make_up(&mut self, values: usize) {
        self.out.made_up += values;
        if self.out.made_up > self.text.len() * MADE_UP.0 + MADE_UP.1 {
            self.out.sparse.get_or_insert(self.out.records);
        }
    }
}

/// Adds the value of a field that starts with a quote; what stands behind its closing quote belongs to it.
fn unquote(piece: &[u8], quote: u8, column: &mut TextColumn) {
    let mut rest = &piece[1..];
    while let Some(at) = memchr(quote, rest) {
        column.extend(&rest[..at]);
        if rest.get(at + 1) != Some(&quote) {
            column.extend(&rest[at + 1..]);
            return;
        }
        column.extend(&[quote]);
        rest = &rest[at + 2..];
    }
    column.extend(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMMA: Dialect = Dialect { delimiter: b',', quote: Some(b'"') };

    fn cut(text: &str, width: Option<usize>, null: &[&str]) -> (Vec<Vec<String>>, Parsed) {
        let null: Vec<String> = null.iter().map(|null| (*null).to_owned()).collect();
        let mut parsed = parse(text.as_bytes(), Rules { dialect: COMMA, width, most: MOST_COLUMNS, null: &null });
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
    }

    #[test]
    fn counting_quotes_finds_the_same_end_or_an_end_that_shows_to_be_wrong() {
        for text in ["a,b\n\"c\nd\",e\n\"f\n", "a\n\"b\n\"\"c\n", "a,b\nc", "\"x\ny\",1\n\"z\n"] {
            let text = text.as_bytes();
            assert_eq!(likely_end_of_last_record(text, COMMA), end_of_last_record(text, COMMA));
        }
        let stray = b"5\" pipe,\"x\ny\"\n";
        let likely = likely_end_of_last_record(stray, COMMA);
        assert_ne!(likely, end_of_last_record(stray, COMMA));
        assert!(parse(&stray[..likely], Rules { dialect: COMMA, width: Some(2), most: MOST_COLUMNS, null: &[] }).open);
    }
}

//! Which character stands between the fields, found by looking at the first records.

use super::parse::{Dialect, Rules, parse};

/// The delimiters that are looked for, in the order that decides between equals.
pub(crate) const DELIMITERS: [u8; 4] = [b';', b'\t', b',', b'|'];

/// Stands for the delimiter of a file of one column: a character that text does not hold.
pub(super) const NO_DELIMITER: u8 = 0x1F;

/// The delimiter that cuts the sample into the most regular table of two columns or more.
pub(crate) fn detect_delimiter(sample: &[u8], quote: Option<u8>) -> Option<u8> {
    let mut best: Option<(f64, u8)> = None;
    for delimiter in DELIMITERS {
        let regularity = regularity(sample, Dialect { delimiter, quote });
        if regularity > best.map_or(0.0, |(most, _)| most) {
            best = Some((regularity, delimiter));
        }
    }
    best.map(|(_, delimiter)| delimiter)
}

/// The share of records with the most common width, and a little more for a wider table; 0 for a single column.
fn regularity(sample: &[u8], dialect: Dialect) -> f64 {
    let widths = widths(sample, dialect);
    let Some(&first) = widths.first() else { return 0.0 };
    let widest = widths.iter().copied().max().unwrap_or(1);
    if widest < 2 {
        return 0.0;
    }
    let count = |width: usize| widths.iter().filter(|other| **other == width).count();
    let common = widths.iter().copied().max_by_key(|width| (count(*width), *width)).unwrap_or(1);
    if common < 2 && first < 2 {
        // Text in one column, in which the character happens to occur.
        return 0.0;
    }
    let header = if first >= 2 { 0.5 } else { 0.0 };
    count(common) as f64 / widths.len() as f64 + header + (widest.min(100) as f64) / 1000.0
}

/// The number of fields in each of the first records.
fn widths(sample: &[u8], dialect: Dialect) -> Vec<usize> {
    let mut widths = Vec::new();
    let mut from = 0;
    while from < sample.len() && widths.len() < 100 {
        let end = first_record(&sample[from..], dialect);
        let fields = fields(&sample[from..from + end], dialect);
        if !fields.is_empty() {
            widths.push(fields.len());
        }
        from += end;
    }
    widths
}

/// The length of the first record, its newline included.
pub(crate) fn first_record(text: &[u8], dialect: Dialect) -> usize {
    let mut quoted = false;
    let mut start = true;
    for (at, &byte) in text.iter().enumerate() {
        if Some(byte) == dialect.quote && (start || quoted) {
            quoted = !quoted;
            // A doubled quote closes and opens again.
            start = !quoted;
            continue;
        }
        if byte == b'\n' && !quoted {
            return at + 1;
        }
        start = !quoted && byte == dialect.delimiter;
    }
    text.len()
}

/// The fields of one record as text; none for a blank line.
pub(crate) fn fields(record: &[u8], dialect: Dialect) -> Vec<String> {
    let parsed = parse(record, Rules { dialect, width: None, most: usize::MAX, null: &[] });
    if parsed.rows.is_empty() {
        return Vec::new();
    }
    parsed.columns.iter().map(|column| String::from_utf8_lossy(column.value(0)).into_owned()).collect()
}

/// The delimiter in words.
pub(crate) fn delimiter_name(delimiter: u8) -> String {
    match delimiter {
        b'\t' => "tab".to_owned(),
        other => format!("\"{}\"", char::from(other)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detected(text: &str) -> Option<char> {
        detect_delimiter(text.as_bytes(), Some(b'"')).map(char::from)
    }

    #[test]
    fn the_delimiter_is_the_one_that_gives_a_regular_table() {
        assert_eq!(detected("id;naam\n1;Jansen, A.\n2;Bos, B.\n"), Some(';'));
        assert_eq!(detected("id,naam\n1,\"a;b\"\n"), Some(','));
        assert_eq!(detected("a\tb\tc\n1\t2\t3\n"), Some('\t'));
        assert_eq!(detected("a|b\n1|2\n"), Some('|'));
        assert_eq!(detected("alleen\neen\nkolom, met een komma\n"), None);
    }

    #[test]
    fn decimal_commas_do_not_hide_the_semicolon() {
        assert_eq!(detected("pc4;score\n1011;0,5\n1012;1,25\n1013;0,75\n"), Some(';'));
    }

    #[test]
    fn the_first_record_ends_outside_quotes() {
        let dialect = Dialect { delimiter: b',', quote: Some(b'"') };
        assert_eq!(first_record(b"\"a\n\"\"b\",c\nd", dialect), 10);
        assert_eq!(fields(b"\"a\n\"\"b\",c\n", dialect), ["a\n\"b", "c"]);
    }
}

//! The variables of a system file.

use super::Reason;
use crate::cube::{Column, Kind};
use crate::package::study::Language;
use crate::package::table::{Table, Value};

/// Words of the command language: no variable can be called so.
const RESERVED: &[&str] = &["all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with"];
/// The widest text of one segment; wider ones are kept in several.
const SEGMENT: usize = 255;
/// The widest text there can be.
const WIDEST: usize = 32_767;
/// Of those, every segment but the last counts for this many bytes.
const COUNTED: usize = 252;

/// How the values of a variable are kept.
pub(super) enum Storage {
    Number,
    /// A text of at most `width` bytes.
    Text {
        width: usize,
    },
}

/// A part of a text, as a variable of its own.
pub(super) struct Segment {
    pub(super) width: usize,
}

impl Storage {
    /// The parts in which a text is kept: one, unless it is wider than 255 bytes. A number is one part of no width.
    pub(super) fn segments(&self) -> Vec<Segment> {
        let Storage::Text { width } = *self else { return vec![Segment { width: 0 }] };
        if width <= SEGMENT {
            return vec![Segment { width }];
        }
        let count = width.div_ceil(COUNTED);
        let last = width - (count - 1) * COUNTED;
        (1..=count).map(|place| Segment { width: if place == count { last } else { SEGMENT } }).collect()
    }
}

/// A variable of the file.
pub(super) struct Variable {
    /// Name as a reader sees it.
    pub(super) name: String,
    pub(super) label: String,
    pub(super) storage: Storage,
    /// Digits after the point with which numbers are shown.
    pub(super) decimals: i32,
    pub(super) labels: Vec<(Coded, String)>,
    /// Numbers that stand for a value that is not there: at most three.
    pub(super) missing: Vec<f64>,
    /// Whether its numbers are amounts.
    pub(super) scale: bool,
}

/// What a label is of.
pub(super) enum Coded {
    Number(f64),
    Text(String),
}

/// The variables of a table, one for each column.
pub(super) fn of(table: &Table, language: Language, reasons: &[Reason]) -> Vec<Variable> {
    let columns = table.columns.iter().enumerate();
    columns.map(|(place, column)| variable(table, place, column, language, reasons)).collect()
}

fn variable(table: &Table, place: usize, column: &Column, language: Language, reasons: &[Reason]) -> Variable {
    let mut one = Variable {
        name: if RESERVED.contains(&column.name) { format!("{}_", column.name) } else { column.name.to_owned() },
        label: language.pick(column.nl, column.en).to_owned(),
        storage: Storage::Number,
        decimals: 0,
        labels: Vec::new(),
        missing: Vec::new(),
        scale: false,
    };
    match column.kind {
        Kind::Text => {
            let codes = table.codes(column);
            let written = table.values(place).map(|value| value.written().len());
            let width =
                written.chain(codes.iter().map(|code| code.code.len())).max().unwrap_or_default().clamp(1, WIDEST);
            one.storage = Storage::Text { width };
            let label = |code: &crate::package::table::Labelled| language.pick(&code.nl, &code.en).to_owned();
            one.labels = codes.iter().map(|code| (Coded::Text(code.code.clone()), label(code))).collect();
        }
        Kind::Whole => one.scale = true,
        Kind::Number => {
            one.scale = true;
            one.decimals = decimals(table.values(place));
            if column.name == "value" {
                one.missing = reasons.iter().map(|(_, number, _)| *number).take(3).collect();
                one.labels = reasons.iter().map(|(_, number, label)| (Coded::Number(*number), label.clone())).collect();
            }
        }
        Kind::Flag => {
            let labels = [(0.0, language.pick("nee", "no")), (1.0, language.pick("ja", "yes"))];
            one.labels = labels.map(|(number, label)| (Coded::Number(number), label.to_owned())).into();
        }
    }
    one
}

/// The most digits after the point that a value needs, up to four.
fn decimals<'v>(values: impl Iterator<Item = &'v Value>) -> i32 {
    let digits = values.map(|value| value.written().split_once('.').map_or(0, |(_, digits)| digits.len()));
    i32::try_from(digits.max().unwrap_or_default().min(4)).unwrap_or(4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_wider_than_255_bytes_is_kept_in_parts() {
        let widths = |width| Storage::Text { width }.segments().iter().map(|part| part.width).collect::<Vec<_>>();
        assert_eq!(widths(1), [1]);
        assert_eq!(widths(255), [255]);
        assert_eq!(widths(256), [255, 4]);
        assert_eq!(widths(504), [255, 252]);
        // The example of the format's description.
        assert_eq!((widths(20_000).len(), widths(20_000).last()), (80, Some(&92)));
    }
}

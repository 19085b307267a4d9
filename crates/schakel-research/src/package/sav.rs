//! A table as an SPSS system file (.sav), uncompressed and in UTF-8.
//!
//! After "System File Format", appendix B of the PSPP developers' guide
//! (<https://www.gnu.org/software/pspp/pspp-dev/html_node/System-File-Format.html>). Of that format this writes what a table needs: numbers
//! and texts of any width, long names, labels, and missing values.

mod dictionary;
mod record;
mod variable;

use self::record::{Bytes, cut};
use self::variable::{Storage, Variable};
use super::study::Language;
use super::table::{Table, Value};

/// What stands for a number that is not there.
const SYSTEM_MISSING: f64 = -f64::MAX;
/// The first of the numbers that say why a value is not there; the next ones count up. No indicator comes near.
const FIRST_REASON: f64 = -99_999_999.0;

/// Writes a table under a title, with the day of the data (`yyyy-mm-dd`) as the day of the file. Where the table has a column `status`,
/// the reason why a `value` is not there is a missing value of its own.
pub(super) fn write(table: &Table, title: &str, day: &str, language: Language) -> Vec<u8> {
    let reasons = reasons(table, language);
    let variables = variable::of(table, language, &reasons);
    let mut out = dictionary::header(&variables, table.rows.len(), title, day);
    dictionary::variables(&mut out, &variables);
    dictionary::value_labels(&mut out, &variables);
    dictionary::extensions(&mut out, &variables, table.rows.len());
    let status = table.columns.iter().position(|column| column.name == "status");
    for row in &table.rows {
        let reason = status.and_then(|place| reason_of(&reasons, row.get(place)?));
        for (variable, value) in variables.iter().zip(row) {
            case(&mut out, variable, value, reason);
        }
    }
    out.0
}

/// Why a value is not there: code of the status, number, label.
type Reason = (String, f64, String);

fn reasons(table: &Table, language: Language) -> Vec<Reason> {
    let Some(status) = table.columns.iter().find(|column| column.name == "status") else { return Vec::new() };
    let kept = table.codes(status).into_iter().filter(|code| code.code != "released");
    let numbers = (0..).map(|step| FIRST_REASON + f64::from(step));
    kept.zip(numbers).map(|(one, number)| (one.code, number, language.pick(&one.nl, &one.en).to_owned())).collect()
}

fn reason_of(reasons: &[Reason], status: &Value) -> Option<f64> {
    let status = status.written();
    reasons.iter().find(|(code, ..)| *code == status).map(|(_, number, _)| *number)
}

fn case(out: &mut Bytes, variable: &Variable, value: &Value, reason: Option<f64>) {
    match &variable.storage {
        Storage::Number => {
            #[allow(clippy::cast_precision_loss, reason = "counts of persons lie far below 2^53")]
            let number = match value {
                Value::Number(number) => *number,
                Value::Whole(number) => *number as f64,
                Value::Flag(flag) => f64::from(u8::from(*flag)),
                Value::Empty if !variable.missing.is_empty() => reason.unwrap_or(SYSTEM_MISSING),
                Value::Empty | Value::Text(_) => SYSTEM_MISSING,
            };
            out.double(number);
        }
        Storage::Text { width } => {
            let text = value.written();
            let mut rest = cut(&text, *width).as_bytes();
            for segment in variable.storage.segments() {
                // Of a segment of a very long text 255 bytes hold text; it takes up a whole number of eights.
                let (here, after) = rest.split_at(rest.len().min(segment.width));
                out.padded(here, segment.width.next_multiple_of(8));
                rest = after;
            }
        }
    }
}

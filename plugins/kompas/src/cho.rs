//! Fixed-width files as 1CijferHO: positions as its description counts them, from 1, in ISO-8859-1.

use std::path::Path;

use schakel_plugin::{Error, NaiveDate, Place, Result};

/// Positions of a line of enrolments.
const WIDTH: usize = 253;

/// One enrolment in one year. The file knows more of a person; what is not needed is not taken.
#[derive(Debug)]
pub(crate) struct Line {
    pub(crate) number: String,
    pub(crate) year: i32,
    pub(crate) programme: String,
    pub(crate) form: String,
    pub(crate) phase: String,
    pub(crate) ended: String,
    pub(crate) first_year: i32,
    pub(crate) on_reference_date: bool,
    pub(crate) prior: String,
    pub(crate) gender: String,
    pub(crate) postcode: String,
    pub(crate) from: NaiveDate,
    pub(crate) until: Option<NaiveDate>,
}

/// A code and what it stands for.
#[derive(Debug)]
pub(crate) struct Decoded {
    pub(crate) code: String,
    pub(crate) name: String,
}

pub(crate) fn read(path: &Path, file: &str) -> Result<Vec<(i64, Line)>> {
    lines(path, file)?
        .into_iter()
        .map(|(row, line)| Ok((row, parse(&line).place_with(|| format!("{file}, row {row}"))?)))
        .collect()
}

/// A decode table: five positions for the code, the name behind them.
pub(crate) fn decode_table(path: &Path, file: &str) -> Result<Vec<(i64, Decoded)>> {
    let lines = lines(path, file)?.into_iter();
    Ok(lines
        .map(|(row, line)| (row, Decoded { code: field(&line, 1, 5), name: field(&line, 6, line.len()) }))
        .collect())
}

/// The lines that are not empty, with their numbers.
fn lines(path: &Path, file: &str) -> Result<Vec<(i64, Vec<char>)>> {
    let bytes = std::fs::read(path).place(file)?;
    // In ISO-8859-1 every byte is the number of its character.
    let lines = bytes.split(|byte| *byte == b'\n').zip(1..);
    let text =
        lines.map(|(line, row)| (row, line.iter().map(|byte| char::from(*byte)).filter(|c| *c != '\r').collect()));
    Ok(text.filter(|(_, line): &(i64, Vec<char>)| !line.is_empty()).collect())
}

/// The characters from a position on, without blanks around them.
fn field(line: &[char], start: usize, length: usize) -> String {
    line.iter().skip(start - 1).take(length).collect::<String>().trim().to_owned()
}

fn parse(line: &[char]) -> Result<Line> {
    if line.len() != WIDTH {
        return Err(Error::new(format!("{} positions; expected {WIDTH}", line.len())));
    }
    let text = |start, length| field(line, start, length);
    let number = |start, length, name: &str| {
        text(start, length)
            .parse()
            .map_err(|_| Error::new(format!("positions {start}-{}: expected {name}", start + length - 1)))
    };
    let day = |start: usize| {
        let written = text(start, 8);
        let form = |_| Error::new(format!("positions {start}-{}: expected a date jjjjmmdd", start + 7));
        (!written.is_empty()).then(|| NaiveDate::parse_from_str(&written, "%Y%m%d").map_err(form)).transpose()
    };
    Ok(Line {
        number: text(1, 12),
        year: number(13, 4, "the year of enrolment")?,
        programme: text(25, 5),
        form: text(30, 1),
        phase: text(31, 1),
        ended: text(34, 1),
        first_year: number(41, 4, "the first year at this institution")?,
        on_reference_date: text(65, 1) == "1",
        prior: text(106, 5),
        gender: text(155, 1),
        postcode: text(206, 4),
        from: day(226)?.ok_or_else(|| Error::new("positions 226-233: expected the date of enrolment"))?,
        until: day(234)?,
    })
}

impl Line {
    /// An enrolment has no number of its own in the file; student and year make one.
    pub(crate) fn enrolment_id(&self) -> String {
        format!("{}-{}", self.number, self.year)
    }

    /// The school year: 2024 stands for 2024-2025.
    pub(crate) fn school_year(&self) -> String {
        format!("{}-{}", self.year, self.year + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(fields: &[(usize, &str)]) -> Vec<char> {
        let mut line = vec![' '; WIDTH];
        for (start, text) in fields {
            for (offset, c) in text.chars().enumerate() {
                line[start - 1 + offset] = c;
            }
        }
        line
    }

    #[test]
    fn positions_are_counted_from_one() {
        let line = line(&[
            (1, "999000000412"),
            (13, "2024"),
            (25, "94501"),
            (41, "2023"),
            (65, "1"),
            (206, "0123"),
            (226, "20240801"),
        ]);
        let parsed = parse(&line).unwrap();
        assert_eq!((parsed.enrolment_id().as_str(), parsed.school_year().as_str()), ("999000000412-2024", "2024-2025"));
        assert_eq!((parsed.programme.as_str(), parsed.first_year, parsed.on_reference_date), ("94501", 2023, true));
        assert_eq!((parsed.from.to_string().as_str(), parsed.until), ("2024-08-01", None));
    }

    #[test]
    fn a_line_that_is_too_short_or_holds_no_year_says_so_without_saying_whose() {
        assert_eq!(parse(&line(&[])[..200]).unwrap_err().to_string(), "200 positions; expected 253");
        let error = parse(&line(&[(1, "999000000412"), (13, "20x4")])).unwrap_err().to_string();
        assert_eq!(error, "positions 13-16: expected the year of enrolment");
    }
}

//! Text files of the school: encodings, delimited rows, dates and numbers as they are written there.

use std::path::Path;

use schakel_plugin::model::check::{DecimalMark, parse_decimal};
use schakel_plugin::{Error, NaiveDate, Place, Result};
use serde::de::DeserializeOwned;

/// The text of a file: UTF-16 when it begins with that mark, UTF-8 otherwise.
fn read(path: &Path) -> Result<String> {
    let bytes = std::fs::read(path)?;
    match bytes.as_slice() {
        [0xFF, 0xFE, rest @ ..] => {
            let units: Vec<u16> =
                rest.chunks(2).map(|pair| u16::from_le_bytes([pair[0], *pair.get(1).unwrap_or(&0)])).collect();
            Ok(String::from_utf16(&units)?)
        }
        [0xEF, 0xBB, 0xBF, rest @ ..] => Ok(std::str::from_utf8(rest)?.to_owned()),
        bytes => Ok(std::str::from_utf8(bytes)?.to_owned()),
    }
}

/// The header and the rows of a delimited file, each with its number as a spreadsheet shows it: the header is row 1.
pub(crate) fn table(
    path: &Path,
    delimiter: char,
    file: &str,
) -> Result<(csv::StringRecord, Vec<(i64, csv::StringRecord)>)> {
    let text = read(path).place(file)?;
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter as u8).from_reader(text.as_bytes());
    let header = reader.headers().place(file)?.clone();
    let numbered = reader.records().zip(2..);
    let rows = numbered.map(|(row, number)| Ok((number, row.place_with(|| format!("{file}, row {number}"))?)));
    Ok((header, rows.collect::<Result<_>>()?))
}

/// The rows as records, by the names in the header.
pub(crate) fn rows<T: DeserializeOwned>(path: &Path, delimiter: char, file: &str) -> Result<Vec<(i64, T)>> {
    let (header, rows) = table(path, delimiter, file)?;
    let typed = rows.into_iter().map(|(number, row)| {
        Ok((number, row.deserialize(Some(&header)).place_with(|| format!("{file}, row {number}"))?))
    });
    typed.collect()
}

/// A date `dd-mm-jjjj`; an empty text is missing.
pub(crate) fn date(text: &str) -> Result<Option<NaiveDate>> {
    let form = |_| Error::new("expected a date dd-mm-jjjj");
    (!text.is_empty()).then(|| NaiveDate::parse_from_str(text, "%d-%m-%Y").map_err(form)).transpose()
}

/// A number with a decimal comma; an empty text is missing.
pub(crate) fn decimal(text: &str) -> Result<Option<f64>> {
    let none = || Error::new("expected a number with a decimal comma");
    (!text.is_empty()).then(|| parse_decimal(text, DecimalMark::Comma).ok_or_else(none)).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_in_utf_16_and_one_in_utf_8_read_the_same() {
        let folder = std::env::temp_dir().join(format!("kompas-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let (wide, narrow) = (folder.join("wide.txt"), folder.join("narrow.txt"));
        let text = "naam\turen\r\ncoördinatie\t37,5\r\n";
        std::fs::write(
            &wide,
            "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect::<Vec<_>>(),
        )
        .unwrap();
        std::fs::write(&narrow, text).unwrap();
        let read = |path: &Path| rows::<(String, String)>(path, '\t', "lijst.txt").unwrap();
        assert_eq!(read(&wide), [(2, ("coördinatie".to_owned(), "37,5".to_owned()))]);
        assert_eq!(read(&wide), read(&narrow));
        std::fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn dates_and_numbers_are_those_of_the_school() {
        assert_eq!(date("01-08-2014").unwrap().map(|day| day.to_string()).as_deref(), Some("2014-08-01"));
        assert_eq!(date("").unwrap(), None);
        assert_eq!(date("2014-08-01").unwrap_err().to_string(), "expected a date dd-mm-jjjj");
        assert_eq!(decimal("37,5").unwrap(), Some(37.5));
        assert!(decimal("veel").is_err());
    }
}

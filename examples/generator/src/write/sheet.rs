//! Spreadsheets whose bytes depend on nothing but their cells.

use chrono::{NaiveDate, NaiveDateTime};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use crate::{Error, Result};

/// A workbook that is being written.
pub(super) struct Book {
    file: &'static str,
    book: Workbook,
    sheets: Vec<Sheet>,
}

/// A sheet of it.
pub(super) struct Sheet {
    file: &'static str,
    sheet: Worksheet,
    date: Format,
    moment: Format,
    bold: Format,
}

fn wrong(file: &str) -> impl Fn(XlsxError) -> Error + '_ {
    move |cause| Error::Write { file: file.to_owned(), cause: cause.to_string() }
}

impl Book {
    /// An empty workbook; `file` names it in errors.
    pub(super) fn new(file: &'static str) -> Self {
        Self { file, book: Workbook::new(), sheets: Vec::new() }
    }

    /// One more sheet.
    pub(super) fn sheet(&mut self, name: &str) -> Result<&mut Sheet> {
        let mut sheet = Worksheet::new();
        sheet.set_name(name).map_err(wrong(self.file))?;
        self.sheets.push(Sheet {
            file: self.file,
            sheet,
            date: Format::new().set_num_format("dd-mm-yyyy"),
            moment: Format::new().set_num_format("m/d/yy h:mm:ss"),
            bold: Format::new().set_bold(),
        });
        let last = self.sheets.len() - 1;
        self.sheets
            .get_mut(last)
            .ok_or_else(|| Error::Write { file: self.file.to_owned(), cause: "no sheet".to_owned() })
    }

    /// The file; the date of making is that of the example, not of the machine.
    pub(super) fn bytes(mut self) -> Result<Vec<u8>> {
        let made = ExcelDateTime::from_ymd(2026, 6, 1).map_err(wrong(self.file))?;
        self.book.set_properties(&DocProperties::new().set_creation_datetime(&made));
        for sheet in self.sheets {
            self.book.push_worksheet(sheet.sheet);
        }
        self.book.save_to_buffer().map_err(wrong(self.file))
    }
}

impl Sheet {
    /// A text; nothing where it is empty.
    pub(super) fn text(&mut self, row: u32, column: u16, text: &str) -> Result<()> {
        if !text.is_empty() {
            self.sheet.write_string(row, column, text).map_err(wrong(self.file))?;
        }
        Ok(())
    }

    /// A header in bold.
    pub(super) fn head(&mut self, row: u32, column: u16, text: &str, width: f64) -> Result<()> {
        self.sheet.write_string_with_format(row, column, text, &self.bold).map_err(wrong(self.file))?;
        self.sheet.set_column_width(column, width).map_err(wrong(self.file))?;
        Ok(())
    }

    /// A number.
    pub(super) fn number(&mut self, row: u32, column: u16, number: f64) -> Result<()> {
        self.sheet.write_number(row, column, number).map_err(wrong(self.file))?;
        Ok(())
    }

    /// A day, as a serial number of the spreadsheet with the format of a date.
    pub(super) fn date(&mut self, row: u32, column: u16, day: NaiveDate) -> Result<()> {
        self.sheet.write_number_with_format(row, column, serial(day), &self.date).map_err(wrong(self.file))?;
        Ok(())
    }

    /// A day and time.
    pub(super) fn moment(&mut self, row: u32, column: u16, at: NaiveDateTime) -> Result<()> {
        let seconds = (at - at.date().and_time(chrono::NaiveTime::MIN)).num_seconds();
        let value = serial(at.date()) + seconds as f64 / 86_400.0;
        self.sheet.write_number_with_format(row, column, value, &self.moment).map_err(wrong(self.file))?;
        Ok(())
    }

    /// A title over several columns.
    pub(super) fn title(&mut self, row: u32, from: u16, to: u16, text: &str) -> Result<()> {
        self.sheet.merge_range(row, from, row, to, text, &self.bold).map_err(wrong(self.file))?;
        Ok(())
    }
}

/// Days since the first day of spreadsheets.
fn serial(day: NaiveDate) -> f64 {
    let zero = NaiveDate::from_ymd_opt(1899, 12, 30).unwrap_or_default();
    (day - zero).num_days() as f64
}

//! The table book: the numbers with the schools side by side, the lists, and the codebook.

mod cube_sheet;

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::about::About;
use super::study::{Language, Study};
use super::table::{Table, Value};
use super::tables::{CODES, CUBE};
use crate::cube::Kind;

/// What stands in the place of a number that is kept back, as in the reports.
const KEPT_BACK: &str = "–";
/// Excel holds 32,767 characters in a cell, and counts some as two; a longer text stands whole in the CSV file.
const LONGEST: usize = 16_000;
/// Excel prints on A4 as paper 9.
const A4: u8 = 9;

/// `tables.xlsx`: contents, a sheet for each group of indicators, a sheet for each list, and the codebook.
pub(super) fn write(study: &Study, about: &About, tables: &[Table]) -> Result<Vec<u8>, XlsxError> {
    let language = study.language;
    let mut sheets = Vec::new();
    for table in tables.iter().filter(|table| table.definition.name == CUBE.name) {
        sheets.extend(cube_sheet::groups(table, language)?);
    }
    for table in tables.iter().filter(|table| ![CUBE.name, CODES.name].contains(&table.definition.name)) {
        sheets.push(list(table, language)?);
    }
    sheets.push(codebook(tables, language)?);

    let mut book = Workbook::new();
    let mut properties = DocProperties::new().set_title(&about.title);
    // The library would write the time of this moment.
    if let Ok(day) = ExcelDateTime::parse_from_str(&about.date) {
        properties = properties.set_creation_datetime(&day);
    } else {
        properties = properties.set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?);
    }
    book.set_properties(&properties);
    book.push_worksheet(contents(about, language, &sheets)?);
    for sheet in sheets {
        book.push_worksheet(sheet.sheet);
    }
    book.save_to_buffer()
}

/// A sheet with what the contents say of it.
struct Sheet {
    name: String,
    about: String,
    sheet: Worksheet,
}

/// The looks of cells.
struct Looks {
    head: Format,
    text: Format,
    number: Format,
    mark: Format,
}

impl Looks {
    fn new() -> Looks {
        Looks {
            head: Format::new()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Top)
                .set_border_bottom(FormatBorder::Thin),
            text: Format::new().set_text_wrap().set_align(FormatAlign::Top),
            number: Format::new().set_align(FormatAlign::Top),
            mark: Format::new().set_align(FormatAlign::Right).set_align(FormatAlign::Top),
        }
    }
}

/// A head of columns with their widths; it stays in view, and comes back on every printed page.
fn head(sheet: &mut Worksheet, row: u32, columns: &[(String, f64)], looks: &Looks) -> Result<(), XlsxError> {
    for (place, (name, width)) in (0_u16..).zip(columns) {
        sheet.set_column_width(place, *width)?;
        sheet.write_string_with_format(row, place, name, &looks.head)?;
    }
    sheet.set_freeze_panes(row + 1, 0)?;
    sheet.set_repeat_rows(row, row)?;
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0).set_footer("&L&A&R&P / &N");
    Ok(())
}

fn cell(sheet: &mut Worksheet, row: u32, place: u16, value: &Value, looks: &Looks) -> Result<(), XlsxError> {
    match value {
        Value::Empty => {}
        Value::Text(text) => {
            let text: String = text.chars().take(LONGEST).collect();
            sheet.write_string_with_format(row, place, text, &looks.text)?;
        }
        #[allow(clippy::cast_precision_loss, reason = "a spreadsheet has no other numbers")]
        Value::Whole(number) => drop(sheet.write_number_with_format(row, place, *number as f64, &looks.number)?),
        Value::Number(number) => drop(sheet.write_number_with_format(row, place, *number, &looks.number)?),
        Value::Flag(flag) => drop(sheet.write_boolean_with_format(row, place, *flag, &looks.text)?),
    }
    Ok(())
}

fn contents(about: &About, language: Language, sheets: &[Sheet]) -> Result<Worksheet, XlsxError> {
    let looks = Looks::new();
    let mut sheet = Worksheet::new();
    sheet.set_name(language.pick("Inhoud", "Contents"))?;
    sheet.write_string_with_format(0, 0, &about.title, &Format::new().set_bold().set_font_size(14))?;
    let note = language.pick(
        "– betekent: niet te zien, om personen te beschermen of omdat te weinig mensen antwoordden. Een lege cel betekent: niet vastgelegd.",
        "– means: kept back, to protect persons or because too few answered. An empty cell means: not recorded.",
    );
    for (row, text) in (1..).zip([about.description.as_str(), note]) {
        sheet.merge_range(row, 0, row, 1, text, &looks.text)?;
        sheet.set_row_height(row, 48)?;
    }
    let columns =
        [(language.pick("blad", "sheet").to_owned(), 24.0), (language.pick("inhoud", "contents").to_owned(), 90.0)];
    head(&mut sheet, 4, &columns, &looks)?;
    for (row, one) in (5..).zip(sheets) {
        sheet.write_url_with_text(row, 0, format!("internal:'{}'!A1", one.name).as_str(), &one.name)?;
        sheet.write_string_with_format(row, 1, &one.about, &looks.text)?;
    }
    Ok(sheet)
}

/// A list as it is in its file.
fn list(table: &Table, language: Language) -> Result<Sheet, XlsxError> {
    let looks = Looks::new();
    let mut sheet = Worksheet::new();
    let title = language.pick(table.definition.nl, table.definition.en);
    let name = tab(title);
    sheet.set_name(&name)?;
    let width = |place: usize| {
        let longest = table.values(place).map(|value| value.written().chars().count()).max().unwrap_or_default();
        #[allow(clippy::cast_precision_loss, reason = "at most 60")]
        let width = longest.clamp(12, 60) as f64;
        width
    };
    let columns = table.columns.iter().enumerate();
    let columns: Vec<(String, f64)> =
        columns.map(|(place, column)| (language.pick(column.nl, column.en).to_owned(), width(place))).collect();
    head(&mut sheet, 0, &columns, &looks)?;
    let names: Vec<_> = table
        .columns
        .iter()
        .map(|column| table.names(column.name, |code| language.pick(&code.nl, &code.en).to_owned()))
        .collect();
    for (row, values) in (1..).zip(&table.rows) {
        for ((place, value), names) in (0_u16..).zip(values).zip(&names) {
            let named = names.get(&value.written()).map(|name| Value::Text(name.clone()));
            cell(&mut sheet, row, place, named.as_ref().unwrap_or(value), &looks)?;
        }
    }
    Ok(Sheet { name, about: title.to_owned(), sheet })
}

/// Every column of every file: what it holds and what its codes mean.
fn codebook(tables: &[Table], language: Language) -> Result<Sheet, XlsxError> {
    let looks = Looks::new();
    let name = language.pick("Codeboek", "Codebook").to_owned();
    let mut sheet = Worksheet::new();
    sheet.set_name(&name)?;
    let columns = [
        (language.pick("bestand", "file"), 22.0),
        (language.pick("kolom", "column"), 20.0),
        (language.pick("soort", "kind"), 12.0),
        (language.pick("altijd gevuld", "always there"), 10.0),
        ("label", 28.0),
        (language.pick("betekenis (Engels)", "meaning"), 60.0),
        (language.pick("codes", "codes"), 60.0),
    ];
    head(&mut sheet, 0, &columns.map(|(name, width)| (name.to_owned(), width)), &looks)?;
    let all = tables.iter().flat_map(|table| table.columns.iter().map(move |column| (table, column)));
    for (row, (table, column)) in (1..).zip(all) {
        // A column without a fixed list can have very many codes; those stand in the file `codes`.
        let codes = if column.codes.is_empty() { Vec::new() } else { table.codes(column) };
        let codes: Vec<String> =
            codes.iter().map(|c| format!("{} = {}", c.code, language.pick(&c.nl, &c.en))).collect();
        let cells = [
            table.file("csv"),
            column.name.to_owned(),
            kind(column.kind, language).to_owned(),
            (if column.required { language.pick("ja", "yes") } else { language.pick("nee", "no") }).to_owned(),
            language.pick(column.nl, column.en).to_owned(),
            column.meaning.to_owned(),
            codes.join("\n"),
        ];
        for (place, text) in (0_u16..).zip(cells) {
            sheet.write_string_with_format(row, place, text, &looks.text)?;
        }
    }
    let about = language.pick("wat elke kolom betekent", "what every column means").to_owned();
    Ok(Sheet { name, about, sheet })
}

fn kind(kind: Kind, language: Language) -> &'static str {
    match kind {
        Kind::Text => language.pick("tekst", "text"),
        Kind::Whole => language.pick("geheel getal", "whole number"),
        Kind::Number => language.pick("getal", "number"),
        Kind::Flag => language.pick("waar of niet", "true or false"),
    }
}

/// A name of a sheet: Excel allows 31 characters, and not all of them.
fn tab(title: &str) -> String {
    title.chars().map(|c| if "[]:*?/\\'".contains(c) { ' ' } else { c }).take(31).collect()
}

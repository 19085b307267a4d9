//! The first sheet: how the workbook is filled in, and what every column means.

use rust_xlsxwriter::{Format, FormatAlign, Worksheet, XlsxError};
use schakel_model::{Lang, Table};

use super::{columns, tab};

/// Name of the sheet.
const SHEET: &str = "Uitleg";

/// How to fill it in, one sentence a row.
const HOW: [&str; 6] = [
    "Vul per tabblad in wat u weet: één regel per visie, bevinding, interventie of afspraak.",
    "Een donkere kop betekent: altijd invullen. Een lichte kop mag leeg blijven.",
    "Kies uit de lijst waar die er is. Klik op een cel voor uitleg en een voorbeeld.",
    "Laat de koppen en de namen van de tabbladen staan. De volgorde maakt niet uit, en eigen kolommen en tabbladen mogen erbij: die worden niet gelezen.",
    "Zet hier geen namen van leerlingen, studenten of collega’s in. Voor wie iets trekt, vult u het nummer uit uw systeem in.",
    "Bewaar het werkboek in de map met gegevens van uw school.",
];

/// The sheet for these tables.
pub(super) fn sheet(tables: &[&Table]) -> Result<Worksheet, XlsxError> {
    let title = Format::new().set_bold().set_font_size(14);
    let bold = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let mut sheet = Worksheet::new();
    sheet.set_name(SHEET)?;
    for (column, width) in [(0, 26.0), (1, 30.0), (2, 12.0), (3, 70.0), (4, 34.0)] {
        sheet.set_column_width(column, width)?;
    }
    sheet.write_string_with_format(0, 0, "Trajectwerkboek loopbaanbegeleiding", &title)?;
    let mut row = 2;
    for sentence in HOW {
        sheet.merge_range(row, 0, row, 4, sentence, &text)?;
        row += 1;
    }
    row += 1;
    for (column, head) in (0..).zip(["Tabblad", "Kolom", "Invullen", "Betekenis", "Voorbeeld"]) {
        sheet.write_string_with_format(row, column, head, &bold)?;
    }
    for table in tables {
        row += 1;
        sheet.write_string_with_format(row, 0, tab(table.nl), &bold)?;
        sheet.merge_range(row, 1, row, 4, table.definition_nl, &text)?;
        for column in columns(table) {
            row += 1;
            sheet.write_string_with_format(row, 1, column.nl, &text)?;
            sheet.write_string_with_format(row, 2, if column.required { "altijd" } else { "mag" }, &text)?;
            sheet.write_string_with_format(row, 3, column.definition_nl, &text)?;
            sheet.write_string_with_format(row, 4, column.example(Lang::Nl).unwrap_or_default(), &text)?;
        }
    }
    Ok(sheet)
}

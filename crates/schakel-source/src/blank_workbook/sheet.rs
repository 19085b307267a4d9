//! The sheet of one table: a header that cannot be changed by accident, and rows that help whoever fills them in.

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Format, FormatAlign, Formula,
    ProtectionOptions, Worksheet, XlsxError,
};
use schakel_model::{Column, Lang, Table, Type};

use super::choices::Choices;
use super::{ROWS, columns, tab};

/// Characters of help that Excel shows.
const MOST_HELP: usize = 255;
/// Characters that fit the title above it.
const MOST_TITLE: usize = 32;

/// The blank sheet of a table.
pub(super) fn blank(table: &Table, sheets: &[&Table], choices: &Choices) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(tab(table.nl))?;
    for (index, column) in (0_u16..).zip(columns(table)) {
        sheet.write_string_with_format(0, index, column.nl, &header(column))?;
        sheet.set_column_width(index, width(column))?;
        sheet.set_column_format(index, &cell(column))?;
        sheet.add_data_validation(1, index, ROWS, index, &help(column, sheets, choices)?)?;
    }
    sheet.set_row_height(0, 48)?.set_freeze_panes(1, 0)?;
    // Without a password: whoever wants to change more can.
    sheet.protect_with_options(&ProtectionOptions {
        format_cells: true,
        format_columns: true,
        format_rows: true,
        insert_columns: true,
        insert_rows: true,
        delete_rows: true,
        sort: true,
        use_autofilter: true,
        ..ProtectionOptions::new()
    });
    Ok(sheet)
}

/// Dark where a value is needed, light where it may stay empty.
fn header(column: &Column) -> Format {
    let format = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    if column.required {
        format.set_background_color(Color::RGB(0x00_1F_3A_52)).set_font_color(Color::White)
    } else {
        format.set_background_color(Color::RGB(0x00_DC_E9_E7)).set_font_color(Color::RGB(0x00_1F_3A_52))
    }
}

fn cell(column: &Column) -> Format {
    let format = Format::new().set_unlocked().set_align(FormatAlign::Top);
    match column.ty {
        Type::Date => format.set_num_format("dd-mm-yyyy"),
        Type::Text => format.set_text_wrap(),
        // A number that Excel would make of `007` is another id.
        Type::Id | Type::PersonId(_) => format.set_num_format("@"),
        _ => format,
    }
}

fn width(column: &Column) -> f64 {
    match column.ty {
        Type::Text => 38.0,
        Type::Code(_) | Type::Set(_) => 24.0,
        Type::Id | Type::PersonId(_) | Type::Date | Type::Bool | Type::Int | Type::Dec => 15.0,
    }
}

/// What a cell shows when it is chosen, what it offers, and what it refuses.
fn help(column: &Column, sheets: &[&Table], choices: &Choices) -> Result<DataValidation, XlsxError> {
    let rule = match (column.ty, column.range) {
        (Type::Date, _) => DataValidation::new()
            .allow_date(DataValidationRule::GreaterThanOrEqualTo(ExcelDateTime::from_ymd(2000, 1, 1)?)),
        (Type::Int, Some((low, high))) => {
            DataValidation::new().allow_whole_number(DataValidationRule::Between(low as i32, high as i32))
        }
        (Type::Dec, Some((low, high))) => {
            DataValidation::new().allow_decimal_number(DataValidationRule::Between(low, high))
        }
        (ty, _) => match choices.place(ty).or_else(|| other_sheet(column, sheets)) {
            Some(place) => DataValidation::new().allow_list_formula(place),
            None => DataValidation::new().allow_any_value(),
        },
    };
    // What stands in another sheet may be filled in there later.
    let style = if column.references.is_some() {
        DataValidationErrorStyle::Information
    } else {
        DataValidationErrorStyle::Stop
    };
    rule.set_input_title(shortened(column.nl, MOST_TITLE))?
        .set_input_message(shortened(&column.help(Lang::Nl), MOST_HELP))?
        .set_error_title("Dit past hier niet")?
        .set_error_message(shortened(&column.help(Lang::Nl), MOST_HELP))
        .map(|rule| rule.set_error_style(style))
}

/// The column of another sheet that a value should stand in.
fn other_sheet(column: &Column, sheets: &[&Table]) -> Option<Formula> {
    let reference = column.references?;
    let table = sheets.iter().find(|table| table.name == reference.table)?;
    let at = columns(table).position(|other| other.name == reference.column)?;
    let letter = rust_xlsxwriter::utility::column_number_to_name(u16::try_from(at).ok()?);
    Some(Formula::new(format!("='{}'!${letter}$2:${letter}${}", tab(table.nl), ROWS + 1)))
}

fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most - 1).chain(['…']).collect()
}

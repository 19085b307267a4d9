//! The hidden sheet with what can be chosen. A drop-down points to it: one that holds its choices itself has room for 255 characters only.

use rust_xlsxwriter::{Formula, Worksheet, XlsxError};
use schakel_model::{CodeList, Table, Type};

/// Name of the hidden sheet.
const SHEET: &str = "Keuzes";
/// What stands for yes and no.
const YES_NO: [&str; 2] = ["ja", "nee"];

/// The lists of all drop-downs, one a column.
pub(super) struct Choices {
    lists: Vec<(&'static str, Vec<&'static str>)>,
}

impl Choices {
    /// The lists that these tables use, each once.
    pub(super) fn of(tables: &[&Table]) -> Choices {
        let mut lists = vec![("ja-nee", YES_NO.to_vec())];
        for list in tables.iter().flat_map(|table| table.columns).filter_map(|column| column.codes()) {
            if lists.iter().all(|(name, _)| *name != list.name) {
                lists.push((list.name, list.codes.iter().map(|code| code.nl).collect()));
            }
        }
        Choices { lists }
    }

    /// Where the choices of a column stand, for its drop-down; `None` where anything may be filled in.
    pub(super) fn place(&self, ty: Type) -> Option<Formula> {
        let name = match ty {
            Type::Bool => "ja-nee",
            Type::Code(CodeList { name, .. }) => name,
            _ => return None,
        };
        let at = self.lists.iter().position(|(own, _)| *own == name)?;
        let column = rust_xlsxwriter::utility::column_number_to_name(u16::try_from(at).ok()?);
        let (_, choices) = self.lists.get(at)?;
        Some(Formula::new(format!("={SHEET}!${column}$2:${column}${}", choices.len() + 1)))
    }

    /// The sheet itself.
    pub(super) fn sheet(&self) -> Result<Worksheet, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(SHEET)?;
        for (column, (name, choices)) in (0_u16..).zip(&self.lists) {
            sheet.write_string(0, column, *name)?;
            for (row, choice) in (1_u32..).zip(choices) {
                sheet.write_string(row, column, *choice)?;
            }
        }
        sheet.set_hidden(true).protect();
        Ok(sheet)
    }
}

//! Options of a declaration, sensible or not.

use std::collections::BTreeMap;

use arbitrary::{Result, Unstructured};
use schakel_source::{Fields, FixedField, SheetName, SourceSpec};

/// Sets some of the options that the kind takes. `names` are those of columns, headings, parts and paths.
///
/// Rows of the header are left alone: a value above the rows that are read would be the name of a column.
pub fn set(u: &mut Unstructured<'_>, spec: &mut SourceSpec, names: &[&str]) -> Result<()> {
    for option in spec.kind.options() {
        if !u.ratio(1, 4)? {
            continue;
        }
        let mut name = || -> Result<String> { Ok((*u.choose(names)?).to_owned()) };
        match *option {
            "drop" => spec.drop = vec![name()?],
            "keep" => spec.keep = vec![name()?, name()?],
            "columns" => spec.columns = BTreeMap::from([(name()?, name()?)]),
            "multiple" => spec.multiple = vec![name()?],
            "items" => spec.items = Some(name()?),
            "row" => spec.row = Some(name()?),
            "tables" => spec.tables = vec![name()?],
            "table" => spec.table = Some(name()?),
            "sheets" => spec.sheets = vec![name()?, "*".to_owned()],
            "sheet" => spec.sheet = Some(SheetName::Name(name()?)),
            "fields" => set_fields(u, spec, names)?,
            "null" => spec.null = vec!["NA".to_owned(), String::new(), "x".to_owned()],
            "decimal" => spec.decimal = Some(",".to_owned()),
            "date" => spec.date = Some((*u.choose(&["dd-mm-jjjj", "m/d/jjjj", "jjjjmmdd", "q"])?).to_owned()),
            "masked" => spec.masked = Some((*u.choose(&["4", "0", "18446744073709551615"])?).to_owned()),
            "long" => spec.long = true,
            "delimiter" => spec.delimiter = Some((*u.choose(&[";", ",", "tab", "|", "x"])?).to_owned()),
            "quote" => spec.quote = Some((*u.choose(&["", "\"", "'"])?).to_owned()),
            "encoding" => spec.encoding = Some((*u.choose(&["utf-8", "windows-1252", "utf-16le", "gbk"])?).to_owned()),
            "until_blank" => spec.until_blank = true,
            "fill_merged" => spec.fill_merged = true,
            "range" => {
                spec.range =
                    Some((*u.choose(&["A1:C9", "B:B", "2:4", "A1:XFD1048576", "ZZZ1:ZZZ4294967295"])?).to_owned());
            }
            _ => {}
        }
    }
    Ok(())
}

/// Rows of the header, which move what is a value and what a name.
pub fn set_header(u: &mut Unstructured<'_>, spec: &mut SourceSpec) -> Result<()> {
    let counts = [0, 1, 2, 3, 40, u64::MAX];
    let takes = |option: &str| spec.kind.options().contains(&option);
    let (header, row, rows) = (takes("header"), takes("header_row"), takes("header_rows"));
    if header && u.ratio(1, 4)? {
        spec.header = Some(u.arbitrary()?);
    }
    if row && u.ratio(1, 4)? {
        spec.header_row = Some(*u.choose(&counts)?);
    }
    if rows && u.ratio(1, 4)? {
        spec.header_rows = Some(*u.choose(&counts)?);
    }
    Ok(())
}

fn set_fields(u: &mut Unstructured<'_>, spec: &mut SourceSpec, names: &[&str]) -> Result<()> {
    let places = [0, 1, 2, 7, 20, usize::MAX - 1, usize::MAX];
    let name = |u: &mut Unstructured<'_>| -> Result<String> { Ok((*u.choose(names)?).to_owned()) };
    spec.fields = Some(if u.ratio(1, 2)? {
        let mut fields = Vec::new();
        for _ in 0..u.int_in_range(0..=4)? {
            fields.push(FixedField { name: name(u)?, start: *u.choose(&places)?, length: *u.choose(&places)? });
        }
        Fields::Fixed(fields)
    } else {
        let paths = [".", "@key", "naam", "../@key", "../../..", "a/b/@c", "", "//"];
        let mut fields = BTreeMap::new();
        for _ in 0..u.int_in_range(0..=3)? {
            fields.insert(name(u)?, (*u.choose(&paths)?).to_owned());
        }
        Fields::Paths(fields)
    });
    Ok(())
}

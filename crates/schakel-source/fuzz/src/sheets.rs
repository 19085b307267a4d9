//! The parts of workbooks, by hand: what a library that writes workbooks would never write can be in them.

use arbitrary::{Result, Unstructured};

use crate::archives::Parts;
use crate::values::{filled, value};

/// What may be put into the XML of a workbook.
pub const PIECES: &[&str] = &[
    "<c r=\"A4294967295\"><v>1</v></c>",
    "<c r=\"ZZZZZZZ1\"><v>1</v></c>",
    "<c r=\"XFD1048576\" t=\"str\"><v>x</v></c>",
    "<c r=\"A0\"><v>1</v></c>",
    "<c r=\"é1\"><v>1</v></c>",
    "<row r=\"4294967295\">",
    "<row r=\"0\">",
    " t=\"s\"",
    " t=\"e\"",
    " t=\"d\"",
    " t=\"b\"",
    " s=\"1\"",
    " s=\"99\"",
    "<f>1+1</f>",
    "<f t=\"shared\" si=\"0\" ref=\"A1:B9\">A1</f>",
    "<f t=\"shared\" si=\"7\"/>",
    "<v>99999999999</v>",
    "<v>-1</v>",
    "<v>1e308</v>",
    "<mergeCells count=\"1\"><mergeCell ref=\"A1:XFD1048576\"/></mergeCells>",
    "<mergeCell ref=\"B9:A1\"/>",
    "<mergeCell ref=\"A1\"/>",
    "<dimension ref=\"A1:ZZZ9999999\"/>",
    "table:number-columns-repeated=\"16384\" ",
    "table:number-rows-repeated=\"1048576\" ",
    "table:number-columns-repeated=\"4294967295\" ",
    "table:number-rows-repeated=\"99999999999999999999\" ",
    "office:value-type=\"date\" office:date-value=\"x\" ",
    "office:value-type=\"float\" office:value=\"x\" ",
    "<table:table-row>",
    "</table:table-cell>",
];

const TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
    <Override PartName=\"/xl/workbook.xml\" \
    ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>";
const ROOT: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"rId1\" \
    Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
    Target=\"xl/workbook.xml\"/></Relationships>";
const STYLES: &str = "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
    <numFmts count=\"1\"><numFmt \
    numFmtId=\"164\" formatCode=\"[h]:mm\"/></numFmts><cellXfs count=\"3\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/>\
    <xf numFmtId=\"164\"/></cellXfs></styleSheet>";

/// A workbook of Excel with two sheets.
pub fn xlsx(u: &mut Unstructured<'_>, of_trajectory: bool) -> Result<Parts> {
    let (first, second) = if of_trajectory { ("Interventies", "Visie") } else { ("Blad1", "Blad 2") };
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let workbook = format!(
        "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets>\
         <sheet name=\"{first}\" sheetId=\"1\" r:id=\"rId1\"/><sheet \
         name=\"{second}\" sheetId=\"2\" state=\"hidden\" r:id=\"rId2\"/></sheets></workbook>"
    );
    let relation = |id: u8, kind: &str, target: &str| {
        format!("<Relationship Id=\"rId{id}\" Type=\"{office}/{kind}\" Target=\"{target}\"/>")
    };
    let relations = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{}{}{}{}\
         </Relationships>",
        relation(1, "worksheet", "worksheets/sheet1.xml"),
        relation(2, "worksheet", "worksheets/sheet2.xml"),
        relation(3, "sharedStrings", "sharedStrings.xml"),
        relation(4, "styles", "styles.xml"),
    );
    let shared = filled(
        u,
        &format!("<sst xmlns=\"{main}\"><si><t>§</t></si><si><r><t>§</t></r><r><t>§</t></r></si></sst>"),
        &[],
        escaped,
    )?;
    let mut sheet = || -> Result<String> {
        let rows = excel_rows(u)?;
        let merged =
            if u.ratio(1, 3)? { "<mergeCells count=\"1\"><mergeCell ref=\"A2:C3\"/></mergeCells>" } else { "" };
        Ok(format!(
            "<worksheet xmlns=\"{main}\"><dimension ref=\"A1:C9\"/><sheetData>{rows}</sheetData>{merged}</worksheet>"
        ))
    };
    let parts = [
        ("[Content_Types].xml", TYPES.to_owned()),
        ("_rels/.rels", ROOT.to_owned()),
        ("xl/workbook.xml", workbook),
        ("xl/_rels/workbook.xml.rels", relations),
        ("xl/worksheets/sheet1.xml", sheet()?),
        ("xl/worksheets/sheet2.xml", sheet()?),
        ("xl/sharedStrings.xml", shared),
        ("xl/styles.xml", STYLES.to_owned()),
    ];
    Ok(parts.map(|(name, text)| (name.to_owned(), text.into_bytes())).into())
}

fn excel_rows(u: &mut Unstructured<'_>) -> Result<String> {
    let text = |place: &str, text: &str| format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let mut rows = format!("<row r=\"1\">{}{}{}</row>", text("A1", "id"), text("B1", "naam"), text("C1", "datum"));
    let mut row = 1;
    for _ in 0..u.int_in_range(0..=4)? {
        row += u.int_in_range(1..=2)?;
        rows.push_str(&format!("<row r=\"{row}\">"));
        for letter in ['A', 'B', 'C', 'D'] {
            let value = escaped(&value(u, &[])?);
            let place = format!("{letter}{row}");
            rows.push_str(&match u.int_in_range(0..=9)? {
                0 => String::new(),
                1 => format!("<c r=\"{place}\" t=\"s\"><v>{}</v></c>", u.int_in_range(0..=2)?),
                2 => format!("<c r=\"{place}\" s=\"{}\"><v>{}</v></c>", u.int_in_range(0..=3)?, u.arbitrary::<f64>()?),
                3 => format!("<c r=\"{place}\" s=\"1\"><v>{value}</v></c>"),
                4 => format!("<c r=\"{place}\" t=\"e\"><v>{value}</v></c>"),
                5 => format!("<c r=\"{place}\" t=\"d\"><v>{value}</v></c>"),
                6 => format!("<c r=\"{place}\" t=\"{}\"><f>1+1</f></c>", *u.choose(&["str", "b", "n"])?),
                7 => format!("<c r=\"{place}\" t=\"b\"><v>{value}</v></c>"),
                _ => text(&place, &value),
            });
        }
        rows.push_str("</row>");
    }
    Ok(rows)
}

/// A sheet of OpenDocument.
pub fn ods(u: &mut Unstructured<'_>) -> Result<Parts> {
    let cell = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let mut rows = format!("<table:table-row>{}{}</table:table-row>", cell("id"), cell("naam"));
    for _ in 0..u.int_in_range(0..=4)? {
        let mut row = String::new();
        for _ in 0..u.int_in_range(0..=3)? {
            let value = escaped(&value(u, &[])?);
            row.push_str(&match u.int_in_range(0..=6)? {
                0 => "<table:table-cell table:number-columns-repeated=\"2\"/>".to_owned(),
                1 => format!("<table:table-cell office:value-type=\"float\" office:value=\"{value}\"/>"),
                2 => format!("<table:table-cell office:value-type=\"date\" office:date-value=\"{value}\"/>"),
                3 => format!("<table:table-cell office:value-type=\"boolean\" office:boolean-value=\"{value}\"/>"),
                4 => "<table:covered-table-cell/>".to_owned(),
                _ => cell(&value),
            });
        }
        let times = *u.choose(&[1, 1, 3])?;
        rows.push_str(&format!("<table:table-row table:number-rows-repeated=\"{times}\">{row}</table:table-row>"));
    }
    let content = format!(
        "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet><table:table \
         table:name=\"Blad1\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let parts = [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet".to_owned()),
        ("META-INF/manifest.xml", "<manifest:manifest xmlns:manifest=\"urn:x\"/>".to_owned()),
        ("content.xml", content),
    ];
    Ok(parts.map(|(name, text)| (name.to_owned(), text.into_bytes())).into())
}

fn escaped(value: &str) -> String {
    value.replace('<', "&lt;").replace('"', "&quot;")
}

//! The codebook of the package as DDI-Codebook 2.5 (<https://ddialliance.org/Specification/DDI-Codebook/2.5/>).
//!
//! Every CSV file is a file of the study, and every column of it a variable with its labels in both languages.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::about::About;
use super::citation;
use super::study::{Language, Study};
use super::table::Table;
use super::tables::CUBE;
use super::write::File;
use crate::cube::{Column, Kind};

type Xml = Writer<Vec<u8>>;

/// `ddi-codebook.xml`.
pub(super) fn write(study: &Study, about: &About, files: &[(File, &Table)]) -> io::Result<Vec<u8>> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let language = study.language.tag();
    let root = [
        ("xmlns", "ddi:codebook:2_5"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        (
            "xsi:schemaLocation",
            "ddi:codebook:2_5 http://www.ddialliance.org/Specification/DDI-Codebook/2.5/XMLSchema/codebook.xsd",
        ),
        ("version", "2.5"),
        ("xml:lang", language),
    ];
    let csv: Vec<&(File, &Table)> = files.iter().filter(|(file, _)| file.path.ends_with(".csv")).collect();
    within(&mut xml, "codeBook", &root, |xml| {
        within(xml, "stdyDscr", &[], |xml| study_description(xml, study, about))?;
        for (number, (file, table)) in (1..).zip(&csv) {
            file_description(xml, number, file, table, study.language)?;
        }
        within(xml, "dataDscr", &[], |xml| {
            for (number, (_, table)) in (1..).zip(&csv) {
                for (place, column) in table.columns.iter().enumerate() {
                    variable(xml, &format!("F{number}"), table, place, column)?;
                }
            }
            Ok(())
        })
    })?;
    let mut bytes = xml.into_inner();
    bytes.push(b'\n');
    Ok(bytes)
}

fn study_description(xml: &mut Xml, study: &Study, about: &About) -> io::Result<()> {
    within(xml, "citation", &[], |xml| {
        within(xml, "titlStmt", &[], |xml| {
            text(xml, "titl", &[], &about.title)?;
            text(xml, "IDNo", &[], &about.name)
        })?;
        if !study.contributors.is_empty() {
            within(xml, "rspStmt", &[], |xml| {
                for who in &study.contributors {
                    let affiliation = who.organisation.as_deref().map(|name| ("affiliation", name));
                    text(xml, "AuthEnty", &affiliation.into_iter().collect::<Vec<_>>(), &who.name)?;
                }
                Ok(())
            })?;
        }
        within(xml, "prodStmt", &[], |xml| {
            text(xml, "producer", &[], &about.project)?;
            text(xml, "prodDate", &[("date", &about.date)], &about.date)?;
            text(xml, "software", &[("version", &about.versions.join(", "))], "Schakel")
        })?;
        text(xml, "biblCit", &[], &citation::words(study, about))
    })?;
    within(xml, "stdyInfo", &[], |xml| {
        within(xml, "subject", &[], |xml| about.keywords.iter().try_for_each(|word| text(xml, "keyword", &[], word)))?;
        text(xml, "abstract", &[], &about.description)?;
        within(xml, "sumDscr", &[], |xml| {
            for year in &about.school_years {
                text(xml, "timePrd", &[], year)?;
            }
            text(xml, "nation", &[("abbr", "NL")], study.language.pick("Nederland", "Netherlands"))?;
            text(xml, "anlyUnit", &[], study.language.pick("school", "school"))?;
            text(
                xml,
                "universe",
                &[],
                study.language.pick("de scholen van het project", "the schools of the project"),
            )?;
            text(xml, "dataKind", &[], study.language.pick("geaggregeerde gegevens", "aggregate data"))
        })
    })?;
    within(xml, "method", &[], |xml| {
        text(xml, "notes", &[("subject", "confidentiality")], study.language.pick(
            "Cijfers die iets over een persoon kunnen zeggen, zijn niet vrijgegeven: de kolom `status` van `cube` zegt waar. \
             De regels staan in README.md.",
            "Numbers that could say something of a person were not released: the column `status` of `cube` says where. \
             The rules stand in README.md.",
        ))
    })?;
    within(xml, "dataAccs", &[], |xml| {
        within(xml, "useStmt", &[], |xml| {
            text(xml, "citReq", &[], &citation::words(study, about))?;
            let licence = study.licence.map(|licence| format!("{} ({})", licence.title, licence.address));
            let none = study.language.pick("Er is geen licentie gekozen.", "No licence was chosen.");
            text(xml, "conditions", &[], licence.as_deref().unwrap_or(none))
        })
    })
}

fn file_description(xml: &mut Xml, number: u32, file: &File, table: &Table, language: Language) -> io::Result<()> {
    within(xml, "fileDscr", &[("ID", &format!("F{number}")), ("URI", &file.path)], |xml| {
        within(xml, "fileTxt", &[], |xml| {
            text(xml, "fileName", &[], &file.path)?;
            let title = language.pick(table.definition.nl, table.definition.en);
            text(xml, "fileCont", &[], &format!("{title}. {}", table.definition.meaning))?;
            within(xml, "dimensns", &[], |xml| {
                text(xml, "caseQnty", &[], &table.rows.len().to_string())?;
                text(xml, "varQnty", &[], &table.columns.len().to_string())
            })?;
            text(xml, "fileType", &[("charset", "UTF-8")], "CSV")
        })
    })
}

fn variable(xml: &mut Xml, file: &str, table: &Table, place: usize, column: &Column) -> io::Result<()> {
    let id = format!("{file}_{}", column.name);
    let interval = if matches!(column.kind, Kind::Number) { "contin" } else { "discrete" };
    within(xml, "var", &[("ID", &id), ("name", column.name), ("files", file), ("intrvl", interval)], |xml| {
        labels(xml, column.nl, column.en)?;
        let empty = table.values(place).filter(|value| **value == super::table::Value::Empty).count();
        text(xml, "sumStat", &[("type", "vald")], &(table.rows.len() - empty).to_string())?;
        text(xml, "sumStat", &[("type", "invd")], &empty.to_string())?;
        text(xml, "txt", &[], column.meaning)?;
        for code in table.codes(column) {
            within(xml, "catgry", &[], |xml| {
                text(xml, "catValu", &[], &code.code)?;
                labels(xml, &code.nl, &code.en)
            })?;
        }
        let kind = if column.kind == Kind::Text { "character" } else { "numeric" };
        text(xml, "varFormat", &[("type", kind)], "")?;
        if table.definition.name == CUBE.name && column.name == "value" {
            let note = "Empty where the number is kept back or not recorded: the column `status` says which.";
            text(xml, "notes", &[("subject", "suppression")], note)?;
        }
        Ok(())
    })
}

/// A label in Dutch and in English.
fn labels(xml: &mut Xml, nl: &str, en: &str) -> io::Result<()> {
    text(xml, "labl", &[("xml:lang", "nl")], nl)?;
    text(xml, "labl", &[("xml:lang", "en")], en)
}

/// An element with text; none where there is no text and no attribute.
fn text(xml: &mut Xml, name: &str, attributes: &[(&str, &str)], text: &str) -> io::Result<()> {
    let element = xml.create_element(name).with_attributes(attributes.iter().copied());
    match text {
        "" if attributes.is_empty() => Ok(()),
        "" => element.write_empty().map(|_| ()),
        text => element.write_text_content(BytesText::new(text)).map(|_| ()),
    }
}

/// An element with elements in it.
fn within(
    xml: &mut Xml,
    name: &str,
    attributes: &[(&str, &str)],
    inner: impl FnOnce(&mut Xml) -> io::Result<()>,
) -> io::Result<()> {
    xml.create_element(name).with_attributes(attributes.iter().copied()).write_inner_content(inner).map(|_| ())
}

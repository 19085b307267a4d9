//! Zip archives whose parts are made, damaged and then packed.

use std::io::{Cursor, Write};

use arbitrary::{Result, Unstructured};
use schakel_source::{Kind, SheetName};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::values::{encoded, filled};
use crate::{Case, Mode, delimited, documents, edit, options, sheets};

/// The parts of an archive: names and contents.
pub type Parts = Vec<(String, Vec<u8>)>;

const SURVEY: &str = "<document><languages><language>nl</language><language>en</language></languages><groups><rows>\
    <row><gid>3</gid>\
    <group_name>§</group_name></row></rows></groups><questions><rows><row><qid>2</qid><parent_qid>0</parent_qid>\
    <gid>3</gid>\
    <type>F</type><title>KENNIS</title></row><row><qid>26</qid><parent_qid>0</parent_qid><gid>3</gid><type>R</type>\
    <title>Q1</title><question>§</question></row></rows></questions><subquestions><rows><row><qid>27</qid>\
    <parent_qid>2</parent_qid><gid>3</gid><title>6SQ</title></row></rows></subquestions><question_l10ns><rows><row>\
    <qid>2</qid><question><![CDATA[<p>§&nbsp;</p>]]></question><language>nl</language></row></rows></question_l10ns>\
    <answers><rows><row><qid>26</qid><code>A1</code><aid>9</aid></row></rows></answers><answer_l10ns><rows><row>\
    <aid>9</aid>\
    <answer>§</answer></row></rows></answer_l10ns></document>";
const RESPONSES: &str = "<document><responses><fields><fieldname>id</fieldname><fieldname>submitdate</fieldname>\
    <fieldname>token</fieldname><fieldname>12X3X26</fieldname><fieldname>12X3X26SQ</fieldname>\
    <fieldname>12X3X26</fieldname></fields><rows><row><id>§</id><submitdate>§</submitdate><_12X3X26>§</_12X3X26>\
    <token>§</token></row><row><id>§</id><_12X3X26SQ><![CDATA[§]]></_12X3X26SQ></row></rows></responses></document>";
const PROJECT: &str = "<Project name=\"§\"><Users><User guid=\"u1\" name=\"§\"/></Users><CodeBook><Codes>\
    <Code guid=\"c1\" name=\"§\">\
    <Description>§</Description><Code guid=\"c2\" name=\"§\" isCodable=\"true\"/></Code></Codes></CodeBook>\
    <Variables><Variable guid=\"v2\" name=\"Naam\"/></Variables><Cases><Case guid=\"k1\" name=\"§\"><VariableValue>\
    <VariableRef targetGUID=\"v2\"/><TextValue>§</TextValue></VariableValue><SourceRef targetGUID=\"s1\"/></Case>\
    </Cases>\
    <Sources><TextSource guid=\"s1\" name=\"§\" plainTextPath=\"internal://S1.txt\"><PlainTextSelection guid=\"p1\" \
    startPosition=\"0\" endPosition=\"3\"><Coding guid=\"g1\"><CodeRef targetGUID=\"c2\"/></Coding>\
    </PlainTextSelection>\
    <PlainTextSelection guid=\"p2\" startPosition=\"§\" endPosition=\"§\"><Coding guid=\"g2\">\
    <CodeRef targetGUID=\"§\"/>\
    </Coding></PlainTextSelection></TextSource><TextSource guid=\"s2\"><PlainTextContent>§ é §</PlainTextContent>\
    <PlainTextSelection guid=\"p3\" startPosition=\"1\" endPosition=\"4\"><Coding guid=\"g3\">\
    <CodeRef targetGUID=\"c1\"/>\
    </Coding></PlainTextSelection></TextSource></Sources></Project>";

/// The files of OneRoster, by their headings.
const ROSTER: &[(&str, &str)] = &[
    ("manifest.csv", "propertyName,value"),
    ("orgs.csv", "sourcedId,status,name,type"),
    ("users.csv", "sourcedId,status,enabledUser,orgSourcedIds,role,username,givenName,familyName,dateLastModified"),
    ("Enrolments_out.csv", "SOURCED_ID,classId,schoolSourcedId,userId,role,BeginDate,endDate"),
    ("roles.csv", "sourcedId,userSourcedId,roleType,role,orgSourcedId,beginDate"),
    ("classes.csv", "classId_cl,sourcedId_cl,classCode_cl,term_cl"),
    ("academicSessions.csv", "sourcedId,title,type,startDate,endDate,schoolYear"),
];

const NAMES: &[&str] =
    &["id", "naam", "Blad1", "Blad 2", "name", "username", "token", "sourcedId", "Interventies", "", "é"];
const PIECES: &[&str] = &["oneroster.version,1.2\n", "file.users,delta\n", "file.orgs,absent\n", ",", "\n", "\"", "\0"];

pub fn case(bytes: &[u8]) -> Result<Case> {
    let u = &mut Unstructured::new(bytes);
    let mode = Mode::choose(u)?;
    let kind = *u.choose(&[
        Kind::Xlsx,
        Kind::Xlsx,
        Kind::Ods,
        Kind::TrajectoryWorkbook,
        Kind::Lsa,
        Kind::Qdpx,
        Kind::Oneroster,
    ])?;
    let mut parts = parts(u, kind)?;
    if mode == Mode::Damaged {
        damage_parts(u, &mut parts)?;
    }
    let mut case = Case::of_file(kind, "a.zip", Vec::new(), mode == Mode::Values);
    options::set(u, &mut case.spec, NAMES)?;
    match mode {
        Mode::Values if matches!(kind, Kind::Xlsx | Kind::Ods) => {
            // Found by looking, or in a range, any row may be that of the names.
            (case.spec.header_row, case.spec.range) = (Some(1), None);
            if case.spec.sheets.is_empty() && case.spec.sheet.is_none() {
                case.spec.sheet = Some(SheetName::Number(1));
            }
        }
        Mode::Values if kind == Kind::TrajectoryWorkbook => case.secret = false,
        _ => options::set_header(u, &mut case.spec)?,
    }
    case.files[0].1 = packed(u, &parts)?;
    if mode == Mode::Raw {
        edit::damage(u, &mut case.files[0].1, &[])?;
    }
    if kind == Kind::Oneroster && mode != Mode::Raw && u.ratio(1, 3)? {
        case.spec.path = "d".to_owned();
        case.files = parts.into_iter().map(|(name, bytes)| (format!("d/{name}"), bytes)).collect();
    }
    Ok(case)
}

/// Any archive, packed.
pub fn any(u: &mut Unstructured<'_>) -> Result<Vec<u8>> {
    let kind = *u.choose(&[Kind::Xlsx, Kind::Ods, Kind::Lsa, Kind::Qdpx, Kind::Oneroster])?;
    let mut parts = parts(u, kind)?;
    if u.ratio(1, 2)? {
        damage_parts(u, &mut parts)?;
    }
    packed(u, &parts)
}

fn parts(u: &mut Unstructured<'_>, kind: Kind) -> Result<Parts> {
    let plain = |name: &str, text: String| (name.to_owned(), text.into_bytes());
    let xml = |u: &mut Unstructured<'_>, form: &str| documents::text(u, form);
    Ok(match kind {
        Kind::Lsa => vec![plain("s_12.lss", structure(u)?), plain("s_12_responses.lsr", xml(u, RESPONSES)?)],
        Kind::Qdpx => {
            let text = filled(u, "é§\r\n\u{1F44D}§", &[], str::to_owned)?;
            vec![plain("project.qde", xml(u, PROJECT)?), ("Sources/s1.txt".to_owned(), encoded(u, &text)?)]
        }
        Kind::Oneroster => {
            let mut parts = Parts::new();
            for (name, headings) in ROSTER {
                if u.ratio(2, 3)? {
                    let form = delimited::form(Kind::Csv, headings);
                    let text = delimited::text(u, &form)?;
                    parts.push(((*name).to_owned(), encoded(u, &text)?));
                }
            }
            parts
        }
        Kind::Ods => sheets::ods(u)?,
        kind => sheets::xlsx(u, kind == Kind::TrajectoryWorkbook)?,
    })
}

/// The structure of a survey.
pub fn structure(u: &mut Unstructured<'_>) -> Result<String> {
    documents::text(u, SURVEY)
}

fn damage_parts(u: &mut Unstructured<'_>, parts: &mut Parts) -> Result<()> {
    for (name, bytes) in parts.iter_mut() {
        if u.ratio(1, 2)? {
            let is_xml = !name.ends_with(".csv") && !name.ends_with(".txt");
            let pieces = if is_xml { documents::PIECES } else { PIECES };
            let own = if u.ratio(1, 2)? && is_xml { sheets::PIECES } else { pieces };
            edit::damage(u, bytes, own)?;
        }
    }
    if u.ratio(1, 8)? && !parts.is_empty() {
        let last = parts.len() - 1;
        let name =
            *u.choose(&["../a.csv", "/etc/users.csv", "a/b/users.csv", "__MACOSX/orgs.csv", "x.qde", "é.lss", ""])?;
        parts[u.int_in_range(0..=last)?].0 = name.to_owned();
    }
    Ok(())
}

/// The archive of these parts; a name that is there already is passed over.
fn packed(u: &mut Unstructured<'_>, parts: &Parts) -> Result<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let method = if u.ratio(1, 4)? { CompressionMethod::Deflated } else { CompressionMethod::Stored };
    for (name, bytes) in parts {
        let options = SimpleFileOptions::default().compression_method(method);
        if writer.start_file(name.as_str(), options).is_ok() {
            writer.write_all(bytes).expect("memory can be written to");
        }
    }
    Ok(writer.finish().expect("an archive can be written to memory").into_inner())
}

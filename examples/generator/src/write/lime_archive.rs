//! LimeSurvey archives: the structure of a survey (.lss) and its responses (.lsr) in one zip.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::lime_csv::{question, submitted, value};
use super::sqlite::FUNCTIONS;
use super::text::word;
use super::{Files, failed};
use crate::Result;
use crate::instrument::{Item, Kind};
use crate::sim::School;
use crate::sim::survey::Audience;

pub(super) fn write(school: &School, files: &mut Files) -> Result<()> {
    for (audience, list) in [(Audience::Staff, "medewerkers"), (Audience::Student, "deelnemers")] {
        for wave in 0..2 {
            let name = format!("vragenlijsten/{list}_{}.lsa", wave + 1);
            let survey = Survey::new(audience, 410_000 + 10 * (audience as usize + 1) + wave);
            let bytes = archive(&survey, school, audience, wave).map_err(|e| failed(&name)(&e))?;
            files.insert(name, bytes);
        }
    }
    Ok(())
}

/// One question or part of a question.
struct Question {
    id: usize,
    parent: usize,
    kind: char,
    title: String,
    text: String,
    /// Place among the items, for those that hold an answer.
    item: Option<usize>,
}

struct Survey {
    id: usize,
    questions: Vec<Question>,
}

impl Survey {
    fn new(audience: Audience, id: usize) -> Self {
        let mut survey = Survey { id, questions: Vec::new() };
        survey.add(0, 'L', "ROL", "Wat is uw rol?", None);
        survey.add(0, 'S', "KOPPEL", "Uw persoonlijke code", None);
        for (at, item) in audience.items().iter().enumerate() {
            let (title, part, text) = question(item);
            match part {
                None => {
                    survey.add(0, kind(item), &title, text, Some(at));
                }
                Some(part) => {
                    let known = survey.questions.iter().find(|q| q.title == title && q.parent == 0).map(|q| q.id);
                    let parent = known.unwrap_or_else(|| {
                        let kind = if item.kind == Kind::YesNo { 'M' } else { 'F' };
                        survey.add(0, kind, &title, text, None)
                    });
                    survey.add(parent, 'T', part, item.text.replace(text, "").trim(), Some(at));
                }
            }
        }
        survey
    }

    fn add(&mut self, parent: usize, kind: char, title: &str, text: &str, item: Option<usize>) -> usize {
        let id = 100 + self.questions.len();
        self.questions.push(Question { id, parent, kind, title: title.to_owned(), text: text.to_owned(), item });
        id
    }

    /// Name of the field of a question in the responses: survey, group, question and the code of the part.
    fn field(&self, q: &Question) -> String {
        match q.parent {
            0 => format!("{}X1X{}", self.id, q.id),
            parent => format!("{}X1X{parent}{}", self.id, q.title),
        }
    }
}

fn kind(item: &Item) -> char {
    match item.kind {
        Kind::Likert => '5',
        Kind::Count => 'N',
        Kind::Choice(_) => 'L',
        Kind::YesNo => 'Y',
        Kind::Text => 'T',
    }
}

fn archive(survey: &Survey, school: &School, audience: Audience, wave: usize) -> zip::result::ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let made = DateTime::from_date_and_time(2026, 6, 1, 12, 0, 0).unwrap_or_default();
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).last_modified_time(made);
    zip.start_file(format!("survey_{}.lss", survey.id), options)?;
    zip.write_all(structure(survey).as_bytes())?;
    zip.start_file(format!("survey_{}_responses.lsr", survey.id), options)?;
    zip.write_all(responses(survey, school, audience, wave).as_bytes())?;
    Ok(zip.finish()?.into_inner())
}

fn cell(name: &str, text: &str) -> String {
    if text.is_empty() {
        format!("<{name}/>")
    } else {
        format!("<{name}><![CDATA[{}]]></{name}>", text.replace("]]>", "]] >"))
    }
}

fn section(name: &str, fields: &[&str], rows: &[Vec<String>]) -> String {
    let mut xml = format!(" <{name}>\n  <fields>\n");
    for field in fields {
        let _ = writeln!(xml, "   <fieldname>{field}</fieldname>");
    }
    xml.push_str("  </fields>\n  <rows>\n");
    for row in rows {
        xml.push_str("   <row>\n");
        for (field, value) in fields.iter().zip(row) {
            let _ = writeln!(xml, "    {}", cell(field, value));
        }
        xml.push_str("   </row>\n");
    }
    let _ = writeln!(xml, "  </rows>\n </{name}>");
    xml
}

fn structure(survey: &Survey) -> String {
    let (mut main, mut parts, mut texts) = (Vec::new(), Vec::new(), Vec::new());
    for (order, q) in survey.questions.iter().enumerate() {
        let row: Vec<String> = vec![
            q.id.to_string(),
            q.parent.to_string(),
            survey.id.to_string(),
            "1".to_owned(),
            q.kind.to_string(),
            q.title.clone(),
            order.to_string(),
            "0".to_owned(),
        ];
        if q.parent == 0 { &mut main } else { &mut parts }.push(row);
        texts.push(vec![q.id.to_string(), q.id.to_string(), q.text.clone(), "nl".to_owned()]);
    }
    let fields = ["qid", "parent_qid", "sid", "gid", "type", "title", "question_order", "scale_id"];
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<document>\n <LimeSurveyDocType>Survey</LimeSurveyDocType>\n <DBVersion>606</DBVersion>\n <languages>\n  <language>nl</language>\n </languages>\n",
    );
    xml.push_str(&section(
        "groups",
        &["gid", "sid", "group_order"],
        &[vec!["1".to_owned(), survey.id.to_string(), "1".to_owned()]],
    ));
    xml.push_str(&section("questions", &fields, &main));
    xml.push_str(&section("subquestions", &fields, &parts));
    xml.push_str(&section("question_l10ns", &["id", "qid", "question", "language"], &texts));
    xml.push_str("</document>\n");
    xml
}

fn responses(survey: &Survey, school: &School, audience: Audience, wave: usize) -> String {
    let items = audience.items();
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<document><LimeSurveyDocType>Responses</LimeSurveyDocType><DBVersion>606</DBVersion><languages><language>nl</language></languages><responses><fields>",
    );
    let answered = |q: &&Question| q.item.is_some() || matches!(q.title.as_str(), "ROL" | "KOPPEL");
    for field in ["id", "submitdate", "lastpage", "startlanguage", "seed"] {
        let _ = write!(xml, "<fieldname>{field}</fieldname>");
    }
    for q in survey.questions.iter().filter(answered) {
        let _ = write!(xml, "<fieldname>{}</fieldname>", survey.field(q));
    }
    xml.push_str("</fields><rows>");
    let here = school.survey.of(audience).iter().filter(|r| r.wave == wave);
    for (at, r) in here.enumerate() {
        xml.push_str("<row>");
        xml.push_str(&cell("id", &(at + 1).to_string()));
        // A response that was not sent has no element for the date at all.
        if let Some(date) = submitted(r, at) {
            xml.push_str(&cell("submitdate", &date));
        }
        xml.push_str(&cell("lastpage", if r.completed { "4" } else { "2" }));
        xml.push_str(&cell("startlanguage", "nl"));
        xml.push_str(&cell("seed", &(1_000_003 * (at + 7) % 900_000_001).to_string()));
        for q in survey.questions.iter().filter(answered) {
            let text = match (q.item, q.title.as_str()) {
                (Some(item), _) => value(&items[item], &r.answers[item]),
                (None, "ROL") if r.role == "student" => "DEELNEMER".to_owned(),
                (None, "ROL") => word(FUNCTIONS, r.role).to_owned(),
                _ => r.link_code.clone().unwrap_or_default(),
            };
            xml.push_str(&cell(&format!("_{}", survey.field(q)), &text));
        }
        xml.push_str("</row>");
    }
    xml.push_str("</rows></responses></document>\n");
    xml
}

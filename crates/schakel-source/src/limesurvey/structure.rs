//! The structure of a survey (.lss): its questions, their parts and their answer codes, in its base language.

use std::collections::BTreeMap;

use serde_json::Value;

use super::asked::Asked;
use crate::build::TextTable;
use crate::csv::Input;
use crate::problem::Problem;
use crate::spec::SourceSpec;
use crate::table::{SourceColumn, SourceTable};
use crate::xml::{Elements, element_text};

/// A row of one of the XML tables.
pub(super) type Row = BTreeMap<String, String>;

/// What a column of the responses holds.
pub(super) struct Column {
    /// `Q2[SQ001]`, or the field itself when no question belongs to it.
    pub(super) original: String,
    /// Id of the question.
    question: Option<String>,
    part: String,
}

/// The structure of a survey, in its base language.
pub(super) struct Survey {
    /// Questions by id.
    questions: BTreeMap<String, Row>,
    /// Parts of questions by question id, then by code.
    parts: BTreeMap<String, BTreeMap<String, Row>>,
    /// Answer codes: question id, code, text.
    options: Vec<(String, String, String)>,
    groups: BTreeMap<String, String>,
}

impl Survey {
    /// Reads the text of a structure file; messages name the file of `spec`.
    pub(super) fn read(spec: &SourceSpec, text: &str) -> Result<Survey, Problem> {
        let table = |name: &str| rows(spec, text, &[name, "rows", "row"]);
        let base = plain(spec, text, &["languages", "language"])?.into_iter().next().unwrap_or_default();
        let in_base = |row: &Row| row.get("language").is_none_or(|language| *language == base);
        let texts = |rows: Vec<Row>, id: &str, column: &str| -> BTreeMap<String, String> {
            let texts = rows.into_iter().filter(|row| in_base(row));
            texts.filter_map(|row| Some((row.get(id)?.clone(), plain_text(row.get(column)?)))).collect()
        };
        let question_texts = texts(table("question_l10ns")?, "qid", "question");
        let option_texts = texts(table("answer_l10ns")?, "aid", "answer");
        let mut groups = texts(table("groups")?, "gid", "group_name");
        groups.extend(texts(table("group_l10ns")?, "gid", "group_name"));
        let with_text = |mut row: Row| {
            let text = row.get("qid").and_then(|id| question_texts.get(id)).cloned();
            let text = text.or_else(|| row.get("question").map(|text| plain_text(text)));
            row.insert("question".to_owned(), text.unwrap_or_default());
            row
        };
        let mut questions = BTreeMap::new();
        let mut parts: BTreeMap<String, BTreeMap<String, Row>> = BTreeMap::new();
        for row in
            table("questions")?.into_iter().chain(table("subquestions")?).filter(|row| in_base(row)).map(with_text)
        {
            let parent = row.get("parent_qid").filter(|parent| *parent != "0").cloned();
            match (parent, row.get("qid").cloned(), row.get("title").cloned()) {
                (Some(parent), _, Some(title)) => {
                    parts.entry(parent).or_default().insert(title, row);
                }
                (None, Some(id), _) => {
                    questions.insert(id, row);
                }
                _ => {}
            }
        }
        let mut options = Vec::new();
        for row in table("answers")?.into_iter().filter(|row| in_base(row)) {
            let text = row.get("aid").and_then(|id| option_texts.get(id)).cloned();
            let text = text.or_else(|| row.get("answer").map(|text| plain_text(text))).unwrap_or_default();
            if let (Some(question), Some(code)) = (row.get("qid"), row.get("code")) {
                options.push((question.clone(), code.clone(), text));
            }
        }
        if questions.is_empty() {
            return Err(Problem::error("source-archive", "the structure of the survey has no questions")
                .file(&spec.path)
                .hint("Export it again as \"Survey structure (.lss)\"."));
        }
        Ok(Survey { questions, parts, options, groups })
    }

    /// The question behind a field such as `841748X3X26` or `841748X3X3SQ001`.
    pub(super) fn column(&self, field: &str) -> Column {
        let plain = || Column { original: field.to_owned(), question: None, part: String::new() };
        let mut pieces = field.splitn(3, 'X');
        let (Some(survey), Some(group), Some(rest)) = (pieces.next(), pieces.next(), pieces.next()) else {
            return plain();
        };
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(survey) || !digits(group) {
            return plain();
        }
        // The id runs straight into the code of the part, which may start with a digit: the longest known id that fits.
        let length = rest.bytes().take_while(u8::is_ascii_digit).count();
        let fits = |id: &str, part: &str| {
            let question = self.questions.get(id)?;
            let of_question = |part: &str| {
                self.parts.get(id).is_some_and(|parts| parts.keys().any(|code| part.starts_with(code.as_str())))
            };
            let of_any = |part: &str| part.starts_with("other") || part.starts_with("comment") || part.starts_with('_');
            let ranked = question.get("type").is_some_and(|kind| kind == "R");
            let known = part.is_empty() || ranked || of_any(part) || of_question(part);
            let same_group = question.get("gid").is_none_or(|of| of == group);
            (known && same_group).then_some(question)
        };
        let split = (1..=length).rev().map(|at| rest.split_at(at));
        let found = split.clone().find_map(|(id, part)| Some((id, part, fits(id, part)?)));
        let found = found.or_else(|| split.clone().find_map(|(id, part)| Some((id, part, self.questions.get(id)?))));
        let Some((id, part, question)) = found else { return plain() };
        let title = question.get("title").map_or("", String::as_str);
        Column { original: coded(title, part), question: Some(id.to_owned()), part: part.to_owned() }
    }

    /// The question behind a code such as `Q2` with the part `SQ001`, also when they are written as one (`Q2_SQ001`).
    pub(super) fn coded(&self, code: &str, part: &str) -> Option<Column> {
        let of = |title: &str, part: &str| {
            let (id, _) =
                self.questions.iter().find(|(_, question)| question.get("title").is_some_and(|t| t == title))?;
            Some(Column { original: coded(title, part), question: Some(id.clone()), part: part.to_owned() })
        };
        let split = || code.rmatch_indices('_').find_map(|(at, _)| of(&code[..at], &code[at + 1..]));
        of(code, part).or_else(|| if part.is_empty() { split() } else { None })
    }

    /// What a column asks; nothing for one without a question.
    pub(super) fn asked(&self, column: &Column) -> Option<Asked> {
        let id = column.question.as_ref()?;
        let question = self.questions.get(id)?;
        let get = |key: &str| question.get(key).cloned().unwrap_or_default();
        let parts = self.parts.get(id);
        let part_code = column.part.split(['_', '#']).next().unwrap_or_default();
        let part = parts.and_then(|parts| parts.get(&column.part).or_else(|| parts.get(part_code)));
        Some(Asked {
            code: get("title"),
            part_code: column.part.clone(),
            kind: get("type"),
            group: question.get("gid").and_then(|group| self.groups.get(group)).cloned().unwrap_or_default(),
            question: get("question"),
            part: part.and_then(|part| part.get("question")).cloned().unwrap_or_default(),
        })
    }

    /// `<name>__options`: the answer codes and their texts.
    pub(super) fn options_table(&self, spec: &SourceSpec) -> SourceTable {
        let mut table = TextTable::new(["question_code", "code", "answer"].map(SourceColumn::same).to_vec());
        for (number, (question, code, text)) in self.options.iter().enumerate() {
            let title =
                self.questions.get(question).and_then(|question| question.get("title")).map_or("", String::as_str);
            table.push_row([title, code, text], number as i64 + 1);
        }
        table.close();
        SourceTable::text(format!("{}__options", spec.name), &spec.path, table)
    }
}

/// `Q2`, or `Q2[SQ001]` for a part.
pub(super) fn coded(title: &str, part: &str) -> String {
    if part.is_empty() { title.to_owned() } else { format!("{title}[{part}]") }
}

/// The rows of an XML table with their columns by name.
pub(super) fn rows(spec: &SourceSpec, text: &str, path: &[&str]) -> Result<Vec<Row>, Problem> {
    let mut elements = Elements::open(spec, Input::Bytes(text.as_bytes()), path)?;
    let mut rows = Vec::new();
    while let Some(found) = elements.next()? {
        if let Value::Object(object) = found.value {
            let row = object.iter().filter_map(|(name, value)| Some((name.clone(), element_text(value)?.to_owned())));
            rows.push(row.collect());
        }
    }
    Ok(rows)
}

/// The texts of the elements at a path.
pub(super) fn plain(spec: &SourceSpec, text: &str, path: &[&str]) -> Result<Vec<String>, Problem> {
    let mut elements = Elements::open(spec, Input::Bytes(text.as_bytes()), path)?;
    let mut texts = Vec::new();
    while let Some(found) = elements.next()? {
        texts.extend(element_text(&found.value).map(str::to_owned));
    }
    Ok(texts)
}

/// The text of a question without its HTML.
fn plain_text(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut inside = false;
    for character in html.chars() {
        match character {
            '<' => {
                inside = true;
                text.push(' ');
            }
            '>' if inside => inside = false,
            other if !inside => text.push(other),
            _ => {}
        }
    }
    let text = text
        .replace("&nbsp;", " ")
        .replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

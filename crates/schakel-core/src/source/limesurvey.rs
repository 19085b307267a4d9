//! LimeSurvey archives (.lsa): a zip with the structure of the survey (.lss) and its responses (.lsr).
//!
//! Gives `<name>` with one row per response, its columns named by question code (`Q1`, `Q2_SQ001`);
//! `<name>__questions` with what every column asks; and `<name>__options` with the answer codes.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use super::archive;
use super::build::TextTable;
use super::names::clean_names;
use super::spec::SourceSpec;
use super::table::{SourceColumn, SourceTable};
use super::xml::{Elements, element_text};
use crate::problem::Problem;

/// A row of one of the XML tables.
type Row = BTreeMap<String, String>;

/// Reads the archive.
pub(super) fn read(spec: &SourceSpec, path: &Path, limit: Option<u64>) -> Result<Vec<SourceTable>, Vec<Problem>> {
    archive::check(spec, path).map_err(|problem| vec![problem])?;
    let structure = part(spec, path, ".lss", "structure").map_err(|problem| vec![problem])?;
    let responses = part(spec, path, "_responses.lsr", "responses").map_err(|problem| vec![problem])?;
    tables(spec, &structure, &responses, limit).map_err(|problem| vec![problem])
}

fn part(spec: &SourceSpec, path: &Path, ending: &str, what: &str) -> Result<String, Problem> {
    let missing = || {
        Problem::error("source-archive", format!("the archive has no {what} (a file that ends in {ending})"))
            .file(&spec.path)
            .hint("Export the survey as \"Survey archive (.lsa)\".")
    };
    let (_, bytes) = archive::part(spec, path, ending)?.ok_or_else(missing)?;
    String::from_utf8(bytes).map_err(|_| {
        Problem::error("source-encoding", format!("the {what} are not UTF-8")).file(&spec.path).sheet(ending)
    })
}

fn tables(
    spec: &SourceSpec,
    structure: &str,
    responses: &str,
    limit: Option<u64>,
) -> Result<Vec<SourceTable>, Problem> {
    let survey = Survey::read(spec, structure)?;
    let fields: Vec<String> = plain(spec, responses, &["responses", "fields", "fieldname"])?;
    let columns: Vec<Column> = fields.iter().map(|field| survey.column(field)).collect();
    let originals: Vec<&str> = columns.iter().map(|column| column.original.as_str()).collect();
    let names = clean_names(&originals);
    let header = names.iter().zip(&originals).map(|(name, original)| SourceColumn {
        name: name.clone(),
        original: (*original).to_owned(),
        more: Vec::new(),
    });
    let mut table = TextTable::new(header.collect());
    let mut number = 0;
    for row in rows(spec, responses, &["responses", "rows", "row"])? {
        number += 1;
        for (column, field) in fields.iter().enumerate() {
            let value = row.get(field).or_else(|| row.get(&format!("_{field}")));
            if let Some(value) = value.filter(|value| !value.is_empty() && !spec.null.contains(value)) {
                table.set(column, value);
            }
        }
        table.end_row(number);
        if limit.is_some_and(|limit| number as u64 >= limit) {
            break;
        }
    }
    table.close();
    let mut table = SourceTable::text(&spec.name, &spec.path, table);
    if number == 0 {
        table.problems.push(Problem::notice("source-no-rows", "the survey has no responses").file(&spec.path));
    }
    let table = table.finish(spec);
    let long = spec.long.then(|| table.long());
    let questions = survey.questions_table(spec, &names, &fields, &columns);
    let options = survey.options_table(spec);
    Ok(std::iter::once(table).chain(long).chain([questions, options]).collect())
}

/// What a column of the responses holds.
struct Column {
    /// `Q2[SQ001]`, or the field itself when no question belongs to it.
    original: String,
    question: Option<String>,
    part: String,
}

/// The structure of a survey, in its base language.
struct Survey {
    /// Questions by id.
    questions: BTreeMap<String, Row>,
    /// Parts of questions by question id, then by code.
    parts: BTreeMap<String, BTreeMap<String, Row>>,
    /// Answer codes: question id, code, text.
    options: Vec<(String, String, String)>,
    groups: BTreeMap<String, String>,
}

impl Survey {
    fn read(spec: &SourceSpec, text: &str) -> Result<Survey, Problem> {
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
                .sheet(".lss"));
        }
        Ok(Survey { questions, parts, options, groups })
    }

    /// The question behind a field such as `841748X3X26` or `841748X3X3SQ001`.
    fn column(&self, field: &str) -> Column {
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
        let title = question.get("title").cloned().unwrap_or_default();
        let original = if part.is_empty() { title } else { format!("{title}[{part}]") };
        Column { original, question: Some(id.to_owned()), part: part.to_owned() }
    }

    fn questions_table(
        &self,
        spec: &SourceSpec,
        names: &[String],
        fields: &[String],
        columns: &[Column],
    ) -> SourceTable {
        let header = ["column_name", "field", "question_code", "part_code", "type", "group", "question", "part"];
        let mut table = TextTable::new(header.map(SourceColumn::same).to_vec());
        let mut number = 0;
        for ((name, field), column) in names.iter().zip(fields).zip(columns) {
            let Some((id, question)) = column.question.as_ref().and_then(|id| Some((id, self.questions.get(id)?)))
            else {
                continue;
            };
            let get = |key: &str| question.get(key).map_or("", String::as_str);
            let parts = self.parts.get(id);
            let part_code = column.part.split(['_', '#']).next().unwrap_or_default();
            let part = parts.and_then(|parts| parts.get(&column.part).or_else(|| parts.get(part_code)));
            let part = part.and_then(|part| part.get("question")).map_or("", String::as_str);
            let group = self.groups.get(get("gid")).map_or("", String::as_str);
            number += 1;
            table
                .push_row([name, field, get("title"), &column.part, get("type"), group, get("question"), part], number);
        }
        table.close();
        SourceTable::text(format!("{}__questions", spec.name), &spec.path, table)
    }

    fn options_table(&self, spec: &SourceSpec) -> SourceTable {
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

/// The rows of an XML table with their columns by name.
fn rows(spec: &SourceSpec, text: &str, path: &[&str]) -> Result<Vec<Row>, Problem> {
    let mut elements = Elements::new(spec, text, path);
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
fn plain(spec: &SourceSpec, text: &str, path: &[&str]) -> Result<Vec<String>, Problem> {
    let mut elements = Elements::new(spec, text, path);
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

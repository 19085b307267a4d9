//! What the columns of a survey are called, and which of them a person means.

use std::collections::BTreeMap;

use schakel_source::{SourceColumn, SourceTable};

use super::grid::{Grid, bare, plain};

/// Whether a column, by its name, is one that a tool for surveys adds.
pub(crate) fn is_of_the_tool(name: &str) -> bool {
    OF_THE_TOOL.contains(&bare(name).as_str())
}

/// Columns that survey tools add beside the answers, by letters and digits only.
const OF_THE_TOOL: [&str; 35] = [
    // LimeSurvey
    "id",
    "submitdate",
    "submitted",
    "lastpage",
    "startlanguage",
    "seed",
    "startdate",
    "datestamp",
    "interviewtime",
    "completed",
    "token",
    "ipaddr",
    "refurl",
    // Qualtrics
    "responseid",
    "responseset",
    "enddate",
    "status",
    "progress",
    "durationinseconds",
    "finished",
    "recordeddate",
    "distributionchannel",
    "userlanguage",
    // Microsoft and Google Forms
    "begintijd",
    "starttime",
    "tijdvanvoltooien",
    "completiontime",
    "tijdvanlaatstewijziging",
    "lastmodifiedtime",
    "email",
    "emailadres",
    "naam",
    "name",
    "tijdstempel",
    "timestamp",
];

/// The columns of a survey.
pub(super) struct Header {
    pub(super) columns: Vec<Asked>,
    /// The columns by what they may be called: exactly at each of the levels, then whatever the case at each of them.
    named: Vec<BTreeMap<String, Vec<usize>>>,
}

/// A column, and what is known of what it asks.
#[derive(Default)]
pub(super) struct Asked {
    /// Its name in SQL.
    pub(super) name: String,
    /// What it may be called, the surest first: its name, what the file calls it, its text, the text of its part.
    called: [Vec<String>; 4],
    /// The question, as far as it is known.
    pub(super) text: Option<String>,
    /// LimeSurvey's letter for the type of question.
    pub(super) kind: Option<char>,
    /// The answers that can be chosen: what they say, and their codes.
    pub(super) options: Vec<(String, String)>,
    /// Whether the tool asks it, rather than keeping it.
    pub(super) is_question: bool,
}

/// Which column is meant.
pub(super) enum Found {
    One(usize),
    Several(Vec<usize>),
    None,
}

impl Header {
    /// `tables` are those of the same source: what LimeSurvey tells of its questions is among them.
    pub(super) fn read(grid: &Grid<'_>, tables: &[SourceTable]) -> Header {
        let beside = |part: &str| {
            let table = tables.iter().find(|table| table.name == format!("{}__{part}", grid.table.name))?;
            Some(Grid::new(table, grid.source.clone(), grid.file.clone()))
        };
        let mut columns: Vec<Asked> = grid.table.columns.iter().map(Asked::of_column).collect();
        if let Some(questions) = beside("questions") {
            for column in &mut columns {
                column.is_question = false;
            }
            Asked::of_questions(&mut columns, &questions, beside("options").as_ref());
        }
        let mut named = vec![BTreeMap::new(); 8];
        for (index, column) in columns.iter().enumerate() {
            for (level, name) in
                (0..).zip(&column.called).flat_map(|(level, names)| names.iter().map(move |name| (level, name)))
            {
                for (level, name) in [(level, name.clone()), (level + 4, plain(name))] {
                    let same: &mut Vec<usize> = named[level].entry(name).or_default();
                    if same.last() != Some(&index) {
                        same.push(index);
                    }
                }
            }
        }
        Header { columns, named }
    }

    /// The column that a person means: exactly as written if there is one, else whatever the case.
    pub(super) fn find(&self, wanted: &str) -> Found {
        let compared = plain(wanted);
        let (exact, lenient) = self.named.split_at(4);
        let found = exact.iter().find_map(|named| named.get(wanted));
        match found.or_else(|| lenient.iter().find_map(|named| named.get(&compared))).map(Vec::as_slice) {
            None => Found::None,
            Some([one]) => Found::One(*one),
            Some(several) => Found::Several(several.to_vec()),
        }
    }

    /// The first of these names that a column has, by letters and digits only.
    pub(super) fn known(&self, names: &[&str]) -> Option<usize> {
        let has = |column: &Asked, wanted: &str| column.called.iter().flatten().any(|name| bare(name) == wanted);
        names.iter().find_map(|wanted| self.columns.iter().position(|column| has(column, wanted)))
    }
}

impl Asked {
    fn of_column(column: &SourceColumn) -> Asked {
        let texts: Vec<&String> = column.more.iter().filter(|text| !text.starts_with("{\"ImportId\"")).collect();
        let ids = column.more.iter().filter_map(|text| text.strip_prefix("{\"ImportId\":\"")?.split('"').next());
        let in_file = std::iter::once(column.original.clone()).chain(ids.map(str::to_owned)).collect();
        // In Forms the question itself is the name of the column.
        let text = texts.first().map_or(&column.original, |text| *text).clone();
        let kept = [&column.name, &column.original].into_iter().chain(texts.iter().copied());
        Asked {
            is_question: !kept.map(|name| bare(name)).any(|name| OF_THE_TOOL.contains(&name.as_str())),
            called: [vec![column.name.clone()], in_file, texts.into_iter().cloned().collect(), Vec::new()],
            text: (!text.is_empty()).then_some(text),
            name: column.name.clone(),
            ..Asked::default()
        }
    }

    fn of_questions(columns: &mut [Asked], questions: &Grid<'_>, options: Option<&Grid<'_>>) {
        let at = |name: &str| questions.column(&[name]);
        let [name, code, part_code, kind, question, part] =
            ["column_name", "question_code", "part_code", "type", "question", "part"].map(at);
        let options = options.map(of_options).unwrap_or_default();
        for row in questions.rows() {
            let get = |column: Option<usize>| column.and_then(|column| row.get(column));
            let Some(column) = columns.iter_mut().find(|column| Some(column.name.as_str()) == get(name)) else {
                continue;
            };
            column.is_question = true;
            column.kind = get(kind).and_then(|kind| kind.chars().next());
            let [_, in_file, texts, parts] = &mut column.called;
            if let Some(code) = get(code) {
                in_file.push(match get(part_code) {
                    Some(part) => format!("{code}[{part}]"),
                    None => code.to_owned(),
                });
                column.options = options.get(code).cloned().unwrap_or_default();
            }
            column.text = match (get(question), get(part)) {
                (Some(question), Some(part)) => {
                    texts.push(format!("{question} [{part}]"));
                    parts.push(part.to_owned());
                    Some(format!("{question} {part}"))
                }
                (question, part) => question.or(part).map(str::to_owned),
            };
            texts.extend(column.text.clone());
        }
    }
}

/// The answers of every question by its code: what they say, and their codes.
fn of_options(options: &Grid<'_>) -> BTreeMap<String, Vec<(String, String)>> {
    let [question, code, answer] = ["question_code", "code", "answer"].map(|name| options.column(&[name]));
    let mut found: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for row in options.rows() {
        let get = |column: Option<usize>| column.and_then(|column| row.get(column));
        if let (Some(question), Some(code), Some(answer)) = (get(question), get(code), get(answer)) {
            found.entry(question.to_owned()).or_default().push((plain(answer), code.to_owned()));
        }
    }
    found
}

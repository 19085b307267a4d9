//! LimeSurvey results as CSV with the header style "code and text".

use super::Files;
use super::one_roster::{FUNCTIONS, list_name};
use super::text::{Encoding, Table, or_empty, word};
use crate::instrument::{Item, Kind};
use crate::sim::School;
use crate::sim::survey::{Answer, Audience, Respondent};

pub(super) fn write(school: &School, files: &mut Files) {
    for audience in [Audience::Staff, Audience::Student] {
        for wave in 0..2 {
            let name = format!("limesurvey/{}-meting{}.csv", list_name(audience), wave + 1);
            let encoding = if wave == 0 { Encoding::Utf8Bom } else { Encoding::Utf8 };
            files.insert(name, results(school, audience, wave).bytes(encoding));
        }
    }
}

/// The code of a question as LimeSurvey has it (letters and digits), with the code of a part of it.
pub(super) fn question(item: &Item) -> (String, Option<&'static str>, &'static str) {
    match item.dimension {
        "vision_ideal" => ("VISIE".to_owned(), Some(item.code), "Hoe moet het zijn?"),
        "vision_current" => ("NU".to_owned(), Some(item.code), "Hoe is het nu?"),
        "obstacle" => ("OB".to_owned(), Some(item.code), "Wat staat in de weg?"),
        _ => (item.code.replace('_', ""), None, item.text),
    }
}

/// The value as LimeSurvey stores it.
pub(super) fn value(item: &Item, answer: &Answer) -> String {
    match (item.kind, answer) {
        (_, Answer::Skipped) => String::new(),
        (_, Answer::NotApplicable) => "9".to_owned(),
        (Kind::YesNo, Answer::Number(n)) => if *n == 1 { "Y" } else { "" }.to_owned(),
        (_, Answer::Number(n)) => n.to_string(),
        (_, Answer::Code(code)) => (*code).to_owned(),
        (_, Answer::Text(text)) => (*text).to_owned(),
    }
}

fn results(school: &School, audience: Audience, wave: usize) -> Table {
    let items = audience.items();
    let mut t = Table::new(',').quoted();
    let mut head: Vec<String> = [
        "id. Antwoord ID",
        "submitdate. Datum verzonden",
        "lastpage. Laatste pagina",
        "startlanguage. Starttaal",
        "seed. Seed",
        "ROL. Wat is uw rol?",
        "KOPPEL. Uw persoonlijke code",
    ]
    .map(str::to_owned)
    .to_vec();
    for item in items {
        let (code, part, text) = question(item);
        head.push(match part {
            Some(part) => format!("{code}[{part}]. {text} [{}]", item.text.replace(text, "").trim()),
            None => format!("{code}. {text}"),
        });
    }
    t.row(head);
    let here = school.survey.of(audience).iter().filter(|r| r.wave == wave);
    for (at, r) in here.enumerate() {
        let mut row = vec![
            (at + 1).to_string(),
            or_empty(submitted(r, at)),
            if r.completed { "4" } else { "2" }.to_owned(),
            "nl".to_owned(),
            (1_000_003 * (at + 7) % 900_000_001).to_string(),
            if r.role == "student" { "leerling" } else { word(FUNCTIONS, r.role) }.to_owned(),
            r.link_code.clone().unwrap_or_default(),
        ];
        row.extend(items.iter().zip(&r.answers).map(|(i, a)| value(i, a)));
        t.row(row);
    }
    t
}

/// When the answers were sent; LimeSurvey writes 1980 where the date is not known.
pub(super) fn submitted(respondent: &Respondent, at: usize) -> Option<String> {
    let end = respondent.started + chrono::Duration::minutes(i64::from(respondent.minutes));
    respondent.completed.then(|| {
        if at % 97 == 11 { "1980-01-01 00:00:00".to_owned() } else { end.format("%Y-%m-%d %H:%M:%S").to_string() }
    })
}

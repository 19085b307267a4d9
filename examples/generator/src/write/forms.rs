//! Microsoft Forms results: question texts as headers, answers as texts, several answers joined by `;`.

use super::Files;
use super::list_export::FUNCTIONS;
use super::names::mail;
use super::one_roster::list_name;
use super::sheet;
use super::text::word;
use crate::Result;
use crate::instrument::{Item, Kind};
use crate::sim::School;
use crate::sim::survey::{Answer, Audience};

const POINTS: [&str; 5] = ["Helemaal mee oneens", "Mee oneens", "Neutraal", "Mee eens", "Helemaal mee eens"];
const SATISFIED: [&str; 5] = ["Heel ontevreden", "Ontevreden", "Neutraal", "Tevreden", "Heel tevreden"];
const CHOICES: &[(&str, &str)] = &[
    ("ja", "Ja"),
    ("nee", "Nee"),
    ("weet_niet", "Weet ik niet"),
    ("wil_niet_zeggen", "Zeg ik liever niet"),
    ("m", "Jongen"),
    ("v", "Meisje"),
    ("x", "Anders"),
    ("unknown", "Anders"),
];
const OBSTACLES: &str = "Wat staat in de weg? (meer antwoorden mogelijk)";

pub(super) fn write(school: &School, files: &mut Files) -> Result<()> {
    for audience in [Audience::Staff, Audience::Student] {
        for wave in 0..2 {
            let name = format!("forms/vragenlijst {} meting {}.xlsx", list_name(audience), wave + 1);
            files.insert(name, results(school, audience, wave)?);
        }
    }
    Ok(())
}

fn results(school: &School, audience: Audience, wave: usize) -> Result<Vec<u8>> {
    let mut book = sheet::Book::new("forms");
    let s = book.sheet("Sheet1")?;
    let items = audience.items();
    let mut heads =
        vec!["ID", "Begintijd", "Tijd van voltooien", "E-mail", "Naam", "Wat is uw functie?", "Uw persoonlijke code"];
    for item in items.iter().filter(|i| i.dimension != "obstacle" || i.code == "OB1") {
        heads.push(if item.dimension == "obstacle" { OBSTACLES } else { item.text });
    }
    for (at, head) in heads.iter().enumerate() {
        s.text(0, at as u16, head)?;
    }
    let here = school.survey.of(audience).iter().filter(|r| r.wave == wave);
    // Forms keeps only what was sent.
    for (at, r) in here.filter(|r| r.completed).enumerate() {
        let row = at as u32 + 1;
        s.number(row, 0, at as f64 + 1.0)?;
        s.moment(row, 1, r.started)?;
        s.moment(row, 2, r.started + chrono::Duration::minutes(i64::from(r.minutes)))?;
        // A few filled it in while signed in; the plugin leaves that out.
        let name = ("anoniem".to_owned(), format!("{}", at + 1));
        s.text(row, 3, &if at % 29 == 3 { mail(school, &name) } else { "anonymous".to_owned() })?;
        s.text(row, 5, if r.role == "student" { "leerling" } else { word(FUNCTIONS, r.role) })?;
        s.text(row, 6, r.link_code.as_deref().unwrap_or_default())?;
        let mut column = 7;
        for (item, answer) in items.iter().zip(&r.answers) {
            if item.dimension == "obstacle" {
                if item.code == "OB1" {
                    s.text(row, column, &ticked(items, &r.answers))?;
                    column += 1;
                }
                continue;
            }
            cell(s, row, column, item, answer)?;
            column += 1;
        }
    }
    book.bytes()
}

/// The obstacles someone ticked, each closed by a semicolon as Forms does.
fn ticked(items: &[Item], answers: &[Answer]) -> String {
    items
        .iter()
        .zip(answers)
        .filter(|(i, a)| i.dimension == "obstacle" && matches!(a, Answer::Number(1)))
        .map(|(i, _)| format!("{};", i.text.replace("Wat staat in de weg? ", "")))
        .collect()
}

fn cell(s: &mut sheet::Sheet, row: u32, column: u16, item: &Item, answer: &Answer) -> Result<()> {
    match (item.kind, answer) {
        (_, Answer::Skipped) => Ok(()),
        (_, Answer::NotApplicable) => s.text(row, column, "Niet van toepassing"),
        (Kind::Likert, Answer::Number(n)) => {
            let words = if item.code == "SAT" { SATISFIED } else { POINTS };
            let at = usize::try_from(*n - 1).unwrap_or(0);
            s.text(row, column, words.get(at).copied().unwrap_or_default())
        }
        (_, Answer::Number(n)) => s.number(row, column, *n as f64),
        (_, Answer::Code(code)) => s.text(row, column, word(CHOICES, code)),
        (_, Answer::Text(text)) => s.text(row, column, text),
    }
}

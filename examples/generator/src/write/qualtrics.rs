//! Qualtrics results: three header rows (names, texts, import ids), previews among the answers.

use super::Files;
use super::mbo_register::FUNCTIONS;
use super::text::{Encoding, Table, word};
use crate::instrument::{Item, Kind};
use crate::sim::School;
use crate::sim::survey::{Answer, Audience, Respondent};

const FIXED: [(&str, &str, &str); 17] = [
    ("StartDate", "Begindatum", "startDate"),
    ("EndDate", "Einddatum", "endDate"),
    ("Status", "Soort respons", "status"),
    ("IPAddress", "IP-adres", "ipAddress"),
    ("Progress", "Voortgang", "progress"),
    ("Duration (in seconds)", "Duur (in seconden)", "duration"),
    ("Finished", "Voltooid", "finished"),
    ("RecordedDate", "Registratiedatum", "recordedDate"),
    ("ResponseId", "Respons-id", "_recordId"),
    ("RecipientLastName", "Achternaam ontvanger", "recipientLastName"),
    ("RecipientFirstName", "Voornaam ontvanger", "recipientFirstName"),
    ("RecipientEmail", "E-mail ontvanger", "recipientEmail"),
    ("ExternalReference", "Externe referentie", "externalDataReference"),
    ("LocationLatitude", "Breedtegraad locatie", "locationLatitude"),
    ("LocationLongitude", "Lengtegraad locatie", "locationLongitude"),
    ("DistributionChannel", "Distributiekanaal", "distributionChannel"),
    ("UserLanguage", "Taal gebruiker", "userLanguage"),
];

pub(super) fn write(school: &School, files: &mut Files) {
    for (audience, list) in [(Audience::Staff, "medewerkers"), (Audience::Student, "studenten")] {
        for wave in 0..2 {
            let bytes = results(school, audience, wave).bytes(Encoding::Utf8);
            files.insert(format!("qualtrics/{list}_meting_{}.csv", wave + 1), bytes);
        }
    }
}

/// Name of a question: blocks of items that belong together are numbered within their block.
fn question(items: &[Item], at: usize) -> String {
    let block = |i: &Item| i.dimension;
    let mut number = 2;
    let mut part = 0;
    for n in 0..=at {
        if n == 0 || block(&items[n]) != block(&items[n - 1]) {
            number += 1;
            part = 1;
        } else {
            part += 1;
        }
    }
    format!("Q{number}_{part}")
}

fn results(school: &School, audience: Audience, wave: usize) -> Table {
    let items = audience.items();
    let mut t = Table::new(',');
    let own = [("Q1", "Wat is uw functie?", "QID1"), ("Q2", "Uw persoonlijke code", "QID2_TEXT")];
    let (mut names, mut texts, mut ids) = (Vec::new(), Vec::new(), Vec::new());
    for (name, text, id) in FIXED.into_iter().chain(own) {
        names.push(name.to_owned());
        texts.push(text.to_owned());
        ids.push(import_id(id));
    }
    for (at, item) in items.iter().enumerate() {
        let name = question(items, at);
        ids.push(import_id(&name.replace('Q', "QID")));
        names.push(name);
        texts.push(item.text.to_owned());
    }
    t.row(names);
    t.row(texts);
    t.row(ids);
    let here: Vec<&Respondent> = school.survey.of(audience).iter().filter(|r| r.wave == wave).collect();
    // Two trials by the maker of the survey come first.
    for at in 0..2 {
        if let Some(r) = here.first() {
            t.row(row(items, r, "1", &format!("R_preview{}{wave}{at}", audience as u8)));
        }
    }
    for (at, r) in here.iter().enumerate() {
        t.row(row(items, r, "0", &response_id(audience, wave, at)));
    }
    t
}

fn import_id(id: &str) -> String {
    format!("{{\"ImportId\":\"{id}\"}}")
}

/// `R_` and fifteen letters and digits.
fn response_id(audience: Audience, wave: usize, at: usize) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz0123456789";
    let mut state = (audience as u64 + 1) * 1_000_003 + wave as u64 * 7_919 + at as u64 * 104_729;
    let mut id = String::from("R_");
    for _ in 0..15 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let at = (state >> 33) as usize % LETTERS.len();
        id.extend(LETTERS.get(at).map(|b| char::from(*b)));
    }
    id
}

fn row(items: &[Item], r: &Respondent, status: &str, id: &str) -> Vec<String> {
    let end = r.started + chrono::Duration::minutes(i64::from(r.minutes));
    let time = |t: chrono::NaiveDateTime| t.format("%Y-%m-%d %H:%M:%S").to_string();
    let role = if r.role == "student" { "student" } else { word(FUNCTIONS, r.role) };
    let mut row = cells![
        &time(r.started),
        &time(end),
        status,
        "192.0.2.1",
        if r.completed { "100" } else { "58" },
        &(r.minutes * 60).to_string(),
        if r.completed { "1" } else { "0" },
        &time(end),
        id,
        "",
        "",
        "",
        "",
        "",
        "",
        "anonymous",
        "NL",
        role,
        r.link_code.as_deref().unwrap_or_default(),
    ]
    .map(str::to_owned)
    .to_vec();
    row.extend(items.iter().zip(&r.answers).map(|(item, answer)| value(item, answer)));
    row
}

fn value(item: &Item, answer: &Answer) -> String {
    let choice = |codes: &[&str], code: &str| {
        codes.iter().position(|c| *c == code).map_or(String::new(), |at| (at + 1).to_string())
    };
    match (item.kind, answer) {
        (_, Answer::Skipped) => String::new(),
        (_, Answer::NotApplicable) => "-99".to_owned(),
        (Kind::Choice(codes), Answer::Code(code)) => choice(codes, code),
        // 1 is yes, 2 is no.
        (Kind::YesNo, Answer::Number(n)) => (2 - n).to_string(),
        (_, Answer::Number(n)) => n.to_string(),
        (_, Answer::Code(code)) => (*code).to_owned(),
        (_, Answer::Text(text)) => (*text).to_owned(),
    }
}

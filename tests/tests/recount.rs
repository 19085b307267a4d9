//! Printed numbers, recounted from the schools' raw files without the engine.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use calamine::{Data, Reader, Xlsx, open_workbook};
use schakel_tests::{Example, workspace};
use serde_json::Value;

const PROGRAM: &str = env!("CARGO_BIN_EXE_schakel-under-test");

fn data(file: &str) -> PathBuf {
    workspace().join("examples/zes-scholen/data").join(file)
}

/// The released value that `schakel explain` gives for one cell.
fn explained(school: &str, indicator: &str, place: [&str; 4]) -> f64 {
    let run = Example::copy(PROGRAM).unwrap().run(&["explain", school, indicator, "--json"]).unwrap();
    assert_eq!(run.code, 0, "{}", run.stderr);
    let json = run.json();
    let cells = json["explanation"]["cells"].as_array().unwrap();
    let is_there =
        |cell: &&Value| ["by", "group", "part", "period"].iter().zip(place).all(|(key, want)| cell[*key] == want);
    cells.iter().find(is_there).unwrap_or_else(|| panic!("{place:?} in {cells:#?}"))["value"].as_f64().unwrap()
}

fn rows(bytes: &[u8], delimiter: u8) -> Vec<BTreeMap<String, String>> {
    csv::ReaderBuilder::new().delimiter(delimiter).from_reader(bytes).deserialize().map(Result::unwrap).collect()
}

fn is(cell: &Data, text: &str) -> bool {
    matches!(cell, Data::String(found) if found == text)
}

#[allow(clippy::cast_precision_loss)]
fn percent(part: usize, whole: usize) -> f64 {
    (100.0 * part as f64 / whole as f64).round()
}

/// A1: each moment counts once, shared by those who guided.
#[test]
fn the_share_of_the_decaan_at_lindehage() {
    let bytes = fs::read(data("lindehage/export/gesprekken_2025-2026.csv")).unwrap();
    let text = encoding_rs::WINDOWS_1252.decode(&bytes).0;
    let mut guides: BTreeMap<String, BTreeSet<(String, String)>> = BTreeMap::new();
    for row in rows(text.as_bytes(), b';') {
        let guided = guides.entry(row["NR"].clone()).or_default();
        for (who, role) in [("BEGELEIDER", "FUNCTIE"), ("BEGELEIDER 2", "FUNCTIE 2")] {
            if !row[who].is_empty() {
                guided.insert((row[who].clone(), row[role].clone()));
            }
        }
    }
    let share_of_decaan = |guided: &BTreeSet<(String, String)>| {
        let decaan = guided.iter().filter(|(_, role)| role == "decaan").count();
        f64::from(u32::try_from(decaan).unwrap()) / f64::from(u32::try_from(guided.len()).unwrap())
    };
    let decaan: f64 = guides.values().map(share_of_decaan).sum();
    let share = (100.0 * decaan / f64::from(u32::try_from(guides.len()).unwrap())).round();
    assert_eq!(explained("lindehage", "A1", ["role_group", "specialist", "", "2025-2026"]), share);
}

/// A3: what the busiest tenth of the guides carried, a moment being shared by those who guided.
#[test]
fn the_share_of_the_busiest_guides_at_wilgenborch() {
    let text = fs::read_to_string(data("wilgenborch/lob/momenten.csv")).unwrap();
    let mut carried: BTreeMap<String, f64> = BTreeMap::new();
    for row in rows(text.trim_start_matches('\u{feff}').as_bytes(), b',') {
        if ("2025-08-01"..="2026-07-31").contains(&row["datum"].as_str()) {
            let guides: Vec<&String> =
                ["begeleider1", "begeleider2"].iter().map(|who| &row[*who]).filter(|who| !who.is_empty()).collect();
            for guide in &guides {
                *carried.entry((*guide).clone()).or_default() += if guides.len() == 2 { 0.5 } else { 1.0 };
            }
        }
    }
    let mut carried: Vec<f64> = carried.into_values().collect();
    carried.sort_by(|a, b| b.total_cmp(a));
    let busiest = carried.len().div_ceil(10);
    let share = 100.0 * carried.iter().take(busiest).sum::<f64>() / carried.iter().sum::<f64>();
    assert_eq!(explained("wilgenborch", "A3", ["all", "all", "", "2025-2026"]), share.round());
}

/// B1: students enrolled on 1 October with a moment at which they were not absent.
#[test]
fn the_reach_at_ambacht() {
    let database = rusqlite::Connection::open(data("ambacht/ambacht.sqlite")).unwrap();
    let count = |query: &str| -> usize {
        usize::try_from(database.query_row(query, [], |row| row.get::<_, i64>(0)).unwrap()).unwrap()
    };
    let enrolled =
        "SELECT DISTINCT v.nr FROM verbintenis v JOIN groep g USING (groep_id) JOIN deelnemer d ON d.nr = v.nr
        WHERE g.studiejaar = '2025-2026' AND v.op_teldatum = 1 AND d.is_test = 0";
    let guided = "SELECT DISTINCT p.nr FROM gesprek_deelnemer p JOIN gesprek g USING (gesprek_id)
        WHERE g.is_test = 0 AND g.datum BETWEEN '2025-08-01' AND '2026-07-31' AND coalesce(p.aanwezig, 1) = 1";
    let whole = count(&format!("SELECT count(*) FROM ({enrolled})"));
    let reached = count(&format!("SELECT count(*) FROM ({enrolled}) WHERE nr IN ({guided})"));
    assert_eq!(explained("ambacht", "B1", ["all", "all", "", "2025-2026"]), percent(reached, whole));
}

/// B6: students enrolled on 1 October with a moment outside school that they called meaningful.
#[test]
fn meaningful_encounters_at_ambacht() {
    let database = rusqlite::Connection::open(data("ambacht/ambacht.sqlite")).unwrap();
    let count = |query: &str| -> usize {
        usize::try_from(database.query_row(query, [], |row| row.get::<_, i64>(0)).unwrap()).unwrap()
    };
    let enrolled =
        "SELECT DISTINCT v.nr FROM verbintenis v JOIN groep g USING (groep_id) JOIN deelnemer d ON d.nr = v.nr
        WHERE g.studiejaar = '2025-2026' AND v.op_teldatum = 1 AND d.is_test = 0";
    let meaningful = "SELECT p.nr
        FROM gesprek_deelnemer p JOIN gesprek g USING (gesprek_id) JOIN soort_gesprek s USING (soort)
        WHERE g.is_test = 0 AND g.datum BETWEEN '2025-08-01' AND '2026-07-31' AND coalesce(p.aanwezig, 1) = 1
        AND p.zinvol = 1 AND (g.plek = 'BEDRIJF'
          OR s.naam IN ('Bedrijfsbezoek', 'Gastles', 'Open dag', 'Meeloopdag', 'BPV-gesprek', 'Beurs'))";
    let whole = count(&format!("SELECT count(*) FROM ({enrolled})"));
    let with = count(&format!("SELECT count(*) FROM ({enrolled}) WHERE nr IN ({meaningful})"));
    assert_eq!(explained("ambacht", "B6", ["all", "all", "", "2025-2026"]), percent(with, whole));
}

/// H2: students in their first year who were in another programme a year later.
#[test]
fn first_years_who_switched_at_waterkant() {
    let read = |file: &str| rows(&fs::read(data(file)).unwrap(), b'|');
    let first_years: BTreeSet<String> = read("waterkant/lijsten/studenten.txt")
        .into_iter()
        .filter(|row| row["studiejaar"] == "2024-2025" && row["leerjaar"] == "1")
        .map(|row| row["studentnummer"].clone())
        .collect();
    let after: Vec<String> = read("waterkant/lijsten/vervolg.txt")
        .into_iter()
        .filter(|row| row["jaar"] == "2025" && first_years.contains(&row["studentnummer"]))
        .map(|row| row["na een jaar"].clone())
        .filter(|after| !after.is_empty())
        .collect();
    let switched = after.iter().filter(|after| *after == "overgestapt").count();
    assert!(after.len() > 100);
    let printed = explained("waterkant", "H2", ["first_year", "all", "switched", "2024-2025"]);
    assert_eq!(printed, percent(switched, after.len()));
}

/// C5: staff who score 4 or 5 on each of the three statements, of those who answered all three.
#[test]
fn who_can_contribute_in_their_own_way_at_wilgenborch() {
    let text = fs::read_to_string(data("wilgenborch/limesurvey/medewerkers-meting2.csv")).unwrap();
    let rows = rows(text.trim_start_matches('\u{feff}').as_bytes(), b',');
    let score = |row: &BTreeMap<String, String>, code: &str| {
        let (_, value) = row.iter().find(|(header, _)| header.starts_with(&format!("{code}.")))?;
        value.parse::<u8>().ok().filter(|score| (1..=5).contains(score))
    };
    let answered: Vec<[u8; 3]> = rows
        .iter()
        .filter_map(|row| Some([score(row, "CKNOW")?, score(row, "CABLE")?, score(row, "COWNWAY")?]))
        .collect();
    assert!(answered.len() > 50);
    let all_three = answered.iter().filter(|scores| scores.iter().all(|score| *score >= 4)).count();
    let printed = explained("wilgenborch", "C5", ["all", "all", "all_three", "after"]);
    assert_eq!(printed, percent(all_three, answered.len()));
}

/// C1: Cronbach's alpha of the four statements on knowledge, over those who answered all of them; the last is reversed.
#[test]
fn how_well_the_items_on_knowledge_hang_together_at_wilgenborch() {
    let text = fs::read_to_string(data("wilgenborch/limesurvey/medewerkers-meting2.csv")).unwrap();
    let answers: Vec<[f64; 4]> = rows(text.trim_start_matches('\u{feff}').as_bytes(), b',')
        .iter()
        .filter_map(|row| {
            let score = |code: &str| {
                let (_, value) = row.iter().find(|(header, _)| header.starts_with(&format!("{code}.")))?;
                value.parse::<f64>().ok().filter(|score| (1.0..=5.0).contains(score))
            };
            Some([score("MK1")?, score("MK2")?, score("MK3")?, 6.0 - score("MK4")?])
        })
        .collect();
    let variance = |values: Vec<f64>| {
        let n = f64::from(u32::try_from(values.len()).unwrap());
        let mean = values.iter().sum::<f64>() / n;
        values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (n - 1.0)
    };
    let items: f64 = (0..4).map(|at| variance(answers.iter().map(|a| a[at]).collect())).sum();
    let alpha = 4.0 / 3.0 * (1.0 - items / variance(answers.iter().map(|a| a.iter().sum()).collect()));
    assert_eq!(explained("wilgenborch", "C1", ["reliability", "all", "", "after"]), (alpha * 100.0).round() / 100.0);
}

/// Q1: staff who completed the second survey, of those invited.
#[test]
fn the_response_of_staff_at_delta() {
    let invited = fs::read(data("delta/begeleiding/uitnodigingen.csv")).unwrap();
    let invited: usize = rows(&invited, b',')
        .iter()
        .filter(|row| row["meting"] == "2" && row["doelgroep"] == "medewerkers")
        .map(|row| row["uitgenodigd"].parse::<usize>().unwrap())
        .sum();
    let answers = fs::read(data("delta/vragenlijst/medewerkers.csv")).unwrap();
    let completed = rows(&answers, b',').iter().filter(|row| row["meting"] == "2" && row["afgerond"] == "ja").count();
    assert_eq!(explained("delta", "Q1", ["all", "all", "", "after"]), percent(completed, invited));
}

/// E1: hours granted this school year, from the trajectory workbook.
#[test]
fn the_hours_granted_at_kompas() {
    let mut workbook: Xlsx<_> = open_workbook(data("kompas/trajectwerkboek.xlsx")).unwrap();
    let table = schakel_model::table("time_allocation").unwrap();
    let sheet = workbook.worksheet_range(table.nl).unwrap();
    let mut rows = sheet.rows().skip_while(|row| !row.iter().any(|cell| is(cell, "Schooljaar")));
    let header: Vec<String> = rows.next().unwrap().iter().map(ToString::to_string).collect();
    let column = |name: &str| {
        let label = table.column(name).unwrap().nl;
        header.iter().position(|header| header == label).unwrap()
    };
    let (year, granted) = (column("school_year"), column("hours_granted"));
    let hours: f64 = rows
        .filter(|row| is(&row[year], "2025-2026"))
        .map(|row| match &row[granted] {
            Data::Float(hours) => *hours,
            other => other.to_string().replace(',', ".").parse().unwrap(),
        })
        .sum();
    assert_eq!(explained("kompas", "E1", ["all", "all", "granted", "2025-2026"]), hours.round());
}

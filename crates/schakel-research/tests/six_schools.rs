//! Six schools of which some keep numbers back: nothing of those follows from what the research team gets, whatever the
//! other schools show.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use std::collections::BTreeMap;

use proptest::prelude::*;
use schakel_report::across::across;
use schakel_report::facts::{Cell, Change, Facts, Indicator, Status};
use schakel_research::package::{Study, write};

/// A count, a share and a mean, each of all persons and of two groups that make up all of them.
const MEASURES: [(&str, &str, f64, f64); 3] =
    [("T1", "number", 0.0, 400.0), ("T2", "percent", 0.0, 100.0), ("T3", "score", 0.0, 100.0)];
const GROUPS: [(&str, &str); 3] = [("all", "all"), ("role_group", "specialist"), ("role_group", "teacher")];

/// What is known of a number of a school: what it is, what it would be in another world, and whether it is kept back.
#[derive(Debug, Clone, Copy)]
struct Number {
    is: f64,
    could_be: f64,
    shown: bool,
}

/// The numbers of six schools, by measure and group.
type World = Vec<Vec<Number>>;

fn world() -> impl Strategy<Value = World> {
    let of = |(_, _, low, high): (&str, &str, f64, f64)| {
        let number = (low..=high).prop_map(f64::round);
        // Of six schools one is kept back, about as often as several or none.
        (number.clone(), number, prop::bool::weighted(0.8)).prop_map(|(is, could_be, shown)| Number {
            is,
            could_be,
            shown,
        })
    };
    let school = MEASURES.into_iter().flat_map(|measure| GROUPS.map(|_| of(measure))).collect::<Vec<_>>();
    prop::collection::vec(school, 6)
}

fn facts(number: usize, numbers: &[Number], other: bool) -> (String, Facts) {
    let mut facts = common::facts();
    facts.school.id = format!("voorbeeldschool{number}");
    facts.school.name = format!("Voorbeeldschool {number}");
    facts.indicators.clear();
    let period = facts.report.school_year.clone();
    for (measure, numbers) in MEASURES.iter().zip(numbers.chunks(GROUPS.len())) {
        let (id, unit, ..) = *measure;
        let mut indicator = Indicator { id: id.to_owned(), unit: unit.to_owned(), ..Indicator::default() };
        for ((by, group), number) in GROUPS.iter().zip(numbers) {
            let status = if number.shown { Status::Released } else { Status::Suppressed };
            let value = Some(if other && !number.shown { number.could_be } else { number.is });
            let (by, group, period) = ((*by).to_owned(), (*group).to_owned(), period.clone());
            let (low, high) = (value.map(|value| value - 1.0), value.map(|value| value + 1.0));
            indicator.changes.push(Change {
                by: by.clone(),
                group: group.clone(),
                from_value: value,
                to_value: value,
                diff: value,
                low,
                high,
                status,
                ..Change::default()
            });
            indicator.cells.push(Cell { by, group, period, status, value, low, high, n: value, ..Cell::default() });
        }
        facts.indicators.insert(id.to_owned(), indicator);
    }
    (["A", "B", "C", "D", "E", "F"][number].to_owned(), facts)
}

fn schools(world: &World, other: bool) -> Vec<(String, Facts)> {
    world.iter().enumerate().map(|(number, numbers)| facts(number, numbers, other)).collect()
}

/// Every file of the data package.
fn package(schools: &[(String, Facts)]) -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let study = Study { id: "zes".into(), title: "Zes scholen".into(), ..Study::default() };
    let written = write(&folder.path().join("p"), &study, schools).unwrap();
    let read = |file: String| (file.clone(), std::fs::read(folder.path().join("p").join(file)).unwrap());
    written.files.into_iter().map(read).collect()
}

/// The numbers of the report that are about the schools together, by indicator and part.
fn together(project: &Facts) -> Vec<(&str, &Cell)> {
    let all = project.indicators.iter().flat_map(|(id, one)| one.cells.iter().map(move |cell| (id.as_str(), cell)));
    all.filter(|(_, cell)| !cell.by.starts_with("school")).collect()
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let half = values.len() / 2;
    if values.len() % 2 == 1 { values[half] } else { (values[half - 1] + values[half]) / 2.0 }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Where schools keep something else back, the report and every file of the data package are the same to the last
    /// byte. So whatever is subtracted from whatever, nothing follows: counts, shares and means alike.
    #[test]
    fn no_school_that_keeps_something_back_follows_from_the_project_and_the_other_schools(world in world()) {
        let (one, other) = (schools(&world, false), schools(&world, true));
        prop_assert_eq!(across("zes", one.clone()).unwrap(), across("zes", other.clone()).unwrap());
        prop_assert_eq!(package(&one), package(&other));
    }

    /// A number over the schools is the middle of those that show theirs, at least three; there is no total, no mean and
    /// no size.
    #[test]
    fn what_is_told_of_the_schools_together_is_the_middle_of_three_or_more_that_are_shown(world in world()) {
        let project = across("zes", schools(&world, false)).unwrap();
        let mut expected = BTreeMap::new();
        for (place, (id, ..)) in MEASURES.iter().enumerate() {
            for (at, (by, group)) in GROUPS.iter().enumerate() {
                let numbers = world.iter().map(|school| school[place * GROUPS.len() + at]);
                let shown: Vec<f64> = numbers.filter(|number| number.shown).map(|number| number.is).collect();
                let part = if *by == "all" { "" } else { *group };
                if shown.len() >= 3 {
                    expected.insert((*id, part), median(shown));
                }
            }
        }
        let told: BTreeMap<_, _> = together(&project)
            .into_iter()
            .map(|(id, cell)| {
                assert!(cell.by.starts_with("project") && cell.group == "median", "{cell:?}");
                assert_eq!((cell.n, cell.population, cell.low, cell.high), (None, None, None, None));
                ((id, cell.part.as_str()), cell.value.unwrap())
            })
            .collect();
        prop_assert_eq!(told, expected);
    }
}

/// The case of the rule: five schools are shown and one is not. Nothing tells what the one adds to the others.
#[test]
fn one_school_of_six_that_is_kept_back_is_not_in_any_number_over_the_schools() {
    let number = |value: f64, shown: bool| Number { is: value, could_be: value, shown };
    let world: World = (0..6)
        .map(|school| vec![number(if school == 5 { 77.0 } else { 10.0 + f64::from(school) }, school != 5); 9])
        .collect();
    let project = across("zes", schools(&world, false)).unwrap();
    assert!(together(&project).iter().all(|(_, cell)| cell.value == Some(12.0)), "the middle of five");
    let kept = project.indicators["T2"].cells.iter().find(|cell| cell.by == "school" && cell.group == "F").unwrap();
    assert_eq!((kept.status, kept.value), (Status::Suppressed, None));
    assert!(!serde_json::to_string(&project).unwrap().contains("77"), "not in the report");
    for (file, bytes) in package(&schools(&world, false)) {
        if file.ends_with(".csv") {
            let text = String::from_utf8(bytes).unwrap();
            assert!(!text.split([',', '\n']).any(|field| field == "77"), "not in {file}");
        }
    }
}

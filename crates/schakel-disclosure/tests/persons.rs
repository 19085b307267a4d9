//! Rows of persons: nobody stands alone in them.

use std::collections::BTreeMap;

use proptest::prelude::*;
use schakel_disclosure::{PERSONS_K, RawPersons, ReleasedPersons, release_persons};

/// Persons by level and year, with how many moments each had.
fn released(persons: impl IntoIterator<Item = (&'static str, &'static str, u8)>) -> ReleasedPersons {
    let row = |(level, year, moments): (&str, &str, u8)| (vec![level.into(), year.into()], vec![moments.to_string()]);
    release_persons(RawPersons {
        name: "students".into(),
        quasi: vec!["level".into(), "year".into()],
        values: vec!["moments".into()],
        rows: persons.into_iter().map(row).collect(),
    })
}

fn groups(table: &ReleasedPersons) -> Vec<(Vec<String>, usize)> {
    let mut groups: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    for (quasi, _) in table.rows() {
        *groups.entry(quasi.clone()).or_default() += 1;
    }
    groups.into_iter().collect()
}

fn group(level: &str, year: &str, size: usize) -> (Vec<String>, usize) {
    (vec![level.into(), year.into()], size)
}

#[test]
fn five_persons_with_the_same_description_are_told_and_four_are_not() {
    let table = released((0..5).map(|n| ("havo", "4", n)).chain((0..4).map(|n| ("vwo", "5", n))));
    assert_eq!((groups(&table), table.left_out()), (vec![group("havo", "4", 5)], true));
}

#[test]
fn who_is_too_few_by_year_is_told_by_level_alone() {
    let years = ["4", "4", "4", "5", "5", "5"];
    let table = released(years.into_iter().zip(0..).map(|(year, n)| ("havo", year, n)));
    assert_eq!((groups(&table), table.left_out()), (vec![group("havo", "", 6)], false));
}

#[test]
fn the_order_tells_nothing_of_who_came_first() {
    let one = released((0..6).map(|n| ("havo", "4", n)));
    let other = released((0..6).rev().map(|n| ("havo", "4", n)));
    assert_eq!(one, other);
}

proptest! {
    #[test]
    fn every_description_that_is_told_belongs_to_five_or_more(
        persons in prop::collection::vec((0..3_usize, 0..4_usize, 0..9_u8), 0..60)
    ) {
        let levels = ["havo", "vwo", "vmbo"];
        let years = ["1", "2", "3", "4"];
        let all = persons.len();
        let table = released(persons.into_iter().map(|(level, year, n)| (levels[level], years[year], n)));
        prop_assert!(groups(&table).iter().all(|(_, size)| *size >= PERSONS_K));
        prop_assert!(all - table.rows().len() < PERSONS_K);
        prop_assert_eq!(table.left_out(), table.rows().len() < all);
    }
}

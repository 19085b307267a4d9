//! What the report says of guides, encounters, scales, comparisons and first years.

use super::*;

#[test]
fn what_the_busiest_guides_carry_and_subjects_with_a_moment() {
    let text = nl(&common::shared());
    says(&text, "Dat is 13% van het aantal docenten.");
    says(&text, "De drukste tien procent van de begeleiders voert 31% van de momenten.");
    says(&text, "In 71% van alle vakken per leerjaar was dit schooljaar minstens één moment in een vakles.");
    says(&text, "Het laagst is dat in leerjaar 1: 38%.");
}

#[test]
fn encounters_outside_school_that_were_meaningful() {
    let text = nl(&common::shared());
    says(
        &text,
        "Bijna vier op de tien leerlingen (38%) hadden dit schooljaar minstens één moment met de wereld buiten",
    );
    says(&text, "Betekenisvol noemde 24% van alle leerlingen zo’n moment.");
    says(&text, "Dat zijn er meer dan in schooljaar 2024-2025: toen 18%. Het laagst is dat op de havo: 17%.");
    let mut facts = common::shared();
    facts.indicators.get_mut("B6").unwrap().cells.retain(|cell| cell.part == "any");
    says(&nl(&facts), "Of leerlingen zo’n moment betekenisvol vonden, is nog niet vastgelegd.");
}

#[test]
fn how_many_rose_and_how_well_the_questions_hang_together() {
    let text = nl(&common::shared());
    says(&text, "76% /td td align= right 9% /td td align= right 15% /td");
    says(&text, "voor kennis 0,87, voor vaardigheid 0,88, voor houding 0,84.");
}

#[test]
fn a_gap_is_compared_within_programme_and_year_and_for_those_who_left() {
    let text = nl(&common::shared());
    says(&text, "Ook binnen dezelfde opleiding en hetzelfde leerjaar is er een aantoonbaar verschil: 30%, tegen 41%.");
    let first = "leerlingen van wie de ouders niet studeerden, en andere leerlingen: 58% en 63%.";
    says(&text, &format!("Wie na het vertrek naar een hoger niveau ging, verschilt niet aantoonbaar tussen {first}"));
    let areas = "tussen leerlingen uit minder welvarende wijken en andere leerlingen";
    assert!(text.to_lowercase().contains(areas), "a difference that is not demonstrable is called so");
}

#[test]
fn first_years_who_switched_or_stopped_and_of_whom_it_is_not_known() {
    let mut facts = common::unequal();
    let cells = &mut facts.indicators.get_mut("H2").unwrap().cells;
    let like = cells[0].clone();
    for (part, value) in [("same", 80.0), ("switched", 10.0), ("dropped_out", 7.0), ("unknown", 3.0)] {
        let (by, part) = ("first_year".to_owned(), part.to_owned());
        cells.push(Cell { by, part, value: Some(value), ..like.clone() });
    }
    let text = nl(&facts);
    says(&text, "Van de eerstejaars volgde 80% het jaar daarna nog dezelfde opleiding.");
    says(&text, "Een andere opleiding deed 10%. Gestopt was 7%. Van 3% weten we het niet.");
}

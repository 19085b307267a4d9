//! Before a package leaves: what a person is shown, and who must agree.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use schakel_report::facts::Status;
use schakel_research::exchange::{ConfirmError, Confirmation, Contents, Lang, Ledger, Step};

fn by(function: &str) -> Confirmation {
    Confirmation { function: function.to_owned(), date: "2026-06-15".to_owned() }
}

fn ready(step: Step) -> (u64, Vec<String>) {
    match step {
        Step::Ready { sequence, confirmations } => (sequence, confirmations.into_iter().map(|c| c.function).collect()),
        Step::Waiting { .. } => panic!("it waits"),
    }
}

#[test]
fn where_one_is_enough_one_confirmation_makes_the_package() {
    let mut ledger = Ledger::default();
    let step = ledger.confirm("x", by(" teamleider "), 1).unwrap();
    assert_eq!(ready(step), (1, vec!["teamleider".to_owned()]));
}

#[test]
fn where_two_are_asked_another_function_must_confirm_the_same_contents() {
    let mut ledger = Ledger::default();
    let waits = Step::Waiting { needed: 1, lapsed: false };
    assert_eq!(ledger.confirm("x", by("teamleider"), 2), Ok(waits));
    assert_eq!(ledger.confirm("x", by("Teamleider"), 2), Err(ConfirmError::Twice));
    let step = ledger.confirm("x", by("privacyfunctionaris"), 2).unwrap();
    assert_eq!(ready(step), (1, vec!["teamleider".to_owned(), "privacyfunctionaris".to_owned()]));
}

#[test]
fn a_confirmation_lapses_when_what_leaves_has_changed() {
    let mut ledger = Ledger::default();
    ledger.confirm("x", by("teamleider"), 2).unwrap();
    let lapsed = ledger.confirm("y", by("privacyfunctionaris"), 2);
    assert_eq!(lapsed, Ok(Step::Waiting { needed: 1, lapsed: true }));
    assert!(matches!(ledger.confirm("y", by("teamleider"), 2), Ok(Step::Ready { .. })));
}

#[test]
fn packages_are_counted_and_the_same_contents_keep_their_number() {
    let mut ledger = Ledger::default();
    for (digest, number) in [("x", 1), ("x", 1), ("y", 2), ("x", 3)] {
        let (sequence, _) = ready(ledger.confirm(digest, by("teamleider"), 1).unwrap());
        assert_eq!(sequence, number, "{digest}");
        ledger.made(sequence, digest);
    }
    ledger.go_on_after(7);
    assert_eq!(ready(ledger.confirm("x", by("teamleider"), 1).unwrap()).0, 8);
}

#[test]
fn a_confirmation_names_a_function() {
    for function in ["", "  ", "a\nb", &"x".repeat(61)] {
        assert_eq!(Ledger::default().confirm("x", by(function), 1), Err(ConfirmError::Function), "{function:?}");
    }
}

#[test]
fn a_ledger_is_read_as_it_was_written_and_a_damaged_one_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("share").join("delta.json");
    assert_eq!(Ledger::read(&file).unwrap(), Ledger::default());
    let mut ledger = Ledger::default();
    ledger.made(4, "x");
    ledger.confirm("y", by("teamleider"), 2).unwrap();
    ledger.write(&file).unwrap();
    assert_eq!(Ledger::read(&file).unwrap(), ledger);
    std::fs::write(&file, "{\"sequence\"").unwrap();
    assert!(Ledger::read(&file).is_err());
}

#[test]
fn the_preview_counts_what_leaves_and_names_what_a_person_should_read() {
    let mut facts = common::facts();
    facts.indicators.get_mut("A2").unwrap().cells[0].status = Status::Suppressed;
    let contents = Contents::new("zes", "A", &facts, &[]).unwrap();
    let preview = contents.preview();
    let all: usize = facts.indicators.values().map(|one| one.cells.len() + one.changes.len()).sum();
    assert_eq!(preview.released + preview.kept_back + preview.missing, all);
    assert!(preview.kept_back >= 1);
    let text = preview.text(Lang::Nl);
    for part in [
        "De school heet daar A",
        &format!("{} cijfers uit het rapport", preview.released),
        "1 verhaal dat vrijgegeven is\n      De vraag na de natuurkundeles",
        "3 waarnemingen van ingrediënten\n      Docenten laten zien waar hun vak toe leidt: aanwezig (observatie)",
        "Dit gaat nooit mee:",
        "geen naam, nummer, antwoord of pseudoniem",
    ] {
        assert!(text.contains(part), "{part} is missing in\n{text}");
    }
    assert!(preview.text(Lang::En).contains("1 story that was released"));
}

#[test]
fn what_was_confirmed_changes_with_every_number_and_not_with_the_day_it_is_looked_at() {
    let digest = |facts: &schakel_report::facts::Facts| Contents::new("zes", "A", facts, &[]).unwrap().digest();
    let mut other = common::facts();
    assert_eq!(digest(&other), digest(&common::facts()));
    other.indicators.get_mut("A2").unwrap().cells[0].value = Some(1.0);
    assert_ne!(digest(&other), digest(&common::facts()));
}

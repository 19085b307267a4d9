//! Released cells as lines of text.

use schakel_disclosure::{Band, Band10, ReleasedCell, Status, Term};

use crate::args::Lang;
use crate::print;

/// Prints a line per cell: what it is about, its period, its value with interval and number of observations.
pub(crate) fn show(cells: &[ReleasedCell], lang: Lang) {
    let rows: Vec<Vec<String>> = cells.iter().map(|cell| row(cell, lang)).collect();
    print::columns(&rows);
}

fn row(cell: &ReleasedCell, lang: Lang) -> Vec<String> {
    let place = cell.place();
    let about: Vec<&str> = [&place.by, &place.group, &place.part]
        .into_iter()
        .filter(|term| !term.code.is_empty() && term.code != "all")
        .map(|term| label(term, lang))
        .collect();
    let about = if about.is_empty() { "all".to_owned() } else { about.join(", ") };
    vec![format!("    {about}"), label(&place.period, lang).to_owned(), value(cell)]
}

fn label(term: &Term, lang: Lang) -> &str {
    let label = match lang {
        Lang::Nl => &term.nl,
        Lang::En => &term.en,
    };
    if label.is_empty() { &term.code } else { label }
}

fn value(cell: &ReleasedCell) -> String {
    let shown = match (cell.status(), cell.band(), cell.value()) {
        (Status::Missing, ..) => "nothing recorded".to_owned(),
        (Status::Suppressed, ..) => "– (kept back)".to_owned(),
        (Status::HiddenLowResponse, ..) => "– (too few answers)".to_owned(),
        (_, Some(Band::NearlyAll), _) => "(nearly) all".to_owned(),
        (_, Some(Band::NearlyNone), _) => "(nearly) none".to_owned(),
        (_, Some(Band::Differ), _) => "they differ".to_owned(),
        (_, Some(Band::Similar), _) => "about the same".to_owned(),
        (_, None, Some(value)) => value.get().to_string(),
        (_, None, None) => "–".to_owned(),
    };
    let interval =
        cell.interval().map_or_else(String::new, |(low, high)| format!(" ({} to {})", low.get(), high.get()));
    let n = cell.n().map_or_else(String::new, number_of);
    let warn = if cell.warn() { ", low response" } else { "" };
    format!("{shown}{interval}{n}{warn}")
}

fn number_of(n: Band10) -> String {
    match n.number() {
        Some(exact) => format!(", n {exact}"),
        None => format!(", n {} to {}", n.from, n.to),
    }
}

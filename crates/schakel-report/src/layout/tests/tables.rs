//! Tables of few rows stay on one page where that costs no great part of another; totals stay with what they sum.

use super::*;

/// A table of so many rows, each of three lines, with totals below or without.
fn table(rows: usize, foot: &str) -> String {
    let cell = sentences(45);
    let body: String = (0..rows).map(|n| format!("<tr><th>rij{n}</th><td>{cell}</td></tr>")).collect();
    format!("<table><thead><tr><th>Rij</th><th>Tekst</th></tr></thead><tbody>{body}</tbody>{foot}</table>")
}

/// Page and baseline of the heads of rows.
fn rows_of(composition: &Composition) -> Vec<(usize, f32)> {
    own(composition).iter().filter(|run| run.text.starts_with("rij")).map(|run| (run.page, run.baseline)).collect()
}

/// The table after so many lines of text, once for every way that it can fall on a page.
fn everywhere(table: String) -> impl Iterator<Item = (f32, Composition)> {
    (1..33).map(move |lines| {
        let text = "<p>regel</p>".repeat(lines);
        let composition = lay_body(&format!("{text}{table}<p>{}</p>", sentences(200)));
        let before = own(&composition)
            .iter()
            .filter(|run| run.text == "regel" && run.page == 0)
            .map(|run| run.baseline)
            .fold(0.0, f32::max);
        (before, composition)
    })
}

#[test]
fn a_table_of_few_rows_is_divided_only_where_a_third_of_a_page_would_stay_empty() {
    let third = (BOTTOM - TOP) / 3.0;
    let (mut whole, mut divided) = (0, 0);
    for (before, composition) in everywhere(table(8, "")) {
        let rows = rows_of(&composition);
        assert_eq!(rows.len(), 8);
        let one_page = rows.iter().all(|row| row.0 == rows[0].0);
        let left = BOTTOM - before;
        if one_page {
            whole += 1;
            assert!(rows[0].0 == 0 || left < third + 30.0, "{left} points stay empty");
        } else {
            divided += 1;
            assert!(left > third - 30.0, "divided with {left} points left");
            assert!(rows.iter().filter(|row| row.0 == rows[0].0).count() >= 2, "a row stands alone");
        }
    }
    assert!(whole > 10 && divided > 3, "{whole} whole, {divided} divided");
}

#[test]
fn a_table_of_more_rows_fills_the_page_and_goes_on() {
    let least_left = everywhere(table(9, "")).filter_map(|(before, composition)| {
        let rows = rows_of(&composition);
        (rows[0].0 == 1).then_some(BOTTOM - before)
    });
    let most = least_left.fold(0.0, f32::max);
    assert!(most > 0.0 && most < 140.0, "{most} points stay empty");
}

#[test]
fn totals_are_semi_bold_below_a_rule_and_never_begin_a_page() {
    let foot = "<tfoot><tr><th>totaal</th><td>som</td></tr></tfoot>";
    for (_, composition) in everywhere(table(12, foot)) {
        let all = own(&composition);
        let total = all.iter().find(|run| run.text == "totaal").unwrap();
        let last = rows_of(&composition).pop().unwrap();
        assert_eq!(total.page, last.0, "with the last row");
        assert!(total.baseline > last.1);
        let lines = composition.pages[total.page].marks.iter().filter_map(|mark| match &mark.paint {
            Paint::Shape(Item::Line { y1, stroke, .. }) => Some((mark.dy + y1, stroke.width)),
            _ => None,
        });
        let above = lines.filter(|(y, _)| *y > last.1 && *y < total.baseline).collect::<Vec<_>>();
        assert!(matches!(above.as_slice(), [(_, width)] if *width > 0.8), "{above:?}");
    }
    let composition = lay_body(&table(2, foot));
    let face = |text: &str| {
        let marks = composition.pages[0].marks.iter();
        let of = |mark: &Mark| match &mark.paint {
            Paint::Text(run) if run.pieces.iter().any(|piece| &*piece.word.text == text) => Some(run.style.face),
            _ => None,
        };
        marks.filter_map(of).next().unwrap()
    };
    assert_eq!((face("som"), face("rij0")), (crate::draw::Face::SemiBold, crate::draw::Face::Regular));
    let roles: Vec<Role> = composition.tags.elements.iter().map(|element| element.role).collect();
    let place = |role: Role| roles.iter().position(|one| *one == role).unwrap();
    assert!(place(Role::Head) < place(Role::Body) && place(Role::Body) < place(Role::Foot));
}

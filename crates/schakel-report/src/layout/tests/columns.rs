//! Blocks that stand side by side.

use super::*;

const BARS: &str = "<figure title=\"Bereik\"><chart kind=\"bars\" unit=\"percent\"><row label=\"havo\" value=\"40\" text=\"40%\"/>\
                    <row label=\"vwo\" value=\"60\" text=\"60%\"/></chart></figure>";

fn side_by_side(columns: &[&str]) -> Composition {
    let columns: String = columns.iter().map(|blocks| format!("<column>{blocks}</column>")).collect();
    lay_body(&format!("<p>voor</p><columns>{columns}</columns><p>na</p>"))
}

#[test]
fn columns_begin_at_one_height_and_do_not_touch() {
    let composition = side_by_side(&["<p>links en nog meer</p>", "<p>midden</p>", "<p>rechts</p>"]);
    let all = own(&composition);
    let at = |text: &str| all.iter().find(|run| run.text.starts_with(text)).unwrap();
    let (left, middle, right) = (at("links"), at("midden"), at("rechts"));
    assert!((left.baseline - middle.baseline).abs() < 0.01 && (middle.baseline - right.baseline).abs() < 0.01);
    assert!((left.left - LEFT).abs() < 0.01);
    assert!(left.right + GUTTER <= middle.left + 0.01 && middle.right + GUTTER <= right.left + 0.01);
    assert!(at("na").baseline > left.baseline);
    assert!(right.right <= LEFT + FULL);
}

#[test]
fn what_follows_stands_below_the_longest_column() {
    let long = "<p>regel</p>".repeat(12);
    let composition = side_by_side(&["<p>kort</p>", &long]);
    let all = own(&composition);
    let lowest = all.iter().filter(|run| run.text == "regel").map(|run| run.baseline).fold(0.0, f32::max);
    let after = all.iter().find(|run| run.text == "na").unwrap();
    assert!(after.baseline > lowest, "{} above {lowest}", after.baseline);
}

#[test]
fn each_figure_in_a_column_keeps_its_box_and_its_order_of_reading() {
    let composition = side_by_side(&[BARS, BARS]);
    let [(first, left), (second, right)] = composition.pages[0].figures[..] else {
        panic!("{:?}", composition.pages[0].figures)
    };
    assert!(first < second);
    assert!((left[1] - right[1]).abs() < 0.01, "{left:?} {right:?}");
    assert!(left[0] + left[2] + GUTTER <= right[0] + 0.01, "{left:?} {right:?}");
    let titles: Vec<String> =
        own(&composition).into_iter().map(|run| run.text).filter(|t| t.contains("Figuur")).collect();
    assert!(titles[0].starts_with("Figuur\u{a0}1") || titles[0].starts_with("Figuur 1"), "{titles:?}");
}

#[test]
fn columns_move_to_the_next_page_as_one_piece() {
    let filling = "<p>vulling</p>".repeat(32);
    let column = "<p>samen</p>".repeat(10);
    let composition =
        lay_body(&format!("{filling}<columns><column>{column}</column><column>{BARS}</column></columns>"));
    let pages: Vec<usize> = own(&composition).iter().filter(|run| run.text == "samen").map(|run| run.page).collect();
    assert!(pages.iter().all(|page| *page == 1), "{pages:?}");
    assert_eq!(composition.pages[1].figures.len(), 1);
}

#[test]
fn columns_higher_than_a_page_go_on_on_the_next() {
    let column = "<p>lang</p>".repeat(80);
    let composition = side_by_side(&[&column, BARS]);
    assert_eq!(own(&composition).iter().filter(|run| run.text == "lang").count(), 80);
    assert!(composition.pages.len() > 1);
    assert!(own(&composition).iter().all(|run| run.baseline < BOTTOM + 2.0));
}

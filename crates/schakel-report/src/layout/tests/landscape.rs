//! Pages that lie on their side.

use super::*;

fn turns(composition: &Composition) -> Vec<Turn> {
    composition.pages.iter().map(|page| page.turn).collect()
}

#[test]
fn what_is_wide_lies_on_its_side_and_what_follows_stands_again() {
    let composition = lay_body("<p>voor</p><landscape><h1>Breed</h1><p>breed</p></landscape><p>na</p><p>en verder</p>");
    assert_eq!(turns(&composition), [Turn::Portrait, Turn::Landscape, Turn::Portrait]);
    let page_of = |text: &str| own(&composition).iter().find(|run| run.text == text).unwrap().page;
    assert_eq!([page_of("voor"), page_of("Breed"), page_of("breed"), page_of("na")], [0, 1, 1, 2]);
}

#[test]
fn no_page_stays_empty_around_pages_on_their_side() {
    for body in [
        "<landscape><p>alleen</p></landscape>",
        "<pagebreak/><landscape><p>alleen</p></landscape>",
        "<section id=\"s\"><landscape><p>alleen</p></landscape></section>",
    ] {
        assert_eq!(turns(&lay_body(body)), [Turn::Landscape], "{body}");
    }
    let twice = lay_body("<landscape><p>een</p></landscape><landscape><p>twee</p></landscape><pagebreak/><p>drie</p>");
    assert_eq!(turns(&twice), [Turn::Landscape, Turn::Landscape, Turn::Portrait]);
}

#[test]
fn page_numbers_go_on_and_stand_at_the_outer_edge() {
    let composition = lay_body("<p>voor</p><landscape><p>breed</p></landscape><p>na</p>");
    for (page, turn) in turns(&composition).into_iter().enumerate() {
        let folio = format!("{} van 3", page + 1);
        let run = runs(&composition).into_iter().find(|run| run.text == folio).unwrap();
        assert_eq!(run.page, page);
        assert!((run.right - LEFT - turn.full()).abs() < 0.5, "{run:?}");
        assert!(run.baseline < turn.page_height() - 20.0, "{run:?}");
    }
}

#[test]
fn an_id_of_a_section_on_its_side_is_the_place_of_its_page() {
    let composition = lay_body(
        "<p>voor, zie <ref to=\"breed\"/></p><section id=\"breed\"><landscape><h1>Kop</h1><p>x</p></landscape></section>",
    );
    assert_eq!(composition.places["breed"].0, 1);
    assert_eq!(composition.headings[0].page, 1);
}

#[test]
fn a_wide_table_and_a_figure_take_the_length_of_the_paper() {
    let cells = |cell: &str| cell.repeat(14);
    let rows = format!("<tr>{}</tr>", cells("<td>tien letters</td>")).repeat(60);
    let composition = lay_body(&format!(
        "<landscape><table><thead><tr>{}</tr></thead><tbody>{rows}</tbody></table></landscape>",
        cells("<th>Kolom</th>")
    ));
    assert!(composition.pages.len() > 1);
    assert!(turns(&composition).iter().all(|turn| *turn == Turn::Landscape));
    let right = own(&composition).iter().map(|run| run.right).fold(0.0, f32::max);
    assert!(right > LEFT + FULL && right <= LEFT + Turn::Landscape.full() + 0.5, "{right}");
    for run in own(&composition) {
        assert!(run.baseline < Turn::Landscape.bottom(), "{run:?}");
    }
    let heads = runs(&composition).into_iter().filter(|run| run.text == "Kolom").count();
    assert_eq!(heads, 14 * composition.pages.len(), "the head is repeated");
}

#[test]
fn a_note_in_the_margin_stays_with_what_stands_upright() {
    let note = format!("<aside><p>{}</p></aside>", sentences(600));
    let composition = lay_body(&format!("{note}{note}<p>voor</p><landscape><p>breed</p></landscape><p>na</p>"));
    for run in own(&composition) {
        if (run.size - sizes::ASIDE.size).abs() < 0.1 {
            assert_eq!(composition.pages[run.page].turn, Turn::Portrait, "{run:?}");
        }
    }
}

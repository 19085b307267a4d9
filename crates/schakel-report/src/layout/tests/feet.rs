//! Footnotes stand at the foot of the page of their mark, whole where they can, and none is lost.

use super::*;

/// Page and height.
type At = (usize, f32);

/// Where marks and notes stand, with their number.
fn places(composition: &Composition) -> Vec<(usize, At, At)> {
    let at = |id: &str| composition.places.get(id).copied();
    (1..)
        .map_while(|n| {
            Some((n, at(&footnotes::mark_id(n))?, at(&footnotes::note_id(n)).expect("a mark without its note")))
        })
        .collect()
}

/// Runs of footnotes, with the number of the note, as they stand on the pages.
fn noted(composition: &Composition) -> Vec<(usize, Run)> {
    let elements = &composition.tags.elements;
    let mut out = Vec::new();
    for run in own(composition) {
        let Owner::Content(content) = run.owner else { continue };
        let holds = |e: &Element| e.kids.contains(&Kid::Content(content));
        let mut element = elements.iter().position(holds).unwrap();
        while element > 0 && elements[element].role != Role::Note {
            element = elements[element].parent as usize;
        }
        if element > 0 {
            let id = elements[element].id.as_deref().unwrap();
            out.push((id.trim_start_matches("note-").parse().unwrap(), run));
        }
    }
    out
}

/// The words of a note in the order of the pages, without its number.
fn words_of(composition: &Composition, number: usize) -> String {
    let mut runs: Vec<Run> = noted(composition).into_iter().filter(|(n, _)| *n == number).map(|(_, run)| run).collect();
    runs.sort_by(|a, b| (a.page, a.baseline, a.left).partial_cmp(&(b.page, b.baseline, b.left)).unwrap());
    let text = runs.iter().map(|run| run.text.as_str()).collect::<Vec<_>>().join(" ");
    text.replace("- ", "").split_once(' ').unwrap().1.to_owned()
}

/// What holds of every document: text stays above the notes of its page, and notes on the page.
#[track_caller]
fn check(composition: &Composition) {
    assert!(random::overlapping(composition).is_none(), "{:#?}", random::overlapping(composition));
    let notes = noted(composition);
    for page in 0..composition.pages.len() {
        let turn = composition.pages[page].turn;
        let on_page = || notes.iter().filter(|(_, run)| run.page == page);
        let first = on_page().map(|(_, run)| run.baseline).fold(f32::INFINITY, f32::min);
        let last = on_page().map(|(_, run)| run.baseline).fold(0.0, f32::max);
        assert!(last <= turn.bottom(), "page {page}: a note at {last}");
        let column = |run: &Run| run.left < LEFT + TEXT;
        let is_note = |run: &Run| on_page().any(|(_, note)| note.owner == run.owner && note.baseline == run.baseline);
        for run in own(composition).iter().filter(|run| run.page == page && column(run) && !is_note(run)) {
            assert!(run.baseline < first, "page {page}: {run:?} below the notes at {first}");
        }
    }
}

#[test]
fn a_note_stands_whole_at_the_foot_of_the_page_of_its_mark_wherever_that_falls() {
    for words in (20..130).step_by(5) {
        let note = format!("<footnote>{}</footnote>", sentences(words / 3));
        let paragraph = format!("<p>{}{note} {}</p>", sentences(words), sentences(140 - words));
        let composition = lay_body(&paragraph.repeat(9));
        check(&composition);
        let places = places(&composition);
        assert_eq!(places.len(), 9);
        for (number, mark, note) in places {
            assert_eq!(mark.0, note.0, "{words}: note {number}");
            assert!(note.1 > mark.1, "{words}: note {number}");
            assert_eq!(words_of(&composition, number), sentences(words / 3), "{words}: note {number}");
        }
    }
}

#[test]
fn the_line_of_a_mark_goes_to_the_next_page_with_its_note() {
    let with = |words: usize, note: &str| lay_body(&format!("<p>{}</p><p>slot{note}</p>", sentences(words)));
    let most = (400..700).rev().find(|words| with(*words, "").pages.len() == 1).unwrap();
    let composition = with(most, "<footnote>noot</footnote>");
    assert_eq!(composition.pages.len(), 2);
    assert_eq!(places(&composition)[0].1.0, 1);
    check(&composition);
}

#[test]
fn many_notes_share_a_page() {
    let body: String = (0..60).map(|n| format!("woord {n}<footnote>noot {n}</footnote> ")).collect();
    let composition = lay_body(&format!("<p>{body}</p>"));
    check(&composition);
    for (number, mark, note) in places(&composition) {
        assert_eq!(mark.0, note.0);
        assert_eq!(words_of(&composition, number), format!("noot {}", number - 1));
    }
    let runs = noted(&composition);
    assert!(runs.windows(2).all(|pair| (pair[0].1.page, pair[0].0) <= (pair[1].1.page, pair[1].0)), "in order");
}

#[test]
fn a_note_longer_than_a_page_begins_below_its_mark_and_goes_on() {
    let long = sentences(2500);
    for before in [0, 300, 560, 590] {
        let body = format!(
            "<p>{} einde<footnote>{long}</footnote></p><p>{}<footnote>kort</footnote></p>",
            sentences(before),
            sentences(300)
        );
        let composition = lay_body(&body);
        check(&composition);
        let places = places(&composition);
        assert_eq!(places[0].1.0, places[0].2.0, "{before}");
        assert_eq!(places[1].1.0, places[1].2.0, "{before}");
        assert_eq!(words_of(&composition, 1), long, "{before}");
        assert!(composition.pages.len() > 3, "{before}");
    }
}

#[test]
fn notes_of_everything_that_holds_text_stand_on_the_page() {
    let note = |n: usize| format!("<footnote>noot {n}</footnote>");
    let rows: String = (0..70).map(|n| format!("<tr><th>rij</th><td>{n}{}</td></tr>", note(n))).collect();
    let body = format!(
        "<p class=\"lead\">lood{0}</p><p class=\"small\">klein{0}</p><ul><li>punt{0}<ol><li>dieper{0}</li></ol></li></ul>\
         <keyfigures><keyfigure value=\"1\">getal{0}</keyfigure></keyfigures>\
         <callout kind=\"decision\" title=\"Besluit\"><p>kader{0}</p></callout><keep><p>samen{0}</p></keep>\
         <figure title=\"Figuur\">{CHART}</figure><p class=\"note\">onder{0}</p>\
         <table><caption>tabel{0}</caption><thead><tr><th>kop{0}</th><th>n</th></tr></thead><tbody>{rows}</tbody></table>\
         <landscape><p>liggend{0}</p></landscape>",
        note(900)
    );
    let composition = lay_body(&body);
    check(&composition);
    let places = places(&composition);
    assert_eq!(places.len(), 81);
    for (number, mark, note) in places {
        assert_eq!(mark.0, note.0, "note {number}");
    }
}

#[test]
fn a_figure_that_fills_the_page_keeps_its_notes_off_itself() {
    let row = "<row label=\"rij\" value=\"5\"/>".repeat(70);
    let note = format!("<footnote>{}</footnote>", sentences(400));
    let figure =
        format!("<figure title=\"Hoog\"><chart kind=\"bars\">{row}</chart></figure><p class=\"note\">x{note}</p>");
    let composition = lay_body(&format!("<p>{}{note}</p>{figure}<p>{}</p>", sentences(100), sentences(200)));
    check(&composition);
    assert_eq!(words_of(&composition, 2), sentences(400));
}

#[test]
fn a_row_that_is_torn_leaves_each_note_where_its_mark_is() {
    let cell: String =
        (0..40).map(|n| format!("{} <strong>x</strong><footnote>noot {n}</footnote> ", sentences(20))).collect();
    let composition = lay_body(&format!(
        "<table><thead><tr><th width=\"20%\">kop</th><th>kop</th></tr></thead><tbody><tr><td>a</td><td>{cell}</td></tr></tbody></table>"
    ));
    check(&composition);
    assert!(composition.pages.len() > 1);
    for (number, mark, note) in places(&composition) {
        assert_eq!(mark.0, note.0, "note {number}");
    }
}

#[test]
fn a_note_is_read_after_its_paragraph_and_leads_back() {
    let composition = lay_body("<p>een<footnote>noot</footnote> en twee</p>");
    let elements = &composition.tags.elements;
    let paragraph = elements.iter().find(|e| e.role == Role::Paragraph).unwrap();
    let roles: Vec<Role> = paragraph
        .kids
        .iter()
        .filter_map(|kid| if let Kid::Element(id) = kid { Some(elements[*id as usize].role) } else { None })
        .collect();
    assert_eq!(roles, [Role::Reference, Role::Note]);
    let targets: Vec<&crate::document::Target> = composition.tags.links.iter().map(|link| &link.target).collect();
    let id = |text: String| crate::document::Target::Id(text);
    assert_eq!(targets, [&id(footnotes::note_id(1)), &id(footnotes::mark_id(1))]);
    assert_eq!(composition.pages[0].links.len(), 2);
}

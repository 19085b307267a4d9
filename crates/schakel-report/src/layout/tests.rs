//! What a page may look like, measured on pages that were laid out.

mod columns;
mod feet;
mod landscape;
mod lists;
mod long;
mod random;
mod tables;

use super::*;
use crate::draw::Item;
use crate::markup;
use sizes::{BOTTOM, FULL, GUTTER, LEFT, TEXT, TOP};

const SAMPLE: &str = include_str!("../../tests/pages/voorbeeld.xml");

fn lay(markup: &str) -> Composition {
    let document = markup::read(markup).unwrap();
    compose(&document, &Theme::default(), Faces::get().unwrap()).unwrap()
}

fn lay_body(body: &str) -> Composition {
    lay(&format!("<report lang=\"nl\" title=\"T\" short-title=\"kop\">{body}</report>"))
}

/// A run of text on its page.
#[derive(Debug)]
struct Run {
    page: usize,
    text: String,
    left: f32,
    right: f32,
    baseline: f32,
    owner: Owner,
    size: f32,
}

fn runs(composition: &Composition) -> Vec<Run> {
    let mut out = Vec::new();
    for (page, marks) in composition.pages.iter().enumerate() {
        for mark in &marks.marks {
            let Paint::Text(run) = &mark.paint else {
                continue;
            };
            let mut text = String::new();
            for piece in &run.pieces {
                text.push_str(&piece.word.text);
                if piece.space.is_some() {
                    text.push(' ');
                }
            }
            let left = mark.dx + run.x;
            out.push(Run {
                page,
                text: text.trim_end().to_owned(),
                left,
                right: left + lines::run_width(run),
                baseline: mark.dy + run.baseline,
                owner: mark.owner,
                size: run.style.size,
            });
        }
    }
    out
}

/// Text of the report itself, without running heads and repeated heads.
fn own(composition: &Composition) -> Vec<Run> {
    let mut all = runs(composition);
    all.retain(|run| run.owner != Owner::Artifact);
    all
}

/// Role of the element that a run belongs to.
fn role(composition: &Composition, run: &Run) -> Role {
    let Owner::Content(content) = run.owner else { panic!("{run:?} is an artifact") };
    let holds = |e: &&Element| e.kids.contains(&Kid::Content(content));
    composition.tags.elements.iter().find(holds).unwrap().role
}

fn sentences(count: usize) -> String {
    let words = [
        "de",
        "begeleiding",
        "van",
        "leerlingen",
        "vraagt",
        "samenwerking",
        "tussen",
        "mentoren",
        "en",
        "docenten",
        "die",
        "het",
        "gesprek",
        "voeren",
        "over",
        "mogelijkheden",
    ];
    (0..count).map(|n| words[(n * 7 + n / 5) % words.len()]).collect::<Vec<_>>().join(" ")
}

#[test]
fn nothing_sticks_out_of_the_page() {
    let composition = lay(SAMPLE);
    for run in runs(&composition) {
        assert!(run.left >= LEFT - 0.5, "{run:?}");
        let turn = composition.pages[run.page].turn;
        assert!(run.right <= LEFT + turn.full() + 2.0, "{run:?}");
        let furniture = run.owner == Owner::Artifact;
        assert!(run.baseline <= turn.bottom() || furniture, "{run:?}");
        assert!(run.baseline <= turn.foot(), "{run:?}");
    }
}

#[test]
fn the_text_column_and_the_margin_column_do_not_touch() {
    let composition = lay(SAMPLE);
    let margin = LEFT + TEXT + GUTTER;
    for run in own(&composition) {
        let portrait = composition.pages[run.page].turn == Turn::Portrait;
        if portrait && run.left < margin && run.right > margin - GUTTER / 2.0 {
            // What covers both columns has nothing of the margin beside it.
            let beside = own(&composition).into_iter().find(|other| {
                other.page == run.page
                    && (other.left - margin).abs() < 0.1
                    && (other.size - sizes::ASIDE.size).abs() < 0.1
                    && (other.baseline - run.baseline).abs() < 6.0
            });
            assert!(beside.is_none(), "{run:?} beside {beside:?}");
        }
    }
}

#[test]
fn a_heading_is_never_the_last_line_of_a_page() {
    for words in (60..240).step_by(7) {
        let body: String = (0..6).map(|n| format!("<h1>Kop {n}</h1><p>{}</p>", sentences(words))).collect();
        let composition = lay_body(&body);
        let all = own(&composition);
        for page in 0..composition.pages.len() {
            let last =
                all.iter().filter(|run| run.page == page).max_by(|a, b| a.baseline.total_cmp(&b.baseline)).unwrap();
            assert_eq!(role(&composition, last), Role::Paragraph, "{last:?}");
        }
    }
}

#[test]
fn no_line_of_a_paragraph_stands_alone_on_a_page() {
    for words in 200..260 {
        let paragraph = format!("<p>{}</p>", sentences(words));
        let composition = lay_body(&paragraph.repeat(4));
        let mut per_paragraph: BTreeMap<u32, BTreeMap<usize, BTreeSet<i32>>> = BTreeMap::new();
        for run in own(&composition) {
            let Owner::Content(content) = run.owner else {
                continue;
            };
            let lines = per_paragraph.entry(content).or_default();
            lines.entry(run.page).or_default().insert((run.baseline * 10.0) as i32);
        }
        for pages in per_paragraph.values() {
            assert!(pages.values().all(|lines| lines.len() >= 2), "{pages:?}");
        }
    }
}

#[test]
fn no_page_ends_within_a_word() {
    for words in (150..400).step_by(3) {
        let composition = lay_body(&format!("<p>{}</p>", sentences(words)).repeat(5));
        for page in composition.pages.iter().take(composition.pages.len() - 1) {
            let last = page
                .marks
                .iter()
                .filter_map(|mark| match (&mark.paint, mark.owner) {
                    (Paint::Text(run), Owner::Content(_)) => {
                        Some((mark.dy + run.baseline, run.pieces.last()?.soft_hyphen))
                    }
                    _ => None,
                })
                .max_by(|a, b| a.0.total_cmp(&b.0))
                .unwrap();
            assert!(!last.1, "{words} words");
        }
    }
}

fn long_table(rows: usize) -> String {
    let body: String = (0..rows)
        .map(|n| {
            let more = if n % 3 == 0 { sentences(30) } else { String::new() };
            format!("<tr><th>rij {n}</th><td align=\"right\">{n}</td><td>{more} einde{n}</td></tr>")
        })
        .collect();
    format!(
        "<table><caption>Lang</caption><thead><tr><th>Naam</th><th>Aantal</th><th>Toelichting</th></tr></thead>\
         <tbody>{body}</tbody></table>"
    )
}

#[test]
fn rows_are_not_torn_and_heads_repeat() {
    let composition = lay_body(&long_table(90));
    assert!(composition.pages.len() > 2);
    let all = runs(&composition);
    for row in 0..90 {
        let page_of = |text: String| {
            let found = all.iter().find(|run| run.text.ends_with(&text));
            found.unwrap_or_else(|| panic!("{text} is missing")).page
        };
        assert_eq!(page_of(format!("rij {row}")), page_of(format!("einde{row}")), "row {row}");
    }
    for page in 0..composition.pages.len() {
        let heads: Vec<&Run> = all.iter().filter(|run| run.page == page && run.text == "Toelichting").collect();
        assert_eq!(heads.len(), 1, "page {page}");
        let repeated = heads[0].owner == Owner::Artifact;
        assert_eq!(repeated, page > 0, "page {page}");
    }
}

#[test]
fn rows_do_not_overlap() {
    let composition = lay_body(&long_table(40));
    let mut rows: Vec<(usize, f32)> = runs(&composition)
        .iter()
        .filter(|run| run.text.starts_with("rij "))
        .map(|run| (run.page, run.baseline))
        .collect();
    let in_order = rows.clone();
    rows.sort_by(|a, b| a.partial_cmp(b).unwrap());
    assert_eq!(rows, in_order);
    for pair in rows.windows(2) {
        if pair[0].0 == pair[1].0 {
            assert!(pair[1].1 - pair[0].1 >= sizes::CELL.line, "{pair:?}");
        }
    }
}

const CHART: &str = "<chart kind=\"bars\" unit=\"percent\" min=\"0\" max=\"100\">\
    <row label=\"Mentor\" value=\"46\"/><row label=\"Docent\" value=\"27\"/><row label=\"Leiding\" value=\"5\"/></chart>";

#[test]
fn a_figure_that_does_not_fit_waits_while_text_goes_on() {
    let mut waited = false;
    for words in (300..700).step_by(20) {
        let body = format!(
            "<p>{}</p><figure title=\"Staven\">{CHART}</figure><p>daarna {}</p>",
            sentences(words),
            sentences(120)
        );
        let composition = lay_body(&body);
        let all = own(&composition);
        let figure = all.iter().find(|r| r.text.contains("Staven")).unwrap();
        let after = all.iter().find(|r| r.text.starts_with("daarna")).unwrap();
        if figure.page > after.page {
            waited = true;
            assert!(figure.baseline < TOP + 30.0, "{figure:?}");
        }
        // A page with text after it is nearly full.
        for page in 0..composition.pages.len() - 1 {
            let end = all.iter().filter(|r| r.page == page).map(|r| r.baseline);
            let end = end.fold(0.0, f32::max);
            assert!(end > BOTTOM - 75.0, "page {page} ends at {end}, {words} words");
        }
    }
    assert!(waited, "no figure had to wait");
}

#[test]
fn notes_stand_beside_what_they_are_about_and_not_on_each_other() {
    let note = |n: usize| format!("<aside><big>{n}</big><p>{}</p></aside>", sentences(30));
    let body: String = (0..6).map(|n| format!("{}<p>tekst{n} {}</p>", note(n + 10), sentences(40))).collect();
    let composition = lay_body(&body);
    let margin = LEFT + TEXT + GUTTER;
    let mut in_margin: Vec<Run> = own(&composition);
    in_margin.retain(|run| run.left >= margin - 0.5);
    in_margin.sort_by(|a, b| (a.page, a.baseline).partial_cmp(&(b.page, b.baseline)).unwrap());
    for pair in in_margin.windows(2) {
        let same_line = (pair[0].baseline - pair[1].baseline).abs() < 0.1;
        if pair[0].page == pair[1].page && !same_line {
            assert!(pair[1].baseline - pair[0].baseline > 8.0, "{pair:?}");
        }
    }
    // The first note begins with its paragraph.
    let all = own(&composition);
    let text = all.iter().find(|r| r.text.starts_with("tekst0")).unwrap();
    let number = all.iter().find(|r| r.text == "10").unwrap();
    let cap = |run: &Run| run.baseline - 0.66 * run.size;
    assert!((cap(text) - cap(number)).abs() < 0.5, "{text:?} {number:?}");
}

#[test]
fn something_wide_gives_way_to_a_note() {
    let body = format!("<aside><p>{}</p></aside><p>kort</p>{}", sentences(60), long_table(3));
    let composition = lay_body(&body);
    let all = own(&composition);
    let margin = LEFT + TEXT + GUTTER;
    let note_end = all
        .iter()
        .filter(|r| r.left >= margin - 0.5 && r.size == sizes::ASIDE.size)
        .map(|r| r.baseline)
        .fold(0.0, f32::max);
    for run in &all {
        if run.right > margin && run.size == sizes::CELL.size {
            assert!(run.baseline > note_end, "{run:?}");
        }
    }
}

#[test]
fn contents_and_references_name_the_page_on_which_a_thing_stands() {
    let filler = format!("<p>{}</p>", sentences(900));
    let body = format!(
        "<toc/><p>zie bladzijde <ref to=\"eind\"/></p><h1>Begin</h1>{filler}<h1 id=\"eind\">Eind</h1><p>slot</p>"
    );
    let composition = lay_body(&body);
    let all = own(&composition);
    let heading = |text: &str| {
        let found = all.iter().find(|r| r.text == text && role(&composition, r) == Role::Heading(1));
        found.unwrap().page + 1
    };
    assert!(heading("Eind") > 1);
    let line = |text: &str| {
        let entry = all.iter().find(|r| r.text == text && role(&composition, r) == Role::Link).unwrap();
        let same = |r: &&Run| r.page == entry.page && r.baseline == entry.baseline && r.left > entry.right;
        all.iter().find(same).unwrap().text.clone()
    };
    assert_eq!(line("Begin"), heading("Begin").to_string());
    assert_eq!(line("Eind"), heading("Eind").to_string());
    let reference = all.iter().find(|r| role(&composition, r) == Role::Link && r.baseline > TOP + 40.0).unwrap();
    assert_eq!(reference.text, heading("Eind").to_string());
}

#[test]
fn figures_and_tables_are_numbered_in_order() {
    let figure = |id: &str| format!("<figure id=\"{id}\" title=\"F\">{CHART}</figure>");
    let table = "<table id=\"t\"><caption>Cijfers</caption><thead><tr><th>a</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>";
    let body = format!("<p>kijk naar <ref to=\"b\"/> en <ref to=\"t\"/></p>{}{table}{}", figure("a"), figure("b"));
    let composition = lay_body(&body);
    let texts: Vec<String> = own(&composition).into_iter().map(|r| r.text).collect();
    let all = texts.join(" ");
    assert!(all.contains("kijk naar 2 en 1"), "{all}");
    assert!(all.contains("Figuur 2 · F"), "{all}");
    assert!(all.contains("Tabel 1 · Cijfers"), "{all}");
}

#[test]
fn blocks_of_running_text_keep_the_rhythm_of_the_lines() {
    let composition = lay(SAMPLE);
    for run in own(&composition) {
        let body = run.size == sizes::BODY.size
            && role(&composition, &run) == Role::Paragraph
            && (run.left - LEFT).abs() < 0.1;
        if body {
            let above = run.baseline - sizes::baseline(sizes::BODY) - TOP;
            let off = (above / 7.0 - (above / 7.0).round()).abs() * 7.0;
            assert!(off < 0.1 || run.text.ends_with('%'), "{run:?} is off by {off}");
        }
    }
}

#[test]
fn a_box_lies_behind_its_text_on_every_page() {
    let body = format!(
        "<p>{}</p><callout kind=\"note\" title=\"Lang\">{}</callout>",
        sentences(500),
        format!("<p>in de doos {}</p>", sentences(100)).repeat(9)
    );
    let composition = lay_body(&body);
    for run in own(&composition) {
        if !run.text.starts_with("in de doos") {
            continue;
        }
        let behind = composition.pages[run.page].marks.iter().any(|mark| {
            matches!(mark.paint, Paint::Shape(Item::Rect { y, h, .. })
                if y < run.baseline && run.baseline < y + h)
        });
        assert!(behind, "{run:?}");
    }
}

#[test]
fn characters_without_a_glyph_are_named() {
    let document = markup::read("<report lang=\"nl\" title=\"T\"><p>een 漢 en een 字</p><h1>字</h1></report>").unwrap();
    let missing = compose(&document, &Theme::default(), Faces::get().unwrap()).unwrap_err();
    assert_eq!(missing.into_iter().collect::<String>(), "字漢");
}

#[test]
fn a_note_goes_where_its_table_goes() {
    let table = "<table><caption>Klein</caption><thead><tr><th>a</th></tr></thead>\
        <tbody><tr><td>1</td></tr><tr><td>2</td></tr></tbody></table><p class=\"note\">noot onder de tabel</p>";
    for words in (300..800).step_by(20) {
        let body = format!("<p>{}</p>{table}<p>{}</p>", sentences(words), sentences(150));
        let all = own(&lay_body(&body));
        let page_of = |text: &str| all.iter().find(|r| r.text.contains(text)).unwrap().page;
        assert_eq!(page_of("Klein"), page_of("noot onder"), "{words} words");
    }
}

#[test]
fn a_note_or_an_id_at_the_very_end_is_not_lost() {
    let composition = lay_body(
        "<p><a href=\"#eind\">naar het eind</a></p><section id=\"eind\"><aside><p>slotnoot</p></aside></section>",
    );
    assert!(own(&composition).iter().any(|r| r.text == "slotnoot"));
    assert!(composition.places.contains_key("eind"));
}

/// Page and height of the first run that begins with a text.
fn place_of(all: &[Run], text: &str) -> (usize, f32) {
    let run = all.iter().find(|run| run.text.starts_with(text)).unwrap_or_else(|| panic!("{text} is missing"));
    (run.page, run.baseline)
}

#[test]
fn a_figure_never_leaves_its_section() {
    for words in (20..260).step_by(9) {
        let section = |n: usize| {
            let level = 1 + n % 2;
            format!(
                "<h{level}>Kop{n}</h{level}><p>{}</p><figure title=\"Staven{n}\">{CHART}</figure><p>{}</p>",
                sentences(words),
                sentences(1 + words / 3)
            )
        };
        let body: String = (0..8).map(section).collect();
        let all = own(&lay_body(&body));
        for n in 0..8 {
            let figure = all.iter().find(|run| run.text.contains(&format!("Staven{n}"))).unwrap();
            let figure = (figure.page, figure.baseline);
            assert!(figure > place_of(&all, &format!("Kop{n}")), "{words} words, section {n}");
            if n < 7 {
                assert!(figure < place_of(&all, &format!("Kop{}", n + 1)), "{words} words, section {n}");
            }
        }
    }
}

#[test]
fn a_figure_never_comes_before_the_first_paragraph_of_its_chapter() {
    for level in 1..=3 {
        for words in (20..320).step_by(10) {
            let all = own(&lay_body(&format!(
                "<h1>Een</h1><h2>Twee</h2><p>{}</p><h{level}>Kop</h{level}><p>eerst {}</p><figure title=\"Staven\">{CHART}</figure>",
                sentences(words),
                sentences(70)
            )));
            let figure = all.iter().find(|run| run.text.contains("Staven")).unwrap();
            let figure = (figure.page, figure.baseline);
            assert!(figure > place_of(&all, "eerst"), "level {level}, {words} words");
        }
    }
}

#[test]
fn a_figure_never_stands_within_a_list_or_table() {
    let items: String = (0..30).map(|n| format!("<li>punt{n} {}</li>", sentences(9))).collect();
    for words in (300..700).step_by(13) {
        let figure = format!("<figure title=\"Staven\">{CHART}</figure>");
        for block in [format!("<ul>{items}</ul>"), long_table(25)] {
            let all = own(&lay_body(&format!("<p>{}</p>{figure}{block}<p>slot</p>", sentences(words))));
            let inside = |run: &&Run| run.text.starts_with("punt") || run.text.starts_with("rij ");
            let place = |run: &Run| (run.page, run.baseline);
            let first = all.iter().filter(inside).map(place).min_by(|a, b| a.partial_cmp(b).unwrap()).unwrap();
            let last = all.iter().filter(inside).map(place).max_by(|a, b| a.partial_cmp(b).unwrap()).unwrap();
            let figure = place(all.iter().find(|run| run.text.contains("Staven")).unwrap());
            assert!(figure < first || figure > last, "{words} words");
        }
    }
}

#[test]
fn a_figure_goes_up_over_its_text_rather_than_leave_the_foot_of_a_page_empty() {
    for words in (250..600).step_by(7) {
        let body = format!(
            "<h1>Een</h1><p>{}</p><p>boven {}</p><figure title=\"Staven\">{CHART}</figure><h2>Twee</h2><p>{}</p>",
            sentences(words),
            sentences(80),
            sentences(300)
        );
        let all = own(&lay_body(&body));
        let end = all.iter().filter(|run| run.page == 0).map(|run| run.baseline).fold(0.0, f32::max);
        assert!(end > BOTTOM - 60.0, "page ends at {end}, {words} words");
        let figure = all.iter().find(|run| run.text.contains("Staven")).unwrap();
        assert!((figure.page, figure.baseline) < place_of(&all, "Twee"), "{words} words");
    }
}

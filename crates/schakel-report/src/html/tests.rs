//! What the HTML edition says, and what it never does.

use crate::document::Document;
use crate::markup;
use crate::theme::Theme;

fn page(body: &str) -> String {
    let markup = format!("<report lang=\"nl\" title=\"Proef &amp; verslag\">{body}</report>");
    let document: Document = markup::read(&markup).unwrap();
    super::html(&document, &Theme::default(), crate::measure().unwrap())
}

/// The page between the tags of `main`, for tests that look at the whole of it.
fn body(markup: &str) -> String {
    let page = page(markup);
    let start = page.find("tabindex=\"-1\">\n").unwrap() + "tabindex=\"-1\">\n".len();
    page[start..page.find("</main>").unwrap()].to_owned()
}

#[test]
fn a_page_names_its_language_and_title_and_asks_nothing_of_elsewhere() {
    let page = page("<p>Tekst</p>");
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"nl-NL\">"));
    assert!(page.contains("<title>Proef &amp; verslag</title>"));
    for outside in ["<script", "<link", "src=", "@import", "url(http"] {
        assert!(!page.contains(outside), "{outside}");
    }
}

#[test]
fn headings_go_one_level_below_the_title_and_the_contents_leads_to_them() {
    let html = body("<toc depth=\"2\"/><h1>Visie</h1><h2>Wie kent de visie?</h2><h3>Diep</h3>");
    assert!(html.contains("<h2 id=\"heading-0\">Visie</h2>"), "{html}");
    assert!(html.contains("<h3 id=\"heading-1\">Wie kent de visie?</h3>"));
    assert!(html.contains("<h4 id=\"heading-2\">Diep</h4>"));
    assert!(html.contains("<li class=\"level-2\"><a href=\"#heading-1\">Wie kent de visie?</a></li>"));
    assert!(!html.contains("href=\"#heading-2\""), "deeper than asked");
}

#[test]
fn a_heading_directly_below_the_cover_skips_no_level() {
    let html = body("<cover title=\"T\"/><h2>Hoe zeker?</h2><h1>Visie</h1><h2>Wie?</h2>");
    for heading in ["<h1>T<", "<h2 id=\"heading-0\" class=\"minor\">", "<h2 id=\"heading-1\">", "<h3 id=\"heading-2\">"]
    {
        assert!(html.contains(heading), "{heading} in {html}");
    }
}

#[test]
fn every_table_is_a_region_with_a_name_of_its_own() {
    let table = "<table><thead><tr><th>Wat &amp; <em>wie</em></th><th>Uren</th></tr></thead><tbody><tr><td>a</td><td>1</td></tr></tbody></table>";
    let html = body(&format!("{table}{table}"));
    assert!(html.contains("aria-label=\"Tabel: Wat &amp; wie, Uren\""), "{html}");
    assert!(html.contains("aria-label=\"Tabel: Wat &amp; wie, Uren (2)\""), "{html}");
}

#[test]
fn text_is_never_markup() {
    let html = body("<p>&lt;script&gt;alert(1)&lt;/script&gt; &quot;en&quot; &amp; meer</p>");
    assert_eq!(html, "<p>&lt;script&gt;alert(1)&lt;/script&gt; &quot;en&quot; &amp; meer</p>\n");
}

#[test]
fn a_figure_says_its_numbers_in_a_table_and_none_that_is_kept_back() {
    let html = body(
        "<figure title=\"Mentoren doen het meest\"><chart kind=\"bars\" unit=\"percent\"><row label=\"Mentor\" value=\"46\"/>\
         <row label=\"Leiding\" status=\"suppressed\"/></chart></figure>",
    );
    assert!(html.contains("<th scope=\"row\">Mentor</th><td>46%</td>"), "{html}");
    assert!(html.contains("<th scope=\"row\">Leiding</th><td>niet getoond</td>"), "{html}");
    assert_eq!(html.matches("role=\"img\"").count(), 2, "one for a screen, one for a telephone");
}

#[test]
fn a_bar_with_a_part_that_is_kept_back_shows_no_other_part_anywhere() {
    for kind in ["stacked", "likert"] {
        let html = body(&format!(
            "<figure title=\"T\"><chart kind=\"{kind}\" unit=\"percent\"><row label=\"vwo\"><part label=\"niemand\" \
             status=\"suppressed\"/><part label=\"meer\" value=\"87.6\" text=\"87,6%\"/></row></chart></figure>"
        ));
        assert!(html.contains("<td>niet getoond</td><td>niet getoond</td>"), "{html}");
        assert!(!html.contains("87,6"), "{html}");
    }
}

#[test]
fn a_figure_that_needs_room_scrolls_within_a_region_with_a_name() {
    let figure = "<figure title=\"T\"><chart kind=\"bars\"><row label=\"a\" value=\"1\"/></chart></figure>";
    let html = body(&format!("<landscape>{figure}</landscape>{figure}"));
    let region = "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Figuur 1\">\n<svg class=\"roomy\"";
    assert!(html.contains(region), "{html}");
    assert!(!html.contains("aria-label=\"Figuur 2\""), "what follows fits");
}

#[test]
fn the_shadow_of_what_goes_on_sideways_is_seen_through_a_drawing() {
    let rules = page("<p>Tekst</p>");
    let rule = rules.split(".scroll > svg {").nth(1).unwrap().split('}').next().unwrap();
    assert!(rule.contains("mix-blend-mode: multiply"), "{rule}");
}

#[test]
fn long_words_in_cells_show_where_they_may_be_divided_and_text_does_not() {
    let table = "<table><thead><tr><th>Ontwikkeling</th><th>Uren</th></tr></thead>\
                 <tbody><tr><th scope=\"row\">coöperatieve</th><td>2025-2026</td></tr></tbody></table>";
    let html = body(&format!("<p>Ontwikkeling</p>{table}"));
    assert!(html.contains("<p>Ontwikkeling</p>"), "{html}");
    assert!(html.contains("<th scope=\"col\">Ontwik\u{ad}keling</th>"), "{html}");
    // Before ö the word would lose its trema, which a browser does not know.
    assert!(html.contains("<th scope=\"row\">coöpe\u{ad}ratieve</th>"), "{html}");
    assert!(html.contains("<td><span class=\"whole\">2025-2026</span></td>"), "{html}");
}

#[test]
fn footnotes_stand_at_the_end_of_their_section_and_lead_to_and_fro() {
    let html = body(
        "<section id=\"a\"><p>een<footnote>noot &amp; één</footnote></p><p>twee<footnote>noot</footnote></p></section>\
         <section id=\"b\"><p>drie<footnote>noot drie</footnote></p></section><p>vier<footnote>noot vier</footnote></p>",
    );
    assert_eq!(
        html,
        "<section id=\"a\">\n\
         <p>een<sup><a id=\"footnote-mark-1\" href=\"#footnote-1\" aria-label=\"Noot 1\">1</a></sup></p>\n\
         <p>twee<sup><a id=\"footnote-mark-2\" href=\"#footnote-2\" aria-label=\"Noot 2\">2</a></sup></p>\n\
         <div class=\"footnotes\" role=\"group\" aria-label=\"Noten\">\n<ol start=\"1\">\n\
         <li id=\"footnote-1\">noot &amp; één <a href=\"#footnote-mark-1\" aria-label=\"Terug naar de tekst bij noot 1\">↩</a></li>\n\
         <li id=\"footnote-2\">noot <a href=\"#footnote-mark-2\" aria-label=\"Terug naar de tekst bij noot 2\">↩</a></li>\n\
         </ol>\n</div>\n</section>\n\
         <section id=\"b\">\n\
         <p>drie<sup><a id=\"footnote-mark-3\" href=\"#footnote-3\" aria-label=\"Noot 3\">3</a></sup></p>\n\
         <div class=\"footnotes\" role=\"group\" aria-label=\"Noten\">\n<ol start=\"3\">\n\
         <li id=\"footnote-3\">noot drie <a href=\"#footnote-mark-3\" aria-label=\"Terug naar de tekst bij noot 3\">↩</a></li>\n\
         </ol>\n</div>\n</section>\n\
         <p>vier<sup><a id=\"footnote-mark-4\" href=\"#footnote-4\" aria-label=\"Noot 4\">4</a></sup></p>\n\
         <div class=\"footnotes\" role=\"group\" aria-label=\"Noten\">\n<ol start=\"4\">\n\
         <li id=\"footnote-4\">noot vier <a href=\"#footnote-mark-4\" aria-label=\"Terug naar de tekst bij noot 4\">↩</a></li>\n\
         </ol>\n</div>\n"
    );
}

#[test]
fn totals_are_the_foot_of_their_table() {
    let html = body(
        "<table><thead><tr><th>a</th><th align=\"right\">b</th></tr></thead><tbody><tr><th>c</th><td>1</td></tr></tbody>\
         <tfoot><tr><th>samen</th><td>1</td></tr></tfoot></table>",
    );
    assert!(html.contains(
        "</tbody>\n<tfoot>\n<tr><th scope=\"row\">samen</th><td class=\"right\">1</td></tr>\n</tfoot>\n</table>"
    ));
}

#[test]
fn columns_stand_beside_each_other_where_there_is_room() {
    let html = body("<columns><column><p>een</p></column><column><p>twee</p></column></columns>");
    assert_eq!(html, "<div class=\"columns\">\n<div>\n<p>een</p>\n</div>\n<div>\n<p>twee</p>\n</div>\n</div>\n");
}

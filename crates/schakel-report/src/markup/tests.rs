use super::*;
use crate::document::{Block, ChartData, Inline, Shown, Target};

fn report(body: &str) -> String {
    format!("<report lang=\"nl\" title=\"T\">\n{body}\n</report>")
}

fn blocks(body: &str) -> Vec<Block> {
    match read(&report(body)) {
        Ok(document) => document.blocks,
        Err(problems) => panic!("{problems:?}"),
    }
}

fn problems(body: &str) -> Vec<MarkupProblem> {
    read(&report(body)).unwrap_err()
}

fn messages(body: &str) -> Vec<String> {
    problems(body).iter().map(ToString::to_string).collect()
}

#[test]
fn head_of_the_report_is_read() {
    let document = read("<?xml version=\"1.0\"?>\n<report lang=\"en\" title=\"A &amp; B\" subtitle=\"s\"/>").unwrap();
    assert_eq!(document.lang, Lang::En);
    assert_eq!(document.title, "A & B");
    assert_eq!(document.short_title, "A & B");
    assert!(document.blocks.is_empty());
}

#[test]
fn an_unknown_element_is_refused_with_its_place_and_what_is_allowed() {
    let found = problems("<p>Een <blink>woord</blink>.</p>");
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].line, found[0].column), (2, 8));
    assert_eq!(found[0].element, "blink");
    assert!(found[0].allowed.contains(&"strong".to_owned()));
}

#[test]
fn an_unknown_attribute_is_refused_and_the_known_ones_are_named() {
    let found = problems("<p style=\"color:red\">Tekst</p>");
    assert_eq!(found[0].message, "has no attribute style");
    assert_eq!(found[0].allowed, ["class"]);
}

#[test]
fn all_problems_are_found_at_once_in_the_order_of_the_text() {
    let found = problems(
        "<p class=\"groot\">a</p>\n<blok/>\n<callout kind=\"x\"><p>b</p></callout>\n<p>c <a href=\"#weg\">d</a></p>",
    );
    let lines: Vec<usize> = found.iter().map(|p| p.line).collect();
    assert_eq!(lines, [2, 3, 4, 5]);
}

#[test]
fn a_missing_end_tag_does_not_hide_what_follows() {
    let found = messages("<p>een <strong>twee</p>\n<huh/>");
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].contains("no end tag before </p>"), "{found:?}");
    assert!(found[1].contains("<huh>"), "{found:?}");
}

#[test]
fn entities_are_never_expanded() {
    let bomb = "<!DOCTYPE report [<!ENTITY a \"aaaa\">]><report lang=\"nl\" title=\"T\"><p>&a;</p></report>";
    let found = read(bomb).unwrap_err();
    assert_eq!(found.len(), 2);
    assert!(found[1].message.contains("&a;"));
}

#[test]
fn character_references_are_read() {
    let block = &blocks("<p>caf&#233; &#x27;s &lt;</p>")[0];
    let Block::Paragraph { content, .. } = block else { panic!("{block:?}") };
    assert_eq!(content, &[Inline::Text("café 's <".to_owned())]);
}

#[test]
fn depth_is_limited() {
    let deep = "<ul><li>".repeat(60);
    assert!(messages(&deep)[0].contains("deep in each other"));
}

#[test]
fn text_belongs_in_a_paragraph() {
    let found = problems("<section>los</section>");
    assert_eq!(found[0].element, "section");
    assert!(found[0].message.contains("text where only elements"));
}

#[test]
fn headings_may_not_skip_a_level() {
    assert!(messages("<h1>a</h1><h3>b</h3>")[0].contains("skips a level"));
    assert!(read(&report("<h1>a</h1><h2>b</h2><h3>c</h3><h1>d</h1>")).is_ok());
}

#[test]
fn every_row_of_a_table_covers_the_same_columns() {
    let table = "<table><thead><tr><th>a</th><th>b</th></tr></thead>\n<tbody><tr><td>1</td></tr>\n<tr><td colspan=\"2\">2</td></tr></tbody></table>";
    let found = problems(table);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].line, 3);
    assert!(found[0].message.contains("covers 1 columns"));
}

#[test]
fn rows_of_totals_stand_in_the_foot_of_a_table() {
    let found = blocks(
        "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><th>c</th><td>1</td></tr></tbody>\
         <tfoot><tr><th>samen</th><td>1</td></tr></tfoot></table>",
    );
    let [Block::Table(table)] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((table.body.len(), table.foot.len()), (1, 1));
    assert_eq!(table.foot[0][0].heading, Some(crate::document::Scope::Row));
    let narrow = messages(
        "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody/><tfoot><tr><td>1</td></tr></tfoot></table>",
    );
    assert!(narrow[0].contains("covers 1 columns where the first row covers 2"), "{narrow:?}");
}

#[test]
fn a_suppressed_row_may_not_carry_a_number() {
    let figure =
        |row: &str| format!("<figure title=\"t\"><chart kind=\"bars\" unit=\"percent\">{row}</chart></figure>");
    let found = problems(&figure("<row label=\"a\" value=\"3\" status=\"suppressed\"/>"));
    assert!(found[0].message.contains("suppressed and carries a number"));
    let found = problems(&figure("<row label=\"a\"/>"));
    assert!(found[0].message.contains("no number"));
    let read = blocks(&figure("<row label=\"a\" status=\"suppressed\" text=\"te weinig\"/>"));
    let Block::Figure(figure) = &read[0] else { panic!("{read:?}") };
    let ChartData::Bars(rows) = &figure.chart.data else { panic!("{figure:?}") };
    assert_eq!(rows[0].shown, Shown::Suppressed);
    assert_eq!(rows[0].value, None);
}

#[test]
fn each_kind_of_chart_has_rows_of_its_own() {
    for chart in [
        "<chart kind=\"stacked\"><row label=\"a\"><part label=\"x\" value=\"4\"/></row></chart>",
        "<chart kind=\"dumbbell\" from-label=\"najaar\"><row label=\"a\" from=\"1\" to=\"2\"/></chart>",
        "<chart kind=\"chain\" unit=\"hours\"><row label=\"a\" value=\"4\" note=\"n\"/></chart>",
        "<chart kind=\"timeline\" today=\"2026-06-15\"><bar label=\"a\" from=\"2026-01-01\" status=\"running\"/></chart>",
        "<chart kind=\"matrix\"><col label=\"c\"/><row label=\"a\"><cell value=\"2\"/></row></chart>",
        "<chart kind=\"dots\"><row label=\"a\" median=\"4\"><part label=\"A\" value=\"4\" low=\"1\" high=\"9\"/></row></chart>",
        "<chart kind=\"levels\"><level text=\"nee\"/><level text=\"ja\"/><col label=\"A\"/><row label=\"a\"><cell level=\"1\"/></row></chart>",
    ] {
        blocks(&format!("<figure title=\"t\">{chart}</figure>"));
    }
    let found = messages("<figure title=\"t\"><chart kind=\"timeline\"><row label=\"a\"/></chart></figure>");
    assert!(found[0].contains("allowed: bar"), "{found:?}");
}

fn chart(content: &str) -> String {
    format!("<figure title=\"t\">{content}</figure>")
}

#[test]
fn units_on_a_strip_are_put_in_the_order_of_their_names() {
    let row = "<row label=\"r\"><part label=\"C\" value=\"90\"/><part label=\"A\" value=\"50\"/><part label=\"B\" status=\"suppressed\"/></row>";
    let read = blocks(&chart(&format!("<chart kind=\"dots\">{row}</chart>")));
    let Block::Figure(figure) = &read[0] else { panic!("{read:?}") };
    let ChartData::Dots(rows) = &figure.chart.data else { panic!("{figure:?}") };
    let names: Vec<&str> = rows[0].dots.iter().map(|dot| dot.label.as_str()).collect();
    assert_eq!(names, ["A", "B", "C"]);
}

#[test]
fn a_strip_is_refused_with_a_number_that_is_kept_back_or_a_name_that_comes_twice() {
    for (row, wrong) in [
        ("<row label=\"r\" status=\"suppressed\" median=\"4\"/>", "is suppressed and carries a number"),
        (
            "<row label=\"r\"><part label=\"A\" status=\"suppressed\" low=\"4\"/></row>",
            "is suppressed and carries a number",
        ),
        ("<row label=\"r\"><part label=\"A\"/></row>", "has no number and is not suppressed"),
        ("<row label=\"r\"><part value=\"4\"/></row>", "needs the attribute label"),
        (
            "<row label=\"r\"><part label=\"A\" value=\"4\"/><part label=\"A\" value=\"5\"/></row>",
            "has two parts with the label A",
        ),
    ] {
        let found = messages(&chart(&format!("<chart kind=\"dots\">{row}</chart>")));
        assert!(found[0].contains(wrong), "{row}: {found:?}");
    }
}

#[test]
fn a_cell_of_levels_has_a_level_of_the_scale_or_a_reason_and_never_both() {
    let of = |cell: &str| {
        let scale = "<level text=\"nee\"/><level text=\"deels\"/><level text=\"ja\"/>";
        messages(&chart(&format!(
            "<chart kind=\"levels\">{scale}<col label=\"A\"/>\n<row label=\"a\">{cell}</row></chart>"
        )))
    };
    let found = of("<cell level=\"3\"/>");
    assert_eq!(found[0], "line 3, column 16, <cell>: level=\"3\" is not a level of this chart, 0 to 2");
    for cell in ["<cell/>", "<cell level=\"1\" status=\"missing\"/>"] {
        assert!(of(cell)[0].contains("needs either a level or a status; allowed: level=\"0\""), "{:?}", of(cell));
    }
    assert!(of("<cell level=\"1\"/><cell level=\"1\"/>")[0].contains("has 2 cells for 1 columns"));
}

#[test]
fn answers_have_one_order_in_every_row_and_panels_the_same_rows() {
    let row = |answers: &[&str]| {
        let parts: String = answers.iter().map(|a| format!("<part label=\"{a}\" value=\"5\"/>")).collect();
        format!("<row label=\"r\" note=\"n = 20\">{parts}</row>")
    };
    let likert = |rows: &str| read(&report(&chart(&format!("<chart kind=\"likert\" unit=\"percent\">{rows}</chart>"))));
    let right = row(&["oneens", "neutraal", "eens"]);
    assert!(likert(&format!("{right}{right}<row label=\"s\" status=\"suppressed\"/>")).is_ok());
    let found = likert(&format!("{right}{}", row(&["eens", "neutraal", "oneens"]))).unwrap_err();
    assert!(found[0].to_string().contains("in another order; allowed: oneens, neutraal, eens"), "{found:?}");
    let found = likert(&row(&["eens"])).unwrap_err();
    assert!(found[0].message.contains("has 1 answers where 2 to 7"), "{found:?}");
    let panel = |names: &[&str]| {
        let rows: String = names.iter().map(|n| format!("<row label=\"{n}\" value=\"5\"/>")).collect();
        format!("<panel label=\"A\">{rows}</panel>")
    };
    let panels = |a: &[&str], b: &[&str]| {
        read(&report(&chart(&format!("<chart kind=\"multiples\">{}{}</chart>", panel(a), panel(b)))))
    };
    assert!(panels(&["x", "y"], &["x", "y"]).is_ok());
    let found = panels(&["x", "y"], &["y", "x"]).unwrap_err();
    assert!(found[0].message.contains("has other rows than the first panel"), "{found:?}");
}

#[test]
fn links_lead_somewhere_in_the_report_or_to_a_safe_address() {
    let read = blocks("<h1 id=\"k\">Kop</h1><p><a href=\"#k\">zie</a> <ref to=\"k\"/></p>");
    let Block::Paragraph { content, .. } = &read[1] else { panic!("{read:?}") };
    assert!(matches!(&content[0], Inline::Link { target: Target::Id(id), .. } if id == "k"));
    assert_eq!(messages("<p><a href=\"#weg\">zie</a></p>").len(), 1);
    assert_eq!(messages("<p><a href=\"javascript:alert(1)\">zie</a></p>").len(), 1);
    assert_eq!(messages("<h1 id=\"k\">a</h1><h1 id=\"k\">b</h1>").len(), 1);
}

#[test]
fn an_item_holds_text_and_then_blocks() {
    let read = blocks("<ul><li>een <strong>twee</strong><ol><li>drie</li></ol></li></ul>");
    let Block::List { items, .. } = &read[0] else { panic!("{read:?}") };
    assert!(matches!(items[0][..], [Block::Paragraph { .. }, Block::List { ordered: true, .. }]));
}

#[test]
fn pages_on_their_side_hold_no_note_and_are_never_empty() {
    let found = messages("<landscape><p>x</p><aside><p>noot</p></aside></landscape>");
    assert!(found[0].contains("<aside>: cannot stand in <landscape>; allowed: h1, h2"), "{found:?}");
    let found = messages("<landscape/>");
    assert!(found[0].contains("<landscape>: is empty"), "{found:?}");
    let found = messages("<callout kind=\"note\"><landscape><p>x</p></landscape></callout>");
    assert!(found[0].contains("cannot stand in <callout>"), "{found:?}");
    let found = messages("<landscape turn=\"left\"><p>x</p></landscape>");
    assert!(found[0].contains("has no attribute turn"), "{found:?}");
}

#[test]
fn a_footnote_stands_in_text_but_not_where_it_has_no_foot() {
    let found = blocks("<p>Een marge<footnote>Tussen <em>twee</em> waarden.</footnote> hier.</p>");
    let [Block::Paragraph { content, .. }] = found.as_slice() else { panic!("{found:?}") };
    assert!(matches!(&content[1], Inline::Footnote(note) if note.len() == 3));
    for (refused, place) in [
        ("<h1>Kop<footnote>x</footnote></h1>", "<h1>"),
        ("<aside><p>y <em>z<footnote>x</footnote></em></p></aside><p>t</p>", "<em>"),
        ("<p>y<footnote>x<footnote>x</footnote></footnote></p>", "<footnote>"),
        ("<p><a href=\"https://example.org\">y<footnote>x</footnote></a></p>", "<a>"),
    ] {
        let found = messages(refused);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].contains(&format!("cannot stand in {place}")), "{found:?}");
    }
    assert!(messages("<p>y<footnote> </footnote></p>")[0].contains("has to say something"));
    assert!(messages("<footnote>x</footnote>")[0].contains("cannot stand in <report>"));
}

#[test]
fn columns_hold_two_or_three_columns_of_simple_blocks() {
    let read = blocks("<columns><column><p>a</p></column><column><ul><li>b</li></ul></column></columns>");
    assert!(matches!(&read[..], [Block::Columns(columns)] if columns.len() == 2));
    let found = messages("<columns><column><h2>x</h2></column><p>b</p></columns>").join("\n");
    assert!(found.contains("cannot stand in <column>"), "{found}");
    assert!(found.contains("cannot stand in <columns>"), "{found}");
    assert!(found.contains("holds 1 columns instead of 2 or 3"), "{found}");
}

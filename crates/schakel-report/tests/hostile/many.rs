//! More of everything than a page has room for.

use super::*;

/// A list with its elements over and over.
fn repeated<T: Clone>(list: &[T], count: usize) -> Vec<T> {
    list.iter().cycle().take(if list.is_empty() { 0 } else { count }).cloned().collect()
}

#[test]
fn a_thousand_rows_in_every_list() {
    let mut facts = common::shared();
    let lists = &mut facts.lists;
    lists.vision = repeated(&lists.vision, 1000);
    lists.interventions = repeated(&lists.interventions, 1000);
    lists.decisions = repeated(&lists.decisions, 1000);
    lists.next_steps = repeated(&lists.next_steps, 1000);
    lists.hours_to_schedule = repeated(&lists.hours_to_schedule, 1000);
    lists.stories = repeated(&lists.stories, 1000);
    lists.obstacles = repeated(&lists.obstacles, 1000);
    lists.perspectives = repeated(&lists.perspectives, 1000);
    lists.ingredients = repeated(&lists.ingredients, 1000);
    lists.self_assessments = repeated(&lists.self_assessments, 1000);
    facts.sources = repeated(&facts.sources, 1000);
    let made = made(&facts);
    assert!(made.pdf.pages > 50, "{}", made.pdf.pages);
}

#[test]
fn a_hundred_groups_in_every_indicator() {
    let mut facts = common::shared();
    for indicator in facts.indicators.values_mut() {
        let Some(cell) = indicator.cells.iter().find(|cell| cell.by != "all").cloned() else { continue };
        for number in 0..100 {
            let mut cell = cell.clone();
            cell.group = format!("g{number}");
            cell.group_label.nl = format!("groep {number}");
            indicator.cells.push(cell);
        }
    }
    made(&facts);
}

#[test]
fn a_table_wider_than_the_page() {
    for columns in [12, 20, 60, 80] {
        let row = |name: &str| -> String {
            let cells: String = (0..columns).map(|i| format!("<{name}>W{i} begeleiding</{name}>")).collect();
            format!("<tr>{cells}</tr>")
        };
        let table = format!("<table><thead>{}</thead><tbody>{}</tbody></table>", row("th"), row("td").repeat(30));
        for body in [
            table.clone(),
            format!("<landscape>{table}</landscape>"),
            format!("<aside><p>x</p></aside>{table}"),
            format!("<columns><column>{table}</column><column><p>x</p></column><column><p>x</p></column></columns>"),
        ] {
            let made = made_of(&body);
            for number in [0, columns - 1] {
                assert!(made.text.contains(&format!("W{number}begeleiding")), "{columns}");
            }
        }
    }
    let markup = |columns: usize| {
        let cells = "<th>x</th>".repeat(columns);
        format!("<report lang=\"nl\" title=\"T\"><table><thead><tr>{cells}</tr></thead></table></report>")
    };
    assert!(schakel_report::markup::read(&markup(80)).is_ok());
    let problems = schakel_report::markup::read(&markup(81)).unwrap_err();
    assert_eq!(problems[0].message, "covers 81 columns, more than the 80 that a page has room for");
}

#[test]
fn shares_of_more_than_the_whole_table() {
    let table =
        "<table><thead><tr><th width=\"90%\">a</th><th width=\"90%\">b</th><th>begeleiding</th></tr></thead></table>";
    assert!(made_of(table).text.contains("begeleiding"));
}

#[test]
fn a_story_of_twenty_pages() {
    let mut facts = common::shared();
    let sentence = |number: usize| format!("Zin {number} van een verhaal over begeleiding in de klas. ");
    let story: String = (0..2200).map(sentence).collect();
    facts.lists.stories[0].text.clone_from(&story);
    let made = made(&facts);
    assert!(made.pdf.pages > 30, "{}", made.pdf.pages);
    for number in [0, 1, 1100, 2199] {
        assert!(made.text.contains(&squeezed(&sentence(number))), "{number}");
    }
}

#[test]
fn as_many_rows_and_columns_as_a_figure_may_get() {
    let bar = "<row label=\"rij\" value=\"5\" text=\"5%\"/>";
    let bars = bar.repeat(1000);
    let columns = "<col label=\"kolom\"/>".repeat(60);
    let row = format!("<row label=\"rij\">{}</row>", "<cell value=\"1234\" text=\"1.234\"/>".repeat(60));
    let levels = format!("<row label=\"rij\">{}</row>", "<cell level=\"1\"/>".repeat(60));
    let timeline = "<bar label=\"a\" from=\"0001-01-01\" to=\"9999-12-31\" status=\"running\" text=\"loopt\"/>";
    for chart in [
        format!("<chart kind=\"bars\">{bars}</chart>"),
        format!("<chart kind=\"matrix\">{columns}{}</chart>", row.repeat(60)),
        format!("<chart kind=\"levels\"><level text=\"a\"/><level text=\"b\"/>{columns}{levels}</chart>"),
        format!("<chart kind=\"timeline\" today=\"2026-06-15\">{timeline}</chart>"),
        format!("<chart kind=\"multiples\">{}</chart>", format!("<panel label=\"p\">{bar}</panel>").repeat(90)),
    ] {
        made_of(&format!("<figure title=\"t\">{chart}</figure>"));
        made_of(&format!("<landscape><figure title=\"t\">{chart}</figure></landscape>"));
    }
}

//! Many documents that nobody would write: whatever stands in them, text stays on the page and off other text.

use super::*;

/// Columns hold no footnotes.
fn without_footnotes(markup: &str) -> String {
    let (first, rest) = markup.split_once("<footnote>").unwrap_or((markup, ""));
    let rest = rest.split_once("</footnote>").map_or("", |(_, after)| after);
    first.to_owned() + &if rest.is_empty() { String::new() } else { without_footnotes(rest) }
}

/// Numbers that look random and are the same on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn words(&mut self, most: u64) -> String {
        const WORDS: &[&str] = &[
            "de",
            "een",
            "leerling",
            "begeleidingsgesprekken",
            "coöperatieve",
            "efficiënt",
            "2025-2026",
            "12 oktober 2025",
            "’s-Hertogenbosch",
            "<strong>nadruk</strong>",
            "<em>cursief</em>",
            "<span lang=\"en\">career guidance</span>",
            "meervoudigeverantwoordelijkheidsverdelingsvraagstukken",
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "ouders/verzorgers",
            "<br/>",
            "n = 78",
            "–",
            "Ƙaraƙoromaƴa-Ʋetsoƒoli",
        ];
        let count = 1 + self.roll(most);
        let words: Vec<&str> = (0..count).map(|_| WORDS[self.roll(WORDS.len() as u64) as usize]).collect();
        words.join(" ")
    }

    /// Words, sometimes with a footnote in them.
    fn text(&mut self, most: u64) -> String {
        let words = self.words(most);
        if self.roll(4) > 0 {
            return words;
        }
        let note = self.words(20).replace("<br/>", "");
        format!("{words} slot<footnote>noot {note}</footnote> en {}", self.words(1 + most / 2))
    }

    fn table(&mut self) -> String {
        let columns = 1 + self.roll(7);
        let cell = |dice: &mut Dice, name: &str, most: u64| {
            let align = ["left", "right", "center"][dice.roll(3) as usize];
            format!("<{name} align=\"{align}\">{}</{name}>", if most > 2 { dice.text(most) } else { dice.words(most) })
        };
        let head: String = (0..columns).map(|_| cell(self, "th", 2)).collect();
        let rows = self.roll(30);
        let body: String = (0..rows)
            .map(|_| {
                let cells: String = (0..columns).map(|_| cell(self, "td", 5)).collect();
                format!("<tr>{cells}</tr>")
            })
            .collect();
        let foot = if self.roll(3) == 0 {
            let cells: String = (0..columns).map(|_| cell(self, "td", 3)).collect();
            format!("<tfoot><tr>{cells}</tr></tfoot>")
        } else {
            String::new()
        };
        format!("<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody>{foot}</table>")
    }

    fn block(&mut self) -> String {
        match self.roll(14) {
            11 => format!(
                "<table><thead><tr><th>kop</th><th>kop</th></tr></thead><tbody><tr><td>{}</td><td>{}</td></tr></tbody></table>",
                self.words(700),
                self.words(90)
            ),
            12 => {
                let row = "<row label=\"rij\" value=\"5\"/>".repeat(1 + self.roll(70) as usize);
                format!("<figure title=\"Hoog\"><chart kind=\"bars\">{row}</chart></figure>")
            }
            13 => format!(
                "<columns><column><p>{}</p><figure title=\"Een titel\">{CHART}</figure></column><column><p>{}</p>{}</column></columns>",
                self.words(30),
                self.words(90),
                without_footnotes(&self.table())
            ),
            0 => format!("<h1>Kop {}</h1>", self.words(4)),
            1 => format!("<ul><li>{}</li><li>{}</li></ul>", self.text(30), self.text(5)),
            2 => self.table(),
            3 => format!("<figure title=\"Een titel\" caption=\"{}\">{CHART}</figure>", "noot ".repeat(9)),
            4 => format!("<aside><big>{}</big><p>{}</p></aside>", self.roll(99), self.words(40)),
            5 => format!(
                "<callout kind=\"decision\" title=\"Besluit\"><p>{}</p>{}</callout>",
                self.text(30),
                self.table()
            ),
            6 => {
                format!("<keyfigures><keyfigure value=\"12\" unit=\"uur\">{}</keyfigure></keyfigures>", self.text(30))
            }
            7 => format!("<p class=\"lead\">{}</p>", self.text(30)),
            8 => format!("<keep><p>{}</p><p class=\"note\">{}</p></keep>", self.text(60), self.text(20)),
            _ => format!("<p>{}</p>", self.text(140)),
        }
    }
}

/// Runs that lie over each other, but for those of a drawing, which has rules of its own.
pub(super) fn overlapping(composition: &Composition) -> Option<(Run, Run)> {
    let mut all = runs(composition);
    all.retain(|run| {
        let drawn = run.owner != Owner::Artifact && role(composition, run) == Role::Figure;
        !drawn && run.text.chars().any(char::is_alphanumeric)
    });
    all.sort_by(|a, b| (a.page, a.baseline).partial_cmp(&(b.page, b.baseline)).unwrap());
    while let Some(run) = all.pop() {
        let meets = |other: &&Run| {
            let lines = other.page == run.page && other.baseline > run.baseline - 0.55 * run.size;
            lines && other.left + 0.6 < run.right && run.left + 0.6 < other.right
        };
        if let Some(at) = all.iter().rev().take(60).position(|other| meets(&other)) {
            let other = all.remove(all.len() - 1 - at);
            return Some((run, other));
        }
    }
    None
}

#[test]
fn text_of_the_sample_lies_nowhere_over_other_text() {
    let found = overlapping(&lay(SAMPLE));
    assert!(found.is_none(), "{found:#?}");
}

#[test]
fn whatever_a_document_holds_its_text_stays_on_the_page_and_off_other_text() {
    for seed in 0..80 {
        let mut dice = Dice(seed);
        let count = 5 + dice.roll(25);
        let body: String = (0..count).map(|_| dice.block()).collect();
        let composition = lay_body(&body);
        for run in runs(&composition) {
            let on_page = run.left >= LEFT - 0.5
                && run.right <= LEFT + FULL + 2.0
                && (run.baseline <= BOTTOM + 1.0 || run.owner == Owner::Artifact);
            assert!(on_page, "document {seed}: {run:?}");
        }
        let found = overlapping(&composition);
        assert!(found.is_none(), "document {seed}: {found:#?}");
        for number in 1..=body.matches("<footnote>").count() {
            let page = |id: String| composition.places.get(&id).map(|place| place.0);
            let (mark, note) = (page(footnotes::mark_id(number)), page(footnotes::note_id(number)));
            assert!(mark.is_some() && mark == note, "document {seed}: note {number} of {mark:?} on {note:?}");
        }
    }
}

//! Twenty thousand words of running text, measured as they were set.

use std::process::Command;

use super::*;
use crate::document::Document;

const WORDS: usize = 20_000;

/// Sentences with words in turn, in an order that is the same on every machine.
struct Writer(u64);

impl Writer {
    fn pick<'w>(&mut self, words: &[&'w str]) -> &'w str {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        words[(self.0 >> 33) as usize % words.len()]
    }

    /// A noun, often one of the long compounds that Dutch makes.
    fn noun(&mut self) -> String {
        const FIRST: &[&str] = &[
            "loopbaanbegeleidings",
            "studiekeuze",
            "onderwijs",
            "beroepskeuze",
            "medezeggenschaps",
            "schoolontwikkelings",
            "samenwerkings",
            "verantwoordelijkheids",
            "arbeidsmarkt",
            "leerlingen",
            "beroepsoriëntatie",
            "kwaliteits",
            "ondersteunings",
            "vervolgopleidings",
            "burgerschaps",
            "toelatings",
            "informatievoorzienings",
            "mentoren",
        ];
        const SECOND: &[&str] = &[
            "gesprek",
            "plan",
            "traject",
            "beleid",
            "vergadering",
            "vragenlijst",
            "onderzoek",
            "programma",
            "overleg",
            "bijeenkomst",
            "coördinatie",
            "verdeling",
            "voorlichting",
            "commissie",
            "aanpak",
            "evaluatie",
        ];
        const PLAIN: &[&str] = &[
            "decaan",
            "les",
            "ouder",
            "leerling",
            "klas",
            "gesprek",
            "idee",
            "school",
            "vak",
            "toets",
            "jaar",
            "dag",
            "reünie",
            "officiële commissie",
            "geïnteresseerde docent",
            "coöperatieve werkvorm",
            "’s-Hertogenbosch",
            "mbo-docent",
            "LOB-team",
            "ouders/verzorgers",
            "begeleider",
            "stage",
            "financiën",
            "vacature",
            "rooster",
        ];
        if self.pick(&["a", "b", "c"]) == "a" {
            format!("{}{}", self.pick(FIRST), self.pick(SECOND))
        } else {
            self.pick(PLAIN).to_owned()
        }
    }

    fn adjective(&mut self) -> &'static str {
        self.pick(&[
            "nieuwe",
            "gezamenlijke",
            "zorgvuldig voorbereide",
            "efficiënte",
            "kleine",
            "gecoördineerde",
            "eigen",
            "persoonlijke",
            "vanzelfsprekende",
            "uitgebreide",
            "laatste",
            "veelbelovende",
            "wekelijkse",
            "oude",
        ])
    }

    fn verb(&mut self) -> &'static str {
        self.pick(&[
            "ondersteunt",
            "verandert",
            "ziet",
            "verantwoordt",
            "bespreekt",
            "maakt",
            "vergemakkelijkt",
            "kent",
            "vertegenwoordigt",
            "vraagt",
            "geeft",
            "beïnvloedt",
            "onderzoekt",
            "herkent",
            "verbetert",
            "leidt",
        ])
    }

    fn sentence(&mut self) -> String {
        let frame = self.pick(&["a", "b", "c", "d", "e"]);
        let (one, two, three) = (self.noun(), self.noun(), self.noun());
        let (adjective, verb) = (self.adjective(), self.verb());
        match frame {
            "a" => format!("De {adjective} {one} {verb} de {two}, omdat {three} daar tijd voor vraagt."),
            "b" => format!("In het najaar van 2024 {verb} een {one} van 1 tot 5 keer de {adjective} {two}."),
            "c" => format!("Op 12 oktober 2025 {verb} het {adjective} {one} wat {two} en {three} nodig hebben."),
            "d" => format!("Dat {verb} 54% (42–60) van de {one}; de {adjective} {two} blijft bij {three}."),
            _ => format!("Wie {one} {verb}, leert van de {adjective} {two} ook hoe een {three} verloopt."),
        }
    }

    /// Paragraphs of the given number of words together.
    fn paragraphs(&mut self, words: usize) -> Vec<String> {
        let mut paragraphs = Vec::new();
        let mut written = 0;
        while written < words {
            let sentences = 2 + self.pick(&["", "x", "xx", "xxx", "xxxx", "xxxxx"]).len();
            let text: Vec<String> = (0..sentences).map(|_| self.sentence()).collect();
            let text = text.join(" ");
            written += text.split(' ').count();
            paragraphs.push(text);
        }
        paragraphs
    }
}

fn document(paragraphs: &[String]) -> Document {
    let body: String = paragraphs.iter().map(|text| format!("<p>{text}</p>")).collect();
    markup::read(&format!("<report lang=\"nl\" title=\"T\" short-title=\"kop\">{body}</report>")).unwrap()
}

/// A line as it was set.
#[derive(Debug)]
struct SetLine {
    page: usize,
    text: String,
    width: f32,
    /// Widest gap between two words, in parts of the type size.
    gap: f32,
    hyphen: bool,
}

/// The lines of every paragraph, in order.
fn lines_of(composition: &Composition) -> Vec<Vec<SetLine>> {
    let mut paragraphs: BTreeMap<u32, Vec<SetLine>> = BTreeMap::new();
    for (page, marks) in composition.pages.iter().enumerate() {
        for mark in &marks.marks {
            let (Paint::Text(run), Owner::Content(content)) = (&mark.paint, mark.owner) else { continue };
            let last = run.pieces.last().unwrap();
            let between = &run.pieces[..run.pieces.len() - 1];
            let gaps = between.iter().filter_map(|piece| piece.space);
            paragraphs.entry(content).or_default().push(SetLine {
                page,
                text: run.pieces.iter().map(|p| format!("{} ", p.word.text)).collect(),
                width: lines::run_width(run),
                gap: gaps.fold(0.0, f32::max) / run.style.size,
                hyphen: last.soft_hyphen || last.word.text.ends_with(['-', '/']),
            });
        }
    }
    paragraphs.into_values().collect()
}

#[test]
fn twenty_thousand_words_are_set_evenly() {
    let paragraphs = Writer(7).paragraphs(WORDS);
    let composition = compose(&document(&paragraphs), &Theme::default(), Faces::get().unwrap()).unwrap();
    let set = lines_of(&composition);
    assert_eq!(set.len(), paragraphs.len());
    let (mut count, mut hyphens, mut widest, mut three, mut last_within, mut faults) =
        (0, 0, 0.0_f32, 0, 0, Vec::new());
    for lines in &set {
        count += lines.len();
        for (index, line) in lines.iter().enumerate() {
            hyphens += usize::from(line.hyphen);
            widest = widest.max(line.gap);
            if line.gap > 0.5 {
                faults.push(format!("gap of {} em: {}", line.gap, line.text));
            }
            if line.width > TEXT + 0.3 {
                faults.push(format!("too wide: {}", line.text));
            }
            let next = lines.get(index + 1);
            if line.hyphen && next.is_some_and(|next| next.page != line.page) {
                faults.push(format!("page ends within a word: {}", line.text));
            }
            last_within += usize::from(line.hyphen && index + 2 == lines.len());
        }
        if lines.windows(3).any(|three| three.iter().all(|line| line.hyphen)) {
            three += 1;
            faults.push(format!("three hyphens in a row: {lines:#?}"));
        }
        let last = lines.last().unwrap();
        if lines.len() > 1 && last.width < 22.0 {
            faults.push(format!("short last line: {}", last.text));
        }
        let first_page = lines.iter().take_while(|line| line.page == lines[0].page).count();
        let last_page = lines.iter().rev().take_while(|line| line.page == last.page).count();
        if first_page != lines.len() && (first_page < 2 || last_page < 2) {
            faults.push(format!("widow or orphan: {lines:#?}"));
        }
    }
    let words: usize = paragraphs.iter().map(|text| text.split(' ').count()).sum();
    println!(
        "{words} words, {} paragraphs, {count} lines, {} pages; {hyphens} lines end in a hyphen, {three} times three \
         in a row; widest gap {widest:.3} em; {last_within} last lines begin within a word",
        set.len(),
        composition.pages.len()
    );
    // Where a gap would be too wide otherwise, a last line of some length may begin within a word.
    assert!(last_within * 25 <= set.len(), "{last_within} last lines begin within a word");
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// The text between the running heads as a common program extracts it; `None` where the program is not installed.
fn extracted(bytes: &[u8]) -> Option<String> {
    let path = std::env::temp_dir().join(format!("schakel-report-long-{}.pdf", std::process::id()));
    std::fs::write(&path, bytes).unwrap();
    let area = ["-raw", "-x", "0", "-y", "55", "-W", "595", "-H", "735"];
    let output = Command::new("pdftotext").args(area).arg(&path).arg("-").output();
    std::fs::remove_file(&path).unwrap();
    let output = output.ok()?;
    assert!(output.status.success());
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn twenty_thousand_words_can_be_copied_word_for_word() {
    let paragraphs = Writer(7).paragraphs(WORDS);
    let pdf = crate::compose(&document(&paragraphs), &Theme::default()).unwrap();
    let Some(found) = extracted(&pdf.bytes) else {
        return;
    };
    // A hyphen or stroke of the word itself at the end of a line is followed by a line feed alone.
    let found = found.replace("\u{ad}\n", "").replace("-\n", "-").replace("/\n", "/").replace('\u{c}', " ");
    let found: Vec<&str> = found.split_whitespace().collect();
    let written: Vec<&str> = paragraphs.iter().flat_map(|text| text.split_whitespace()).collect();
    for (index, (found, written)) in found.iter().zip(&written).enumerate() {
        assert_eq!(found, written, "word {index}");
    }
    assert_eq!(found.len(), written.len());
}

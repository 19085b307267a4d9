//! The file that comes out: its bytes, its structure, and the text that other programs find in it.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use std::collections::BTreeMap;
use std::process::Command;

use lopdf::{Document as File, Object};
use schakel_report::{ComposeError, compose, markup, theme::Theme};

const SAMPLE: &str = include_str!("pages/voorbeeld.xml");

fn set(markup: &str) -> Vec<u8> {
    let document = markup::read(markup).unwrap();
    compose(&document, &Theme::default()).unwrap().bytes
}

fn set_body(body: &str) -> Vec<u8> {
    set(&format!("<report lang=\"nl\" title=\"Titel\">{body}</report>"))
}

/// Structure elements of a file by role.
fn elements(file: &File) -> BTreeMap<String, Vec<&lopdf::Dictionary>> {
    let mut found: BTreeMap<String, Vec<&lopdf::Dictionary>> = BTreeMap::new();
    for object in file.objects.values() {
        if let Object::Dictionary(dict) = object
            && let (Ok(role), true) = (dict.get(b"S").and_then(Object::as_name), dict.has(b"P"))
            && dict.has(b"K")
        {
            let role = String::from_utf8_lossy(role).into_owned();
            found.entry(role).or_default().push(dict);
        }
    }
    found
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let first = set(SAMPLE);
    // What was set in between is remembered by the typeface, and must leave no trace.
    set_body("<p>Andere woorden, gezet in tussentijd.</p>");
    assert!(first == set(SAMPLE));
}

#[test]
fn reports_set_at_the_same_time_are_the_same() {
    let first = set(SAMPLE);
    let threads: Vec<_> = (0..4).map(|_| std::thread::spawn(|| set(SAMPLE))).collect();
    for thread in threads {
        assert!(thread.join().unwrap() == first);
    }
}

#[test]
fn another_text_gives_another_identity() {
    let id = |bytes: &[u8]| {
        let file = File::load_mem(bytes).unwrap();
        file.trailer.get(b"ID").unwrap().clone()
    };
    assert_ne!(id(&set_body("<p>een</p>")), id(&set_body("<p>twee</p>")));
    assert_eq!(id(&set_body("<p>een</p>")), id(&set_body("<p>een</p>")));
}

#[test]
fn the_file_can_be_read_and_says_what_it_is() {
    let bytes = set(SAMPLE);
    assert!(bytes.starts_with(b"%PDF-1.7\n"));
    let file = File::load_mem(&bytes).unwrap();
    let catalog = file.catalog().unwrap();
    for key in ["StructTreeRoot", "MarkInfo", "Lang", "Metadata", "OutputIntents", "Outlines"] {
        assert!(catalog.has(key.as_bytes()), "{key}");
    }
    let metadata = catalog.get(b"Metadata").unwrap().as_reference().unwrap();
    let stream = file.get_object(metadata).unwrap().as_stream().unwrap();
    let xmp = String::from_utf8(stream.content.clone()).unwrap();
    for said in [
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        "pdfaExtension:schemas",
    ] {
        assert!(xmp.contains(said), "{said}");
    }
}

#[test]
fn headings_lists_tables_and_figures_are_tagged() {
    let bytes = set(SAMPLE);
    let file = File::load_mem(&bytes).unwrap();
    let elements = elements(&file);
    for role in [
        "H1", "H2", "H3", "P", "L", "LI", "Lbl", "LBody", "Table", "THead", "TBody", "TR", "TH", "TD", "Caption",
        "Figure", "TOC", "TOCI", "Link", "Span", "Aside", "Note",
    ] {
        assert!(elements.contains_key(role), "{role}");
    }
    assert_eq!(elements["H1"].len(), 9, "the title and eight sections");
    assert!(elements["TH"].iter().all(|th| {
        let attribute = th.get(b"A").and_then(Object::as_dict);
        attribute.is_ok_and(|a| a.has(b"Scope"))
    }));
    assert!(elements["Figure"].iter().all(|figure| figure.has(b"Alt")));
    let english = elements["Span"].iter().find_map(|s| s.get(b"Lang").ok());
    assert_eq!(english.unwrap().as_str().unwrap(), b"en-GB");
    // The head of a long table is tagged once, however often it is repeated.
    assert_eq!(elements["THead"].len(), elements["Table"].len());
}

#[test]
fn bookmarks_are_nested_like_the_headings() {
    let file =
        File::load_mem(&set_body("<h1>Een</h1><h2>Een-een</h2><h2>Een-twee</h2><h1>Twee</h1><p>slot</p>")).unwrap();
    let outlines = file.catalog().unwrap().get(b"Outlines").unwrap();
    let root = file.get_dictionary(outlines.as_reference().unwrap()).unwrap();
    assert_eq!(root.get(b"Count").unwrap().as_i64().unwrap(), 2);
    let first = root.get(b"First").unwrap().as_reference().unwrap();
    let first = file.get_dictionary(first).unwrap();
    assert_eq!(first.get(b"Count").unwrap().as_i64().unwrap(), -2);
}

#[test]
fn a_missing_glyph_is_an_error_that_names_the_character() {
    let document = markup::read("<report lang=\"nl\" title=\"T\"><p>een 漢</p></report>").unwrap();
    let error = compose(&document, &Theme::default()).unwrap_err();
    assert!(matches!(&error, ComposeError::MissingGlyphs(missing) if missing == &['漢']));
    assert!(error.to_string().contains("漢 (U+6F22)"), "{error}");
}

/// Names with letters that the typeface of the reports lacks, where names stand: in text, a table, a figure, the running foot.
const NAMES: &str = "<report lang=\"nl\" title=\"Ƙaura\" short-title=\"Ɖɔla\">\
    <h1>Ƴusuf en Ɖela</h1><p>De mentoren Ƙadijatu Ƴar’adua en <em>Ʋinyo</em> <strong>Ƒoli</strong> spraken Kwame.</p>\
    <table><thead><tr><th>Ɖeka</th><th>n</th></tr></thead><tbody><tr><td>Ƙ≥9</td><td>3</td></tr></tbody></table>\
    <figure title=\"Ʋe doet mee\"><chart kind=\"bars\" unit=\"percent\"><row label=\"Ƒiagã\" value=\"40\"/></chart></figure></report>";

#[test]
fn letters_that_the_typeface_lacks_are_set_in_another_and_read_as_they_were_written() {
    let bytes = set(NAMES);
    assert!(bytes == set(NAMES), "same input, same bytes");
    let file = File::load_mem(&bytes).unwrap();
    let fonts =
        |key: &'static [u8]| file.objects.values().filter_map(move |object| object.as_dict().ok()?.get(key).ok());
    let names: Vec<String> =
        fonts(b"FontName").map(|name| String::from_utf8_lossy(name.as_name().unwrap()).into_owned()).collect();
    for name in ["NotoSans-Regular", "NotoSans-Bold", "NotoSans-Italic", "SourceSans3-Regular"] {
        assert_eq!(names.iter().filter(|n| n.ends_with(name)).count(), 1, "{names:?}");
    }
    let Some(found) = extracted(&bytes, "names") else { return };
    let found = joined(&found);
    for text in [
        "Ƴusuf en Ɖela",
        "Ƙadijatu Ƴar’adua en Ʋinyo Ƒoli spraken Kwame.",
        "Ɖeka",
        "Ƙ≥9 3",
        "Ʋe doet mee",
        "Ƒiagã",
        "Ɖɔla",
    ] {
        assert!(found.contains(text), "{text} in {found}");
    }
}

#[test]
fn the_other_typeface_is_only_in_files_that_need_it() {
    let has = |bytes: &[u8]| bytes.windows(8).any(|part| part == b"NotoSans");
    let packed = |markup: &str| {
        let file = File::load_mem(&set(markup)).unwrap();
        file.objects.values().any(|object| has(format!("{object:?}").as_bytes()))
    };
    assert!(packed(NAMES) && !packed(SAMPLE));
}

#[test]
fn every_footnote_has_an_id_of_its_own_by_which_it_is_found() {
    let file =
        File::load_mem(&set_body(&"<p>een<footnote>noot</footnote> twee<footnote>noot</footnote></p>".repeat(6)))
            .unwrap();
    let elements = elements(&file);
    let mut ids: Vec<&[u8]> =
        elements["Note"].iter().map(|note| note.get(b"ID").and_then(Object::as_str).unwrap()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 12);
    assert!(elements["Reference"].len() == 12 && elements["Lbl"].len() == 12);
    let root = file.catalog().unwrap().get(b"StructTreeRoot").and_then(Object::as_reference).unwrap();
    let tree = file.get_dictionary(root).unwrap().get(b"IDTree").and_then(Object::as_reference).unwrap();
    let names = file.get_dictionary(tree).unwrap().get(b"Names").and_then(Object::as_array).unwrap();
    let listed: Vec<&[u8]> = names.iter().step_by(2).map(|id| id.as_str().unwrap()).collect();
    assert_eq!(listed, ids, "all of them, in the order of their bytes");
}

/// A logo of 40 by 20 pixels, blue where it is opaque, as a PNG file.
const LOGO: &[u8] = include_bytes!("pages/logo.png");

fn with_logo() -> Theme {
    let images = BTreeMap::from([("logo.png".to_owned(), LOGO.to_vec())]);
    Theme::read("logo = \"logo.png\"\nlogo_alt = \"Logo van \\\"De Overzijde\\\"\"", &images).unwrap()
}

#[test]
fn a_logo_is_in_the_file_once_with_its_opacity_and_a_text_that_stands_for_it() {
    let markup =
        "<report lang=\"nl\" title=\"T\"><cover title=\"Een\"/><p>x</p><pagebreak/><cover title=\"Twee\"/></report>";
    let document = markup::read(markup).unwrap();
    let bytes = compose(&document, &with_logo()).unwrap().bytes;
    assert!(bytes == compose(&document, &with_logo()).unwrap().bytes, "same input, same bytes");
    let file = File::load_mem(&bytes).unwrap();
    let images: Vec<_> = file.objects.values().filter_map(|object| object.as_stream().ok()).collect();
    let images: Vec<_> = images
        .iter()
        .filter(|s| s.dict.get(b"Subtype").is_ok_and(|t| t.as_name().is_ok_and(|name| name == b"Image")))
        .collect();
    assert_eq!(images.len(), 2, "the logo and its mask");
    let logo = images.iter().find(|image| image.dict.has(b"SMask")).unwrap();
    assert_eq!(logo.dict.get(b"Width").unwrap().as_i64().unwrap(), 40);
    let samples = logo.decompressed_content().unwrap();
    assert_eq!(samples.len(), 40 * 20 * 3);
    let elements = elements(&file);
    let figures = &elements["Figure"];
    assert_eq!(figures.len(), 2, "one on each cover");
    for figure in figures {
        let alt = figure.get(b"Alt").and_then(Object::as_str).unwrap();
        let alt: Vec<u16> = alt[2..].chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
        assert_eq!(String::from_utf16(&alt).unwrap(), "Logo van \"De Overzijde\"");
        assert!(figure.get(b"A").and_then(Object::as_dict).unwrap().has(b"BBox"));
    }
}

#[test]
fn a_logo_travels_inside_the_html_edition() {
    let document = markup::read("<report lang=\"nl\" title=\"T\"><cover title=\"Een\"/></report>").unwrap();
    let html = schakel_report::html(&document, &with_logo(), schakel_report::measure().unwrap());
    assert!(html.contains(
        "alt=\"Logo van &quot;De Overzijde&quot;\" width=\"40\" height=\"20\" src=\"data:image/png;base64,iVBORw0KGgo"
    ));
    assert!(!schakel_report::html(&document, &Theme::default(), schakel_report::measure().unwrap()).contains("<img"));
}

/// Text as a common program extracts it; `None` where the program is not installed.
fn extracted(bytes: &[u8], name: &str) -> Option<String> {
    let path = std::env::temp_dir().join(format!("schakel-report-{name}-{}.pdf", std::process::id()));
    std::fs::write(&path, bytes).unwrap();
    let output = Command::new("pdftotext").arg("-raw").arg(&path).arg("-").output();
    std::fs::remove_file(&path).unwrap();
    let output = output.ok()?;
    assert!(output.status.success());
    Some(String::from_utf8(output.stdout).unwrap())
}

/// Joins the parts of words that were broken over lines.
fn joined(text: &str) -> String {
    let text = text.replace("\u{ad}\n", "").replace('\n', " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn text_can_be_copied_as_it_was_written() {
    let text = "De coöperatieve, efficiënte werkwijze van geïnteresseerde begeleiders kost 1.214 uur; \
        ’s avonds bespreekt de officiële commissie ‘fijnstof’ – en niets meer. Reünies, geëvalueerd en \
        gecoördineerd met ouders/verzorgers, bereiken ruim één op de vijf leerlingen uit ’s-Hertogenbosch.";
    // A narrow margin breaks many words, a wide column few.
    let body = format!("<aside><p>{text}</p></aside><p>x</p><pagebreak/><p>{text}</p>");
    let Some(found) = extracted(&set_body(&body), "copy") else {
        return;
    };
    let found = joined(&found).replace("- ", "-").replace("/ ", "/");
    let expected = text.replace("\u{a0}", " ");
    assert_eq!(found.matches(&expected).count(), 2, "{found}");
}

#[test]
fn the_sample_reads_in_order() {
    let Some(found) = extracted(&set(SAMPLE), "order") else {
        return;
    };
    let found = joined(&found);
    let mut from = 0;
    for part in [
        "Voorbeeldcollege De Overzijde",
        "Begeleiding rust steeds minder op de decaan alleen.",
        "Gevraagd: twee besluiten",
        "De visie: wie kent haar, wie deelt haar?",
        "Wie begeleidt?",
        "Kennis, vaardigheid en houding",
        "Verantwoording",
    ] {
        let at = found[from..].find(part);
        from += at.unwrap_or_else(|| panic!("{part} is missing after {from}"));
    }
}

#[test]
fn figures_travel_inside_as_csv_and_say_no_number_that_is_kept_back() {
    let mut facts: schakel_report::facts::Facts = serde_json::from_str(include_str!("facts/shared.json")).unwrap();
    let cell = &mut facts.indicators.get_mut("B2").unwrap().cells[0];
    (cell.status, cell.value) = (schakel_report::facts::Status::Suppressed, None);
    cell.group_label.nl = "=HYPERLINK(\"http://example.org\")".to_owned();
    let lang = schakel_report::document::Lang::Nl;
    let figures = schakel_report::attachment::figures(&facts, lang).unwrap();
    let templates = schakel_report::template::TemplateSet::of(schakel_report::Report::VisionAndProgress).unwrap();
    let made = schakel_report::render_with(&facts, &templates, lang, &figures).unwrap();
    let file = File::load_mem(&made.pdf).unwrap();
    let carried: BTreeMap<String, String> = file
        .objects
        .values()
        .filter_map(|object| object.as_stream().ok())
        .filter(|stream| stream.dict.has_type(b"EmbeddedFile"))
        .map(|stream| String::from_utf8(stream.decompressed_content().unwrap()).unwrap())
        .map(|text| (text.lines().next().unwrap().to_owned(), text))
        .collect();
    assert_eq!(carried.len(), 2);
    let cells = carried.iter().find(|(head, _)| head.contains(",value,")).unwrap().1;
    let mut rows = csv::Reader::from_reader(cells.as_bytes());
    let place = |name: &str, head: &csv::StringRecord| head.iter().position(|one| one == name).unwrap();
    let head = rows.headers().unwrap().clone();
    let row = rows.records().map(Result::unwrap).find(|row| &row[place("status", &head)] == "suppressed").unwrap();
    assert_eq!((&row[place("value", &head)], &row[place("low", &head)]), ("", ""));
    assert_eq!(&row[place("group_label", &head)], "'=HYPERLINK(\"http://example.org\")");
    let xmp = String::from_utf8_lossy(&made.pdf).into_owned();
    assert!(xmp.contains("<pdfaid:part>3</pdfaid:part>") && xmp.contains("<pdfuaid:part>1</pdfuaid:part>"));
    assert_eq!(made, schakel_report::render_with(&facts, &templates, lang, &figures).unwrap());
}

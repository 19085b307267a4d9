//! Words without an end.

use super::*;

#[test]
fn words_of_ten_thousand_letters_stand_everywhere_and_stay_on_their_page() {
    for letter in ["W", "ë", "a/"] {
        let word = letter.repeat(10_000 / letter.chars().count());
        let mut facts = common::shared();
        facts.school.name.clone_from(&word);
        facts.lists.stories.truncate(1);
        facts.lists.stories[0].title.clone_from(&word);
        facts.lists.stories[0].text = format!("begin {word} einde");
        facts.lists.interventions[0].title.clone_from(&word);
        facts.lists.decisions[0].title.clone_from(&word);
        facts.lists.obstacles[0].summary.clone_from(&word);
        facts.lists.vision[0].text.clone_from(&word);
        let made = made(&facts);
        assert!(made.text.contains(&word), "{letter}");
        assert!(made.html.contains(&word), "{letter}");
    }
}

#[test]
fn every_text_may_be_a_word_without_an_end() {
    let word = "begeleidingsgesprek".repeat(60);
    let made = made(&written(|_| word.clone()));
    assert!(made.text.contains(&word));
}

#[test]
fn what_does_not_fit_on_a_page_goes_on_on_the_next_one() {
    let long = "woord ".repeat(4000);
    let row = format!("<row label=\"{long}\" value=\"3\" text=\"{long}\" note=\"{long}\"/>");
    for body in [
        format!("<aside><p>{long}</p></aside><p>x</p>"),
        format!("<aside><p>{long}</p></aside><landscape><p>x</p></landscape>"),
        format!("<keyfigures><keyfigure value=\"3\" unit=\"uur\">{long}</keyfigure></keyfigures>"),
        format!("<callout kind=\"note\" title=\"{long}\"><p>x</p></callout>"),
        format!(
            "<table><thead><tr><th>{long}</th><th>b</th></tr></thead><tbody><tr><td>a</td><td>b</td></tr></tbody></table>"
        ),
        format!("<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>{long}</td></tr></tbody></table>"),
        format!("<figure title=\"{long}\"><chart kind=\"bars\">{row}</chart></figure>"),
        format!("<figure title=\"t\" caption=\"{long}\"><chart kind=\"chain\">{row}</chart></figure>"),
        format!("<h1>{long}</h1><toc depth=\"1\"/>"),
        format!("<ul><li>{long}</li></ul>"),
        format!("<columns><column><p>{long}</p></column><column><p>x</p></column></columns>"),
        format!(
            "<columns><column><figure title=\"{long}\"><chart kind=\"bars\">{row}</chart></figure></column><column><p>x</p></column><column><p>y</p></column></columns>"
        ),
        format!("<p>x<footnote>{long}</footnote></p><p>y</p>"),
        format!("<p>{}</p>", format!("x<footnote>{}</footnote> ", &long[..600]).repeat(40)),
        format!(
            "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>x<footnote>{long}</footnote></td></tr></tbody></table>"
        ),
    ] {
        let made = made_of(&body);
        assert!(made.text.matches("woord").count() >= 4000, "{}: {}", &body[..60], made.text.matches("woord").count());
        assert!(made.pdf.pages >= 4, "{} pages: {}", made.pdf.pages, &body[..60]);
    }
}

#[test]
fn no_string_of_the_file_is_longer_than_a_standard_allows() {
    let word = "𝒲w".repeat(20_000);
    let row = format!("<row label=\"{word}\" status=\"suppressed\"/>");
    let body = format!(
        "<figure title=\"T\" alt-extra=\"{word}\"><chart kind=\"bars\">{}</chart></figure>",
        row.replace('𝒲', "w")
    );
    let made = made_of(&(body + &format!("<h1>{}</h1>", word.replace('𝒲', "w"))));
    let file = lopdf::Document::load_mem(&made.pdf.pdf).unwrap();
    let dictionaries = file.objects.values().filter_map(|object| object.as_dict().ok());
    let strings = dictionaries.flat_map(|dict| dict.iter().filter_map(|(_, value)| value.as_str().ok()));
    let longest = strings.map(<[u8]>::len).max().unwrap();
    assert!((31_000..=32_767).contains(&longest), "{longest}");
    let address = |length: usize| {
        format!("<report lang=\"nl\" title=\"T\"><p><a href=\"https://{}\">x</a></p></report>", "a".repeat(length - 8))
    };
    assert!(schakel_report::markup::read(&address(2000)).is_ok());
    assert!(schakel_report::markup::read(&address(2001)).unwrap_err()[0].message.contains("at most 2000"));
}

#[test]
fn a_number_of_hundreds_of_digits_stays_beside_its_sentence() {
    let digits = "9".repeat(400);
    let made = made_of(&format!(
        "<keyfigures><keyfigure value=\"{digits}\" unit=\"{digits}\">zin</keyfigure></keyfigures><cover title=\"{digits}\"/>"
    ));
    assert!(made.text.contains("zin") && made.text.contains("999…"));
}

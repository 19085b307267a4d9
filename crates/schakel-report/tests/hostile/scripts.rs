//! Scripts, signs and marks that the typeface has or does not have.

use super::*;

#[test]
fn what_has_no_glyph_is_named_and_shown_as_a_question_mark() {
    for (value, named, shown) in [
        ("שלום", "ש (U+05E9)", "????"),
        ("مرحبا", "م (U+0645)", "?????"),
        ("漢字 и 漢", "字 (U+5B57)", "??и?"),
        ("👩🏽\u{200d}🏫", "🏫 (U+1F3EB)", "?"),
    ] {
        let facts = written(|_| value.to_owned());
        let made = made(&facts);
        let warnings = made.pdf.warnings.join("\n");
        assert!(warnings.contains(named) && warnings.contains("is shown as"), "{value}: {warnings}");
        assert!(made.text.contains(shown), "{value}");
        assert!(made.html.contains(value), "{value}: the screen has other typefaces");
    }
}

#[test]
fn control_characters_vanish_and_invisible_ones_do_no_harm() {
    let value = "a\u{0}\u{1}\u{2}\u{3}\u{4}\u{5}\u{6}\u{7}\u{8}\u{b}\u{e}\u{f}\u{1b}\u{fffe}\u{ffff}b";
    let made_plain = made(&written(|_| value.to_owned()));
    assert!(made_plain.text.contains("ab") && made_plain.pdf.warnings.is_empty(), "{:?}", made_plain.pdf.warnings);
    for value in
        ["a\u{7f}\u{80}\u{85}\u{9f}b", "\u{200b}\u{200e}\u{202e}\u{2066}\u{feff}", "\u{2028}\u{2029}", "\u{ad}\u{ad}"]
    {
        made(&written(|_| value.to_owned()));
    }
}

#[test]
fn what_ends_a_line_or_turns_it_around_stays_within_the_value() {
    let mut facts = common::shared();
    facts.school.name = "Het\u{2028}College".repeat(300);
    facts.lists.stories[0].title = "van\u{202e}achter\u{2066}naar voren".to_owned();
    let made = made(&facts);
    assert!(!made.html.contains(['\u{202e}', '\u{2066}', '\u{2028}']));
    assert!(made.text.contains("vanachternaarvoren"));
    let bom = made_of("<p>a\u{feff}b</p><h1>\u{feff}c\u{2029}d</h1>");
    assert!(bom.text.contains("abcd") && bom.html.contains("<p>ab</p>"), "no glyph of PDF/UA may stand for U+FEFF");
    let plain = made_as(Report::VisionAndProgress, &common::shared(), Lang::Nl);
    assert!(made.pdf.pages <= plain.pdf.pages + 1, "a name takes no pages: {}", made.pdf.pages);
}

#[test]
fn marks_on_letters_stay_on_their_letters() {
    for value in ["Rene\u{301} Zoe\u{308}", "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}", "\u{301}"] {
        let made = made(&written(|_| value.to_owned()));
        assert!(made.pdf.warnings.len() <= 1, "{value}");
        assert!(made.html.contains(value), "{value}");
    }
    let many = format!("a{}", "\u{301}".repeat(5000));
    assert!(made(&written(|text| if text.len() > 40 { many.clone() } else { text.to_owned() })).text.contains(&many));
}

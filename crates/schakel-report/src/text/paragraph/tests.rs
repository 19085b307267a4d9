use super::*;

const TEXT: &str = "In het najaar van 2024 voerde de decaan bijna de helft van alle geregistreerde gesprekken. \
    Dat is nu nog 19%. Mentoren en docenten namen het over: het aandeel van docenten steeg van 11% naar 27%. \
    Er zijn nu 64 docenten die dit jaar minstens drie keer een LOB-moment hadden, tegen 31 een jaar eerder. \
    De coöperatieve werkwijze is vastgelegd op 12 oktober 2025, na overleg met de medezeggenschapsraad en \
    vertegenwoordigers van ouders/verzorgers uit ’s-Hertogenbosch en omgeving.";

fn style() -> Style {
    Style { face: Face::Regular, size: 10.0, color: Color::hex(0), figures: Figures::Proportional, lang: Lang::Nl }
}

fn paragraph(text: &str) -> Paragraph {
    let span = Span { text: text.into(), style: style(), content: 0, link: None, footnote: None };
    Paragraph::new(Faces::get().unwrap(), &[span])
}

/// A line as it is read on paper.
fn shown(line: &Line) -> String {
    let mut out = String::new();
    for piece in &line.pieces {
        out.push_str(&piece.word.text);
        if piece.space.is_some() {
            out.push(' ');
        }
    }
    out
}

/// The text that the lines stand for.
fn meant(lines: &[Line]) -> String {
    let mut out = String::new();
    for line in lines {
        for piece in &line.pieces {
            let mut text = piece.word.text.to_string();
            if piece.soft_hyphen {
                text.pop();
            }
            if let Some(letter) = piece.trema {
                text = letter.to_string() + &text[1..];
            }
            out.push_str(&text);
            if piece.space.is_some() {
                out.push(' ');
            }
        }
        let hyphenated = line.pieces.last().is_some_and(|p| p.soft_hyphen || p.word.text.ends_with(['-', '/']));
        if !hyphenated {
            out.push(' ');
        }
    }
    out.trim().to_owned()
}

#[test]
fn every_word_is_set_once_and_in_order() {
    let squeezed: String = TEXT.split_whitespace().collect::<Vec<_>>().join(" ");
    for width in [60.0, 117.0, 200.0, 346.0, 2000.0] {
        for fit in [Fit::Justified, Fit::Ragged, Fit::Whole] {
            let lines = paragraph(TEXT).lines(width, fit);
            assert_eq!(meant(&lines), squeezed, "{width} {fit:?}");
        }
    }
}

#[test]
fn justified_lines_reach_the_measure_and_no_line_passes_it() {
    for width in [200.0, 260.0, 346.0] {
        let lines = paragraph(TEXT).lines(width, Fit::Justified);
        for line in &lines {
            assert!(line.width <= width + 0.3, "{}", shown(line));
            if !line.last {
                assert!(line.width >= width - 0.3, "{}", shown(line));
            }
        }
    }
    for line in paragraph(TEXT).lines(117.0, Fit::Ragged) {
        assert!(line.width <= 117.5, "{}", shown(&line));
    }
}

#[test]
fn spaces_of_a_text_column_stay_even() {
    let space = 2.0;
    for line in paragraph(TEXT).lines(346.0, Fit::Justified) {
        for piece in &line.pieces {
            if let Some(width) = piece.space {
                assert!(width >= space * (1.0 - SHRINK) - 0.01, "{}", shown(&line));
                assert!(width <= space * 2.5, "{width} in {}", shown(&line));
            }
        }
    }
}

#[test]
fn a_date_is_not_broken_over_lines() {
    for width in 75..300 {
        for line in paragraph("Besluit van 12 oktober 2025 en van 3 nov 2025.").lines(width as f32, Fit::Ragged) {
            let line = shown(&line);
            assert!(!line.ends_with("12 ") && !line.starts_with("2025"), "{line}");
            assert_eq!(line.contains("12"), line.contains("ok"), "{line}");
        }
    }
}

#[test]
fn a_text_of_bound_words_takes_as_long_as_it_is() {
    // With a look at all of the others for each word this would not end.
    let text = "a\u{a0}".repeat(300_000);
    let lines = paragraph(&text).lines(300.0, Fit::Justified);
    assert_eq!(meant(&lines).matches('a').count(), 300_000);
    assert!(lines.iter().all(|line| line.width <= 300.5));
}

#[test]
fn the_trema_goes_at_the_break_and_is_kept_in_the_text() {
    let mut seen = false;
    for width in 60..140 {
        let lines = paragraph("dit is de coöperatieve werkwijze").lines(width as f32, Fit::Ragged);
        for line in &lines {
            let text = shown(line);
            assert!(!text.starts_with('ö'), "{text}");
            seen |= text.starts_with("opera");
        }
        assert_eq!(meant(&lines), "dit is de coöperatieve werkwijze");
    }
    assert!(seen, "no width broke before the letter with the trema");
}

#[test]
fn headings_keep_their_words_whole() {
    for line in paragraph("Begeleidingsgesprekken en vertegenwoordigingsvragen").lines(130.0, Fit::Whole) {
        assert!(line.pieces.iter().all(|p| !p.soft_hyphen));
    }
}

#[test]
fn a_checksum_is_broken_rather_than_sticking_out() {
    let sum = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    let lines = paragraph(sum).lines(100.0, Fit::Ragged);
    assert!(lines.len() > 2);
    assert!(lines.iter().all(|l| l.width <= 100.5));
    assert_eq!(meant(&lines).replace(' ', ""), sum);
}

#[test]
fn a_line_feed_ends_the_line() {
    let lines = paragraph("een \u{2028} twee").lines(300.0, Fit::Justified);
    assert_eq!(lines.iter().map(shown).collect::<Vec<_>>(), ["een", "twee"]);
}

#[test]
fn a_word_may_change_its_face_inside() {
    let bold = Style { face: Face::Bold, ..style() };
    let spans = [("Het ", style()), ("begin", bold), (", daarna", style())].map(|(text, style)| Span {
        text: text.into(),
        style,
        content: 0,
        link: None,
        footnote: None,
    });
    let paragraph = Paragraph::new(Faces::get().unwrap(), &spans);
    let lines = paragraph.lines(300.0, Fit::Justified);
    assert_eq!(shown(&lines[0]), "Het begin, daarna");
    let spaces: Vec<bool> = lines[0].pieces.iter().map(|p| p.space.is_some()).collect();
    assert_eq!(spaces, [true, false, true, false]);
}

#[test]
fn the_narrowest_measure_is_the_widest_part() {
    let paragraph = paragraph("een verandering");
    assert!(paragraph.narrowest(Fit::Ragged) < paragraph.narrowest(Fit::Whole));
    assert!(paragraph.narrowest(Fit::Whole) < paragraph.natural_width());
}

#[test]
fn no_word_of_a_date_is_hyphenated_where_the_date_fits_on_a_line() {
    let text = "De bijeenkomst over begeleiding vond plaats op 12 september 2025 in de bibliotheek.";
    for tenth in 800..3500 {
        let lines = paragraph(text).lines(tenth as f32 / 10.0, Fit::Justified);
        assert!(lines.iter().any(|line| shown(line).contains("12 september 2025")), "{tenth}");
    }
    let lines = paragraph("12 september 2025").lines(40.0, Fit::Justified);
    assert!(lines.len() > 1, "a date that fits nowhere is broken");
    let lines = paragraph("medezeggenschapsraadsverkiezingen – en meer").lines(120.0, Fit::Justified);
    assert!(lines[0].pieces.iter().any(|piece| piece.soft_hyphen), "a dash ties no word");
}

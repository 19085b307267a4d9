//! The headings of a results export, in the three styles that hold the codes of the questions.

use super::structure::Survey;

/// Columns by which an export is known, whatever is asked in it.
const TELLING: [&str; 4] = ["submitdate", "lastpage", "startlanguage", "datestamp"];
/// Texts of parts side by side, such as the row and the column of a table of questions.
const BESIDE: &str = " / ";

/// How the headings of an export are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// `Q2[SQ001]`.
    Code,
    /// `Q2[SQ001]. Hoe vaak? [Gesprek]`.
    CodeText,
    /// Survey, group, question and part in one: `841748X3X3SQ001`.
    Field,
}

impl Style {
    /// The style of these headings; none when they are not those of an export.
    pub(super) fn of(headings: &[String], survey: Option<&Survey>) -> Option<Style> {
        if headings.iter().any(|heading| is_field(heading)) {
            return Some(Style::Field);
        }
        let with_text = headings.iter().filter(|heading| code_and_text(heading).is_some()).count();
        let style = if with_text * 2 > headings.len() { Style::CodeText } else { Style::Code };
        let tells = |heading: &Heading| {
            !heading.part.is_empty()
                || TELLING.contains(&heading.code.as_str())
                || style == Style::CodeText && heading.code == "id"
                || survey.is_some_and(|survey| survey.coded(&heading.code, "").is_some())
        };
        headings.iter().map(|heading| Heading::read(heading, style)).any(|heading| tells(&heading)).then_some(style)
    }
}

/// Whether these are the headings of a results export.
pub(crate) fn is_export(headings: &[String]) -> bool {
    Style::of(headings, None).is_some()
}

/// What a heading says about its column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Heading {
    /// Code of the question, or of what LimeSurvey adds (`submitdate`); none for a field name.
    pub(super) code: String,
    /// Code of the part, as field names have it.
    pub(super) part: String,
    /// The text of the question.
    pub(super) question: String,
    /// The text of the part.
    pub(super) part_text: String,
}

impl Heading {
    /// Takes a heading apart; one that is not as its style is taken as a code.
    pub(super) fn read(heading: &str, style: Style) -> Heading {
        if is_field(heading) {
            return Heading::default();
        }
        let (written, text) = match style {
            Style::CodeText => code_and_text(heading).unwrap_or((heading, "")),
            Style::Code | Style::Field => (heading, ""),
        };
        let (code, part) = code_and_part(written).unwrap_or_else(|| (written.to_owned(), String::new()));
        let (question, part_text) = if part.is_empty() { (text, Vec::new()) } else { question_and_parts(text) };
        let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let part_texts: Vec<String> = part_text.into_iter().map(flat).collect();
        Heading { code, part, question: flat(question), part_text: part_texts.join(BESIDE) }
    }
}

/// Whether a heading is a field name such as `841748X3X26`.
pub(super) fn is_field(heading: &str) -> bool {
    let mut pieces = heading.splitn(3, 'X');
    let digits = |piece: Option<&str>| {
        piece.is_some_and(|piece| !piece.is_empty() && piece.bytes().all(|byte| byte.is_ascii_digit()))
    };
    digits(pieces.next())
        && digits(pieces.next())
        && pieces.next().is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// `Q2[SQ001]` and what stands behind it.
fn code_and_text(heading: &str) -> Option<(&str, &str)> {
    let (code, text) = heading.split_once(". ").or_else(|| Some((heading.strip_suffix('.')?, "")))?;
    code_and_part(code).map(|_| (code, text.trim()))
}

/// Code and part of `Q2[SQ001]`, with the part as field names have it.
fn code_and_part(text: &str) -> Option<(String, String)> {
    let (code, mut rest) = text.split_at(text.find('[').unwrap_or(text.len()));
    let of_code =
        |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let mut parts = Vec::new();
    while let Some(inside) = rest.strip_prefix('[') {
        let (part, after) = inside.split_once(']')?;
        parts.push(part);
        rest = after;
    }
    let well_formed = rest.is_empty() && parts.iter().all(|part| of_code(part));
    if !well_formed || !of_code(code) || !code.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let part = match parts.as_slice() {
        [] => String::new(),
        // The number of uploaded files.
        ["filecount"] => "_filecount".to_owned(),
        [part] => (*part).to_owned(),
        // Headings count the scales of a question with two from 1, field names from 0.
        [part, scale] => format!("{part}#{}", scale.parse::<u32>().ok()?.checked_sub(1)?),
        _ => return None,
    };
    Some((code.to_owned(), part))
}

/// `Hoe vaak? [rij][kolom]`: the question, and the texts between brackets at the end.
fn question_and_parts(text: &str) -> (&str, Vec<&str>) {
    let mut question = text;
    let mut parts = Vec::new();
    while let Some((before, part)) = last_in_brackets(question) {
        parts.insert(0, part);
        question = before;
        if !question.ends_with(']') {
            break;
        }
    }
    (question, parts)
}

/// What stands between the last pair of brackets, which may hold others, and the text before it.
pub(crate) fn last_in_brackets(text: &str) -> Option<(&str, &str)> {
    if !text.ends_with(']') {
        return None;
    }
    let mut depth = 0;
    for (at, character) in text.char_indices().rev() {
        match character {
            ']' => depth += 1,
            '[' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some((&text[..at], &text[at + 1..text.len() - 1]));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heading(text: &str) -> [String; 4] {
        let Heading { code, part, question, part_text } = Heading::read(text, Style::CodeText);
        [code, part, question, part_text]
    }

    fn style(headings: &[&str]) -> Option<Style> {
        Style::of(&headings.iter().map(|heading| (*heading).to_owned()).collect::<Vec<_>>(), None)
    }

    #[test]
    fn a_heading_holds_codes_and_texts() {
        assert_eq!(heading("Q1. Hoe goed?"), ["Q1", "", "Hoe goed?", ""]);
        assert_eq!(heading("Q1. Hoe [echt] goed? [ja]"), ["Q1", "", "Hoe [echt] goed? [ja]", ""]);
        assert_eq!(heading("Q2[SQ1]. Wat\n doet u? [Praten [vaak]]"), ["Q2", "SQ1", "Wat doet u?", "Praten [vaak]"]);
        assert_eq!(heading("Q3[A_B]. Tabel [rij][kolom]"), ["Q3", "A_B", "Tabel", "rij / kolom"]);
        assert_eq!(heading("Q4[SQ1][2]. Twee schalen [a] [b]"), ["Q4", "SQ1#1", "Twee schalen [a]", "b"]);
        assert_eq!(heading("Q5[filecount]. "), ["Q5", "_filecount", "", ""]);
        assert_eq!(heading("Q6."), ["Q6", "", "", ""]);
        assert_eq!(heading("841748X3X26"), [""; 4]);
    }

    #[test]
    fn the_style_is_found_by_looking() {
        assert_eq!(style(&["id", "submitdate", "Q1", "Q2[SQ1]"]), Some(Style::Code));
        assert_eq!(style(&["id. Antwoord ID", "Q1. Hoe?", "Q2[SQ1]. Wat? [a]"]), Some(Style::CodeText));
        assert_eq!(style(&["id", "841748X3X26", "841748X3X3SQ001"]), Some(Style::Field));
    }

    #[test]
    fn other_files_are_not_taken_for_an_export() {
        for other in [
            &["id", "naam", "rol"][..],
            &["Nr. leerling", "Geb. datum", "Tel. nummer"],
            &["StartDate", "EndDate", "Status", "Q1"],
            &["Tijdstempel", "Hoe vaak? [Gesprek]"],
            &["12X3", "AX3X4"],
        ] {
            assert_eq!(style(other), None, "{other:?}");
        }
    }
}

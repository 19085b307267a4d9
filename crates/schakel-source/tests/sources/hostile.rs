//! Any content below headings that are known: it is read or refused, and never brings the reader down.

use proptest::prelude::*;
use schakel_source::{Kind, read};

use crate::given::given;

/// The headings by which each kind is known.
const HEADINGS: [(Kind, &str); 7] = [
    (Kind::Somtoday, "leerlingNummer;leerlingMentoren;leerlingAdresPostcode;leerlingNummer;"),
    (Kind::Somtoday, "medewerkerAfkorting;medewerkerRollen"),
    (Kind::Magister, "STAMNR;CLASS;Postcode"),
    (Kind::Duo, "BRIN;A 2023 - MAN;B - TOTAAL"),
    (Kind::CbsSes, "SES_PC4;SES_Totaalscore;SES_Verslagjaar"),
    (Kind::CbsSes, "CBS_APCG_PC4;CBS_APCG_tf"),
    (Kind::Forms, "Tijdstempel;Naam;Vraag [rij];Vraag [rij];ID;"),
];

/// Pieces that have a meaning somewhere, and any other text.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            ";",
            "\n",
            "\r\n",
            "\"",
            ",",
            "<5",
            "<",
            "1234 AB",
            "é",
            "12:",
            "2025/09/01 1:2:3 PM",
            "[",
            "]",
            "-",
            ""
        ])
        .prop_map(str::to_owned),
        "\\PC{0,4}",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// That a library or the reader itself came down is told as a damaged file.
fn came_down(kind: Kind, text: &str, more: &[(&str, &str)]) -> bool {
    let given = given(kind, "a.txt", text).with(|spec| {
        if kind == Kind::Duo {
            spec.masked = Some("4".into());
        }
    });
    for (name, text) in more {
        std::fs::write(given.path().join(name), text).unwrap();
    }
    read(&given.spec, given.path())
        .is_err_and(|problems| problems.iter().any(|problem| problem.code == "source-damaged"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_rows_below_known_headings_are_read_or_refused(rows in pieces()) {
        for (kind, headings) in HEADINGS {
            prop_assert!(!came_down(kind, &format!("{headings}\n{rows}"), &[]), "{kind}");
        }
    }

    #[test]
    fn any_headings_are_read_or_refused(text in pieces()) {
        for (kind, headings) in HEADINGS {
            prop_assert!(!came_down(kind, &format!("{headings};{text}\n1;2;3;4;5;6\n"), &[]), "{kind}");
        }
    }

    #[test]
    fn any_description_and_any_lines_are_read_or_refused(
        fields in "([a-é ]{1,12} {2,9}[0-9]{1,9} {2,9}[0-9]{1,9}\n){0,5}",
        lines in pieces(),
    ) {
        let layout = format!("===\n  Startpositie  Aantal posities\n{fields}\n");
        let description = format!("Dec_a.asc\n{layout}Lay-out bestand\n{layout}");
        let more = [("Bestandsbeschrijving.txt", description.as_str()), ("Dec_a.asc", lines.as_str())];
        let down = came_down(Kind::Cijferho, &format!("x{lines}"), &more);
        prop_assert!(!down);
    }
}

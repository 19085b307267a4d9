//! Text with fields at fixed positions.

use schakel_source::{Fields, FixedField, Kind};

use crate::given::{Given, codes, given, source_rows, values};

fn fixed(bytes: impl AsRef<[u8]>) -> Given {
    let field = |name: &str, start, length| FixedField { name: name.to_owned(), start, length };
    let fields = vec![field("nummer", 1, 4), field("naam", 5, 6), field("jaar", 11, 4)];
    given(Kind::Fixed, "ev.asc", bytes).with(|spec| spec.fields = Some(Fields::Fixed(fields)))
}

#[test]
fn fields_are_cut_by_character_and_blanks_around_them_go() {
    let table = fixed(b"0001Zo\xEB   2024\r\n0002      2025\r\n").table();
    assert_eq!(values(&table, "naam"), ["Zoë", "-"]);
    assert_eq!((values(&table, "jaar"), source_rows(&table)), (vec!["2024".into(), "2025".into()], vec![1, 2]));
}

#[test]
fn another_encoding_can_be_declared() {
    let table = fixed("0001Zoë   2024").with(|spec| spec.encoding = Some("utf-8".into())).table();
    assert_eq!((values(&table, "naam"), values(&table, "jaar")), (vec!["Zoë".into()], vec!["2024".into()]));
}

#[test]
fn a_short_line_is_completed_and_noticed() {
    let table = fixed("0001Vos   2024\n0002Bos\n").table();
    assert_eq!((values(&table, "jaar"), codes(&table)), (vec!["2024".into(), "-".into()], vec!["source-row-short"]));
    assert_eq!(table.problems[0].row, Some(2));
}

#[test]
fn fields_must_be_declared_and_have_a_place() {
    assert_eq!(given(Kind::Fixed, "ev.asc", "x").problem().code, "source-option");
    let nowhere = vec![
        FixedField { name: "a".into(), start: 0, length: 1 },
        FixedField { name: "b".into(), start: 1, length: 0 },
    ];
    assert_eq!(
        given(Kind::Fixed, "ev.asc", "x").with(|spec| spec.fields = Some(Fields::Fixed(nowhere))).problems().len(),
        2
    );
}

//! Reading values: school years, dates, numbers, yes and no, codes and forms.
// The helpers build what a test needs; a mistake in them should fail it at once.
#![allow(clippy::unwrap_used)]

use chrono::{Datelike, NaiveDate};
use proptest::prelude::*;
use schakel_model::check::{
    self, DateFormat, DecimalMark, checks, date_in_range, direct_identifier, in_range, parse_bool, parse_date,
    parse_decimal, parse_int, period_in_order,
};
use schakel_model::{Format, SchoolYear, code_list};

fn form(letters: &str) -> DateFormat {
    letters.parse().unwrap()
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    // 1950-01-01 to 2049-12-31
    (-7305_i32..29_220).prop_map(|days| NaiveDate::from_epoch_days(days).unwrap())
}

#[test]
fn a_school_year_is_two_years_in_a_row() {
    assert_eq!(SchoolYear::parse("2025-2026").unwrap().to_string(), "2025-2026");
    for wrong in ["2025-2027", "2025-2025", "2026-2025", "2025/2026", "2025-26", "2025", " 2025-2026", "jjjj-jjjj", ""]
    {
        assert_eq!(SchoolYear::parse(wrong), None, "{wrong}");
        assert!(!check::school_year(wrong), "{wrong}");
    }
    assert_eq!(SchoolYear::parse("1949-1950"), None);
    assert!(SchoolYear::parse("1950-1951").is_some() && SchoolYear::parse("2100-2101").is_some());
    assert_eq!(SchoolYear::parse("2101-2102"), None);
}

#[test]
fn a_school_year_is_recognised_as_school_systems_write_it() {
    let year = SchoolYear::starting(2025);
    for written in [
        "2025-2026",
        "2025/2026",
        "2025 - 2026",
        "2025–2026",
        "2025-26",
        "2025/26",
        "25/26",
        "25-26",
        "20252026",
        " 2025 ",
    ] {
        assert_eq!(SchoolYear::recognise(written), year, "{written}");
    }
    for wrong in ["2025-27", "25", "2025-6", "225/226", "2025-2026-2027", "20252027", "schooljaar", "", "-", "é0252026"]
    {
        assert_eq!(SchoolYear::recognise(wrong), None, "{wrong}");
    }
    assert_eq!(SchoolYear::recognise("99/00"), SchoolYear::starting(2099));
}

#[test]
fn a_school_year_runs_from_august_to_july_and_counts_students_on_the_first_of_october() {
    let year = SchoolYear::starting(2025).unwrap();
    assert_eq!(SchoolYear::of(day(2025, 7, 31)), year.previous());
    assert_eq!(SchoolYear::of(day(2025, 8, 1)), Some(year));
    assert_eq!(SchoolYear::of(day(2026, 7, 31)), Some(year));
    assert_eq!(SchoolYear::of(day(2026, 8, 1)), year.next());
    assert_eq!(year.reference_date(), day(2025, 10, 1));
    assert_eq!((year.first_day(), year.last_day()), (day(2025, 8, 1), day(2026, 7, 31)));
}

#[test]
fn a_date_form_says_how_many_digits_there_are() {
    for (letters, written) in [
        ("dd-mm-jjjj", "01-09-2025"),
        ("DD-MM-JJJJ", "01-09-2025"),
        ("dd-mm-yyyy", "01-09-2025"),
        ("d-m-jjjj", "1-9-2025"),
        ("d-m-jjjj", "01-09-2025"),
        ("jjjj-mm-dd", "2025-09-01"),
        ("jjjjmmdd", "20250901"),
        ("m/d/jjjj", "9/1/2025"),
        ("dd.mm.jj", "01.09.25"),
        ("d mmm jjjj", "1 sep. 2025"),
        ("d mmmm jjjj", "1 September 2025"),
        ("jjjj-mm-dd*", "2025-09-01T08:15:00Z"),
        ("jjjj-mm-dd*", "2025-09-01"),
    ] {
        assert_eq!(parse_date(written, &form(letters)), Some(day(2025, 9, 1)), "{letters}: {written}");
    }
    for (letters, written) in [
        ("dd-mm-jjjj", "1-9-2025"),
        ("dd-mm-jjjj", "01/09/2025"),
        ("dd-mm-jjjj", "01-09-25"),
        ("dd-mm-jjjj", "01-09-20255"),
        ("dd-mm-jjjj", "01-13-2025"),
        ("dd-mm-jjjj", "29-02-2025"),
        ("dd-mm-jjjj", ""),
        ("jjjj-mm-dd", "2025-09-01 08:15"),
        ("m/d/jjjj", "31/1/2025"),
        ("d mmm jjjj", "1 foo 2025"),
        ("dd-mm-jjjj", "០១-០៩-២០២៥"),
    ] {
        assert_eq!(parse_date(written, &form(letters)), None, "{letters}: {written}");
    }
}

#[test]
fn a_year_of_two_digits_turns_over_at_seventy() {
    assert_eq!(parse_date("31-12-69", &form("dd-mm-jj")), Some(day(2069, 12, 31)));
    assert_eq!(parse_date("01-01-70", &form("dd-mm-jj")), Some(day(1970, 1, 1)));
}

#[test]
fn every_month_is_known_by_its_dutch_and_english_names() {
    let names = [
        "jan januari January",
        "feb februari February",
        "mrt maart March",
        "apr april April",
        "mei mei May",
        "jun juni June",
        "jul juli July",
        "aug augustus August",
        "sep september September",
        "okt oktober October",
        "nov november November",
        "dec december December",
    ];
    for (month, names) in (1..).zip(names) {
        for name in names.split(' ') {
            assert_eq!(parse_date(&format!("7 {name} 2025"), &form("d mmm jjjj")), Some(day(2025, month, 7)), "{name}");
        }
    }
}

#[test]
fn letters_that_do_not_make_a_date_form_are_refused_with_an_example() {
    for wrong in
        ["", "dd-mm", "dd-mm-jjj", "dd-dd-jjjj", "uu:mm", "ddd-mm-jjjj", "jjjj-mm-dd*x", "mm-jjjj", "dd-mm-jjjjé"]
    {
        let error = wrong.parse::<DateFormat>().unwrap_err().to_string();
        assert!(error.contains(&format!("`{wrong}`")) && error.contains("dd-mm-jjjj"), "{error}");
    }
    assert_eq!(DateFormat::default(), form("jjjj-mm-dd"));
    assert_eq!(form("d-m-jj").letters(), "d-m-jj");
}

#[test]
fn a_date_lies_between_1950_and_ten_years_after_the_report() {
    assert!(!date_in_range(day(1949, 12, 31), 2026));
    assert!(date_in_range(day(1950, 1, 1), 2026));
    assert!(date_in_range(day(2036, 12, 31), 2026));
    assert!(!date_in_range(day(2037, 1, 1), 2026));
}

#[test]
fn a_period_without_an_end_is_in_order() {
    let (first, last) = (Some(day(2025, 8, 1)), Some(day(2026, 7, 31)));
    assert!(period_in_order(first, last) && period_in_order(first, first) && period_in_order(first, None));
    assert!(!period_in_order(last, first));
}

#[test]
fn a_decimal_has_the_declared_mark_and_nothing_else() {
    let comma = |text| parse_decimal(text, DecimalMark::Comma);
    let point = |text| parse_decimal(text, DecimalMark::Point);
    assert_eq!((comma("7,5"), comma(" -0,25 "), comma("+12")), (Some(7.5), Some(-0.25), Some(12.0)));
    assert_eq!((point("7.5"), point("0.1"), point("100")), (Some(7.5), Some(0.1), Some(100.0)));
    assert_eq!(comma("1234567890123456,5"), Some(1_234_567_890_123_456.5));
    for wrong in ["7.5", "1.250", "1.250,5", "7,5,5", ",5", "7,", "", "-", "1e3", "NaN", "inf", "zeven", "7 5", "--1"] {
        assert_eq!(comma(wrong), None, "{wrong}");
    }
    for wrong in ["7,5", "1,250", ".5", "7.", "<5", "5 uur", "infinity"] {
        assert_eq!(point(wrong), None, "{wrong}");
    }
    assert_eq!(
        (DecimalMark::parse(","), DecimalMark::parse(".")),
        (Some(DecimalMark::Comma), Some(DecimalMark::Point))
    );
    assert_eq!(DecimalMark::parse(";"), None);
}

#[test]
fn a_whole_number_may_end_in_one_zero_after_the_mark() {
    for (text, number) in [("45", 45), ("-3", -3), ("+3", 3), ("3.0", 3), ("3,0", 3), (" 7 ", 7), ("007", 7)] {
        assert_eq!(parse_int(text), Some(number), "{text}");
    }
    for wrong in ["3.5", "3.00", "1.000", "", "-", ".0", "<5", "drie", "9223372036854775808"] {
        assert_eq!(parse_int(wrong), None, "{wrong}");
    }
}

#[test]
fn yes_and_no_are_read_as_schools_write_them() {
    for yes in ["ja", "Ja", "J", "true", "WAAR", "1", "yes", "y", " ja "] {
        assert_eq!(parse_bool(yes), Some(true), "{yes}");
    }
    for no in ["nee", "N", "false", "onwaar", "0", "No"] {
        assert_eq!(parse_bool(no), Some(false), "{no}");
    }
    for neither in ["", "misschien", "2", "x", "ja nee"] {
        assert_eq!(parse_bool(neither), None, "{neither}");
    }
}

#[test]
fn a_range_includes_both_its_ends_and_no_number_lies_outside_unseen() {
    assert!(in_range(1.0, (1.0, 5.0)) && in_range(5.0, (1.0, 5.0)));
    assert!(!in_range(0.999, (1.0, 5.0)) && !in_range(5.001, (1.0, 5.0)) && !in_range(f64::NAN, (1.0, 5.0)));
}

#[test]
fn a_set_is_stored_in_the_order_of_its_list_each_code_once() {
    let topic = code_list("topic").unwrap();
    assert_eq!(check::set("WE; KR;WE;", topic).unwrap(), "KR;WE");
    assert_eq!(check::set("", topic).unwrap(), "");
    assert_eq!(check::set("KR;zweven;LS;vliegen;zweven", topic), Err(vec!["zweven", "vliegen"]));
}

#[test]
fn a_code_is_written_exactly_as_in_its_list() {
    let role = code_list("role").unwrap();
    assert_eq!(check::enumeration("decaan", role).map(|c| c.nl), Some("decaan"));
    assert!(check::enumeration("Decaan", role).is_none() && check::enumeration("", role).is_none());
}

#[test]
fn official_numbers_have_their_form() {
    let good = [
        (Format::SchoolYear, "2025-2026"),
        (Format::Brin, "00AA"),
        (Format::LocationCode, "00AA01"),
        (Format::Postcode4, "1000"),
        (Format::Language, "nl"),
        (Format::Sha256, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ];
    for (format, text) in good {
        assert!(check::format(text, format), "{text}");
        for wrong in [format!("{text}x"), text[1..].to_owned(), format!(" {text}"), text.replace(|_: char| true, "-")] {
            assert!(!check::format(&wrong, format), "{format:?}: {wrong}");
        }
    }
    for (format, wrong) in
        [(Format::Brin, "00aa"), (Format::Brin, "0AA0"), (Format::Postcode4, "0999"), (Format::LocationCode, "00AAA1")]
    {
        assert!(!check::format(wrong, format), "{format:?}: {wrong}");
    }
}

#[test]
fn an_id_has_one_to_sixty_four_characters() {
    assert!(check::id("m1") && check::id("klas 4 havo") && check::id(&"é".repeat(64)));
    for wrong in ["", " m1", "m1 ", "m\n1", "m\t1"] {
        assert!(!check::id(wrong), "{wrong:?}");
    }
    assert!(!check::id(&"a".repeat(65)) && !check::id(&"é".repeat(65)));
}

#[test]
fn an_email_address_or_a_citizen_number_is_noticed_in_a_text() {
    // 111222333 is the number that the eleven test is usually explained with.
    for text in ["mail j.jansen@school.nl even", "bel 111222333", "BSN: 111222333."] {
        assert!(direct_identifier(text), "{text}");
    }
    for text in ["om 12 uur @ school", "a@b", "@school.nl", "111222334", "1112223330", "000000000", "Minder tijd", ""] {
        assert!(!direct_identifier(text), "{text}");
    }
}

#[test]
fn every_check_has_its_own_code_and_name_and_says_what_to_do() {
    for (number, check) in (1..).zip(checks()) {
        assert_eq!(check.code, format!("M{number:02}"));
        assert_eq!(check::check(check.code), Some(*check));
        for text in [check.nl, check.en, check.action_nl, check.action] {
            assert!(text.ends_with('.'), "{}: {text}", check.code);
        }
        assert!(code_list("severity").unwrap().contains(check.severity.code()));
        assert_eq!(checks().iter().filter(|c| c.name == check.name).count(), 1, "{}", check.name);
    }
    assert_eq!(check::check("M99"), None);
}

proptest! {
    #[test]
    fn a_school_year_reads_back_what_it_prints(start in SchoolYear::RANGE) {
        let year = SchoolYear::starting(start).unwrap();
        prop_assert_eq!(SchoolYear::parse(&year.to_string()), Some(year));
        prop_assert_eq!(SchoolYear::recognise(&year.to_string()), Some(year));
    }

    #[test]
    fn every_day_falls_in_exactly_one_school_year(date in any_day()) {
        prop_assume!(date >= day(1950, 8, 1));
        let year = SchoolYear::of(date).unwrap();
        prop_assert!(year.contains(date) && year.first_day() <= date && date <= year.last_day());
        prop_assert!(year.next().is_none_or(|y| !y.contains(date)));
        prop_assert!(year.previous().is_none_or(|y| !y.contains(date)));
    }

    #[test]
    fn a_date_reads_back_in_every_form_it_is_written_in(date in any_day()) {
        for (letters, pattern) in [
            ("dd-mm-jjjj", "%d-%m-%Y"), ("jjjj-mm-dd", "%Y-%m-%d"), ("m/d/jjjj", "%-m/%-d/%Y"),
            ("jjjjmmdd", "%Y%m%d"), ("d mmm jjjj", "%-d %b %Y"), ("d.m.jjjj", "%-d.%-m.%Y"),
        ] {
            prop_assert_eq!(parse_date(&date.format(pattern).to_string(), &form(letters)), Some(date), "{}", letters);
        }
        if (1970..2070).contains(&date.year()) {
            prop_assert_eq!(parse_date(&date.format("%d-%m-%y").to_string(), &form("dd-mm-jj")), Some(date));
        }
    }

    #[test]
    fn a_decimal_reads_back_with_either_mark(value in -1.0e9_f64..1.0e9) {
        let written = value.to_string();
        prop_assert_eq!(parse_decimal(&written, DecimalMark::Point), Some(value));
        prop_assert_eq!(parse_decimal(&written.replace('.', ","), DecimalMark::Comma), Some(value));
    }

    #[test]
    fn a_decimal_agrees_with_the_number_as_rust_reads_it(whole in 0_u64..1_000_000, broken in "[0-9]{1,12}") {
        let written = format!("{whole}.{broken}");
        prop_assert_eq!(parse_decimal(&written, DecimalMark::Point), written.parse().ok());
    }

    #[test]
    fn a_whole_number_reads_back(value: i64) {
        prop_assert_eq!(parse_int(&value.to_string()), Some(value));
    }

    #[test]
    fn no_text_whatever_makes_a_reader_fail(text in "\\PC{0,40}", letters in "[dmjy*/. -]{0,12}") {
        let iso = DateFormat::iso();
        if let Some(date) = parse_date(&text, &iso) {
            prop_assert_eq!(date.to_string(), text.trim());
        }
        if let Ok(form) = letters.parse::<DateFormat>() {
            let _ = parse_date(&text, &form);
        }
        if let Some(year) = SchoolYear::parse(&text) {
            prop_assert_eq!(year.to_string(), text.clone());
        }
        let _ = (SchoolYear::recognise(&text), parse_int(&text), parse_bool(&text), direct_identifier(&text));
        for mark in [DecimalMark::Point, DecimalMark::Comma] {
            prop_assert!(parse_decimal(&text, mark).is_none_or(f64::is_finite));
        }
    }

    #[test]
    fn a_set_brought_into_form_stays_as_it_is(picks in prop::collection::vec(0_usize..11, 0..20)) {
        let topic = code_list("topic").unwrap();
        let typed: Vec<&str> = picks.iter().map(|p| topic.codes[*p].code).collect();
        let stored = check::set(&typed.join(";"), topic).unwrap();
        prop_assert_eq!(check::set(&stored, topic).unwrap(), stored.clone());
        for code in typed {
            prop_assert!(stored.split(';').any(|c| c == code));
        }
    }
}

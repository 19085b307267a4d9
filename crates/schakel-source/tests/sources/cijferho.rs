//! 1CijferHO: fields where the description tells, and decode tables.

use std::collections::BTreeMap;
use std::path::Path;

use schakel_source::{Kind, SourceTable, clean_name, files, inspect};

use crate::given::{Given, codes, given, names, source_rows, values};
use crate::samples::{counted, sample};

const DESCRIPTION: &str = "Bestandsbeschrijving EV99XX24.asc\n\
    =================================\n\n\
    Lay-out bestand\n\
    ===============\n\
    \x20                              Startpositie  Aantal posities\n\
    Persoonsgebonden nummer               1             6\n\
    Inschrijvingsjaar                     7             4\n\
    Hoogste vooropleiding vóór het HO    11             3\n\
    Plaats 1                             14             4 (*)\n\
    Burgerservicenummer                  18             9\n\n\
    (*) Niet gevuld in 2023 en 2024.\n\n\
    Hoogste vooropleiding vóór het HO\n\
    ---------------------------------\n\
    Zie bestand Dec_opl.asc voor decodering.\n";
const DECODE: &str = "Dec_land.asc\n============\n\
    \x20                              Startpositie  Aantal posities\n\
    Code land                             1             4\n\
    Naam land                             5            10\n";
const LINES: &[u8] = b"0000012024406D\xEBn 123456789\r\n0000022025    \xEBn 987654321\r\n";

/// A delivery in a folder of its own.
fn delivery(lines: &[u8], others: &[(&str, &str)]) -> Given {
    let given = given(Kind::Cijferho, "EV99XX24.asc", lines);
    for (name, text) in others {
        std::fs::write(given.path().join(name), text).unwrap();
    }
    given
}

fn described(lines: &[u8]) -> Given {
    delivery(lines, &[("Bestandsbeschrijving_1cyferho.txt", DESCRIPTION)])
}

#[test]
fn every_described_field_is_a_column_cut_by_character() {
    let table = described(LINES).table();
    assert_eq!(names(&table), ["Inschrijvingsjaar", "Hoogste_vooropleiding_voor_het_HO", "Plaats_1"]);
    assert_eq!(values(&table, "Plaats_1"), ["Dën", "ën"]);
    assert_eq!(
        (values(&table, "Hoogste_vooropleiding_voor_het_HO"), source_rows(&table)),
        (vec!["406".into(), "-".into()], vec![1, 2])
    );
}

#[test]
fn numbers_of_citizens_and_in_education_are_read_only_when_kept() {
    let table = described(LINES).table();
    assert_eq!(codes(&table), ["source-person"]);
    let text = table.problems[0].to_string();
    assert!(text.contains("Persoonsgebonden_nummer, Burgerservicenummer") && !text.contains("123456789"), "{text}");
    let kept = described(LINES).with(|spec| spec.keep = vec!["Persoonsgebonden_nummer".into()]).table();
    assert_eq!(values(&kept, "Persoonsgebonden_nummer"), ["000001", "000002"]);
    assert!(!names(&kept).contains(&"Burgerservicenummer"));
}

#[test]
fn decode_tables_in_the_folder_are_read_with_their_own_description() {
    let land = ("Dec_land.asc", "1234Verweg\n5678Dichtbij  \n\n9999x\n");
    let given = delivery(
        LINES,
        &[("Bestandsbeschrijving_1cyferho.txt", DESCRIPTION), ("Bestandsbeschrijving_Dec-bestanden.txt", DECODE), land],
    );
    let table = given.named("t__dec_land");
    assert_eq!(
        (names(&table), values(&table, "Naam_land")),
        (vec!["Code_land", "Naam_land"], ["Verweg", "Dichtbij", "x"].map(str::to_owned).to_vec())
    );
    assert_eq!((source_rows(&table), codes(&table)), (vec![1, 2, 4], vec![]));
    assert_eq!(table.file, "Dec_land.asc");
    let read: Vec<String> = files(&given.spec, &given.path().join("EV99XX24.asc"))
        .unwrap()
        .iter()
        .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    assert_eq!(
        read,
        ["EV99XX24.asc", "Bestandsbeschrijving_1cyferho.txt", "Bestandsbeschrijving_Dec-bestanden.txt", "Dec_land.asc"]
    );
}

#[test]
fn a_decode_table_without_a_description_is_read_by_the_field_it_explains_or_not_at_all() {
    let others = [
        ("Bestandsbeschrijving_1cyferho.txt", DESCRIPTION),
        ("Dec_opl.asc", "406havo\n407vwo\n"),
        ("Dec_vreemd.asc", "1x\n"),
    ];
    let given = delivery(LINES, &others);
    let table = given.named("t__dec_opl");
    assert_eq!(
        (values(&table, "code"), values(&table, "description")),
        (vec!["406".into(), "407".into()], vec!["havo".into(), "vwo".into()])
    );
    assert_eq!(codes(&table), ["source-description"]);
    assert_eq!(codes(&given.named("t")), ["source-person", "source-description"]);
    let only = delivery(LINES, &others).with(|spec| spec.decode = vec!["Dec_opl.asc".into()]);
    assert_eq!(only.tables().iter().map(|table| table.name.clone()).collect::<Vec<_>>(), ["t", "t__dec_opl"]);
    assert_eq!(codes(&only.named("t")), ["source-person"]);
}

#[test]
fn a_line_of_another_width_is_left_out_and_told() {
    let mut lines = LINES.to_vec();
    lines.extend_from_slice(b"0000032025\n\n00000420254061234123456789x\n0000052025406abcd111111111");
    let table = described(&lines).table();
    assert_eq!((source_rows(&table), codes(&table)), (vec![1, 2, 6], vec!["source-person", "source-row-width"]));
    assert_eq!((table.problems[1].row, table.problems[1].count), (Some(3), 2));
    assert!(table.problems[1].message.contains("26 characters"));
    let none = described(b"0000012024\n0000022024\n").problem();
    assert_eq!((none.code, none.row, none.count), ("source-row-width", Some(1), 2));
}

#[test]
fn the_description_that_fits_is_found_and_can_be_named() {
    let courses = DESCRIPTION.replace(
        "Burgerservicenummer                  18             9",
        "Vak                                  18             2",
    );
    let both = [("Bestandsbeschrijving_a.txt", courses.as_str()), ("Bestandsbeschrijving_b.txt", DESCRIPTION)];
    assert!(names(&delivery(LINES, &both).table()).contains(&"Plaats_1"));
    assert_eq!(delivery(b"00000120244061234AB\n", &both).table().columns[3].name, "Vak");
    let other = DESCRIPTION.replace("Plaats 1", "Plaats 2");
    let alike = [("Bestandsbeschrijving_a.txt", other.as_str()), ("Bestandsbeschrijving_b.txt", DESCRIPTION)];
    assert_eq!(delivery(LINES, &alike).problem().code, "source-description");
    let named = delivery(LINES, &alike).with(|spec| spec.description = Some("Bestandsbeschrijving_b.txt".into()));
    assert!(names(&named.table()).contains(&"Plaats_1"));
    // The same description twice is no doubt.
    let twice = [("Bestandsbeschrijving_a.txt", DESCRIPTION), ("Bestandsbeschrijving_b.txt", DESCRIPTION)];
    assert_eq!(delivery(LINES, &twice).table().rows(), 2);
}

#[test]
fn what_is_missing_or_wrong_in_the_delivery_is_told() {
    assert_eq!(given(Kind::Cijferho, "e.asc", LINES).problem().code, "source-description");
    let nothing = delivery(LINES, &[("Bestandsbeschrijving.txt", "Geen lay-out")])
        .with(|spec| spec.description = Some("Bestandsbeschrijving.txt".into()));
    assert_eq!(
        (nothing.problem().code, nothing.problem().file.as_deref()),
        ("source-description", Some("Bestandsbeschrijving.txt"))
    );
    let absent = described(LINES).with(|spec| {
        spec.description = Some("Bestandsbeschrijving_1cijferho.txt".into());
        spec.decode = vec!["Dec_x.asc".into()];
    });
    assert_eq!(
        absent.problems().iter().map(|problem| problem.code).collect::<Vec<_>>(),
        ["source-missing", "source-missing"]
    );
    let overlap = DESCRIPTION.replace("14             4", "13             4");
    let overlap = delivery(LINES, &[("Bestandsbeschrijving.txt", &overlap)]).problem();
    assert_eq!((overlap.code, overlap.column.as_deref()), ("source-description", Some("Plaats 1")));
    for name in ["../Dec_x.asc", "", "C:x", "a\\b"] {
        assert_eq!(described(LINES).with(|spec| spec.decode = vec![name.into()]).problem().code, "source-option");
        assert_eq!(described(LINES).with(|spec| spec.description = Some(name.into())).problem().code, "source-option");
    }
    assert_eq!(described(b"").problem().code, "source-empty");
    assert_eq!(codes(&described(b" \n").table()), ["source-no-rows", "source-person"]);
}

#[test]
fn a_file_that_is_no_text_of_lines_is_refused() {
    let problem = described(&[b'x'; 3 << 20]).problem();
    assert_eq!((problem.code, problem.row), ("source-row-width", Some(1)));
}

#[test]
fn a_file_of_many_chunks_is_read_to_its_end() {
    let lines: String = (0..120_000).map(|number| format!("{number:06}2024406abcd123456789\n")).collect();
    let table = described(lines.as_bytes()).with(|spec| spec.keep = vec!["Persoonsgebonden_nummer".into()]).table();
    let numbers = values(&table, "Persoonsgebonden_nummer");
    assert!(numbers.iter().enumerate().all(|(index, number)| number.parse() == Ok(index)));
    assert_eq!((numbers.len(), source_rows(&table)[119_999]), (120_000, 120_000));
}

#[test]
fn inspect_knows_the_file_by_the_description_beside_it() {
    let given = described(LINES);
    let inspection = inspect(&given.path().join("EV99XX24.asc")).unwrap();
    assert_eq!((inspection.kind, inspection.tables[0].columns.len()), (Kind::Cijferho, 3));
    // A line that happens to be as long does not make a text of another kind one of these.
    let csv = described(b"id;naam\n1;x\n2;y\n123456789012345;abcdefghij\n");
    assert_eq!(inspect(&csv.path().join("EV99XX24.asc")).unwrap().kind, Kind::Csv);
    let alone = crate::given::given(
        Kind::Cijferho,
        "a.asc",
        "0001  havo      2024\n0002  vwo       2025\n0003  mbo       2025\n",
    );
    assert_eq!(inspect(&alone.path().join("a.asc")).unwrap().kind, Kind::Fixed);
}

#[test]
fn a_decode_table_named_twice_is_there_once_and_one_of_another_case_under_a_name_of_its_own() {
    let land = ("Dec_land.asc", "5012Denkland\n");
    let others = [("Bestandsbeschrijving_1.txt", DESCRIPTION), ("Bestandsbeschrijving_Dec.txt", DECODE), land];
    let names = |given: &Given| given.tables().iter().map(|table| table.name.clone()).collect::<Vec<_>>();
    let given = delivery(LINES, &others).with(|spec| spec.decode = vec!["Dec_land.asc".into(), "Dec_land.asc".into()]);
    assert_eq!(names(&given), ["t", "t__dec_land"]);
    if given.path().join("DEC_LAND.ASC").exists() {
        // This folder does not tell cases apart.
        return;
    }
    std::fs::write(given.path().join("DEC_LAND.ASC"), land.1).unwrap();
    assert_eq!(names(&given.with(|spec| spec.decode.clear())), ["t", "t__dec_land", "t__dec_land_2"]);
}

#[test]
fn a_real_description_and_decode_table_are_read_as_python_reads_them() {
    let Some(description) = sample("1cijferho/Bestandsbeschrijving_1cyferho_2023_v1.1_DEMO.txt") else { return };
    let Some(decode) = sample("1cijferho/Dec_vopl.asc") else { return };
    let Some(fields) = counted(&[Path::new("--layout"), &description]) else { return };
    let Some(lines) = counted(&[Path::new("--lines"), &decode]) else { return };
    // No real lines are at hand: one without blanks shows how long every field is.
    let width: u64 = fields.values().sum();
    let given = delivery("x".repeat(width as usize).as_bytes(), &[]).with(|spec| {
        spec.keep = ["Persoonsgebonden_nummer", "Burgerservicenummer", "Onderwijsnummer"].map(str::to_owned).to_vec();
    });
    for file in [&description, &decode] {
        std::fs::copy(file, given.path().join(file.file_name().unwrap())).unwrap();
    }
    let (table, decoded) = (given.named("t"), given.named("t__dec_vopl"));
    let lengths = |table: &SourceTable| -> BTreeMap<String, u64> {
        names(table).iter().map(|name| ((*name).to_owned(), values(table, name)[0].len() as u64)).collect()
    };
    let expected: BTreeMap<String, u64> = fields.iter().map(|(name, length)| (clean_name(name), *length)).collect();
    println!("1cijferho: {} fields of {width} characters, {} decoded", table.columns.len(), decoded.rows());
    assert_eq!(lengths(&table), expected);
    assert_eq!((decoded.rows(), values(&decoded, "code")[0].len()), (lines["lines"], 5));
}

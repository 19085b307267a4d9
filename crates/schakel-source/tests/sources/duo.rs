//! Open data of DUO: wide as it stands, and long with the bounds of masked counts.

use std::path::Path;

use schakel_source::{Kind, SourceTable, inspect};

use crate::given::{Given, codes, given, names, numbers, source_rows, values};
use crate::samples::{counted, sample, tables};

const WIDE: &str = "\"INSTELLINGSCODE\";\"ONDERWIJSTYPE VO\";\"EXAMENKANDIDATEN SCHOOLJAAR 2023-2024 - MAN\";\
    \"SLAAGPERC SCHOOLJAAR 2023-2024 - TOTAAL\"\r\n\
    \"99ZZ\";\"HAVO\";\"<5\";\"90.9\"\r\n\"99ZY\";\"VWO\";\"0\";\r\n";

fn duo(text: &str) -> Given {
    given(Kind::Duo, "duo.csv", text)
}

/// `value lowest highest` of every row.
fn bounds(long: &SourceTable) -> Vec<String> {
    let columns = ["value", "lowest", "highest"].map(|name| values(long, name));
    (0..columns[0].len()).map(|row| columns.each_ref().map(|column| column[row].as_str()).join(" ")).collect()
}

#[test]
fn the_table_stands_as_it_is_and_long_has_a_row_per_number() {
    let given = duo(WIDE);
    let (wide, long) = (given.named("t"), given.named("t__long"));
    assert_eq!(
        names(&wide)[2..],
        ["EXAMENKANDIDATEN_SCHOOLJAAR_2023_2024_MAN", "SLAAGPERC_SCHOOLJAAR_2023_2024_TOTAAL"]
    );
    assert_eq!(values(&wide, names(&wide)[2]), ["<5", "0"]);
    assert_eq!(names(&long), ["parent_row", "measure", "school_year", "sex", "value", "lowest", "highest"]);
    assert_eq!(values(&long, "measure"), ["EXAMENKANDIDATEN", "EXAMENKANDIDATEN", "SLAAGPERC"]);
    assert_eq!(
        (values(&long, "school_year")[0].as_str(), values(&long, "sex")),
        ("2023-2024", vec!["MAN".into(), "MAN".into(), "TOTAAL".into()])
    );
    assert_eq!((numbers(&long, "parent_row"), source_rows(&long)), (vec![2, 3, 2], vec![2, 3, 2]));
    assert!(long.derived && !wide.derived);
}

#[test]
fn a_masked_count_has_bounds_and_no_value() {
    assert_eq!(bounds(&duo(WIDE).named("t__long")), ["- 1 4", "0 0 0", "90.9 90.9 90.9"]);
    assert_eq!(bounds(&duo("A - MAN\n< 10\n").named("t__long")), ["- 1 9"]);
    assert_eq!(bounds(&duo("A - MAN;B\n\"1.234,5\";\n").named("t__long")), ["1234.5 1234.5 1234.5"]);
}

#[test]
fn a_count_can_be_declared_as_the_mask_and_percentages_are_none() {
    let text = "BRIN;LEERLINGEN - MAN;SLAAGPERC - MAN\n99ZZ;4;4\n99ZZ;5;5\n";
    let declared = duo(text).with(|spec| spec.masked = Some("4".into()));
    assert_eq!(bounds(&declared.named("t__long")), ["- 1 4", "5 5 5", "4 4 4", "5 5 5"]);
    assert_eq!(bounds(&duo(text).named("t__long"))[0], "4 4 4");
    for wrong in ["vier", "0", "<5"] {
        assert_eq!(duo(text).with(|spec| spec.masked = Some(wrong.into())).problem().code, "source-option");
    }
}

#[test]
fn four_that_seems_to_be_a_mask_is_noticed() {
    let text = |rows: usize, last: &str| format!("BRIN;LEERLINGEN - MAN\n{}99ZZ;{last}\n", "99ZZ;4\n".repeat(rows));
    assert_eq!(codes(&duo(&text(10, "12")).named("t")), ["source-masked"]);
    assert_eq!(codes(&duo(&text(10, "3")).named("t")), [""; 0]);
    assert_eq!(codes(&duo(&text(10, "<5")).named("t")), [""; 0]);
    assert_eq!(codes(&duo(&text(9, "12")).named("t")), [""; 0]);
}

#[test]
fn what_is_no_number_is_told_and_not_in_the_long_table() {
    let given = duo("A - MAN;B\nonbekend;1\n<x;1\n<1;1\n7;1\n-;1\n1e3;1\n").with(|spec| spec.null = vec!["-".into()]);
    let table = given.named("t");
    assert_eq!((table.rows(), given.named("t__long").rows()), (6, 1));
    let problem = &table.problems[0];
    assert_eq!((problem.code, problem.row, problem.count), ("source-number", Some(2), 4));
    assert!(!problem.to_string().contains("onbekend"));
}

#[test]
fn another_or_an_empty_file_is_told() {
    assert_eq!(duo("id;naam\n1;x\n").problem().code, "source-header");
    assert_eq!(duo("").problem().code, "source-empty");
    assert_eq!(codes(&duo("A - MAN;B\n").named("t")), ["source-no-rows"]);
}

#[test]
fn inspect_knows_it_by_its_headings() {
    let given = duo("INSTELLINGSCODE;A 2023 - MAN;A 2023 - VROUW\n99ZZ;1;2\n");
    assert_eq!(inspect(&given.path().join("duo.csv")).unwrap().kind, Kind::Duo);
}

#[test]
fn a_real_file_has_the_numbers_and_masks_that_python_counts() {
    let Some(file) = sample("duo/examen-first-1999-rows.csv") else { return };
    let endings = [" - MAN", " - VROUW", " - TOTAAL"].map(Path::new);
    let Some(counted) = counted(&[&[Path::new("--cells"), file.as_path()][..], &endings].concat()) else { return };
    let found = tables(Kind::Duo, &file);
    let masked = bounds(&found[1]).iter().filter(|bounds| *bounds == "- 1 4").count() as u64;
    println!("duo: {} rows, {} long, {masked} masked", found[0].rows(), found[1].rows());
    assert_eq!((found[0].rows(), masked), (counted["rows"], counted["<5"]));
    assert_eq!(found[1].rows(), counted["<5"] + counted["number"]);
    assert_eq!((codes(&found[0]), inspect(&file).unwrap().kind), (vec![], Kind::Duo));
}

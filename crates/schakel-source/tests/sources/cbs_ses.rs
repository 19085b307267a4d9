//! Scores of CBS by postcode, and the list of APCG postcodes.

use std::path::Path;

use schakel_source::{Kind, SourceTable, inspect};

use crate::given::{Given, codes, given, names, values};
use crate::samples::{counted, sample, tables};

const SES: &str = "SES_Verslagjaar;SES_PC4;SES_Aantal_huishoudens;SES_Totaalscore;SES_Spreiding_totaalscore;\
    SES_Interval_ondergrens;SES_Interval_bovengrens\n\
    2021;1011;5700;-0,111;0,878;0,873;0,884\n2022;1011;5800;NA;.;x;NA\n";

fn cbs(text: &str) -> Given {
    given(Kind::CbsSes, "ses.csv", text)
}

#[test]
fn scores_have_clear_names_and_decimal_points() {
    let table = cbs(SES).table();
    assert_eq!(
        names(&table),
        [
            "year",
            "pc4",
            "households",
            "score",
            "spread",
            "spread_lower",
            "spread_upper",
            "wealth_score",
            "work_score",
            "wealth_spread",
            "work_spread"
        ]
    );
    assert_eq!(
        (values(&table, "score"), values(&table, "pc4")),
        (vec!["-0.111".into(), "-".into()], vec!["1011".into(); 2])
    );
    assert_eq!(
        (values(&table, "spread"), values(&table, "spread_lower")),
        (vec!["0.878".into(), "-".into()], vec!["0.873".into(), "-".into()])
    );
    assert_eq!((values(&table, "year"), codes(&table)), (vec!["2021".into(), "2022".into()], vec![]));
}

#[test]
fn the_list_of_apcg_postcodes_is_known_from_its_headings() {
    let table = cbs("\"CBS_APCG_PC4\";\"CBS_APCG_tf\";\"CBS_APCG_Jaar\"\n1013;TRUE;2019\n").table();
    assert_eq!((names(&table), values(&table, "apcg")), (vec!["pc4", "apcg", "year"], vec!["TRUE".to_owned()]));
}

#[test]
fn names_without_what_all_begin_with_or_misspelt_are_recognised_and_told() {
    let table = cbs("PC4;SES_Totaalscor\n1011;0,5\n").table();
    assert_eq!((names(&table)[..2].to_vec(), codes(&table)), (vec!["pc4", "score"], vec!["source-column-name"]));
}

#[test]
fn rows_that_are_no_area_are_left_out_and_areas_that_come_twice_are_told() {
    let table =
        cbs("SES_PC4;SES_Totaalscore;SES_Verslagjaar\n1011;1;2021\nTotaal;2;2021\n101;3;2021\n;4;2021\n1011;5;2021\n")
            .table();
    assert_eq!(values(&table, "score"), ["1", "5"]);
    let told: Vec<_> = table.problems.iter().map(|problem| (problem.code, problem.row, problem.count)).collect();
    assert_eq!(told, [("source-postcode", Some(3), 3), ("source-row-twice", Some(6), 1)]);
    assert!(table.problems.iter().all(|problem| !problem.to_string().contains("Totaal,")));
}

#[test]
fn another_or_an_empty_file_is_told() {
    assert_eq!(cbs("SES_PC4;naam\n1011;x\n").problem().code, "source-header");
    assert_eq!(cbs("").problem().code, "source-empty");
    assert_eq!(cbs("PK\u{3}\u{4}").problem().code, "source-archive");
}

fn missing(table: &SourceTable) -> u64 {
    names(table).iter().map(|name| values(table, name).iter().filter(|value| *value == "-").count() as u64).sum()
}

#[test]
fn real_files_have_the_rows_and_missing_figures_that_python_counts() {
    for file in ["cbs/SES_PC4_2021-2022.csv", "cbs/APCG_2019.csv"] {
        let Some(file) = sample(file) else { continue };
        let Some(counted) = counted(&[Path::new("--cells"), &file]) else { return };
        let table = tables(Kind::CbsSes, &file).remove(0);
        println!("cbs_ses: {} rows, {} missing", table.rows(), missing(&table));
        assert_eq!((table.rows(), missing(&table)), (counted["rows"], counted.get("NA").copied().unwrap_or(0)));
        assert_eq!((codes(&table), inspect(&file).unwrap().kind), (vec![], Kind::CbsSes));
    }
}

#[test]
fn the_interval_of_a_real_file_is_that_of_the_spread() {
    let Some(file) = sample("cbs/SES_PC4_2021-2022.csv") else { return };
    let table = tables(Kind::CbsSes, &file).remove(0);
    let number = |name: &str| values(&table, name).iter().map(|value| value.parse::<f64>().ok()).collect::<Vec<_>>();
    let (lower, upper) = (number("spread_lower"), number("spread_upper"));
    let within = |name: &str| {
        let bounds = lower.iter().zip(&upper).zip(number(name));
        bounds.filter(|((lower, upper), value)| value.is_some() && *lower <= value && value <= upper).count()
    };
    let known = lower.iter().flatten().count();
    assert_eq!(within("spread"), known);
    assert!(within("score") * 10 < known);
}

//! The functions that a plugin's SQL has, and names as they are typed.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{RecordBatch, StringArray};
use arrow_schema::{DataType, Field, Schema};
use schakel_core::mapping::{Limits, Mapped, Mapper, Query, Relation};
use schakel_core::plugin::Formats;
use schakel_core::values::Forms;
use schakel_source::problem::Problem;

/// A table `T` with a column `a`.
fn mapper(values: &[Option<&str>]) -> Mapper {
    let schema = Arc::new(Schema::new(vec![Field::new("a", DataType::Utf8, true)]));
    let batch = RecordBatch::try_new(schema.clone(), vec![Arc::new(StringArray::from(values.to_vec()))]).unwrap();
    let forms = Forms::of(&Formats { date: "dd-mm-jjjj".to_owned(), decimal: ',' }).unwrap();
    let table = Relation { name: "T".to_owned(), schema, batches: vec![batch], stream: None };
    Mapper::new(vec![table], &Arc::new(forms), Limits { rows: 1_000, ..Limits::default() }).unwrap()
}

fn run(values: &[Option<&str>], sql: &str) -> Result<Mapped, Vec<Problem>> {
    mapper(values).run(&Query { file: "q.sql", text: sql })
}

/// The first column of the result as text.
fn first(values: &[Option<&str>], expression: &str) -> Vec<String> {
    let mapped =
        run(values, &format!("SELECT {expression} AS x FROM T")).unwrap_or_else(|problems| panic!("{}", problems[0]));
    let mut all = Vec::new();
    for batch in mapped.batches {
        let texts = arrow_cast::cast(batch.column(0), &DataType::Utf8).unwrap();
        all.extend(texts.as_string::<i32>().iter().map(|text| text.unwrap_or("-").to_owned()));
    }
    all
}

fn refusal(sql: &str) -> String {
    run(&[Some("1")], sql).unwrap_err()[0].to_string()
}

#[test]
fn dates_are_read_in_the_form_of_the_plugin_or_the_one_that_is_named() {
    assert_eq!(first(&[Some("01-09-2025"), None, Some("x")], "parse_date(a)"), ["2025-09-01", "-", "-"]);
    assert_eq!(first(&[Some("9/1/2025")], "parse_date(a, 'm/d/jjjj')"), ["2025-09-01"]);
    assert_eq!(first(&[Some("45901")], "parse_date(a, 'excel')"), ["2025-09-01"]);
    assert_eq!(first(&[Some("20250901")], "parse_date('20250901', 'jjjjmmdd')"), ["2025-09-01"], "a fixed text too");
}

#[test]
fn numbers_are_read_with_the_sign_of_the_plugin_or_the_one_that_is_named() {
    assert_eq!(first(&[Some("7,5"), Some("7.5")], "parse_decimal(a)"), ["7.5", "-"]);
    assert_eq!(first(&[Some("7.5")], "parse_decimal(a, '.')"), ["7.5"]);
}

#[test]
fn a_school_year_begins_on_the_first_of_august() {
    assert_eq!(
        first(&[Some("31-07-2025"), Some("01-08-2025")], "school_year(parse_date(a))"),
        ["2024-2025", "2025-2026"]
    );
    assert_eq!(first(&[Some("2025/26"), Some("25-26"), Some("03-09-2025")], "school_year(a)"), ["2025-2026"; 3]);
}

#[test]
fn the_fifths_of_an_area_score_are_those_of_dutch_households() {
    let scores = [Some("-0,5"), Some("-0,121"), Some("0"), Some("0,1"), Some("0,2"), Some("0,5"), None];
    assert_eq!(first(&scores, "ses_quintile(a)"), ["1", "1", "2", "3", "4", "5", "-"]);
}

#[test]
fn what_a_function_could_not_read_is_counted_per_query() {
    let mapper = mapper(&[Some("x"), Some("y"), Some("01-09-2025")]);
    let run = |sql| mapper.run(&Query { file: "q.sql", text: sql }).unwrap().problems;
    let problems = run("SELECT parse_date(a) AS x FROM T");
    assert_eq!((problems.len(), problems[0].count), (1, 2));
    assert!(run("SELECT a FROM T").is_empty(), "the next query starts anew");
}

#[test]
fn names_are_as_they_are_typed() {
    assert!(refusal("SELECT A FROM T").contains("there is no column `A` in `T`. Did you mean `a`?"));
    assert!(refusal("SELECT a FROM t").contains("there is no source table `t`. Did you mean `T`?"));
    let mapped = run(&[Some("1")], "SELECT a AS StudentId FROM T").unwrap();
    assert_eq!(mapped.schema.field(0).name(), "StudentId");
    assert_eq!(first(&[Some("ab")], "UPPER(a)"), ["AB"], "functions may be in capitals");
}

#[test]
fn a_function_that_is_misused_says_how_it_is_used() {
    assert!(
        refusal("SELECT parse_date(a, 'maand') FROM T").contains("`maand` is not a date form"),
        "{}",
        refusal("SELECT parse_date(a, 'maand') FROM T")
    );
    assert!(refusal("SELECT parse_date() FROM T").contains("parse_date"), "{}", refusal("SELECT parse_date() FROM T"));
    assert!(
        refusal("SELECT school_year(a, a) FROM T").contains("school_year takes 1 value(s), not 2"),
        "{}",
        refusal("SELECT school_year(a, a) FROM T")
    );
    assert!(refusal("SELECT parse_dat(a) FROM T").contains("parse_dat"), "{}", refusal("SELECT parse_dat(a) FROM T"));
}

#[test]
fn a_query_knows_what_it_reads_and_with_queries_are_no_tables() {
    let mapped =
        run(&[Some("1")], "WITH t AS (SELECT a FROM T), u AS (SELECT a FROM t) SELECT u.a FROM u JOIN T ON u.a = T.a")
            .unwrap();
    assert_eq!(mapped.reads, ["T"]);
}

#[test]
fn a_result_without_end_is_stopped() {
    let values = [Some("1"); 40];
    let problems = run(&values, "SELECT x.a FROM T x, T y, T z").unwrap_err();
    assert_eq!(
        problems[0].to_string(),
        "q.sql: the query gives more than 1000 rows. Look for a join without its condition."
    );
}

#[test]
fn every_mistake_in_what_a_query_may_be_is_told_at_once() {
    let problems = run(&[Some("1")], "SELECT * FROM nergens\nJOIN generate_series(1, 3) ON true").unwrap_err();
    assert_eq!(problems.len(), 2, "{problems:#?}");
    assert_eq!((problems[0].row, problems[1].row), (Some(1), Some(2)));
}

#[test]
fn a_condition_that_swallows_the_next_one_is_told_with_what_to_write() {
    let problems = run(&[Some("1")], "SELECT a FROM T WHERE a IS DISTINCT FROM 'x' AND a = '1'").unwrap_err();
    assert!(problems[0].to_string().contains("in parentheses where AND or OR follows"), "{problems:?}");
}

#[test]
fn a_name_before_a_dot_that_is_no_table_is_told_with_those_there_are() {
    let told = refusal("SELECT c.a FROM T AS k");
    assert_eq!(
        told,
        "q.sql, row 1, column 8: `c.a`: no table or alias of this query is called `c`. Before the dot stands `k`."
    );
}

#[test]
fn it_is_known_from_which_tables_a_column_comes() {
    let schema = Arc::new(Schema::new(vec![Field::new("b", DataType::Utf8, true)]));
    let forms = Forms::of(&Formats::default()).unwrap();
    let relation =
        |name: &str| Relation { name: name.to_owned(), schema: schema.clone(), batches: Vec::new(), stream: None };
    let mapper = Mapper::new(vec![relation("T"), relation("L")], &Arc::new(forms), Limits::default()).unwrap();
    let of = |sql: &str| {
        let mapped =
            mapper.run(&Query { file: "q.sql", text: sql }).unwrap_or_else(|problems| panic!("{}", problems[0]));
        mapped.origins.get("x").map(|tables| tables.iter().cloned().collect::<Vec<_>>().join(" "))
    };
    for (sql, expected) in [
        ("SELECT b AS x FROM T", Some("T")),
        ("SELECT 'les' AS x FROM T", Some("")),
        ("SELECT L.b AS x FROM T LEFT JOIN L ON L.b = T.b", Some("L")),
        ("SELECT coalesce(L.b, T.b) AS x FROM T LEFT JOIN L ON L.b = T.b", Some("L T")),
        ("WITH w AS (SELECT DISTINCT b, 1 AS n FROM L WHERE b > 'a') SELECT w.b AS x FROM T, w", Some("L")),
        ("WITH w AS (SELECT b, 1 AS n FROM L) SELECT w.n AS x FROM T, w", Some("")),
        ("SELECT min(b) AS x FROM T GROUP BY b", Some("T")),
        ("SELECT T.b AS x FROM T WHERE b IN (SELECT b FROM L)", Some("T")),
        ("SELECT DISTINCT ON (b) b AS x FROM T", Some("T")),
        ("SELECT b AS x FROM T UNION ALL SELECT b FROM T", Some("T")),
        // Of these it cannot be told.
        ("SELECT b AS x FROM T UNION ALL SELECT 'les'", None),
        ("SELECT count(*) AS x FROM T", None),
        ("SELECT (SELECT max(b) FROM L) AS x FROM T", None),
    ] {
        assert_eq!(of(sql).as_deref(), expected, "{sql}");
    }
}

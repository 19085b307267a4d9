//! What a query can neither reach nor use up.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

use std::sync::Arc;

use arrow_array::{RecordBatch, StringArray};
use arrow_schema::{DataType, Field, Schema};
use schakel_core::mapping::{Limits, Mapped, Mapper, Query, Relation};
use schakel_core::plugin::Formats;
use schakel_core::values::Forms;
use schakel_source::problem::Problem;

const LIMITS: Limits = Limits { seconds: 60, memory_mb: 64, rows: 10_000_000 };

/// Runs a query over a table `T` with a column `a` of a thousand rows.
fn run(sql: &str) -> Result<Mapped, Vec<Problem>> {
    run_within(LIMITS, sql)
}

fn run_within(limits: Limits, sql: &str) -> Result<Mapped, Vec<Problem>> {
    let schema = Arc::new(Schema::new(vec![Field::new("a", DataType::Utf8, true)]));
    let values: Vec<String> = (0..1_000).map(|n| format!("value {n}")).collect();
    let batch = RecordBatch::try_new(schema.clone(), vec![Arc::new(StringArray::from(values))]).unwrap();
    let forms = Forms::of(&Formats { date: "dd-mm-jjjj".to_owned(), decimal: ',' }).unwrap();
    let table = Relation { name: "T".to_owned(), schema, batches: vec![batch], stream: None };
    Mapper::new(vec![table], &Arc::new(forms), limits).unwrap().run(&Query { file: "q.sql", text: sql })
}

fn refused(sql: &str, codes: &[&str]) {
    let problems = match run(sql) {
        Ok(_) => panic!("it ran: {sql}"),
        Err(problems) => problems,
    };
    assert!(codes.contains(&problems[0].code), "{sql}: {}", problems[0]);
}

#[test]
fn nothing_but_a_select_runs() {
    for statement in [
        "COPY T TO 'x.csv'",
        "COPY (SELECT * FROM T) TO 'x.parquet' STORED AS PARQUET",
        "CREATE EXTERNAL TABLE x STORED AS CSV LOCATION '/etc/passwd'",
        "CREATE VIEW v AS SELECT * FROM T",
        "CREATE SCHEMA s",
        "CREATE DATABASE d",
        "CREATE FUNCTION f() RETURNS INT RETURN 1",
        "ALTER TABLE T ADD b INT",
        "TRUNCATE TABLE T",
        "UPDATE T SET a = 'x'",
        "INSERT INTO T VALUES ('x')",
        "DELETE FROM T",
        "MERGE INTO T USING T AS s ON true WHEN MATCHED THEN DELETE",
        "PREPARE p AS SELECT 1",
        "EXECUTE p",
        "DESCRIBE T",
        "SHOW TABLES",
        "SHOW ALL",
        "SET datafusion.catalog.information_schema = true",
        "RESET datafusion.execution.batch_size",
        "EXPLAIN ANALYZE SELECT * FROM T",
        "BEGIN",
        "COMMIT",
        "USE other",
        "LOAD DATA INPATH 'x' INTO TABLE T",
        "ATTACH DATABASE 'x.db' AS x",
    ] {
        refused(statement, &["sql-refused", "sql-syntax"]);
    }
    refused("SELECT * FROM T; DROP TABLE T", &["sql-refused"]);
    refused("WITH x AS (SELECT 1) INSERT INTO T SELECT '1' FROM x", &["sql-refused", "sql-syntax"]);
}

#[test]
fn no_table_but_the_declared_ones_can_be_read() {
    for table in [
        "'/etc/passwd'",
        "'data.csv'",
        "\"data.parquet\"",
        "'https://school.example/x.csv'",
        "information_schema.tables",
        "information_schema.df_settings",
        "datafusion.public.T",
        "public.T",
        "read_csv('/etc/passwd')",
        "read_parquet('x.parquet')",
        "generate_series(1, 10)",
        "range(1, 10)",
        "unnest([1, 2])",
        "(SELECT * FROM other) AS x",
        "T, LATERAL (SELECT * FROM other) AS x",
        "T JOIN other ON true",
    ] {
        refused(&format!("SELECT * FROM {table}"), &["sql-table", "sql-refused", "sql-syntax", "sql-plan"]);
    }
    refused("SELECT (SELECT max(a) FROM other) FROM T", &["sql-table"]);
    refused("SELECT a FROM T WHERE a IN (SELECT a FROM other)", &["sql-table"]);
    refused("SELECT a FROM T UNION ALL SELECT a FROM other", &["sql-table"]);
    refused("TABLE other", &["sql-table", "sql-plan", "sql-refused", "sql-syntax"]);
}

#[test]
fn no_function_reads_a_file_the_network_the_clock_or_chance() {
    for call in
        ["read_file('/etc/passwd')", "load_extension('x')", "getenv('HOME')", "http_get('x')", "pg_read_file('x')"]
    {
        refused(&format!("SELECT {call} AS x FROM T"), &["sql-function"]);
    }
    for call in ["now()", "CURRENT_DATE", "current_timestamp", "random()", "uuid()", "\"now\"()"] {
        refused(&format!("SELECT {call} AS x FROM T"), &["sql-refused"]);
    }
}

#[test]
fn a_query_without_an_end_is_stopped_by_time() {
    let joins = (0..12).map(|n| format!("T t{n}")).collect::<Vec<_>>().join(", ");
    for sql in [
        &format!("SELECT sum(length(t0.a) + length(t11.a)) AS x FROM {joins}"),
        "WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT 2 - n FROM r) SELECT max(n) AS x FROM r",
    ] {
        let problems = run_within(Limits { seconds: 1, ..LIMITS }, sql).unwrap_err();
        assert_eq!(problems[0].code, "sql-time", "{sql}: {}", problems[0]);
    }
}

#[test]
fn a_query_that_eats_memory_is_stopped_at_its_limit() {
    // Kept by the engine while it sorts, groups or joins; or given as rows.
    for query in [
        "SELECT x.a || y.a AS k FROM T x, T y, T z ORDER BY k",
        "SELECT x.a || y.a || z.a AS k, count(*) AS n FROM T x, T y, T z GROUP BY x.a || y.a || z.a",
        "SELECT DISTINCT x.a || y.a || z.a AS k FROM T x, T y, T z",
        "SELECT x.a, y.a AS b FROM T x, T y, T z",
        "SELECT string_agg(x.a || y.a, '') AS x FROM T x, T y, T z",
    ] {
        refused(query, &["sql-memory"]);
    }
}

#[test]
fn a_text_cannot_be_made_longer_than_anybody_needs() {
    for call in [
        "repeat(a, 2000000000)",
        "lpad(a, 2000000000, 'x')",
        "RPAD(a, 1001)",
        "repeat(a, length(a))",
        "repeat(a, -1 + 9)",
    ] {
        refused(&format!("SELECT {call} AS x FROM T"), &["sql-refused"]);
    }
    assert!(run("SELECT lpad(a, 1000, '0') AS x FROM T").is_ok(), "numbers get their zeros");
    let doubled = (0..40).fold("a".to_owned(), |text, _| format!("replace({text}, 'value', 'value value')"));
    let stopped = run_within(Limits { seconds: 1, ..LIMITS }, &format!("SELECT {doubled} AS x FROM T")).unwrap_err();
    assert!(["sql-time", "engine", "sql-run"].contains(&stopped[0].code), "{}", stopped[0]);
}

#[test]
fn a_pattern_that_would_grow_or_search_without_end_is_refused_or_done_at_once() {
    refused("SELECT regexp_like(a, '((a{1000}){1000}){1000}') AS x FROM T", &["sql-plan", "sql-run", "sql-value"]);
    let mapped = run("SELECT regexp_like(rpad(a, 1000, 'a'), '^(a+)+$') AS x FROM T").unwrap();
    assert_eq!(mapped.batches.iter().map(RecordBatch::num_rows).sum::<usize>(), 1_000);
}

#[test]
fn an_expression_nested_without_end_is_refused() {
    let nested = format!("SELECT {}a{} AS x FROM T", "(".repeat(50_000), ")".repeat(50_000));
    refused(&nested, &["sql-syntax", "engine", "sql-plan"]);
}

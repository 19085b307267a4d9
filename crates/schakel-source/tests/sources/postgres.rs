//! PostgreSQL servers: what they give as text, in which order, and that nothing is changed there.

use schakel_source::problem::Severity;
use schakel_source::{Kind, SourceTable, inspect};

use crate::given::{names, source_rows, values};
use crate::postgres_server::server;

const SCHOOL: &str = r#"
    CREATE TABLE leerling (nummer integer PRIMARY KEY, "naam ""leerling""" text, cijfer numeric(4, 2), foto bytea);
    INSERT INTO leerling VALUES (10, 'b', 7.50, '\x00'), (9, '', NULL, NULL), (100, 'NVT', 6, '\x00');
    CREATE TABLE "Klas 4H" (code text, leerjaar int);
    INSERT INTO "Klas 4H" VALUES ('4Hb', 4), ('4Ha', NULL), ('4Ha', 4);
    CREATE VIEW jaar AS SELECT 2025 AS jaar;
    CREATE SCHEMA rooster; CREATE TABLE rooster.les (uur int); INSERT INTO rooster.les VALUES (1);
    GRANT USAGE ON SCHEMA rooster TO lezer; GRANT SELECT ON rooster.les TO lezer;"#;

fn table_names(tables: &[SourceTable]) -> Vec<&str> {
    tables.iter().map(|table| table.name.as_str()).collect()
}

#[test]
fn all_tables_and_views_of_the_schema_are_read_as_text_in_the_order_of_the_key() {
    let Some(server) = server() else { return };
    let database = server.database(SCHOOL).with(|spec| spec.null = vec!["NVT".into()]);
    let tables = database.given.tables();
    assert_eq!(table_names(&tables), ["t__Klas_4H", "t__jaar", "t__leerling"]);
    let pupils = &tables[2];
    assert_eq!(names(pupils), ["nummer", "naam_leerling", "cijfer"]);
    assert_eq!(values(pupils, "nummer"), ["9", "10", "100"]);
    assert_eq!(values(pupils, "naam_leerling"), ["-", "b", "-"]);
    assert_eq!(values(pupils, "cijfer"), ["-", "7.50", "6.00"]);
    assert_eq!(source_rows(pupils), [1, 2, 3]);
    assert_eq!(pupils.sheet.as_deref(), Some("leerling"));
    let told: Vec<_> = pupils.problems.iter().map(|problem| (problem.severity, problem.column.as_deref())).collect();
    assert_eq!(told, [(Severity::Notice, Some("foto"))]);
    // Without a key: by all columns, so that the order in which rows were stored does not matter.
    assert_eq!(values(&tables[0], "code"), ["4Ha", "4Ha", "4Hb"]);
    assert_eq!(values(&tables[0], "leerjaar"), ["4", "-", "4"]);
}

#[test]
fn one_table_may_carry_the_name_of_the_source_and_another_schema_may_be_named() {
    let Some(server) = server() else { return };
    let one = server.database(SCHOOL).with(|spec| {
        spec.table = Some("Leerling".into());
        spec.drop = vec!["foto".into(), "naam_leerling".into()];
        spec.long = true;
    });
    let tables = one.given.tables();
    assert_eq!((table_names(&tables), names(&tables[0])), (vec!["t", "t__long"], vec!["nummer", "cijfer"]));
    assert!(tables[0].problems.is_empty());
    let other = server.database(SCHOOL).with(|spec| spec.schema = Some("rooster".into()));
    assert_eq!(table_names(&other.given.tables()), ["t__les"]);
    let missing = server.database(SCHOOL).with(|spec| spec.schema = Some("roster".into())).given.problem();
    assert_eq!(missing.code, "source-table");
    assert!(missing.hint.unwrap().contains("`rooster`"));
}

#[test]
fn values_have_the_form_of_other_sources_whatever_the_server_is_set_to() {
    let Some(server) = server() else { return };
    let database = server.database(
        "CREATE DOMAIN dag AS date; CREATE TYPE rol AS ENUM ('mentor', 'decaan');
         CREATE TABLE w (a date, b timestamp, c timestamptz, d boolean, e double precision, f jsonb, g text[], h int[],
             i dag, j rol, k char(4), l uuid, m time, n money, o bigint, p interval);
         INSERT INTO w VALUES ('2025-09-01', '2025-09-01 10:30:00.5', '2025-08-31 22:30:00+00', true, 0.1, '{\"b\": [1]}',
             ARRAY['x', NULL, 'y'], ARRAY[1, 2], '2025-09-02', 'decaan', 'ab', '00000000-0000-0000-0000-00000000000A',
             '09:05', 3.5, 9007199254740993, '90 minutes');",
    );
    let table = database.given.table();
    for (column, value) in [
        ("a", "2025-09-01"),
        ("b", "2025-09-01T10:30:00.5"),
        ("c", "2025-09-01T00:30:00"),
        ("d", "true"),
        ("e", "0.1"),
        ("f", "{\"b\": [1]}"),
        ("g", "x;y"),
        ("h", "1;2"),
        ("i", "2025-09-02"),
        ("j", "decaan"),
        ("k", "ab"),
        ("l", "00000000-0000-0000-0000-00000000000a"),
        ("m", "09:05:00"),
        ("n", "3.50"),
        ("o", "9007199254740993"),
        ("p", "PT1H30M"),
    ] {
        assert_eq!(values(&table, column), [value], "{column}");
    }
}

#[test]
fn many_rows_arrive_in_portions_and_every_reading_gives_the_same() {
    let Some(server) = server() else { return };
    let database = server.database(
        "CREATE TABLE w AS SELECT md5(i::text) AS code, i % 7 AS n FROM generate_series(1, 20001) AS s(i) ORDER BY random();",
    );
    let first = database.given.named("t__w");
    assert_eq!(first.rows(), 20_001);
    assert_eq!(source_rows(&first), (1..=20_001).collect::<Vec<i64>>());
    // Stored anew in another order.
    database.psql("CREATE TABLE v AS SELECT * FROM w ORDER BY random(); DROP TABLE w; ALTER TABLE v RENAME TO w; GRANT SELECT ON w TO lezer");
    assert_eq!(database.given.named("t__w").batches, first.batches);
}

#[test]
fn names_with_quotes_are_names_and_nothing_else() {
    let Some(server) = server() else { return };
    let database = server.database(
        "CREATE TABLE w (n int); INSERT INTO w VALUES (1);
         CREATE TABLE \"w\"\"; DROP TABLE w; --\" (\"n\"\", (SELECT 1) AS \"\"x\" int);",
    );
    assert_eq!(table_names(&database.given.tables()), ["t__w", "t__w_DROP_TABLE_w"]);
    let other = database.with(|spec| spec.tables = vec!["w; DROP TABLE w".into(), "w".into()]);
    assert_eq!(other.given.problem().code, "source-table");
    assert_eq!(other.psql("SELECT count(*) FROM w"), "1");
}

#[test]
fn a_view_that_writes_is_refused_and_nothing_is_changed() {
    let Some(server) = server() else { return };
    let database = server.database(
        "CREATE TABLE logboek (wanneer timestamptz);
         CREATE FUNCTION schrijf() RETURNS int LANGUAGE plpgsql SECURITY DEFINER AS
             $$ BEGIN INSERT INTO logboek VALUES (now()); RETURN 1; END $$;
         CREATE FUNCTION open_alles() RETURNS int LANGUAGE plpgsql AS
             $$ BEGIN PERFORM set_config('transaction_read_only', 'off', true); RETURN schrijf(); END $$;
         CREATE VIEW sluw AS SELECT open_alles() AS n; CREATE VIEW teller AS SELECT schrijf() AS n;
         GRANT ALL ON ALL TABLES IN SCHEMA public TO lezer;",
    );
    let problems = database.given.problems();
    assert_eq!(
        problems.iter().map(|problem| problem.sheet.as_deref()).collect::<Vec<_>>(),
        [Some("sluw"), Some("teller")]
    );
    assert!(problems.iter().all(|problem| problem.code == "source-database"));
    assert!(problems[1].message.contains("never allowed"), "{}", problems[1]);
    assert_eq!(database.psql("SELECT count(*) FROM logboek"), "0");
}

#[test]
fn a_server_is_inspected_by_its_address() {
    let Some(server) = server() else { return };
    let database = server.database(SCHOOL);
    let folder = server.folder.display();
    let address = format!("postgresql://lezer@/{}?host={folder}&port={}", database.name, server.port);
    let found = inspect(std::path::Path::new(&address)).unwrap();
    assert_eq!((found.kind, found.tables.len()), (Kind::Postgres, 3));
    assert!(found.source.contains(&format!("path = \"{address}\"")), "{}", found.source);
}

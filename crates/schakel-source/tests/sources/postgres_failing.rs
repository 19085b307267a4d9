//! PostgreSQL servers that refuse, are slow, or go away: what is said, and that nothing is read by half.

use std::io::Read;
use std::net::TcpListener;

use schakel_source::{Kind, SourceSpec, TlsMode, read};

use crate::postgres_server::{Server, password_file, server};

#[test]
fn missing_tables_are_all_told_with_the_nearest_name() {
    let Some(server) = server() else { return };
    let database = server.database("CREATE TABLE leerling (n int); CREATE TABLE klas (n int)");
    let problems =
        database.with(|spec| spec.tables = ["leerlng", "klas", "zzz"].map(str::to_owned).to_vec()).given.problems();
    assert_eq!(problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), ["source-table", "source-table"]);
    assert!(problems[0].hint.as_deref().unwrap().contains("`leerling`"));
}

#[test]
fn what_may_not_be_read_is_told_for_all_tables_at_once() {
    let Some(server) = server() else { return };
    let database = server
        .database("CREATE TABLE a (n int, bsn text); CREATE TABLE b (n int); CREATE TABLE c (n int)")
        .with(|spec| spec.tables = ["a", "b", "c"].map(str::to_owned).to_vec());
    database.psql("REVOKE ALL ON a, b FROM lezer; GRANT SELECT (n) ON a TO lezer");
    let problems = database.given.problems();
    let told: Vec<(&str, &str)> =
        problems.iter().map(|problem| (problem.sheet.as_deref().unwrap(), problem.message.as_str())).collect();
    assert_eq!(told, [("a", "the user may not read these columns: bsn"), ("b", "the user may not read this table")]);
    let fewer = database.with(|spec| {
        spec.tables = vec!["a".into()];
        spec.drop = vec!["bsn".into()];
    });
    assert_eq!(fewer.given.tables().len(), 1);
    // Without a list, all that the user may read.
    let all = fewer.with(|spec| spec.tables = Vec::new()).given.tables();
    assert_eq!(all.iter().map(|table| table.name.as_str()).collect::<Vec<_>>(), ["t__a", "t__c"]);
}

#[test]
fn a_wrong_password_and_none_at_all_are_told_without_the_password() {
    let Some(server) = server() else { return };
    let database = server.database("CREATE TABLE a (n int)");
    password_file(&database.given.folder, "verkeerd wachtwoord");
    let refused = database.given.problem();
    assert!(refused.message.contains("refuses the password"), "{refused}");
    assert!(!format!("{refused:?}").contains("verkeerd wachtwoord"));
    std::fs::write(database.given.path().join("pgpass"), "").unwrap();
    assert!(database.given.problem().message.contains("asks for a password"), "{:?}", database.given.problem());
}

#[test]
fn a_password_in_the_address_is_refused_and_not_repeated() {
    let spec = SourceSpec::new("t", Kind::Postgres, "postgresql://lezer:geheim@localhost/las");
    let problems = read(&spec, std::path::Path::new(".")).unwrap_err();
    assert_eq!(problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), ["source-option"]);
    assert!(!format!("{problems:?}").contains("geheim"));
}

#[test]
fn a_database_that_is_not_there_and_a_server_that_is_not_there() {
    let Some(server) = server() else { return };
    let database = server.database("CREATE TABLE a (n int)");
    let address = database.given.spec.path.clone();
    let other = database.with(|spec| spec.path.push_str("_niet"));
    assert!(other.given.problem().message.contains("no such database"), "{:?}", other.given.problem());
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let other = other.with(|spec| spec.path = address.replace(&server.port.to_string(), &nobody.to_string()));
    assert!(other.given.problem().message.contains("cannot be reached"), "{:?}", other.given.problem());
}

#[test]
fn the_certificate_must_be_of_the_declared_authority_and_for_the_host() {
    let Some(server) = server() else { return };
    let authority = |name: &str| Some(server.folder.join(name).to_str().unwrap().to_owned());
    let database = server.database("CREATE TABLE a (n int)");
    assert_eq!(database.given.tables().len(), 1);
    let database = database.with(|spec| spec.ca = authority("other.pem"));
    assert!(database.given.problem().message.contains("authority that is not known"), "{:?}", database.given.problem());
    // What the server offers is checked too when it need not offer it.
    let database = database.with(|spec| spec.tls = Some(TlsMode::Prefer));
    assert!(database.given.problem().message.contains("authority that is not known"));
    let database = database.with(|spec| {
        spec.ca = authority("ca.pem");
        spec.path = spec.path.replace("localhost", "127.0.0.1");
    });
    assert!(database.given.problem().message.contains("another name"), "{:?}", database.given.problem());
    let database = database.with(|spec| spec.ca = authority("setup.log"));
    assert_eq!(database.given.problem().code, "source-certificate");
    let database = database.with(|spec| spec.ca = Some("plugin:none.pem".into()));
    assert_eq!(database.given.problem().file.as_deref(), Some("plugin:none.pem"));
}

#[test]
fn encryption_is_not_given_up_when_a_server_has_none() {
    let Some(server) = Server::start(false) else { return };
    let database = server.database("CREATE TABLE a (n int)");
    let problem = database.given.problem();
    assert!(problem.message.contains("offers no encryption"), "{problem}");
    for mode in [TlsMode::Prefer, TlsMode::Off] {
        let mut spec = database.given.spec.clone();
        spec.tls = Some(mode);
        assert_eq!(read(&spec, database.given.path()).unwrap().len(), 1, "{mode:?}");
    }
    // A socket on this machine needs none.
    let mut spec = database.given.spec.clone();
    spec.path = format!("postgresql://lezer@/{}?host={}&port={}", database.name, server.folder.display(), server.port);
    assert_eq!(read(&spec, database.given.path()).unwrap().len(), 1);
}

#[test]
fn a_view_that_takes_longer_than_the_limit_is_stopped() {
    let Some(server) = server() else { return };
    let database = server
        .database("CREATE TABLE a (n int); CREATE VIEW traag AS SELECT pg_sleep(600)::text AS n")
        .with(|spec| spec.seconds = Some(1));
    let problem = database.given.problem();
    assert_eq!((problem.code, problem.sheet.as_deref()), ("source-database", Some("traag")));
    assert!(problem.message.contains("time limit"), "{problem}");
}

#[test]
fn a_table_that_another_program_keeps_locked_is_not_waited_for_forever() {
    let Some(server) = server() else { return };
    let database = server.database("CREATE TABLE a (n int)").with(|spec| spec.seconds = Some(1));
    let locked = std::thread::scope(|scope| {
        let other = scope.spawn(|| database.psql("BEGIN; LOCK TABLE a; SELECT pg_sleep(3); COMMIT"));
        while database
            .psql("SELECT count(*) FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND relation = 'a'::regclass")
            == "0"
        {}
        let problem = database.given.problem();
        other.join().unwrap();
        problem
    });
    assert!(locked.message.contains("locked") || locked.message.contains("time limit"), "{locked}");
}

#[test]
fn something_that_takes_the_connection_and_says_nothing_is_not_waited_for_forever() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let mut spec = SourceSpec::new(
        "t",
        Kind::Postgres,
        format!("postgresql://lezer@127.0.0.1:{}/las", listener.local_addr().unwrap().port()),
    );
    spec.seconds = Some(1);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let (mut connection, _) = listener.accept().unwrap();
            // Until the other side gives up.
            connection.read_to_end(&mut Vec::new()).unwrap();
        });
        let problems = read(&spec, std::path::Path::new(".")).unwrap_err();
        assert!(problems[0].message.contains("time limit"), "{problems:?}");
    });
}

#[test]
fn a_connection_that_is_ended_in_the_middle_gives_nothing_at_all() {
    let Some(server) = server() else { return };
    let database = server.database("CREATE TABLE a (n int); CREATE VIEW traag AS SELECT pg_sleep(600)::text AS n");
    let problems = std::thread::scope(|scope| {
        let reading = scope.spawn(|| database.given.problems());
        let end = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity \
                   WHERE datname = current_database() AND application_name = 'schakel' AND query LIKE 'FETCH%'";
        while database.psql(end) == "0" {}
        reading.join().unwrap()
    });
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].message.contains("connection was lost"), "{:?}", problems[0]);
}

#[test]
fn a_server_that_falls_over_in_the_middle_gives_nothing_at_all() {
    let Some(server) = Server::start(true) else { return };
    let database = server.database("CREATE VIEW traag AS SELECT pg_sleep(600)::text AS n");
    let (spec, folder, name) = (database.given.spec.clone(), database.given.folder, database.name);
    let problems = std::thread::scope(|scope| {
        let reading = scope.spawn(|| read(&spec, folder.path()).unwrap_err());
        let busy = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'schakel' AND query LIKE 'FETCH%'";
        while server.psql(&name, busy) == "0" {}
        server.kill();
        reading.join().unwrap()
    });
    assert!(problems[0].message.contains("connection was lost"), "{problems:?}");
}

#[test]
fn what_the_server_says_of_a_value_is_not_repeated() {
    let Some(server) = server() else { return };
    let database = server.database(
        "CREATE TABLE a (naam text); INSERT INTO a VALUES ('Geheimnaam'); CREATE VIEW v AS SELECT naam::int AS n FROM a",
    );
    let problem = database.given.problem();
    assert_eq!(problem.sheet.as_deref(), Some("v"));
    assert!(problem.message.contains("22P02"), "{problem}");
    assert!(!format!("{problem:?}").contains("Geheimnaam"));
}

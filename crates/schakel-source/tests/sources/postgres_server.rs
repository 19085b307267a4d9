//! A PostgreSQL server of this test's own, in a folder that goes away with it.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use schakel_source::{Kind, SourceSpec};
use tempfile::TempDir;

use crate::given::Given;

/// A server that runs until this is dropped, or until the process of the tests ends.
pub(crate) struct Server {
    child: Child,
    pub(crate) folder: PathBuf,
    pub(crate) port: u16,
}

/// The server of this process, with encryption; `None`, with a notice, where PostgreSQL is not on the machine.
pub(crate) fn server() -> Option<&'static Server> {
    static SERVER: OnceLock<Option<Server>> = OnceLock::new();
    SERVER.get_or_init(|| Server::start(true)).as_ref()
}

/// The folder with the programs of the newest version.
fn programs() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let debian = versions.map(|version| version.path().join("bin"));
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = debian.chain(std::env::split_paths(&path)).collect();
    folders.sort();
    folders.into_iter().rfind(|folder| folder.join("initdb").exists() && folder.join("pg_ctl").exists())
}

impl Server {
    /// A server for one test only.
    pub(crate) fn start(encrypted: bool) -> Option<Server> {
        let there = |program: &str| Command::new(program).arg("--version").output().is_ok();
        let Some(programs) = programs().filter(|_| there("psql") && there("openssl")) else {
            println!("skipped: PostgreSQL is not on this machine");
            return None;
        };
        let folder = tempfile::Builder::new().prefix("schakel-pg-").tempdir_in("/tmp").unwrap().keep();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sources/postgres_server.sh");
        let mut child = Command::new("sh")
            .arg(script)
            .args([&programs, &folder])
            .args([port.to_string().as_str(), if encrypted { "on" } else { "off" }])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut ready = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut ready).unwrap();
        assert_eq!(ready, "ready\n", "the server does not start");
        Some(Server { child, folder, port })
    }

    /// What psql answers as the owner of the server.
    pub(crate) fn psql(&self, database: &str, sql: &str) -> String {
        let output = Command::new("psql")
            .args(["-X", "-q", "-At", "-v", "ON_ERROR_STOP=1", "-U", "postgres", "-d", database, "-c", sql, "-h"])
            .arg(&self.folder)
            .args(["-p", &self.port.to_string()])
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
    }

    /// A database of its own made by these statements, and a source of it as `lezer`, who may read everything in it.
    pub(crate) fn database(&self, sql: &str) -> Database<'_> {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let name = format!("school_{}", NUMBER.fetch_add(1, Ordering::Relaxed));
        self.psql("postgres", &format!("CREATE DATABASE {name}"));
        self.psql(&name, sql);
        self.psql(&name, "GRANT SELECT ON ALL TABLES IN SCHEMA public TO lezer");
        let folder = tempfile::tempdir().unwrap();
        password_file(&folder, "geheim van lezer");
        let mut spec =
            SourceSpec::new("t", Kind::Postgres, format!("postgresql://lezer@localhost:{}/{name}", self.port));
        spec.ca = Some(self.folder.join("ca.pem").to_str().unwrap().to_owned());
        spec.pgpass = Some("pgpass".to_owned());
        Database { server: self, name, given: Given { folder, spec } }
    }

    /// Stops as a machine does that loses its power.
    pub(crate) fn kill(mut self) {
        drop(self.child.stdin.take());
        self.child.wait().unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        self.child.wait().ok();
    }
}

/// Writes the password of `lezer` where the source looks for it, for its owner only.
pub(crate) fn password_file(folder: &TempDir, password: &str) {
    use std::os::unix::fs::PermissionsExt;
    let file = folder.path().join("pgpass");
    std::fs::write(&file, format!("*:*:*:lezer:{password}\n")).unwrap();
    std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o600)).unwrap();
}

/// A database and a source of it.
pub(crate) struct Database<'s> {
    pub(crate) server: &'s Server,
    pub(crate) name: String,
    pub(crate) given: Given,
}

impl Database<'_> {
    /// With options set.
    pub(crate) fn with(mut self, set: impl FnOnce(&mut SourceSpec)) -> Self {
        set(&mut self.given.spec);
        self
    }

    /// What psql answers as the owner of the database.
    pub(crate) fn psql(&self, sql: &str) -> String {
        self.server.psql(&self.name, sql)
    }
}

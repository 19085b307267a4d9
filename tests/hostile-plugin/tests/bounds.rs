//! What a library cannot reach on Linux, where all of it is enforced.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fs::{self, File};
use std::net::TcpListener;
use std::os::fd::AsRawFd;
use std::os::linux::net::SocketAddrExt;
use std::os::unix::net::{SocketAddr, UnixDatagram, UnixListener};
use std::path::{Path, PathBuf};

use common::Case;
use schakel_core::plugin::library_file_name;
use schakel_hostile_plugin::attempts::{self, ATTEMPTS, SECRET};
use schakel_plugin::Config;

/// A plugin's folder, what lies beside it, and somebody who listens.
struct Scene {
    top: tempfile::TempDir,
    settings: Vec<(&'static str, String)>,
    _open: (TcpListener, UnixListener, UnixDatagram, File),
}

impl Scene {
    fn new() -> Scene {
        let top = tempfile::tempdir().unwrap();
        let at = |name: &str| top.path().join(name);
        fs::create_dir(at("own")).unwrap();
        fs::write(at("secret"), SECRET).unwrap();
        for file in ["own/plugin.toml", "own/declared.csv"] {
            fs::write(at(file), "1").unwrap();
        }
        std::os::unix::fs::symlink(at("secret"), at("own/link")).unwrap();
        let built = Path::new(env!("CARGO_BIN_EXE_hostile-plugin-host")).parent().unwrap();
        fs::copy(common::built_library(), at("own").join(library_file_name("schakel_hostile_plugin"))).unwrap();
        let elsewhere = built.join("examples").join(library_file_name("no_plugin"));
        let tcp = TcpListener::bind("127.0.0.1:0").unwrap();
        let unix = UnixListener::bind(at("socket")).unwrap();
        let name = SocketAddr::from_abstract_name(at("socket").as_os_str().as_encoded_bytes()).unwrap();
        let open = File::open(at("secret")).unwrap();
        // SAFETY: the descriptor is open; from now on every child gets it, as it does when a program is careless.
        #[allow(unsafe_code, reason = "the standard library opens every file for this process alone")]
        unsafe {
            libc::fcntl(open.as_raw_fd(), libc::F_SETFD, 0);
        }
        let text = |path: PathBuf| path.to_string_lossy().into_owned();
        let settings = vec![
            ("secret", text(at("secret"))),
            ("target", text(at("written"))),
            ("own", text(at("own"))),
            ("socket", text(at("socket"))),
            ("address", tcp.local_addr().unwrap().to_string()),
            ("parent", std::process::id().to_string()),
            ("library", text(elsewhere)),
        ];
        Scene { settings, _open: (tcp, unix, UnixDatagram::bind_addr(&name).unwrap(), open), top }
    }

    /// Every name below the top folder with what it holds.
    fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let (mut found, mut folders) = (Vec::new(), vec![self.top.path().to_owned()]);
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let entry = entry.unwrap();
                if entry.file_type().unwrap().is_dir() {
                    folders.push(entry.path());
                }
                let content =
                    if entry.file_type().unwrap().is_file() { fs::read(entry.path()).unwrap() } else { vec![] };
                found.push((entry.path(), content));
            }
        }
        found.sort();
        found
    }
}

/// The attempt is refused, and leaves every file as it was.
fn refused(attempt: &str) {
    let scene = Scene::new();
    let before = scene.files();
    let mut case = Case::new(attempt).library(&scene.top.path().join("own"), "schakel_hostile_plugin");
    for (name, value) in &scene.settings {
        case = case.setting(name, value);
    }
    let problem = case.run().unwrap_err();
    assert!(problem.message.ends_with("while it read table `student`: it was refused"), "{attempt}: {problem}");
    assert!(before == scene.files(), "{attempt}");
}

/// One test for each attempt.
macro_rules! refused {
    ($($test:ident: $attempt:literal;)*) => {
        $(#[test] fn $test() { refused($attempt) })*
        const REFUSED: &[(&str, &str)] = &[$((stringify!($test), $attempt)),*];
    };
}

refused! {
    tcp: "open a TCP connection";
    udp: "send a UDP datagram";
    listen: "listen on a port";
    unix_socket: "open a Unix socket";
    abstract_socket: "open an abstract Unix socket";
    netlink: "open a netlink socket";
    packet: "open a packet socket";
    vsock: "open a vsock socket";
    second_number: "open a socket by its second number";
    io_uring: "set up io_uring";
    other_school: "read a file of another school";
    link: "read by a link in its own folder";
    dots: "read by a path out of its own folder";
    list: "list the folder above its own";
    handle: "read by the number of a file";
    inherited: "read what the program has open";
    program_memory: "read the memory of the program";
    program_environment: "read the environment of the program";
    environment: "see the environment";
    copy_memory: "copy the memory of the program";
    write: "write a file";
    write_own: "write into its own folder";
    write_over: "write over a file it may read";
    cut_off: "cut off a file it may read";
    rights: "change the rights of a file";
    folder: "make a folder";
    symbolic_link: "make a symbolic link";
    hard_link: "make a hard link";
    fifo: "make a pipe with a name";
    rename: "rename a file";
    remove: "remove a file";
    start: "start a program";
    become_program: "become a program";
    fork: "fork";
    clone: "fork by clone";
    trace: "trace the program";
    signal: "signal the program";
    signal_by_pipe: "have the program signalled by a pipe";
    outlive: "outlive the program";
    limits: "raise its limits";
    shared_memory: "take memory that no limit counts";
    message_queue: "leave a message queue behind";
    namespace: "enter a namespace of its own";
    library_elsewhere: "open a library from elsewhere";
}

#[test]
fn every_attempt_is_tested_and_told() {
    let tested: Vec<&str> = REFUSED.iter().map(|(_, attempt)| *attempt).collect();
    let known: Vec<&str> = ATTEMPTS.iter().map(|(attempt, _)| *attempt).collect();
    assert_eq!(tested, known);
    let rows: Vec<String> = REFUSED
        .iter()
        .map(|(test, attempt)| {
            format!("| {attempt} | refused by the system; nothing else happens | `bounds::{test}` |")
        })
        .collect();
    common::told("refused", &rows);
}

#[test]
fn the_attempts_work_where_nothing_is_in_their_way() {
    // Whether these work anywhere is up to the kernel, its build, or who runs the test.
    const UNSURE: &[&str] = &[
        "open a packet socket",
        "open a vsock socket",
        "open a socket by its second number",
        "set up io_uring",
        "read by the number of a file",
        "trace the program",
        "raise its limits",
        "enter a namespace of its own",
    ];
    for (name, attempt) in ATTEMPTS.iter().filter(|(name, _)| !UNSURE.contains(name)) {
        let scene = Scene::new();
        let mut config = Config::default();
        for (key, value) in &scene.settings {
            config.settings.insert((*key).to_owned(), value.as_str().into());
        }
        assert!(attempt(&config), "{name} proves nothing");
    }
    assert!(UNSURE.iter().all(|name| attempts::named(name).is_some()));
}

#[test]
fn a_declared_file_can_be_read_and_no_path_of_plugin_toml_leads_out_of_its_folder() {
    let scene = Scene::new();
    let own = scene.top.path().join("own");
    let case = |path: &str| {
        Case::new("").library(&own, "schakel_hostile_plugin").reads(scene.top.path(), "declared", path).run()
    };
    assert!(case("plugin:declared.csv").is_ok());
    let problem = case("plugin:link").unwrap_err();
    assert!(problem.message.contains("(plugin:link) lies outside its folder"), "{problem}");
}

#[test]
fn what_is_enforced_is_reported() {
    let guarantees = Case::new("").run().unwrap().guarantees;
    assert_eq!(guarantees.missing, Vec::<String>::new(), "this kernel enforces all of it");
    for what in ["memory limit", "reading only declared files", "no network, no other programs", "writing no file"] {
        assert!(guarantees.enforced.iter().any(|enforced| enforced == what), "{what}: {:?}", guarantees.enforced);
    }
}

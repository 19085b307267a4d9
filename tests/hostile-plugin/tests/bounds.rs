//! What a library cannot reach on Linux, where all of it is enforced.

#![cfg(target_os = "linux")]

mod common;

use std::net::TcpListener;

use common::Case;

#[test]
fn a_library_reads_what_was_declared_and_reaches_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let (secret, target) = (folder.path().join("other-school.csv"), folder.path().join("written"));
    std::fs::write(folder.path().join("declared.csv"), "1").unwrap();
    std::fs::write(&secret, "secret").unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();

    let problem = Case::new("break out")
        .reads(folder.path(), "declared", "declared.csv")
        .setting("secret", secret.display())
        .setting("target", target.display())
        .setting("address", listener.local_addr().unwrap())
        .setting("parent", std::process::id())
        .run()
        .unwrap_err();

    let (_, report) = problem.message.split_once("table `student`: ").unwrap();
    assert_eq!(
        report,
        "read a declared file: worked, read another file: refused, list another folder: refused, write a file: refused, \
         remove a file: refused, open a connection: refused, start a program: refused, see the environment: refused, \
         signal the program: refused, raise its limits: refused"
    );
    assert!(secret.exists() && !target.exists());
}

#[test]
fn what_is_enforced_is_reported() {
    let guarantees = Case::new("").run().unwrap().guarantees;
    assert_eq!(guarantees.missing, Vec::<String>::new(), "this kernel enforces all of it");
    for what in ["memory limit", "reading only declared files", "no network, no other programs", "writing no file"] {
        assert!(guarantees.enforced.iter().any(|enforced| enforced == what), "{what}: {:?}", guarantees.enforced);
    }
}

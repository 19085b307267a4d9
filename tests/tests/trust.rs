//! A native library is opened only when a person trusted that very file, or when it came with the program.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

use schakel_tests::{Example, Run};

const PROGRAM: &str = env!("CARGO_BIN_EXE_schakel-under-test");

/// The library of delta, where cargo left it.
fn built() -> PathBuf {
    let folder = Path::new(PROGRAM).parent().unwrap();
    let name = format!("{}schakel_plugin_delta{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    [folder.join(&name), folder.join("deps").join(&name)].into_iter().find(|file| file.is_file()).unwrap()
}

/// The example with a library in the folder of delta's plugin, as a publisher would send it.
fn sent() -> (Example, PathBuf) {
    let example = Example::copy(PROGRAM).unwrap();
    let library = example.path("plugins/delta").join(built().file_name().unwrap());
    fs::copy(built(), &library).unwrap();
    (example, library)
}

fn problem(run: &Run) -> (String, String) {
    let json = run.json();
    let problem = &json["problems"][0];
    let text = |key: &str| problem[key].as_str().unwrap_or_default().to_owned();
    (text("code"), format!("{} {}", text("message"), text("hint")))
}

fn check(example: &Example) -> Run {
    example.run(&["check", "--school", "delta", "--json"]).unwrap()
}

fn trust(example: &Example) -> Run {
    let run = example.run(&["plugin", "trust", "delta", "--yes"]).unwrap();
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    run
}

/// The word that `plugin list` has for the library of delta.
fn listed(example: &Example) -> String {
    let json = example.run(&["plugin", "list", "--json"]).unwrap().json();
    let plugins = json["plugins"].as_array().unwrap();
    let delta = plugins.iter().find(|plugin| plugin["plugin"] == "delta").unwrap();
    delta["trust"].as_str().unwrap().to_owned()
}

#[test]
fn a_library_that_came_with_the_program_needs_no_more() {
    let example = Example::copy(PROGRAM).unwrap();
    assert_eq!(listed(&example), "with the program");
    let run = example.run(&["plugin", "trust"]).unwrap();
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.ends_with("nothing to trust\n"), "{}", run.stdout);
    assert!(!example.project().join("plugins.lock").exists());
}

#[test]
fn a_library_is_refused_until_a_person_trusts_it() {
    let (example, _) = sent();
    assert_eq!(listed(&example), "not trusted");
    let (code, said) = problem(&check(&example));
    assert_eq!(code, "plugin-untrusted");
    assert!(said.contains("schakel plugin trust --project . delta"), "{said}");

    let nobody = example.run(&["plugin", "trust"]).unwrap();
    assert_eq!(nobody.code, 2, "{}", nobody.stdout);
    assert!(nobody.stderr.contains("nobody can be asked here"), "{}", nobody.stderr);
    for part in ["delta", "1.0.0", "Voorbeeldproject Zes scholen", "libschakel_plugin_delta", "not trusted yet"] {
        assert!(nobody.stdout.contains(part), "{part} is not shown: {}", nobody.stdout);
    }
    assert!(!example.project().join("plugins.lock").exists(), "nobody agreed");

    trust(&example);
    assert_eq!(listed(&example), "trusted");
    assert_eq!(check(&example).code, 0);
}

#[test]
fn a_library_that_changed_is_refused_with_both_hashes() {
    let (example, library) = sent();
    trust(&example);
    let first = fs::read(example.project().join("plugins.lock")).unwrap();
    let mut bytes = fs::read(&library).unwrap();
    bytes.push(0);
    fs::write(&library, &bytes).unwrap();
    assert_eq!(listed(&example), "changed");
    let (code, said) = problem(&check(&example));
    assert_eq!(code, "plugin-changed");
    let pinned = String::from_utf8(first.clone()).unwrap();
    let pinned = pinned.split("sha256 = \"").nth(1).unwrap().get(..12).unwrap();
    assert!(said.contains(&format!("that of the trusted one with {pinned}")), "{said}");

    let again = trust(&example);
    assert!(
        again.stdout.contains(&format!(
            "another file was trusted: 1.0.0, published by Voorbeeldproject Zes scholen, sha256 {pinned}"
        )),
        "{}",
        again.stdout
    );
    assert_eq!(check(&example).code, 0);
    bytes.pop();
    fs::write(&library, &bytes).unwrap();
    trust(&example);
    assert!(first == fs::read(example.project().join("plugins.lock")).unwrap(), "the same library, the same bytes");
}

#[test]
fn trust_that_is_withdrawn_holds_for_what_was_stored_too() {
    let (example, _) = sent();
    trust(&example);
    assert_eq!(check(&example).code, 0);
    fs::remove_file(example.project().join("plugins.lock")).unwrap();
    assert_eq!(problem(&check(&example)).0, "plugin-untrusted");
}

#[test]
fn a_lock_file_that_was_spoilt_trusts_nothing_and_is_not_written_over() {
    let (example, _) = sent();
    let file = example.project().join("plugins.lock");
    fs::write(&file, "[[library]]\nplugin = 'delta'\n").unwrap();
    let (code, said) = problem(&check(&example));
    assert_eq!(code, "plugins-lock", "{said}");
    let run = example.run(&["plugin", "trust", "--yes"]).unwrap();
    assert_eq!(run.code, 2, "{}", run.stdout);
    assert_eq!(fs::read_to_string(file).unwrap(), "[[library]]\nplugin = 'delta'\n");
}

#[test]
fn a_plugin_that_is_not_there_is_named_with_the_one_that_may_be_meant() {
    let (example, _) = sent();
    let run = example.run(&["plugin", "trust", "delte", "--yes"]).unwrap();
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("no school of the project has a plugin `delte`. Did you mean `delta`?"),
        "{}",
        run.stderr
    );
}

//! From the schools' own files to packages, and from packages to what the research team has.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fs;

use schakel_tests::{Example, Run};
use serde_json::Value;

const PROGRAM: &str = env!("CARGO_BIN_EXE_schakel-under-test");
const OUT: &str = "examples/zes-scholen/out";

/// The example, whose schools share with a research team, which has a project of its own beside it.
struct Exchange {
    example: Example,
}

impl Exchange {
    fn new(confirmations: u32) -> Exchange {
        let exchange = Exchange { example: Example::copy(PROGRAM).unwrap() };
        let team = exchange.public_key(&["keys", "--research"]);
        let share = format!(
            "\n[share]\nresearch_key = \"{team}\"\nagreement = \"Afspraak 12\"\nconfirmations = {confirmations}\n\n\
             [collect.keys]\nB = \"{}\"\n",
            exchange.public_key(&["keys", "lindehage"])
        );
        let file = "examples/zes-scholen/schakel.toml";
        exchange.example.edit(file, |text| [text, share.into_bytes()].concat()).unwrap();
        exchange
    }

    fn run(&self, args: &[&str]) -> Run {
        self.example.run(args).unwrap()
    }

    fn public_key(&self, args: &[&str]) -> String {
        let run = self.run(args);
        assert_eq!(run.code, 0, "{}", run.stderr);
        run.stdout.trim().to_owned()
    }

    /// The package of Lindehage.
    fn package(&self) -> String {
        self.example.project().join("out/lindehage/zes-scholen-B-2025-2026.schakel").to_string_lossy().into_owned()
    }
}

fn codes(run: &Run) -> Vec<String> {
    let json = run.json();
    let problems = json["problems"].as_array().unwrap().iter();
    problems.map(|problem| problem["code"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_school_shares_and_the_research_team_keeps_what_is_as_the_school_signed_it() {
    let exchange = Exchange::new(1);
    let preview = exchange.run(&["share", "lindehage", "--preview"]);
    assert!(preview.code == 0 && preview.stdout.contains("Dit gaat nooit mee:"), "{preview:?}");
    assert!(!fs::exists(exchange.package()).unwrap(), "a preview makes nothing");
    let unasked = exchange.run(&["share", "lindehage"]);
    assert!(unasked.code == 2 && unasked.stderr.contains("--confirm FUNCTION"), "{unasked:?}");
    let shared = exchange.run(&["share", "lindehage", "--confirm", "teamleider", "--json"]);
    assert_eq!((shared.code, &shared.json()["package"]["sequence"]), (0, &Value::from(1)), "{}", shared.stderr);

    let kept = exchange.run(&["collect", &exchange.package(), "--json"]);
    assert_eq!((kept.code, &kept.json()["kept"][0]["alias"]), (0, &Value::from("B")), "{}", kept.stderr);
    let again = exchange.run(&["collect", &exchange.package(), "--json"]);
    assert_eq!((again.code, codes(&again)), (1, vec!["package-duplicate".to_owned()]));

    let mut bytes = fs::read(exchange.package()).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(exchange.package(), bytes).unwrap();
    let changed = exchange.run(&["collect", &exchange.package()]);
    assert!(changed.code == 1 && changed.stderr.contains("package-damaged"), "{changed:?}");
    for file in exchange.example.files("examples/zes-scholen/collected").unwrap() {
        let text = String::from_utf8_lossy(&fs::read(&file).unwrap()).to_lowercase();
        assert!(!text.contains("lindehage"), "{} names the school", file.display());
    }
}

#[test]
fn rows_of_persons_leave_only_when_the_school_chose_so_and_nobody_stands_alone_in_them() {
    let exchange = Exchange::new(1);
    let kept = |file: &str| exchange.example.project().join("collected/B").join(file);
    assert_eq!(exchange.run(&["share", "lindehage", "--confirm", "teamleider"]).code, 0);
    assert_eq!(exchange.run(&["collect", &exchange.package()]).code, 0);
    assert!(!fs::exists(kept("students.csv")).unwrap());

    let chosen =
        |text: Vec<u8>| String::from_utf8(text).unwrap().replace("[share]\n", "[share]\nmicrodata = true\n").into();
    exchange.example.edit("examples/zes-scholen/schakel.toml", chosen).unwrap();
    let preview = exchange.run(&["share", "lindehage", "--preview"]).stdout;
    assert!(preview.contains("uw school koos daarvoor") && !preview.contains("gegevens van één persoon"), "{preview}");
    assert_eq!(exchange.run(&["share", "lindehage", "--confirm", "teamleider"]).code, 0);
    assert_eq!(exchange.run(&["collect", &exchange.package()]).code, 0);
    let codebook: Value = serde_json::from_slice(&fs::read(kept("codebook.json")).unwrap()).unwrap();
    for table in codebook["persons"].as_array().unwrap() {
        let file = table["file"].as_str().unwrap();
        let columns = table["columns"].as_array().unwrap();
        let described = columns.iter().filter(|column| column["describes_the_person"] == true).count();
        let text = fs::read_to_string(kept(file)).unwrap();
        let mut lines = text.lines();
        let head: Vec<&str> = lines.next().unwrap().split(',').collect();
        assert!(head.iter().copied().eq(columns.iter().map(|column| column["name"].as_str().unwrap())), "{file}");
        let mut groups: BTreeMap<Vec<&str>, usize> = BTreeMap::new();
        for line in lines {
            *groups.entry(line.split(',').take(described).collect()).or_default() += 1;
        }
        assert!(!groups.is_empty() && groups.values().all(|persons| *persons >= 5), "{file}: {groups:?}");
    }
}

#[test]
fn what_was_collected_of_a_school_that_stops_is_removed_with_proof_and_its_packages_are_refused() {
    let exchange = Exchange::new(1);
    assert_eq!(exchange.run(&["share", "lindehage", "--confirm", "teamleider"]).code, 0);
    assert_eq!(exchange.run(&["collect", &exchange.package()]).code, 0);
    let kept = exchange.example.project().join("collected/B");
    let unasked = exchange.run(&["privacy", "erase", "--collected", "B"]);
    assert!(unasked.code == 2 && kept.is_dir(), "{unasked:?}");
    let wrong = exchange.run(&["privacy", "erase", "--collected", "C", "--yes"]);
    assert!(wrong.code == 1 && wrong.stderr.contains("privacy-collected"), "{wrong:?}");
    let erased = exchange.run(&["privacy", "erase", "--collected", "B", "--yes"]);
    assert!(erased.code == 0 && erased.stdout.contains("out of [collect.keys]"), "{erased:?}");
    assert!(!kept.exists());
    let log = exchange.run(&["privacy", "log"]).stdout;
    assert!(log.contains("B erase-collected, "), "{log}");
    let again = exchange.run(&["collect", &exchange.package(), "--json"]);
    assert_eq!((again.code, codes(&again)), (1, vec!["package-stopped".to_owned()]));
    assert_eq!(again.json()["not_collected"], serde_json::json!([]), "nobody waits for it");
    assert!(!kept.exists());
}

#[test]
fn where_one_project_shares_and_collects_a_school_that_is_erased_goes_from_both() {
    let exchange = Exchange::new(1);
    assert_eq!(exchange.run(&["share", "lindehage", "--confirm", "teamleider"]).code, 0);
    assert_eq!(exchange.run(&["collect", &exchange.package()]).code, 0);
    let erased = exchange.run(&["privacy", "erase", "--school", "lindehage", "--yes", "--json"]);
    let json = erased.json();
    let done: Vec<&str> =
        json["done"].as_array().unwrap().iter().map(|done| done["action"].as_str().unwrap()).collect();
    assert_eq!(done, ["erase-school", "erase-collected"], "{erased:?}");
    let project = exchange.example.project();
    assert!(!project.join("collected/B").exists() && !project.join(".schakel/share/lindehage.json").exists());
}

#[test]
fn where_two_must_confirm_the_second_makes_the_package() {
    let exchange = Exchange::new(2);
    let first = exchange.run(&["share", "lindehage", "--confirm", "teamleider", "--json"]);
    assert_eq!((first.code, &first.json()["confirmations_needed"]), (0, &Value::from(1)), "{}", first.stderr);
    assert!(!fs::exists(exchange.package()).unwrap());
    let same = exchange.run(&["share", "lindehage", "--confirm", "Teamleider"]);
    assert!(same.code == 2 && same.stderr.contains("another function"), "{same:?}");
    let second =
        exchange.run(&["share", "lindehage", "--confirm", "privacyfunctionaris", "--date", "2026-06-18", "--json"]);
    assert_eq!(second.code, 0, "{}", second.stderr);
    let kept = exchange.run(&["collect", &exchange.package(), "--json"]).json();
    let given = &kept["kept"][0]["confirmations"];
    assert_eq!((&given[0]["date"], &given[1]["date"]), (&Value::from("2026-06-15"), &Value::from("2026-06-18")));
}

#[test]
fn the_report_over_the_schools_comes_from_their_packages() {
    let exchange = Exchange::new(1);
    let file = "examples/zes-scholen/schakel.toml";
    let mut packages = Vec::new();
    for (school, alias) in [("lindehage", "B"), ("wilgenborch", "C"), ("waterkant", "F")] {
        assert_eq!(exchange.run(&["share", school, "--confirm", "teamleider"]).code, 0);
        packages.push(exchange.example.path(&format!("{OUT}/{school}/zes-scholen-{alias}-2025-2026.schakel")));
        if alias != "B" {
            let key = format!("{alias} = \"{}\"\n", exchange.public_key(&["keys", school]));
            exchange.example.edit(file, |text| [text, key.into_bytes()].concat()).unwrap();
        }
    }
    let packages: Vec<&str> = packages.iter().map(|path| path.to_str().unwrap()).collect();
    assert_eq!(exchange.run(&[&["collect"], &packages[..]].concat()).code, 0);
    let kept = exchange.example.project().join("collected");
    let run = exchange.run(&["research", "--format", "html", "--facts", "--collected", kept.to_str().unwrap()]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let facts = exchange.example.path(&format!("{OUT}/projectopbrengst/projectopbrengst-2025-2026.json"));
    let facts: Value = serde_json::from_slice(&fs::read(facts).unwrap()).unwrap();
    let schools = facts["across"]["schools"].as_array().unwrap().iter();
    assert!(schools.map(|school| school["alias"].as_str().unwrap()).eq(["B", "C", "F"]));
}

#[test]
fn a_project_that_shares_or_gathers_nothing_is_told_so() {
    let example = Example::copy(PROGRAM).unwrap();
    for (args, section) in [(vec!["share", "delta", "--preview"], "[share]"), (vec!["collect", "x"], "[collect]")] {
        let run = example.run(&args).unwrap();
        assert!(run.code == 2 && run.stderr.contains(section), "{run:?}");
    }
}

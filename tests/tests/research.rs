//! The six schools side by side, from their own files to the report for the research team.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;

use schakel_tests::Example;

const PROGRAM: &str = env!("CARGO_BIN_EXE_schakel-under-test");

#[test]
fn the_report_over_the_schools_names_none_of_them() {
    let example = Example::copy(PROGRAM).unwrap();
    let run = example.run(&["research", "--lang", "nl,en", "--format", "pdf,html", "--facts", "--json"]).unwrap();
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    assert_eq!(run.json()["reports"].as_array().unwrap().len(), 4);
    let out = example.project().join("out/projectopbrengst");
    let mut read = 0;
    for entry in fs::read_dir(&out).unwrap() {
        let file = entry.unwrap().path();
        if file.extension().is_some_and(|end| end == "pdf") {
            continue;
        }
        let text = fs::read_to_string(&file).unwrap().to_lowercase();
        for name in ["wilgenborch", "lindehage", "waterkant", "ambacht", "delta", "kompas"] {
            assert!(!text.contains(name), "{} names {name}", file.display());
        }
        read += 1;
    }
    assert_eq!(read, 3);
    let package = example.project().join("out/datapackage");
    let told = run.json()["data_package"].clone();
    assert_eq!(told["folder"], "out/datapackage");
    let page = fs::read_to_string(schakel_tests::workspace().join("docs/research.md")).unwrap();
    for file in told["files"].as_array().unwrap() {
        assert!(
            page.contains(&format!("`{}`", file.as_str().unwrap())),
            "docs/research.md does not tell what {file} is for"
        );
        let bytes = fs::read(package.join(file.as_str().unwrap())).unwrap();
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        for name in ["wilgenborch", "lindehage", "waterkant", "ambacht", "delta", "kompas"] {
            assert!(!text.contains(name), "{file} names {name}");
        }
    }
    assert!(told["numbers"].as_u64().unwrap() > 1_000, "{told}");
}

#[test]
fn a_school_without_a_name_for_research_stops_it_and_nothing_is_written() {
    let example = Example::copy(PROGRAM).unwrap();
    let take_away = |text: Vec<u8>| String::from_utf8(text).unwrap().replace("alias = \"C\"\n", "").into_bytes();
    example.edit("examples/zes-scholen/schakel.toml", take_away).unwrap();
    let run = example.run(&["research"]).unwrap();
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains("school wilgenborch has no name for research"), "{}", run.stderr);
    assert!(!example.project().join("out").exists());
}

#[test]
fn a_template_is_copied_into_the_project_once_and_then_used() {
    let example = Example::copy(PROGRAM).unwrap();
    let copy = ["templates", "projectopbrengst", "texts/nl.toml"];
    let run = example.run(&copy).unwrap();
    let own = example.project().join("report-templates/projectopbrengst/texts/nl.toml");
    assert!(run.code == 0 && run.stdout.contains("report-templates/projectopbrengst/texts/nl.toml"), "{run:?}");
    let texts = fs::read_to_string(&own).unwrap().replace("title = \"De kern\"", "title = \"Waar het om gaat\"");
    fs::write(&own, &texts).unwrap();
    assert!(example.run(&copy).unwrap().stdout.contains("is there already"));
    assert_eq!(fs::read_to_string(&own).unwrap(), texts);
    assert_eq!(example.run(&["research", "--format", "html"]).unwrap().code, 0);
    let html = example.project().join("out/projectopbrengst/projectopbrengst-2025-2026-nl.html");
    assert!(fs::read_to_string(html).unwrap().contains("Waar het om gaat"));
    let wrong = example.run(&["templates", "projectopbrengst", "texts/nl.tml"]).unwrap();
    assert!(wrong.code == 2 && wrong.stderr.contains("texts/nl.toml"), "{wrong:?}");
}

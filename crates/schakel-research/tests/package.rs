//! The data package of the research team: what stands in it, and what never does.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use parquet::file::reader::{FileReader, SerializedFileReader};
use schakel_report::across::AliasError;
use schakel_report::facts::{Facts, Source, Status};
use schakel_research::package::{Contributor, Language, Licence, PackageError, Study, write};

/// Four invented schools that differ in numbers, names and sizes; three are of one sector.
fn schools() -> Vec<(String, Facts)> {
    let told: Facts = serde_json::from_str(include_str!("../../schakel-report/tests/facts/shared.json")).unwrap();
    [
        ("C", "overzijde", "Voorbeeldcollege De Overzijde", "vo", 48_271.0),
        ("A", "lindehage", "Voorbeeldlyceum Lindehage", "vo", 48_272.0),
        ("D", "waterkant", "Voorbeeld-mbo Waterkant", "mbo", 48_273.0),
        ("B", "beukenlaan", "Voorbeeldschool Beukenlaan", "vo", 48_274.0),
    ]
    .into_iter()
    .zip(0_u32..)
    .map(|((alias, id, name, sector, size), place)| {
        let mut facts = told.clone();
        facts.school.id = id.to_owned();
        facts.school.name = name.to_owned();
        facts.school.sector = sector.to_owned();
        (facts.school.students, facts.school.staff) = (Some(size), Some(size + 10_000.0));
        facts.sources = vec![Source { file: format!("geheim-{id}.csv"), ..Source::default() }];
        for cell in facts.indicators.values_mut().flat_map(|one| &mut one.cells) {
            cell.value = cell.value.map(|value| value + f64::from(place));
            (cell.n, cell.population) = (Some(size + 20_000.0), Some(size + 30_000.0));
        }
        if let Some(story) = facts.lists.stories.first_mut() {
            story.text = format!("=Zo gaat dat op {name}.");
        }
        if let Some(intervention) = facts.lists.interventions.first_mut() {
            intervention.title = format!("{} van {name}", intervention.title);
        }
        (alias.to_owned(), facts)
    })
    .collect()
}

fn study() -> Study {
    Study {
        id: "voorbeeld".into(),
        title: "LOB van iedereen: \"zes\" & één".into(),
        description: "Eerste regel.\nTweede regel: met tekens <&>.".into(),
        licence: Licence::of("CC-BY-4.0"),
        language: Language::Nl,
        contributors: vec![
            Contributor {
                name: "J. Voorbeeld".into(),
                role: Some("author".into()),
                organisation: Some("Hogeschool Voorbeeld".into()),
                orcid: Some("0000-0002-1825-0097".into()),
            },
            Contributor { name: "Onderzoeksgroep Voorbeeld".into(), ..Contributor::default() },
        ],
    }
}

/// The files of a folder by path within it.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
                found.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    found
}

fn made(study: &Study, schools: &[(String, Facts)]) -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    write(&folder.path().join("package"), study, schools).unwrap();
    files(&folder.path().join("package"))
}

/// A CSV file as rows by the names of the columns.
fn rows(files: &BTreeMap<String, Vec<u8>>, table: &str) -> Vec<BTreeMap<String, String>> {
    let bytes = &files[&format!("data/{table}.csv")];
    csv::Reader::from_reader(bytes.as_slice()).deserialize().collect::<Result<_, _>>().unwrap()
}

#[test]
fn the_package_has_every_file_and_nothing_else() {
    let names: Vec<String> = made(&study(), &schools()).into_keys().collect();
    assert_eq!(
        names,
        [
            "CITATION.cff",
            "README.md",
            "data/codes.csv",
            "data/cube.csv",
            "data/cube.parquet",
            "data/cube.sav",
            "data/indicators.csv",
            "data/ingredients.csv",
            "data/interventions.csv",
            "data/obstacles.csv",
            "data/schools.csv",
            "data/self_assessments.csv",
            "data/stories.csv",
            "datapackage.json",
            "ddi-codebook.xml",
            "tables.xlsx",
        ]
    );
}

#[test]
fn the_same_schools_in_another_order_give_the_same_bytes() {
    let mut turned = schools();
    turned.reverse();
    assert_eq!(made(&study(), &turned), made(&study(), &schools()));
    turned.rotate_left(1);
    assert_eq!(made(&study(), &turned), made(&study(), &schools()));
}

#[test]
fn no_name_id_file_or_size_of_a_school_is_in_any_byte() {
    let (files, schools) = (made(&study(), &schools()), schools());
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for (name, bytes) in &files {
        texts.insert(name.clone(), String::from_utf8_lossy(bytes).to_lowercase());
    }
    let mut book = zip::ZipArchive::new(std::io::Cursor::new(&files["tables.xlsx"])).unwrap();
    for place in 0..book.len() {
        let mut part = book.by_index(place).unwrap();
        let mut bytes = Vec::new();
        std::io::copy(&mut part, &mut bytes).unwrap();
        texts.insert(
            format!("tables.xlsx/{}", part.name().unwrap().into_owned()),
            String::from_utf8_lossy(&bytes).to_lowercase(),
        );
    }
    let folder = tempfile::tempdir().unwrap();
    let parquet = folder.path().join("cube.parquet");
    std::fs::write(&parquet, &files["data/cube.parquet"]).unwrap();
    let reader = SerializedFileReader::new(std::fs::File::open(&parquet).unwrap()).unwrap();
    let told: Vec<String> = reader.get_row_iter(None).unwrap().map(|row| row.unwrap().to_string()).collect();
    texts.insert("data/cube.parquet/rows".into(), told.join("\n").to_lowercase());
    texts.insert("data/cube.parquet/metadata".into(), format!("{:?}", reader.metadata()).to_lowercase());
    for (_, facts) in &schools {
        let mut words = vec![facts.school.id.clone(), facts.school.name.clone(), facts.sources[0].file.clone()];
        words.extend(["4827", "5827", "6827", "7827"].map(|start| {
            let size = facts.school.students.unwrap();
            format!("{start}{}", size % 10.0)
        }));
        for word in words {
            for (name, text) in &texts {
                assert!(!text.contains(&word.to_lowercase()), "{word} is in {name}");
            }
        }
    }
    // The search does find what is there.
    assert!(
        texts["tables.xlsx/xl/sharedStrings.xml"].contains("onderzoeksgroep")
            || texts["data/cube.sav"].contains("lob van iedereen")
    );
}

#[test]
fn every_released_number_of_a_comparable_breakdown_is_in_the_cube_under_its_alias() {
    let cube = rows(&made(&study(), &schools()), "cube");
    for (alias, facts) in schools() {
        let own = facts.indicators["B2"].cells.iter().filter(|cell| cell.by == "all");
        for cell in own {
            let here = cube.iter().find(|row| {
                row["school"] == alias
                    && row["indicator"] == "B2"
                    && row["measure"] == "value"
                    && row["by"] == "all"
                    && row["period"] == cell.period
            });
            assert_eq!(here.unwrap()["value"], cell.value.map(|value| value.to_string()).unwrap_or_default());
        }
    }
    assert!(cube.iter().all(|row| !["programme", "team", "level"].contains(&row["by"].as_str())));
    assert!(cube.iter().all(|row| row["unit"] != "hours"));
}

#[test]
fn what_is_kept_back_has_its_status_and_no_number() {
    let mut schools = schools();
    for cell in &mut schools[1].1.indicators.get_mut("B2").unwrap().cells {
        (cell.status, cell.value, cell.low, cell.high) = (Status::Suppressed, None, None, None);
    }
    let cube = rows(&made(&study(), &schools), "cube");
    let kept: Vec<_> = cube
        .iter()
        .filter(|row| row["status"] == "suppressed" && row["school"] == "A" && row["indicator"] == "B2")
        .collect();
    assert!(!kept.is_empty());
    for row in kept {
        assert_eq!((&*row["value"], &*row["low"], &*row["high"]), ("", "", ""));
    }
}

#[test]
fn a_sector_is_told_where_three_schools_share_it() {
    let files = made(&study(), &schools());
    let sectors: Vec<(String, String)> =
        rows(&files, "schools").into_iter().map(|row| (row["school"].clone(), row["sector"].clone())).collect();
    let expected = [("A", "vo"), ("B", "vo"), ("C", "vo"), ("D", "")];
    assert_eq!(sectors, expected.map(|(alias, sector)| (alias.to_owned(), sector.to_owned())));
    assert!(rows(&files, "cube").iter().filter(|row| row["school"] == "D").all(|row| row["sector"].is_empty()));
}

#[test]
fn a_text_that_a_spreadsheet_could_run_has_an_apostrophe_in_front() {
    let stories = rows(&made(&study(), &schools()), "stories");
    assert!(stories.iter().any(|row| row["text"].starts_with("'=Zo gaat dat op school ")), "{stories:?}");
}

#[test]
fn every_file_has_the_hash_and_the_bytes_that_its_description_says() {
    use sha2::Digest;
    let files = made(&study(), &schools());
    let package: serde_json::Value = serde_json::from_slice(&files["datapackage.json"]).unwrap();
    let resources = package["resources"].as_array().unwrap();
    assert_eq!(resources.len(), files.keys().filter(|name| name.starts_with("data/")).count());
    for resource in resources {
        let bytes = &files[resource["path"].as_str().unwrap()];
        let hash: String = sha2::Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(resource["hash"], format!("sha256:{hash}"));
        assert_eq!(resource["bytes"], bytes.len());
    }
}

#[test]
fn every_reference_between_tables_holds() {
    let files = made(&study(), &schools());
    let package: serde_json::Value = serde_json::from_slice(&files["datapackage.json"]).unwrap();
    let mut seen = 0;
    for resource in package["resources"].as_array().unwrap() {
        let name = resource["name"].as_str().unwrap();
        for key in resource["schema"]["foreignKeys"].as_array().into_iter().flatten() {
            let (from, to) = (key["fields"][0].as_str().unwrap(), &key["reference"]);
            let known = rows(&files, to["resource"].as_str().unwrap());
            let known: Vec<&String> = known.iter().map(|row| &row[to["fields"][0].as_str().unwrap()]).collect();
            assert!(rows(&files, name).iter().all(|row| known.contains(&&row[from])), "{name}.{from}");
            seen += 1;
        }
    }
    assert!(seen >= 6, "{seen}");
}

#[test]
fn a_text_that_names_a_school_stops_the_package_and_is_not_repeated() {
    let mut named = schools();
    named[0].1.lists.ingredients[0].name = "De taal van Lindehage".into();
    let folder = tempfile::tempdir().unwrap();
    let error = write(&folder.path().join("package"), &study(), &named).unwrap_err();
    assert!(
        matches!(&error, PackageError::NamesSchool { alias, table: "ingredients", column: "ingredient", .. } if alias == "A"),
        "{error}"
    );
    assert!(!error.to_string().to_lowercase().contains("lindehage"), "{error}");
    let study = Study { title: "Onderzoek op Voorbeeldlyceum Lindehage".into(), ..study() };
    let error = write(&folder.path().join("package"), &study, &schools()).unwrap_err();
    assert!(matches!(error, PackageError::StudyNamesSchool { what: "title", .. }), "{error}");
    assert!(std::fs::read_dir(folder.path()).unwrap().next().is_none(), "something was left behind");
}

#[test]
fn the_name_in_research_may_stand_in_a_text() {
    // So a school that was collected is called, in its own texts too.
    let mut schools = schools();
    let (alias, facts) = &mut schools[0];
    (facts.school.id, facts.school.name) = ("alias-c".into(), format!("School {alias}"));
    if let Some(story) = facts.lists.stories.first_mut() {
        story.text = format!("Zo gaat dat op school {alias}.");
    }
    assert!(!made(&study(), &schools).is_empty());
}

#[test]
fn a_package_takes_the_place_of_an_older_one_and_of_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("package");
    write(&place, &study(), &schools()).unwrap();
    std::fs::write(place.join("data/left.csv"), "of another version").unwrap();
    let before = files(&place);
    let two: Vec<_> = schools().into_iter().take(2).collect();
    assert!(matches!(write(&place, &study(), &two), Err(PackageError::Alias(AliasError::TooFew { found: 2 }))));
    assert_eq!(files(&place), before);
    write(&place, &study(), &schools()).unwrap();
    assert_eq!(files(&place), made(&study(), &schools()));

    let taken = folder.path().join("taken");
    std::fs::create_dir(&taken).unwrap();
    std::fs::write(taken.join("mine.txt"), "mine").unwrap();
    assert!(matches!(write(&taken, &study(), &schools()), Err(PackageError::Occupied { .. })));
    assert_eq!(files(&taken).into_keys().collect::<Vec<_>>(), ["mine.txt"]);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn an_orcid_that_is_not_one_is_refused() {
    let mut study = study();
    study.contributors[0].orcid = Some("0000-0002-1825-0098".into());
    let folder = tempfile::tempdir().unwrap();
    let error = write(&folder.path().join("package"), &study, &schools()).unwrap_err();
    assert!(matches!(error, PackageError::Orcid { number: 1 }), "{error}");
}

#[test]
fn schools_without_any_data_give_a_package_of_empty_tables() {
    let mut schools = schools();
    for (_, facts) in &mut schools {
        facts.indicators.clear();
        facts.lists = Default::default();
    }
    let files = made(&Study { id: "leeg".into(), ..Study::default() }, &schools);
    assert_eq!(rows(&files, "cube"), []);
    assert_eq!(rows(&files, "schools").len(), 4);
}

#[test]
fn the_readme_tells_the_rules_in_force() {
    let mut schools = schools();
    schools[2].1.settings.insert("students_k".into(), serde_json::json!(7));
    let english = Study { language: Language::En, ..study() };
    let readme = String::from_utf8(made(&english, &schools).remove("README.md").unwrap()).unwrap();
    assert!(readme.contains("A number about students is about at least 7 persons"), "{readme}");
    assert!(readme.contains("[Creative Commons Attribution 4.0 International]"), "{readme}");
}

#[test]
fn the_tools_of_others_read_the_package_and_agree() {
    let cache = std::env::var_os("SCHAKEL_CACHE").map(PathBuf::from);
    let of_user = || {
        let user = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
        user.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cache"))).map(|user| user.join("schakel"))
    };
    let python = cache.or_else(of_user).map(|cache| cache.join("research-check/venv/bin/python"));
    let Some(python) = python.filter(|python| python.is_file()) else {
        println!("skipped: the validators of .ci/research-check are not on this machine");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let (dutch, english) = (folder.path().join("nl"), folder.path().join("en"));
    write(&dutch, &study(), &schools()).unwrap();
    // Texts that are wide, have several lines, end in spaces or hold what a format cannot.
    let mut odd = schools();
    let cells = &mut odd[0].1.indicators.get_mut("B2").unwrap().cells;
    cells[0].part = "é".repeat(700);
    cells[1].part = format!("{}\u{0}\r\n\"<&;\t ", "x".repeat(255));
    odd[0].1.lists.interventions[0].title = "Eén, \"twee\"\n=drie".into();
    odd[0].1.lists.stories[0].text = "lang ".repeat(10_000);
    let title = "\u{1}Titel \u{0}".into();
    write(&english, &Study { id: "voorbeeld".into(), title, language: Language::En, ..Study::default() }, &odd)
        .unwrap();
    assert!(rows(&files(&english), "cube").iter().any(|row| row["part"].len() == 1_400));
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../.ci/research-check/check.py");
    let ran = Command::new(python).arg(script).args([dutch, english]).output().unwrap();
    let said = String::from_utf8_lossy(&ran.stdout) + String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success(), "{said}");
    print!("{said}");
}

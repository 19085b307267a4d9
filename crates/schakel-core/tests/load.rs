//! Loading a school, from its files to the store: what is kept, and what a person reads about the rest.

mod common;

use std::collections::BTreeSet;
use std::fs;

use common::{Mini, errors};

#[test]
fn a_school_is_read_mapped_checked_and_stored() {
    let mini = Mini::new();
    let load = mini.load();
    assert_eq!(errors(&load), Vec::<String>::new());
    assert!(load.loaded && !load.reused);
    assert_eq!(mini.column("staff", "teaches"), ["true", "false"]);
    assert_eq!(mini.column("student", "birth_year"), ["2009", "2010", "2010"]);
    assert_eq!(mini.column("guidance_moment", "date"), ["2025-09-03", "2025-09-04", "2025-09-05", "2025-10-06"]);
    assert_eq!(mini.column("guidance_moment", "minutes"), ["20", "15", "-", "30"]);
    assert_eq!(mini.column("guidance_moment", "source_row"), ["2", "3", "4", "5"], "rows as a person counts them");
    assert_eq!(mini.column("guidance_moment", "source_id"), ["gesprekken"; 4], "the source is known without saying so");
    assert_eq!(mini.column("guidance_moment", "school_id"), ["mini"; 4]);
    assert_eq!(mini.column("school", "name"), ["Voorbeeldschool Mini"], "from schakel.toml, for want of a school.sql");
    assert_eq!(load.counts["guidance_moment"].stored, 4);
}

#[test]
fn a_set_is_put_in_the_order_of_the_model_and_a_label_becomes_its_code() {
    let mini = Mini::new();
    mini.load();
    assert_eq!(mini.column("guidance_moment", "topics"), ["KR;MR", "WE", "-", "KR"]);
    assert_eq!(
        mini.column("guidance_moment", "form"),
        ["individual_talk", "individual_talk", "group_talk", "individual_talk"]
    );
}

#[test]
fn facts_refer_to_persons_by_number_and_only_the_tables_of_persons_have_the_pseudonym() {
    let mini = Mini::new();
    mini.load();
    let keys = mini.keys("student", "student_key");
    assert_eq!(keys.iter().copied().collect::<BTreeSet<_>>(), BTreeSet::from([1, 2, 3]), "dense from 1");
    // The moments are of 1001, 1002, 1003 and 1001 again.
    assert_eq!(mini.keys("guidance_moment_student", "student_key"), [keys[0], keys[1], keys[2], keys[0]]);
    assert!(mini.table("guidance_moment_student").unwrap().column_by_name("student_id").is_none());
    let pseudonyms = mini.column("student", "student_id");
    assert!(pseudonyms.iter().all(|id| id.len() == 32 && id.bytes().all(|b| b.is_ascii_hexdigit())), "{pseudonyms:?}");
}

#[test]
fn no_id_of_a_person_is_anywhere_in_the_store() {
    let mini = Mini::new();
    mini.change("data/gesprekken.csv", "docent-B8;leerling-1003", "docent-B8;leerling-9999");
    let load = mini.load();
    assert_eq!(load.counts["guidance_moment_student"].refused, 1);
    for file in fs::read_dir(mini.path("store/mini")).unwrap() {
        let file = file.unwrap().path();
        let bytes = if file.extension().is_some_and(|extension| extension == "parquet") {
            let table = file.file_stem().unwrap().to_str().unwrap().to_owned();
            format!("{:?}", mini.table(&table).unwrap()).into_bytes()
        } else {
            fs::read(&file).unwrap()
        };
        let text = String::from_utf8_lossy(&bytes);
        for id in ["1001", "1002", "1003", "9999", "A7", "B8"] {
            assert!(
                !text.contains(&format!("leerling-{id}")) && !text.contains(&format!("docent-{id}")),
                "{file:?} holds {id}"
            );
        }
        assert!(!text.contains("g-1001"), "the id of a moment is often made of that of a person: {file:?}");
    }
}

#[test]
fn moments_keep_together_through_their_numbers() {
    let mini = Mini::new();
    mini.load();
    let moments = mini.column("guidance_moment", "moment_id");
    assert_eq!(moments, ["1", "2", "3", "4"]);
    assert_eq!(mini.column("guidance_moment_staff", "moment_id"), moments);
}

#[test]
fn the_same_files_give_the_same_bytes_and_an_unchanged_school_is_not_read_again() {
    let mini = Mini::new();
    let first = mini.load();
    let bytes = |table: &str| fs::read(mini.path(&format!("store/mini/{table}.parquet"))).unwrap();
    let tables = ["staff", "student", "guidance_moment", "guidance_moment_student", "source", "load_run"];
    let before: Vec<_> = tables.map(bytes).into();
    let load_file = fs::read(mini.path("store/mini/load.json")).unwrap();

    let again = mini.load();
    assert!(again.reused && again.loaded);
    assert_eq!((again.counts, again.provenance), (first.counts, first.provenance));

    fs::remove_dir_all(mini.path("store")).unwrap();
    assert!(!mini.load().reused);
    assert_eq!(tables.map(bytes).to_vec(), before);
    assert_eq!(fs::read(mini.path("store/mini/load.json")).unwrap(), load_file);
}

#[test]
fn whatever_the_tables_depend_on_makes_the_school_be_read_again() {
    let mini = Mini::new();
    mini.load();
    let changes: [(&str, &str, &str); 4] = [
        ("data/personen.csv", "2009", "2008"),
        ("plugin/staff.sql", "'nee'", "'ja'"),
        ("plugin/plugin.toml", "1.2.0", "1.2.1"),
        ("schakel.toml", "2026-06-15", "2026-06-16"),
    ];
    for (file, from, to) in changes {
        mini.change(file, from, to);
        assert!(!mini.load().reused, "{file} changed");
        assert!(mini.load().reused, "and nothing since");
    }
}

#[test]
fn problems_are_told_again_when_the_school_is_not_read_again() {
    let mini = Mini::new();
    mini.change("data/gesprekken.csv", "04-09-2025", "31-09-2025");
    let first = mini.errors();
    assert!(!first.is_empty());
    let again = mini.load();
    assert!(again.reused);
    assert_eq!(errors(&again), first);
}

#[test]
fn persons_who_object_are_left_out_with_all_that_is_about_them() {
    let mini = Mini::new();
    mini.write("bezwaren.txt", "# per brief\nleerling-1001\nstaff docent-B8\n");
    mini.change("schakel.toml", "sector = \"vo\"", "sector = \"vo\"\nobjections = \"bezwaren.txt\"");
    let load = mini.load();
    assert_eq!(errors(&load), Vec::<String>::new(), "an objection is not an error");
    assert_eq!(mini.column("student", "birth_year"), ["2010", "2010"]);
    assert_eq!(load.counts["guidance_moment_student"].objected, 2);
    assert_eq!(load.counts["guidance_moment"].objected, 2, "talks with nobody else go");
    let staff = mini.column("guidance_moment_staff", "staff_key");
    assert_eq!(staff, ["1", "-"], "a talk with another stays, without the member of staff");
    let text = fs::read_to_string(mini.path("store/mini/load.json")).unwrap();
    assert!(!text.contains("1001"), "the list itself is not in the store");
}

#[test]
fn without_the_list_of_objections_nothing_is_used() {
    let mini = Mini::new();
    mini.change("schakel.toml", "sector = \"vo\"", "sector = \"vo\"\nobjections = \"bezwaren.txt\"");
    let load = mini.load();
    assert!(!load.loaded);
    assert!(errors(&load)[0].starts_with("bezwaren.txt: the list of objections cannot be read"), "{:?}", load.problems);
}

#[test]
fn two_waves_of_a_survey_are_linked_by_the_code_that_people_made_up() {
    let mini = Mini::new();
    mini.write("data/enquete.csv", "id,meting,code\nr1,m1,ab 12\nr2,m2,AB-12\nr3,m2,XY99\n");
    mini.change(
        "plugin/plugin.toml",
        "path = \"gesprekken.csv\"",
        "path = \"gesprekken.csv\"\n[[source]]\nname = \"enquete\"\nkind = \"csv\"\npath = \"enquete.csv\"",
    );
    mini.write(
        "plugin/instrument.sql",
        "SELECT 'i' AS instrument_id, 'I' AS name, '1' AS version, 'staff' AS audience, 'CC0' AS licence, 'nl' AS language",
    );
    mini.write(
        "plugin/wave.sql",
        "SELECT DISTINCT meting AS wave_id, 'i' AS instrument_id, substr(meting, 2) AS number,\n\
         CASE meting WHEN 'm1' THEN 'baseline' ELSE 'after' END AS label, '2025-09-01' AS \"from\", '2025-10-01' AS until FROM enquete",
    );
    mini.write(
        "plugin/respondent.sql",
        "SELECT id AS respondent_id, meting AS wave_id, 'staff' AS kind, 'docent' AS role, code AS link_code, true AS completed FROM enquete",
    );
    assert_eq!(mini.errors(), Vec::<String>::new());
    let codes = mini.column("respondent", "link_code");
    assert_eq!(codes[0], codes[1], "case, blanks and hyphens do not count");
    assert_ne!(codes[0], codes[2]);
    assert!(codes.iter().all(|code| code.len() == 32));
}

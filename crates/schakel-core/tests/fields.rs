//! What is told of the fields of the sources is what the plugin does with them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod common;

use common::Mini;
use schakel_core::load::{Fate, Field, SchoolFields, fields};

fn told(mini: &Mini) -> SchoolFields {
    let project = mini.project();
    fields(&project, project.school("mini").unwrap(), &mini.options()).unwrap()
}

fn field<'f>(fields: &'f SchoolFields, source: &str, name: &str) -> &'f Field {
    let source = fields.sources.iter().find(|own| own.name == source).unwrap();
    source.tables[0].fields.iter().find(|field| field.name == name).unwrap_or_else(|| panic!("{name}"))
}

#[test]
fn a_field_is_told_with_the_queries_that_read_it_and_the_columns_it_ends_up_in() {
    let mini = Mini::new();
    let fields = told(&mini);
    assert_eq!((fields.plugin.as_str(), fields.sources.len(), fields.problems.len()), ("mini", 2, 0));
    let number = field(&fields, "personen", "nummer");
    assert_eq!((number.fate, number.used_by.join(" ")), (Fate::Read, "staff.sql student.sql".to_owned()));
    assert_eq!(number.becomes, ["staff.staff_id", "student.student_id"]);
    let kind = field(&fields, "personen", "soort");
    assert_eq!(kind.used_by.len(), 2, "it chooses rows");
    assert_eq!(kind.becomes, Vec::<String>::new(), "and ends up nowhere");
    assert_eq!(field(&fields, "gesprekken", "Onderwerp").becomes, ["guidance_moment.topics"]);
    let filled = fields.fills.iter().find(|filled| filled.table == "student").unwrap();
    assert_eq!(filled.columns.clone().unwrap(), ["student_id", "birth_year", "source_row"]);
}

#[test]
fn a_value_is_followed_through_joins_unions_groups_and_windows() {
    let mini = Mini::new();
    mini.write(
        "plugin/student.sql",
        "WITH alle AS (SELECT nummer, geboortejaar FROM personen UNION ALL SELECT Leerling, NULL FROM gesprekken),\n  \
         een AS (SELECT nummer, max(geboortejaar) AS jaar FROM alle GROUP BY nummer)\n\
         SELECT een.nummer AS student_id, een.jaar AS birth_year FROM een\n\
         LEFT JOIN (SELECT nummer, lesgevend FROM personen) AS p ON p.nummer = een.nummer\n\
         WHERE p.lesgevend IS NULL AND een.nummer IN (SELECT Leerling FROM gesprekken)\n",
    );
    let fields = told(&mini);
    assert_eq!(fields.problems, []);
    assert!(field(&fields, "personen", "geboortejaar").becomes.contains(&"student.birth_year".to_owned()));
    let student = "student.student_id".to_owned();
    assert!(field(&fields, "gesprekken", "Leerling").becomes.contains(&student));
    assert!(field(&fields, "personen", "nummer").becomes.contains(&student));
    let teaches = field(&fields, "personen", "lesgevend");
    assert!(teaches.used_by.contains(&"student.sql".to_owned()));
    assert_eq!(teaches.becomes, ["staff.teaches"], "a condition is no value");
}

#[test]
fn what_is_not_read_is_told_with_the_reason_and_what_is_read_for_nothing_too() {
    let mini = Mini::new();
    mini.change("plugin/plugin.toml", "path = \"gesprekken.csv\"", "path = \"gesprekken.csv\"\ndrop = [\"Duur\"]");
    mini.change("plugin/guidance_moment.sql", "Duur AS minutes, ", "");
    mini.change(
        "data/personen.csv",
        "nummer;soort;lesgevend;geboortejaar",
        "nummer;soort;lesgevend;geboortejaar;hobby",
    );
    let fields = told(&mini);
    assert_eq!(field(&fields, "gesprekken", "Duur").fate, Fate::Dropped);
    let hobby = field(&fields, "personen", "hobby");
    assert_eq!((hobby.fate, hobby.used_by.len()), (Fate::Read, 0));
    // A list of a student administration leaves out by itself what tells who a person is.
    mini.change(
        "plugin/plugin.toml",
        "name = \"personen\"\nkind = \"csv\"",
        "name = \"personen\"\nkind = \"magister\"",
    );
    mini.write("data/personen.csv", "Stamnr;Achternaam;Klas\n1001;Bakker;1a\n");
    mini.write("plugin/student.sql", "SELECT STAMNR AS student_id FROM personen\n");
    mini.remove("plugin/staff.sql");
    let fields = told(&mini);
    assert_eq!(fields.problems, []);
    assert_eq!(field(&fields, "personen", "Achternaam").fate, Fate::TellsOfPerson);
    mini.change("plugin/plugin.toml", "kind = \"magister\"", "kind = \"magister\"\nkeep = [\"Achternaam\"]");
    assert_eq!(field(&told(&mini), "personen", "Achternaam").fate, Fate::Kept);
}

#[test]
fn a_source_that_is_not_there_is_told_and_the_rest_holds() {
    let mini = Mini::new();
    mini.remove("data/personen.csv");
    let fields = told(&mini);
    assert_eq!(fields.problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), ["source-missing"]);
    assert_eq!(field(&fields, "gesprekken", "Leerling").becomes, ["guidance_moment_student.student_id"]);
}

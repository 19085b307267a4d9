//! Ready queries for what schools in secondary education have: EDEXML, SOMtoday, Magister.

use crate::common::Mini;
use crate::{drafted, query};

/// Loads the plugin; everything must go in.
pub(crate) fn loaded(mini: &Mini, tables: &[(&str, u64)]) {
    let load = mini.load();
    assert!(load.loaded, "{:?}", load.problems);
    for (table, rows) in tables {
        let count = &load.counts[*table];
        assert_eq!((count.stored, count.refused), (*rows, 0), "{table}: {:#?}", load.problems);
    }
}

/// Rows of text, each from its number.
pub(crate) fn rows(count: usize, row: impl Fn(usize) -> String) -> String {
    (0..count).map(row).collect()
}

const EDEXML: &str = r#"<leerlinggegevens><school><schooljaar>2025-2026</schooljaar></school>
 <groepen><groep key="g1"><naam>3a</naam><jaargroep>13</jaargroep></groep>
  <samengestelde_groep key="s1"><naam>3.wi1</naam></samengestelde_groep></groepen>
 <leerlingen>STUDENTS</leerlingen>
 <leerkrachten>
  <leerkracht key="k1"><rol>decaan</rol><groepen><groep key="g1"><rol>mentor</rol></groep></groepen></leerkracht>
  <leerkracht key="k2"><groepen><samengestelde_groep key="s1"/></groepen></leerkracht>
  <leerkracht key="k3"><rol>CON</rol></leerkracht>
 </leerkrachten></leerlinggegevens>"#;

fn edexml() -> Mini {
    let students = rows(6, |nr| {
        format!(
            "<leerling key=\"l{nr}\"><geboortedatum>2011-02-0{}</geboortedatum><geslacht>{}</geslacht>\
             <groep key=\"g1\"/><samengestelde_groepen><samengestelde_groep key=\"s1\"/></samengestelde_groepen>\
             <instroomdatum>{}</instroomdatum></leerling>",
            nr + 1,
            nr % 2 + 1,
            if nr == 5 { "2025-11-03" } else { "2023-08-21" },
        )
    });
    let mini = Mini::new();
    mini.write("data/las.xml", &EDEXML.replace("STUDENTS", &students));
    mini
}

#[test]
fn edexml_fills_the_tables_of_people_once_the_lists_are_completed() {
    let mini = edexml();
    let draft = drafted(&mini, &["las.xml"]);
    assert!(draft.queries.iter().all(|query| query.ready && query.open.is_empty()));
    // One class is too few to name its jaargroep, three teachers to name their roles.
    assert_eq!(draft.lists["jaargroepen.csv"], "jaargroep,programme_id,name,level\n");
    assert_eq!(draft.lists["rollen.csv"], "word,code\n");
    mini.write("plugin/jaargroepen.csv", "jaargroep,programme_id,name,level\n13,b3,Derde klas,havo\n");
    mini.write("plugin/rollen.csv", "word,code\nCON,oop\n");
    loaded(
        &mini,
        &[
            ("programme", 1),
            ("group", 2),
            ("staff", 3),
            ("staff_role", 4),
            ("student", 6),
            ("enrolment", 6),
            ("group_member", 14),
            ("student_background", 6),
        ],
    );
    assert_eq!(mini.column("group", "kind"), ["stamgroep", "lesgroep"]);
    assert_eq!(mini.column("group", "year_level"), ["3", "-"]);
    assert_eq!(mini.column("staff", "teaches"), ["true", "true", "false"]);
    let mut roles = mini.column("staff_role", "role");
    roles.sort();
    assert_eq!(roles, ["decaan", "docent", "mentor", "oop"]);
    assert_eq!(mini.column("group_member", "function")[12..], ["mentor", "teacher"]);
    assert_eq!(mini.column("enrolment", "year_level")[0], "3");
    assert_eq!(mini.column("enrolment", "on_reference_date")[4..], ["true", "false"]);
    assert_eq!(mini.column("student_background", "gender")[..2], ["m", "v"]);
}

#[test]
fn a_student_of_whom_the_list_does_not_tell_the_programme_is_told() {
    let mini = edexml();
    drafted(&mini, &["las.xml"]);
    mini.write("plugin/rollen.csv", "word,code\nCON,oop\n");
    let errors = mini.errors();
    assert!(errors.iter().any(|error| error.contains("`programme_id` and `year_level` of `enrolment`")), "{errors:?}");
}

/// A list of students of SOMtoday.
fn somtoday(mini: &Mini, file: &str, class: &str) {
    let students = rows(12, |nr| {
        let mentor = if nr % 2 == 0 { "bos" } else { "bos, dek" };
        format!(
            "{};{class};\"{mentor}\";4;{};{};12{nr:02} AB\n",
            1000 + nr,
            ["HAVO", "4V2"][nr % 2],
            ["Man", "Vrouw"][nr % 2]
        )
    });
    let header = "leerlingNummer;leerlingStamgroep;leerlingMentoren;leerlingLeerjaar;leerlingOpleidingCode;\
                  leerlingGeslacht;leerlingAdresPostcode";
    mini.write(&format!("data/{file}"), &format!("{header}\n{students}"));
}

#[test]
fn somtoday_tells_students_and_staff_apart_by_their_columns() {
    let mini = Mini::new();
    somtoday(&mini, "leerlingen.csv", "4A");
    let staff = "bos;Docent;\"Mentor, Beheerder\";Ja\ndek;Docent;Mentor;Ja\nlin;Decaan;;Nee\n";
    let more = rows(4, |nr| format!("d{nr};Docent;Mentor;Ja\n"));
    let header = "medewerkerAfkorting;medewerkerFunctie;medewerkerRollen;medewerkerOnderwijzend";
    mini.write("data/medewerkers.csv", &format!("{header}\n{staff}{more}"));
    let draft = drafted(&mini, &["leerlingen.csv", "medewerkers.csv"]);
    assert!(draft.queries.iter().all(|query| query.ready && query.open.is_empty()));
    assert_eq!(draft.lists["opleidingen.csv"], "programme_id,level,name\n4V2,,\nHAVO,havo,\n");
    assert_eq!(draft.lists["functies.csv"], "word,code\nDocent,docent\n");
    // Too few have the other role to name it.
    assert_eq!(draft.lists["rollen.csv"], "word,code\nMentor,mentor\n");
    mini.write("plugin/opleidingen.csv", "programme_id,level,name\nHAVO,havo,Havo\n4V2,vwo,\n");
    loaded(
        &mini,
        &[
            ("programme", 2),
            ("group", 1),
            ("staff", 7),
            ("staff_role", 13),
            ("student", 12),
            ("enrolment", 12),
            ("group_member", 14),
            ("student_background", 12),
        ],
    );
    assert_eq!(mini.column("programme", "name"), ["Havo", "4V2"]);
    assert_eq!(mini.column("staff", "teaches")[..3], ["true", "true", "false"]);
    assert_eq!(mini.column("staff_role", "role").iter().filter(|role| *role == "decaan").count(), 1);
    assert_eq!(mini.column("student_background", "ses_quintile")[0], "-");
}

#[test]
fn without_a_list_of_staff_the_mentors_are_staff_and_two_years_do_not_clash() {
    let mini = Mini::new();
    somtoday(&mini, "leerlingen_2024-2025.csv", "4A");
    somtoday(&mini, "leerlingen.csv", "4A");
    let draft = drafted(&mini, &["leerlingen_2024-2025.csv", "leerlingen.csv"]);
    let remark = "-- Without a list of staff: the mentors of the students. That they teach is likely, not told.";
    assert!(query(&draft, "staff").lines().any(|line| line == remark), "{}", query(&draft, "staff"));
    mini.write("plugin/opleidingen.csv", "programme_id,level,name\nHAVO,havo,\n4V2,vwo,\n");
    loaded(
        &mini,
        &[("student", 12), ("programme", 2), ("group", 2), ("staff", 2), ("enrolment", 24), ("group_member", 28)],
    );
    assert_eq!(mini.column("group", "school_year"), ["2024-2025", "2025-2026"]);
    assert_eq!(mini.column("enrolment", "school_year")[0], "2024-2025");
}

/// Scores of two years: those of the latest count.
const SES: &str = "SES_Verslagjaar;SES_PC4;SES_Totaalscore\n2021;1200;-0,5\n2022;1200;0,3\n2022;1201;-0,3\n";

#[test]
fn scores_by_postcode_give_the_quintile_of_the_area() {
    let mini = Mini::new();
    somtoday(&mini, "leerlingen.csv", "4A");
    mini.write("data/ses.csv", SES);
    let draft = drafted(&mini, &["leerlingen.csv", "ses.csv"]);
    assert!(draft.uses("ses") && draft.why_nothing("ses").is_none());
    mini.write("plugin/opleidingen.csv", "programme_id,level,name\nHAVO,havo,\n4V2,vwo,\n");
    loaded(&mini, &[("student_background", 12)]);
    assert_eq!(mini.column("student_background", "ses_quintile")[..3], ["5", "1", "-"]);
    let alone = drafted(&mini, &["ses.csv"]);
    assert!(alone.queries.is_empty() && alone.why_nothing("ses").is_some_and(|why| why.contains("ses_quintile")));
}

#[test]
fn two_systems_do_not_fill_the_same_table() {
    let mini = edexml();
    somtoday(&mini, "leerlingen.csv", "4A");
    let draft = drafted(&mini, &["las.xml", "leerlingen.csv"]);
    for table in ["student", "enrolment", "group"] {
        let sql = query(&draft, table);
        assert!(
            sql.starts_with("-- The source leerlingen could fill this too") && !sql.contains("FROM leerlingen"),
            "{sql}"
        );
    }
}

/// A list of Magister; the mentor of the class and one of a student.
fn magister(mini: &Mini) {
    let students = rows(12, |nr| {
        let left = if nr == 3 { "12-09-2025" } else { "" };
        format!(
            "{};H3a;HAVO;3;{};bos;18-08-2025;{left};{};1200\n",
            1000 + nr,
            if nr == 0 { "lin" } else { "" },
            ["M", "V"][nr % 2]
        )
    });
    let header = "STAMNR;CLASS;STUDY;STUDYYEAR;PMENTORCODE;CMENTORCODE;studiebegindatum;vertrekdatum;geslacht;postcode";
    mini.write("data/leerlingen.csv", &format!("{header}\n{students}"));
}

#[test]
fn magister_fills_students_classes_and_mentors() {
    let mini = Mini::new();
    magister(&mini);
    mini.write("data/ses.csv", SES);
    let draft = drafted(&mini, &["leerlingen.csv", "ses.csv"]);
    assert_eq!(draft.lists["opleidingen.csv"], "programme_id,level,name\nHAVO,havo,\n");
    // The list is complete as it is.
    loaded(
        &mini,
        &[
            ("programme", 1),
            ("group", 1),
            ("staff", 2),
            ("staff_role", 2),
            ("student", 12),
            ("enrolment", 12),
            ("group_member", 14),
            ("student_background", 12),
        ],
    );
    assert_eq!(mini.column("enrolment", "from")[0], "2025-08-18");
    assert_eq!(mini.column("enrolment", "status")[2..4], ["active", "left"]);
    assert_eq!(mini.column("enrolment", "on_reference_date")[2..4], ["true", "false"]);
    assert_eq!(mini.column("student_background", "gender")[..2], ["m", "v"]);
    assert_eq!(mini.column("student_background", "ses_quintile")[0], "5");
    assert_eq!(mini.column("group_member", "function")[12..], ["mentor", "mentor"]);
}

#[test]
fn a_list_of_staff_of_the_school_goes_before_mentors() {
    let mini = Mini::new();
    magister(&mini);
    let staff = rows(20, |nr| {
        format!(
            "{};{}\n",
            ["bos", "lin"].get(nr).map_or(format!("m{nr}"), |code| (*code).to_owned()),
            ["ja", "nee"][nr % 2]
        )
    });
    mini.write("data/medewerkers.csv", &format!("Afkorting;Geeft les\n{staff}"));
    let draft = drafted(&mini, &["leerlingen.csv", "medewerkers.csv"]);
    assert!(query(&draft, "staff").contains("FROM medewerkers"), "{}", query(&draft, "staff"));
    loaded(&mini, &[("staff", 20), ("group_member", 14)]);
}

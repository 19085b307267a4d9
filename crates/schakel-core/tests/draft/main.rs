//! A plugin that is proposed from files, and what becomes of it when nobody changes it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "../common/mod.rs"]
mod common;
mod ready_higher;
mod ready_secondary;

use common::Mini;
use schakel_core::draft::{self, Draft, Identity};
use schakel_source::{Inspection, inspect_as};

/// The name of a source, from that of its file.
fn name(file: &str) -> String {
    file.split('.').next().unwrap().replace('-', "_")
}

fn inspected(mini: &Mini, files: &[&str]) -> Vec<Inspection> {
    let look = |file: &&str| inspect_as(&mini.path(&format!("data/{file}")), &name(file), file);
    files.iter().map(look).map(Result::unwrap).collect()
}

/// Writes the proposed plugin in place of the school's own.
fn drafted(mini: &Mini, files: &[&str]) -> Draft {
    let inspections = inspected(mini, files);
    let draft = draft::draft(&inspections, "2025-2026");
    let identity = Identity { id: "mini".to_owned(), publisher: "Voorbeeld".to_owned() };
    std::fs::remove_dir_all(mini.path("plugin")).unwrap();
    for (name, text) in draft::files(&identity, &inspections, &draft) {
        mini.write(&format!("plugin/{name}"), &text);
    }
    draft
}

fn query<'d>(draft: &'d Draft, table: &str) -> &'d str {
    &draft.queries.iter().find(|query| query.table == table).unwrap().sql
}

fn talks(rows: usize) -> String {
    let kinds = ["gesprek", "groepsgesprek", "open dag"];
    let row =
        |nr: usize| format!("{nr};{:02}-09-2025;20;{};ja;m{};{}\n", nr % 28 + 1, kinds[nr % 3], nr % 4, 1000 + nr % 9);
    let rows: String = (1..=rows).map(row).collect();
    format!("Nr;Datum;Duur;Soort;Gepland;Begeleider;Leerlingnummer\n{rows}")
}

#[test]
fn columns_are_taken_by_their_names_in_dutch_and_what_is_missing_gets_a_value_to_look_at() {
    let mini = Mini::new();
    mini.write("data/gesprekken.csv", &talks(60));
    let draft = drafted(&mini, &["gesprekken.csv"]);
    let sql = query(&draft, "guidance_moment");
    for line in ["t.Nr AS moment_id", "t.Datum AS date", "t.Duur AS minutes", "'registration' AS evidence"] {
        assert!(sql.contains(line), "{line} in:\n{sql}");
    }
    assert!(sql.starts_with("-- setting is needed, and no column was found for it."), "{sql}");
    assert!(query(&draft, "guidance_moment_student").contains("Leerlingnummer AS student_id"));
    assert_eq!(draft.date, Some("d-m-jjjj"));
}

#[test]
fn words_that_are_no_codes_come_in_a_list_to_complete_with_those_that_are_nearly_a_code_filled_in() {
    let mini = Mini::new();
    mini.write("data/gesprekken.csv", &talks(60));
    let draft = drafted(&mini, &["gesprekken.csv"]);
    assert_eq!(draft.lists["soort_form.csv"], "word,code\ngesprek,\ngroepsgesprek,group_talk\nopen dag,open_day\n");
    assert!(query(&draft, "guidance_moment").contains("LEFT JOIN soort_form w1 ON w1.word = t.Soort"));
}

#[test]
fn a_word_that_hardly_occurs_is_not_written_down() {
    let mini = Mini::new();
    mini.write("data/gesprekken.csv", &talks(60).replacen(";open dag;", ";iets van Jan;", 1));
    let draft = drafted(&mini, &["gesprekken.csv"]);
    assert!(!draft.lists["soort_form.csv"].contains("Jan"));
}

#[test]
fn what_is_proposed_for_whole_lists_can_be_loaded_as_it_is() {
    let mini = Mini::new();
    let students: String = (0..20).map(|n| format!("{};{}-03-2010;3;havo3{}\n", 1000 + n, n + 1, n % 2)).collect();
    mini.write("data/leerlingen.csv", &format!("Stamnr;Geboortedatum;Leerjaar;Klas\n{students}"));
    let staff: String = (0..20).map(|n| format!("m{n};{}\n", if n % 3 == 0 { "nee" } else { "ja" })).collect();
    mini.write("data/medewerkers.csv", &format!("Afkorting;Geeft les\n{staff}"));
    let draft = drafted(&mini, &["leerlingen.csv", "medewerkers.csv"]);
    let filled: Vec<&str> = draft.queries.iter().map(|query| query.table).collect();
    assert!(filled.contains(&"student") && filled.contains(&"staff"), "{filled:?}");
    for table in filled.into_iter().filter(|table| !["student", "staff"].contains(table)) {
        mini.remove(&format!("plugin/{table}.sql"));
    }
    let load = mini.load();
    assert!(load.loaded, "{:?}", load.problems);
    assert_eq!((load.counts["student"].stored, load.counts["staff"].stored), (20, 20));
    assert_eq!(mini.column("student", "birth_year")[0], "2010");
}

#[test]
fn the_same_person_in_two_lists_is_one() {
    let mini = Mini::new();
    for year in ["2024", "2025"] {
        let rows: String = (0..12).map(|n| format!("{};{}-03-2010\n", 1000 + n, n + 1)).collect();
        mini.write(&format!("data/leerlingen{year}.csv"), &format!("Stamnr;Geboortedatum\n{rows}"));
    }
    drafted(&mini, &["leerlingen2024.csv", "leerlingen2025.csv"]);
    let load = mini.load();
    assert_eq!((load.counts["student"].stored, load.counts["student"].refused), (12, 0), "{:?}", load.problems);
}

#[test]
fn a_set_of_oneroster_is_mapped_by_what_is_known_of_it() {
    let mini = Mini::new();
    for (file, text) in [
        ("orgs", "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\no1,,,School,school,00AA,\n"),
        (
            "users",
            "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,givenName,familyName,grades\n\
             l1,,,true,o1,student,,A,B,3\nl2,,,true,o1,student,,A,B,3\nt1,,,true,o1,teacher,,A,B,\n",
        ),
        (
            "classes",
            "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds\n\
             c1,,,3A,3,,,homeroom,,o1,2025-2026\n",
        ),
        (
            "enrollments",
            "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate\n\
             e1,,,c1,o1,l1,student,,2025-08-18,\ne2,tobedeleted,,c1,o1,l2,student,,2025-08-18,\ne3,,,c1,o1,t1,teacher,true,2025-08-18,\n",
        ),
        (
            "demographics",
            "sourcedId,status,dateLastModified,birthDate,sex\nl1,,,2010-05-06,female\nl2,,,2011-05-06,male\n",
        ),
    ] {
        mini.write(&format!("data/rooster/{file}.csv"), text);
    }
    let draft = drafted(&mini, &["rooster"]);
    assert!(draft.queries.iter().all(|query| query.ready && query.open.is_empty()));
    // Two students are too few to name their grade.
    assert_eq!(draft.lists["leerjaren.csv"], "grade,programme_id,name,level,year_level\n");
    mini.write("plugin/leerjaren.csv", "grade,programme_id,name,level,year_level\n3,b3,Derde klas,brugklas,3\n");
    let load = mini.load();
    assert!(load.loaded, "{:?}", load.problems);
    let stored = |table: &str| load.counts[table].stored;
    assert_eq!([stored("student"), stored("staff"), stored("group"), stored("group_member")], [2, 1, 1, 2]);
    assert_eq!((stored("programme"), stored("enrolment")), (1, 2));
    assert_eq!(
        (mini.column("group", "programme_id"), mini.column("group", "year_level")),
        (vec!["b3".into()], vec!["3".into()])
    );
    assert_eq!(mini.column("staff_role", "role"), ["docent", "mentor"]);
    assert_eq!(mini.column("group_member", "function"), ["student", "mentor"]);
    assert_eq!(mini.column("student", "birth_year"), ["2010", "2011"]);
}

#[test]
fn lists_of_two_years_give_an_enrolment_a_year_and_what_came_after_refers_to_the_first() {
    let mini = Mini::new();
    for (year, left) in [("2024-2025", "gestopt"), ("2025-2026", "")] {
        let row = |n: usize| {
            format!(
                "{};b{};{};01-08-2023;{};{}\n",
                1000 + n,
                n % 2,
                n % 2 + 3,
                if n < 6 { left } else { "" },
                ["M", "V"][n % 2]
            )
        };
        let rows: String = (0..24).map(row).collect();
        mini.write(
            &format!("data/leerlingen_{year}.csv"),
            &format!("Stamnr;Opleiding;Leerjaar;Begindatum;Uitschrijving;Geslacht\n{rows}"),
        );
    }
    let went: String = (0..12).map(|n| format!("{};2025;{};hoger\n", 1000 + n, ["hbo", ""][n % 2])).collect();
    mini.write("data/uitstroom.csv", &format!("Stamnr;Jaar;Bestemming;Niveau\n{went}"));
    let draft = drafted(&mini, &["leerlingen_2024-2025.csv", "leerlingen_2025-2026.csv", "uitstroom.csv"]);
    let enrolment = query(&draft, "enrolment");
    for part in ["concat(t.Stamnr, '-', '2024-2025')", "coalesce(w1.code, t.Uitschrijving, 'active')"] {
        assert!(enrolment.contains(part), "{part} in:\n{enrolment}");
    }
    let transition = query(&draft, "transition");
    for part in ["concat(t.Stamnr, '-', CAST(t.Jaar AS INT) - 1, '-', t.Jaar)", "t.Bestemming, 'unknown')"] {
        assert!(transition.contains(part), "{part} in:\n{transition}");
    }
    assert!(query(&draft, "student_background").contains("'2025-2026' AS school_year"));
    mini.write(
        "plugin/programme.sql",
        "SELECT Opleiding AS programme_id, 'own' AS code_system, Opleiding AS name, 'havo' AS level,\n  \
         min(source_row) AS source_row\nFROM leerlingen_2024_2025\nGROUP BY Opleiding\n",
    );
    mini.change("plugin/uitschrijving_status.csv", "gestopt,", "gestopt,dropped_out");
    mini.change("plugin/bestemming_destination.csv", "hbo,", "hbo,hbo_ba");
    mini.change("plugin/niveau_level_change.csv", "hoger,", "hoger,higher");
    let load = mini.load();
    assert!(load.loaded, "{:?}", load.problems);
    for (table, rows) in [("student", 24), ("enrolment", 48), ("transition", 12), ("student_background", 48)] {
        assert_eq!((load.counts[table].stored, load.counts[table].refused), (rows, 0), "{table}: {:#?}", load.problems);
    }
    let mut status = mini.column("enrolment", "status");
    status.sort();
    status.dedup();
    assert_eq!(status, ["active", "dropped_out"]);
}

#[test]
fn functions_go_by_the_number_of_the_person_and_contracts_are_classed_by_their_size() {
    let mini = Mini::new();
    let functions: String = (0..20).map(|n| format!("m{n};{};01-08-2020\n", ["docent", "mentor"][n % 2])).collect();
    mini.write("data/functies.csv", &format!("nummer;functie;van\n{functions}"));
    let staff: String = (0..20).map(|n| format!("m{n};ja;{}\n", ["0,4", "0,8", "1"][n % 3])).collect();
    mini.write("data/medewerkers.csv", &format!("Afkorting;Geeft les;WTF\n{staff}"));
    let draft = drafted(&mini, &["functies.csv", "medewerkers.csv"]);
    let tables: Vec<&str> = draft.queries.iter().map(|query| query.table).collect();
    assert_eq!(tables, ["staff", "staff_role"]);
    let load = mini.load();
    assert!(load.loaded && load.problems.iter().all(|problem| !problem.is_error()), "{:?}", load.problems);
    assert_eq!(mini.column("staff", "contract_class")[..3], ["lt_0_5", "0_5_to_0_8", "gt_0_8"]);
    assert_eq!(load.counts["staff_role"].stored, 20);
}

#[test]
fn a_row_that_is_refused_is_told_with_the_file_that_it_stands_in() {
    let mini = Mini::new();
    let list = |first: usize| -> String { (0..12).map(|n| format!("{};{}-03-2010\n", first + n, n + 1)).collect() };
    mini.write("data/leerlingen2024.csv", &format!("Stamnr;Geboortedatum\n{}", list(1000)));
    let no_id = "9".repeat(70);
    mini.write("data/leerlingen2025.csv", &format!("Stamnr;Geboortedatum\n{}{no_id};1-03-2010\n", list(2000)));
    let draft = drafted(&mini, &["leerlingen2024.csv", "leerlingen2025.csv"]);
    assert!(query(&draft, "student").contains("'leerlingen2025' AS source_id"), "{}", query(&draft, "student"));
    let load = mini.load();
    let told: Vec<String> = load.problems.iter().map(ToString::to_string).collect();
    assert!(told.iter().any(|told| told.contains("leerlingen2025.csv, row 14")), "{told:#?}");
}

/// Answers of a tool for surveys: a role, a question, and the day of each.
fn answers(first: u32) -> String {
    let rows: String = (0..6).map(|n| format!("R_{n},2025-10-{:02} 09:00:00,NL,{}\n", first + n, n % 5 + 1)).collect();
    format!(
        "ResponseId,RecordedDate,UserLanguage,Q1\nResponse ID,Recorded Date,User Language,Hoe gaat het?\n\
         \"{{\"\"ImportId\"\":\"\"_recordId\"\"}}\",\"{{\"\"ImportId\"\":\"\"recordedDate\"\"}}\",\
         \"{{\"\"ImportId\"\":\"\"userLanguage\"\"}}\",\"{{\"\"ImportId\"\":\"\"QID1\"\"}}\"\n{rows}"
    )
}

#[test]
fn a_survey_has_the_days_of_its_responses_and_what_only_the_school_knows_is_asked() {
    let mini = Mini::new();
    mini.write("data/enquete.csv", &answers(6));
    let draft = drafted(&mini, &["enquete.csv"]);
    let survey = &draft.surveys[0];
    for part in [
        "from = \"2025-10-06\"\nuntil = \"2025-10-11\"",
        "language = \"nl\"",
        "audience = \"?\"",
        "respondent.role = { value = \"?\" }",
    ] {
        assert!(survey.contains(part), "{part} in:\n{survey}");
    }
    let errors = mini.errors();
    assert_eq!(errors.len(), 2, "{errors:#?}");
    assert!(errors[0].contains("`audience` is still to be completed. It is one of staff, student, leadership, parent"));
    assert!(errors[1].contains("`respondent.role` is still to be completed"), "{}", errors[1]);
}

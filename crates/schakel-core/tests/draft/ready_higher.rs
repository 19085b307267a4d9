//! Ready queries for what mbo and higher education have: the register, OOAPI, 1CijferHO; and statements and codings.

use std::io::Write;

use crate::common::Mini;
use crate::ready_secondary::{loaded, rows};
use crate::{drafted, query, talks};

/// A register: one student in a programme of two periods, one who left without a diploma and one with.
const REGISTER: &str = "PER;1;;24-2-2008;M\nISG;1;;1;1-8-2024;31-7-2027;;\nISP;1;;1;1-8-2024;25618;BBL;;J\n\
    ISP;1;;1;1-8-2025;25711;BOL;;J\nPER;2;;3-5-2007;V\nISG;2;;1;15-10-2025;31-7-2026;31-1-2026;7\n\
    ISP;2;;1;15-10-2025;25618;BBL;;J\nPER;3;;3-5-2007;V\nISG;3;;1;1-8-2023;31-7-2025;30-6-2025;1\n\
    ISP;3;;1;1-8-2023;25711;BOL;;J\nDIP;3;;1405571;25711;13-6-2025;;J;1\n";

#[test]
fn the_register_tells_the_periods_of_every_student() {
    let mini = Mini::new();
    mini.write("data/ro.csv", REGISTER);
    let draft = drafted(&mini, &["ro.csv"]);
    assert!(draft.queries.iter().all(|query| query.ready && query.open.is_empty()));
    assert_eq!(draft.lists["opleidingen.csv"], "programme_id,level,name\n");
    mini.write("plugin/opleidingen.csv", "programme_id,level,name\n25618,mbo_2,Keukenhulp\n25711,mbo_4,\n");
    loaded(&mini, &[("programme", 2), ("student", 3), ("enrolment", 4), ("student_background", 3)]);
    assert_eq!(mini.column("student", "birth_year"), ["2008", "2007", "2007"]);
    assert_eq!(mini.column("programme", "name"), ["Keukenhulp", "25711"]);
    assert_eq!(mini.column("programme", "track"), ["bbl", "bol"]);
    let of = |column: &str| mini.column("enrolment", column);
    assert_eq!(of("school_year"), ["2024-2025", "2025-2026", "2025-2026", "2024-2025"]);
    assert_eq!(of("until"), ["2025-07-31", "-", "2026-01-31", "2025-06-30"]);
    assert_eq!(of("status"), ["moved", "active", "left", "graduated"]);
    assert_eq!(of("year_level"), ["1", "2", "1", "2"]);
    assert_eq!(of("on_reference_date"), ["true", "true", "false", "true"]);
}

#[test]
fn a_register_without_diplomas_is_mapped_too() {
    let mini = Mini::new();
    mini.write("data/ro.csv", REGISTER.split("DIP").next().unwrap());
    drafted(&mini, &["ro.csv"]);
    mini.write("plugin/opleidingen.csv", "programme_id,level,name\n25618,mbo_2,\n25711,mbo_4,\n");
    loaded(&mini, &[("enrolment", 4)]);
    assert_eq!(mini.column("enrolment", "status"), ["moved", "active", "left", "left"]);
}

fn ooapi(mini: &Mini) {
    for (name, items) in [
        (
            "persons",
            r#"{"personId":"p1","affiliations":["student"],"dateOfBirth":"2006-09-30","gender":"F"},
               {"personId":"p2","affiliations":["employee"],"gender":"M"},{"personId":"p3","affiliations":["guest"]}"#,
        ),
        (
            "programs",
            r#"{"programId":"o1","primaryCode":{"codeType":"crohoCreboCode","code":"93401"},"level":"bachelor",
               "modeOfStudy":"part-time","name":[{"language":"en-GB","value":"Trade"},{"language":"nl-NL","value":"Handel"}]},
               {"programId":"o2","level":"secondary vocational education 4","abbreviation":"KO"}"#,
        ),
        ("offerings", r#"{"offeringId":"a1","program":"o1","startDate":"2025-09-01","endDate":"2026-07-31"}"#),
        (
            "associations",
            r#"{"associationId":"i1","associationType":"programOfferingAssociation","role":"student","state":"associated",
               "person":"p1","offering":"a1"},{"associationId":"i2","associationType":"courseOfferingAssociation",
               "role":"lecturer","person":"p2","offering":"a9"}"#,
        ),
        (
            "groups",
            r#"{"groupId":"g1","groupType":"class","name":[{"language":"nl-NL","value":"CE1a"}],"startDate":"2025-09-01"}"#,
        ),
        (
            "group-persons",
            r#"{"groupId":"g1","persons":[{"personId":"p2","role":"slb"},{"personId":"p1","role":"student"}]}"#,
        ),
    ] {
        mini.write(
            &format!("data/ooapi/{name}.json"),
            &format!("{{\"pageSize\":9,\"pageNumber\":1,\"hasPreviousPage\":false,\"hasNextPage\":false,\"items\":[{items}]}}"),
        );
    }
}

#[test]
fn ooapi_fills_all_but_the_year_of_study() {
    let mini = Mini::new();
    ooapi(&mini);
    let draft = drafted(&mini, &["ooapi"]);
    let open: Vec<&str> = draft.queries.iter().flat_map(|query| query.open.clone()).collect();
    assert_eq!(open, ["year_level"]);
    assert!(query(&draft, "enrolment").starts_with("-- year_level is needed, and OOAPI does not tell it"));
    mini.change(
        "plugin/enrolment.sql",
        "  a.associationId AS enrolment_id,",
        "  a.associationId AS enrolment_id,\n  1 AS year_level,",
    );
    loaded(
        &mini,
        &[
            ("programme", 2),
            ("group", 1),
            ("staff", 1),
            ("staff_role", 1),
            ("student", 1),
            ("enrolment", 1),
            ("group_member", 2),
            ("student_background", 1),
        ],
    );
    assert_eq!(mini.column("programme", "name"), ["Handel", "KO"]);
    assert_eq!(mini.column("programme", "level"), ["hbo_bachelor", "mbo_4"]);
    assert_eq!(mini.column("programme", "code_system"), ["croho", "own"]);
    assert_eq!(mini.column("programme", "track"), ["deeltijd", "-"]);
    let mut functions = mini.column("group_member", "function");
    functions.sort();
    assert_eq!(functions, ["slb", "student"]);
    assert_eq!(mini.column("staff", "teaches"), ["true"]);
    assert_eq!(mini.column("enrolment", "until"), ["2026-07-31"]);
    assert_eq!(mini.column("student_background", "gender"), ["v"]);
}

/// Fields of 1CijferHO, each with its length.
const FIELDS: [(&str, usize); 13] = [
    ("Persoonsgebonden nummer", 4),
    ("Inschrijvingsjaar", 4),
    ("Actuele instelling", 4),
    ("Opleidingscode", 5),
    ("Opleidingsvorm", 1),
    ("Code beëindiging", 1),
    ("Eerste jaar aan deze instelling", 4),
    ("Soort hoger onderwijs", 3),
    ("Type hoger onderwijs binnen soort hoger onderwijs", 2),
    ("Indicatie actief op peildatum", 1),
    ("Soort inschrijving hoger onderwijs", 1),
    ("Soort inschrijving actuele instelling", 1),
    ("Geslacht", 1),
];

/// Four first-year students of 2024: one stays, one takes another programme, one goes to a university, one stops.
const ENROLMENTS: &str = "0001202499AA93401102024hboba111V\n0001202599AA93401102024hboba111V\n\
    0002202499AA93401102024hboba111M\n0002202599AA93402102024hboba111M\n\
    0003202499AA93401102024hboba111M\n0003202599BB50101102025wo ba111M\n0004202499AA93401132024hboba111V\n";

#[test]
fn one_cijfer_ho_tells_who_stayed_who_switched_and_who_stopped() {
    let mini = Mini::new();
    let mut at = 1;
    let described = FIELDS.map(|(name, length)| {
        at += length;
        format!("{name:<55}{:>12}{length:>17}\n", at - length)
    });
    let heading = format!("{:<55}{:>12}{:>17}", "", "Startpositie", "Aantal posities");
    let text = format!("Lay-out bestand\n===============\n{heading}\n{}", described.concat());
    mini.write("data/Bestandsbeschrijving_1cyferho.txt", &text);
    mini.write("data/EV99AA24.asc", ENROLMENTS);
    let draft = drafted(&mini, &["EV99AA24.asc"]);
    assert!(draft.queries.iter().all(|query| query.ready && query.open.is_empty()));
    // The number that ties the lines of a student is read only when the school says so.
    assert!(mini.errors().iter().any(|error| error.contains("Persoonsgebonden_nummer")), "{:?}", mini.errors());
    mini.change("plugin/plugin.toml", "# keep = [", "keep = [");
    loaded(&mini, &[("programme", 2), ("student", 4), ("student_background", 6), ("enrolment", 6), ("transition", 4)]);
    assert_eq!(mini.column("programme", "level"), ["hbo_bachelor", "hbo_bachelor"]);
    assert_eq!(mini.column("enrolment", "status")[5], "dropped_out");
    assert_eq!(mini.column("enrolment", "year_level")[1], "2");
    let of = |column: &str| mini.column("transition", column);
    assert_eq!(of("reference_year"), ["2025"; 4]);
    assert_eq!(of("destination"), ["same_school", "same_school", "wo", "unknown"]);
    assert_eq!(of("level_change"), ["not_applicable", "not_applicable", "higher", "not_applicable"]);
    assert_eq!(of("after_one_year"), ["same", "switched", "switched", "dropped_out"]);
}

const STATEMENT: &str = concat!(
    r#"{"id":"sNR","timestamp":"2025-10-01T10:00:00+02:00","actor":{"account":{"homePage":"https://school.example","#,
    r#""name":"leerling-1001"}},"verb":{"id":"https://school.example/v/VERB"},"#,
    r#""object":{"id":"https://school.example/lob/NR"},"result":{"duration":"PT20M40S"},"#,
    r#""context":{"instructor":{"account":{"homePage":"https://school.example","name":"docent-A7"}}}}"#,
    "\n"
);

/// Statements of two verbs, about one student and one member of staff.
fn statements(mini: &Mini) {
    let text = rows(12, |nr| STATEMENT.replace("NR", &nr.to_string()).replace("VERB", ["sprak", "opende"][nr % 2]));
    mini.write("data/elo.ndjson", &text);
}

#[test]
fn moments_in_statements_and_in_a_list_are_put_together() {
    let mini = Mini::new();
    statements(&mini);
    mini.write("data/gesprekken.csv", &talks(60));
    let draft = drafted(&mini, &["elo.ndjson", "gesprekken.csv"]);
    let verbs = &draft.lists["werkwoorden.csv"];
    mini.write("plugin/werkwoorden.csv", &verbs.replace("sprak,,", "sprak,individual_talk,"));
    let load = mini.load();
    assert_eq!(load.counts["guidance_moment"].read, 66, "{:#?}", load.problems);
}

#[test]
fn statements_are_moments_when_their_verb_has_a_form_in_the_list() {
    let mini = Mini::new();
    statements(&mini);
    let people =
        ["staff", "student"].map(|table| std::fs::read_to_string(mini.path(&format!("plugin/{table}.sql"))).unwrap());
    let draft = drafted(&mini, &["elo.ndjson"]);
    assert!(draft.queries.iter().all(|query| query.ready && query.open.is_empty()));
    let list = "verb,form,setting\nhttps://school.example/v/opende,,\nhttps://school.example/v/sprak,,\n";
    assert_eq!(draft.lists["werkwoorden.csv"], list);
    mini.write("plugin/werkwoorden.csv", &list.replace("sprak,,", "sprak,individual_talk,"));
    // Who the persons are stands in other files.
    for (table, sql) in ["staff", "student"].iter().zip(people) {
        mini.write(&format!("plugin/{table}.sql"), &sql);
    }
    let source = "[[source]]\nname = \"personen\"\nkind = \"csv\"\npath = \"personen.csv\"\n";
    let manifest = std::fs::read_to_string(mini.path("plugin/plugin.toml")).unwrap();
    mini.write("plugin/plugin.toml", &format!("{manifest}{source}"));
    loaded(&mini, &[("guidance_moment", 6), ("guidance_moment_staff", 6), ("guidance_moment_student", 6)]);
    assert_eq!(mini.column("guidance_moment", "date")[0], "2025-10-01");
    assert_eq!(mini.column("guidance_moment", "minutes")[0], "21");
    let evidence = mini.column("guidance_moment", "evidence");
    assert!(evidence.iter().all(|evidence| evidence == "xapi"), "{evidence:?}");
}

const PROJECT: &str = r#"<Project><CodeBook><Codes><Code guid="c1" name="LOB" isCodable="false">
  <Code guid="c2" name="twijfel" isCodable="true"/></Code></Codes></CodeBook><Sources>
 <TextSource guid="s1" name="gesprek A"><PlainTextContent>Ik twijfel nog.</PlainTextContent>
  <PlainTextSelection guid="p1" startPosition="3" endPosition="10">
   <Coding guid="f1"><CodeRef targetGUID="c2"/></Coding></PlainTextSelection>
  <Coding guid="f2"><CodeRef targetGUID="c2"/></Coding></TextSource>
 <AudioSource guid="s2"><AudioSelection guid="p2" begin="1000" end="2500">
  <Coding guid="f3"><CodeRef targetGUID="c2"/></Coding></AudioSelection></AudioSource></Sources></Project>"#;

#[test]
fn codings_of_texts_are_fragments_under_the_number_of_their_document() {
    let mini = Mini::new();
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive.start_file("project.qde", zip::write::SimpleFileOptions::default()).unwrap();
    archive.write_all(PROJECT.as_bytes()).unwrap();
    mini.write_bytes("data/analyse.qdpx", &archive.finish().unwrap().into_inner());
    let draft = drafted(&mini, &["analyse.qdpx"]);
    assert!(draft.lists.is_empty());
    loaded(&mini, &[("code", 2), ("fragment", 1)]);
    assert_eq!(mini.column("code", "parent_id"), ["-", "c1"]);
    assert_eq!(mini.column("fragment", "document"), ["document 1"]);
    assert_eq!(
        (mini.column("fragment", "from"), mini.column("fragment", "until")),
        (vec!["3".into()], vec!["10".into()])
    );
}

#[test]
fn a_kind_that_has_nothing_of_the_model_says_why() {
    let mini = Mini::new();
    mini.write(
        "data/tbgi.xml",
        "<Bekostigingsgrondslagen><Inschrijving><BRIN>99ZZ</BRIN></Inschrijving></Bekostigingsgrondslagen>",
    );
    mini.write("data/oso.xml", "<dossier><metadata><overstap>VOMBO</overstap></metadata></dossier>");
    let draft = drafted(&mini, &["tbgi.xml", "oso.xml"]);
    assert!(draft.queries.is_empty());
    let manifest = std::fs::read_to_string(mini.path("plugin/plugin.toml")).unwrap();
    for (source, part) in [("tbgi", "citizen service number"), ("oso", "wished")] {
        assert!(!draft.uses(source));
        assert!(!manifest.contains(source), "{manifest}");
        assert!(draft.why_nothing(source).is_some_and(|why| why.contains(part)), "{source}");
    }
}

//! Results of LimeSurvey, exported to CSV.

use schakel_source::{Kind, SourceTable};

use crate::archive_bytes::zipped;
use crate::given::{Given, codes, given, names, source_rows, values};

const CODE: &str = "id,submitdate,lastpage,ROL,KENNIS[6SQ],KENNIS[SQ002],DUBBEL[SQ1][2]\n";
const CODE_TEXT: &str = "\"id. Antwoord ID\",\"submitdate. Datum verzonden\",\"lastpage. Laatste pagina\",\
    \"ROL. Wat is\nuw rol?\",\"KENNIS[6SQ]. Hoe goed weet u dit? [Beroepen]\",\
    \"KENNIS[SQ002]. Hoe goed weet u dit? [Opleidingen [vo]]\",\"DUBBEL[SQ1][2]. Hoe vaak? [Gesprek][Gewenst]\"\n";
const FIELDS: &str = "id,submitdate,lastpage,12X3X26,12X3X26SQ,12X3X2SQ002,12X3X5SQ1#1\n";
const ROWS: &str = "1,1980-01-01 00:00:00,2,A1,4,,3\n2,2026-03-01 10:00:00,2,A2,,5,\n3,,1,A1,,,\n";

fn export(header: &str) -> Given {
    given(Kind::Limesurvey, "r.csv", format!("{header}{ROWS}"))
}

fn with_structure(header: &str) -> Given {
    let given = export(header).with(|spec| spec.structure = Some("s.lss".into()));
    std::fs::write(given.path().join("s.lss"), crate::lsa::structure()).unwrap();
    given
}

/// A table as text, one line per row.
fn lines(table: &SourceTable, columns: &[&str]) -> Vec<String> {
    let columns: Vec<Vec<String>> = columns.iter().map(|column| values(table, column)).collect();
    (0..columns[0].len())
        .map(|row| columns.iter().map(|column| column[row].as_str()).collect::<Vec<_>>().join("|"))
        .collect()
}

const CODES: [&str; 8] =
    ["id", "submitdate", "submitted", "lastpage", "ROL", "KENNIS_6SQ", "KENNIS_SQ002", "DUBBEL_SQ1_1"];

#[test]
fn every_style_of_headings_gives_the_names_that_an_archive_gives() {
    for header in [CODE, CODE_TEXT] {
        let table = export(header).named("t");
        assert_eq!(names(&table), CODES);
        assert_eq!(values(&table, "KENNIS_6SQ"), ["4", "-", "-"]);
        assert_eq!(codes(&table), [""; 0]);
    }
    let table = with_structure(FIELDS).named("t");
    assert_eq!(names(&table)[..7], CODES[..7]);
    assert_eq!(values(&table, "KENNIS_SQ002"), ["-", "5", "-"]);
}

#[test]
fn a_response_may_be_sent_without_its_date_being_known() {
    let table = export(CODE).named("t");
    assert_eq!(values(&table, "submitted"), ["yes", "yes", "no"]);
    assert_eq!(values(&table, "submitdate"), ["-", "2026-03-01 10:00:00", "-"]);
}

#[test]
fn a_question_with_the_code_of_an_added_column_gives_way() {
    let given = given(Kind::Limesurvey, "r.csv", "id,submitted,submitdate,lastpage\n1,ja,2026-03-01 10:00:00,3\n");
    assert_eq!(names(&given.named("t")), ["id", "submitted_2", "submitdate", "submitted", "lastpage"]);
}

#[test]
fn questions_are_told_as_far_as_the_headings_know_them() {
    let columns = ["column_name", "question_code", "part_code", "question", "part"];
    let of_codes = export(CODE).named("t__questions");
    assert_eq!(lines(&of_codes, &columns)[1], "KENNIS_6SQ|KENNIS|6SQ|-|-");
    let questions = export(CODE_TEXT).named("t__questions");
    assert_eq!(
        lines(&questions, &columns),
        [
            "ROL|ROL|-|Wat is uw rol?|-",
            "KENNIS_6SQ|KENNIS|6SQ|Hoe goed weet u dit?|Beroepen",
            "KENNIS_SQ002|KENNIS|SQ002|Hoe goed weet u dit?|Opleidingen [vo]",
            "DUBBEL_SQ1_1|DUBBEL|SQ1#1|Hoe vaak?|Gesprek / Gewenst",
        ]
    );
    assert_eq!(values(&questions, "original")[0], "ROL. Wat is\nuw rol?");
}

#[test]
fn the_structure_tells_texts_types_and_answer_codes() {
    let columns = ["column_name", "type", "group", "question", "part"];
    for header in [CODE, FIELDS] {
        let given = with_structure(header);
        let questions = lines(&given.named("t__questions"), &columns);
        assert_eq!(questions[0], "ROL|L|-|Wat is uw rol?|-".replace("|-|W", "|Begeleiding|W"));
        assert_eq!(questions[2], "KENNIS_SQ002|F|Begeleiding|Hoe goed weet u dit?|Opleidingen");
        assert_eq!(lines(&given.named("t__options"), &["question_code", "code", "answer"]), ["ROL|A1|Mentor"]);
    }
    // Codes of question and part may also be written as one.
    let given = with_structure("id,submitdate,lastpage,ROL,KENNIS_6SQ,KENNIS_SQ002,X\n");
    assert_eq!(lines(&given.named("t__questions"), &["question_code", "part_code"])[1], "KENNIS|6SQ");
    let table = given.named("t");
    assert_eq!(codes(&table), ["source-structure"]);
    assert_eq!((table.problems[0].column.as_deref(), table.problems[0].count), (Some("X"), 1));
}

#[test]
fn field_names_without_a_structure_stay_and_the_remedy_is_told() {
    let table = export(FIELDS).named("t");
    assert_eq!(names(&table)[4..6], ["12X3X26", "12X3X26SQ"]);
    assert_eq!(codes(&table), ["source-structure"]);
    assert!(table.problems[0].to_string().contains(".lss"), "{}", table.problems[0]);
}

#[test]
fn columns_that_tell_of_a_person_are_not_read_unless_asked_for() {
    let text =
        "id,submitdate,token,ipaddr,refurl,firstname,Q1\n1,,Geheim1,192.0.2.1,https://voorbeeld.example,Piet,5\n";
    let all = given(Kind::Limesurvey, "r.csv", text);
    let table = all.named("t");
    assert_eq!(names(&table), ["id", "submitdate", "submitted", "Q1"]);
    assert_eq!(codes(&table), ["source-person"]);
    let message = table.problems[0].to_string();
    assert!(message.contains("token, ipaddr, refurl, firstname") && !message.contains("Geheim1"), "{message}");
    let known = all.with(|spec| {
        spec.keep = vec!["token".into()];
        spec.drop = ["ipaddr", "refurl", "firstname"].map(String::from).to_vec();
    });
    assert_eq!(names(&known.named("t")), ["id", "submitdate", "submitted", "token", "Q1"]);
    assert_eq!(codes(&known.named("t")), [""; 0]);
    assert_eq!(values(&known.named("t__questions"), "column_name"), ["Q1"]);
}

#[test]
fn the_long_form_has_the_answers_by_column() {
    let long = export(CODE).with(|spec| spec.long = true).named("t__long");
    let kennis: Vec<String> =
        lines(&long, &["column_name", "value"]).into_iter().filter(|line| line.starts_with("KENNIS")).collect();
    assert_eq!(kennis, ["KENNIS_6SQ|4", "KENNIS_SQ002|5"]);
}

#[test]
fn marks_encodings_delimiters_and_newlines_in_quotes_make_no_difference() {
    let text = format!("{CODE_TEXT}1,,2,\"Co\u{f6}rdinator,\nteam A\",4,5,6\n").replace(',', ";");
    let windows: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    for bytes in [format!("\u{feff}{text}").into_bytes(), windows] {
        let table = given(Kind::Limesurvey, "r.csv", bytes).named("t");
        assert_eq!(values(&table, "ROL"), ["Coördinator;\nteam A"]);
        assert_eq!(source_rows(&table), [2]);
    }
}

#[test]
fn a_survey_without_responses_has_none() {
    for text in [CODE.to_owned(), format!("{CODE}\"\",\"\",\"\",\"\",\"\",\"\",\"\"\n")] {
        let table = given(Kind::Limesurvey, "r.csv", text).named("t");
        assert_eq!((table.rows(), codes(&table)), (0, vec!["source-no-rows"]));
        assert_eq!(names(&table), CODES);
    }
}

#[test]
fn headings_that_come_twice_get_a_name_of_their_own() {
    let table = given(Kind::Limesurvey, "r.csv", "id,lastpage,Q1[A],Q1[A]\n1,2,3,4\n").named("t");
    assert_eq!(names(&table)[2..], ["Q1_A", "Q1_A_2"]);
    assert_eq!(codes(&table), ["source-column-twice"]);
    assert!(table.problems[0].message.contains("`Q1_A_2`"), "{}", table.problems[0]);
}

#[test]
fn another_kind_of_file_is_told() {
    let csv = given(Kind::Limesurvey, "r.csv", "Stamnr;Naam;Klas\n1;Geheimnaam;4H\n").problem();
    assert_eq!((csv.code, csv.row), ("source-header", Some(1)));
    assert!(
        csv.hint.as_deref().is_some_and(|hint| hint.contains("Question code")) && !csv.to_string().contains("Geheim")
    );
    let full = given(Kind::Limesurvey, "r.csv", "Antwoord ID;Datum verzonden;Wat is uw rol?\n1;;x\n").problem();
    assert_eq!(full.code, "source-header");
    let archive = given(Kind::Limesurvey, "r.csv", zipped(&[("a.lss", "<document/>")])).problem();
    assert_eq!(archive.code, "source-archive");
    assert_eq!(given(Kind::Limesurvey, "r.csv", "").problem().code, "source-empty");
    assert_eq!(given(Kind::Limesurvey, "r.csv", " \n\n").problem().code, "source-empty");
    let cut = given(Kind::Limesurvey, "r.csv", format!("{CODE}1,,2,\"Geheime tek")).problem();
    assert_eq!((cut.code, cut.row), ("source-quote", Some(2)));
    assert!(!cut.to_string().contains("Geheim"), "{cut}");
}

#[test]
fn what_is_wrong_with_export_and_structure_is_told_at_once() {
    let broken =
        given(Kind::Limesurvey, "r.csv", "Stamnr;Naam\n1;x\n").with(|spec| spec.structure = Some("s.lss".into()));
    let missing = broken.problem();
    assert_eq!((missing.code, missing.file.as_deref()), ("source-missing", Some("s.lss")));
    let whole = crate::lsa::structure();
    std::fs::write(broken.path().join("s.lss"), &whole[..whole.len() / 2]).unwrap();
    let problems = broken.problems();
    let told: Vec<_> = problems.iter().map(|problem| (problem.code, problem.file.as_deref())).collect();
    assert_eq!(told, [("source-syntax", Some("s.lss")), ("source-header", Some("r.csv"))]);
    std::fs::write(broken.path().join("s.lss"), "id;naam\n").unwrap();
    assert_eq!(broken.problems()[0].code, "source-archive");
    let other = given(Kind::Limesurvey, "r.csv", "id,lastpage,Q7,Q8[A]\n1,2,3,4\n")
        .with(|spec| spec.structure = Some("s.lss".into()));
    std::fs::write(other.path().join("s.lss"), whole).unwrap();
    assert_eq!(other.problem().code, "source-structure");
}

#[test]
fn a_structure_is_a_file_in_the_same_folder() {
    let elsewhere = export(CODE).with(|spec| spec.structure = Some("../s.lss".into())).problem();
    assert_eq!(elsewhere.code, "source-option");
    let both = export(CODE)
        .with(|spec| {
            spec.keep = vec!["token".into()];
            spec.drop = vec!["token".into()];
        })
        .problem();
    assert!(both.message.contains("`keep` and `drop`"), "{both}");
}

//! LimeSurvey archives.

use schakel_source::Kind;

use crate::archive_bytes::zipped;
use crate::given::{given, names, values};

fn row(cells: &[(&str, &str)]) -> String {
    let cells: String = cells.iter().map(|(name, value)| format!("<{name}><![CDATA[{value}]]></{name}>")).collect();
    format!("<row>{cells}</row>")
}

pub(crate) fn structure() -> String {
    let question = |qid, gid, kind, title| {
        row(&[("qid", qid), ("parent_qid", "0"), ("gid", gid), ("type", kind), ("title", title)])
    };
    let part = |qid, parent, title| row(&[("qid", qid), ("parent_qid", parent), ("gid", "3"), ("title", title)]);
    let text = |qid, text, language| row(&[("qid", qid), ("question", text), ("language", language)]);
    format!(
        "<document><languages><language>nl</language><language>en</language></languages>\
         <groups><rows>{}</rows></groups>\
         <questions><rows>{}{}</rows></questions><subquestions><rows>{}{}</rows></subquestions>\
         <question_l10ns><rows>{}{}{}{}</rows></question_l10ns>\
         <answers><rows>{}</rows></answers><answer_l10ns><rows>{}</rows></answer_l10ns></document>",
        row(&[("gid", "3"), ("group_name", "Begeleiding"), ("language", "nl")]),
        question("2", "3", "F", "KENNIS"),
        question("26", "3", "L", "ROL"),
        part("27", "2", "6SQ"),
        part("28", "2", "SQ002"),
        text("2", "<p>Hoe goed <b>weet</b> u&nbsp;dit?</p>", "nl"),
        text("2", "How well?", "en"),
        text("26", "Wat is uw rol?", "nl"),
        text("28", "Opleidingen", "nl"),
        row(&[("qid", "26"), ("code", "A1"), ("aid", "9")]),
        row(&[("aid", "9"), ("answer", "Mentor"), ("language", "nl")]),
    )
}

fn responses() -> String {
    let fields = ["id", "submitdate", "12X3X26", "12X3X26SQ", "12X3X2SQ002", "12X3X99"];
    let fields: String = fields.map(|field| format!("<fieldname>{field}</fieldname>")).concat();
    let first = row(&[("id", "1"), ("submitdate", "1980-01-01 00:00:00"), ("_12X3X26", "A1"), ("_12X3X26SQ", "4")]);
    let second = row(&[("id", "2"), ("_12X3X2SQ002", "5")]);
    format!("<document><responses><fields>{fields}</fields><rows>{first}{second}</rows></responses></document>")
}

fn archive() -> Vec<u8> {
    zipped(&[("survey_12.lss", &structure()), ("survey_12_responses.lsr", &responses())])
}

#[test]
fn responses_have_the_codes_of_the_questions_as_columns() {
    let table = given(Kind::Lsa, "s.lsa", archive()).named("t");
    // A part may start with a digit: 26SQ is part 6SQ of question 2, because question 26 has no parts.
    assert_eq!(names(&table), ["id", "submitdate", "submitted", "ROL", "KENNIS_6SQ", "KENNIS_SQ002", "12X3X99"]);
    assert_eq!(
        (values(&table, "ROL"), values(&table, "KENNIS_6SQ")),
        (vec!["A1".into(), "-".into()], vec!["4".into(), "-".into()])
    );
}

#[test]
fn a_response_may_be_sent_without_its_date_being_known() {
    let table = given(Kind::Lsa, "s.lsa", archive()).named("t");
    assert_eq!(
        (values(&table, "submitted"), values(&table, "submitdate")),
        (vec!["yes".into(), "no".into()], vec!["-".into(), "-".into()])
    );
}

#[test]
fn columns_that_tell_of_a_person_are_not_read_unless_asked_for() {
    let responses = responses().replace("<fieldname>submitdate", "<fieldname>token</fieldname><fieldname>submitdate");
    let with_token = given(Kind::Lsa, "s.lsa", zipped(&[("a.lss", &structure()), ("a_responses.lsr", &responses)]));
    assert_eq!(with_token.named("t").problems[0].code, "source-person");
    assert!(!names(&with_token.named("t")).contains(&"token"));
    let kept = with_token.with(|spec| spec.keep = vec!["token".into()]);
    assert_eq!(names(&kept.named("t"))[..2], ["id", "token"]);
}

#[test]
fn questions_are_told_in_the_base_language_without_their_markup() {
    let questions = given(Kind::Lsa, "s.lsa", archive()).named("t__questions");
    assert_eq!(values(&questions, "column_name"), ["ROL", "KENNIS_6SQ", "KENNIS_SQ002"]);
    assert_eq!(values(&questions, "question")[2], "Hoe goed weet u dit?");
    assert_eq!(
        (values(&questions, "part")[2].as_str(), values(&questions, "group")[0].as_str()),
        ("Opleidingen", "Begeleiding")
    );
}

#[test]
fn answer_codes_have_their_texts() {
    let options = given(Kind::Lsa, "s.lsa", archive()).named("t__options");
    assert_eq!(
        [values(&options, "question_code"), values(&options, "code"), values(&options, "answer")],
        [["ROL"], ["A1"], ["Mentor"]]
    );
}

#[test]
fn an_archive_without_responses_is_told() {
    let problem = given(Kind::Lsa, "s.lsa", zipped(&[("survey_12.lss", &structure())])).problem();
    assert!(problem.message.contains("no responses"), "{problem}");
}

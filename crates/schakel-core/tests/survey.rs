//! `[[survey]]`: what is made of a questionnaire, and what a person reads about a declaration that cannot be meant.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod common;

use common::{Mini, errors};

const MANIFEST: &str = r#"id = "mini"
version = "1.2.0"
publisher = "Voorbeeldproject"
model = "1"
[[source]]
name = "enquete"
kind = "csv"
path = "enquete.csv"
[[source]]
name = "vragen"
kind = "csv"
path = "plugin:vragen.csv"
[[survey]]
instrument = { instrument_id = "i", name = "I", version = "1", audience = "staff", licence = "CC0", language = "nl" }
items = "vragen"
wave = [{ wave_id = "m1", source = "enquete", number = 1, label = "before", from = "2025-10-01", until = "2025-10-31" }]
"#;
const ROLE: &str = "respondent.role = { value = \"docent\" }\n";
const RESPONSES: &str = "id,submitted,Q1,Q2,Q3\n1,yes,4,Y,\n2,yes,2,,tekst van iemand\n3,no,3,,\n";
const ITEMS: &str = "question;item_id;kind;text;dimension\n\
    Q1;A;likert;Vraag A;knowledge\nQ2;B;yes_no;Vraag B;obstacle\nQ3;C;text;Vraag C;open\n";

/// The line of [`MANIFEST`] in which the survey begins.
const LINE: u64 = 13;

fn school(responses: &str, items: &str, survey: &str) -> Mini {
    let mini = Mini::empty();
    mini.write("data/enquete.csv", responses);
    mini.write("plugin/vragen.csv", items);
    mini.write("plugin/plugin.toml", &format!("{MANIFEST}{survey}"));
    mini
}

/// The answers; nothing may be wrong.
fn answers(responses: &str, items: &str, survey: &str) -> String {
    let mini = school(responses, items, &format!("{ROLE}{survey}"));
    assert_eq!(mini.errors(), Vec::<String>::new());
    mini.answers()
}

/// The only error.
fn error(responses: &str, items: &str, survey: &str) -> String {
    let errors = school(responses, items, survey).errors();
    assert_eq!(errors.len(), 1, "{errors:#?}");
    errors[0].clone()
}

/// What is worth knowing of this kind, with how often.
fn notices(mini: &Mini, code: &str) -> Vec<(String, u64)> {
    let load = mini.load();
    assert_eq!(errors(&load), Vec::<String>::new());
    let notices = load.problems.iter().filter(|problem| problem.code == code);
    notices.map(|problem| (problem.to_string(), problem.count)).collect()
}

#[test]
fn only_what_was_sent_counts_unless_the_school_says_otherwise() {
    let sent = "m1, docent, no date: A 4, B 1\nm1, docent, no date: A 2, C tekst van iemand\n";
    assert_eq!(answers(RESPONSES, ITEMS, ""), sent);
    let told = notices(&school(RESPONSES, ITEMS, ROLE), "survey-response");
    assert!(told[0].0.contains("wave m1: responses that were not sent are left out"), "{told:?}");

    let mini = school(RESPONSES, ITEMS, &format!("{ROLE}unfinished = true\n"));
    assert_eq!(mini.errors(), Vec::<String>::new());
    assert_eq!(mini.answers(), format!("{sent}m1, docent, no date: A 3\n"));
    assert_eq!(mini.column("respondent", "completed"), ["true", "true", "false"]);
}

#[test]
fn a_box_left_open_is_a_no_of_who_sent_it_in_and_answered_something() {
    let responses = "id,submitted,Q1,Q2\n1,yes,4,\n2,no,4,\n3,yes,,\n";
    let survey = "unfinished = true\nanswers.yes_no = { \"\" = \"no\" }\n";
    assert_eq!(
        answers(responses, ITEMS, survey),
        "m1, docent, no date: A 4, B 0\nm1, docent, no date: A 4\nm1, docent, no date: \n"
    );
    let silent = notices(&school(responses, ITEMS, &format!("{ROLE}{survey}")), "survey-response");
    assert!(silent[0].0.contains("no item is answered"), "who sent it in remains a respondent: {silent:?}");
}

#[test]
fn what_is_said_of_an_item_goes_before_what_is_said_of_its_kind() {
    let items = "question;item_id;kind;text;dimension\nQ1;A;likert;A;knowledge\nQ2;B;likert;B;knowledge\n";
    let responses = "id,Q1,Q2\n1,Helemaal  MEE eens,A1\n2,9,9\n3,Strongly agree,5\n";
    let survey = r#"answers.B = { A1 = "1", "9" = "dont_know" }
[survey.answers.likert]
"helemaal mee eens" = "5"
"Strongly agree" = "5"
"9" = "not_applicable"
"#;
    assert_eq!(
        answers(responses, items, survey),
        "m1, docent, no date: A 5, B 1\nm1, docent, no date: A not_applicable, B dont_know\n\
         m1, docent, no date: A 5, B 5\n"
    );
}

#[test]
fn answers_may_stand_in_a_source() {
    let items = "question;item_id;kind;text;dimension\nQ1;A;likert;A;knowledge\nQ2;B;choice;B;background\n";
    let mini = school("id,Q1,Q2\n1,goed,1\n2,,2\n", items, &format!("{ROLE}answers = \"antwoorden\"\n"));
    mini.change(
        "plugin/plugin.toml",
        "[[survey]]",
        "[[source]]\nname = \"antwoorden\"\nkind = \"csv\"\npath = \"plugin:antwoorden.csv\"\n[[survey]]",
    );
    mini.write("plugin/antwoorden.csv", "kind;item_id;answer;value\nschaalvraag;;goed;5\n;B;1;ja\n;B;2;nee\n");
    assert_eq!(mini.errors(), Vec::<String>::new());
    assert_eq!(mini.answers(), "m1, docent, no date: A 5, B ja\nm1, docent, no date: B nee\n");

    mini.write("plugin/antwoorden.csv", "kind;item_id;answer;value\nlikertt;;goed;5\n;D;1;ja\n;B;2;nee\n;B;2;ja\n");
    let told = mini.errors();
    assert_eq!(told.len(), 3, "{told:#?}");
    assert!(told[0].contains("antwoorden.csv, row 2, column kind: this is not a kind of item. Did you mean `likert`?"));
    assert!(told[1].contains("row 3, column item_id: there is no item `D`"), "{}", told[1]);
    assert!(told[2].contains("row 5, column answer: the same answer means something else"), "{}", told[2]);
}

#[test]
fn an_answer_that_is_no_number_is_refused_with_its_row_and_never_shown() {
    let mini = school("id,Q1\n1,4\n2,Geheim antwoord\n", ITEMS, ROLE);
    let load = mini.load();
    let told: Vec<String> = load.problems.iter().map(ToString::to_string).collect();
    let of_gate = told.iter().find(|text| text.contains("value_num")).unwrap();
    assert!(of_gate.contains("data/enquete.csv") && of_gate.contains("row 3"), "{of_gate}");
    let of_survey = told.iter().find(|text| text.contains("`answers` does not say what it means")).unwrap();
    assert!(of_survey.contains("row 3, column Q1"), "{of_survey}");
    assert!(!told.concat().contains("Geheim"), "{told:#?}");
    assert_eq!(mini.answers(), "m1, docent, no date: A 4\nm1, docent, no date: A \n");
}

#[test]
fn questions_and_items_without_each_other_are_told_with_the_nearest_name() {
    let mini = school("id,Q1,Q2_,Q9\n1,4,Y,x\n", &format!("{ITEMS};D;likert;Vraag D;skill\n"), ROLE);
    let told = notices(&mini, "survey-question");
    assert!(told[0].0.contains("data/enquete.csv has no question `Q2`. Did you mean `Q2_`?"), "{told:?}");
    assert!(told[0].0.starts_with("plugin/vragen.csv, row 3, column question"), "{told:?}");
    assert!(told[1].0.contains("`Q3`"), "{told:?}");
    assert!(told[2].0.contains("that are no item, so that nothing is done with them: Q2_, Q9"), "{told:?}");
    assert_eq!(told.iter().map(|(_, count)| *count).collect::<Vec<_>>(), [1, 1, 2]);
    assert!(notices(&mini, "survey-item")[0].0.contains("no question is item D"));
}

#[test]
fn a_question_is_found_by_column_heading_code_or_text() {
    let items = "item_id;code;kind;text;dimension\nA;KENNIS_1;likert;x;knowledge\n\
        B;b;likert;Hoe GOED weet u dit?;skill\nQ3;c;likert;y;skill\n";
    let responses = "id,KENNIS[1],hoe goed  weet u dit?,q3\n1,1,2,3\n";
    assert_eq!(answers(responses, items, ""), "m1, docent, no date: A 1, B 2, Q3 3\n");
}

#[test]
fn no_question_at_all_stops_the_load() {
    let told = error("id,X1,X2\n1,4,Y\n", ITEMS, ROLE);
    assert!(told.contains("no question is an item") && told.contains("The questions are: X1, X2."), "{told}");
}

#[test]
fn an_item_is_one_question_and_a_question_one_item() {
    let twice = error(RESPONSES, &format!("{ITEMS}Q2;A;likert;Vraag A;knowledge\n"), ROLE);
    assert!(twice.contains("vragen.csv, row 5, column item_id: item `A` is given twice; before in row 2"), "{twice}");
    let shared = error(RESPONSES, &format!("{ITEMS}Q1;D;likert;Vraag D;knowledge\n"), ROLE);
    assert!(shared.contains("column Q1: the question is both item `A` and item `D`"), "{shared}");
    let several = error("id,Q1,Hoe vaak?,Hoe vaak?\n1,4,1,2\n", &ITEMS.replace("Q2", "Hoe vaak?"), ROLE);
    assert!(several.contains("row 3, column question: `Hoe vaak?` may be one of 2 columns"), "{several}");
    let option = "question;option;item_id;kind;text;dimension\nQ1;x;A;likert;Vraag A;knowledge\n";
    assert!(error(RESPONSES, option, ROLE).contains("row 2, column option: item `A` is about one answer"));
}

#[test]
fn a_column_per_answer_is_one_item_with_several_answers_or_an_item_each() {
    let responses = "id,WIE_1,WIE_2,WEG_1,WEG_2\n1,Y,Y,Te weinig tijd,\n2,,Y,,\n";
    let items = "question;option;item_id;kind;text;dimension\nWIE_1;mentor;W;multiple_choice;Wie?;experience\n\
        WIE_2;ouders;W;multiple_choice;Wie?;experience\nWEG_1;Te weinig tijd;T;yes_no;T;obstacle\n\
        WEG_2;Te weinig kennis;K;yes_no;K;obstacle\n";
    assert_eq!(
        answers(responses, items, ""),
        "m1, docent, no date: W mentor;ouders, T 1, K 0\nm1, docent, no date: W ouders, T 0, K 0\n"
    );
}

#[test]
fn what_stands_beside_the_options_in_a_cell_is_told_without_being_shown() {
    let items = "question;option;item_id;kind;text;dimension\nQ;tijd;T;yes_no;T;obstacle\nQ;geld;G;yes_no;G;obstacle\n";
    let mini = school("id,Q\n1,tijd;Geheim;\n", items, ROLE);
    let told = notices(&mini, "survey-answer");
    assert!(told[0].0.contains("row 2, column Q: something stands in the cell beside the options"), "{told:?}");
    assert!(!told[0].0.contains("Geheim"));
    assert_eq!(mini.answers(), "m1, docent, no date: T 1, G 0\n");
}

#[test]
fn one_table_may_hold_two_waves_and_ids_may_begin_anew() {
    let waves = r#"respondent.link_code = "code"
[[survey.wave]]
wave_id = "m1"
source = "enquete"
where = { meting = "1" }
number = 1
label = "before"
from = "2025-10-01"
until = "2025-10-31"
[[survey.wave]]
wave_id = "m2"
source = "enquete"
where = { meting = "2" }
number = 2
label = "after"
from = "2026-04-01"
until = "2026-04-30"
"#;
    let mini = school("id,meting,code,Q1\n1,1,AB,4\n1,2,ab,5\n", ITEMS, ROLE);
    let (without, _) = MANIFEST.split_once("wave = [").unwrap();
    mini.write("plugin/plugin.toml", &format!("{without}{ROLE}{waves}"));
    assert_eq!(mini.errors(), Vec::<String>::new());
    assert_eq!(mini.answers(), "m1, docent, no date: A 4\nm2, docent, no date: A 5\n");
    let codes = mini.column("respondent", "link_code");
    assert_eq!(codes[0], codes[1]);
    assert_eq!(mini.column("item", "item_id"), ["A", "B", "C"], "items are there once");
}

#[test]
fn a_survey_is_anonymous_unless_a_column_says_who_answered() {
    let responses = "leerling,Q1\n1001,4\n1001,5\n";
    assert_eq!(answers(responses, ITEMS, "").lines().count(), 2, "the row is the respondent");
    let named = school(responses, ITEMS, &format!("{ROLE}respondent.respondent_id = \"leerling\"\n"));
    let told = named.errors();
    assert!(told[0].contains("M11") || told[0].contains("respondent_id"), "one person answers a wave once: {told:?}");
    assert!(!told.concat().contains("1001"), "{told:?}");
}

#[test]
fn what_is_wrong_with_the_declaration_is_told_with_its_line() {
    let told = error(RESPONSES, ITEMS, "respondent.role = \"ROLL\"\n");
    let place = format!("plugin/plugin.toml, row {LINE}: survey i: respondent.role: enquete has no column `ROLL`");
    assert!(told.starts_with(&place), "{told}");
    let told = error(RESPONSES, ITEMS, "");
    assert!(told.contains("it is not said which role the respondents have"), "{told}");
    let told = error(RESPONSES, ITEMS, &format!("{ROLE}questions = \"vraagen\"\n"));
    assert!(told.contains("there is no source `vraagen`. Did you mean `vragen`?"), "{told}");
    let told = error(RESPONSES, ITEMS, &format!("{ROLE}answers.likertt = {{ \"9\" = \"dont_know\" }}\n"));
    assert!(told.contains("`answers.likertt` is no kind of item and no item. Did you mean `likert`?"), "{told}");
    let told = error(RESPONSES, ITEMS, &format!("{ROLE}respondent.rol = \"x\"\n"));
    assert!(told.contains("`respondent.rol` is not a column that a survey fills. Did you mean `role`?"), "{told}");
    let told = error(RESPONSES, ITEMS, &format!("{ROLE}separator = \" \"\n"));
    assert!(told.contains("`separator` is blank"), "{told}");
    let told = error(RESPONSES, ITEMS, &format!("{ROLE}respondent.date = 3\n"));
    assert!(told.contains("a column of `respondent` comes from a column of the survey"), "{told}");
    let told = error(RESPONSES, &ITEMS.replace("likert", "liket"), ROLE);
    assert!(told.contains("vragen.csv, row 2, column kind: this is not a kind of item"), "{told}");
    let told = error(RESPONSES, &ITEMS.replace("item_id", "itemid"), ROLE);
    assert!(told.contains("the table of items has no column `item_id`. Did you mean `itemid`?"), "{told}");
    let told = error(RESPONSES, &ITEMS.replace("kind", "sort"), ROLE);
    assert!(told.contains("the kind of these items is not known: A, B, C"), "{told}");

    let mini = school(RESPONSES, ITEMS, ROLE);
    mini.change("plugin/plugin.toml", ", until = \"2025-10-31\"", "");
    assert!(mini.errors()[0].contains("the wave `m1` says only some of number, label, from and until"));
    mini.change(
        "plugin/plugin.toml",
        r#"{ instrument_id = "i", name = "I", version = "1", audience = "staff", licence = "CC0", language = "nl" }"#,
        "\"i\"",
    );
    assert!(mini.errors()[0].contains("it is not said what the questionnaire `i` is"), "{:?}", mini.errors());
}

#[test]
fn a_table_is_filled_in_one_way() {
    let mini = school(RESPONSES, ITEMS, ROLE);
    mini.write("plugin/answer.sql", "SELECT id AS respondent_id, 'A' AS item_id, Q1 AS value_num FROM enquete\n");
    assert!(mini.errors()[0].contains("both [[survey]] and plugin/answer.sql fill the table `answer`"));
}

#[test]
fn an_unchanged_school_is_not_read_again_and_a_changed_list_of_items_is() {
    let mini = school(RESPONSES, ITEMS, ROLE);
    assert!(mini.load().loaded);
    assert!(mini.load().reused);
    mini.change("plugin/vragen.csv", "Q1;A;likert;Vraag A", "Q1;A;count;Vraag A");
    assert!(!mini.load().reused);
    assert_eq!(mini.column("item", "kind"), ["count", "yes_no", "text"]);
}

#[test]
fn a_survey_without_responses_is_told_and_loads() {
    let told = notices(&school("id,submitted,Q1,Q2,Q3\n", ITEMS, ROLE), "survey-response");
    assert!(told[0].0.contains("wave m1: there is no response"), "{told:?}");
    let empty = school("", ITEMS, ROLE).errors();
    assert!(empty[0].contains("data/enquete.csv"), "{empty:?}");
}

#[test]
fn a_code_that_the_declaration_writes_itself_is_told_with_it_and_nothing_follows_from_it() {
    let mini = school(RESPONSES, ITEMS, "respondent.role = { value = \"leraar\" }\n");
    mini.change("plugin/plugin.toml", "audience = \"staff\"", "audience = \"personel\"");
    let told = mini.errors();
    assert_eq!(told.len(), 2, "{told:#?}");
    assert!(
        told[0].contains("`audience = \"personel\"` is not in the code list `audience`. It is one of"),
        "{}",
        told[0]
    );
    assert!(told[1].contains("`respondent.role = \"leraar\"` is not in the code list `perspective`"), "{}", told[1]);
    assert!(told[1].contains("(`schakel schema respondent.role`)"), "{}", told[1]);
}

#[test]
fn responses_of_days_on_which_a_wave_was_not_open_are_counted() {
    let responses = "id,submitdate,Q1\n1,2025-10-01,4\n2,2024-10-31,4\n3,2025-11-01,4\n4,2025-10-31,4\n";
    let told = notices(&school(responses, ITEMS, ROLE), "survey-response");
    let outside: Vec<_> = told.iter().filter(|(text, _)| text.contains("on which it was not open")).collect();
    assert_eq!(outside.len(), 1, "{told:#?}");
    assert_eq!(outside[0].1, 2);
    assert!(outside[0].0.starts_with("data/enquete.csv: wave m1:"), "{}", outside[0].0);
}

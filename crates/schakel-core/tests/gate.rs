//! The gate by itself: types from anywhere, persons, keys, and what must hold for whatever comes in.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use arrow_array::{
    Array, ArrayRef, Date32Array, Float64Array, Int32Array, Int64Array, RecordBatch, StringArray, StringViewArray,
    TimestampMicrosecondArray,
};
use arrow_schema::{Field, Schema};
use chrono::NaiveDate;
use proptest::prelude::*;
use schakel_core::gate::{self, Gated, Input, Objections, Rules};
use schakel_core::mapping::Origins;
use schakel_core::plugin::Formats;
use schakel_core::pseudonym::{Key, Pseudonyms, hex};
use schakel_core::values::Forms;
use schakel_model::Person;
use schakel_source::problem::Problem;

fn texts(values: &[Option<&str>]) -> ArrayRef {
    Arc::new(StringArray::from(values.to_vec()))
}

fn all(value: &str, rows: usize) -> ArrayRef {
    Arc::new(StringArray::from_iter_values(std::iter::repeat_n(value, rows)))
}

fn input(table: &str, columns: Vec<(&str, ArrayRef)>) -> Input {
    let fields: Vec<Field> =
        columns.iter().map(|(name, values)| Field::new(*name, values.data_type().clone(), true)).collect();
    let schema = Arc::new(Schema::new(fields));
    let batch = RecordBatch::try_new(schema.clone(), columns.into_iter().map(|(_, values)| values).collect()).unwrap();
    let table = schakel_model::table(table).unwrap();
    Input {
        table,
        origin: "plugin".to_owned(),
        schema,
        batches: vec![batch],
        source: Some("bron".to_owned()),
        sheet: None,
        origins: Origins::new(),
    }
}

fn pass(inputs: Vec<Input>, objections: &Objections) -> Result<Gated, Vec<Problem>> {
    let forms = Forms::of(&Formats { date: "dd-mm-jjjj".to_owned(), decimal: ',' }).unwrap();
    gate::pass(
        inputs,
        &Rules {
            school: "s",
            report_date: NaiveDate::from_ymd_opt(2026, 6, 15).unwrap(),
            forms: &forms,
            pseudonyms: &Pseudonyms::new(Key::new([3; 32]), "proef"),
            objections,
            sources: &BTreeMap::from(
                [("bron", "data/bron.csv"), ("lijst", "plugin/lijst.csv")]
                    .map(|(name, file)| (name.to_owned(), file.to_owned())),
            ),
            lists: &BTreeSet::from(["lijst".to_owned()]),
        },
    )
}

fn column(gated: &Gated, table: &str, name: &str) -> Vec<String> {
    let Some(stored) = gated.tables.iter().find(|stored| stored.table.name == table) else { return Vec::new() };
    let mut values = Vec::new();
    for batch in &stored.batches {
        let texts = arrow_cast::cast(batch.column_by_name(name).unwrap(), &arrow_schema::DataType::Utf8).unwrap();
        values.extend(texts.as_string::<i32>().iter().map(|text| text.unwrap_or("-").to_owned()));
    }
    values
}

fn moments(columns: Vec<(&str, ArrayRef)>) -> Input {
    let rows = columns[0].1.len();
    let mut whole = columns;
    for (name, value) in [
        ("date", "03-09-2025"),
        ("form", "group_talk"),
        ("setting", "lob_hour"),
        ("scheduled", "ja"),
        ("evidence", "registration"),
    ] {
        if !whole.iter().any(|(given, _)| *given == name) {
            whole.push((name, all(value, rows)));
        }
    }
    input("guidance_moment", whole)
}

#[test]
fn a_value_may_come_as_text_or_in_a_type_of_its_own() {
    let ids = || texts(&[Some("a"), Some("b")]);
    let minutes: Vec<ArrayRef> = vec![
        texts(&[Some("20"), None]),
        Arc::new(Int32Array::from(vec![Some(20), None])),
        Arc::new(Float64Array::from(vec![Some(20.0), None])),
        Arc::new(StringViewArray::from(vec![Some(" 20 "), Some("")])),
    ];
    for minutes in minutes {
        let kind = minutes.data_type().clone();
        let gated =
            pass(vec![moments(vec![("moment_id", ids()), ("minutes", minutes)])], &Objections::default()).unwrap();
        assert_eq!(column(&gated, "guidance_moment", "minutes"), ["20", "-"], "{kind}");
    }
    let day = NaiveDate::from_ymd_opt(2025, 9, 3).unwrap().to_epoch_days();
    let dates: Vec<ArrayRef> = vec![
        texts(&[Some("03-09-2025"), Some("2025-09-03T10:00:00")]),
        Arc::new(Date32Array::from(vec![day, day])),
        Arc::new(TimestampMicrosecondArray::from(vec![
            i64::from(day) * 86_400_000_000,
            i64::from(day) * 86_400_000_000 + 1,
        ])),
    ];
    for dates in dates {
        let kind = dates.data_type().clone();
        let gated = pass(vec![moments(vec![("moment_id", ids()), ("date", dates)])], &Objections::default()).unwrap();
        assert_eq!(column(&gated, "guidance_moment", "date"), ["2025-09-03"; 2], "{kind}");
    }
}

#[test]
fn a_number_as_id_is_the_same_id_as_its_text() {
    let students = input("student", vec![("student_id", Arc::new(Int64Array::from(vec![7, 8])))]);
    let background = input(
        "student_background",
        vec![
            ("student_id", Arc::new(Float64Array::from(vec![8.0, 7.0]))),
            ("school_year", all("2025-2026", 2)),
            ("gender", texts(&[Some("v"), Some("m")])),
            ("provenance", all("las", 2)),
        ],
    );
    let gated = pass(vec![students, background], &Objections::default()).unwrap();
    assert_eq!(gated.problems, []);
    let keys = column(&gated, "student", "student_key");
    assert_eq!(column(&gated, "student_background", "student_key"), [keys[1].clone(), keys[0].clone()]);
}

#[test]
fn a_type_that_can_never_fit_is_a_mistake_of_the_plugin() {
    let lists = arrow_array::ListArray::from_iter_primitive::<Int64Type, _, _>(vec![Some(vec![Some(1)])]);
    let problems = pass(
        vec![moments(vec![("moment_id", texts(&[Some("a")])), ("minutes", Arc::new(lists))])],
        &Objections::default(),
    );
    let problems = problems.unwrap_err();
    assert!(
        problems[0].message.starts_with("the column `minutes` of `guidance_moment` is of the type List"),
        "{}",
        problems[0]
    );
}

#[test]
fn dates_that_cannot_be_meant_are_refused() {
    let dates = texts(&[Some("01-01-1899"), Some("01-01-2099"), Some("01-01-2025")]);
    let gated = pass(
        vec![moments(vec![("moment_id", texts(&[Some("a"), Some("b"), Some("c")])), ("date", dates)])],
        &Objections::default(),
    );
    let gated = gated.unwrap();
    assert_eq!(column(&gated, "guidance_moment", "date"), ["2025-01-01"]);
    assert!(
        gated.problems[0].message.contains("a date before 1950 or after 2036; the row is refused"),
        "{}",
        gated.problems[0]
    );
    assert_eq!((gated.problems[0].count, gated.findings[0].n), (2, 2));
}

#[test]
fn a_member_of_a_group_is_staff_or_student_as_the_row_says() {
    let group = input(
        "group",
        vec![
            ("group_id", all("g", 1)),
            ("name", all("4A", 1)),
            ("kind", all("stamgroep", 1)),
            ("school_year", all("2025-2026", 1)),
        ],
    );
    let people = |table, id, rows: usize| {
        let mut columns = vec![(id, texts(&[Some("x"), Some("y")][..rows]))];
        if table == "staff" {
            columns.extend([
                ("teaches", all("ja", rows)),
                ("course_alumnus", all("nee", rows)),
                ("contract_class", all("unknown", rows)),
            ]);
        }
        input(table, columns)
    };
    let members = input(
        "group_member",
        vec![
            ("group_id", all("g", 3)),
            ("person_kind", texts(&[Some("student"), Some("staff"), Some("staff")])),
            ("person_id", texts(&[Some("y"), Some("x"), Some("y")])),
            ("function", texts(&[Some("student"), Some("mentor"), Some("mentor")])),
        ],
    );
    let gated = pass(
        vec![group, people("student", "student_id", 2), people("staff", "staff_id", 1), members],
        &Objections::default(),
    );
    let gated = gated.unwrap();
    let student = column(&gated, "student", "student_key");
    assert_eq!(
        column(&gated, "group_member", "person_key"),
        [student[1].clone(), "1".to_owned()],
        "y is a student and no staff"
    );
    assert_eq!(gated.counts["group_member"].refused, 1);
}

#[test]
fn a_text_that_seems_to_name_a_person_is_noticed_and_kept() {
    let finding = input(
        "finding",
        vec![
            ("finding_id", texts(&[Some("f1"), Some("f2")])),
            ("date", all("03-09-2025", 2)),
            ("perspective", all("docent", 2)),
            ("kind", all("obstacle", 2)),
            ("theme", all("werkdruk", 2)),
            ("summary", texts(&[Some("vraag het jan@voorbeeld.nl"), Some("te weinig tijd")])),
            ("status", all("open", 2)),
        ],
    );
    let gated = pass(vec![finding], &Objections::default()).unwrap();
    assert_eq!(gated.counts["finding"].stored, 2);
    assert!(!gated.problems[0].is_error());
    assert!(gated.problems[0].message.contains("seems to hold an e-mail address"), "{}", gated.problems[0]);
    assert!(!gated.problems[0].to_string().contains("jan"), "{}", gated.problems[0]);
}

#[test]
fn a_refused_row_does_not_take_the_id_of_a_good_one() {
    let ids = texts(&[Some("a"), Some("a")]);
    let gated = pass(
        vec![moments(vec![("moment_id", ids), ("date", texts(&[Some("nooit"), Some("01-09-2025")]))])],
        &Objections::default(),
    );
    assert_eq!(gated.unwrap().counts["guidance_moment"].stored, 1);
}

/// Students, some of them double, and moments of students, some of whom are not there.
fn people_and_facts() -> impl Strategy<Value = (Vec<u16>, Vec<(u16, u16)>)> {
    (prop::collection::vec(0_u16..60, 0..60), prop::collection::vec((0_u16..40, 0_u16..80), 0..120))
}

fn person(number: u16) -> String {
    format!("persoon#{number}#")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn numbers_are_dense_facts_reach_the_right_person_and_no_id_remains((students, facts) in people_and_facts()) {
        let ids: Vec<String> = students.iter().copied().map(person).collect();
        let moment_ids: BTreeSet<u16> = facts.iter().map(|(moment, _)| *moment).collect();
        let moment_texts: Vec<String> = moment_ids.iter().map(|moment| format!("persoon#m{moment}#")).collect();
        let text = |values: Vec<String>| Arc::new(StringArray::from_iter_values(values)) as ArrayRef;
        let inputs = vec![
            input("student", vec![("student_id", text(ids.clone()))]),
            moments(vec![("moment_id", text(moment_texts))]),
            input("guidance_moment_student", vec![
                ("moment_id", text(facts.iter().map(|(moment, _)| format!("persoon#m{moment}#")).collect())),
                ("student_id", text(facts.iter().map(|(_, student)| person(*student)).collect())),
                ("present", all("yes", facts.len())),
            ]),
        ];
        let gated = pass(inputs, &Objections::default()).unwrap();

        for (table, counts) in &gated.counts {
            prop_assert_eq!(counts.read, counts.stored + counts.refused + counts.objected, "{}", table);
        }
        let known: BTreeSet<u16> = students.iter().copied().collect();
        let keys: Vec<i64> = column(&gated, "student", "student_key").iter().map(|key| key.parse().unwrap()).collect();
        let expected: Vec<i64> = (1..=known.len() as i64).collect();
        prop_assert_eq!(keys.iter().copied().collect::<BTreeSet<_>>(), expected.into_iter().collect::<BTreeSet<_>>());

        // Whoever holds the key of the school can recompute who is who; the store alone cannot.
        let maker = Pseudonyms::new(Key::new([3; 32]), "proef").of(Person::Student);
        let pseudonyms = column(&gated, "student", "student_id");
        let by_key: BTreeMap<i64, &String> = keys.iter().copied().zip(&pseudonyms).collect();
        let reached: Vec<String> = column(&gated, "guidance_moment_student", "student_key");
        let mut seen = BTreeSet::new();
        let kept = facts.iter().filter(|(_, student)| known.contains(student)).filter(|fact| seen.insert(**fact));
        let expected: Vec<String> = kept.map(|(_, student)| hex(&maker.make(&person(*student)))).collect();
        let reached: Vec<String> = reached.iter().map(|key| by_key[&key.parse::<i64>().unwrap()].clone()).collect();
        prop_assert_eq!(reached, expected);

        let everything = format!("{:?}{:?}{:?}{:?}", gated.tables, gated.problems, gated.rejected, gated.findings);
        prop_assert!(!everything.contains("persoon#"));
    }

    #[test]
    fn how_the_rows_are_cut_into_batches_changes_nothing(students in prop::collection::vec(0_u16..60, 0..60), cut in 0_usize..60) {
        let ids: Vec<String> = students.iter().copied().map(person).collect();
        let whole = || input("student", vec![("student_id", Arc::new(StringArray::from_iter_values(&ids)) as ArrayRef)]);
        let mut parts = whole();
        let at = cut.min(ids.len());
        let batch = parts.batches.remove(0);
        parts.batches = vec![batch.slice(0, at), batch.slice(at, ids.len() - at)];
        let (a, b) = (pass(vec![whole()], &Objections::default()).unwrap(), pass(vec![parts], &Objections::default()).unwrap());
        for name in ["student_key", "student_id"] {
            prop_assert_eq!(column(&a, "student", name), column(&b, "student", name));
        }
        prop_assert_eq!((a.problems, a.rejected, a.counts), (b.problems, b.rejected, b.counts));
    }
}

/// The problem with a code, of moments whose column `form` comes from these sources.
fn told_of_form(form: &str, sources: &[&str]) -> String {
    let (ids, rows) = ([1, 2, 3, 4, 5].map(|id| format!("m{id}")), [2, 3, 4, 5, 6].map(|row| row.to_string()));
    let column = |values: &[String; 5]| texts(&values.each_ref().map(|value| Some(value.as_str())));
    let columns = vec![("moment_id", column(&ids)), ("form", all(form, 5)), ("source_row", column(&rows))];
    let mut input = moments(columns);
    input.origins = Origins::from([("form".to_owned(), sources.iter().map(|name| (*name).to_owned()).collect())]);
    let gated = pass(vec![input], &Objections::default()).unwrap();
    gated.problems.iter().find(|problem| problem.code == "M07").unwrap().to_string()
}

#[test]
fn an_unknown_code_is_told_where_it_stands_with_the_codes_there_are() {
    let of_source = told_of_form("zzz", &["bron"]);
    assert!(of_source.starts_with("data/bron.csv, row 2, column form:"), "{of_source}");
    assert!(
        of_source.contains("(`schakel schema guidance_moment.form`)") && !of_source.contains("mean"),
        "{of_source}"
    );
    let of_list = told_of_form("group_tlk", &["lijst"]);
    assert!(of_list.starts_with("plugin/lijst.csv, column form:"), "{of_list}");
    assert!(of_list.contains("`group_tlk` (5×)") && of_list.contains("Did you mean `group_talk`?"), "{of_list}");
    let mut rows = moments(vec![("moment_id", texts(&[Some("1")])), ("form", texts(&[Some("group-tlk")]))]);
    rows.source = Some("lijst".to_owned());
    rows.origins = Origins::from([("form".to_owned(), BTreeSet::from(["lijst".to_owned()]))]);
    let in_list = pass(vec![rows], &Objections::default()).unwrap();
    let in_list = in_list.problems.iter().find(|problem| problem.code == "M07").unwrap().to_string();
    assert!(in_list.starts_with("plugin/lijst.csv, "), "{in_list}");
    assert!(
        in_list.contains("`group-tlk` (1×)") && in_list.ends_with("Correct it there."),
        "one of one, but of nobody: {in_list}"
    );
    let of_query = told_of_form("les", &[]);
    assert!(of_query.starts_with("plugin, column form:") && of_query.contains("`les` (5×)"), "{of_query}");
    assert!(of_query.ends_with("The query writes this value itself: correct it there."), "{of_query}");
}

#[test]
fn what_rows_lack_together_is_one_problem_that_leads_to_the_list_that_is_joined() {
    let nothing = || texts(&[None, None]);
    let row = texts(&[Some("2"), Some("3")]);
    let ids = texts(&[Some("a"), Some("b")]);
    let mut input = moments(vec![("moment_id", ids), ("form", nothing()), ("setting", nothing()), ("source_row", row)]);
    let list = std::collections::BTreeSet::from(["lijst".to_owned()]);
    input.origins = Origins::from([("form".to_owned(), list.clone()), ("setting".to_owned(), list)]);
    let gated = pass(vec![input], &Objections::default()).unwrap();
    let told: Vec<String> =
        gated.problems.iter().filter(|problem| problem.code == "M01").map(ToString::to_string).collect();
    assert_eq!(told.len(), 1, "{told:#?}");
    let start = "plugin/lijst.csv, column form, setting: `form` and `setting` of `guidance_moment`: a required value is missing";
    assert!(told[0].starts_with(start) && told[0].contains("by a join: complete that file"), "{}", told[0]);
    assert_eq!(
        gated.findings.iter().filter(|finding| finding.check.code == "M01").count(),
        2,
        "each counts for itself"
    );
}

#[test]
fn dates_of_another_form_than_declared_are_told_with_the_form_that_fits_all() {
    let dates = texts(&[Some("09/01/2025"), Some("09/13/2025")]);
    let gated = pass(
        vec![moments(vec![("moment_id", texts(&[Some("a"), Some("b")])), ("date", dates)])],
        &Objections::default(),
    )
    .unwrap();
    let told = gated.problems.iter().find(|problem| problem.code == "M03").unwrap();
    assert!(told.hint.as_deref().unwrap().contains("have the form m/d/jjjj"), "{told}");
}

#[test]
fn a_table_of_which_all_rows_ended_before_the_school_year_may_be_that_of_another() {
    let told = |until: [Option<&str>; 2]| {
        let members = input(
            "staff_role",
            vec![
                ("staff_id", texts(&[Some("a"), Some("a")])),
                ("role", texts(&[Some("docent"), Some("mentor")])),
                ("from", texts(&[Some("01-09-2018"), Some("01-09-2018")])),
                ("until", texts(&until)),
                ("source_row", texts(&[Some("2"), Some("3")])),
            ],
        );
        let staff = input(
            "staff",
            ["staff_id", "teaches", "course_alumnus", "contract_class", "source_row"]
                .into_iter()
                .zip(["a", "yes", "no", "unknown", "2"])
                .map(|(column, value)| (column, texts(&[Some(value)])))
                .collect(),
        );
        let gated = pass(vec![staff, members], &Objections::default()).unwrap();
        assert!(gated.problems.iter().all(|problem| !problem.is_error()), "{:?}", gated.problems);
        gated.problems.iter().find(|problem| problem.code == "other-year").map(ToString::to_string)
    };
    let long_ago = told([Some("30-06-2019"), Some("31-07-2025")]).unwrap();
    assert!(long_ago.contains("`staff_role`: all rows end before 2025-08-01, the last on 2025-07-31"), "{long_ago}");
    assert_eq!(told([Some("30-06-2019"), Some("01-08-2025")]), None);
    assert_eq!(told([Some("30-06-2019"), None]), None);
}
